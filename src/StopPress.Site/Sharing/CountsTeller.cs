using Microsoft.Extensions.Logging;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;

namespace StopPress.Site.Sharing;

/// <summary>Brings what is counted beside the journal onto the pages: by an entry that touches what has changed, at most one a minute, however many readers do something.</summary>
/// <param name="desk">Where entries are written.</param>
/// <param name="counted">What is told.</param>
/// <param name="log">Where faults are told.</param>
public sealed class CountsTeller(NewsDesk desk, ICounted counted, ILogger<CountsTeller> log) : IAsyncDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // After a quiet minute the first like is on the page when its reader looks again.
    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(2);

    private readonly Lease lease = new(desk.Database, desk.Clock, counted.Name, Minute);
    private readonly Trouble trouble = new(log, TimeProvider.System);
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly CancellationTokenSource stop = new();
    private Task working = Task.CompletedTask;
    private long? toldAt;

    /// <summary>Begins.</summary>
    public void Start() => working = Task.Run(WorkAsync);

    /// <summary>Tells what has changed, when the last entry is a minute old; of how many things it was.</summary>
    public async Task<int> TellAsync(CancellationToken cancel = default)
    {
        await turn.WaitAsync(cancel);
        try
        {
            if (toldAt is { } told && desk.Clock.GetElapsedTime(told) < Minute) return 0;
            if (await counted.LookAsync() is not { } news || !await lease.HoldAsync(cancel)) return 0;
            await news.PrepareAsync();
            // The entry comes before it is noted that it was told: should the newspaper be killed between them, it is told twice.
            var written = await desk.Journal.WriteAsync<bool>("clock", _ => Task.FromResult<Outcome<(EntryDraft, bool)>>((news.Entry, true)), cancel);
            if (written.Refusal is { } refusal) throw new IOException($"{refusal.Code}: {refusal.Message}");
            toldAt = desk.Clock.GetTimestamp();
            await news.NoteAsync();
            return news.Entry.Subjects.Count();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Stops telling by itself.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested) return;
        await stop.CancelAsync();
        await working;
        if (toldAt is not null) await lease.LeaveAsync(log);
        stop.Dispose();
    }

    private async Task WorkAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(Nap, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            if (stop.IsCancellationRequested) return;
            try
            {
                await TellAsync(stop.Token);
                trouble.End($"What readers do ({counted.Name}) comes onto the pages again.");
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                trouble.Meet(fault, $"What readers do ({counted.Name}) does not come onto the pages; it is counted, and comes later.");
            }
        }
    }
}

/// <summary>Something that is counted beside the journal and shown on pages.</summary>
public interface ICounted
{
    /// <summary>What it is called, in the log and as a lease.</summary>
    string Name { get; }

    /// <summary>What readers were not told yet; null when there is nothing.</summary>
    Task<CountedNews?> LookAsync();
}

/// <summary>What readers are to be told of what was counted.</summary>
/// <param name="Entry">The entry that tells it.</param>
/// <param name="PrepareAsync">Makes it so, before the entry.</param>
/// <param name="NoteAsync">Notes that it was told, after it.</param>
public sealed record CountedNews(EntryDraft Entry, Func<Task> PrepareAsync, Func<Task> NoteAsync);
