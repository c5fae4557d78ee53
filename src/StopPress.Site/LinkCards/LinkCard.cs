using System.Security.Cryptography;
using System.Text;
using StopPress.Newsroom.Editions;
using StopPress.Site.Pages;
using StopPress.Store.Database;

namespace StopPress.Site.LinkCards;

/// <summary>What other sites show beside a link where a page has no picture: its headline in large type, and the nameplate at the foot.</summary>
/// <param name="Headline">The headline.</param>
/// <param name="Foot">What stands small at the foot: the name of the edition, or its tagline where the name is the headline.</param>
/// <param name="Language">The language of both.</param>
/// <param name="IsRightToLeft">Which way they run.</param>
/// <param name="Colours">What it is printed in.</param>
public sealed record LinkCard(string Headline, string Foot, string Language, bool IsRightToLeft, CardColours Colours)
{
    /// <summary>Its width in pixels, as other sites show a link (Open Graph).</summary>
    public const int Width = 1200;

    /// <summary>Its height in pixels.</summary>
    public const int Height = 630;

    /// <summary>Its media type.</summary>
    public const string MimeType = "image/png";

    // Raised whenever the same words would be set in another way: then every address changes, and nothing is mistaken for what it was.
    private const int Form = 1;

    // 64 bits, as in the addresses of renditions.
    private const int StampDigits = 16;

    private const string Begin = Addresses.Own + "card/", End = ".png";

    /// <summary>A hash of all that it shows; part of its address.</summary>
    public string Stamp => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        '\0', $"card {Form}", Headline, Foot, Language, IsRightToLeft ? "rtl" : "ltr", Colours.Paper, Colours.Ink, Colours.Rule, Colours.Accent))))[..StampDigits];

    /// <summary>The card of a story.</summary>
    public static LinkCard Of(Edition edition, string headline, CardColours colours) => new(headline, edition.Name, edition.Language, edition.IsRightToLeft, colours);

    /// <summary>The card of an edition: of its front, and of whatever else has neither picture nor headline.</summary>
    public static LinkCard Of(Edition edition, CardColours colours) => new(edition.Name, edition.Tagline, edition.Language, edition.IsRightToLeft, colours);

    /// <summary>Its address: what is found there never changes.</summary>
    /// <param name="story">The story that it is of, or null for the edition's.</param>
    public string PathFor(long? story) => $"{Begin}{(story is { } id ? PublicId.Text(id) + "-" : "")}{Language}-{Stamp}{End}";

    /// <summary>Takes the last part of an address apart.</summary>
    public static bool TryRead(string name, out long? story, out string language, out string stamp)
    {
        // Thirteen letters of an id, which no language has, and sixteen digits of a stamp before the end.
        const int LettersOfId = 13;
        (story, language, stamp) = (null, "", "");
        if (!name.EndsWith(End, StringComparison.Ordinal)) return false;
        string rest = name[..^End.Length];
        if (rest.Length > LettersOfId && rest[LettersOfId] == '-' && PublicId.TryRead(rest.AsSpan(0, LettersOfId), out long id))
        {
            story = id;
            rest = rest[(LettersOfId + 1)..];
        }
        int dash = rest.Length - StampDigits - 1;
        if (dash < 1 || rest[dash] != '-') return false;
        (language, stamp) = (rest[..dash], rest[(dash + 1)..]);
        return true;
    }
}
