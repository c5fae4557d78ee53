using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>A correction as readers of its story are told it.</summary>
/// <param name="At">When it was made.</param>
/// <param name="Says">What it says.</param>
public sealed record StoryCorrection(Instant At, string Says);

/// <summary>A correction among those of its edition.</summary>
/// <param name="At">When it was made.</param>
/// <param name="Says">What it says.</param>
/// <param name="StoryId">The story that was corrected.</param>
/// <param name="Path">The story's address.</param>
/// <param name="Headline">The story's headline today.</param>
public sealed record ListedCorrection(Instant At, string Says, long StoryId, string Path, string Headline);

/// <summary>Reads what an edition's readers are told was corrected. Corrections of a text that they do not have are not among it.</summary>
/// <param name="reads">The look at the house.</param>
/// <param name="edition">Whose readers.</param>
public sealed class Corrections(Reads reads, Edition edition)
{
    private const string OfReaders = """
        corrections c JOIN story_texts t ON t.id = c.text_id
        WHERE c.edition_id = @edition AND t.pub_status = @usable AND c.at >= @from AND c.at < @until
        """;

    /// <summary>The newest, newest first.</summary>
    public Task<List<ListedCorrection>> NewestAsync(int count) => RangeAsync(new Instant(long.MinValue), new Instant(long.MaxValue), count);

    /// <summary>Those of one month of the edition's calendar days, newest first.</summary>
    public Task<List<ListedCorrection>> MonthAsync(DateOnly first, int count) => RangeAsync(edition.StartOf(first), edition.StartOf(first.AddMonths(1)), count);

    /// <summary>The months before and after one in which something was corrected, as their first days; null where there is none.</summary>
    public async Task<(DateOnly? Older, DateOnly? Newer)> MonthsAroundAsync(DateOnly first) =>
        (await MonthAtEdgeAsync("DESC", new Instant(long.MinValue), edition.StartOf(first)), await MonthAtEdgeAsync("ASC", edition.StartOf(first.AddMonths(1)), new Instant(long.MaxValue)));

    /// <summary>The corrections of a text of a story, oldest first, noting the story.</summary>
    public static Task<List<StoryCorrection>> OfStoryAsync(Reads reads, Edition edition, long story)
    {
        reads.Note(Subject.Story(story));
        return reads.ListAsync(
            """
            SELECT c.at, c.says FROM story_texts t JOIN corrections c ON c.text_id = t.id
            WHERE t.story_id = @story AND t.edition_id = @edition ORDER BY c.at, c.id
            """,
            row => new StoryCorrection(new Instant(row.GetInt64(0)), row.GetString(1)), ("story", story), ("edition", edition.Id));
    }

    private async Task<List<ListedCorrection>> RangeAsync(Instant from, Instant until, int count)
    {
        reads.Note(Subject.Corrections(edition.Language));
        var found = await reads.ListAsync(
            $"""
            SELECT l.at, l.says, l.story_id, l.path, r.headline FROM (
                SELECT c.at, c.id, c.says, t.story_id, t.path, t.published_revision_id FROM {OfReaders} ORDER BY c.at DESC, c.id DESC LIMIT @count) l
            JOIN revisions r ON r.id = l.published_revision_id ORDER BY l.at DESC, l.id DESC
            """,
            row => new ListedCorrection(new Instant(row.GetInt64(0)), row.GetString(1), row.GetInt64(2), row.GetString(3), row.GetString(4)), [.. Values(from, until), ("count", (long)count)]);
        reads.Note(found.Select(correction => Subject.Story(correction.StoryId)));
        return found;
    }

    private async Task<DateOnly?> MonthAtEdgeAsync(string order, Instant from, Instant until)
    {
        reads.Note(Subject.Corrections(edition.Language));
        var found = await reads.ListAsync($"SELECT c.at FROM {OfReaders} ORDER BY c.at {order} LIMIT 1", row => new Instant(row.GetInt64(0)), Values(from, until));
        return found is [var at] && edition.DayOf(at) is var day ? new DateOnly(day.Year, day.Month, 1) : null;
    }

    private (string Name, object? Value)[] Values(Instant from, Instant until) =>
        [("edition", edition.Id), ("usable", (long)PubStatus.Usable), ("from", from.Microseconds), ("until", until.Microseconds)];
}
