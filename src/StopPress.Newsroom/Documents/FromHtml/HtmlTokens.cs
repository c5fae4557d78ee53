using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;

namespace StopPress.Newsroom.Documents.FromHtml;

/// <summary>What a token of HTML is.</summary>
internal enum HtmlTokenKind
{
    Text,
    Start,
    End,
}

/// <summary>A piece of HTML: text with its entities resolved, or a tag.</summary>
internal sealed class HtmlPiece(HtmlTokenKind kind, string name, string text, IReadOnlyList<HtmlAttributeToken>? attributes = null)
{
    private string[]? classes;

    public HtmlTokenKind Kind { get; } = kind;

    /// <summary>The tag's name in lower case, or the name of the element that raw text stands in, or empty.</summary>
    public string Name { get; } = name;

    public string Text { get; } = text;

    /// <summary>The value of an attribute, or null where it has none.</summary>
    public string? this[string attribute]
    {
        get
        {
            for (var i = 0; i < attributes?.Count; i++)
            {
                if (attributes[i].Name == attribute)
                    return attributes[i].Value;
            }
            return null;
        }
    }

    public bool HasClass(params ReadOnlySpan<string> names)
    {
        classes ??= (this["class"] ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var one in classes)
        {
            if (names.Contains(one))
                return true;
        }
        return false;
    }

    /// <summary>The name in a class that begins so, such as <c>sql</c> in <c>language-sql</c>; or null.</summary>
    public string? ClassAfter(string prefix)
    {
        _ = HasClass();
        return classes!.FirstOrDefault(one => one.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];
    }
}

/// <summary>Cuts HTML into tokens as the HTML standard does.</summary>
/// <remarks>
/// AngleSharp's tokenizer without its tree: the tree takes 147 seconds for 100,000 nested elements and 18 for 20,000 nested lists, tokens 0.2.
/// Only the attributes that are asked for are kept, since its search for duplicates is quadratic as well.
/// </remarks>
internal static class HtmlTokens
{
    private static readonly HashSet<string> Attributes =
    [
        "alt", "cite", "class", "colspan", "data", "data-embed", "data-instgrm-permalink", "data-lazy-src", "data-level", "data-orig-file", "data-picture",
        "data-related", "data-src", "dir", "height", "href", "id", "lang", "rowspan", "scope", "src", "start", "title", "type", "value", "width",
    ];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> AskedFor = Attributes.GetAlternateLookup<ReadOnlySpan<char>>();

    public static IEnumerable<HtmlPiece> Of(string html)
    {
        using var source = new TextSource(html);
        using var tokenizer = new HtmlTokenizer(source, HtmlEntityProvider.Resolver)
        {
            SkipComments = true,
            DisableElementPositionTracking = true,
            ShouldEmitAttribute = IsAskedFor,
        };
        var foreign = 0;
        var raw = "";
        while (tokenizer.Get() is { Type: not HtmlTokenType.EndOfFile } token)
        {
            if (token is HtmlTagToken tag)
            {
                raw = "";
                foreign = Math.Max(0, foreign + Foreign(tag));
                if (tag.Type == HtmlTokenType.StartTag)
                    raw = foreign == 0 ? Enter(tokenizer, tag.Name) : tag.Name is "script" or "style" ? tag.Name : "";
                yield return new(tag.Type == HtmlTokenType.EndTag ? HtmlTokenKind.End : HtmlTokenKind.Start, tag.Name, "", tag.Attributes);
            }
            else if (token.Type == HtmlTokenType.Character)
            {
                yield return new(HtmlTokenKind.Text, raw, token.Data);
            }
        }
    }

    private static bool IsAskedFor(ref StructHtmlToken tag, ReadOnlyMemory<char> name) => AskedFor.Contains(name.Span);

    // Inside SVG and MathML nothing is raw text, though what stands in their scripts and styles is not to be read either.
    private static int Foreign(HtmlTagToken tag) => tag.Name is not ("svg" or "math") ? 0
        : tag.Type == HtmlTokenType.EndTag ? -1 : tag.IsSelfClosing ? 0 : 1;

    // HTML standard, "parsing HTML fragments", step 4: what stands in these is not markup.
    private static string Enter(HtmlTokenizer tokenizer, string name)
    {
        (tokenizer.State, var raw) = name switch
        {
            "title" or "textarea" => (HtmlParseMode.RCData, true),
            "style" or "xmp" or "iframe" or "noembed" or "noframes" => (HtmlParseMode.Rawtext, true),
            "script" => (HtmlParseMode.Script, true),
            "plaintext" => (HtmlParseMode.Plaintext, true),
            _ => (tokenizer.State, false),
        };
        return raw ? name : "";
    }
}
