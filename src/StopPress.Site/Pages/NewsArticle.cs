using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Site.Themes;

namespace StopPress.Site.Pages;

/// <summary>A story as schema.org's <c>NewsArticle</c>, in JSON-LD, for search engines.</summary>
internal static class NewsArticle
{
    // All scripts as they are; what could end the script element (<, >, &) is escaped by any encoder.
    private static readonly JsonSerializerOptions Format = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    // Google's guide for articles: longer headlines may be cut.
    private const int LongestHeadline = 110;

    public static Markup Of(PageDesk desk, StoryPage story, IReadOnlyList<BylineName> bylines, HeadModel head, string? section)
    {
        var article = new Dictionary<string, object?>
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "NewsArticle",
            ["mainEntityOfPage"] = head.Canonical,
            ["headline"] = story.Headline.Length > LongestHeadline ? story.Headline[..LongestHeadline] : story.Headline,
            ["description"] = head.Description,
            ["inLanguage"] = desk.Edition.Language,
            ["datePublished"] = head.PublishedIso,
            ["dateModified"] = head.ModifiedIso ?? head.PublishedIso,
            ["articleSection"] = section is null ? null : desk.SectionLink(section)?.Name,
            ["image"] = head.OgImage is { } image ? head.Images.Append(image).ToArray() : null,
            ["author"] = bylines.Where(name => name.Role is BylineRole.Reporting or BylineRole.Agency).Select(name => Author(desk, name)).ToList() is { Count: > 0 } authors ? authors : null,
            ["correction"] = story.Corrections.Count == 0 ? null : story.Corrections.Select(correction => Correction(desk, correction)).ToList(),
            ["publisher"] = Publisher(desk),
        };
        return new Markup(JsonSerializer.Serialize(article.Where(pair => pair.Value is not null).ToDictionary(), Format));
    }

    private static Dictionary<string, object?> Publisher(PageDesk desk)
    {
        var furniture = desk.Furniture;
        var publisher = new Dictionary<string, object?>
        {
            ["@type"] = "NewsMediaOrganization",
            ["name"] = furniture.HouseName.Length > 0 ? furniture.HouseName : desk.Edition.Name,
            ["url"] = desk.Addresses.Whole("/"),
        };
        if (furniture.Logo is { } logo) publisher["logo"] = desk.Addresses.Whole(Addresses.OfLogo(logo, LogoFile.Fine));
        if (furniture.Accounts.Count > 0) publisher["sameAs"] = furniture.Accounts.Select(account => account.Address).ToArray();
        return publisher;
    }

    private static Dictionary<string, object?> Correction(PageDesk desk, StoryCorrection correction) => new()
    {
        ["@type"] = "CorrectionComment",
        ["text"] = correction.Says,
        ["datePublished"] = desk.Dates.Moment(correction.At).Iso,
    };

    private static Dictionary<string, object?> Author(PageDesk desk, BylineName name) => new()
    {
        ["@type"] = name.Role == BylineRole.Agency ? "Organization" : "Person",
        ["name"] = name.Name,
        ["url"] = name.Path is { } path ? desk.Addresses.Whole(path) : null,
        ["jobTitle"] = name.Title.Length > 0 ? name.Title : null,
    };
}
