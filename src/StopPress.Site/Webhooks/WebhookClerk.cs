using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Webhooks;
using StopPress.Site.Pages;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Outside;

namespace StopPress.Site.Webhooks;

/// <summary>
/// Tells webhooks what has happened, behind the acts. The node that holds the lease does it: it writes down what each is to be told, and a worker for each webhook takes
/// it there. What was taken is written down afterwards: killed in between the newspaper sends it once more, under the same id.
/// </summary>
/// <param name="desk">The newsroom.</param>
/// <param name="addresses">The newspaper's addresses.</param>
/// <param name="log">Where faults are told.</param>
public sealed class WebhookClerk(NewsDesk desk, Addresses addresses, ILogger<WebhookClerk> log) : IAsyncDisposable
{
    // Twice as long as a way may take (Courier), so that no other node begins with the same event meanwhile; and soon over when this one is killed.
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(20);

    // With the longest way after it, it is still held.
    private static readonly TimeSpan HeldFor = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan BetweenForgetting = TimeSpan.FromHours(1);

    private readonly Lease lease = new(desk.Database, desk.Clock, "webhooks", LeaseTime);
    private readonly ConcurrentDictionary<long, Task> workers = [];
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly CancellationTokenSource stop = new();
    private readonly Trouble trouble = new(log, TimeProvider.System);
    private Task watching = Task.CompletedTask;
    private long? forgotAt;
    private long heldAt;

    /// <summary>From 0 to 1, each time another: how much longer a pause is.</summary>
    public Func<double> Chance { get; init; } = Random.Shared.NextDouble;

    /// <summary>Begins.</summary>
    public void Start() => watching = Task.Run(WatchAsync);

    /// <summary>Writes down what is to be told, and sets a worker to each webhook for which something is due and that has none.</summary>
    public async Task LookAsync(CancellationToken cancel = default)
    {
        await turn.WaitAsync(cancel);
        try
        {
            bool isNew = await WebhookDesk.HasEntriesAsync(desk, cancel);
            while (isNew && await HoldAsync(cancel) && await WebhookDesk.TakeEntriesAsync(desk, cancel) > 0)
            {
            }
            var due = await WebhookDesk.DueAsync(desk, cancel);
            if ((!isNew && due.Count == 0) || !await HoldAsync(cancel)) return;
            foreach (long webhook in due) _ = workers.GetOrAdd(webhook, id => Task.Run(() => WorkAsync(id), CancellationToken.None));
            // What is paused gathers, too.
            if (forgotAt is { } last && desk.Clock.GetElapsedTime(last) < BetweenForgetting) return;
            await WebhookDesk.ForgetAsync(desk, cancel);
            forgotAt = desk.Clock.GetTimestamp();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Looks, and waits until the workers have done what was due.</summary>
    public async Task SendDueAsync(CancellationToken cancel = default)
    {
        await LookAsync(cancel);
        await Task.WhenAll(workers.Values).WaitAsync(cancel);
    }

    /// <summary>Stops, and leaves the lease to whoever comes next.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested) return;
        await stop.CancelAsync();
        await watching;
        await Task.WhenAll(workers.Values);
        stop.Dispose();
        await lease.LeaveAsync(log);
    }

    // Not written anew for each event: the desk waits for its turn to write behind it.
    private async Task<bool> HoldAsync(CancellationToken cancel)
    {
        long held = Volatile.Read(ref heldAt);
        if (held != 0 && TimeProvider.System.GetElapsedTime(held) < HeldFor) return true;
        long asked = TimeProvider.System.GetTimestamp();
        bool holds = await lease.HoldAsync(cancel);
        Volatile.Write(ref heldAt, holds ? asked : 0);
        return holds;
    }

    // One webhook's events one after the other: however slow its receiver is, it holds up nobody else.
    private async Task WorkAsync(long webhook)
    {
        try
        {
            // Asked for again before each, so that it outlasts the way there.
            while (!stop.IsCancellationRequested && await HoldAsync(stop.Token) && await WebhookDesk.NextAsync(desk, webhook, stop.Token) is { } due)
            {
                var report = await TakeAsync(due);
                // What the receiver has is recorded, whoever wants to stop meanwhile.
                await WebhookDesk.RecordAsync(desk, due, report, Chance(), CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Whoever opens the newspaper next goes on.
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            trouble.Meet(fault, "A webhook waits; each event is kept, and sent when this is over.");
            await Task.Delay(Nap, CancellationToken.None);
        }
        finally
        {
            workers.TryRemove(webhook, out _);
        }
    }

    private async Task<CourierReport> TakeAsync(DueDelivery due)
    {
        var keys = WebhookDesk.KeysOf(desk, due.Webhook);
        if (keys.Count == 0) return new CourierReport(null, "", null, new Refusal("webhook-key-lost", "The secret of the webhook cannot be read any more.", "Give it another one."));
        return await desk.Courier.TakeAsync(WebhookPayload.Write(due, addresses, keys, Instant.Now(desk.Clock)), stop.Token);
    }

    private async Task WatchAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(Nap, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            if (stop.IsCancellationRequested) return;
            try
            {
                await LookAsync(stop.Token);
                trouble.End("Webhooks go on.");
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                trouble.Meet(fault, "Webhooks wait; each event is kept, and sent when this is over.");
            }
        }
    }
}
