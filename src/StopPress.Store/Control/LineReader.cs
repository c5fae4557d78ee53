using System.Buffers;
using System.IO.Pipelines;

namespace StopPress.Store.Control;

/// <summary>One line without its end, or the news that it was too long.</summary>
/// <param name="Bytes">The line; nothing of one that was too long.</param>
/// <param name="TooLong">Whether it was longer than was allowed.</param>
public readonly record struct Line(ReadOnlyMemory<byte> Bytes, bool TooLong);

/// <summary>Cuts a stream into lines, never holding more than the longest allowed one.</summary>
/// <param name="stream">The stream; it stays open.</param>
/// <param name="longest">How many bytes a line may have.</param>
public sealed class LineReader(Stream stream, int longest = LineReader.LongestLine) : IAsyncDisposable
{
    /// <summary>
    /// The longest request, in bytes. The longest story text of the corpus, with its markup, is below 1 MB; sixteen times
    /// that leaves room for a whole import record, and 256 connections cannot take more than 4 GB even when all lie.
    /// </summary>
    public const int LongestLine = 16 * 1024 * 1024;

    private readonly PipeReader reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));

    /// <summary>Gives the buffers back; the stream stays open.</summary>
    public ValueTask DisposeAsync() => reader.CompleteAsync();

    /// <summary>The next line, or null at the end. A last line without its end counts: programs forget it.</summary>
    public async ValueTask<Line?> NextAsync(CancellationToken cancel)
    {
        long scanned = 0;
        var tooLong = false;
        while (true)
        {
            var read = await reader.ReadAsync(cancel);
            var buffer = read.Buffer;
            if (buffer.Slice(scanned).PositionOf((byte)'\n') is { } end)
            {
                var line = buffer.Slice(0, end);
                tooLong |= line.Length > longest;
                var bytes = tooLong ? [] : line.ToArray();
                reader.AdvanceTo(buffer.GetPosition(1, end));
                return new Line(bytes, tooLong);
            }
            if (read.IsCompleted)
            {
                var rest = tooLong ? [] : buffer.ToArray();
                reader.AdvanceTo(buffer.End);
                return rest.Length > 0 || tooLong ? new Line(rest, tooLong) : null;
            }
            tooLong |= buffer.Length > longest;
            scanned = tooLong ? 0 : buffer.Length;
            // What is too long is let go as it comes, up to its end: so the next line is understood again.
            reader.AdvanceTo(tooLong ? buffer.End : buffer.Start, buffer.End);
        }
    }
}
