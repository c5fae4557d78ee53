using System.Globalization;
using System.Text.RegularExpressions;

namespace StopPress.Site.Sitemaps;

/// <summary>A file of a sitemap (sitemaps.org, protocol 0.9): some of the pages of one edition.</summary>
/// <param name="Language">The edition's language.</param>
/// <param name="What">Which pages: <see cref="Pages"/>, <see cref="News"/>, the kind of what has names, or a month as <c>yyyy-MM</c>.</param>
/// <param name="Number">Which file of these pages, from 1.</param>
/// <remarks>They lie at the root, because a sitemap holds only what is below its own folder.</remarks>
public sealed partial record SitemapPart(string Language, string What, int Number = 1)
{
    /// <summary>Where the files are listed.</summary>
    public const string Index = "/sitemap.xml";

    /// <summary>What the address of every file begins and ends with.</summary>
    public const string Begin = "/sitemap-", End = ".xml";

    /// <summary>The front, the corrections, the sections, and the house's own pages.</summary>
    public const string Pages = "pages";

    /// <summary>What went out in the last two days (Google's extension for news).</summary>
    public const string News = "news";

    /// <summary>How many addresses a file holds at most. The protocol allows ten times as many, in 50 MB: in several languages each takes some kilobytes.</summary>
    public const int Length = 5000;

    private const string MonthFormat = "yyyy-MM";

    /// <summary>The kinds of subject that have names, and pages by them, beside the sections.</summary>
    public static IReadOnlyList<string> Named { get; } = ["storyline", "tag", "staff"];

    /// <summary>Its address.</summary>
    public string Path => $"{Begin}{Language}-{What}{(Number == 1 ? "" : "-" + Number.ToString(CultureInfo.InvariantCulture))}{End}";

    /// <summary>The first day of the month whose stories it holds; null when it holds others.</summary>
    public DateOnly? Month => DateOnly.TryParseExact(What, MonthFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) ? first : null;

    /// <summary>The stories of a month.</summary>
    public static SitemapPart OfMonth(string language, DateOnly month) => new(language, month.ToString(MonthFormat, CultureInfo.InvariantCulture));

    /// <summary>Reads the name in the address of a file; null when it is none of an edition with this language.</summary>
    /// <param name="language">The language.</param>
    /// <param name="name">What stands between <see cref="Begin"/> and <see cref="End"/>.</param>
    public static SitemapPart? Read(string language, string name)
    {
        if (!name.StartsWith(language + "-", StringComparison.Ordinal) || Form().Match(name[(language.Length + 1)..]) is not { Success: true } match) return null;
        var part = new SitemapPart(language, match.Groups["what"].Value, match.Groups["number"] is { Success: true } number ? int.Parse(number.Value, CultureInfo.InvariantCulture) : 1);
        return part.Month is not null || part.What is Pages or News || Named.Contains(part.What) ? part : null;
    }

    [GeneratedRegex("^(?<what>[a-z]+|[0-9]{4}-[0-9]{2})(-(?<number>[2-9]|[1-9][0-9]{1,3}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
