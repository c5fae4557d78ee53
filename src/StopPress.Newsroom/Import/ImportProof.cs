using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.House;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Import;

/// <summary>The proof of an import: for how many stories the words here are those of their source.</summary>
/// <param name="Same">How many have the same words in the same order.</param>
/// <param name="Moved">How many have the same words in another order, such as a caption that stands below its picture now.</param>
/// <param name="Edited">How many were edited or killed here since, and are not compared.</param>
/// <param name="Differences">Those that differ.</param>
public sealed record ImportProof(int Same, int Moved, int Edited, IReadOnlyList<WordDifference> Differences);

/// <summary>How the words of a story differ from those of its source.</summary>
/// <param name="Kind">Post or page.</param>
/// <param name="Id">Its number there.</param>
/// <param name="Title">Its headline here.</param>
/// <param name="Missing">Words of the source that are not here.</param>
/// <param name="Added">Words here that the source does not have.</param>
public sealed record WordDifference(string Kind, string Id, string Title, string Missing, string Added);

/// <summary>Compares what is in the newspaper with what the file says: read from the rows, and from the source by another way than the import's.</summary>
/// <param name="desk">What acts work with.</param>
/// <param name="site">The site that it is of.</param>
internal sealed partial class WordPressProof(NewsDesk desk, WordPressSite site)
{
    // Enough to see what is wrong; a report that is longer is read by nobody.
    private const int MostDifferences = 10_000, MostWords = 200;

    // Making a tree takes the square of its depth, and of what is left open; what is deeper or longer than any page is read without one.
    private const int Deepest = 1000, Longest = 200_000;

    // One for each thread that compares: none of them is made to be shared.
    private static readonly ThreadLocal<HtmlParser> Parser = new(() => new HtmlParser());
    private readonly List<WordDifference> differences = [];
    private int same, moved, edited, differ;

    /// <summary>Compares all posts and pages of the file that are here.</summary>
    public async Task<ImportProof> CompareAsync(string file, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(file);
        var batches = WordPressFile.Batches(stream).ToAsyncEnumerable().AheadAsync(cancel)
            .Select(async (IReadOnlyList<object> batch, CancellationToken stop) => await HereAsync([.. batch.OfType<WordPressItem>()], stop)).AheadAsync(cancel);
        await foreach (var pairs in batches)
        {
            var compared = pairs.AsParallel().AsOrdered().WithCancellation(cancel).Select(pair => (pair.Here.IsEdited, Difference: pair.Here.IsEdited ? null : Compare(pair.Item, pair.Here.Headline, pair.Here.Body)));
            foreach (var (isEdited, difference) in compared.ToList())
            {
                if (isEdited) edited++;
                else if (difference is null) same++;
                else if (difference.Missing.Length + difference.Added.Length == 0) moved++;
                else if (differ++ < MostDifferences) differences.Add(difference);
            }
        }
        return new ImportProof(same, moved, edited, differences);
    }

    // What is here of a batch. A new look for each: what a look has read stays in memory as long as it lasts.
    private async Task<List<(WordPressItem Item, (string Headline, string Body, bool IsEdited) Here)>> HereAsync(WordPressItem[] items, CancellationToken cancel)
    {
        string[] sources = [.. items.Select(item => WordPressStage.Source(site, item))];
        var here = (await desk.Database.ReadAsync((connection, snapshot) => connection.ListAsync(
            snapshot,
            """
            SELECT i.source, r.headline, r.body, t.latest_revision_id <> i.revision_id OR s.killed_at IS NOT NULL FROM imported i
            JOIN revisions r ON r.id = i.revision_id JOIN story_texts t ON t.id = r.text_id JOIN stories s ON s.id = i.story_id WHERE i.source IN @sources
            """,
            row => (Source: row.GetString(0), Story: (row.GetString(1), row.GetString(2), row.GetBoolean(3))), ("sources", sources)), cancel))
            .ToDictionary(row => row.Source, row => row.Story);
        return [.. items.Zip(sources).Where(one => here.ContainsKey(one.Second)).Select(one => (one.First, here[one.Second]))];
    }

    // Null where the words are the same, in the same order. Nearly all have the same letters, for which words need not be told apart.
    private static WordDifference? Compare(WordPressItem item, string headline, string body)
    {
        string text = PlainText.Render(ProseMirrorJson.Read(body).Value);
        if (!Hidden().IsMatch(item.Body) && Letters(Shown(WithoutShortcodes(item.Body))).SequenceEqual(Letters(text))) return null;
        string[] there = WordsOfSource(item.Body, out string[] shown), here = Words(text);
        return string.Concat(there) == string.Concat(here) ? null : new WordDifference(item.Kind, item.Id, headline, Listed(Without(there, here)), Listed(Without(Without(here, there), shown)));
    }

    private static ReadOnlySpan<char> Letters(string text)
    {
        string composed = Nfc.Of(text);
        char[] letters = new char[composed.Length];
        int length = 0;
        foreach (char letter in composed)
        {
            // What Word() takes: the categories of letters, marks and numbers are the first ones.
            if (char.GetUnicodeCategory(letter) <= UnicodeCategory.OtherNumber) letters[length++] = char.ToLowerInvariant(letter);
        }
        return letters.AsSpan(0, length);
    }

    private static string Listed(string[] words) => words.Length <= MostWords ? string.Join(' ', words) : string.Join(' ', words.Take(MostWords)) + $" … ({words.Length})";

    private static string[] Without(string[] words, string[] others)
    {
        var left = others.GroupBy(word => word, StringComparer.Ordinal).ToDictionary(word => word.Key, word => word.Count(), StringComparer.Ordinal);
        return [.. words.Where(word => left.GetValueOrDefault(word) is var count && (left[word] = count - 1) < 0)];
    }

    // What a browser shows of the body as it is, with what stands in square brackets for things taken away; and beside it what describes its pictures.
    private static string[] WordsOfSource(string body, out string[] shown)
    {
        string open = BlockTag().Replace(WithoutShortcodes(body), " $0");
        shown = [];
        if (IsHeavy(open)) return Words(Shown(open));
        var page = Parser.Value!.ParseDocument(open);
        foreach (var hidden in page.QuerySelectorAll("script, style, noscript, template, title")) hidden.Remove();
        shown = Words(string.Join(' ', page.QuerySelectorAll("[alt], iframe[title]").Select(one => $"{one.GetAttribute("alt")} {one.GetAttribute("title")}")));
        return Words(page.DocumentElement.TextContent);
    }

    private static string Shown(string html) =>
        IsHeavy(html) ? System.Net.WebUtility.HtmlDecode(Tag().Replace(html, " ")) : Parser.Value!.ParseDocument(html).DocumentElement.TextContent;

    private static bool IsHeavy(string html)
    {
        if (html.Length > Longest) return true;
        int open = 0;
        foreach (var tag in Level().EnumerateMatches(html))
        {
            if ((open += html[tag.Index + 1] == '/' ? -1 : 1) > Deepest) return true;
        }
        return false;
    }

    private static string WithoutShortcodes(string body) => body.Contains('[', StringComparison.Ordinal) ? Shortcode().Replace(CaptionWords().Replace(body, "$0 ${words} "), " ") : body;

    // An address that stood alone has become what it shows.
    private static string[] Words(string text) => [.. Word().Matches(Address().Replace(Nfc.Of(text), " ")).Select(word => word.Value.ToLower(CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"\[/?(?:gallery|caption|wp_caption|audio|video|playlist|embed)\b[^\]]*\]")]
    private static partial Regex Shortcode();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    // What is left open of the others closes itself, or holds nothing.
    [GeneratedRegex("</?(?!p\\b|li\\b|br\\b|img\\b|hr\\b|input\\b|td\\b|tr\\b)[a-zA-Z]")]
    private static partial Regex Level();

    [GeneratedRegex("<(?:script|style|noscript|template|title)", RegexOptions.IgnoreCase)]
    private static partial Regex Hidden();

    [GeneratedRegex("""\[(?:wp_)?caption[^\]]*\bcaption=(?<quote>["'])(?<words>.{0,2000}?)\k<quote>[^\]]*\]""", RegexOptions.Singleline)]
    private static partial Regex CaptionWords();

    [GeneratedRegex(@"</?(?:p|div|br|li|ul|ol|h[1-6]|t[dhr]|table|figure|figcaption|blockquote|pre|dt|dd|dl|section|article|aside|cite|summary|details|hr|img|iframe|address|label|option)\b", RegexOptions.IgnoreCase)]
    private static partial Regex BlockTag();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Address();

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();
}
