using System.Data.Common;
using Microsoft.Extensions.Logging;
using StopPress.Store.Database;

namespace StopPress.Store.Deadlines;

/// <summary>What one node of the newspaper does for all: whoever holds the lease does it, and another one takes over when that node is gone.</summary>
/// <param name="database">The house.</param>
/// <param name="clock">What time it is.</param>
/// <param name="name">What it is for.</param>
/// <param name="lasts">For how long it is held without being asked for again.</param>
public sealed class Lease(HouseDatabase database, TimeProvider clock, string name, TimeSpan lasts)
{
    private readonly string holder = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <summary>Takes the lease, or holds it for longer; false when another node has it.</summary>
    public async Task<bool> HoldAsync(CancellationToken cancel = default)
    {
        using var turn = await database.EnterWriterAsync(cancel);
        var connection = await database.RentAsync(cancel);
        try
        {
            var now = Instant.Now(clock);
            return await connection.ExecuteAsync(
                null,
                """
                INSERT INTO leases (name, holder, until) VALUES (@name, @holder, @until)
                ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
                WHERE leases.holder = @holder OR leases.until < @now OR @alone
                """,
                // One process has an SQLite folder (its lock): whoever held the lease before is gone.
                ("name", name), ("holder", holder), ("until", now.Plus(lasts).Microseconds), ("now", now.Microseconds), ("alone", database.Kind == DatabaseKind.Sqlite)) == 1;
        }
        finally
        {
            await database.Return(connection);
        }
    }

    /// <summary>Leaves it to whoever comes next; while the database does not answer it runs out by itself.</summary>
    public async Task LeaveAsync(ILogger log)
    {
        try
        {
            await LeaveAsync();
        }
        catch (Exception fault) when (fault is DbException or IOException)
        {
            log.LogWarning(fault, "The lease of the {Name} is left to run out: the database does not answer.", name);
        }
    }

    private async Task LeaveAsync()
    {
        using var turn = await database.EnterWriterAsync();
        var connection = await database.RentAsync();
        try
        {
            await connection.ExecuteAsync(null, "DELETE FROM leases WHERE name = @name AND holder = @holder", ("name", name), ("holder", holder));
        }
        finally
        {
            await database.Return(connection);
        }
    }
}
