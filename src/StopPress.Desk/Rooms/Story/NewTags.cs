using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Tags;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.Story;

/// <summary>Tags that somebody types while filing a story: those that there are already are found, the others are added.</summary>
/// <param name="desk">What acts work with.</param>
/// <param name="actor">Who types.</param>
/// <param name="edition">The language that the names are in.</param>
internal sealed class NewTags(NewsDesk desk, string actor, string edition)
{
    /// <summary>The ids of the tags in a line of names with commas between them; or why one could not be added.</summary>
    public async Task<(IReadOnlyList<string> Ids, Refusal? Refusal)> AddAsync(string? line, CancellationToken cancel)
    {
        string[] names = [.. (line ?? "").Split([',', '،', '、', '，', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.InvariantCultureIgnoreCase)];
        if (names.Length == 0) return ([], null);
        var there = await desk.Database.LookAsync(context => context.Set<LocalNameRow>().AsNoTracking().Where(row => row.Subject.StartsWith("tag:")).Select(row => new { row.Name, row.Subject }).ToListAsync(cancel), cancel);
        var ids = new List<string>();
        foreach (string name in names)
        {
            if (there.Find(row => string.Equals(row.Name, name, StringComparison.InvariantCultureIgnoreCase)) is { } found)
            {
                ids.Add(PublicId.Text(Subject.IdOf(found.Subject)));
                continue;
            }
            var added = await new AddTag([new NewName(edition, name)]).RunAsync(desk, actor, cancel);
            if (added.Refusal is { } refusal) return ([], refusal);
            ids.Add(added.Value.Result);
        }
        return (ids, null);
    }
}
