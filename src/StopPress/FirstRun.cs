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
        bool open = await desk.Database.ReadAsync(async (connection, snapshot) => await connection.ScalarAsync(snapshot, "SELECT id FROM editions LIMIT 1") is not null, cancel);
        if (open) return;
        // Two nodes that start together on one new database may both come here: what the second is refused, the first has done.
        await new SetUpHouse("Our newspaper").RunAsync(desk, DeadlineClerk.Actor, cancel);
        await new OpenEdition("en", "", "en-GB", "Our newspaper", "", "English", Zone()).RunAsync(desk, DeadlineClerk.Actor, cancel);
    }

    private static string Zone() => TimeZoneInfo.Local.HasIanaId ? TimeZoneInfo.Local.Id : "Etc/UTC";
}
