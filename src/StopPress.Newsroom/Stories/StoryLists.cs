using System.Globalization;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>A story's line in a list.</summary>
/// <param name="StoryId">The story.</param>
/// <param name="ListedAt">The date that it is listed under.</param>
public sealed record Listing(long StoryId, Instant ListedAt);

/// <summary>Reads an edition's lists: the newest of one, or one month or day of it.</summary>
/// <remarks>A month's part of a list is noted by its month, so that a new story leaves the pages of older months alone.</remarks>
/// <param name="reads">The look at the house.</param>
/// <param name="edition">Whose lists.</param>
public sealed class StoryLists(Reads reads, Edition edition)
{
    /// <summary>The newest stories of a list, newest first.</summary>
    public Task<List<Listing>> NewestAsync(string list, int count)
    {
        reads.Note(Subject.List(edition.Language, list));
        return RangeAsync(list, new Instant(long.MinValue), new Instant(long.MaxValue), count);
    }

    /// <summary>The newest stories of several lists, newest first, by list: one question, however many lists there are.</summary>
    public async Task<ILookup<string, Listing>> NewestAsync(IReadOnlyCollection<string> lists, int count)
    {
        reads.Note(lists.Select(list => Subject.List(edition.Language, list)));
        if (lists.Count == 0) return Array.Empty<Listing>().ToLookup(_ => "");
        string one = "SELECT * FROM (SELECT list, story_id, listed_at FROM listings WHERE edition_id = @edition AND list = @list{0} ORDER BY listed_at DESC, story_id DESC LIMIT @count) AS part{0}";
        var rows = await reads.ListAsync(
            string.Join(" UNION ALL ", Enumerable.Range(0, lists.Count).Select(number => string.Format(CultureInfo.InvariantCulture, one, number))),
            row => (List: row.GetString(0), Listing: new Listing(row.GetInt64(1), new Instant(row.GetInt64(2)))),
            [("edition", edition.Id), ("count", (long)count), .. lists.Select((list, number) => ("list" + number, (object?)list))]);
        return rows.OrderByDescending(row => row.Listing.ListedAt).ThenByDescending(row => row.Listing.StoryId).ToLookup(row => row.List, row => row.Listing);
    }

    /// <summary>The stories of a list around one of them, itself among them, newest first; noted by the list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="story">The story, with the date that it is listed under.</param>
    /// <param name="before">How many that came before it.</param>
    /// <param name="after">How many that came after it.</param>
    public async Task<IReadOnlyList<Listing>> AroundAsync(string list, Listing story, int before, int after)
    {
        reads.Note(Subject.List(edition.Language, list));
        var older = await SideAsync(list, story, "<", "DESC", before);
        var newer = await SideAsync(list, story, ">", "ASC", after);
        return [.. Enumerable.Reverse(newer), story, .. older];
    }

    /// <summary>A list's stories of one month of the edition's calendar days, newest first.</summary>
    public Task<List<Listing>> MonthAsync(string list, DateOnly first, int count)
    {
        reads.Note(Subject.Month(edition.Language, first));
        return RangeAsync(list, edition.StartOf(first), edition.StartOf(first.AddMonths(1)), count);
    }

    /// <summary>A list's stories of one day, newest first.</summary>
    public Task<List<Listing>> DayAsync(string list, DateOnly day, int count)
    {
        reads.Note(Subject.Month(edition.Language, day));
        return RangeAsync(list, edition.StartOf(day), edition.StartOf(day.AddDays(1)), count);
    }

    /// <summary>The months in which the edition has stories at all, newest first, each with how many.</summary>
    public async Task<List<(DateOnly First, int Count)>> MonthsAsync()
    {
        var months = new List<(DateOnly First, int Count)>();
        for (var day = await DayBeforeAsync(new Instant(long.MaxValue)); day is { } at;)
        {
            var first = new DateOnly(at.Year, at.Month, 1);
            reads.Note(Subject.Month(edition.Language, first));
            var counted = await reads.ListAsync(
                "SELECT COUNT(*) FROM listings WHERE edition_id = @edition AND list = @list AND listed_at >= @from AND listed_at < @until", row => row.GetInt64(0),
                ("edition", edition.Id), ("list", Subject.FrontList), ("from", edition.StartOf(first).Microseconds), ("until", edition.StartOf(first.AddMonths(1)).Microseconds));
            months.Add((first, (int)counted[0]));
            day = await DayBeforeAsync(edition.StartOf(first));
        }
        return months;
    }

    /// <summary>The months before and after one in which the edition has stories at all, as their first days; null where there is none.</summary>
    public async Task<(DateOnly? Older, DateOnly? Newer)> MonthsAroundAsync(DateOnly first)
    {
        reads.Note(Subject.Months(edition.Language));
        var older = await DayBeforeAsync(edition.StartOf(first));
        var newer = await DayFromAsync(edition.StartOf(first.AddMonths(1)));
        return (older is { } o ? new DateOnly(o.Year, o.Month, 1) : null, newer is { } n ? new DateOnly(n.Year, n.Month, 1) : null);
    }

    /// <summary>The days before and after one on which the edition has stories; null where there is none.</summary>
    public async Task<(DateOnly? Older, DateOnly? Newer)> DaysAroundAsync(DateOnly day)
    {
        reads.Note(Subject.Months(edition.Language));
        reads.Note(Subject.Month(edition.Language, day));
        var older = await DayBeforeAsync(edition.StartOf(day));
        var newer = await DayFromAsync(edition.StartOf(day.AddDays(1)));
        // Which day of a neighbouring month it is depends on that month's stories.
        if (older is { } before) reads.Note(Subject.Month(edition.Language, before));
        if (newer is { } after) reads.Note(Subject.Month(edition.Language, after));
        return (older, newer);
    }

    private async Task<DateOnly?> DayBeforeAsync(Instant end) =>
        await EdgeAsync("listed_at < @at ORDER BY listed_at DESC", end) is { } listing ? edition.DayOf(listing.ListedAt) : null;

    private async Task<DateOnly?> DayFromAsync(Instant start) =>
        await EdgeAsync("listed_at >= @at ORDER BY listed_at", start) is { } listing ? edition.DayOf(listing.ListedAt) : null;

    private Task<Listing?> EdgeAsync(string where, Instant at) => reads.FirstAsync(
        $"SELECT story_id, listed_at FROM listings WHERE edition_id = @edition AND list = @list AND {where} LIMIT 1",
        row => new Listing(row.GetInt64(0), new Instant(row.GetInt64(1))),
        ("edition", edition.Id), ("list", Subject.FrontList), ("at", at.Microseconds));

    private Task<List<Listing>> SideAsync(string list, Listing story, string side, string order, int count) => reads.ListAsync(
        $"""
        SELECT story_id, listed_at FROM listings
        WHERE edition_id = @edition AND list = @list AND (listed_at {side} @at OR (listed_at = @at AND story_id {side} @story))
        ORDER BY listed_at {order}, story_id {order} LIMIT @count
        """,
        row => new Listing(row.GetInt64(0), new Instant(row.GetInt64(1))),
        ("edition", edition.Id), ("list", list), ("at", story.ListedAt.Microseconds), ("story", story.StoryId), ("count", (long)count));

    private Task<List<Listing>> RangeAsync(string list, Instant from, Instant until, int count) => reads.ListAsync(
        """
        SELECT story_id, listed_at FROM listings
        WHERE edition_id = @edition AND list = @list AND listed_at >= @from AND listed_at < @until
        ORDER BY listed_at DESC, story_id DESC LIMIT @count
        """,
        row => new Listing(row.GetInt64(0), new Instant(row.GetInt64(1))),
        ("edition", edition.Id), ("list", list), ("from", from.Microseconds), ("until", until.Microseconds), ("count", (long)count));
}
