using StopPress.Site.Pages;

namespace StopPress.Site.Feeds;

/// <summary>A form in which a feed is written.</summary>
public enum FeedFormat
{
    /// <summary>RSS 2.0 (RSS Advisory Board, 2.0.11).</summary>
    Rss,

    /// <summary>Atom (RFC 4287).</summary>
    Atom,

    /// <summary>JSON Feed 1.1 (jsonfeed.org).</summary>
    Json,
}

/// <summary>The address of a feed: before the address of the page that it follows stands in which form.</summary>
/// <param name="Format">The form.</param>
/// <param name="Page">The page's address.</param>
public sealed record FeedAddress(FeedFormat Format, string Page)
{
    /// <summary>What every one begins with.</summary>
    public const string Begin = Addresses.Own + "feed/";

    private static readonly (FeedFormat Format, string Begin, string MimeType)[] Forms =
    [
        (FeedFormat.Rss, Begin + "rss", "application/rss+xml"),
        (FeedFormat.Atom, Begin + "atom", "application/atom+xml"),
        (FeedFormat.Json, Begin + "json", "application/feed+json"),
    ];

    /// <summary>The path.</summary>
    public string Path => Forms[(int)Format].Begin + Page;

    /// <summary>Its media type.</summary>
    public string MimeType => TypeOf(Format);

    /// <summary>The media type of a form (that of RSS is not registered, and known to everybody).</summary>
    public static string TypeOf(FeedFormat format) => Forms[(int)format].MimeType;

    /// <summary>The media type that a form is sent with: browsers show no other XML as anything but its source.</summary>
    public static string SentAs(FeedFormat format) => format == FeedFormat.Json ? TypeOf(format) : "application/xml";

    /// <summary>The feeds of a page, the one to be preferred first.</summary>
    public static IEnumerable<FeedAddress> Of(string page) => Forms.Select(form => new FeedAddress(form.Format, page));

    /// <summary>Reads one; null where a path is none.</summary>
    public static FeedAddress? Read(string path)
    {
        foreach (var (format, begin, _) in Forms)
        {
            if (path.Length > begin.Length && path[begin.Length] == '/' && path.StartsWith(begin, StringComparison.Ordinal)) return new FeedAddress(format, path[begin.Length..]);
        }
        return null;
    }
}
