using System.Text;

namespace StopPress.Store.Text;

/// <summary>A word in a text, or a run of letters of a script that writes words without spaces.</summary>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="End">Where it ends: the place behind its last letter and the marks on that.</param>
/// <param name="Folded">The word as it is looked for.</param>
/// <param name="IsUnspaced">Whether it is a run of a script without spaces, in which any part may be a word.</param>
public readonly record struct CutWord(int Start, int End, string Folded, bool IsUnspaced);

/// <summary>Cuts a text into words for search: at whatever is no letter, mark or digit, and where a script begins or ends that writes without spaces.</summary>
public static class WordCutter
{
    /// <summary>The longest word that is looked for whole; of a longer one this much is. No language has one, an address may.</summary>
    public const int LongestWord = 64;

    private const string Apostrophes = "'\u2019\u02bc\uff07";

    /// <summary>The words of a text in their order. Any text will do, also what is no Unicode at all.</summary>
    public static List<CutWord> Cut(string text)
    {
        var words = new List<CutWord>();
        var word = new StringBuilder();
        int start = -1, end = 0;
        var unspaced = false;
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(i), out var letter, out int length);
            bool apostrophe = Apostrophes.Contains((char)letter.Value, StringComparison.Ordinal) && letter.IsBmp;
            if (!apostrophe && Letters.IsOfAWord(letter))
            {
                bool other = !IsMark(letter) && Letters.IsUnspaced(letter) != unspaced;
                if (other && start >= 0) Finish();
                if (start < 0) (start, unspaced) = (i, Letters.IsUnspaced(letter));
                if (unspaced || word.Length < LongestWord) word.Append(Letters.Folded(letter));
                end = i + length;
            }
            else if (!Letters.IsUnseen(letter))
            {
                bool owned = apostrophe && start >= 0 && !unspaced && IsPossessive(text, i + length);
                Finish();
                // "The mayor's" is about the mayor.
                if (owned) length++;
            }
            i += length;
        }
        Finish();
        return words;

        void Finish()
        {
            if (start >= 0 && word.Length > 0) words.Add(new CutWord(start, end, word.ToString(), unspaced));
            word.Clear();
            (start, unspaced) = (-1, false);
        }
    }

    private static bool IsMark(Rune letter) => !letter.IsAscii
        && Rune.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark or System.Globalization.UnicodeCategory.EnclosingMark;

    private static bool IsPossessive(string text, int after)
    {
        if (after >= text.Length || text[after] is not ('s' or 'S')) return false;
        if (after + 1 == text.Length) return true;
        Rune.DecodeFromUtf16(text.AsSpan(after + 1), out var next, out _);
        return !Letters.IsOfAWord(next);
    }
}
