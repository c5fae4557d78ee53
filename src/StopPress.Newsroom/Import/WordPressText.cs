using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace StopPress.Newsroom.Import;

/// <summary>Makes HTML of a body as WordPress keeps it: there, comments make blocks, blank lines make paragraphs and square brackets make things.</summary>
/// <param name="patterns">The bodies of the site's patterns, by their number.</param>
/// <param name="footnotes">The footnotes of the post, as WordPress keeps them beside it; or empty.</param>
/// <param name="gallery">The numbers of the pictures that were put into the post: what a gallery shows that names none.</param>
public sealed partial class WordPressText(IReadOnlyDictionary<string, string> patterns, string footnotes, IReadOnlyList<string> gallery)
{
    private const string Blocks =
        "table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote|address|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|details|summary|iframe|object|video|audio";

    private static readonly SearchValues<char> OtherLineEnds = SearchValues.Create("\r\f\u0085\u2028\u2029");
    private readonly SortedSet<string> lines = new(StringComparer.Ordinal);

    /// <summary>What was left out or stays as it is, in plain words, after <see cref="ToHtml"/>.</summary>
    public IReadOnlyCollection<string> Lines => lines;

    /// <summary>The HTML of a body.</summary>
    public string ToHtml(string body)
    {
        string text = body.AsSpan().ContainsAny(OtherLineEnds) ? body.ReplaceLineEndings("\n") : body;
        return Things(WordPressBlocks.IsMade(text) ? new WordPressBlocks(patterns, footnotes, Words, lines).ToHtml(text) : Words(text));
    }

    // What is written without blocks. Pictures with captions are whole before lines are looked at.
    private static string Words(string text) => Paragraphs(Captions(PageComment().Replace(text, "\n\n")));

    // Square brackets stand for things in blocks, too.
    private string Things(string html)
    {
        if (!html.Contains('[', StringComparison.Ordinal)) return html;
        string made = Media().Replace(Embedded().Replace(Captions(html), embed => Embed(embed.Groups[1].Value)), Thing);
        foreach (Match other in Other().Matches(Kept().Replace(made, ""))) lines.Add($"[{other.Groups["name"].Value}] was made by a plug-in of the old site; it stays as it was typed.");
        return made;
    }

    private string Thing(Match thing)
    {
        // Two brackets are how somebody writes about it.
        if (thing.Groups["escaped"].Success) return thing.Value;
        var says = new ShortcodeAttributes(thing.Groups["attributes"].Value);
        string name = thing.Groups["name"].Value;
        return name switch
        {
            "gallery" => Gallery(says),
            "playlist" when says.Numbers("ids").Count == 0 => Said("A playlist names no files, and was left out.", ""),
            "playlist" => string.Concat(says.Numbers("ids").Select(id => $"<p><a href=\"{WordPressPictures.ById(id)}\">{id}</a></p>")),
            _ when says.Address() is { } address => $"\n\n<{name} src=\"{Attribute(address)}\"></{name}>\n\n",
            _ => Said($"[{name}] names no file, and was left out.", ""),
        };
    }

    private static string Embed(string address) => $"\n\n<figure class=\"wp-block-embed\">{Attribute(System.Net.WebUtility.HtmlDecode(address))}</figure>\n\n";

    private string Gallery(ShortcodeAttributes says)
    {
        var ids = says.Numbers("ids") is { Count: > 0 } named ? named : says.Numbers("include") is { Count: > 0 } included ? included : gallery;
        return ids.Count == 0
            ? Said("A gallery shows the pictures that were put into its post; none of them is in the library.", "")
            : $"\n\n<figure class=\"gallery\">{string.Concat(ids.Select(id => $"<img class=\"{WordPressPictures.ById(id)}\">"))}</figure>\n\n";
    }

    private string Said(string line, string html)
    {
        lines.Add(line);
        return html;
    }

    private static string Attribute(string text) => System.Net.WebUtility.HtmlEncode(text);

    private static string Captions(string text) => Caption().Replace(text, match =>
    {
        string inside = match.Groups["inside"].Value;
        var attribute = CaptionAttribute().Match(match.Groups["attributes"].Value);
        var picture = Picture().Match(inside);
        string rest = picture.Success ? inside[(picture.Index + picture.Length)..] : inside;
        // Whoever gave the caption as an attribute may have written more behind the picture.
        string words = attribute.Success ? attribute.Groups["words"].Value : rest, after = attribute.Success ? rest.Trim() : "";
        return $"\n\n<figure>{(picture.Success ? picture.Value : "")}<figcaption>{words.Trim()}</figcaption></figure>\n\n{(after.Length > 0 ? after + "\n\n" : "")}";
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
        // An address that stands alone on its line shows what is there.
        string shown = text.Contains("http", StringComparison.OrdinalIgnoreCase) ? LoneAddress().Replace(text, address => Embed(address.Groups[1].Value)) : text;
        string spaced = BlockEnd().Replace(BlockStart().Replace(shown, "\n\n$0"), "$0\n\n");
        foreach (string part in BlankLines().Split(spaced))
        {
            string chunk = part.Trim();
            if (chunk.Length == 0) continue;
            if (StartsWithBlock().IsMatch(chunk)) html.Append(chunk).Append('\n');
            else html.Append("<p>").Append(chunk.Replace("\n", "<br>\n", StringComparison.Ordinal)).Append("</p>\n");
        }
    }

    [GeneratedRegex(@"<!--\s*(?:more|nextpage|noteaser).*?-->", RegexOptions.Singleline)]
    private static partial Regex PageComment();

    [GeneratedRegex(@"\[(?:wp_)?caption(?![\w-])(?<attributes>[^\]]*)\](?<inside>.{0,3000}?)\[/(?:wp_)?caption\]", RegexOptions.Singleline)]
    private static partial Regex Caption();

    [GeneratedRegex("""caption=(?<quote>["'])(?<words>.*?)\k<quote>""", RegexOptions.Singleline)]
    private static partial Regex CaptionAttribute();

    [GeneratedRegex(@"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", RegexOptions.IgnoreCase)]
    private static partial Regex Picture();

    [GeneratedRegex(@"\[embed(?![\w-])[^\]]*\]\s*(.{0,2000}?)\s*\[/embed\]", RegexOptions.Singleline)]
    private static partial Regex Embedded();

    [GeneratedRegex("""^[^\S\n]*(?:<p>)?[^\S\n]*(https?://[^\s<>"\[\]]+)[^\S\n]*(?:</p>)?[^\S\n]*$""", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex LoneAddress();

    [GeneratedRegex(@"(?<escaped>\[)?\[(?<name>gallery|audio|video|playlist)(?![\w-])(?<attributes>[^\]]*)\](?:[^\[]{0,400}\[/\k<name>\])?")]
    private static partial Regex Media();

    [GeneratedRegex(@"(?<!\[)\[(?:(?<name>[a-z][a-z0-9_-]{1,40})(?:\s[^\]\[]*=[^\]\[]*|\s*/)|/(?<name>[a-z][a-z0-9_-]{1,40}))\](?!\])")]
    private static partial Regex Other();

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

/// <summary>What stands in the brackets of a shortcode behind its name (WordPress, <c>shortcode_parse_atts</c>).</summary>
internal sealed partial class ShortcodeAttributes
{
    private readonly Dictionary<string, string> named = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> bare = [];

    /// <summary>Reads them; editors have made curly quotation marks of many.</summary>
    public ShortcodeAttributes(string text)
    {
        foreach (Match one in Attribute().Matches(text.Replace('\u201c', '"').Replace('\u201d', '"').Replace('\u2033', '"')))
        {
            if (one.Groups["name"].Success) named.TryAdd(one.Groups["name"].Value, one.Groups["value"].Value);
            else bare.Add(one.Groups["value"].Value);
        }
    }

    /// <summary>The file that it names, however.</summary>
    public string? Address() =>
        new[] { "src", "mp3", "m4a", "ogg", "wav", "mp4", "m4v", "webm", "ogv", "flv", "wmv" }.Select(name => named.GetValueOrDefault(name)).FirstOrDefault(value => value is { Length: > 0 })
        ?? bare.Find(value => value.StartsWith("http", StringComparison.OrdinalIgnoreCase));

    /// <summary>The numbers that a list names.</summary>
    public IReadOnlyList<string> Numbers(string name) => [.. Number().Matches(named.GetValueOrDefault(name, "")).Select(number => number.Value)];

    [GeneratedRegex("""(?:(?<name>[\w-]+)\s*=\s*)?(?:"(?<value>[^"]*)"|'(?<value>[^']*)'|(?<value>[^\s"'=]+))""")]
    private static partial Regex Attribute();

    [GeneratedRegex("[0-9]{1,18}")]
    private static partial Regex Number();
}
