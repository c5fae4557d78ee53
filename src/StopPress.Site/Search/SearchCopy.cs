using StopPress.Newsroom.Documents;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Site.Search;

/// <summary>A text that readers have, as far as it can be found: every word that stands in it, and what its story is filed under.</summary>
/// <param name="TextId">The text.</param>
/// <param name="StoryId">Its story.</param>
/// <param name="EditionId">Its edition.</param>
/// <param name="Language">The edition's language.</param>
/// <param name="PublishedAt">When it first went out.</param>
/// <param name="Headline">The headline.</param>
/// <param name="Summary">Kicker and standfirst.</param>
/// <param name="Beside">Who is named in the byline without having a page, and what stands below the pictures.</param>
/// <param name="Body">The document as words.</param>
/// <param name="Filed">What it is filed under, and who of the staff made it, as subjects.</param>
public sealed record SearchCopy(
    long TextId, long StoryId, long EditionId, string Language, Instant PublishedAt, string Headline, string Summary, string Beside, string Body, IReadOnlyList<string> Filed)
{
    /// <summary>Reads those of some texts that readers have.</summary>
    public static async Task<List<SearchCopy>> ReadAsync(Reads reads, long[] texts)
    {
        if (texts.Length == 0) return [];
        var rows = await reads.ListAsync(
            """
            SELECT t.id, t.story_id, t.edition_id, e.language, t.first_published_at, r.kicker, r.headline, r.standfirst, r.body, s.picture_id
            FROM story_texts t JOIN revisions r ON r.id = t.published_revision_id JOIN stories s ON s.id = t.story_id JOIN editions e ON e.id = t.edition_id
            WHERE t.id IN @texts AND t.pub_status = @usable
            """,
            row => new Row(
                row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3), new Instant(row.GetInt64(4)), row.GetString(5), row.GetString(6), row.GetString(7),
                ForReaders.Of(ProseMirrorJson.Read(row.GetString(8)).Value), row.NumberOrNull(9)),
            ("texts", texts), ("usable", (long)PubStatus.Usable));
        long[] stories = [.. rows.Select(row => row.Story).Distinct()];
        var filed = (await reads.ListAsync("SELECT story_id, subject FROM filings WHERE story_id IN @stories", row => (Story: row.GetInt64(0), Subject: row.GetString(1)), ("stories", stories))).ToLookup(row => row.Story, row => row.Subject);
        var by = (await reads.ListAsync(
            "SELECT story_id, staff_id, guest_name FROM bylines WHERE story_id IN @stories ORDER BY story_id, position",
            row => (Story: row.GetInt64(0), Staff: row.NumberOrNull(1), Guest: row.GetString(2)), ("stories", stories))).ToLookup(row => row.Story);
        var captions = await CaptionsAsync(reads, rows);
        return [.. rows.Select(row => new SearchCopy(
            row.Text, row.Story, row.Edition, row.Language, row.PublishedAt, row.Headline, $"{row.Kicker}\n{row.Standfirst}",
            string.Join('\n', by[row.Story].Where(name => name.Staff is null).Select(name => name.Guest).Concat(captions[row.Text])), PlainText.Render(row.Body),
            [.. filed[row.Story], .. by[row.Story].Where(name => name.Staff is not null).Select(name => Subject.Staff(name.Staff!.Value))]))];
    }

    // What stands below a picture is its own caption, unless the story has another one for it there.
    private static async Task<ILookup<long, string>> CaptionsAsync(Reads reads, List<Row> rows)
    {
        var found = new List<(long Text, string Caption)>();
        foreach (var edition in rows.GroupBy(row => row.Edition))
        {
            var shown = edition.SelectMany(row => Bare(row.Body.Blocks).Concat(row.Picture is { } head ? [head] : Array.Empty<long>()).Select(picture => (row.Text, Picture: picture))).ToList();
            var pictures = await PictureDesk.ReadAsync(reads, edition.Key, shown.Select(one => one.Picture));
            found.AddRange(shown.Where(one => pictures.ContainsKey(one.Picture)).Select(one => (one.Text, pictures[one.Picture].Caption)));
        }
        return found.ToLookup(one => one.Text, one => one.Caption);
    }

    private static IEnumerable<long> Bare(IEnumerable<Block> blocks) =>
        blocks.SelectMany(block => block is Figure figure ? IsBlank(figure.Caption) ? [figure.MediaId] : Array.Empty<long>() : Bare(block.Inner));

    private static bool IsBlank(Sequence<Inline> caption) => caption.All(inline => inline is not TextRun run || string.IsNullOrWhiteSpace(run.Text));

    private sealed record Row(
        long Text, long Story, long Edition, string Language, Instant PublishedAt, string Kicker, string Headline, string Standfirst, Document Body, long? Picture);
}
