using Microsoft.Extensions.Logging;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Counts;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;

namespace StopPress.Site.Sharing;

/// <summary>Brings likes onto the pages: by an entry that touches the stories whose number has changed, at most one a minute, however many readers like something.</summary>
/// <param name="desk">Where entries are written.</param>
/// <param name="book">Where is counted.</param>
/// <param name="log">Where faults are told.</param>
public sealed class LikesTeller(NewsDesk desk, CountBook book, ILogger<LikesTeller> log) : IAsyncDisposable
{
    private const string LeaseName = "likes";

    // So many stories in one entry; the others come a minute later.
    private const int MostStories = 200;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // After a quiet minute the first like is on the page when its reader looks again.
    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(2);

    private readonly Lease lease = new(desk.Database, desk.Clock, LeaseName, Minute);
    private readonly Trouble trouble = new(log, TimeProvider.System);
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly CancellationTokenSource stop = new();
    private Task working = Task.CompletedTask;
    private long? toldAt;

    /// <summary>Begins.</summary>
    public void Start() => working = Task.Run(WorkAsync);

    /// <summary>Tells what has changed, when the last entry is a minute old; how many stories it was.</summary>
    public async Task<int> TellAsync(CancellationToken cancel = default)
    {
        await turn.WaitAsync(cancel);
        try
        {
            if (toldAt is { } told && desk.Clock.GetElapsedTime(told) < Minute) return 0;
            var changed = await book.UntoldAsync(ReaderCounts.Likes, MostStories);
            if (changed.Count == 0 || !await lease.HoldAsync(cancel)) return 0;
            // The entry comes first: should the newspaper be killed now, they are told twice.
            var written = await desk.Journal.WriteAsync<bool>("clock", _ => Task.FromResult<Outcome<(EntryDraft, bool)>>(
                (new EntryDraft("LikesCounted", changed.Select(one => Subject.Likes(one.Subject)), new { stories = changed.Count }), true)), cancel);
            if (written.Refusal is { } refusal) throw new IOException($"{refusal.Code}: {refusal.Message}");
            toldAt = desk.Clock.GetTimestamp();
            await book.TellAsync(ReaderCounts.Likes, changed);
            return changed.Count;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Stops.</summary>
    public async ValueTask DisposeAsync()
    {
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
                trouble.End("Likes come onto the pages again.");
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                trouble.Meet(fault, "Likes do not come onto the pages; they are counted, and come later.");
            }
        }
    }
}
