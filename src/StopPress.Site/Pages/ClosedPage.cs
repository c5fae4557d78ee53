using System.Net;
using StopPress.Newsroom.House;
using StopPress.Site.Themes;

namespace StopPress.Site.Pages;

/// <summary>What a reader gets in place of a page that cannot be made just now, in the words of the edition; made of what is in memory.</summary>
public static class ClosedPage
{
    /// <summary>The page.</summary>
    /// <param name="furniture">The furniture that was read last, or null.</param>
    /// <param name="theme">Where the words are.</param>
    /// <param name="path">The address that was asked for.</param>
    public static string Of(Furniture? furniture, Theme theme, string path)
    {
        var edition = furniture?.EditionAt(path);
        string language = edition?.Language ?? "en";
        var words = theme.Words(language);
        string headline = WebUtility.HtmlEncode(words["closed_headline"]);
        return $"""
            <!doctype html>
            <html lang="{language}" dir="{edition?.Direction ?? "ltr"}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{headline}</title></head>
            <body><h1>{headline}</h1><p>{WebUtility.HtmlEncode(words["closed_text"])}</p></body></html>

            """;
    }
}
