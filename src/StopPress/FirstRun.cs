using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;

namespace StopPress;

/// <summary>Gives a newspaper that has nothing yet a name and a first edition, so that it opens with an empty front instead of an error.</summary>
internal static class FirstRun
{
    /// <summary>Sets it up, unless there is an edition already.</summary>
    public static async Task SetUpAsync(NewsDesk desk, CancellationToken cancel)
    {
        if (await IsOpenAsync(desk, cancel)) return;
        var named = await new SetUpHouse("Our newspaper").RunAsync(desk, DeadlineClerk.Actor, cancel);
        var opened = await new OpenEdition("en", "", "en-GB", "Our newspaper", "", "English", Zone()).RunAsync(desk, DeadlineClerk.Actor, cancel);
        // Two nodes that start together on one new database may both come here: what the second is refused, the first has done.
        if ((named.Refusal ?? opened.Refusal) is { } refusal && !await IsOpenAsync(desk, cancel)) throw new IOException($"{refusal.Message} {refusal.Help}");
    }

    private static Task<bool> IsOpenAsync(NewsDesk desk, CancellationToken cancel) => desk.Database.ReadAsync(
        async (connection, snapshot) => await connection.ScalarAsync(snapshot, "SELECT id FROM editions LIMIT 1") is not null, cancel);

    private static string Zone() => TimeZoneInfo.Local.HasIanaId ? TimeZoneInfo.Local.Id : "Etc/UTC";
}
