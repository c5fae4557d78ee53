using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StopPress.Newsroom.Import;

/// <summary>Takes the comments away that make blocks of a body: what they hold is HTML already, but for what WordPress makes anew at each request.</summary>
/// <remarks>Where a block begins and ends is as in WordPress's own parser (<c>WP_Block_Parser::next_token</c>).</remarks>
/// <param name="patterns">The bodies of the site's patterns, by their number.</param>
/// <param name="footnotes">The footnotes of the post, as WordPress keeps them beside it; or empty.</param>
/// <param name="words">Makes HTML of what is written without blocks.</param>
/// <param name="lines">Takes what was left out.</param>
internal sealed partial class WordPressBlocks(IReadOnlyDictionary<string, string> patterns, string footnotes, Func<string, string> words, ISet<string> lines)
{
    // A pattern can hold others, and by mistake itself.
    private const int Deepest = 5;

    private static readonly SearchValues<char> NameLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-/");

    // What says nothing by itself.
    private static readonly HashSet<string> Silent = ["more", "nextpage", "separator", "spacer"];

    /// <summary>Whether a body is made of blocks.</summary>
    public static bool IsMade(string body) => Mark().IsMatch(body);

    /// <summary>The HTML of a body that is.</summary>
    public string ToHtml(string body, int depth = 0)
    {
        var html = new StringBuilder(body.Length);
        var open = new Stack<string>();
        var at = 0;
        foreach (var mark in Mark().EnumerateMatches(body))
        {
            Append(html, body.AsSpan(at..mark.Index), open);
            at = mark.Index + mark.Length;
            var (name, says, closes, isEmpty) = Read(body.AsSpan(mark.Index, mark.Length));
            if (closes) Close(open, name);
            else if (isEmpty) html.Append(Empty(name, says, depth));
            else
            {
                open.Push(name);
                html.Append(Background(name, says, body.AsSpan(at)));
            }
        }
        Append(html, body.AsSpan(at), open);
        return html.ToString();
    }

    // What a mark says that was found. A post has hundreds: an object for each group of each match would be most of what an import makes.
    private static (string Name, string Says, bool Closes, bool IsEmpty) Read(ReadOnlySpan<char> mark)
    {
        var inside = mark["<!--".Length..^"-->".Length].Trim();
        bool closes = inside[0] == '/', isEmpty = inside[^1] == '/';
        inside = inside[((closes ? 1 : 0) + "wp:".Length)..(isEmpty ? ^1 : ^0)];
        if (inside.StartsWith("core/")) inside = inside["core/".Length..];
        int end = inside.IndexOfAnyExcept(NameLetters);
        return end < 0 ? (inside.ToString(), "", closes, isEmpty) : (inside[..end].ToString(), inside[end..].Trim().ToString(), closes, isEmpty);
    }

    // Between blocks stands what was written before there were any, and a closing mark that has no beginning closes nothing.
    private void Append(StringBuilder html, ReadOnlySpan<char> text, Stack<string> open)
    {
        html.Append('\n');
        if (open.TryPeek(out string? inside) && inside is not ("freeform" or "classic")) html.Append(text);
        else if (!text.IsWhiteSpace()) html.Append(words(text.ToString()));
    }

    private static void Close(Stack<string> open, string name)
    {
        if (!open.Contains(name)) return;
        while (open.Pop() != name) { }
    }

    // What holds nothing is made when somebody asks for the page.
    private string Empty(string name, string says, int depth)
    {
        if (Silent.Contains(name)) return "";
        if (name == "footnotes") return Footnotes();
        if (name == "block")
        {
            if (depth < Deepest && patterns.TryGetValue(Value(says, "ref"), out string? pattern)) return ToHtml(pattern, depth + 1);
            lines.Add($"The pattern {Value(says, "ref")} is not in the file; what it shows was left out.");
            return "";
        }
        string leads = Value(says, "url") is { Length: > 0 } address ? $" (it led to {address})" : "";
        lines.Add($"The block \"{name}\", which the old site made anew for each reader, was left out{leads}.");
        return "";
    }

    // A picture behind words stood in the style of its block once.
    private static string Background(string name, string says, ReadOnlySpan<char> inside)
    {
        if (name != "cover" || Value(says, "url") is not { Length: > 0 } address) return "";
        int next = inside.IndexOf("<!--", StringComparison.Ordinal);
        bool isShown = (next < 0 ? inside : inside[..next]).Contains("<img", StringComparison.OrdinalIgnoreCase);
        return isShown ? "" : $"<figure><img class=\"{WordPressPictures.ById(Value(says, "id"))}\" src=\"{System.Net.WebUtility.HtmlEncode(address)}\" alt=\"\"></figure>";
    }

    private string Footnotes()
    {
        try
        {
            using var notes = JsonDocument.Parse(footnotes.Length > 0 ? footnotes : "[]");
            if (notes.RootElement.ValueKind != JsonValueKind.Array) return "";
            return $"<ol>{string.Concat(notes.RootElement.EnumerateArray().Select(note => $"<li>{Text(note, "content")}</li>"))}</ol>";
        }
        catch (JsonException)
        {
            lines.Add("The footnotes cannot be read, and were left out.");
            return "";
        }
    }

    private static string Value(string says, string name)
    {
        if (says.Length == 0) return "";
        try
        {
            using var read = JsonDocument.Parse(says);
            return Text(read.RootElement, name);
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static string Text(JsonElement thing, string name) => thing.ValueKind == JsonValueKind.Object && thing.TryGetProperty(name, out var value)
        ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.ValueKind == JsonValueKind.Number ? value.GetRawText() : "" : "";

    [GeneratedRegex(@"<!--\s+/?wp:(?:core/)?[a-z][a-z0-9_-]*(?:/[a-z][a-z0-9_-]*)?\s+(?:\{(?:(?!\}\s+/?-->).)*\}\s+)?/?-->", RegexOptions.Singleline)]
    private static partial Regex Mark();
}
