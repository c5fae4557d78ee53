using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace StopPress.Store.Text;

/// <summary>Where a line of large type may end (Unicode, UAX #14): behind spaces and hyphens; in scripts without spaces between the words of a dictionary.</summary>
/// <remarks>Running text in Chinese and Japanese ends lines between most signs; a headline does not cut a word.</remarks>
public static class LineBreaks
{
    // ICU, "ubrk.h".
    private const int Words = 1, Lines = 2, Done = -1;

    /// <summary>The places at which a line of a text may end, in their order; the last is the text's end. None is within a grapheme.</summary>
    /// <param name="text">The text.</param>
    /// <param name="language">Its language.</param>
    public static List<int> Of(string text, string language)
    {
        if (text.Length == 0) return [];
        var whole = StringInfo.ParseCombiningCharacters(text).Append(text.Length).ToHashSet();
        var places = (Icu.Present is { } icu ? Asked(icu, Lines, text, language).Intersect(Asked(icu, Words, text, language)) : Plain(text)).Where(whole.Contains).ToList();
        if (places.Count == 0 || places[^1] != text.Length) places.Add(text.Length);
        return places;
    }

    private static List<int> Asked(Icu icu, int kind, string text, string language)
    {
        var pinned = GCHandle.Alloc(text, GCHandleType.Pinned);
        try
        {
            var error = 0;
            nint breaks = icu.OpenBreaks(kind, language, pinned.AddrOfPinnedObject(), text.Length, ref error);
            Icu.Check(error);
            try
            {
                var places = new List<int>();
                for (int place = icu.NextBreak(breaks); place != Done; place = icu.NextBreak(breaks)) places.Add(place);
                return places;
            }
            finally
            {
                icu.CloseBreaks(breaks);
            }
        }
        finally
        {
            pinned.Free();
        }
    }

    // Without ICU: behind spaces, and around every letter of a script that has none.
    private static List<int> Plain(string text)
    {
        var places = new List<int>();
        var at = 0;
        foreach (var letter in text.EnumerateRunes())
        {
            if (at > 0 && !Rune.IsWhiteSpace(letter) && (char.IsWhiteSpace(text[at - 1]) || Letters.IsUnspaced(letter))) places.Add(at);
            at += letter.Utf16SequenceLength;
        }
        return places;
    }
}
