using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.ApiKeys;

/// <summary>Says whom the read API answers, and how often.</summary>
/// <param name="Access">Whom.</param>
/// <param name="PerMinute">How many requests a minute somebody without a key may make.</param>
public sealed record SetApiAccess(ApiAccess Access, int PerMinute = ApiDoor.UsualPerMinute)
{
    /// <summary>Does it.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        if (!Enum.IsDefined(Access)) checks.Refuse("unknown-access", $"The read API cannot answer {Access}.", "It answers everybody, whoever has a key, or nobody.");
        Check(checks, PerMinute);
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            if (await context.Set<HouseRow>().FirstOrDefaultAsync(cancel) is not { } house) return HouseRow.Missing;
            (house.ApiAccess, house.ApiPerMinute) = (Access, PerMinute);
            return (new EntryDraft("ApiAccessSet", [Subject.Api], new { access = Access.ToString(), PerMinute }), true);
        }, cancel);
    }

    internal static void Check(Checks checks, int perMinute)
    {
        if (perMinute is < 1 or > ApiDoor.MostPerMinute) checks.Refuse("wrong-limit", $"{perMinute} requests a minute are too few or too many.", $"Write a number from 1 to {ApiDoor.MostPerMinute}.", perMinute, ApiDoor.MostPerMinute);
    }
}
