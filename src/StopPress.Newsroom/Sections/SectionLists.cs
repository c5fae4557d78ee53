using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Sections;

/// <summary>Keeps the lists of sections true when one becomes part of another: what is filed under it is listed under all that it is part of.</summary>
internal static class SectionLists
{
    /// <summary>Lists the stories of a section under those that it is part of now, and no longer under those that it has left; the subjects that it touches so.</summary>
    /// <param name="context">The transaction.</param>
    /// <param name="all">The sections, as they stand now.</param>
    /// <param name="moved">The section that was moved.</param>
    /// <param name="left">What it was part of before.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<IReadOnlyList<string>> FollowAsync(HouseContext context, IReadOnlyDictionary<long, SectionRow> all, long moved, long[] left, CancellationToken cancel)
    {
        long[] above = [.. all.Above(moved).Select(row => row.Id)];
        var touched = new List<string>();
        foreach (var edition in await context.Set<EditionRow>().AsNoTracking().OrderBy(row => row.Position).ToListAsync(cancel))
        {
            foreach (long one in above.Except(left))
            {
                await ListDesk.AddAllAsync(context, edition.Id, Subject.Section(moved), Subject.Section(one), cancel);
                touched.Add(Subject.List(edition.Language, Subject.Section(one)));
            }
            foreach (long one in left.Except(above))
            {
                await TakeOutAsync(context, edition.Id, Subject.Section(moved), Subject.Section(one), [.. all.Below(one).Select(row => Subject.Section(row.Id)), Subject.Section(one)], cancel);
                touched.Add(Subject.List(edition.Language, Subject.Section(one)));
            }
        }
        return touched;
    }

    // A story that is filed under the section that was left, or elsewhere below it, stays in its list.
    private static Task TakeOutAsync(HouseContext context, long edition, string moved, string left, string[] stays, CancellationToken cancel) =>
        context.Set<ListingRow>().Where(row => row.EditionId == edition && row.List == left
            && context.Set<ListingRow>().Any(one => one.EditionId == edition && one.List == moved && one.ListedAt == row.ListedAt && one.StoryId == row.StoryId)
            && !context.Set<FilingRow>().Any(filing => filing.StoryId == row.StoryId && stays.Contains(filing.Subject))).ExecuteDeleteAsync(cancel);
}
