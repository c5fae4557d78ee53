using System.Collections.Concurrent;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace StopPress.Site.Serving;

/// <summary>Ends connections on which nothing moves: nobody asks for anything, or nobody takes what was asked for.</summary>
/// <param name="clock">What time it is.</param>
public sealed class ConnectionWatch(TimeProvider clock) : IDisposable
{
    /// <summary>How many bytes may wait in the program to be sent on one connection before whoever writes must wait; two pages on their way.</summary>
    public const int LongestBacklog = 32 * 1024;

    // As long as Kestrel lets a connection wait (KestrelServerLimits.KeepAliveTimeout).
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(130);

    // As slow as Kestrel lets a reader be, and how long it lets one pause (KestrelServerLimits.MinResponseDataRate).
    private const double LeastBytesPerSecond = 240;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Line, bool> lines = [];
    private ITimer? rounds;

    /// <summary>Begins to end what does not move.</summary>
    public void Start() => rounds = clock.CreateTimer(_ => EndWhatStands(), null, Round, Round);

    /// <summary>Watches a connection until it is let go.</summary>
    public Line Watch(ConnectionContext connection)
    {
        var line = new Line(connection, clock);
        lines.TryAdd(line, true);
        return line;
    }

    /// <summary>Does not look at a connection any more.</summary>
    public void LetGo(Line line) => lines.TryRemove(line, out _);

    /// <summary>Stops looking at the time.</summary>
    public void Dispose() => rounds?.Dispose();

    private void EndWhatStands()
    {
        foreach (var (line, _) in lines) line.EndIfItStands();
    }

    /// <summary>One connection under watch.</summary>
    public sealed class Line(ConnectionContext connection, TimeProvider clock)
    {
        private const long Nothing = long.MaxValue;
        private long asked = clock.GetTimestamp();
        private long backedUp = Nothing;
        private long waiting;
        private bool isKestrels;

        /// <summary>Something was asked for.</summary>
        public void NoteRequest() => Volatile.Write(ref asked, clock.GetTimestamp());

        /// <summary>From now on Kestrel ends the connection when nothing is asked for; whether its answers are taken is still watched here.</summary>
        public void HandOn()
        {
            Volatile.Write(ref isKestrels, true);
            connection.Transport = new Pipes(connection.Transport.Input, new WatchedWriter(this, connection.Transport.Output));
        }

        /// <summary>Waits until what was written is on its way; looks at the clock only where that is not so at once.</summary>
        /// <param name="flush">The end of writing.</param>
        /// <param name="bytes">How many bytes were written.</param>
        public ValueTask<FlushResult> SentAsync(ValueTask<FlushResult> flush, long bytes) => flush.IsCompleted ? flush : WaitAsync(flush, bytes);

        /// <summary>Ends the connection when it has stood for too long.</summary>
        public void EndIfItStands()
        {
            long since = Volatile.Read(ref backedUp);
            if (since != Nothing)
            {
                // Writing goes on when all that waits has gone to the machine, which takes more when half of what may lie there has left.
                double seconds = (Volatile.Read(ref waiting) + LongestBacklog + (ListeningSocket.LongestUnsent / 2)) / LeastBytesPerSecond;
                if (clock.GetElapsedTime(since) > Grace + TimeSpan.FromSeconds(seconds)) connection.Abort(new ConnectionAbortedException("The answer was not taken."));
            }
            else if (!Volatile.Read(ref isKestrels) && clock.GetElapsedTime(Volatile.Read(ref asked)) > LongestSilence)
            {
                connection.Transport.Input.CancelPendingRead();
            }
        }

        private async ValueTask<FlushResult> WaitAsync(ValueTask<FlushResult> flush, long bytes)
        {
            Volatile.Write(ref waiting, bytes);
            Volatile.Write(ref backedUp, clock.GetTimestamp());
            try
            {
                return await flush;
            }
            finally
            {
                Volatile.Write(ref backedUp, Nothing);
                NoteRequest();
            }
        }
    }

    private sealed class Pipes(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
