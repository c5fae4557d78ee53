using Microsoft.Extensions.Logging;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Deadlines;
using StopPress.Store.Outside;

namespace StopPress.Desk.Post;

/// <summary>
/// Takes the letters that wait to the mail server, behind the acts that wrote them. The node that holds the lease does it. A letter is deleted when
/// the server has taken it: killed in between it is sent once more, under the same id, and never lost.
/// </summary>
/// <param name="desk">The newsroom.</param>
/// <param name="letters">Who writes them.</param>
/// <param name="log">Where faults are told.</param>
public sealed class MailCarrier(NewsDesk desk, DeskLetters letters, ILogger<MailCarrier> log) : IAsyncDisposable
{
    // Longer than a trip may take (Postman), so that no other node begins with the same letter meanwhile.
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(1);

    // A message that comes a second later comes soon enough.
    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Opening = TimeSpan.FromSeconds(10);

    private readonly Lease lease = new(desk.Database, desk.Clock, "mail", LeaseTime);
    private readonly SemaphoreSlim looking = new(1, 1);
    private readonly CancellationTokenSource stop = new();
    private readonly Trouble trouble = new(log, desk.Clock);
    private Task watching = Task.CompletedTask;

    /// <summary>Begins to look for letters.</summary>
    public void Start() => watching = Task.Run(WatchAsync);

    /// <summary>Sends what is due; returns how many letters the server took.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancel = default)
    {
        await looking.WaitAsync(cancel);
        try
        {
            var taken = 0;
            if (!await LetterDesk.HasDueAsync(desk, cancel)) return taken;
            // Asked for again before each letter, so that it outlasts the trip.
            while (await lease.HoldAsync(cancel) && await LetterDesk.NextAsync(desk, cancel) is { } due)
            {
                var fault = await SendAsync(due, cancel);
                if (fault is null) taken++;
                else await LetterDesk.PutOffAsync(desk, due.Row.Id, fault, cancel);
                if (fault?.Wait == MailWait.ForServer) break;
            }
            return taken;
        }
        finally
        {
            looking.Release();
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

    private async Task<MailFault?> SendAsync(DueLetter due, CancellationToken cancel)
    {
        var server = await desk.FindMailServerAsync(cancel);
        if (server.Refusal is { } missing) return new MailFault(missing, MailWait.ForServer);
        Letter? letter;
        try
        {
            letter = await letters.WriteAsync(due);
        }
        catch (Exception fault) when (fault is not OperationCanceledException && Breakdown.RefusalOf(fault) is null)
        {
            // A letter that cannot be written must not stop the others.
            log.LogError(fault, "The letter {Letter} cannot be written; it is kept, and tried again.", due.Row.Id);
            return new MailFault(new Refusal("mail-broken", "The message could not be written.", "The newspaper's log tells more."), MailWait.ForAnotherTry);
        }
        if (letter is not null && await desk.Postman.SendAsync(server.Value, letter, cancel) is { } refused) return refused;
        // What the server has is recorded, whoever wants to stop meanwhile.
        await LetterDesk.DropAsync(desk, due.Row.Id, CancellationToken.None);
        return null;
    }

    private async Task WatchAsync()
    {
        // The newspaper has more to do while it opens than to look for letters.
        await Task.Delay(Opening, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await SendDueAsync(stop.Token);
                trouble.End("Mail goes on.");
                await Task.Delay(Nap, stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                trouble.Meet(fault, "Mail waits; each letter is kept, and sent when this is over.");
                await Task.Delay(Nap);
            }
        }
    }
}
