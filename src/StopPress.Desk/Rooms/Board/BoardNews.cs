using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Desk.Rooms.Board;

/// <summary>
/// Tells open boards that they have changed. It follows the journal, and costs nothing while no board is open. What is told is a mark of what
/// that person may see, never what it is: the browser then asks for the page anew, as that person.
/// </summary>
/// <param name="desk">What acts work with.</param>
/// <param name="log">Where faults are told.</param>
public sealed class BoardNews(NewsDesk desk, ILogger<BoardNews> log) : IAsyncDisposable
{
    // What follows at once is told together, and looking takes a fifth of the time at most, however many boards are open; but on a machine
    // that is overrun nobody waits for long.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(3);
    private const int RestPerLook = 4;

    // Often enough that a proxy keeps the line open (60 seconds as a rule), and for a session that ends by its hour.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);

    private readonly Trouble trouble = new(log, TimeProvider.System);
    private readonly Lock gate = new();
    private readonly HashSet<Listener> listeners = [];
    private readonly SemaphoreSlim nudge = new(0);
    private Task looking = Task.CompletedTask;
    private bool isClosed;

    /// <summary>How the journal's entries come in.</summary>
    public FollowerInStep Follower => new("board", _ =>
    {
        Nudge();
        return ValueTask.CompletedTask;
    }, _ => Nudge());

    /// <summary>How many boards are open.</summary>
    public int Open
    {
        get
        {
            lock (gate) return listeners.Count;
        }
    }

    /// <summary>The mark of what somebody sees now, the messages that they have not read included.</summary>
    public async Task<string> MarkOfAsync(Colleague who) => $"{await new StoryBoard(desk.Database, who).MarkAsync(Instant.Now(desk.Clock))}-{await desk.Database.UnreadAsync(who.Account.Id)}";

    /// <summary>Begins to listen: marks, the first one soon, and an empty one when there is nothing to tell; they end with the session.</summary>
    public Listener Listen(Colleague who)
    {
        var listener = new Listener(this, who);
        lock (gate)
        {
            if (isClosed) listener.End();
            else listeners.Add(listener);
            if (looking.IsCompleted && !isClosed) looking = Task.Run(LookOnAsync);
        }
        Nudge();
        return listener;
    }

    /// <summary>Ends every line.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            isClosed = true;
            foreach (var listener in listeners) listener.End();
            listeners.Clear();
        }
        Nudge();
        await looking;
    }

    private void Nudge()
    {
        if (nudge.CurrentCount == 0) nudge.Release();
    }

    private async Task LookOnAsync()
    {
        while (true)
        {
            bool isNudged = await nudge.WaitAsync(LongestSilence);
            Listener[] open;
            lock (gate)
            {
                if (listeners.Count == 0)
                {
                    // Whoever comes next begins anew; decided where they are let in.
                    looking = Task.CompletedTask;
                    return;
                }
                open = [.. listeners];
            }
            long began = TimeProvider.System.GetTimestamp();
            try
            {
                await LookAsync(open, isNudged);
                trouble.End("Open boards are told again.");
            }
            catch (Exception fault)
            {
                // The board on the screen stays as it is; the next look tells.
                trouble.Meet(fault, "Open boards are told nothing just now.");
            }
            var took = TimeProvider.System.GetElapsedTime(began) * RestPerLook;
            await Task.Delay(took < Rest ? Rest : took > LongestRest ? LongestRest : took);
        }
    }

    private async Task LookAsync(IReadOnlyList<Listener> open, bool isNudged)
    {
        var now = Instant.Now(desk.Clock);
        string[] sessions = [.. open.Select(one => one.Session).Distinct()];
        // Asked each time: whoever has left, or was signed out, hears nothing more; who has another role hears as that.
        var here = await desk.Database.FindSessionsAsync(sessions, now);
        foreach (var gone in open.Where(one => !here.TryGetValue(one.Session, out var who) || !who.May(Right.SeeBoard))) gone.End();
        var left = open.Where(one => here.TryGetValue(one.Session, out var who) && who.May(Right.SeeBoard)).ToList();
        long[] accounts = [.. left.Select(one => here[one.Session].Account.Id).Distinct()];
        var unread = await desk.Database.LookAsync(context => context.Set<MessageRow>().Where(row => row.ReadAt == null && accounts.Contains(row.AccountId)).GroupBy(row => row.AccountId).Select(rows => new { rows.Key, Count = rows.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count));
        foreach (var alike in left.GroupBy(one => new StoryBoard(desk.Database, here[one.Session]).Sight))
        {
            string mark = isNudged ? await new StoryBoard(desk.Database, here[alike.First().Session]).MarkAsync(now) : "";
            foreach (var one in alike) one.Tell(isNudged ? $"{mark}-{unread.GetValueOrDefault(here[one.Session].Account.Id)}" : "");
        }
    }

    /// <summary>One open board.</summary>
    public sealed class Listener : IDisposable
    {
        private readonly BoardNews news;
        // A mark that was not fetched is worth nothing once there is a newer one.
        private readonly Channel<string> marks = Channel.CreateBounded<string>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        private string last = "";

        internal Listener(BoardNews news, Colleague who) => (this.news, Session) = (news, who.Session.Hash);

        /// <summary>Marks, as they change; an empty one says that the line is open.</summary>
        public IAsyncEnumerable<string> ReadAsync(CancellationToken cancel) => marks.Reader.ReadAllAsync(cancel);

        /// <summary>Listens no longer.</summary>
        public void Dispose()
        {
            lock (news.gate) news.listeners.Remove(this);
        }

        internal string Session { get; }

        internal void Tell(string mark)
        {
            if (mark.Length > 0 && mark == last) return;
            // Nothing is not told over something that waits to be fetched.
            if (mark.Length == 0 && marks.Reader.Count > 0) return;
            if (mark.Length > 0) last = mark;
            marks.Writer.TryWrite(mark);
        }

        internal void End()
        {
            marks.Writer.TryComplete();
        }
    }
}
