using System.Text;
using System.Text.RegularExpressions;

namespace StopPress.Newsroom.Import;

/// <summary>Makes HTML of a body as WordPress keeps it: there, blank lines make paragraphs and square brackets make things.</summary>
public static partial class WordPressText
{
    private const string Blocks =
        "table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote|address|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|details|summary|iframe|object|video|audio";

    /// <summary>The HTML of a body.</summary>
    public static string ToHtml(string body)
    {
        string text = body.ReplaceLineEndings("\n");
        // A body of blocks is HTML already; its comments only say which editor made it.
        bool made = BlockComment().IsMatch(text);
        text = BlockComment().Replace(text, "\n");
        text = PageComment().Replace(text, "\n\n");
        text = Captions(text);
        text = Gone().Replace(Embedded().Replace(text, "\n\n$1\n\n"), "");
        return made ? text : Paragraphs(text);
    }

    private static string Captions(string text) => Caption().Replace(text, match =>
    {
        string inside = match.Groups["inside"].Value;
        var attribute = CaptionAttribute().Match(match.Groups["attributes"].Value);
        var picture = Picture().Match(inside);
        string words = attribute.Success ? attribute.Groups["words"].Value : picture.Success ? inside[(picture.Index + picture.Length)..] : inside;
        return $"\n\n<figure>{(picture.Success ? picture.Value : "")}<figcaption>{words.Trim()}</figcaption></figure>\n\n";
    });

    private static string Paragraphs(string text)
    {
        var html = new StringBuilder(text.Length + (text.Length / 8));
        var at = 0;
        foreach (Match kept in Kept().Matches(text))
        {
            AppendParagraphs(html, text[at..kept.Index]);
            html.Append(kept.Value);
            at = kept.Index + kept.Length;
        }
        AppendParagraphs(html, text[at..]);
        return html.ToString();
    }

    private static void AppendParagraphs(StringBuilder html, string text)
    {
        string spaced = BlockEnd().Replace(BlockStart().Replace(text, "\n\n$0"), "$0\n\n");
        foreach (string part in BlankLines().Split(spaced))
        {
            string chunk = part.Trim();
            if (chunk.Length == 0) continue;
            if (StartsWithBlock().IsMatch(chunk)) html.Append(chunk).Append('\n');
            else html.Append("<p>").Append(chunk.Replace("\n", "<br>\n", StringComparison.Ordinal)).Append("</p>\n");
        }
    }

    [GeneratedRegex(@"<!--\s*/?wp:.*?-->", RegexOptions.Singleline)]
    private static partial Regex BlockComment();

    [GeneratedRegex(@"<!--\s*(?:more|nextpage|noteaser).*?-->", RegexOptions.Singleline)]
    private static partial Regex PageComment();

    [GeneratedRegex(@"\[(?:wp_)?caption(?<attributes>[^\]]*)\](?<inside>.*?)\[/(?:wp_)?caption\]", RegexOptions.Singleline)]
    private static partial Regex Caption();

    [GeneratedRegex("""caption=(?<quote>["'])(?<words>.*?)\k<quote>""", RegexOptions.Singleline)]
    private static partial Regex CaptionAttribute();

    [GeneratedRegex(@"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", RegexOptions.IgnoreCase)]
    private static partial Regex Picture();

    [GeneratedRegex(@"\[embed[^\]]*\]\s*(.*?)\s*\[/embed\]", RegexOptions.Singleline)]
    private static partial Regex Embedded();

    // Pictures, sound and film come with the rest of the import; until then their marks are nothing that a reader could use.
    [GeneratedRegex(@"\[/?(?:gallery|audio|video|playlist)\b[^\]]*\]")]
    private static partial Regex Gone();

    [GeneratedRegex(@"<(pre|script|style|textarea)\b.*?</\1\s*>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Kept();

    [GeneratedRegex("<(?:" + Blocks + @")\b[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex BlockStart();

    [GeneratedRegex("(?:</(?:" + Blocks + @")\s*>|<hr\b[^>]*>)", RegexOptions.IgnoreCase)]
    private static partial Regex BlockEnd();

    [GeneratedRegex("^</?(?:" + Blocks + @")\b", RegexOptions.IgnoreCase)]
    private static partial Regex StartsWithBlock();

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex BlankLines();
}
