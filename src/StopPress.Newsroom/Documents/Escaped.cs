using System.Buffers;
using System.Text;

namespace StopPress.Newsroom.Documents;

/// <summary>Text on its way into HTML, the same for text and for attributes in quotation marks. Letters outside ASCII stay as they are.</summary>
internal static class Escaped
{
    // Browsers throw NUL away or replace it, depending on where it stands; here it never arrives.
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'\0");

    public static void Append(StringBuilder html, ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(Special) is var at and >= 0)
        {
            html.Append(text[..at]).Append(text[at] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                _ => "",
            });
            text = text[(at + 1)..];
        }
        html.Append(text);
    }
}
