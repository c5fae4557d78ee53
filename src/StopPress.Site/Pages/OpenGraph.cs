using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Site.LinkCards;

namespace StopPress.Site.Pages;

/// <summary>What a page tells other sites that show a link to it, in the words of the Open Graph protocol.</summary>
internal static class OpenGraph
{
    // The part of a locale that names a place: two letters (ISO 3166-1), or three digits (UN M49).
    private const int LettersOfPlace = 2, DigitsOfPlace = 3;

    /// <summary>An edition's locale as Open Graph writes it: language and territory with a line below between them, and no script.</summary>
    public static string Locale(Edition edition)
    {
        string[] parts = (edition.Locale.Length > 0 ? edition.Locale : edition.Language).Split('-');
        string? place = parts.Skip(1).FirstOrDefault(part => part.Length == LettersOfPlace || (part.Length == DigitsOfPlace && part.All(char.IsAsciiDigit)));
        return place is null ? parts[0] : $"{parts[0]}_{place.ToUpperInvariant()}";
    }

    /// <summary>The whole addresses of the pages of those who wrote a story.</summary>
    public static IReadOnlyList<string> Authors(PageDesk desk, IEnumerable<BylineName> bylines) =>
        [.. bylines.Where(name => name.Role == BylineRole.Reporting).Select(name => name.Path).OfType<string>().Select(desk.Addresses.Whole)];

    /// <summary>A head that shows a card: a story's, or the edition's.</summary>
    public static HeadModel Showing(this HeadModel head, PageDesk desk, LinkCard card, long? story) => head with
    {
        OgImage = desk.Addresses.Whole(card.PathFor(story)),
        OgImageWidth = LinkCard.Width,
        OgImageHeight = LinkCard.Height,
        OgImageAlt = card.Headline,
        OgImageType = LinkCard.MimeType,
    };

    /// <summary>A head that shows a picture.</summary>
    public static HeadModel Showing(this HeadModel head, PageDesk desk, Picture picture)
    {
        var social = Rendition.Of(picture.Original, Crop.Social, RenditionFormat.Jpeg)[0];
        return head with
        {
            OgImage = desk.Addresses.Whole(Addresses.OfRendition(picture.Original, social)),
            OgImageWidth = social.Width,
            OgImageHeight = social.Height,
            OgImageAlt = picture.Alt,
            OgImageType = social.MimeType,
        };
    }
}
