using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Store.Deadlines;

/// <summary>What happens when a deadline of one kind falls due: the act's rows and entry, or a refusal.</summary>
public delegate Task<Outcome<EntryDraft>> DeadlineAct(HouseContext context, DeadlineRow deadline);

/// <summary>
/// Watches the table of deadlines. When one is due, the node that holds the lease writes its entry, in one transaction
/// with the deadline's end; so each fires once, and none is missed while every node was down.
/// </summary>
public sealed class DeadlineClerk(
    HouseDatabase database, NewsJournal journal, ClockWatch watch, TimeProvider clock, ILogger<DeadlineClerk> log) : IAsyncDisposable
{
    /// <summary>The actor of entries that the clerk writes.</summary>
    public const string Actor = "clock";

    private const string LeaseName = "deadlines";

    // Long enough that a busy node keeps the lease, short enough that another one takes over within seconds.
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(1);
    private readonly string holder = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";
    private readonly Dictionary<string, DeadlineAct> acts = [];
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim nudge = new(0);
    private Task watching = Task.CompletedTask;

    /// <summary>Why deadlines stand still just now, or null when they run.</summary>
    public Refusal? Stopped => watch.Jump is not { } jump ? null : new Refusal(
        "clock-jumped",
        $"The clock jumped by {jump.Duration().TotalMinutes:0} minutes {(jump > TimeSpan.Zero ? "forward" : "back")}; nothing scheduled is published until the time is confirmed.",
        "Check the machine's clock, then confirm it with the act ConfirmClock.");

    /// <summary>Says what a kind of deadline does; before <see cref="Start"/>.</summary>
    public void On(string kind, DeadlineAct act) => acts.Add(kind, act);

    /// <summary>Adds a deadline, in the transaction of the act that wants it.</summary>
    public void Set(HouseContext context, Instant dueAt, string kind, string subject, string payload = "{}")
    {
        context.Add(new DeadlineRow { Id = PublicId.Next(clock), DueAt = dueAt, Kind = kind, Subject = subject, Payload = payload });
        nudge.Release();
    }

    /// <summary>Takes back the deadlines of a kind about a subject.</summary>
    public static Task<int> CancelAsync(HouseContext context, string kind, string subject) =>
        context.Set<DeadlineRow>().Where(row => row.Kind == kind && row.Subject == subject).ExecuteDeleteAsync();

    /// <summary>Begins to watch.</summary>
    public void Start() => watching = Task.Run(WatchAsync);

    /// <summary>Fires everything that is due; returns how many fired.</summary>
    public async Task<int> FireDueAsync(CancellationToken cancel = default)
    {
        if (Stopped is { } refusal)
        {
            log.LogWarning("{Message}", refusal.Message);
            return 0;
        }
        var fired = 0;
        while (await NextDue(cancel) is { } id)
        {
            if (!await HoldLease(cancel)) return fired;
            if (await Fire(id, cancel)) fired++;
        }
        return fired;
    }

    /// <summary>Stops watching.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await watching;
        stop.Dispose();
    }

    private async Task<bool> Fire(long id, CancellationToken cancel)
    {
        var outcome = await journal.WriteAsync<bool>(Actor, async context =>
        {
            var deadline = await context.Set<DeadlineRow>().SingleOrDefaultAsync(row => row.Id == id, cancel);
            if (deadline is null || await context.Set<DeadlineRow>().Where(row => row.Id == id).ExecuteDeleteAsync(cancel) == 0)
            {
                return new Refusal("fired-already", "Another node fired this deadline.");
            }
            context.Entry(deadline).State = EntityState.Detached;
            if (!acts.TryGetValue(deadline.Kind, out var act)) throw new InvalidOperationException($"No act for deadlines of kind {deadline.Kind}.");
            var drafted = await act(context, deadline);
            if (drafted.Refusal is not { } why) return (drafted.Value, true);
            context.ChangeTracker.Clear();
            return (new EntryDraft("DeadlineFailed", [], new { deadline.Kind, deadline.Subject, deadline.DueAt.Microseconds, why.Code, why.Message }), true);
        }, cancel);
        if (outcome.Refusal is not null) return false;
        if (outcome.Value.Entry.Kind == "DeadlineFailed") log.LogWarning("A deadline failed: {Payload}", outcome.Value.Entry.Payload);
        return true;
    }

    private async Task<long?> NextDue(CancellationToken cancel)
    {
        var connection = await database.RentAsync(cancel);
        try
        {
            return (long?)await connection.ScalarAsync(
                null, "SELECT id FROM deadlines WHERE due_at <= @now ORDER BY due_at, id LIMIT 1", ("now", Instant.Now(clock).Microseconds));
        }
        finally
        {
            await database.Return(connection);
        }
    }

    private async Task<bool> HoldLease(CancellationToken cancel)
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
                WHERE leases.holder = @holder OR leases.until < @now
                """,
                ("name", LeaseName), ("holder", holder), ("until", now.Plus(LeaseTime).Microseconds), ("now", now.Microseconds)) == 1;
        }
        finally
        {
            await database.Return(connection);
        }
    }

    private async Task WatchAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await FireDueAsync(stop.Token);
                await nudge.WaitAsync(await Nap(), stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception fault) when (fault is System.Data.Common.DbException or IOException)
            {
                log.LogWarning(fault, "Deadlines wait: the database does not answer.");
                await Task.Delay(LongestNap);
            }
        }
    }

    private async Task<TimeSpan> Nap()
    {
        var connection = await database.RentAsync(stop.Token);
        try
        {
            if (await connection.ScalarAsync(null, "SELECT MIN(due_at) FROM deadlines") is not long due) return LongestNap;
            var left = new Instant(due).ToDateTimeOffset() - clock.GetUtcNow();
            return left > LongestNap ? LongestNap : left < TimeSpan.FromMilliseconds(5) ? TimeSpan.FromMilliseconds(5) : left;
        }
        finally
        {
            await database.Return(connection);
        }
    }
}
