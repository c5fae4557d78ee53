using System.Data.Common;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Settings;

namespace StopPress.Commands;

/// <summary>What the doctor looks at in the database. It reads only, and makes none where none is.</summary>
internal static class DatabaseChecks
{
    private static readonly Finding None = new(true, "there is no database yet.", "\"stoppress serve\" makes it.");
    private static readonly Finding NothingToCompare = new(true, "the journal is empty; the clock cannot be compared.");

    /// <summary>Whether the database answers and this release knows its schema.</summary>
    public static Task<Finding> Schema(MachineSettings settings, CancellationToken cancel) => Look(settings, None, async database =>
    {
        var schema = await new Migrator(database, typeof(Newspaper).Assembly, TimeProvider.System).InspectAsync(cancel);
        return schema.Present > schema.Known
            ? new Finding(false, $"the database has schema {schema.Present}, this release knows {schema.Known}.", "Start the newer release, or restore a backup from before the upgrade.")
            : schema.Present < schema.Known
                ? new Finding(true, $"the database has schema {schema.Present} of {schema.Known}.", "The next start brings it up.")
                : new Finding(true, $"the database answers and has schema {schema.Present}.");
    });

    /// <summary>Whether the clock agrees with the journal.</summary>
    public static Task<Finding> Clock(MachineSettings settings, CancellationToken cancel) => Look(settings, NothingToCompare, async database =>
    {
        var schema = await new Migrator(database, typeof(Newspaper).Assembly, TimeProvider.System).InspectAsync(cancel);
        if (schema.Present == 0) return NothingToCompare;
        long? last = await database.ReadAsync(
            async (connection, snapshot) => (long?)await connection.ScalarAsync(snapshot, "SELECT MAX(at) FROM journal"), cancel);
        if (last is null) return NothingToCompare;
        var behind = new Instant(last.Value).ToDateTimeOffset() - TimeProvider.System.GetUtcNow();
        return behind > ClockWatch.Tolerance
            ? new Finding(false, $"the clock is {behind.TotalMinutes:0} minutes behind the last entry of the journal.", "Set the machine's clock; until then nothing scheduled is published.")
            : new Finding(true, $"the clock is right as far as the journal knows (last entry {new Instant(last.Value)}).");
    });

    /// <summary>Looks at a database, where there is one and it answers.</summary>
    internal static async Task<Finding> Look(MachineSettings settings, Finding absent, Func<HouseDatabase, Task<Finding>> look)
    {
        if (settings.Database.Length == 0 && !File.Exists(settings.NewsroomFile))
        {
            return absent;
        }
        await using var database = OpenHouse.DatabaseOf(settings);
        try
        {
            return await look(database);
        }
        catch (Exception fault) when (fault is DbException or IOException or System.Net.Sockets.SocketException or TimeoutException)
        {
            return new Finding(false, $"the database does not answer ({fault.Message}).", "Check that it runs, and the setting \"database\" (stoppress config).");
        }
    }
}
