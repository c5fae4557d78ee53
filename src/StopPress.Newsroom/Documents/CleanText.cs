using System.Buffers;
using System.Text;

namespace StopPress.Newsroom.Documents;

/// <summary>What every letter goes through on its way into a document.</summary>
internal static class CleanText
{
    // Whatever holds none of these is clean as it is.
    private static readonly SearchValues<char> Unclean = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' || IsLeftOut(c))]);

    /// <summary>Text of one line: NFC, tabs and line ends are spaces, characters that say nothing are left out.</summary>
    public static string Line(string text) => Nfc.Of(Clean(text, keepLines: false));

    /// <summary>Text in which lines and tabs mean something, such as code.</summary>
    public static string Lines(string text) => Nfc.Of(Clean(text.Replace("\r\n", "\n"), keepLines: true));

    /// <summary>A line without spaces at its ends, or null when nothing is left: for alternative texts, credits and titles.</summary>
    public static string? Label(string? text) => text is null || Line(text).Trim() is not { Length: > 0 } label ? null : label;

    /// <summary>Whether half of a surrogate pair stands alone: such text is no text, and no encoding can carry it.</summary>
    public static bool HasLoneSurrogate(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\ud800', '\udfff') is var at and >= 0)
        {
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
                return true;
            text = text[(at + 2)..];
        }
        return false;
    }

    /// <summary>Leaves out controls, and turns what separates words into spaces, without composing letters.</summary>
    public static string Clean(string text, bool keepLines)
    {
        if (!text.AsSpan().ContainsAny(Unclean))
            return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (keepLines && rune.Value is '\n' or '\t')
                clean.Append((char)rune.Value);
            else if (rune.Value is >= '\t' and <= '\r' or 0x85 or 0x2028 or 0x2029)
                clean.Append(keepLines ? '\n' : ' ');
            else if (!IsLeftOut(rune.Value))
                clean.Append(rune.ToString());
        }
        return clean.ToString();
    }

    // Overrides (LRO, RLO) write a word backwards, which no language needs and frauds do; marks, embeddings and isolates stay, since Arabic
    // and Hebrew need them. U+FEFF inside a text is a torn-off byte order mark. U+FFFE and U+FFFF cannot be written in XML, so in no feed.
    private static bool IsLeftOut(int codePoint) =>
        codePoint is < 0x20 or (>= 0x7f and <= 0x9f) or 0x202d or 0x202e or 0xfeff || (codePoint & 0xfffe) == 0xfffe;
}
