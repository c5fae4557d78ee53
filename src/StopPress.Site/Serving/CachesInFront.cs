using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Site.Serving;

/// <summary>
/// Tells caches in front of the newspaper, by surrogate key, what they must throw away, before the act that changed it is answered. One that does not answer is
/// told as soon as it does to throw everything away; meanwhile no act waits for it, and the owner knows (docs/decisions/0029).
/// </summary>
/// <param name="addresses">Where they are told.</param>
/// <param name="worries">Where it is said that one does not answer.</param>
/// <param name="log">Where faults are told.</param>
/// <param name="clock">What time it is.</param>
public sealed class CachesInFront(IReadOnlyList<Uri> addresses, Worries worries, ILogger<CachesInFront> log, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>The code under which an owner hears that a cache does not answer.</summary>
    public const string Away = "cache-away";

    // A cache answers in a millisecond. Somebody at a button waits so long for one that hangs, once: then it is known.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(250);

    // A page that was on its way to the cache while it changed may be filed there after the cache was told. On its way is less than this.
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(1);

    // Of the 8 kB that caches read of one line as a rule.
    private const int LongestLine = 4000;

    private static readonly HttpMethod Purge = new("PURGE");

    private readonly Cache[] caches = [.. addresses.Select(address => new Cache(address, new Trouble(log, clock)))];
    private readonly ConcurrentQueue<(long Since, IReadOnlyCollection<string> Keys)> again = [];
    private readonly CancellationTokenSource stop = new();

    // The owner of the machine names these addresses, so they may well be private ones.
    private readonly HttpClient line = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = Patience });

    private Task rounds = Task.CompletedTask;

    /// <summary>The caches as a follower in step. It comes after the press: what is thrown away is asked for anew at once.</summary>
    public FollowerInStep Follower => new("Caches in front", entry => TellAsync(entry.Subjects), _ => Owe());

    /// <summary>Lets them throw everything away, for nobody knows what has changed while the newspaper was closed; and begins to go round.</summary>
    public async Task StartAsync()
    {
        if (caches.Length == 0) return;
        await TellAsync([Subject.Everything]);
        rounds = Task.Run(GoRoundAsync);
    }

    /// <summary>Tells all of them, and returns when they have thrown it away or are known not to answer.</summary>
    /// <param name="keys">Subjects of the journal.</param>
    public async ValueTask TellAsync(IReadOnlyCollection<string> keys)
    {
        if (caches.Length == 0 || keys.Count == 0) return;
        await Task.WhenAll(caches.Select(cache => TellAsync(cache, keys)));
        again.Enqueue((clock.GetTimestamp(), keys));
        // The last answer has come in on the thread that serves all readers.
        await Task.Yield();
    }

    /// <summary>Stops going round.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await rounds;
        line.Dispose();
        stop.Dispose();
    }

    // Entries cannot be followed: nobody knows any more what is true of what they hold.
    private void Owe()
    {
        foreach (var cache in caches) cache.Miss();
    }

    private async Task TellAsync(Cache cache, IReadOnlyCollection<string> keys)
    {
        if (cache.Owes)
        {
            cache.Miss();
            return;
        }
        try
        {
            await SayAsync(cache, keys);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            cache.Miss();
            var worry = new Refusal(
                Away, $"The cache at {cache.Address} does not answer; whoever reads through it may see what was there before.",
                "Start it, or take it out of the way of readers. It is told everything as soon as it answers.");
            worries.Begin(worry);
            cache.Trouble.Meet($"{worry.Message} ({fault.Message})");
        }
    }

    private async Task SayAsync(Cache cache, IReadOnlyCollection<string> keys)
    {
        // What touches everything says enough.
        foreach (string names in keys.Contains(Subject.Everything) ? [Subject.Everything] : Lines(keys))
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
            patience.CancelAfter(Patience);
            using var request = new HttpRequestMessage(Purge, cache.Address) { Headers = { { "Surrogate-Key", names } } };
            using var answer = await line.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            answer.EnsureSuccessStatusCode();
        }
    }

    private static List<string> Lines(IReadOnlyCollection<string> keys)
    {
        var lines = new List<string>();
        var length = LongestLine;
        foreach (string key in keys)
        {
            length += key.Length + 1;
            if (length >= LongestLine)
            {
                lines.Add(key);
                length = key.Length;
            }
            else
            {
                lines[^1] += " " + key;
            }
        }
        return lines;
    }

    private async Task GoRoundAsync()
    {
        using var timer = new PeriodicTimer(Round, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                var keys = new HashSet<string>(StringComparer.Ordinal);
                while (again.TryPeek(out var told) && clock.GetElapsedTime(told.Since) >= OnItsWay && again.TryDequeue(out told)) keys.UnionWith(told.Keys);
                await Task.WhenAll(caches.Select(cache => cache.Owes ? MakeGoodAsync(cache) : keys.Count > 0 ? TellAsync(cache, keys) : Task.CompletedTask));
            }
        }
        catch (OperationCanceledException)
        {
            // The newspaper closes.
        }
    }

    private async Task MakeGoodAsync(Cache cache)
    {
        long missed = cache.Missed;
        try
        {
            await SayAsync(cache, [Subject.Everything]);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return;
        }
        // What has changed since it was told must be told as well.
        if (!cache.IsEvenWith(missed)) return;
        cache.Trouble.End($"The cache at {cache.Address} answers again, and has thrown everything away.");
        if (!caches.Any(one => one.Owes)) worries.End(Away);
    }

    private sealed class Cache(Uri address, Trouble trouble)
    {
        private readonly Lock gate = new();
        private long missed;
        private bool owes;

        public Uri Address => address;

        public Trouble Trouble => trouble;

        public bool Owes
        {
            get
            {
                lock (gate) return owes;
            }
        }

        public long Missed
        {
            get
            {
                lock (gate) return missed;
            }
        }

        public void Miss()
        {
            lock (gate)
            {
                missed++;
                owes = true;
            }
        }

        public bool IsEvenWith(long seen)
        {
            lock (gate)
            {
                if (missed == seen) owes = false;
                return !owes;
            }
        }
    }
}
