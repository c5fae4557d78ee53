using System.Text;

namespace StopPress.Newsroom.Documents;

/// <summary>How many words a text has, also where no spaces stand between them.</summary>
public static class WordCount
{
    // Code points per word. Chinese and Japanese: characters over words read per minute, 255/158 and 357/193, in Trauzettel-Klosinski and
    // Dietz, "Standardized Assessment of Reading Performance: The New International Reading Speed Texts IReST" (2012). The others: letters and
    // marks over words of ICU's dictionaries (Chromium 2025, Intl.Segmenter) in the Universal Declaration of Human Rights, articles 1 and 2.
    // An approximation until the newsroom cuts words itself.
    private const double Chinese = 255.0 / 158, Japanese = 357.0 / 193, Thai = 4.1, Lao = 4.2, Khmer = 6.0, Burmese = 5.1;

    /// <summary>Counts words: runs of letters and digits between spaces, and for Thai, Lao, Khmer, Burmese, Chinese and Japanese an estimate.</summary>
    /// <param name="text">Plain text, for example from <see cref="PlainText.Render"/>.</param>
    public static int Of(string text)
    {
        var words = 0;
        var inWord = false;
        double han = 0, unspaced = 0;
        var kana = false;
        foreach (var rune in text.EnumerateRunes())
        {
            var length = LettersPerWord(rune.Value);
            if (length > 0)
                unspaced += Rune.IsPunctuation(rune) || Rune.IsSymbol(rune) ? 0 : 1 / length;
            else if (IsHan(rune.Value))
                han++;
            var spaced = length == 0 && !IsHan(rune.Value);
            kana |= rune.Value is >= 0x3041 and <= 0x30ff;
            var letter = spaced && (Rune.IsLetterOrDigit(rune) || (inWord && !Rune.IsWhiteSpace(rune) && rune.Value is not (0x2014 or 0x2013)));
            words += letter && !inWord ? 1 : 0;
            inWord = letter;
        }
        return words + (int)Math.Round(unspaced + (han / (kana ? Japanese : Chinese)), MidpointRounding.AwayFromZero);
    }

    /// <summary>Whether a character belongs to a script that writes words without spaces between them.</summary>
    internal static bool IsUnspaced(int codePoint) => LettersPerWord(codePoint) > 0 || IsHan(codePoint);

    private static double LettersPerWord(int codePoint) => codePoint switch
    {
        >= 0x0e00 and <= 0x0e7f => Thai,
        >= 0x0e80 and <= 0x0eff => Lao,
        >= 0x1000 and <= 0x109f => Burmese,
        >= 0x1780 and <= 0x17ff => Khmer,
        >= 0x3041 and <= 0x30ff => Japanese,
        _ => 0,
    };

    internal static bool IsHan(int codePoint) => codePoint is (>= 0x3400 and <= 0x9fff) or (>= 0xf900 and <= 0xfaff) or (>= 0x20000 and <= 0x3ffff)
        or 0x3005 or 0x3007;
}
