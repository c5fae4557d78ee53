using System.Globalization;

namespace StopPress.Site.LinkCards;

/// <summary>The colours of a card, as <c>#rrggbb</c>.</summary>
/// <param name="Paper">What it is printed on.</param>
/// <param name="Ink">What letters are printed in.</param>
/// <param name="Rule">The line between headline and nameplate.</param>
/// <param name="Accent">The house's one colour.</param>
public sealed record CardColours(string Paper, string Ink, string Rule, string Accent)
{
    /// <summary>Those of the theme that comes with the program, by day.</summary>
    public static CardColours OfTheProgram { get; } = new("#fffdf9", "#1b1a18", "#d3cdc2", "#9b1c20");

    /// <summary>Those of a style: its variables of these names where they stand first, which is by day; the program's own where it has none, or writes them in another way.</summary>
    public static CardColours Of(string style) => new(
        Find(style, "--paper:") ?? OfTheProgram.Paper, Find(style, "--ink:") ?? OfTheProgram.Ink, Find(style, "--rule:") ?? OfTheProgram.Rule, Find(style, "--accent:") ?? OfTheProgram.Accent);

    private static string? Find(string style, string variable)
    {
        int at = style.IndexOf(variable, StringComparison.Ordinal);
        if (at < 0) return null;
        var value = style.AsSpan(at + variable.Length);
        int end = value.IndexOfAny(';', '}');
        value = (end < 0 ? value : value[..end]).Trim();
        if (value.Length is not (4 or 7) || value[0] != '#' || !int.TryParse(value[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _)) return null;
        string colour = value.ToString().ToLowerInvariant();
        return colour.Length == 7 ? colour : $"#{colour[1]}{colour[1]}{colour[2]}{colour[2]}{colour[3]}{colour[3]}";
    }
}
