using Microsoft.EntityFrameworkCore;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.House;

/// <summary>Says how much of a story the newspaper's feeds tell.</summary>
/// <param name="Whole">All of it; else its headline and its summary, so that whoever wants more comes to read it.</param>
public sealed record SetFeeds(bool Whole)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            if (await context.Set<HouseRow>().FirstOrDefaultAsync(cancel) is not { } house) return HouseRow.Missing;
            house.FeedsAreWhole = Whole;
            return (new EntryDraft("FeedsSet", [Subject.House], new { whole = Whole }), true);
        }, cancel);
}
