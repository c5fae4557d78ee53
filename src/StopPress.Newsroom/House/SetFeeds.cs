using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Webhooks;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.House;

/// <summary>Says how much of a story the newspaper's feeds tell, and which hub is told when they change.</summary>
/// <param name="Whole">All of it; else its headline and its summary, so that whoever wants more comes to read it.</param>
/// <param name="Hub">The hub's address, with https; empty for none. Null leaves it as it is.</param>
public sealed record SetFeeds(bool Whole, string? Hub = null)
{
    /// <summary>Does it.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        string hub = checks.Line("address", Hub, WebhookWords.MostInAddress);
        if (hub.Length > 0 && checks.Fault is null) hub = WebhookWords.ReadAddress(desk, checks, hub);
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            if (await context.Set<HouseRow>().FirstOrDefaultAsync(cancel) is not { } house) return HouseRow.Missing;
            house.FeedsAreWhole = Whole;
            if (Hub is not null && house.Hub != hub)
            {
                house.Hub = hub;
                await HubDesk.BeginAsync(desk, context, hub.Length > 0, cancel);
            }
            return (new EntryDraft("FeedsSet", [Subject.House], new { whole = Whole, house.Hub }), true);
        }, cancel);
    }
}
