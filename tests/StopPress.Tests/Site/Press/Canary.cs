using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Routing;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Storylines;
using StopPress.Newsroom.Tags;
using StopPress.Site.Api;
using StopPress.Site.Feeds;
using StopPress.Site.Pages;
using StopPress.Site.Serving;
using StopPress.Site.Sitemaps;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Press;

/// <summary>A story each word of which would be known again anywhere, in two editions, filed under all there is, beside one that everybody may read.</summary>
internal sealed class Canary
{
    /// <summary>In every word that is written in it, and nowhere else.</summary>
    public const string Mark = "canary";

    /// <summary>Its addresses' last parts, in both editions.</summary>
    public static readonly string[] Slugs = ["canary-slug", "canary-slug-th"];

    private static readonly string[] Languages = ["en", "th"];
    private readonly Dictionary<string, string> other = [];
    private readonly Dictionary<string, string> months = [];
    private string[] lists = [];
    private string withdrawn = "";
    private string about = "";
    private IReadOnlyList<string> renditions = [];

    /// <summary>Its public id.</summary>
    public string Story { get; private set; } = "";

    /// <summary>The picture in its body and at its head.</summary>
    public string Picture { get; private set; } = "";

    /// <summary>Where it is or would be, and where it was.</summary>
    public List<string> Paths { get; } = [];

    /// <summary>The addresses of its picture in all sizes and formats.</summary>
    public IReadOnlyList<string> Renditions => renditions;

    /// <summary>Sets the newspaper up, files the story with all that it needs to be everywhere, and lets out what stands beside it.</summary>
    public static async Task<Canary> FileAsync(Paper paper, DateTimeOffset? embargoedUntil = null)
    {
        await paper.OpenThaiAsync();
        var canary = new Canary { Picture = await Shots.AddAsync(paper, Shots.Jpeg(700, 500), new AddPicture(Credit: "canary-credit", Words: [Words("en"), Words("th")])) };
        string section = await Paper.DoneAsync(new OpenSection(null, true, Names("world")).RunAsync(paper.Desk, "anna"));
        string storyline = await Paper.DoneAsync(new StartStoryline(Names("floods")).RunAsync(paper.Desk, "anna"));
        string tag = await Paper.DoneAsync(new AddTag(Names("rain")).RunAsync(paper.Desk, "anna"));
        string staff = await Paper.DoneAsync(new AddStaff(null, Names("jane")).RunAsync(paper.Desk, "anna"));
        var filing = new StoryFiling([section], [storyline], [tag], [new Credit(staff), new Credit(Guest: "canary-guest")], canary.Picture);
        canary.Story = await Paper.DoneAsync(new FileStory("en", Text("en", Slugs[0], canary.Picture), "canary-slugline", filing, EmbargoedUntil: embargoedUntil).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new AddText(canary.Story, "th", Text("th", Slugs[1], canary.Picture)).RunAsync(paper.Desk, "anna"));
        canary.lists = [$"sections/{section}", $"storylines/{storyline}", $"tags/{tag}", $"authors/{staff}"];
        await canary.SurroundAsync(paper, filing);
        canary.renditions = await Shots.AddressesAsync(paper, canary.Picture);
        canary.Paths.AddRange([canary.months["en"] + Slugs[0] + "/", canary.months["th"] + Slugs[1] + "/"]);
        return canary;
    }

    /// <summary>Words of it in an edition.</summary>
    public static StoryWords Text(string language, string slug, string picture) => new(
        $"canary-headline-{language}",
        ProseMirrorJson.Write(new Document([
            new Paragraph(BlockId.New(), [new TextRun($"canary-body-{language}", Marks.None)]),
            new Figure(BlockId.New(), Shots.Id(picture), null, [], null)])),
        $"canary-kicker-{language}", $"canary-standfirst-{language}", $"canary-dateline-{language}", slug);

    /// <summary>What a reader of it finds on its page in an edition.</summary>
    public IEnumerable<string> WordsOf(string language) =>
        [.. new[] { "headline", "body", "kicker", "standfirst", "dateline", "alt", "caption" }.Select(word => $"canary-{word}-{language}"), "canary-guest", "canary-credit", Picture];

    /// <summary>Addresses of every kind of page.</summary>
    public IReadOnlyDictionary<string, string[]> Surfaces => new Dictionary<string, string[]>
    {
        ["front"] = ["/", "/th/"],
        ["section"] = ["/world/", "/th/world/"],
        ["storyline"] = ["/storyline/floods/", "/th/storyline/floods/"],
        ["author"] = ["/author/jane/", "/th/author/jane/"],
        ["tag"] = ["/tag/rain/", "/th/tag/rain/"],
        ["archive"] = [.. months.Values, $"{months["en"]}{DayOfMonth:00}/"],
        ["list-archive"] = [.. Languages.SelectMany(language => new[] { "world", "storyline/floods", "author/jane", "tag/rain" }.Select(list => $"{Home(language)}{list}/{Month(language)}"))],
        ["corrections"] = ["/corrections/", "/th/corrections/"],
        ["corrections-archive"] = [.. Languages.Select(language => $"{Home(language)}corrections/{Month(language)}")],
        ["story"] = [.. other.Values, about, .. Paths],
        ["feed"] = [.. new[] { "/", "/world/", "/storyline/floods/", "/author/jane/", "/tag/rain/", "/corrections/" }.SelectMany(page => new[] { page, "/th" + page }).SelectMany(FeedAddress.Of).Select(feed => feed.Path)],
        ["api"] = [.. Languages.SelectMany(ApiOf)],
        ["api-guide"] = [ApiAddress.Guide],
        ["not-found"] = ["/nowhere/", "/th/nowhere/"],
        ["gone"] = [withdrawn],
    };

    /// <summary>Addresses at every route, also such as somebody might guess.</summary>
    public IReadOnlyDictionary<string, IEnumerable<string>> Routes => new Dictionary<string, IEnumerable<string>>
    {
        ["/-/assets/{name}"] = [Assets.Icon.Path, Assets.EmbedScript.Path, Assets.SearchScript.Path, Assets.StoryScript.Path, $"/-/assets/{Picture}.jpg"],
        [HealthRoutes.Live] = [HealthRoutes.Live],
        [HealthRoutes.Ready] = [HealthRoutes.Ready],
        ["/-/house/{name}"] = [$"/-/house/{Picture}-plain.png", "/-/house/manifest-en-0000000000000000.webmanifest", $"/-/house/{Picture}"],
        ["/-/card/{name}"] = [.. Languages.SelectMany(language => new[] { $"/-/card/{Story}-{language}-0123456789abcdef.png", $"/-/card/{language}-0123456789abcdef.png" }), $"/-/card/{Story}.png"],
        ["/-/media/{name}"] = [.. renditions, $"/-/media/{Picture}.jpg", $"/-/media/{Picture}"],
        ["/-/media/{id}/{name}"] = [$"/-/media/{Picture}/original.jpg", $"/-/media/{Picture}/canary-slug.jpg"],
        [FeedAddress.Begin + "{**path}"] = [.. Surfaces["feed"], FeedAddress.Begin + "rss" + Paths[0], FeedAddress.Begin + "atom/-/desk", .. new[] { "/-/breaking", "/th/-/breaking" }.SelectMany(FeedAddress.Of).Select(feed => feed.Path)],
        ["/-/like/{story}"] = [$"/-/like/{Story}", $"/-/like/{Story}?in=th"],
        ["/-/like/{story}/take-back"] = [$"/-/like/{Story}/take-back"],
        ["/-/share/{story}/{way}"] = [$"/-/share/{Story}/facebook", $"/-/share/{Story}/x?in=th", $"/-/share/{Story}/mastodon?in=en", $"/-/share/{Story}/link"],
        [ApiAddress.Guide] = [ApiAddress.Guide, "/-/api"],
        [ApiAddress.Begin + "{language}/search"] = [.. Languages.Select(language => ApiAddress.SearchIn(language) + "?q=headline"), ApiAddress.SearchIn("en") + "?q=standfirst&by=newest"],
        [ApiAddress.Begin + "{**path}"] = [.. Surfaces["api"], ApiAddress.Begin, ApiAddress.Begin + "openapi.json", ApiAddress.Begin + "en", ApiAddress.Begin + "en/sections", ApiAddress.Begin + "en/storylines", ApiAddress.Begin + "en/media/" + Picture, ApiAddress.Begin + "desk", $"{ApiAddress.Begin}en/stories/{Story}/2026-03", $"{ApiAddress.Begin}EN/stories/{Story}"],
        ["/-/read/{story}"] = [$"/-/read/{Story}", $"/-/read/{Story}?in=th"],
        // By a word that tells nothing when it is said again, in each order.
        ["/-/search"] = ["/-/search?q=headline", "/-/search?q=headline&by=newest", "/-/search?q=standfirst"],
        ["/-/search/rss"] = ["/-/search/rss?q=headline", "/-/search/rss?q=standfirst"],
        ["/-/search/atom"] = ["/-/search/atom?q=headline"],
        ["/-/search/json"] = ["/-/search/json?q=headline"],
        ["/-/search/suggest"] = ["/-/search/suggest?q=headline", "/-/search/suggest?q=stand"],
        ["/{prefix}/-/search/rss"] = ["/th/-/search/rss?q=headline"],
        ["/{prefix}/-/search/atom"] = ["/th/-/search/atom?q=headline"],
        ["/{prefix}/-/search/json"] = ["/th/-/search/json?q=headline"],
        ["/{prefix}/-/search/suggest"] = ["/th/-/search/suggest?q=headline"],
        ["/{prefix}/-/search"] = ["/th/-/search?q=headline", "/th/-/search?q=%22body%20th%22"],
        ["/robots.txt"] = ["/robots.txt"],
        [SitemapPart.Index] = [SitemapPart.Index],
        ["/ads.txt"] = ["/ads.txt"],
        ["/.well-known/security.txt"] = ["/.well-known/security.txt"],
        [RootFileRoutes.Formers[0].Former] = [RootFileRoutes.Formers[0].Former],
        [RootFileRoutes.Formers[1].Former] = [RootFileRoutes.Formers[1].Former],
        [RootFileRoutes.Formers[2].Former] = [RootFileRoutes.Formers[2].Former],
        [SitemapPart.Begin + "{name}" + SitemapPart.End] = [.. Languages.SelectMany(language => SitemapPart.Named.Concat([SitemapPart.Pages, SitemapPart.News, Month(language).TrimEnd('/').Replace('/', '-'), "desk"])
            .Select(what => new SitemapPart(language, what).Path))],
        ["/{**path}"] = [.. Surfaces.Values.SelectMany(paths => paths), .. Guesses()],
    };

    /// <summary>All that may be asked for.</summary>
    public IEnumerable<string> Everything => Routes.Values.SelectMany(paths => paths).Distinct();

    /// <summary>The patterns of the newspaper's routes.</summary>
    public static IEnumerable<string> Patterns(Paper paper) => paper.Site.Routes.OfType<RouteEndpoint>().Select(route => route.RoutePattern.RawText!).Select(pattern => "/" + pattern.TrimStart('/'));

    /// <summary>All that an answer tells: its status, its headers, and its body as it was before it was packed.</summary>
    public static async Task<(int Status, string Told, string ETag)> TellAsync(Paper paper, string path, string? encoding = null, string? holds = null, HttpMethod? method = null)
    {
        using var answer = await paper.AskAsync(path, encoding, holds, method);
        var body = await answer.Content.ReadAsStreamAsync();
        using var unpacked = new MemoryStream();
        string packed = answer.Content.Headers.ContentEncoding.FirstOrDefault("");
        if (method == HttpMethod.Head) packed = "";
        await using (var stream = packed switch { "gzip" => new GZipStream(body, CompressionMode.Decompress), "br" => new BrotliStream(body, CompressionMode.Decompress), _ => body }) await stream.CopyToAsync(unpacked);
        // By which a cache in front throws pages away: ids, which tell nothing.
        answer.Headers.Remove("Surrogate-Key");
        return ((int)answer.StatusCode, $"{answer.Headers}{answer.Content.Headers}\n{Encoding.UTF8.GetString(unpacked.ToArray())}", answer.Headers.ETag?.ToString() ?? "");
    }

    private int DayOfMonth { get; set; }

    private static string Home(string language) => language == "en" ? "/" : "/th/";

    private string Month(string language) => months[language][Home(language).Length..];

    // Where the read API tells of it, with its headline.
    private IEnumerable<string> ApiOf(string language)
    {
        string month = Month(language).TrimEnd('/').Replace('/', '-');
        return new[] { "stories", $"days/{month}-{DayOfMonth:00}", "stories/" + Story, "corrections", "corrections/" + month }.Concat(lists.SelectMany(list => new[] { list, $"{list}/{month}" })).Select(what => $"{ApiAddress.Begin}{language}/{what}");
    }

    private IEnumerable<string> Guesses() =>
    [
        $"/?p={Story}", $"/{Story}/", $"/story/{Story}", $"/world/{Slugs[0]}/", $"/{Slugs[0]}/", $"/th{months["en"]}{Slugs[0]}/", $"{Paths[0]}?preview=true", $"{Paths[0]}feed/", Paths[0].TrimEnd('/'),
        "/feed/", "/author/canary-guest/", $"/-/gone/en/{Story}", "/-/not-found/en", "/-/rail", "/-/rail/en", "/-/rail%20en", $"/-/story/{Story}", "/-/search/feed?q=headline", "/-/desk", "/-/",
    ];

    private async Task SurroundAsync(Paper paper, StoryFiling filing)
    {
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(320, 200));
        var beside = filing with { Byline = [filing.Byline![0]], Picture = picture, Related = [Story] };
        string body = ProseMirrorJson.Write(new Document([new Paragraph(BlockId.New(), [new TextRun("For all.", Marks.None)]), new RelatedStory(BlockId.New(), Shots.Id(Story))]));
        string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("Beside it", body), Filing: beside).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new AddText(story, "th", new StoryWords("Beside it", body)).RunAsync(paper.Desk, "anna"));
        foreach (string language in Languages)
        {
            other[language] = await paper.PublishAsync(story, language);
            months[language] = other[language][..(other[language].TrimEnd('/').LastIndexOf('/') + 1)];
        }
        DayOfMonth = paper.Desk.Clock.GetUtcNow().Day;
        about = await paper.PublishAsync(await paper.FileAsync("About us", kind: StoryKind.Page));
        string gone = await paper.FileAsync("Withdrawn");
        withdrawn = await paper.PublishAsync(gone);
        await Paper.DoneAsync(new UnpublishStory(gone).RunAsync(paper.Desk, "anna"));
        // The canary leads one front, and stands in the rail of the other.
        await Paper.DoneAsync(new ChooseLead("en", Story).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new ChooseLead("th", story).RunAsync(paper.Desk, "anna"));
    }

    private static NewName[] Names(string name) => [.. Languages.Select(language => new NewName(language, name))];

    private static PictureWords Words(string language) => new(language, $"canary-alt-{language}", $"canary-caption-{language}");
}
