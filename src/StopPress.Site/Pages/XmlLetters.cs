using System.Xml;

namespace StopPress.Site.Pages;

/// <summary>Text as XML can carry it.</summary>
internal static class XmlLetters
{
    /// <summary>The text without what no XML can carry (XML 1.0, section 2.2): it is in no text of the house but by a fault, which must not take a whole file with it.</summary>
    public static string Clean(string text) => text.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0 && !text.AsSpan().ContainsAny('\ufffe', '\uffff')
        ? text
        : string.Concat(text.Where(letter => XmlConvert.IsXmlChar(letter) || char.IsSurrogate(letter)));
}
