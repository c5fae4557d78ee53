using Microsoft.Extensions.Logging;
using StopPress.Store.Database;

namespace StopPress.Store.Journal;

/// <summary>
/// A follower behind, such as mail: takes each entry once after it is written, keeps its place in the database, and
/// parks an entry that fails, with the reason, so that one bad entry stops nobody else.
/// </summary>
/// <param name="name">The follower's name; its cursor is kept under it.</param>
/// <param name="deliver">Delivers one entry; when it returns, the entry counts as delivered. It may be called again after a crash.</param>
/// <param name="database">The database.</param>
/// <param name="clock">What time it is.</param>
/// <param name="log">Where failures are told.</param>
public sealed class FollowerBehind(
    string name, Func<JournalEntry, CancellationToken, Task> deliver, HouseDatabase database, TimeProvider clock, ILogger log)
{
    private const int Batch = 100;

    /// <summary>Delivers all that is waiting; returns how many entries it went through.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancel = default)
    {
        var seen = 0;
        var connection = await database.RentAsync(cancel);
        try
        {
            var cursor = (long)(await connection.ScalarAsync(null, "SELECT sequence FROM cursors WHERE follower = @name", ("name", name)) ?? 0L);
            while (true)
            {
                var entries = await NewsJournal.ReadAsync(connection, cursor, Batch);
                if (entries.Count == 0) return seen;
                foreach (var entry in entries)
                {
                    string? fault = await TryDeliver(entry, cancel);
                    await Advance(entry.Sequence, fault, cancel);
                    cursor = entry.Sequence;
                    seen++;
                }
            }
        }
        finally
        {
            await database.Return(connection);
        }
    }

    /// <summary>Tries the parked entries again; returns how many are still parked.</summary>
    public async Task<int> RetryParkedAsync(CancellationToken cancel = default)
    {
        var connection = await database.RentAsync(cancel);
        try
        {
            var parked = await connection.ListAsync(
                null, "SELECT sequence FROM parked WHERE follower = @name ORDER BY sequence", row => row.GetInt64(0), ("name", name));
            var left = 0;
            foreach (long sequence in parked)
            {
                var entry = (await NewsJournal.ReadAsync(connection, sequence - 1, 1))[0];
                if (await TryDeliver(entry, cancel) is not null) left++;
                else await Unpark(sequence, cancel);
            }
            return left;
        }
        finally
        {
            await database.Return(connection);
        }
    }

    private async Task<string?> TryDeliver(JournalEntry entry, CancellationToken cancel)
    {
        try
        {
            await deliver(entry, cancel);
            return null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            log.LogWarning(fault, "{Follower} could not deliver entry {Sequence}; it is parked.", name, entry.Sequence);
            return fault.Message;
        }
    }

    private async Task Advance(long sequence, string? fault, CancellationToken cancel)
    {
        using var turn = await database.EnterWriterAsync(cancel);
        var connection = await database.RentAsync(cancel);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await connection.ExecuteAsync(
                transaction,
                "INSERT INTO cursors (follower, sequence) VALUES (@name, @sequence) ON CONFLICT (follower) DO UPDATE SET sequence = excluded.sequence",
                ("name", name), ("sequence", sequence));
            if (fault is not null)
            {
                await connection.ExecuteAsync(
                    transaction,
                    "INSERT INTO parked (follower, sequence, reason, at) VALUES (@name, @sequence, @reason, @at) ON CONFLICT (follower, sequence) DO UPDATE SET reason = excluded.reason",
                    ("name", name), ("sequence", sequence), ("reason", fault), ("at", Instant.Now(clock).Microseconds));
            }
            await transaction.CommitAsync(CancellationToken.None);
        }
        finally
        {
            await database.Return(connection);
        }
    }

    private async Task Unpark(long sequence, CancellationToken cancel)
    {
        using var turn = await database.EnterWriterAsync(cancel);
        var connection = await database.RentAsync(cancel);
        try
        {
            await connection.ExecuteAsync(
                null, "DELETE FROM parked WHERE follower = @name AND sequence = @sequence", ("name", name), ("sequence", sequence));
        }
        finally
        {
            await database.Return(connection);
        }
    }
}
