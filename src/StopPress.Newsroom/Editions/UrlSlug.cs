using System.Globalization;
using System.Text;
using StopPress.Newsroom.Documents;

namespace StopPress.Newsroom.Editions;

/// <summary>Makes the part of an address that says what is found there.</summary>
public static class UrlSlug
{
    // Long enough to read, short enough to be passed on whole; search engines show no more.
    private const int Longest = 80;

    // Blockers hide whatever has one of these in its address as a word of its own, a story on an advertiser included.
    private static readonly HashSet<string> Hidden = ["ad", "ads", "advert", "adverts", "advertisement", "advertising", "banner", "banners", "sponsor", "sponsored", "sponsors"];

    /// <summary>Makes a slug of a headline, in lower case, its words joined by hyphens; empty when there is no letter in it.</summary>
    /// <remarks>Letters of every script stay, with the marks that belong to them; Latin letters lose their accents.</remarks>
    public static string Of(string headline)
    {
        var slug = new StringBuilder();
        foreach (string word in Words(headline).Where(word => !Hidden.Contains(word)))
        {
            if (slug.Length + word.Length + 1 > Longest && slug.Length > 0) break;
            if (slug.Length > 0) slug.Append('-');
            slug.Append(Cut(word));
        }
        return Nfc.Of(slug.ToString());
    }

    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in Folded(text).EnumerateRunes())
        {
            if (IsVariation(rune)) continue;
            if (Rune.IsLetterOrDigit(rune) || (IsMark(rune) && word.Length > 0)) word.Append(rune.ToString());
            else if (rune.Value is not ('\'' or '’') && word.Length > 0)
            {
                yield return word.ToString();
                word.Clear();
            }
        }
        if (word.Length > 0) yield return word.ToString();
    }

    // Accents are marks behind a Latin letter once a text is taken apart; on other scripts marks are part of the word.
    private static string Folded(string text)
    {
        var folded = new StringBuilder();
        var afterLatin = false;
        foreach (var rune in Nfc.Of(text).ToLowerInvariant().Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (afterLatin && IsMark(rune)) continue;
            afterLatin = rune.Value < 0x250 && Rune.IsLetter(rune);
            folded.Append(rune.Value switch { 'ß' => "ss", 'æ' => "ae", 'ø' => "o", 'đ' => "d", 'ł' => "l", 'ı' => "i", _ => rune.ToString() });
        }
        return Nfc.Of(folded.ToString());
    }

    // A word without spaces, as in Thai or Chinese, is cut where a letter ends, not before a mark that belongs to it.
    private static string Cut(string word)
    {
        if (word.Length <= Longest) return word;
        int end = Longest;
        while (end > 1 && (char.IsLowSurrogate(word[end]) || IsMark(new Rune(char.IsSurrogate(word[end]) ? 'x' : word[end])))) end--;
        return word[..end];
    }

    // What only chooses how the sign before it is drawn, such as an emoji in colour (Unicode, section 23.4).
    private static bool IsVariation(Rune rune) => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
