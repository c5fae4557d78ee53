using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Logging;
using StopPress.Site.Pages;
using StopPress.Site.Press;
using StopPress.Store;

namespace StopPress.Site.Serving;

/// <summary>
/// Answers plain requests for pages that lie ready before Kestrel reads them as HTTP. The first request of a connection that is anything
/// else is left unread, and the connection belongs to Kestrel from there on (docs/decisions/0012).
/// </summary>
/// <param name="press">Where pages lie.</param>
/// <param name="withdrawn">What must not be sent any more, whatever lies ready.</param>
/// <param name="house">What every answer says.</param>
/// <param name="most">The most connections at once.</param>
/// <param name="log">Where it is told that there are more.</param>
/// <param name="clock">What time it is.</param>
public sealed class ReadyLane(PrintingPress press, WithdrawnList withdrawn, HouseHeaders house, int most, ILogger<ReadyLane> log, TimeProvider clock) : IDisposable
{
    private const int LongestPath = 600;

    private readonly ConnectionWatch watch = new(clock);
    private readonly ReadyHeads heads = new(house, clock);

    // Kestrel has such a limit as well, and tells the log of each connection that it closes.
    private readonly Trouble crowd = new(log, clock);
    private int open;

    /// <summary>Begins to end connections on which nothing moves.</summary>
    public void Start() => watch.Start();

    /// <summary>Answers what it can of a connection, and hands it on.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="next">Kestrel.</param>
    public async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (Interlocked.Increment(ref open) > most)
        {
            crowd.Meet($"There are more than {most} connections; whoever comes now is sent away. The setting connections says how many there may be.");
            Interlocked.Decrement(ref open);
            connection.Abort(new ConnectionAbortedException("There are too many connections."));
            return;
        }
        // Not at the first that leaves, or the log would be told of each that comes and goes.
        if (Volatile.Read(ref open) < most / 2) crowd.End("There is room for more connections again.");
        var line = watch.Watch(connection);
        using var lastOrders = connection.Features.Get<IConnectionLifetimeNotificationFeature>() is { } closing ? new LastOrders(closing) : null;
        if (lastOrders is not null) connection.Features.Set<IConnectionLifetimeNotificationFeature>(lastOrders);
        try
        {
            if (!await AnswerAsync(connection, line)) return;
            line.HandOn();
            await next(connection);
        }
        catch (Exception fault) when (fault is ConnectionAbortedException or ConnectionResetException)
        {
            // The reader has gone, or was sent away.
        }
        finally
        {
            watch.LetGo(line);
            Interlocked.Decrement(ref open);
        }
    }

    /// <summary>Stops looking at the time.</summary>
    public void Dispose() => watch.Dispose();

    // True when there is more to read for Kestrel, false when the connection has ended.
    private async Task<bool> AnswerAsync(ConnectionContext connection, ConnectionWatch.Line line)
    {
        var (input, output) = (connection.Transport.Input, connection.Transport.Output);
        var closing = connection.Features.Get<IConnectionLifetimeNotificationFeature>();
        await using var registration = closing?.ConnectionClosedRequested.Register(input.CancelPendingRead) ?? default;
        var lastCall = false;
        while (true)
        {
            ReadResult read;
            if (!lastCall) read = await input.ReadAsync();
            else if (!input.TryRead(out read)) return false;
            // The newspaper closes, or nothing has been asked for too long: what has come in by now is answered, and nothing is waited for.
            lastCall |= read.IsCanceled;
            var (answered, written) = read.Buffer.IsSingleSegment ? Answer(read.Buffer.FirstSpan, output) : default;
            if (answered == 0)
            {
                input.AdvanceTo(read.Buffer.Start);
                return !lastCall && (!read.IsCompleted || !read.Buffer.IsEmpty);
            }
            input.AdvanceTo(read.Buffer.GetPosition(answered));
            line.NoteRequest();
            var sent = await line.SentAsync(output.FlushAsync(), written);
            if (sent.IsCompleted || sent.IsCanceled) return false;
        }
    }

    // How many bytes of the request were answered, 0 when it is none for the lane; and how many were written.
    private (int Answered, int Written) Answer(ReadOnlySpan<byte> bytes, PipeWriter output)
    {
        Span<char> room = stackalloc char[LongestPath];
        if (!PlainRequest.TryRead(bytes, room, out var request) || !Addresses.IsOfPages(request.Path)) return default;
        Span<char> words = stackalloc char[request.AcceptEncoding.Length];
        Encoding.ASCII.GetChars(request.AcceptEncoding, words);
        var encodings = AcceptedEncodings.Of(words);
        if (!press.IsSure || withdrawn.Holds(request.Path) || press.Ready(request.Path, encodings.Brotli) is not { Status: 200 } page) return default;
        Measures.ReadyPages.Add(1);
        return (request.Length, Write(page, encodings.Choose(page), IsHeldAlready(request.IfNoneMatch, page), output));
    }

    private static bool IsHeldAlready(ReadOnlySpan<byte> validators, PressedPage page)
    {
        if (validators.IsEmpty) return false;
        Span<char> words = validators.Length <= 1024 ? stackalloc char[validators.Length] : new char[validators.Length];
        Encoding.ASCII.GetChars(validators, words);
        return Reply.IsHeldAlready(words, page);
    }

    private int Write(PressedPage page, Encoded encoded, bool unchanged, PipeWriter output)
    {
        var head = unchanged ? heads.Unchanged(page, encoded) : heads.Whole(page, encoded);
        var date = heads.Date;
        byte[] body = unchanged ? [] : encoded.Bytes;
        int length = head.Length + date.Length + body.Length;
        var room = output.GetSpan(length);
        head.CopyTo(room);
        date.CopyTo(room[head.Length..]);
        body.CopyTo(room[(head.Length + date.Length)..]);
        output.Advance(length);
        return length;
    }
}
