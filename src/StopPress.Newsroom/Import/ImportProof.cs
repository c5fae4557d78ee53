using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
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
/// <param name="run">The run that brought it in, whose stage is still there.</param>
internal sealed partial class WordPressProof(NewsDesk desk, WordPressSite site, long run)
{
    private const int Batch = 100;

    // Enough to see what is wrong; a report that is longer is read by nobody.
    private const int MostDifferences = 10_000, MostWords = 200;

    // Making a tree takes the square of its depth, and of what is left open; what is deeper or longer than any page is read without one.
    private const int Deepest = 1000, Longest = 200_000;

    // Each letter as it is compared, and zero for what is none: what Word() takes. The categories of letters, marks and numbers are the first ones; halves of others are of letters.
    private static readonly char[] Lower = [.. Enumerable.Range(0, 0x10000).Select(code => (char)code).Select(letter =>
        char.GetUnicodeCategory(letter) <= UnicodeCategory.OtherNumber ? char.ToLowerInvariant(letter) : char.IsSurrogate(letter) ? letter : '\0')];

    // One for each thread that compares: none of them is made to be shared.
    private static readonly ThreadLocal<HtmlParser> Parser = new(() => new HtmlParser());
    private readonly List<WordDifference> differences = [];
    private readonly HashSet<int> doubtful = [];
    private int same, moved, edited, differ;

    private sealed record Here(int Place, string Source, string Words, string Headline, string Body, bool IsEdited);

    /// <summary>What the file says in a post, as a hash of its letters; empty where it must be looked at word by word.</summary>
    public static string OfSource(WordPressItem item) => Hidden().IsMatch(item.Body) ? "" : HashOf(WithoutTags(WithoutShortcodes(item.Body)));

    /// <summary>Compares all posts and pages of the file that are here.</summary>
    public async Task<ImportProof> CompareAsync(string file, CancellationToken cancel)
    {
        // Nearly all have the same letters, for which words need not be told apart, nor the file be read again.
        await foreach (var batch in StagedAsync(cancel).AheadAsync(cancel))
        {
            var looked = Partitioner.Create(batch, loadBalance: true).AsParallel().AsOrdered().WithCancellation(cancel).Select(one => (one.Place, one.IsEdited, IsSame: !one.IsEdited && one.Words.Length > 0 && one.Words == HashOf(Text(one.Body))));
            foreach (var (place, isEdited, isSame) in looked.ToList())
            {
                if (isEdited) edited++;
                else if (isSame) same++;
                else doubtful.Add(place);
            }
        }
        if (doubtful.Count > 0) await CompareDoubtfulAsync(file, cancel);
        return new ImportProof(same, moved, edited, differences);
    }

    private async Task CompareDoubtfulAsync(string file, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(file);
        var place = 0;
        var batches = WordPressFile.Items(stream).Where(_ => doubtful.Contains(place++)).Chunk(Batch).ToAsyncEnumerable().AheadAsync(cancel).Select(HereAsync).AheadAsync(cancel);
        await foreach (var pairs in batches)
        {
            foreach (var difference in pairs.AsParallel().AsOrdered().WithCancellation(cancel).Select(pair => Compare(pair.Item, pair.Here.Headline, pair.Here.Body)).ToList())
            {
                if (difference is null) same++;
                else if (difference.Missing.Length + difference.Added.Length == 0) moved++;
                else if (differ++ < MostDifferences) differences.Add(difference);
            }
        }
    }

    // What was brought in, by the batch. A new look for each: what a look has read stays in memory as long as it lasts.
    private async IAsyncEnumerable<List<Here>> StagedAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        for (int from = 0; await ReadAsync("st.run = @run AND st.place >= @from AND st.place < @files ORDER BY st.place LIMIT @batch", cancel, ("run", run), ("from", from), ("files", ImportStageRow.Files), ("batch", Batch)) is { Count: > 0 } batch; from = batch[^1].Place + 1) yield return batch;
    }

    private async ValueTask<List<(WordPressItem Item, Here Here)>> HereAsync(WordPressItem[] items, CancellationToken cancel)
    {
        string[] sources = [.. items.Select(item => WordPressStage.Source(site, item))];
        var here = (await ReadAsync("st.run = @run AND st.source IN @sources", cancel, ("run", run), ("sources", sources))).DistinctBy(row => row.Source).ToDictionary(row => row.Source);
        return [.. items.Zip(sources).Where(one => here.ContainsKey(one.Second)).Select(one => (one.First, here[one.Second]))];
    }

    private Task<List<Here>> ReadAsync(string which, CancellationToken cancel, params (string Name, object? Value)[] values) => desk.Database.ReadAsync((connection, snapshot) => connection.ListAsync(
        snapshot,
        $"""
        SELECT st.place, st.source, st.words, r.headline, r.body, t.latest_revision_id <> i.revision_id OR s.killed_at IS NOT NULL FROM import_stage st
        JOIN imported i ON i.source = st.source JOIN revisions r ON r.id = i.revision_id JOIN story_texts t ON t.id = r.text_id JOIN stories s ON s.id = i.story_id WHERE {which}
        """,
        row => new Here(row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetBoolean(5)), values), cancel);

    private static string Text(string body) => PlainText.Render(ProseMirrorJson.Read(body).Value);

    // As a reader with a pencil would, and not as the import reads: where the two differ a browser's parser decides.
    private static string WithoutTags(string html)
    {
        var words = new StringBuilder(html.Length);
        for (var left = html.AsSpan(); left.Length > 0;)
        {
            int tag = left.IndexOf('<');
            words.Append(tag < 0 ? left : left[..tag]);
            if (tag < 0) break;
            left = left[tag..];
            string end = left.StartsWith("<!--") ? "-->" : ">";
            int ends = left.IndexOf(end, StringComparison.Ordinal);
            left = ends < 0 ? [] : left[(ends + end.Length)..];
        }
        return System.Net.WebUtility.HtmlDecode(words.ToString());
    }

    private static string HashOf(string text)
    {
        string composed = OfLetters(text);
        char[] letters = ArrayPool<char>.Shared.Rent(composed.Length);
        int length = 0;
        foreach (char letter in composed)
        {
            if (Lower[letter] is > '\0' and var lower) letters[length++] = lower;
        }
        string hash = WordPressStage.Shortened(SHA256.HashData(MemoryMarshal.AsBytes<char>(letters.AsSpan(0, length))));
        ArrayPool<char>.Shared.Return(letters);
        return hash;
    }

    // Null where the words are the same, in the same order.
    private static WordDifference? Compare(WordPressItem item, string headline, string body)
    {
        string text = Text(body);
        // A browser's parser reads tags that a pencil does not.
        if (!Hidden().IsMatch(item.Body) && HashOf(Shown(WithoutShortcodes(item.Body))) == HashOf(text)) return null;
        string[] there = WordsOfSource(item.Body, out string[] shown), here = Words(text);
        return string.Concat(there) == string.Concat(here) ? null : new WordDifference(item.Kind, item.Id, headline, Listed(Without(there, here)), Listed(Without(Without(here, there), shown)));
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
        IsHeavy(html) ? WithoutTags(html) : Parser.Value!.ParseDocument(html).DocumentElement.TextContent;

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

    // Composed, and of the characters of two units only those that are letters: whole scripts are written so, and signs besides.
    private static string OfLetters(string text)
    {
        string composed = Nfc.Of(text);
        if (composed.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0) return composed;
        var letters = new StringBuilder(composed.Length);
        foreach (var rune in composed.EnumerateRunes()) letters.Append(rune.IsBmp || Rune.GetUnicodeCategory(rune) <= UnicodeCategory.OtherNumber ? rune.ToString() : " ");
        return letters.ToString();
    }

    // An address that stood alone has become what it shows.
    private static string[] Words(string text) => [.. Word().Matches(Address().Replace(OfLetters(text), " ")).Select(word => word.Value.ToLower(CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"\[/?(?:gallery|caption|wp_caption|audio|video|playlist|embed)(?![\w-])[^\]]*\]")]
    private static partial Regex Shortcode();

    // What is left open of the others closes itself, or holds nothing.
    [GeneratedRegex("</?(?!p\\b|li\\b|br\\b|img\\b|hr\\b|input\\b|td\\b|tr\\b)[a-zA-Z]")]
    private static partial Regex Level();

    [GeneratedRegex("<(?:script|style|noscript|template|title)", RegexOptions.IgnoreCase)]
    private static partial Regex Hidden();

    [GeneratedRegex("""\[(?:wp_)?caption(?![\w-])[^\]]*\bcaption=(?<quote>["'])(?<words>.{0,2000}?)\k<quote>[^\]]*\]""", RegexOptions.Singleline)]
    private static partial Regex CaptionWords();

    [GeneratedRegex(@"</?(?:p|div|br|li|ul|ol|h[1-6]|t[dhr]|table|figure|figcaption|blockquote|pre|dt|dd|dl|section|article|aside|cite|summary|details|hr|img|iframe|address|label|option)\b", RegexOptions.IgnoreCase)]
    private static partial Regex BlockTag();

    // In scripts without spaces the next word begins where the address ends.
    [GeneratedRegex("https?://[!-~]+")]
    private static partial Regex Address();

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}\p{Cs}]+")]
    private static partial Regex Word();
}
