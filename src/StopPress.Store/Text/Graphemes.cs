using System.Globalization;

namespace StopPress.Store.Text;

/// <summary>Shortens texts without cutting what a reader sees as one sign: a letter with its marks, a flag, a family (Unicode, UAX #29, "grapheme cluster").</summary>
public static class Graphemes
{
    private const string Ellipsis = "…";

    // So much behind the cut is looked at to know whether a word goes on there.
    private const int LookedAhead = 64;

    // What would stand before the ellipsis as if something were still said.
    private const string Hanging = " ,;:-–—،؛、，；：";

    /// <summary>A text that is no longer than so many UTF-16 units: whole, or up to the end of a word and an ellipsis; up to the end of a sign where no word ends in the second half.</summary>
    public static string Shortened(string text, int most)
    {
        if (text.Length <= most) return text;
        int word = LineBreaks.Of(text[..Math.Min(text.Length, most + LookedAhead)], "").Where(place => text.AsSpan(0, place).TrimEnd().Length < most).LastOrDefault();
        if (word >= most / 2) return Ended(text[..word]);
        var end = 0;
        while (end < text.Length && end + StringInfo.GetNextTextElementLength(text.AsSpan(end)) < most) end += StringInfo.GetNextTextElementLength(text.AsSpan(end));
        return Ended(text[..end]);
    }

    /// <summary>The beginning of a text with an ellipsis.</summary>
    public static string Ended(string text) => text.TrimEnd(Hanging.ToCharArray()) + Ellipsis;
}
