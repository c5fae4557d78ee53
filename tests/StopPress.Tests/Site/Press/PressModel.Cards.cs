using System.Security.Cryptography;
using System.Text;

namespace StopPress.Tests.Site.Press;

/// <summary>Which card other sites show beside a link to a page.</summary>
internal sealed partial class PressModel
{
    // The card's form, and the colours of the theme by day.
    private const string Form = "card 1", Colours = "#fffdf9\0#1b1a18\0#d3cdc2\0#9b1c20";

    // A picture stands in its place, and one that may be shown no longer does not.
    private string CardOf(MEdition edition, MStory story, MText text) => Picture(edition, story).Length > 0 ? "" : $"{story.Id}-{edition.Language}-{Stamp(edition, text.Headline, edition.Name)}.png";

    private static string CardOf(MEdition edition) => $"{edition.Language}-{Stamp(edition, edition.Name, edition.Tagline)}.png";

    // An address stands for all that the card shows.
    private static string Stamp(MEdition edition, string headline, string foot) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', Form, headline, foot, edition.Language, "ltr", Colours))))[..16];
}
