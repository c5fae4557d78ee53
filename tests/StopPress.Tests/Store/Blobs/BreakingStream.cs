namespace StopPress.Tests.Store.Blobs;

/// <summary>An upload whose line breaks after a megabyte.</summary>
internal sealed class BreakingStream : MemoryStream
{
    private int left = 1024 * 1024;

    public override bool CanSeek => false;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (left <= 0) throw new IOException("the line broke");
        left -= buffer.Length;
        return ValueTask.FromResult(buffer.Length);
    }
}

/// <summary>An upload larger than any disk: a pebibyte.</summary>
internal sealed class EndlessStream : MemoryStream
{
    public override long Length => 1L << 50;
}
