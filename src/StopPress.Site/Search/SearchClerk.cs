using Microsoft.Extensions.Logging;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Tags;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Site.Search;

/// <summary>
/// Keeps the index in step with the journal: whoever searches after an act was answered waits until the index has followed it, so that a story is found when its
/// publication returns, and no longer when its withdrawal does; the act itself waits for nothing. What is too much for one search to wait for, such as an import,
/// is owed, and brought in behind it.
/// </summary>
/// <remarks>
/// The cursor is committed with what it stands for. It is read under the lock of the index, and all entries behind it are followed: so what failed is made good by
/// the next entry, and an entry that comes twice, or from another node, does nothing.
/// </remarks>
/// <param name="house">The newspaper.</param>
/// <param name="index">The index.</param>
/// <param name="worries">Where it is said that search is behind.</param>
/// <param name="log">Where faults are told.</param>
/// <param name="clock">What time it is.</param>
public sealed class SearchClerk(HouseDatabase house, SearchIndex index, Worries worries, ILogger<SearchClerk> log, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>The code under which an owner hears that search is behind.</summary>
    public const string BehindCode = "search-behind";

    // Some tenths of a second of work: a search may wait for so many texts, not for more.
    private const int MostInStep = 200;

    // Whoever searches for what was published meanwhile waits for one batch at most: some tenths of a second.
    private const int Batch = 100;

    // Farther behind than this it is quicker to look at every text. What concerns no text is noted now and then, so that the cursor is never so far behind for that alone.
    private const int MostEntries = 500, MostUnnoted = 100;

    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    // A publication is followed in some thousandths of a second. Whoever has waited longer is told that search is behind.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim nudge = new(0);
    private readonly Trouble trouble = new(log, clock);
    private Task working = Task.CompletedTask;
    private JournalTail? tail;
    private bool isOpen;
    private TaskCompletionSource stepped = NewStep();
    private long touchedNames;
    private long wanted;
    private long followed;
    private volatile bool owes;
    private volatile bool failed;

    /// <summary>The index as a follower in step.</summary>
    public FollowerInStep Follower => new("Search", FollowAsync, Fail);

    /// <summary>Whether texts are missing that readers have, or words stand in it that they have no longer.</summary>
    public bool IsBehind => owes || failed || !isOpen || !IsInStep;

    /// <summary>The last entry that gave a tag, a storyline or somebody a name.</summary>
    public long TouchedNames => Volatile.Read(ref touchedNames);

    private bool IsInStep => Volatile.Read(ref followed) >= Volatile.Read(ref wanted);

    /// <summary>Returns when the index has followed every entry that this node has taken, or cannot do so in a reader's patience; <see cref="IsBehind"/> tells.</summary>
    public async Task InStepAsync(CancellationToken cancel)
    {
        long began = clock.GetTimestamp();
        while (isOpen && !failed)
        {
            // Taken before the look at it, so that no step is missed.
            var next = Volatile.Read(ref stepped).Task;
            var left = Patience - clock.GetElapsedTime(began);
            if (IsInStep || left <= TimeSpan.Zero) return;
            await Task.WhenAny(next, Task.Delay(left, cancel));
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Opens the index, follows what was written while the newspaper was closed, and begins to work behind it. Search that cannot be opened stops nothing else.</summary>
    public async Task StartAsync(JournalTail journal)
    {
        tail = journal;
        wanted = Math.Max(wanted, journal.Position);
        await TryAsync(CatchUpAsync);
        if (!owes && !failed) await TryAsync(index.SettleAsync);
        working = Task.Run(WorkAsync);
    }

    /// <summary>Stops working.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await working;
        stop.Dispose();
    }

    private ValueTask FollowAsync(JournalEntry entry)
    {
        if (LocalNames.AreGivenBy(entry)) Volatile.Write(ref touchedNames, entry.Sequence);
        if (Concerns(entry) || entry.Sequence - Volatile.Read(ref wanted) >= MostUnnoted)
        {
            Volatile.Write(ref wanted, entry.Sequence);
            nudge.Release();
        }
        return ValueTask.CompletedTask;
    }

    // What changes the words of a text, or whether readers have it.
    private static bool Concerns(JournalEntry entry) =>
        MergeTags.IsOne(entry) || entry.Subjects.Any(subject => subject == Subject.Everything || Subject.KindOf(subject) is "story" or "media");

    private void Fail(Exception fault)
    {
        failed = true;
        Step();
        var cause = Breakdown.RefusalOf(fault);
        // What follows the semicolon, that nothing was changed, is said to whoever is refused.
        string reason = cause is null ? "something broke" : char.ToLowerInvariant(cause.Message[0]) + cause.Message[1..].Split(';')[0].TrimEnd('.');
        worries.Begin(new Refusal(BehindCode, $"What is published is on the site; search is behind, because {reason}.", cause?.Help ?? "It is tried again each second; the log tells more."));
        trouble.Meet(fault, "Search cannot follow; the newspaper goes on.");
        nudge.Release();
    }

    private async Task CatchUpAsync()
    {
        if (!isOpen) await index.OpenAsync();
        isOpen = true;
        await FollowToAsync(tail!.Position);
    }

    private void Step() => Interlocked.Exchange(ref stepped, NewStep()).SetResult();

    private static TaskCompletionSource NewStep() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task FollowToAsync(long sequence)
    {
        owes = await index.WriteAsync(async write =>
        {
            var cursor = await write.CursorAsync();
            await Reads.LookAsync(house, async reads =>
            {
                bool known = cursor is { } far && await AtAsync(reads, far.Sequence) == far.At;
                if (known && cursor!.Value.Sequence >= sequence) return false;
                var entries = known ? await EntriesAsync(reads, cursor!.Value.Sequence) : null;
                if (entries is null || entries.Exists(entry => entry.Subjects.Contains(Subject.Everything))) await OweEverythingAsync(write, reads);
                else await BringInAsync(write, reads, await AffectedAsync(reads, entries));
                await write.SetCursorAsync(reads.Position, await AtAsync(reads, reads.Position));
                return true;
            });
            return (await write.OwedAsync(1)).Length > 0;
        });
        // Committed: not before that it can be found.
        Volatile.Write(ref followed, sequence);
        Recover();
        Step();
    }

    private void Recover()
    {
        if (!failed) return;
        failed = false;
        worries.End(BehindCode);
        trouble.End("Search follows again.");
    }

    // By the moment of its last entry a journal is told from another one that was put in its place.
    private static async Task<long> AtAsync(Reads reads, long sequence) =>
        (await reads.ListAsync("SELECT at FROM journal WHERE sequence = @sequence", row => row.GetInt64(0), ("sequence", sequence))).FirstOrDefault();

    // The entries behind the cursor; null when they are too many.
    private static async Task<List<JournalEntry>?> EntriesAsync(Reads reads, long after)
    {
        if (reads.Position - after > MostEntries) return null;
        return await reads.ListAsync(
            "SELECT sequence, at, actor, kind, subjects, payload FROM journal WHERE sequence > @after ORDER BY sequence",
            row => new JournalEntry(
                row.GetInt64(0), new Instant(row.GetInt64(1)), row.GetString(2), row.GetString(3), row.GetString(4).Split(' ', StringSplitOptions.RemoveEmptyEntries), row.GetString(5)),
            ("after", after));
    }

    private static async Task<long[]> AffectedAsync(Reads reads, List<JournalEntry> entries)
    {
        var touched = entries.Where(Concerns).SelectMany(entry => entry.Subjects).Distinct().ToLookup(Subject.KindOf);
        var texts = await reads.ListAsync("SELECT id FROM story_texts WHERE story_id IN @stories", row => row.GetInt64(0), ("stories", touched["story"].Select(Subject.IdOf).ToArray()));
        if (touched["media"].Any())
            texts.AddRange(await reads.ListAsync("SELECT text_id FROM media_uses WHERE shown AND media_id IN @media", row => row.GetInt64(0), ("media", touched["media"].Select(Subject.IdOf).ToArray())));
        string[] tags = [.. entries.Where(MergeTags.IsOne).SelectMany(entry => entry.Subjects).Where(subject => Subject.KindOf(subject) == "tag")];
        if (tags.Length > 0)
            texts.AddRange(await reads.ListAsync("SELECT t.id FROM filings f JOIN story_texts t ON t.story_id = f.story_id WHERE f.subject IN @tags", row => row.GetInt64(0), ("tags", tags)));
        return [.. texts.Distinct()];
    }

    private static async Task BringInAsync(IndexWriter write, Reads reads, long[] texts)
    {
        if (texts.Length > MostInStep)
        {
            await write.OweAsync(texts);
            return;
        }
        var copies = await SearchCopy.ReadAsync(reads, texts);
        await write.RemoveAsync([.. texts.Except(copies.Select(copy => copy.TextId))]);
        // Those of one second stand in the order in which lists have them.
        await write.PutAsync([.. copies.OrderBy(copy => copy.PublishedAt).ThenBy(copy => copy.StoryId)]);
    }

    // All that readers have, and all that the index holds: what has left readers meanwhile is taken out. The newest at once.
    private static async Task OweEverythingAsync(IndexWriter write, Reads reads)
    {
        await write.OweAllAsync();
        await write.OweAsync([.. await reads.ListAsync("SELECT id FROM story_texts WHERE pub_status = @usable", row => row.GetInt64(0), ("usable", (long)PubStatus.Usable))]);
        await PayAsync(write, reads, MostInStep);
        if ((await write.OwedAsync(1)).Length > 0) await write.HurryAsync();
    }

    private static async Task<bool> PayAsync(IndexWriter write, Reads reads, int most)
    {
        long[] texts = await write.OwedAsync(most);
        await BringInAsync(write, reads, texts);
        await write.PayAsync(texts);
        return texts.Length == most;
    }

    private async Task WorkAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                if (failed || (!owes && IsInStep)) await nudge.WaitAsync(failed ? Again : Timeout.InfiniteTimeSpan, stop.Token);
                if (failed) await TryAsync(CatchUpAsync);
                else if (!IsInStep) await TryAsync(() => FollowToAsync(Volatile.Read(ref wanted)));
                if (owes && !failed) await TryAsync(PayBatchAsync);
                // Between two batches a little, afterwards all of it.
                while (isOpen && !failed && IsInStep && await index.TidyAsync() && !owes) stop.Token.ThrowIfCancellationRequested();
                if (failed) await Task.Delay(Again, stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // What was not put in order is in its place all the same.
                trouble.Meet(fault, "The index of search cannot be put in order.");
                await Task.Delay(Again).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task PayBatchAsync()
    {
        bool more = await index.WriteAsync(write => Reads.LookAsync(house, reads => PayAsync(write, reads, Batch)));
        if (!more) await index.SettleAsync();
        owes = more;
    }

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault)
        {
            Fail(fault);
        }
    }
}
