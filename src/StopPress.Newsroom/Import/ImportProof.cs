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
/// <param name="Edited">How many were edited here since, and are not compared.</param>
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
    private const int Batch = 100;

    // Enough to see what is wrong; a report that is longer is read by nobody.
    private const int MostDifferences = 10_000, MostWords = 200;
    private readonly List<WordDifference> differences = [];
    private int same, moved, edited, differ;

    /// <summary>Compares all posts and pages of the file that are here.</summary>
    public async Task<ImportProof> CompareAsync(string file, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(file);
        foreach (var items in WordPressFile.Items(stream).Chunk(Batch))
        {
            var here = await HereAsync([.. items.Select(item => WordPressStage.Source(site, item))], cancel);
            foreach (var (isEdited, difference) in items.AsParallel().AsOrdered().WithCancellation(cancel).Where(item => here.ContainsKey(WordPressStage.Source(site, item)))
                .Select(item => here[WordPressStage.Source(site, item)] is var story && story.IsEdited ? (true, null) : (false, Compare(item, story.Headline, story.Body))))
            {
                if (isEdited) edited++;
                else if (difference is null) same++;
                else if (difference.Missing.Length + difference.Added.Length == 0) moved++;
                else if (differ++ < MostDifferences) differences.Add(difference);
            }
        }
        return new ImportProof(same, moved, edited, differences);
    }

    // A new look for each batch: what a look has read stays in memory as long as it lasts.
    private Task<Dictionary<string, (string Headline, string Body, bool IsEdited)>> HereAsync(string[] sources, CancellationToken cancel) => desk.Database.ReadAsync(async (connection, snapshot) =>
        (await connection.ListAsync(
            snapshot,
            """
            SELECT i.source, r.headline, r.body, t.latest_revision_id <> i.revision_id FROM imported i
            JOIN revisions r ON r.id = i.revision_id JOIN story_texts t ON t.id = r.text_id WHERE i.source IN @sources
            """,
            row => (Source: row.GetString(0), Headline: row.GetString(1), Body: row.GetString(2), IsEdited: row.GetBoolean(3)), ("sources", sources)))
        .ToDictionary(row => row.Source, row => (row.Headline, row.Body, row.IsEdited)), cancel);

    // Null where the words are the same, in the same order.
    private static WordDifference? Compare(WordPressItem item, string headline, string body)
    {
        string[] there = WordsOfSource(item.Body, out string[] shown), here = Words(PlainText.Render(ProseMirrorJson.Read(body).Value));
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
        string open = Shortcode().Replace(CaptionWords().Replace(body, "$0 ${words} "), " ");
        var page = new HtmlParser().ParseDocument(BlockTag().Replace(open, " $0"));
        foreach (var hidden in page.QuerySelectorAll("script, style, noscript, template, title")) hidden.Remove();
        shown = Words(string.Join(' ', page.QuerySelectorAll("[alt], iframe[title]").Select(one => $"{one.GetAttribute("alt")} {one.GetAttribute("title")}")));
        return Words(page.DocumentElement.TextContent);
    }

    // An address that stood alone has become what it shows.
    private static string[] Words(string text) => [.. Word().Matches(Address().Replace(Nfc.Of(text), " ")).Select(word => word.Value.ToLower(CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"\[/?(?:gallery|caption|wp_caption|audio|video|playlist|embed)\b[^\]]*\]")]
    private static partial Regex Shortcode();

    [GeneratedRegex("""\[(?:wp_)?caption[^\]]*\bcaption=(?<quote>["'])(?<words>.*?)\k<quote>[^\]]*\]""", RegexOptions.Singleline)]
    private static partial Regex CaptionWords();

    [GeneratedRegex(@"</?(?:p|div|br|li|ul|ol|h[1-6]|t[dhr]|table|figure|figcaption|blockquote|pre|dt|dd|dl|section|article|aside|cite|summary|details|hr|img|iframe|address|label|option)\b", RegexOptions.IgnoreCase)]
    private static partial Regex BlockTag();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Address();

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Word();
}
