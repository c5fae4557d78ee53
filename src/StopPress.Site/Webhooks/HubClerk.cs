using System.Text;
using Microsoft.Extensions.Logging;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Webhooks;
using StopPress.Site.Feeds;
using StopPress.Site.Pages;
using StopPress.Store;
using StopPress.Store.Deadlines;
using StopPress.Store.Outside;

namespace StopPress.Site.Webhooks;

/// <summary>
/// Tells the hub that the house has named which feeds have changed, behind the acts: what changes together is told together, a call every few seconds at most. The hub fetches the
/// feeds itself and tells whoever follows them (WebSub). The node that holds the lease does it.
/// </summary>
/// <param name="desk">The newsroom.</param>
/// <param name="addresses">The newspaper's addresses.</param>
/// <param name="log">Where faults are told.</param>
public sealed class HubClerk(NewsDesk desk, Addresses addresses, ILogger<HubClerk> log) : IAsyncDisposable
{
    private const string MimeType = "application/x-www-form-urlencoded";

    // A hub is public and free: ten calls a minute, with eighteen feeds each.
    private static readonly TimeSpan BetweenCalls = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(1);

    // One that is away for minutes is away; one try in vain happens.
    private const int ManyTries = 3;

    private readonly Lease lease = new(desk.Database, desk.Clock, "websub", LeaseTime);
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly CancellationTokenSource stop = new();
    private readonly Trouble trouble = new(log, TimeProvider.System);
    private Task watching = Task.CompletedTask;
    private long? toldAt;

    /// <summary>Begins.</summary>
    public void Start() => watching = Task.Run(WatchAsync);

    /// <summary>Writes down what has changed, and tells the hub what is due, once; how many pages it was told of.</summary>
    public async Task<int> TellAsync(CancellationToken cancel = default)
    {
        await turn.WaitAsync(cancel);
        try
        {
            if (await HubDesk.HasEntriesAsync(desk, cancel))
            {
                while (await lease.HoldAsync(cancel) && await HubDesk.TakeEntriesAsync(desk, cancel) > 0)
                {
                }
            }
            if (toldAt is { } told && desk.Clock.GetElapsedTime(told) < BetweenCalls) return 0;
            if (await HubDesk.NextAsync(desk, cancel) is not { } due || !await lease.HoldAsync(cancel)) return 0;
            toldAt = desk.Clock.GetTimestamp();
            var report = await desk.Courier.TakeAsync(new Parcel(new Uri(due.Hub), MimeType, FormOf(due), []), cancel);
            // What the hub knows is recorded, whoever wants to stop meanwhile.
            await HubDesk.RecordAsync(desk, due, report, Random.Shared.NextDouble(), CancellationToken.None);
            if (report.IsTaken) desk.Worries.End(HubDesk.Away);
            else if (due.Pages.Any(page => page.Tries + 1 >= ManyTries)) desk.Worries.Begin(new Refusal(HubDesk.Away, "The hub is not told which feeds have changed: it does not listen.", "The room of the house says why; it goes on by itself."));
            return report.IsTaken ? due.Pages.Count : 0;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Stops, and leaves the lease to whoever comes next.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested) return;
        await stop.CancelAsync();
        await watching;
        stop.Dispose();
        await lease.LeaveAsync(log);
    }

    // As hubs have taken it since PubSubHubbub 0.3: several addresses in one call.
    private byte[] FormOf(DueAtHub due)
    {
        var feeds = due.Pages.SelectMany(page => FeedAddress.Of(page.Path)).Select(feed => "hub.url=" + Uri.EscapeDataString(addresses.Whole(feed.Path)));
        return Encoding.ASCII.GetBytes("hub.mode=publish&" + string.Join('&', feeds));
    }

    private async Task WatchAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(Nap, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            if (stop.IsCancellationRequested) return;
            try
            {
                await TellAsync(stop.Token);
                trouble.End("The hub is told again.");
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                trouble.Meet(fault, "The hub is not told; it is kept what it is to be told of, and told later.");
            }
        }
    }
}
