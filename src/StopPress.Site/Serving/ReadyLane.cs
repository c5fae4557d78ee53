using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using StopPress.Site.Pages;
using StopPress.Site.Press;

namespace StopPress.Site.Serving;

/// <summary>
/// Answers plain requests for pages that lie ready before Kestrel reads them as HTTP. The first request of a connection that is anything
/// else is left unread, and the connection belongs to Kestrel from there on (docs/decisions/0012).
/// </summary>
/// <param name="press">Where pages lie.</param>
/// <param name="withdrawn">What must not be sent any more, whatever lies ready.</param>
/// <param name="clock">What time it is.</param>
public sealed class ReadyLane(PrintingPress press, WithdrawnList withdrawn, TimeProvider clock) : IDisposable
{
    // As long as Kestrel lets a connection wait.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(130);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);
    private const int LongestPath = 600;

    private readonly ConcurrentDictionary<Waiting, bool> connections = [];
    private readonly ReadyHeads heads = new(clock);
    private ITimer? rounds;

    /// <summary>Begins to end connections that wait too long.</summary>
    public void Start() => rounds = clock.CreateTimer(_ => EndWaiting(), null, Round, Round);

    /// <summary>Answers what it can of a connection, and hands it on.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="next">Kestrel.</param>
    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (await AnswerAsync(connection)) await next(connection);
    }

    /// <summary>Stops looking at the time.</summary>
    public void Dispose() => rounds?.Dispose();

    // True when there is more to read for Kestrel, false when the connection has ended.
    private async Task<bool> AnswerAsync(ConnectionContext connection)
    {
        var (input, output) = (connection.Transport.Input, connection.Transport.Output);
        var waiting = new Waiting(connection, clock.GetTimestamp());
        connections.TryAdd(waiting, true);
        var closing = connection.Features.Get<IConnectionLifetimeNotificationFeature>();
        await using var registration = closing?.ConnectionClosedRequested.Register(input.CancelPendingRead) ?? default;
        try
        {
            while (true)
            {
                var read = await input.ReadAsync();
                if (read.IsCanceled)
                {
                    input.AdvanceTo(read.Buffer.Start);
                    return false;
                }
                int answered = read.Buffer.IsSingleSegment ? Answer(read.Buffer.FirstSpan, output) : 0;
                if (answered == 0)
                {
                    input.AdvanceTo(read.Buffer.Start);
                    return !read.IsCompleted || !read.Buffer.IsEmpty;
                }
                input.AdvanceTo(read.Buffer.GetPosition(answered));
                waiting.Since = clock.GetTimestamp();
                var sent = await output.FlushAsync();
                if (sent.IsCompleted || sent.IsCanceled) return false;
            }
        }
        finally
        {
            connections.TryRemove(waiting, out _);
        }
    }

    // How many bytes of the request were answered; 0 when it is none for the lane.
    private int Answer(ReadOnlySpan<byte> bytes, PipeWriter output)
    {
        Span<char> room = stackalloc char[LongestPath];
        if (!PlainRequest.TryRead(bytes, room, out var request) || request.Path.StartsWith(Addresses.Own, StringComparison.Ordinal)) return 0;
        Span<char> words = stackalloc char[request.AcceptEncoding.Length];
        Encoding.ASCII.GetChars(request.AcceptEncoding, words);
        var encodings = AcceptedEncodings.Of(words);
        if (!press.IsSure || withdrawn.Holds(request.Path) || press.Ready(request.Path, encodings.Brotli) is not { Status: 200 } page) return 0;
        Write(page, encodings.Choose(page), IsHeldAlready(request.IfNoneMatch, page), output);
        return request.Length;
    }

    private static bool IsHeldAlready(ReadOnlySpan<byte> validators, PressedPage page)
    {
        if (validators.IsEmpty) return false;
        Span<char> words = validators.Length <= 1024 ? stackalloc char[validators.Length] : new char[validators.Length];
        Encoding.ASCII.GetChars(validators, words);
        return Reply.IsHeldAlready(words, page);
    }

    private void Write(PressedPage page, Encoded encoded, bool unchanged, PipeWriter output)
    {
        var head = unchanged ? heads.Unchanged(page, encoded) : heads.Whole(page, encoded);
        var date = heads.Date;
        byte[] body = unchanged ? [] : encoded.Bytes;
        var room = output.GetSpan(head.Length + date.Length + body.Length);
        head.CopyTo(room);
        date.CopyTo(room[head.Length..]);
        body.CopyTo(room[(head.Length + date.Length)..]);
        output.Advance(head.Length + date.Length + body.Length);
    }

    private void EndWaiting()
    {
        foreach (var (waiting, _) in connections)
        {
            if (clock.GetElapsedTime(waiting.Since) > LongestWait) waiting.Connection.Abort(new ConnectionAbortedException("Nothing was asked for long enough."));
        }
    }

    private sealed class Waiting(ConnectionContext connection, long since)
    {
        private long since = since;

        public ConnectionContext Connection { get; } = connection;

        public long Since
        {
            get => Volatile.Read(ref since);
            set => Volatile.Write(ref since, value);
        }
    }
}
