using System.Text;

namespace StopPress.Newsroom.Documents;

/// <summary>Text with its letters composed, as Unicode's form C says (Unicode Standard Annex #15).</summary>
public static class Nfc
{
    /// <summary>The one code point of no character that .NET refuses to compose text with.</summary>
    public const char NoCharacter = '\ufffe';

    /// <summary>Composes a text; what is no character is left out. Half of a surrogate pair throws <see cref="ArgumentException"/>.</summary>
    public static string Of(string text) =>
        (text.Contains(NoCharacter, StringComparison.Ordinal) ? text.Replace(NoCharacter.ToString(), "", StringComparison.Ordinal) : text).Normalize(NormalizationForm.FormC);
}
