using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Sections;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Stories;

/// <summary>Keeps the lists that readers page through true, in the transaction of the act that changes them.</summary>
internal static class ListDesk
{
    private static readonly Func<HouseContext, long, IAsyncEnumerable<FilingRow>> FilingsOf =
        EF.CompileAsyncQuery((HouseContext context, long story) => context.Set<FilingRow>().AsNoTracking().Where(row => row.StoryId == story));

    private static readonly Func<HouseContext, long, IAsyncEnumerable<BylineRow>> BylineOf =
        EF.CompileAsyncQuery((HouseContext context, long story) => context.Set<BylineRow>().AsNoTracking().Where(row => row.StoryId == story));

    private static readonly Func<HouseContext, IAsyncEnumerable<SectionRow>> AllSections =
        EF.CompileAsyncQuery((HouseContext context) => context.Set<SectionRow>().AsNoTracking());

    private static readonly Func<HouseContext, long, Instant, Instant, long, Task<ListingRow?>> OtherOfMonth =
        EF.CompileAsyncQuery((HouseContext context, long edition, Instant from, Instant until, long story) => context.Set<ListingRow>().AsNoTracking().FirstOrDefault(row =>
            row.EditionId == edition && row.List == Subject.FrontList && row.ListedAt >= from && row.ListedAt < until && row.StoryId != story));

    private static readonly Func<HouseContext, long, long, IAsyncEnumerable<ListingRow>> LinesOf =
        EF.CompileAsyncQuery((HouseContext context, long story, long edition) => context.Set<ListingRow>().Where(row => row.StoryId == story && row.EditionId == edition));

    /// <summary>The lists that a story belongs in while it is usable: what it is filed under, what that is part of, and who made it.</summary>
    public static async Task<IReadOnlySet<string>> ListsOfAsync(HouseContext context, StoryRow story)
    {
        if (story.Kind == StoryKind.Page) return new HashSet<string> { Subject.PagesList };
        var lists = new HashSet<string> { Subject.FrontList };
        await foreach (var filing in FilingsOf(context, story.Id)) lists.Add(filing.Subject);
        await foreach (var name in BylineOf(context, story.Id))
        {
            if (name.StaffId is { } staff) lists.Add(Subject.Staff(staff));
        }
        var parents = new Dictionary<long, long?>();
        await foreach (var section in AllSections(context)) parents[section.Id] = section.ParentId;
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
        await foreach (var line in LinesOf(context, copy.Story.Id, edition.Id))
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

    private static async Task<bool> MonthHoldsOthersAsync(HouseContext context, Edition edition, DateOnly day, long story)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        return await OtherOfMonth(context, edition.Id, edition.StartOf(first), edition.StartOf(first.AddMonths(1)), story) is not null;
    }
}
