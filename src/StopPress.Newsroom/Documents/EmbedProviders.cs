using System.Globalization;
using System.Text.RegularExpressions;

namespace StopPress.Newsroom.Documents;

/// <summary>The houses whose videos, sounds, posts and maps can stand in a story.</summary>
/// <remarks>
/// Each rule takes an address apart and builds the public one and the frame's anew from tokens that it has checked. A provider gets a frame
/// only where it has one that works without an account and is asked not to follow the reader; the others are a link.
/// </remarks>
internal static partial class EmbedProviders
{
    public static readonly IReadOnlyList<Func<WebAddress, EmbedAddress?>> All =
    [
        YouTube, Vimeo, Dailymotion, Spotify, SoundCloud, InternetArchive, X, Facebook, Instagram, TikTok, OpenStreetMap, GoogleMaps,
    ];

    private static EmbedAddress? YouTube(WebAddress web)
    {
        if (web.Host is not ("youtube.com" or "music.youtube.com" or "youtu.be" or "youtube-nocookie.com"))
            return null;
        if (web.TokenOf("list") is { } list && web.Path is ["playlist"] or ["embed", "videoseries"])
        {
            return new("youtube", "YouTube", $"https://www.youtube.com/playlist?list={list}",
                $"https://www.youtube-nocookie.com/embed/videoseries?list={list}");
        }
        var video = web.Host == "youtu.be" ? web.Token(0)
            : web.Path is ["watch"] ? web.TokenOf("v")
            : web.Path is ["embed" or "v" or "shorts" or "live", ..] ? web.Token(1) : null;
        if (video is null or "videoseries")
            return null;
        var start = Seconds(web.Query("t") ?? web.Query("start"));
        return new("youtube", "YouTube", $"https://www.youtube.com/watch?v={video}{(start > 0 ? $"&t={start}" : "")}",
            $"https://www.youtube-nocookie.com/embed/{video}{(start > 0 ? $"?start={start}" : "")}");
    }

    // YouTube writes a start as 90, 90s or 1m30s.
    private static int Seconds(string? text)
    {
        var match = StartTime().Match(text ?? "");
        return match.Success ? (Part(1) * 3600) + (Part(2) * 60) + Part(3) : 0;

        int Part(int group) => match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"\A(?:([0-9]{1,2})h)?(?:([0-9]{1,4})m)?(?:([0-9]{1,6})s?)?\z")]
    private static partial Regex StartTime();

    private static EmbedAddress? Vimeo(WebAddress web)
    {
        var isPlayer = web.Host == "player.vimeo.com" && web.Path is ["video", ..];
        if ((!isPlayer && web.Host != "vimeo.com") || web.Number(isPlayer ? 1 : 0) is not { } video)
            return null;
        // An unlisted video has a second key, without which it does not play.
        var key = isPlayer ? web.TokenOf("h") : web.Token(1) ?? web.TokenOf("h");
        return new("vimeo", "Vimeo", $"https://vimeo.com/{video}{(key is null ? "" : "/" + key)}",
            $"https://player.vimeo.com/video/{video}?dnt=1{(key is null ? "" : "&h=" + key)}");
    }

    private static EmbedAddress? Dailymotion(WebAddress web)
    {
        var video = web.Host switch
        {
            "dai.ly" => web.Token(0),
            "dailymotion.com" when web.Path is ["video", ..] => web.Token(1),
            "dailymotion.com" when web.Path is ["embed", "video", ..] => web.Token(2),
            "geo.dailymotion.com" => web.TokenOf("video"),
            _ => null,
        };
        return video is null ? null : new("dailymotion", "Dailymotion", $"https://www.dailymotion.com/video/{video}",
            $"https://geo.dailymotion.com/player.html?video={video}");
    }

    private static EmbedAddress? Spotify(WebAddress web)
    {
        if (web.Host != "open.spotify.com")
            return null;
        var first = web.Path is ["embed", ..] || (web.Path.Length > 0 && web.Path[0].StartsWith("intl-", StringComparison.Ordinal)) ? 1 : 0;
        var kind = web.Token(first);
        return kind is "track" or "album" or "playlist" or "episode" or "show" or "artist" && web.Token(first + 1) is { } id
            ? new("spotify", "Spotify", $"https://open.spotify.com/{kind}/{id}", $"https://open.spotify.com/embed/{kind}/{id}")
            : null;
    }

    private static EmbedAddress? SoundCloud(WebAddress web)
    {
        if (web.Host == "w.soundcloud.com")
            return WebAddress.Read(web.Query("url")) is { Host: not "w.soundcloud.com" } inner ? SoundCloud(inner) : null;
        var known = web.Host switch
        {
            "soundcloud.com" => web.Path.Length is >= 2 and <= 4,
            "api.soundcloud.com" => web.Path is ["tracks" or "playlists", _] && web.Number(1) is not null,
            _ => false,
        };
        if (!known || !web.Path.All(WebAddress.IsToken))
            return null;
        var address = $"https://{web.Host}/{string.Join('/', web.Path)}";
        return new("soundcloud", "SoundCloud", address, $"https://w.soundcloud.com/player/?url={Uri.EscapeDataString(address)}");
    }

    private static EmbedAddress? InternetArchive(WebAddress web) =>
        web.Host == "archive.org" && web.Path is ["details" or "embed", _] && web.Token(1) is { } item
            ? new("internet-archive", "Internet Archive", $"https://archive.org/details/{item}", $"https://archive.org/embed/{item}")
            : null;

    private static EmbedAddress? X(WebAddress web)
    {
        if (web.Host is "platform.twitter.com" && web.Path is ["embed", "Tweet.html"] && Post(web.TokenOf("id")) is { } framed)
            return framed;
        return web.Host is "twitter.com" or "x.com" && web.Path is [_, "status" or "statuses", ..] && web.Number(2) is { } post
            ? Post(post, web.Token(0))
            : null;

        static EmbedAddress? Post(string? id, string? writer = null) => id is null || !id.All(char.IsAsciiDigit) ? null
            : new("x", "X", $"https://x.com/{writer ?? "i"}/status/{id}", $"https://platform.twitter.com/embed/Tweet.html?id={id}&dnt=true");
    }

    private static EmbedAddress? Facebook(WebAddress web)
    {
        if (web.Host == "facebook.com" && web.Path is ["plugins", "video.php" or "post.php"])
            return WebAddress.Read(web.Query("href")) is { } inner ? FacebookPage(inner) : null;
        return FacebookPage(web);
    }

    private static EmbedAddress? FacebookPage(WebAddress web)
    {
        var known = web.Host == "fb.watch" ? web.Token(0) is not null : web.Host == "facebook.com"
            && web.Path is ["watch" or "reel" or "photo" or "photo.php" or "permalink.php" or "story.php", ..]
                or [_, "posts" or "videos" or "photos" or "reels", _, ..];
        return known && Href.Read(web.Secure) is { } page ? new("facebook", "Facebook", page.Address, null) : null;
    }

    private static EmbedAddress? Instagram(WebAddress web)
    {
        if (web.Host is not ("instagram.com" or "instagr.am"))
            return null;
        var at = web.Path is ["p" or "reel" or "reels" or "tv", ..] ? 0 : 1;
        var kind = web.Token(at);
        return kind is "p" or "reel" or "reels" or "tv" && web.Token(at + 1) is { } post
            ? new("instagram", "Instagram", $"https://www.instagram.com/{(kind == "reels" ? "reel" : kind)}/{post}/", null)
            : null;
    }

    private static EmbedAddress? TikTok(WebAddress web)
    {
        if (web.Host != "tiktok.com")
            return null;
        if (web.Path is [['@', .. var person], "video", _] && web.Number(2) is { } video && person.Replace(".", "") is var bare && WebAddress.IsToken(bare))
            return new("tiktok", "TikTok", $"https://www.tiktok.com/@{person}/video/{video}", null);
        return web.Path is ["t", _] && web.Token(1) is { } shortened ? new("tiktok", "TikTok", $"https://www.tiktok.com/t/{shortened}", null) : null;
    }

    private static EmbedAddress? OpenStreetMap(WebAddress web)
    {
        if (web.Host != "openstreetmap.org")
            return null;
        // The frame and the page have no common form: what was embedded stays the frame's address, which people can open as well.
        var isFrame = web.Path is ["export", "embed.html"] && web.Query("bbox") is not null;
        var isPage = web.Path is ["node" or "way" or "relation", _] || web.Secure.Contains("/#map=", StringComparison.Ordinal);
        return isFrame || isPage ? Map("openstreetmap", "OpenStreetMap", web, isFrame) : null;
    }

    private static EmbedAddress? GoogleMaps(WebAddress web)
    {
        if (web.Host is not "maps.app.goo.gl" && !GoogleHost().IsMatch(web.Host))
            return null;
        // Only the frame of google.com itself: nobody promises that every google.xx is Google's.
        var isFrame = web.Host is "google.com" or "maps.google.com" && (web.Query("output") == "embed"
            || (web.Path is ["maps", "embed"] && web.Query("pb") is not null)
            || (web.Path is ["maps", "d", .., "embed"] && web.TokenOf("mid") is not null));
        return isFrame || web.Path is ["maps", ..] || web.Host.StartsWith("maps.", StringComparison.Ordinal)
            ? Map("google-maps", "Google Maps", web, isFrame)
            : null;
    }

    [GeneratedRegex(@"\A(maps\.)?google\.(com|[a-z]{2}|com?\.[a-z]{2})\z")]
    private static partial Regex GoogleHost();

    private static EmbedAddress? Map(string provider, string name, WebAddress web, bool isFrame) =>
        Href.Read(web.Secure) is { } map ? new(provider, name, map.Address, isFrame ? map.Address : null) : null;
}
