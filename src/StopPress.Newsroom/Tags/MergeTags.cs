using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Tags;

/// <summary>Makes two tags one: the stories of the first get the second, and its addresses lead there. In an edition where only the first has a name the second takes it over.</summary>
/// <param name="Tag">The tag that ends.</param>
/// <param name="Into">The tag that stays.</param>
public sealed record MergeTags(string Tag, string Into)
{
    internal const string Merged = "TagsMerged";

    /// <summary>Whether an entry files stories under another tag than before, without touching each.</summary>
    public static bool IsOne(JournalEntry entry) => entry.Kind == Merged;

    /// <summary>Does it.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        long from = checks.Id("tag", Tag), into = checks.Id("tag", Into);
        if (checks.Fault is { } fault) return fault;
        if (from == into) return new Refusal("same-tag", "A tag cannot be merged into itself.", "Choose another one.");
        return await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var ends = await context.Set<TagRow>().FirstOrDefaultAsync(row => row.Id == from, cancel);
            if (ends is null || !await context.Set<TagRow>().AnyAsync(row => row.Id == into, cancel))
            {
                return new Refusal("unknown-tag", $"There is no tag with the id \"{(ends is null ? Tag : Into)}\".", "Somebody may have merged it already.");
            }
            string left = Subject.Tag(from), stays = Subject.Tag(into);
            await RenameAsync(context, left, stays, cancel);
            await RefileAsync(context, left, stays, cancel);
            bool inMenu = await RelinkAsync(context, left, stays, cancel);
            context.Remove(ends);
            // Every page that shows a tag has looked up its name: the lists are for whoever follows them alone.
            var lists = await ListAsync(context, left, stays, cancel);
            return (new EntryDraft(Merged, [left, stays, .. inMenu ? [Subject.Menus] : Array.Empty<string>(), .. lists], new { Tag, Into }), true);
        }, cancel);
    }

    private static async Task RenameAsync(HouseContext context, string left, string stays, CancellationToken cancel)
    {
        var has = await context.Set<LocalNameRow>().Where(row => row.Subject == stays).Select(row => row.EditionId).ToListAsync(cancel);
        foreach (var name in await context.Set<LocalNameRow>().Where(row => row.Subject == left).ToListAsync(cancel))
        {
            context.Remove(name);
            if (has.Contains(name.EditionId)) continue;
            context.Add(new LocalNameRow { Subject = stays, EditionId = name.EditionId, Name = name.Name, Title = name.Title, Description = name.Description, Path = name.Path });
        }
        foreach (var link in await context.Set<PermalinkRow>().Where(row => row.Subject == left).ToListAsync(cancel))
        {
            (link.Subject, link.Current) = (stays, link.Current && !has.Contains(link.EditionId));
        }
    }

    // The tag that stays takes the place of the other, and no story has it twice.
    private static async Task RefileAsync(HouseContext context, string left, string stays, CancellationToken cancel)
    {
        await context.Database.ExecuteSqlAsync(
            $"DELETE FROM filings WHERE subject = {left} AND EXISTS (SELECT 1 FROM filings other WHERE other.story_id = filings.story_id AND other.subject = {stays})", cancel);
        await context.Database.ExecuteSqlAsync($"UPDATE filings SET subject = {stays} WHERE subject = {left}", cancel);
    }

    // The same in the menus that the house has made; whether any had it.
    private static async Task<bool> RelinkAsync(HouseContext context, string left, string stays, CancellationToken cancel)
    {
        long[] editions = await context.Set<MenuLinkRow>().Where(row => row.Subject == left).Select(row => row.EditionId).Distinct().ToArrayAsync(cancel);
        foreach (long edition in editions)
        {
            var menu = await context.Set<MenuLinkRow>().Where(row => row.EditionId == edition).OrderBy(row => row.Position).ToListAsync(cancel);
            bool twice = menu.Exists(row => row.Subject == stays);
            context.RemoveRange(menu);
            await context.SaveChangesAsync(cancel);
            // Counted anew, so that no place is left empty.
            context.AddRange(menu.Where(row => !twice || row.Subject != left).Select((row, place) => new MenuLinkRow
            {
                EditionId = edition,
                Position = place,
                Subject = row.Subject == left ? stays : row.Subject,
                Address = row.Address,
                Name = row.Name,
            }));
        }
        return editions.Length > 0;
    }

    private static async Task<IReadOnlyList<string>> ListAsync(HouseContext context, string left, string stays, CancellationToken cancel)
    {
        var touched = new List<string>();
        foreach (var edition in await context.Set<EditionRow>().AsNoTracking().OrderBy(row => row.Position).ToListAsync(cancel))
        {
            await ListDesk.AddAllAsync(context, edition.Id, left, stays, cancel);
            await context.Set<ListingRow>().Where(row => row.EditionId == edition.Id && row.List == left).ExecuteDeleteAsync(cancel);
            touched.AddRange([Subject.List(edition.Language, left), Subject.List(edition.Language, stays)]);
        }
        return touched;
    }
}
