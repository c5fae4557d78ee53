using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Sections;

/// <summary>
/// Puts a section below another one or at the top, and among those that stand there. Below another one its address changes and those of all sections
/// below it, in every edition; the earlier ones lead to the new ones, and its stories are listed under the sections that it is part of now.
/// </summary>
/// <param name="Section">The section's public id.</param>
/// <param name="Parent">The section that it becomes part of; null for the top.</param>
/// <param name="Before">The section that it stands before there; null puts it last.</param>
public sealed record MoveSection(string Section, string? Parent, string? Before = null)
{
    /// <summary>Does it.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        long id = checks.Id("section", Section);
        long? parent = Parent is null ? null : checks.Id("section", Parent);
        long? before = Before is null ? null : checks.Id("section", Before);
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var all = await context.Set<SectionRow>().ToDictionaryAsync(row => row.Id, cancel);
            if (MayStand(all, id, parent, before) is { } no) return no;
            var section = all[id];
            var touched = new List<string> { Subject.Sections };
            if (section.ParentId != parent)
            {
                long[] left = [.. all.Above(id).Select(row => row.Id)];
                long? from = section.ParentId;
                section.ParentId = parent;
                if (await ReaddressAsync(context, id, cancel) is { } refusal) return refusal;
                touched.AddRange(await SectionLists.FollowAsync(context, all, id, left, cancel));
                Number([.. all.Beside(from)]);
            }
            var beside = all.Beside(parent).Where(row => row.Id != id).ToList();
            beside.Insert(before is null ? beside.Count : beside.FindIndex(row => row.Id == before), section);
            Number(beside);
            return (new EntryDraft("SectionMoved", touched, new { Section, Parent, Before }), true);
        }, cancel);
    }

    private Refusal? MayStand(Dictionary<long, SectionRow> all, long id, long? parent, long? before)
    {
        foreach (var (one, named) in new[] { (id, Section), (parent ?? id, Parent), (before ?? id, Before) })
        {
            if (!all.ContainsKey(one)) return new Refusal("unknown-section", $"There is no section with the id \"{named}\".");
        }
        if (before is { } next && (next == id || all[next].ParentId != parent)) return new Refusal("not-beside", "The section that it was to stand before is not there.", "Look at the order again.");
        if (parent is not { } over || over == all[id].ParentId) return null;
        if (over == id || all.Above(over).Any(row => row.Id == id)) return new Refusal("below-itself", "A section cannot be part of itself, or of one below it.", "Choose another place.");
        if (all.IsClosed(over)) return SectionTrees.Closed;
        int height = all.Below(id).Select(row => all.Above(row.Id).TakeWhile(above => above.Id != id).Count() + 2).DefaultIfEmpty(1).Max();
        return all.Above(over).Count() + 1 + height > OpenSection.Deepest ? OpenSection.TooDeep : null;
    }

    // Refused whole, when it has no place in any edition in which it has a name.
    private static async Task<Refusal?> ReaddressAsync(HouseContext context, long id, CancellationToken cancel)
    {
        string subject = Subject.Section(id);
        foreach (var own in await context.Set<LocalNameRow>().Where(row => row.Subject == subject).OrderBy(row => row.EditionId).ToListAsync(cancel))
        {
            var edition = await context.Set<EditionRow>().FirstAsync(row => row.Id == own.EditionId, cancel);
            string slug = own.Path.TrimEnd('/')[(own.Path.TrimEnd('/').LastIndexOf('/') + 1)..];
            if (await SectionAddresses.MoveAsync(context, edition, own, slug, cancel) is { } refusal) return refusal;
        }
        return null;
    }

    private static void Number(List<SectionRow> beside)
    {
        for (var i = 0; i < beside.Count; i++) beside[i].Position = i;
    }
}
