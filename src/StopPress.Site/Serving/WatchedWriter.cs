using System.IO.Pipelines;

namespace StopPress.Site.Serving;

/// <summary>Writes to a connection that Kestrel has, and tells the watch when what is written does not leave.</summary>
/// <param name="line">The connection under watch.</param>
/// <param name="output">Where it writes to.</param>
internal sealed class WatchedWriter(ConnectionWatch.Line line, PipeWriter output) : PipeWriter
{
    private long written;

    /// <inheritdoc/>
    public override bool CanGetUnflushedBytes => output.CanGetUnflushedBytes;

    /// <inheritdoc/>
    public override long UnflushedBytes => output.UnflushedBytes;

    /// <inheritdoc/>
    public override void Advance(int bytes)
    {
        written += bytes;
        output.Advance(bytes);
    }

    /// <inheritdoc/>
    public override Memory<byte> GetMemory(int sizeHint = 0) => output.GetMemory(sizeHint);

    /// <inheritdoc/>
    public override Span<byte> GetSpan(int sizeHint = 0) => output.GetSpan(sizeHint);

    /// <inheritdoc/>
    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        long bytes = written;
        written = 0;
        return line.SentAsync(output.FlushAsync(cancellationToken), bytes);
    }

    /// <inheritdoc/>
    public override void CancelPendingFlush() => output.CancelPendingFlush();

    /// <inheritdoc/>
    public override void Complete(Exception? exception = null) => output.Complete(exception);

    /// <inheritdoc/>
    public override ValueTask CompleteAsync(Exception? exception = null) => output.CompleteAsync(exception);
}
