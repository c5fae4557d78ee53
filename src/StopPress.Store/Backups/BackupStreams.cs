using System.Security.Cryptography;

namespace StopPress.Store.Backups;

/// <summary>Passes on what is written, and knows the hash of all of it.</summary>
internal sealed class SealingStream(Stream inner, Action<long> written, CancellationToken cancel) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long length;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => length;

    public override long Position { get => length; set => throw new NotSupportedException(); }

    public byte[] HashSoFar => hash.GetCurrentHash();

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        cancel.ThrowIfCancellationRequested();
        inner.Write(buffer);
        hash.AppendData(buffer);
        written(length += buffer.Length);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) hash.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Reads a file that is to become a part, and throws when it is not what it is said to be.</summary>
internal sealed class PartStream(Stream inner, BackupPart part) : Stream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => part.Length;

    public override long Position { get => position; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (position == part.Length) return 0;
        int count = inner.Read(buffer[..(int)Math.Min(buffer.Length, part.Length - position)]);
        if (count == 0) throw new SpoiltPartException(part.Name);
        hash.AppendData(buffer[..count]);
        position += count;
        if (position == part.Length && Convert.ToHexStringLower(hash.GetCurrentHash()) != part.Sha256) throw new SpoiltPartException(part.Name);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
            inner.Dispose();
        }
        base.Dispose(disposing);
    }
}

/// <summary>The bytes of a part are not those that they were, or are gone.</summary>
internal sealed class SpoiltPartException(string part) : IOException($"The bytes of {part} are not what they were.")
{
    public string Part => part;
}
