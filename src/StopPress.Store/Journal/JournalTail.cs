using Microsoft.Extensions.Logging;
using Npgsql;
using StopPress.Store.Database;

namespace StopPress.Store.Journal;

/// <summary>A follower in step: called with each entry in order, on every node, before the act that wrote it is answered.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Follow">Takes one entry. It must be quick, and harmless when an entry comes twice.</param>
/// <param name="GiveUp">Called when <paramref name="Follow"/> throws: drop everything that could be stale.</param>
public sealed record FollowerInStep(string Name, Func<JournalEntry, ValueTask> Follow, Action<Exception> GiveUp);

/// <summary>
/// The end of the journal as this node knows it. It hands every entry to the followers in step, in order, whether this
/// node wrote it or another one did.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="log">Where faults are told.</param>
/// <param name="clock">What time it is; null is the machine's.</param>
public sealed class JournalTail(HouseDatabase database, ILogger<JournalTail> log, TimeProvider? clock = null) : IAsyncDisposable
{
    // NOTIFY only nudges; this poll is the truth (design: 250 ms or less).
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    private const int Batch = 500;

    // A look takes a millisecond, on a machine that is overrun a second. What has not answered after eight such times is away; once away, one
    // is enough to stay so.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private const int Times = 8;

    private readonly Trouble reading = new(log, clock ?? TimeProvider.System);
    private readonly Trouble acting = new(log, clock ?? TimeProvider.System);
    private readonly Trouble listening = new(log, clock ?? TimeProvider.System);
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly List<FollowerInStep> followers = [];
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim nudge = new(0);
    private Task polling = Task.CompletedTask;
    private long position;

    /// <summary>This node's name among those who read the same journal.</summary>
    public string Node { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Whether this node knows the journal's end well enough to send what it keeps.</summary>
    public Currency Currency { get; } = new(clock ?? TimeProvider.System);

    /// <summary>The last entry that every follower in step has taken.</summary>
    public long Position => Volatile.Read(ref position);

    /// <summary>Adds a follower; before <see cref="StartAsync"/>.</summary>
    public void Follow(FollowerInStep follower) => followers.Add(follower);

    /// <summary>Notes where the journal ends now, and begins to watch for what other nodes write.</summary>
    public async Task StartAsync(CancellationToken cancel = default)
    {
        var connection = await database.RentAsync(cancel);
        try
        {
            position = await NewsJournal.PositionAsync(connection, null);
        }
        finally
        {
            await database.Return(connection);
        }
        polling = Task.WhenAll(PollAsync(), database.Kind == DatabaseKind.Postgres ? ListenAsync() : Task.CompletedTask);
    }

    /// <summary>An act could not be kept, for what broke beneath the house: the log is told.</summary>
    internal void ActBroke(Exception fault) => acting.Meet(fault, "Acts are refused.");

    /// <summary>An act was kept.</summary>
    internal void ActKept() => acting.End("Acts are kept again.");

    /// <summary>Returns when the followers in step have taken this entry, and so every one before it.</summary>
    public async ValueTask SettleAsync(JournalEntry entry)
    {
        if (Position >= entry.Sequence) return;
        await turn.WaitAsync();
        try
        {
            if (position + 1 == entry.Sequence) await HandOn(entry);
            else if (position < entry.Sequence) await ReadOn(entry.Sequence);
        }
        catch (Exception fault) when (Breakdown.RefusalOf(fault) is not null)
        {
            // The act is kept, but what others wrote before it cannot be read: nobody may be shown what was true before it.
            reading.Meet(fault, "The journal cannot be read; every page is dropped.");
            foreach (var follower in followers) follower.GiveUp(fault);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Returns when this node knows the journal's end, or the database is given up for the time being.</summary>
    public async ValueTask SureAsync(CancellationToken cancel = default)
    {
        if (Currency.IsSure) return;
        nudge.Release();
        await Currency.SureAsync(cancel);
    }

    /// <summary>Reads on until the followers have taken at least the given entry.</summary>
    public async ValueTask CatchUpAsync(long sequence)
    {
        if (Position >= sequence) return;
        await turn.WaitAsync();
        try
        {
            await ReadOn(sequence);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Stops watching.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await polling;
        stop.Dispose();
    }

    // A connection that broke while it lay idle says nothing about the database: it is replaced.
    private Task ReadOn(long until) => database.OnSoundConnectionAsync(() => TryReadOn(until));

    private async Task<bool> TryReadOn(long until)
    {
        var connection = await database.RentAsync();
        try
        {
            while (position < until)
            {
                var entries = await NewsJournal.ReadAsync(connection, position, Batch);
                if (entries.Count == 0) break;
                foreach (var entry in entries) await HandOn(entry);
            }
            return position >= until;
        }
        finally
        {
            await database.Return(connection);
        }
    }

    private async ValueTask HandOn(JournalEntry entry)
    {
        foreach (var follower in followers)
        {
            try
            {
                await follower.Follow(entry);
            }
            catch (Exception fault)
            {
                // A follower in step may not stop the house, nor be left with something stale: it drops all that it has.
                log.LogError(fault, "{Follower} could not follow entry {Sequence} and starts again from nothing.", follower.Name, entry.Sequence);
                follower.GiveUp(fault);
            }
        }
        Volatile.Write(ref position, entry.Sequence);
    }

    private async Task PollAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (Currency.IsSure) await nudge.WaitAsync(Poll, stop.Token);
                await LookAsync();
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task LookAsync()
    {
        var began = Currency.Now;
        var look = CatchUpAsync(long.MaxValue).AsTask();
        for (var waited = 1; ; waited++)
        {
            var asked = Currency.Now;
            try
            {
                await look.WaitAsync(Patience, stop.Token);
                Currency.Knew(began);
                reading.End("The journal can be read again.");
                return;
            }
            catch (TimeoutException) when (!look.IsCompleted)
            {
                // Time that this process slept through is not time that the database took.
                if (Currency.Since(asked) > Currency.Holds) waited = 0;
                else if (waited >= Times || Currency.IsAway) Currency.GaveUp();
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                reading.Meet(fault, "The journal cannot be read just now; the newspaper serves what it has.");
                if (Currency.Since(asked) > Currency.Holds) return;
                Currency.GaveUp();
                return;
            }
        }
    }

    private async Task ListenAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = (NpgsqlConnection)await database.RentAsync(stop.Token);
                connection.Notification += (_, heard) =>
                {
                    // What this node wrote it settles itself; reading it again would only hold that up.
                    if (heard.Payload != Node) nudge.Release();
                };
                await connection.ExecuteAsync(null, "LISTEN journal");
                listening.End("The database nudges again.");
                while (true) await connection.WaitAsync(stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                listening.Meet(fault, "The database does not nudge just now; the poll goes on.");
                await Task.Delay(Poll);
            }
        }
    }
}
