using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Sections;

/// <summary>Opens a section.</summary>
/// <param name="Parent">The section that it is part of, or null.</param>
/// <param name="InMenu">Whether it stands in the menu and has a block on the front.</param>
/// <param name="Names">What it is called in each edition that has it.</param>
public sealed record OpenSection(string? Parent, bool InMenu, IReadOnlyList<NewName> Names)
{
    // A menu three deep is already more than a phone can show.
    internal const int Deepest = 5;

    internal static Refusal TooDeep => new("too-deep", $"Sections can stand {Deepest} deep in one another, no more.");

    /// <summary>Does it; the result is the section's public id.</summary>
    public async Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        long? parent = Parent is null ? null : checks.Id("section", Parent);
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<string>(actor, async context =>
        {
            var all = await context.Set<SectionRow>().ToDictionaryAsync(row => row.Id, cancel);
            if (parent is { } above && !all.ContainsKey(above)) return new Refusal("unknown-section", $"There is no section with the id \"{Parent}\".");
            if (parent is { } over && all.IsClosed(over)) return SectionTrees.Closed;
            var depth = 1;
            for (var at = parent; at is { } one; at = all[one].ParentId) depth++;
            if (depth > Deepest) return TooDeep;
            var section = new SectionRow { Id = PublicId.Next(desk.Clock), ParentId = parent, Position = all.Values.Count(row => row.ParentId == parent), InMenu = InMenu };
            if (await AddAsync(context, section, Names, cancel) is { } refusal) return refusal;
            string id = PublicId.Text(section.Id);
            return (new EntryDraft("SectionOpened", [Subject.Sections], new { section = id, Names[0].Name }), id);
        }, cancel);
    }

    /// <summary>Adds a section with its names, in the transaction of an act.</summary>
    internal static Task<Refusal?> AddAsync(HouseContext context, SectionRow section, IReadOnlyList<NewName>? names, CancellationToken cancel)
    {
        context.Add(section);
        return Places.NameAsync(context, Subject.Section(section.Id), names, cancel);
    }
}
