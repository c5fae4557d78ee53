using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Site.Themes;

namespace StopPress.Site.Pages;

// What themes are given; docs/contracts/theme.md is their contract. Templates write the names in snake_case.

/// <summary>A moment in an edition's own time and calendar.</summary>
/// <param name="Iso">RFC 3339, for machines.</param>
/// <param name="Text">Date and time.</param>
/// <param name="Date">The date.</param>
/// <param name="Time">The time of day.</param>
public sealed record MomentModel(string Iso, string Text, string Date, string Time);

/// <summary>A day in an edition's calendar.</summary>
/// <param name="Iso">The day as yyyy-MM-dd.</param>
/// <param name="Text">The day in words.</param>
public sealed record DayModel(string Iso, string Text);

/// <summary>A name that leads somewhere.</summary>
/// <param name="Name">The name.</param>
/// <param name="Url">Where it leads.</param>
public sealed record LinkModel(string Name, string Url);

/// <summary>A text that leads somewhere, in lists of days and at the end of a page.</summary>
/// <param name="Url">Where it leads.</param>
/// <param name="Text">The text.</param>
public sealed record TurnModel(string Url, string Text);

/// <summary>A section in the menu.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Url">Its address.</param>
/// <param name="Current">Whether the page belongs to it.</param>
/// <param name="Children">The sections below it.</param>
public sealed record MenuModel(string Name, string Url, bool Current, IReadOnlyList<MenuModel> Children);

/// <summary>A story in a list.</summary>
/// <param name="Key">Its public id.</param>
/// <param name="Url">Its address.</param>
/// <param name="Kicker">The label above the headline, or empty.</param>
/// <param name="Headline">The headline.</param>
/// <param name="Standfirst">The summary, or empty.</param>
/// <param name="Section">The section that it belongs to first, or null.</param>
/// <param name="Byline">Who wrote it, in one line, or empty.</param>
/// <param name="Published">When it first went out.</param>
/// <param name="Picture">Its picture, or null.</param>
/// <param name="Language">The language it is written in.</param>
public sealed record CardModel(
    string Key, string Url, string Kicker, string Headline, string Standfirst, LinkModel? Section, string Byline,
    MomentModel Published, PictureModel? Picture, string Language);

/// <summary>The edition.</summary>
/// <param name="Key">Its language, as pieces and words are keyed.</param>
/// <param name="Language">Its language.</param>
/// <param name="Locale">Its locale.</param>
/// <param name="Direction"><c>ltr</c> or <c>rtl</c>.</param>
/// <param name="Name">What the newspaper is called in it.</param>
/// <param name="Tagline">The line under the nameplate.</param>
/// <param name="OwnName">The language by its own name.</param>
/// <param name="Home">The address of its front.</param>
/// <param name="Corrections">The address of its corrections.</param>
/// <param name="Feed">The address of the feed of its front.</param>
/// <param name="Search">The address of its search.</param>
/// <param name="OgLocale">Its locale as Open Graph writes it, such as <c>en_GB</c>.</param>
public sealed record EditionModel(
    string Key, string Language, string Locale, string Direction, string Name, string Tagline, string OwnName, string Home, string Corrections, string Feed, string Search, string OgLocale);

/// <summary>An edition to change to.</summary>
/// <param name="Language">Its language.</param>
/// <param name="OwnName">The language by its own name.</param>
/// <param name="Url">The address of its front.</param>
/// <param name="Current">Whether this is it.</param>
/// <param name="Direction"><c>ltr</c> or <c>rtl</c>.</param>
public sealed record EditionLinkModel(string Language, string OwnName, string Url, bool Current, string Direction);

/// <summary>The same page in a language.</summary>
/// <param name="Language">A language tag, or <c>x-default</c>.</param>
/// <param name="Url">The whole address.</param>
/// <param name="Locale">Its locale as Open Graph writes it, such as <c>th_TH</c>; empty for <c>x-default</c> and for the page itself.</param>
public sealed record AlternateModel(string Language, string Url, string Locale)
{
    /// <summary>A page in all editions that have it, the first one first.</summary>
    /// <param name="furniture">What stands on every page.</param>
    /// <param name="addresses">How addresses are written.</param>
    /// <param name="own">The edition of the page itself.</param>
    /// <param name="all">The editions that have it, and where.</param>
    public static IReadOnlyList<AlternateModel> Of(Furniture furniture, Addresses addresses, Edition own, IEnumerable<(long Edition, string Path)> all)
    {
        var known = furniture.Editions.Join(all, one => one.Id, one => one.Edition, (one, found) => new AlternateModel(one.Language, addresses.Whole(found.Path), one.Id == own.Id ? "" : OpenGraph.Locale(one))).ToList();
        // One alone is no alternative. The first edition's is for readers of all other languages.
        return known.Count < 2 ? [] : [.. known, known[0] with { Language = "x-default", Locale = "" }];
    }
}

/// <summary>A feed that programs find on a page.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Url">Its address.</param>
/// <param name="Type">Its media type.</param>
public sealed record FeedLinkModel(string Title, string Url, string Type);

/// <summary>What the page's head says about it.</summary>
/// <param name="Kind">The kind of page.</param>
/// <param name="Title">The title of the window.</param>
/// <param name="Headline">What the page is called.</param>
/// <param name="Description">What it is about, or empty.</param>
/// <param name="Url">Its path.</param>
/// <param name="Canonical">Its whole address; null when it has none of its own.</param>
/// <param name="Alternates">The same page in each language that has it.</param>
public sealed record HeadModel(
    string Kind, string Title, string Headline, string Description, string Url, string? Canonical, IReadOnlyList<AlternateModel> Alternates)
{
    /// <summary>The feeds that programs find on it.</summary>
    public IReadOnlyList<FeedLinkModel> Feeds { get; init; } = [];

    /// <summary>Open Graph's <c>og:type</c>.</summary>
    public string OgType { get; init; } = "website";

    /// <summary>The whole address of a picture of it, or null.</summary>
    public string? OgImage { get; init; }

    /// <summary>The picture's width in pixels.</summary>
    public int OgImageWidth { get; init; }

    /// <summary>The picture's height in pixels.</summary>
    public int OgImageHeight { get; init; }

    /// <summary>What the picture shows.</summary>
    public string OgImageAlt { get; init; } = "";

    /// <summary>The picture's media type.</summary>
    public string OgImageType { get; init; } = "";

    /// <summary>The section that a story stands in first, or empty.</summary>
    public string Section { get; init; } = "";

    /// <summary>The tags of a story.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The whole addresses of the pages of those who wrote a story.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>When it first went out, RFC 3339; or null.</summary>
    public string? PublishedIso { get; init; }

    /// <summary>When it last changed, RFC 3339; or null.</summary>
    public string? ModifiedIso { get; init; }

    /// <summary>What it is, as JSON-LD (schema.org); or null.</summary>
    public Markup? JsonLd { get; init; }

    /// <summary>What search engines are told, such as <c>noindex</c>; or null.</summary>
    public string? Robots { get; init; }

    /// <summary>The sign in the browser's tab.</summary>
    public string Icon { get; init; } = Assets.Icon.Path;

    /// <summary>The program's own scripts that it needs.</summary>
    public IReadOnlyList<string> Scripts { get; init; } = [];
}
