using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using StopPress.Store.Database;

namespace StopPress.Store.Counts;

/// <summary>
/// Takes readers' steps and writes them in the ledger together, several times a second, so that counting slows no page. Whoever is told that a step is counted, has it kept.
/// </summary>
/// <param name="ledger">Where counts are kept.</param>
/// <param name="worries">Where it is said that nothing can be counted.</param>
/// <param name="log">Where faults are told.</param>
/// <param name="clock">The clock of the house, by which a day ends.</param>
public sealed class CountBook(CountLedger ledger, Worries worries, ILogger<CountBook> log, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>The code under which an owner hears that nothing can be counted.</summary>
    public const string AwayCode = "counts-away";

    // A transaction of 200 takes less than the 20 ms that one may take. More than so many that wait, some 400 kB, are a flood.
    private const int Batch = 200, MostWaiting = 5000;

    // What nobody waits for leaves room, and time, to those who do: so much is written within a second and a half.
    private const int MostNoted = 1200;

    // Between two batches, so that the disk is asked four times a second at most, however many come.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    // A reader who waits longer has been told by the browser that something is wrong.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    private readonly Channel<Waiting> waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly List<Waiting> again = [];
    private readonly CancellationTokenSource stop = new();
    private readonly Trouble trouble = new(log, clock);
    private Task working = Task.CompletedTask;
    private volatile bool isOpen;
    private long forgottenAt;

    /// <summary>Opens the ledger, and begins to write. A ledger that cannot be opened stops nothing else.</summary>
    public async Task StartAsync()
    {
        await TurnDayAsync();
        working = Task.WhenAll(Task.Run(WorkAsync), Task.Run(GoRoundAsync));
    }

    /// <summary>Takes a step, and answers when it is kept; null when too many wait, or nothing can be kept just now.</summary>
    public async Task<CountAnswer?> KeepAsync(CountMove move, CancellationToken cancel)
    {
        var answer = new TaskCompletionSource<CountAnswer?>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!waiting.Writer.TryWrite(new Waiting(move, answer))) return null;
        try
        {
            return await answer.Task.WaitAsync(Patience, cancel);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Takes a step for which nobody waits: it is kept within a second, or lost when the newspaper is killed before.</summary>
    public void Note(CountMove move)
    {
        if (TakesNotes) waiting.Writer.TryWrite(new Waiting(move, null));
    }

    /// <summary>Whether a step would be kept for which nobody waits; not when too many wait already.</summary>
    public bool TakesNotes => isOpen && waiting.Reader.Count < MostNoted;

    /// <summary>The hour that it is, as what is counted by the hour names it.</summary>
    public long Hour => Instant.Now(clock).Microseconds / (TimeSpan.TicksPerHour / TimeSpan.TicksPerMicrosecond);

    /// <summary>How many there are; null when that cannot be seen just now.</summary>
    public async Task<long?> NumberAsync(int kind, long subject) => await LookAsync<long?>(async () => await ledger.NumberAsync(kind, subject));

    /// <summary>How often something was counted in the last day; null when that cannot be seen just now.</summary>
    public async Task<long?> DayAsync(int kind, long subject) => await LookAsync<long?>(async () => await ledger.DayAsync(kind, subject, Hour));

    /// <summary>The list of a group as readers are told it; null when that cannot be seen just now.</summary>
    public Task<IReadOnlyList<long>?> ListAsync(int kind, long group) => LookAsync<IReadOnlyList<long>?>(async () => await ledger.ListAsync(kind, group));

    /// <summary>What was counted most often in the last day, in each group.</summary>
    public async Task<IReadOnlyList<CountedList>> MostAsync(int kind, long least, int most) => isOpen ? await ledger.MostAsync(kind, Hour, least, most) : [];

    /// <summary>The lists that readers see, and whether they were told that each is so.</summary>
    public async Task<IReadOnlyList<(CountedList List, bool IsTold)>> ListsAsync(int kind) => isOpen ? await ledger.ListsAsync(kind) : [];

    /// <summary>Puts lists in place of those that readers have seen.</summary>
    public Task KeepListsAsync(int kind, IReadOnlyList<CountedList> lists) => ledger.KeepListsAsync(kind, lists);

    /// <summary>Notes that lists were told.</summary>
    public Task TellListsAsync(int kind, IReadOnlyList<CountedList> told) => ledger.TellListsAsync(kind, told);

    /// <summary>Numbers that are not the ones that were told last.</summary>
    public async Task<IReadOnlyList<CountedNumber>> UntoldAsync(int kind, int most) => isOpen ? await ledger.UntoldAsync(kind, most) : [];

    /// <summary>Notes that numbers were told.</summary>
    public Task TellAsync(int kind, IReadOnlyList<CountedNumber> told) => ledger.TellAsync(kind, told);

    /// <summary>Destroys what is known of networks when its day is over, and the hours that are.</summary>
    public Task TurnDayAsync() => TryAsync(async () =>
    {
        await ledger.TurnDayAsync(Day);
        long hour = Hour;
        if (hour == forgottenAt) return;
        await ledger.ForgetHoursAsync(hour);
        forgottenAt = hour;
    });

    /// <summary>Writes what waits, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await stop.CancelAsync();
        await working;
        stop.Dispose();
        await ledger.DisposeAsync();
    }

    // A day of universal time: it is nobody's midnight, and the same on all nodes.
    private long Day => Instant.Now(clock).Microseconds / (TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond);

    private async Task<T?> LookAsync<T>(Func<Task<T>> look)
    {
        if (!isOpen) return default;
        try
        {
            return await look();
        }
        catch (Exception fault) when (fault is DbException or IOException)
        {
            trouble.Meet(fault, "Counts cannot be read; pages are made without them.");
            return default;
        }
    }

    private async Task WorkAsync()
    {
        while (await waiting.Reader.WaitToReadAsync())
        {
            // At closing there is no pause, until all is written or nothing can be.
            if (!await WriteBatchAsync() && stop.IsCancellationRequested) return;
            await Task.Delay(Pause, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
        if (again.Count > 0) await WriteBatchAsync();
    }

    private async Task GoRoundAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(Round, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            if (!stop.IsCancellationRequested) await TurnDayAsync();
        }
    }

    private async Task<bool> WriteBatchAsync()
    {
        var batch = new List<Waiting>(again);
        again.Clear();
        while (batch.Count < Batch && waiting.Reader.TryRead(out var next)) batch.Add(next);
        IReadOnlyList<CountAnswer>? answers = null;
        await TryAsync(async () => answers = await ledger.KeepAsync([.. batch.Select(one => one.Move)], Day));
        for (var i = 0; i < batch.Count; i++)
        {
            if (batch[i].Answer is { } answer) answer.TrySetResult(answers?[i]);
            // Nobody is there to ask again for what nobody waits for.
            else if (answers is null) again.Add(batch[i]);
        }
        return answers is not null;
    }

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            if (!isOpen) await ledger.OpenAsync();
            isOpen = true;
            await work();
            worries.End(AwayCode);
            trouble.End("Readers' steps are counted again.");
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            worries.Begin(new Refusal(AwayCode, $"Likes, shares and reads are not counted: {fault.Message}", "Pages are not affected. It is tried again by itself; where counts.db is broken, move it away, and counting begins anew."));
            trouble.Meet(fault, "Likes, shares and reads cannot be counted; the newspaper goes on.");
        }
    }

    private readonly record struct Waiting(CountMove Move, TaskCompletionSource<CountAnswer?>? Answer);
}
