using System.Collections.Concurrent;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Tests.Store.Journal;

/// <summary>A follower that only remembers what it was given.</summary>
internal sealed class RecordingFollower(string name)
{
    private readonly ConcurrentQueue<JournalEntry> taken = new();

    public IReadOnlyList<JournalEntry> Taken => [.. taken];

    public FollowerInStep InStep() => new(name, entry =>
    {
        taken.Enqueue(entry);
        return ValueTask.CompletedTask;
    }, _ => { });
}

/// <summary>Looks at the end of the journal again and again while others write.</summary>
internal sealed class CommitWatcher : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task<List<(long Last, long Count)>> watching;

    public CommitWatcher(HouseDatabase database) => watching = Task.Run(async () =>
    {
        List<(long, long)> looks = [];
        while (!stop.IsCancellationRequested)
        {
            looks.AddRange(await database.ReadAsync((connection, snapshot) => connection.ListAsync(
                snapshot, "SELECT COALESCE(MAX(sequence), 0), COUNT(*) FROM journal", row => (row.GetInt64(0), row.GetInt64(1)))));
        }
        return looks;
    });

    public async Task<List<(long Last, long Count)>> StopAsync()
    {
        await stop.CancelAsync();
        return await watching;
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}
