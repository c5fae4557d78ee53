using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.House;

namespace StopPress.Newsroom.Import;

/// <summary>Addresses of a WordPress site that are no page's own: asked by number, by page, as a feed, or of a file in one of its sizes.</summary>
/// <remarks>
/// What WordPress answers at is in its rewrite rules and in <c>redirect_canonical</c>. An address by number is kept as a permalink like <c>/?p=12</c>, which no
/// path of a page can be: pages, posts and attachments share their numbers there.
/// </remarks>
public static partial class WordPressAddress
{
    // What follows the question mark, by how much it says: the first that is there is taken.
    private static readonly string[] Asking = ["p", "page_id", "attachment_id", "cat", "author", "tag", "category_name", "author_name", "pagename", "name", "m", "feed"];

    /// <summary>The key of a post, page or attachment by its number.</summary>
    /// <param name="root">The path of the site, such as <c>/</c>.</param>
    /// <param name="id">The number.</param>
    public static string OfPost(string root, string id) => $"{root}?p={id}";

    /// <summary>The key of a category by its number.</summary>
    public static string OfCategory(string root, string id) => $"{root}?cat={id}";

    /// <summary>The key of an author by their number.</summary>
    public static string OfAuthor(string root, string id) => $"{root}?author={id}";

    /// <summary>The path of a site by its address: <c>/</c>, or what stands behind the host when it lives in a folder.</summary>
    public static string Root(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? WordPressReading.Decoded(uri.AbsolutePath).TrimEnd('/') + "/" : "/";

    /// <summary>Whether something behind a question mark may be such an address.</summary>
    public static bool IsAsked(string? query)
    {
        if (string.IsNullOrEmpty(query)) return false;
        foreach (var one in query.AsSpan(1).Split('&'))
        {
            var pair = query.AsSpan(1)[one];
            if (pair.IndexOf('=') is > 0 and var end && Asking.AsSpan().Contains(pair[..end].ToString())) return true;
        }
        return false;
    }

    /// <summary>A path with one slash wherever it has several.</summary>
    public static string Single(string path) => Slashes().Replace(path, "/");

    /// <summary>What is asked for with a question mark: the key or the path that leads there; null where nothing is.</summary>
    /// <param name="path">The path, decoded.</param>
    /// <param name="value">Gives the value of a name behind the question mark, decoded; null where it is not there.</param>
    public static string? Asked(string path, Func<string, string?> value)
    {
        string root = path.EndsWith("/index.php", StringComparison.Ordinal) ? path[..^"index.php".Length] : path;
        if (!root.EndsWith('/')) return null;
        foreach (string name in Asking)
        {
            if (value(name) is not { Length: > 0 and <= 400 } asked) continue;
            asked = asked.Trim('/');
            return name switch
            {
                "p" or "page_id" or "attachment_id" => IsNumber(asked) ? OfPost(root, asked) : null,
                "cat" => IsNumber(asked) ? OfCategory(root, asked) : null,
                "author" => IsNumber(asked) ? OfAuthor(root, asked) : null,
                "tag" => $"{root}tag/{asked}/",
                "category_name" => $"{root}category/{asked}/",
                "author_name" => $"{root}author/{asked}/",
                "feed" => $"{root}feed/{(asked == "atom" ? "atom/" : "")}",
                "m" => IsNumber(asked) && asked.Length >= 6 ? $"/{asked[..4]}/{asked[4..6]}/" : null,
                _ => $"{root}{asked}/",
            };
        }
        return null;
    }

    /// <summary>Where what stood at an address may be found, the likeliest first: the list without the number of its page, the story without its feed, the picture in its whole size.</summary>
    public static IEnumerable<string> Instead(string path)
    {
        if (Numbered().Match(path) is { Success: true } numbered) yield return OfPost(numbered.Groups["root"].Value, numbered.Groups["id"].Value);
        if (path.StartsWith("/index.php/", StringComparison.Ordinal)) yield return path["/index.php".Length..];
        if (path.Contains("/uploads/", StringComparison.Ordinal))
        {
            foreach (string file in OfFile(path).Skip(1)) yield return file;
            yield break;
        }
        string whole = path.TrimEnd('/') + "/", shorter = whole;
        // More than one can follow another, such as a feed of a page of comments.
        for (var steps = 0; steps < 3 && Behind().Match(shorter) is { Success: true } behind; steps++) yield return shorter = shorter[..behind.Index] + "/";
        foreach (string beside in BesideByDate(shorter)) yield return beside;
    }

    // A site whose time zone was set anew dates its posts otherwise than the links that were made before: it led them on itself, by their names.
    private static IEnumerable<string> BesideByDate(string path)
    {
        if (Dated().Match(path) is not { Success: true } dated) yield break;
        bool hasDay = dated.Groups["day"].Success;
        if (!DateOnly.TryParseExact(dated.Groups["date"].Value, hasDay ? "yyyy/MM/dd" : "yyyy/MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date.Year is < 1900 or > 2900) yield break;
        foreach (int step in (int[])[-1, 1])
        {
            var beside = hasDay ? date.AddDays(step) : date.AddMonths(step);
            yield return $"{dated.Groups["root"].Value}{beside.ToString(hasDay ? "yyyy/MM/dd" : "yyyy/MM", CultureInfo.InvariantCulture)}/{dated.Groups["name"].Value}/";
        }
    }

    /// <summary>Whether an address was that of a feed.</summary>
    public static bool IsFeed(string path) => Feed().IsMatch(path);

    /// <summary>What a file may be called of which this is one: itself, without the size that WordPress adds to smaller copies, and as it is called where it was made smaller itself.</summary>
    public static IEnumerable<string> OfFile(string path)
    {
        yield return path;
        string full = Sized().Replace(path, "$1");
        if (full != path) yield return full;
        if (full.LastIndexOf('.') is var dot and > 0 && !full.Contains("-scaled.", StringComparison.Ordinal)) yield return $"{full[..dot]}-scaled{full[dot..]}";
        string plain = Made().Replace(full, "$1");
        if (plain != full) yield return plain;
    }

    /// <summary>Whether an address is one of WordPress's own machinery, which nobody but machines asks for.</summary>
    public static bool IsMachinery(string path) => path.StartsWith("/wp-", StringComparison.Ordinal) || path.StartsWith("/xmlrpc", StringComparison.Ordinal) ? Machinery().IsMatch(path) : path.EndsWith("/wp-login.php", StringComparison.Ordinal) || path.EndsWith("/xmlrpc.php", StringComparison.Ordinal);

    /// <summary>The forms of an old address that are kept: as it was, and without what cannot be seen. None where no request could have it.</summary>
    internal static IEnumerable<string> Kept(string path)
    {
        string clean = Checks.Clean(path);
        bool isSound = path.Length > 0 && !path.AsSpan().ContainsAny('\0', Nfc.NoCharacter) && path.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);
        return new[] { clean, isSound ? path : clean }.Where(form => form.Length > 0).Distinct();
    }

    private static bool IsNumber(string text) => text.Length is > 0 and <= 18 && text.All(char.IsAsciiDigit);

    [GeneratedRegex("^(?<root>/(?:[^/]+/)*?)(?:index\\.php/)?archives/(?<id>[0-9]{1,18})/?$")]
    private static partial Regex Numbered();

    // A number alone is a part of a long post, unless it is a month or a day.
    [GeneratedRegex("/(?:page/[0-9]{1,9}|comment-page-[0-9]{1,9}|(?:comments/)?feed(?:/(?:rss2?|rdf|atom))?|rss2?|rdf|atom|amp|embed|trackback)/$|(?<!/[0-9]{4}(?:/[0-9]{2})?)/[1-9][0-9]{0,2}/$")]
    private static partial Regex Behind();

    [GeneratedRegex("^(?<root>/(?:[^/]+/)*?)(?<date>[0-9]{4}/[0-9]{2}(?<day>/[0-9]{2})?)/(?<name>[^/]*[^/0-9][^/]*)/$")]
    private static partial Regex Dated();

    [GeneratedRegex("/(?:feed(?:/(?:rss2?|rdf|atom))?|rss2?|rdf|atom)/?$")]
    private static partial Regex Feed();

    [GeneratedRegex("/{2,}")]
    private static partial Regex Slashes();

    [GeneratedRegex(@"-[0-9]{1,5}x[0-9]{1,5}(\.[A-Za-z0-9]{2,5})$")]
    private static partial Regex Sized();

    [GeneratedRegex(@"-(?:scaled|rotated|e[0-9]{10,14})(\.[A-Za-z0-9]{2,5})$")]
    private static partial Regex Made();

    [GeneratedRegex(@"^/(?:wp-(?:login|cron|signup|activate|trackback|comments-post|links-opml|mail|config|load|settings|blog-header)\.php|wp-(?:admin|json|includes)(?:/|$)|wp-content/(?!uploads/)|xmlrpc\.php)")]
    private static partial Regex Machinery();
}
