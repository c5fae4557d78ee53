using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Store.Text;

namespace StopPress.Site.Pages;

/// <summary>A story as schema.org's <c>NewsArticle</c>, for search engines.</summary>
internal static class NewsArticle
{
    // Google's guide for articles: longer headlines may be cut.
    private const int LongestHeadline = 110;

    // The ratios that Google's guide for articles asks for: sixteen to nine, four to three, and a square.
    private static readonly Crop[] Crops = [Crop.Wide, Crop.Standard, Crop.Square];

    /// <summary>The story.</summary>
    /// <param name="desk">Where the page is made.</param>
    /// <param name="story">What it tells.</param>
    /// <param name="bylines">Who did what for it.</param>
    /// <param name="head">What the page's head says.</param>
    /// <param name="picture">The picture at its head, or null.</param>
    /// <param name="filed">The names of the storylines and tags that it is filed under.</param>
    public static Thing Of(PageDesk desk, StoryPage story, IReadOnlyList<BylineName> bylines, HeadModel head, Picture? picture, IReadOnlyList<LocalName> filed)
    {
        string? section = story.Filings.FirstOrDefault(filing => Subject.KindOf(filing) == "section");
        return new("NewsArticle")
        {
            { "mainEntityOfPage", head.Canonical },
            { "url", head.Canonical },
            { "headline", Graphemes.Shortened(story.Headline, LongestHeadline) },
            { "description", head.Description },
            { "dateline", story.Dateline },
            { "inLanguage", desk.Edition.Language },
            { "datePublished", head.PublishedIso },
            { "dateModified", head.ModifiedIso ?? head.PublishedIso },
            { "articleSection", section is null ? null : desk.SectionLink(section)?.Name },
            { "keywords", Filed("tag").Select(tag => tag.Name).ToList() },
            { "isPartOf", Filed("storyline").Select(line => SchemaOrg.Storyline(desk, line.Name, line.Path)).ToList() },
            { "image", picture is null ? [Card(head)] : Crops.Select(crop => Image(desk, picture, crop)).ToList() },
            { "author", People(BylineRole.Reporting, BylineRole.Agency) },
            { "contributor", People(BylineRole.Photography) },
            { "translator", People(BylineRole.Translation) },
            { "editor", People(BylineRole.Editing) },
            { "correction", story.Corrections.Select(correction => Correction(desk, correction)).ToList() },
            { "publisher", SchemaOrg.House(desk) },
        };

        List<Thing> People(params BylineRole[] roles) => [.. bylines.Where(name => roles.Contains(name.Role)).Select(name => Person(desk, name))];

        IEnumerable<LocalName> Filed(string kind) => filed.Where(name => Subject.KindOf(name.Subject) == kind);
    }

    private static Thing Correction(PageDesk desk, StoryCorrection correction) => new("CorrectionComment")
    {
        { "text", correction.Says },
        { "datePublished", desk.Dates.Moment(correction.At).Iso },
    };

    private static Thing Person(PageDesk desk, BylineName name) => new(name.Role == BylineRole.Agency ? "Organization" : "Person")
    {
        { "name", name.Name },
        { "url", name.Path is { } path ? desk.Addresses.Whole(path) : null },
        // Only people have one.
        { "jobTitle", name.Role == BylineRole.Agency ? null : name.Title },
    };

    // What other sites show beside its link stands for a picture where it has none.
    private static Thing Card(HeadModel head) => new("ImageObject")
    {
        { "url", head.OgImage },
        { "contentUrl", head.OgImage },
        { "width", head.OgImageWidth },
        { "height", head.OgImageHeight },
    };

    private static Thing Image(PageDesk desk, Picture picture, Crop crop)
    {
        var original = picture.Original;
        var rendition = Rendition.Of(original, crop, RenditionFormat.Jpeg)[^1];
        string address = desk.Addresses.Whole(Addresses.OfRendition(original, rendition));
        return new("ImageObject")
        {
            { "url", address },
            { "contentUrl", address },
            { "width", rendition.Width },
            { "height", rendition.Height },
            { "caption", picture.Caption.Length > 0 ? picture.Caption : picture.Alt },
            { "creator", original.Creator.Length > 0 ? new Thing("Person") { { "name", original.Creator } } : null },
            { "creditText", original.Credit },
            { "copyrightNotice", original.Copyright },
        };
    }
}
