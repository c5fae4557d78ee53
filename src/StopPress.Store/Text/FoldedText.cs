using System.Globalization;
using System.Text;

namespace StopPress.Store.Text;

/// <summary>Text as it is looked for: without case, width, accents and the tone marks of Thai. Only indexes hold it.</summary>
public static class FoldedText
{
    // Unicode: Combining Diacritical Marks, and MAI EK to MAI CHATTAWA. The vowels of Thai are marks as well, and stay.
    private const int FirstAccent = 0x0300, LastAccent = 0x036F, FirstTone = 0x0E48, LastTone = 0x0E4B;

    /// <summary>Folds a text. NFKD makes one letter of its widths, and of SARA AM what people type in its place.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "";
        var folded = new StringBuilder(text.Length);
        foreach (char letter in text.Normalize(NormalizationForm.FormKD))
        {
            if (letter is not (>= (char)FirstAccent and <= (char)LastAccent) and not (>= (char)FirstTone and <= (char)LastTone)) folded.Append(char.ToLower(letter, CultureInfo.InvariantCulture));
        }
        return folded.ToString();
    }

    /// <summary>The words of a text, each folded.</summary>
    public static string[] Words(string? text) => Of(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
