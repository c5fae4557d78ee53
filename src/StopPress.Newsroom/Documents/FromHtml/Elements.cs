using System.Globalization;

namespace StopPress.Newsroom.Documents.FromHtml;

/// <summary>What the elements of HTML are to a document.</summary>
internal static class Elements
{
    /// <summary>The largest number that a list of a document can begin with.</summary>
    public const int MaxOrder = 1_000_000;

    // HTML standard, section 15.3: what browsers set as a block.
    private static readonly HashSet<string> PlainBlocks =
    [
        "address", "article", "aside", "center", "details", "dialog", "div", "dl", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup",
        "legend", "main", "nav", "option", "optgroup", "search", "section", "select", "summary",
    ];

    private static readonly HashSet<string> Marks =
    [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "nobr", "q", "s", "samp",
        "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var",
    ];

    public static bool IsPlainBlock(string name) => PlainBlocks.Contains(name);

    public static bool IsMark(string name) => Marks.Contains(name);

    /// <summary>The name under which an element waits for its end: the standard lets any heading's end tag end any heading.</summary>
    public static string EndName(string name) => name is "h2" or "h3" or "h4" or "h5" or "h6" ? "h1" : name;

    /// <summary>A whole number within bounds, or what stands for none.</summary>
    public static int Number(string? text, int least, int most, int none) =>
        int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, least, most)
            : none;

    /// <summary>The language of code, as highlighters and DocumentHtml write it in a class.</summary>
    public static string? CodeLanguage(HtmlPiece tag) =>
        (tag.ClassAfter("language-") ?? tag.ClassAfter("lang-")) is { } name && CodeBlock.IsLanguage(name) ? name : null;
}
