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
    private const string FiredAlready = "fired-already";

    // Long enough that a busy node keeps the lease, short enough that another one takes over within seconds.
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestNap = TimeSpan.FromMilliseconds(5);

    // A fault that passes costs a second; one that stays is tried again every five minutes, until it is mended.
    private static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(5);
    private readonly Dictionary<long, Rest> resting = [];
    private readonly SemaphoreSlim looking = new(1, 1);
    private readonly Lease lease = new(database, clock, LeaseName, LeaseTime);
    private readonly Dictionary<string, DeadlineAct> acts = [];
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim nudge = new(0);
    private Task watching = Task.CompletedTask;
    private Instant lookedUntil;
    private TimeSpan nextTry = LongestNap;
    private bool toldStopped;
    private readonly Trouble trouble = new(log, clock);

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

    /// <summary>Sets the one deadline of a kind about a subject in place of an earlier one; null takes it back.</summary>
    public async Task MoveAsync(HouseContext context, Instant? dueAt, string kind, string subject)
    {
        await CancelAsync(context, kind, subject);
        if (dueAt is { } at) Set(context, at, kind, subject);
    }

    /// <summary>Begins to watch.</summary>
    public void Start() => watching = Task.Run(WatchAsync);

    /// <summary>Fires everything that is due; returns how many fired.</summary>
    public async Task<int> FireDueAsync(CancellationToken cancel = default)
    {
        if (Stopped is { } refusal)
        {
            if (!toldStopped) log.LogWarning("{Message} {Help}", refusal.Message, refusal.Help);
            toldStopped = true;
            return 0;
        }
        toldStopped = false;
        await looking.WaitAsync(cancel);
        try
        {
            return await LookThrough(cancel);
        }
        finally
        {
            looking.Release();
        }
    }

    /// <summary>Stops watching, and leaves the lease to whoever comes next.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested) return;
        await stop.CancelAsync();
        await watching;
        stop.Dispose();
        await lease.LeaveAsync(log);
    }

    private async Task<int> LookThrough(CancellationToken cancel)
    {
        var fired = 0;
        var seen = new HashSet<long>();
        lookedUntil = Instant.Now(clock);
        // The clock may have been set since it was last trusted; by what it says now nothing falls due.
        if (Stopped is not null) return 0;
        var after = new DueRow(long.MinValue, 0);
        while (await NextDue(after, cancel) is { } due)
        {
            after = due;
            seen.Add(due.Id);
            if (resting.TryGetValue(due.Id, out var rest) && clock.GetElapsedTime(rest.Since) < rest.For) continue;
            if (!await lease.HoldAsync(cancel))
            {
                // Another node looks after them now.
                seen.Clear();
                break;
            }
            if (await FireOrRest(due.Id, cancel)) fired++;
        }
        foreach (long gone in resting.Keys.Except(seen).ToList()) resting.Remove(gone);
        nextTry = resting.Count == 0 ? LongestNap : resting.Values.Min(rest => rest.For - clock.GetElapsedTime(rest.Since));
        return fired;
    }

    // A deadline whose act breaks is kept and tried again later; the others do not wait for it.
    private async Task<bool> FireOrRest(long id, CancellationToken cancel)
    {
        try
        {
            bool fired = await Fire(id, cancel);
            resting.Remove(id);
            return fired;
        }
        catch (Exception fault) when (fault is not StandstillException && !cancel.IsCancellationRequested)
        {
            var wait = resting.TryGetValue(id, out var before) ? before.For * 2 : FirstRest;
            if (wait > LongestRest) wait = LongestRest;
            resting[id] = new Rest(clock.GetTimestamp(), wait);
            log.LogError(fault, "The deadline {Deadline} broke; it is kept, and tried again in {Seconds} seconds.", PublicId.Text(id), wait.TotalSeconds);
            return false;
        }
    }

    private async Task<bool> Fire(long id, CancellationToken cancel)
    {
        var outcome = await journal.WriteAsync<bool>(Actor, async context =>
        {
            var deadline = await context.Set<DeadlineRow>().SingleOrDefaultAsync(row => row.Id == id, cancel);
            if (deadline is null || await context.Set<DeadlineRow>().Where(row => row.Id == id).ExecuteDeleteAsync(cancel) == 0)
            {
                return new Refusal(FiredAlready, "Another node fired this deadline.");
            }
            context.Entry(deadline).State = EntityState.Detached;
            if (!acts.TryGetValue(deadline.Kind, out var act)) throw new InvalidOperationException($"No act for deadlines of kind {deadline.Kind}.");
            var drafted = await act(context, deadline);
            if (drafted.Refusal is not { } why) return (drafted.Value, true);
            context.ChangeTracker.Clear();
            return (new EntryDraft("DeadlineFailed", [], new { deadline.Kind, deadline.Subject, deadline.DueAt.Microseconds, why.Code, why.Message }), true);
        }, cancel);
        if (outcome.Refusal is { } no)
        {
            if (no.Code == FiredAlready) return false;
            // The disk or the database: it hits every other deadline as well, and passes without anybody touching this one.
            throw new StandstillException(no);
        }
        if (outcome.Value.Entry.Kind == "DeadlineFailed") log.LogWarning("A deadline failed: {Payload}", outcome.Value.Entry.Payload);
        return true;
    }

    private async Task<DueRow?> NextDue(DueRow after, CancellationToken cancel)
    {
        var connection = await database.RentAsync(cancel);
        try
        {
            var rows = await connection.ListAsync(
                null,
                """
                SELECT due_at, id FROM deadlines WHERE due_at <= @now AND (due_at > @at OR (due_at = @at AND id > @id))
                ORDER BY due_at, id LIMIT 1
                """,
                row => new DueRow(row.GetInt64(0), row.GetInt64(1)),
                ("now", lookedUntil.Microseconds), ("at", after.DueAt), ("id", after.Id));
            return rows.Count == 0 ? null : rows[0];
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
                trouble.End("Deadlines go on.");
                await nudge.WaitAsync(await Nap(), stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                trouble.Meet(fault, "Deadlines wait; each is kept, and happens when this is over.");
                await Task.Delay(LongestNap);
            }
        }
    }

    // Until the next hour in the table, or until one that rests is tried again.
    private async Task<TimeSpan> Nap()
    {
        var connection = await database.RentAsync(stop.Token);
        try
        {
            var wait = LongestNap;
            if (await connection.ScalarAsync(null, "SELECT MIN(due_at) FROM deadlines WHERE due_at > @looked", ("looked", lookedUntil.Microseconds)) is long due)
            {
                wait = Shorter(wait, new Instant(due).ToDateTimeOffset() - clock.GetUtcNow());
            }
            wait = Shorter(wait, nextTry);
            return wait < ShortestNap ? ShortestNap : wait;
        }
        finally
        {
            await database.Return(connection);
        }
    }

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private readonly record struct DueRow(long DueAt, long Id);

    private readonly record struct Rest(long Since, TimeSpan For);

    private sealed class StandstillException(Refusal refusal) : IOException($"{refusal.Code}: {refusal.Message}");
}
