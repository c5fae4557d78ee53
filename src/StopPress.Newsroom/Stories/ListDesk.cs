using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Stories;

/// <summary>Keeps the lists that readers page through true, in the transaction of the act that changes them.</summary>
internal static class ListDesk
{
    // All that decides on a story's lists, in one question: each answer costs a way to the database and back.
    private const string Filed = """
        SELECT subject, CAST(NULL AS bigint), CAST(NULL AS bigint) FROM filings WHERE story_id = @story
        UNION ALL SELECT NULL, staff_id, NULL FROM bylines WHERE story_id = @story AND staff_id IS NOT NULL
        UNION ALL SELECT NULL, id, parent_id FROM sections WHERE parent_id IS NOT NULL
        """;

    /// <summary>The lists that a story belongs in while it is usable: what it is filed under, what that is part of, and who made it.</summary>
    public static async Task<IReadOnlySet<string>> ListsOfAsync(HouseContext context, StoryRow story)
    {
        if (story.Kind == StoryKind.Page) return new HashSet<string> { Subject.PagesList };
        var rows = await context.ListAsync(Filed, row => (Subject: row.TextOrNull(0), Id: row.NumberOrNull(1), Parent: row.NumberOrNull(2)), ("story", story.Id));
        var lists = new HashSet<string> { Subject.FrontList };
        lists.UnionWith(rows.Select(row => row.Subject).OfType<string>());
        lists.UnionWith(rows.Where(row => row is { Id: not null, Parent: null }).Select(row => Subject.Staff(row.Id!.Value)));
        var parents = rows.Where(row => row.Parent is not null).ToDictionary(row => row.Id!.Value, row => row.Parent);
        foreach (string list in lists.Where(list => Subject.KindOf(list) == "section").ToList())
        {
            for (var at = parents.GetValueOrDefault(Subject.IdOf(list)); at is { } above; at = parents.GetValueOrDefault(above)) lists.Add(Subject.Section(above));
        }
        return lists;
    }

    /// <summary>Puts a text into exactly these lists of its edition; the subjects that it touches so.</summary>
    /// <param name="context">The transaction.</param>
    /// <param name="copy">The text.</param>
    /// <param name="lists">The lists; empty takes it out of all.</param>
    /// <param name="appears">Whether readers could not read it before and can now, or the other way round: then its month changes as well.</param>
    public static async Task<IReadOnlyList<string>> PutAsync(HouseContext context, TextCopy copy, IReadOnlySet<string> lists, bool appears)
    {
        var edition = copy.Edition.AsEdition();
        var at = copy.Text.FirstPublishedAt!.Value;
        var left = new List<string>();
        var kept = new HashSet<string>();
        // By the story alone: asked for the edition as well, SQLite walks through all of the edition's lines.
        foreach (var line in (await context.Set<ListingRow>().Where(row => row.StoryId == copy.Story.Id).ToListAsync()).Where(line => line.EditionId == edition.Id))
        {
            kept.Add(line.List);
            if (lists.Contains(line.List)) continue;
            context.Remove(line);
            left.Add(line.List);
        }
        var entered = lists.Where(list => !kept.Contains(list)).ToList();
        context.AddRange(entered.Select(list => new ListingRow { EditionId = edition.Id, List = list, ListedAt = at, StoryId = copy.Story.Id }));
        if (left.Count + entered.Count == 0) return [];
        if (copy.Story.Kind == StoryKind.Page) return [Subject.Pages(edition.Language)];
        var month = edition.DayOf(at);
        var touched = left.Concat(entered).Select(list => Subject.List(edition.Language, list)).Append(Subject.Month(edition.Language, month)).ToList();
        if (appears && !await MonthHoldsOthersAsync(context, edition, month, copy.Story.Id)) touched.Add(Subject.Months(edition.Language));
        return touched;
    }

    private static Task<bool> MonthHoldsOthersAsync(HouseContext context, Edition edition, DateOnly day, long story)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        var (from, until) = (edition.StartOf(first), edition.StartOf(first.AddMonths(1)));
        return context.Set<ListingRow>().AnyAsync(row => row.EditionId == edition.Id && row.List == Subject.FrontList && row.ListedAt >= from && row.ListedAt < until && row.StoryId != story);
    }
}
