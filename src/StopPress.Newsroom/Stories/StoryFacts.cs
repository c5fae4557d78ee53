using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Stories;

/// <summary>All that decides on where a text is found, read in one question: each answer costs a way to the database and back.</summary>
/// <param name="Lists">The lists that the story belongs in while it is usable: what it is filed under, what that is part of, and who made it.</param>
/// <param name="Lines">The lines that the text has in its edition's lists now.</param>
/// <param name="MonthHoldsOthers">Whether the edition published other stories in the month of this one.</param>
/// <param name="IsAddressFree">Whether the address that was asked about never led anywhere.</param>
/// <param name="Media">The pictures and files that the text is known to use.</param>
/// <param name="IsScheduled">Whether an hour is set at which the text goes out.</param>
/// <param name="IsCorrected">Whether the text was ever corrected.</param>
internal sealed record StoryFacts(
    IReadOnlySet<string> Lists, IReadOnlyList<ListingRow> Lines, bool MonthHoldsOthers, bool IsAddressFree, IReadOnlyList<MediaUseRow> Media, bool IsScheduled, bool IsCorrected)
{
    // Lines by the story alone: asked for the edition as well, SQLite walks through all of the edition's lines.
    private const string Question = """
        SELECT 'filed' AS fact, subject AS words, CAST(NULL AS bigint) AS one, CAST(NULL AS bigint) AS other FROM filings WHERE story_id = @story
        UNION ALL SELECT 'by', NULL, staff_id, NULL FROM bylines WHERE story_id = @story AND staff_id IS NOT NULL
        UNION ALL SELECT 'below', NULL, id, parent_id FROM sections WHERE parent_id IS NOT NULL
        UNION ALL SELECT 'line', list, edition_id, listed_at FROM listings WHERE story_id = @story
        UNION ALL SELECT 'media', NULL, media_id, CASE WHEN shown THEN 1 ELSE 0 END FROM media_uses WHERE text_id = @id
        UNION ALL SELECT 'others', NULL, NULL, NULL WHERE EXISTS (
            SELECT 1 FROM listings WHERE edition_id = @edition AND list = @front AND listed_at >= @from AND listed_at < @until AND story_id <> @story)
        UNION ALL SELECT 'address', NULL, NULL, NULL WHERE EXISTS (SELECT 1 FROM permalinks WHERE path = @path)
        UNION ALL SELECT 'hour', NULL, NULL, NULL WHERE EXISTS (SELECT 1 FROM deadlines WHERE kind = @kind AND subject = @text)
        UNION ALL SELECT 'corrected', NULL, NULL, NULL WHERE EXISTS (SELECT 1 FROM corrections WHERE text_id = @id)
        """;

    /// <summary>Reads them as the rows are now; the text has its first day already.</summary>
    /// <param name="context">The transaction.</param>
    /// <param name="copy">The text.</param>
    /// <param name="path">The address to ask about; empty asks about none.</param>
    public static async Task<StoryFacts> ReadAsync(HouseContext context, TextCopy copy, string path = "")
    {
        var edition = copy.Edition.AsEdition();
        var day = edition.DayOf(copy.Text.FirstPublishedAt!.Value);
        var first = new DateOnly(day.Year, day.Month, 1);
        var rows = await context.ListAsync(
            Question, row => new Fact(row.GetString(0), row.TextOrNull(1), row.NumberOrNull(2), row.NumberOrNull(3)),
            ("story", copy.Story.Id), ("edition", edition.Id), ("front", Subject.FrontList), ("from", edition.StartOf(first).Microseconds),
            ("until", edition.StartOf(first.AddMonths(1)).Microseconds), ("path", path), ("kind", Publication.Kind), ("text", copy.Subject), ("id", copy.Text.Id));
        return new StoryFacts(
            ListsOf(copy.Story, rows),
            [.. rows.Where(row => row.Kind == "line" && row.One == edition.Id)
                .Select(row => new ListingRow { EditionId = edition.Id, List = row.Words!, ListedAt = new Instant(row.Other!.Value), StoryId = copy.Story.Id })],
            rows.Exists(row => row.Kind == "others"), !rows.Exists(row => row.Kind == "address"),
            [.. rows.Where(row => row.Kind == "media").Select(row => new MediaUseRow { MediaId = row.One!.Value, TextId = copy.Text.Id, Shown = row.Other == 1 })],
            rows.Exists(row => row.Kind == "hour"), rows.Exists(row => row.Kind == "corrected"));
    }

    /// <summary>The lists that a story belongs in while it is usable.</summary>
    /// <param name="kind">Story or page.</param>
    /// <param name="filed">What it is filed under.</param>
    /// <param name="staff">Who made it.</param>
    /// <param name="parents">The section that each section is part of.</param>
    public static HashSet<string> ListsOf(StoryKind kind, IEnumerable<string> filed, IEnumerable<long> staff, IReadOnlyDictionary<long, long?> parents)
    {
        if (kind == StoryKind.Page) return [Subject.PagesList];
        var lists = new HashSet<string> { Subject.FrontList };
        lists.UnionWith(staff.Select(Subject.Staff));
        foreach (string one in filed)
        {
            lists.Add(one);
            if (Subject.KindOf(one) != "section") continue;
            for (var at = parents.GetValueOrDefault(Subject.IdOf(one)); at is { } above; at = parents.GetValueOrDefault(above)) lists.Add(Subject.Section(above));
        }
        return lists;
    }

    private static HashSet<string> ListsOf(StoryRow story, List<Fact> rows) => ListsOf(
        story.Kind, rows.Where(row => row.Kind == "filed").Select(row => row.Words!), rows.Where(row => row.Kind == "by").Select(row => row.One!.Value),
        rows.Where(row => row.Kind == "below").ToDictionary(row => row.One!.Value, row => row.Other));

    private sealed record Fact(string Kind, string? Words, long? One, long? Other);
}
