using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Editions;

/// <summary>Puts the editions into the order in which readers are offered them. Readers of other languages are sent to the first.</summary>
/// <param name="Editions">The languages of the editions in their order; those that are left out follow.</param>
public sealed record OrderEditions(IReadOnlyList<string> Editions)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var open = await context.Set<EditionRow>().OrderBy(row => row.Position).ThenBy(row => row.Id).ToListAsync(cancel);
            if (Editions.FirstOrDefault(language => open.TrueForAll(row => row.Language != language)) is { } unknown) return (await context.FindEditionAsync(unknown)).Refusal!;
            if (Editions.Distinct().Count() < Editions.Count) return new Refusal("said-twice", "An edition is named twice.", "Name each once.");
            // Those that are not named follow in the order that they had.
            EditionRow[] ordered = [.. Editions.Select(language => open.Find(row => row.Language == language)!), .. open.Where(row => !Editions.Contains(row.Language))];
            for (var place = 0; place < ordered.Length; place++) ordered[place].Position = place;
            return (new EntryDraft("EditionsOrdered", [Subject.Editions], new { Editions }), true);
        }, cancel);
}
