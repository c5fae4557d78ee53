using System.Buffers;
using System.Security.Cryptography;

namespace StopPress.Store.Blobs;

/// <summary>Keeps originals (pictures, sound, documents) as they came, each under the hash of its bytes.</summary>
/// <param name="folder">Where they are; nodes of one newspaper may share it.</param>
/// <param name="clock">What time it is.</param>
/// <remarks>What has a name here is whole and on the disk: a blob is written aside, flushed, and then renamed.</remarks>
public sealed class BlobStore(string folder, TimeProvider clock)
{
    // As large as .NET's own Stream.CopyTo takes; larger gains nothing on a disk.
    private const int Chunk = 80 * 1024;

    // Nobody uploads one original for longer than a day: what is older was left by a crash.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    private readonly string incoming = Path.Combine(folder, "incoming");

    /// <summary>Keeps a stream's bytes; when this returns they survive a power cut. Throws <see cref="IOException"/> when the disk is full, keeping nothing.</summary>
    public async Task<BlobName> PutAsync(Stream content, CancellationToken cancel = default)
    {
        using var incoming = (await ReceiveAsync(content, cancel: cancel))!;
        incoming.Keep();
        return incoming.Name;
    }

    /// <summary>Takes a stream's bytes in without keeping them yet, so that they can be looked at first; null when there are more than may be.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="most">How many there may be.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IncomingBlob?> ReceiveAsync(Stream content, long most = long.MaxValue, CancellationToken cancel = default)
    {
        if (content.CanSeek && content.Length - content.Position > most) return null;
        Directory.CreateDirectory(incoming);
        string aside = Path.Combine(incoming, Path.GetRandomFileName());
        try
        {
            var (name, length) = await WriteAside(content, aside, most, cancel);
            if (length <= most) return new IncomingBlob(name, aside, length, () => { if (!Exists(name)) Adopt(aside, PathOf(name)); });
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
        File.Delete(aside);
        return null;
    }

    /// <summary>Keeps bytes as the other way does; what is kept already, such as a picture taken in for a second story, is not written to the disk again.</summary>
    public async Task<BlobName> PutAsync(byte[] content, CancellationToken cancel = default)
    {
        var name = BlobName.Of(SHA256.HashData(content));
        return Exists(name) ? name : await PutAsync(new MemoryStream(content), cancel);
    }

    /// <summary>Opens an original for reading; throws <see cref="FileNotFoundException"/> when there is none of this name.</summary>
    public FileStream Open(BlobName name) => new(
        PathOf(name), new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Options = FileOptions.Asynchronous });

    /// <summary>Whether an original of this name is kept.</summary>
    public bool Exists(BlobName name) => File.Exists(PathOf(name));

    /// <summary>The file of an original, there or not. Two levels of 256 folders keep each small at a million originals.</summary>
    public string PathOf(BlobName name) => Path.Combine(folder, name.Hex[..2], name.Hex[2..4], name.Hex);

    /// <summary>Clears away what crashes left half-written; returns how many files.</summary>
    public int SweepAbandoned()
    {
        if (!Directory.Exists(incoming)) return 0;
        var before = clock.GetUtcNow() - Abandoned;
        var old = new DirectoryInfo(incoming).EnumerateFiles().Where(file => file.LastWriteTimeUtc < before).ToList();
        foreach (var file in old) file.Delete();
        return old.Count;
    }

    private static async Task<(BlobName Name, long Length)> WriteAside(Stream content, string aside, long most, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] chunk = ArrayPool<byte>.Shared.Rent(Chunk);
        long length = 0;
        try
        {
            await using var file = new FileStream(aside, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                BufferSize = 0,
                // A disk that cannot hold it says so before the first byte, where the length is known.
                PreallocationSize = content.CanSeek ? content.Length - content.Position : 0,
            });
            while (length <= most && await content.ReadAsync(chunk, cancel) is > 0 and var count)
            {
                length += count;
                hash.AppendData(chunk, 0, count);
                await file.WriteAsync(chunk.AsMemory(0, count), cancel);
            }
            file.SetLength(file.Position);
            file.Flush(flushToDisk: true);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
        return (BlobName.Of(hash.GetCurrentHash()), length);
    }

    // Two puts of the same content race harmlessly: each replaces whole bytes by the same whole bytes.
    private void Adopt(string aside, string final)
    {
        string shard = Path.GetDirectoryName(final)!;
        Directory.CreateDirectory(shard);
        File.Move(aside, final, overwrite: true);
        for (string place = shard; place.Length >= Path.TrimEndingDirectorySeparator(folder).Length; place = Path.GetDirectoryName(place)!) DiskFolder.Flush(place);
    }
}

/// <summary>Bytes that have come in, whole and on the disk, but are not kept yet; away with it, and they are gone.</summary>
public sealed class IncomingBlob : IDisposable
{
    private readonly Action keep;

    internal IncomingBlob(BlobName name, string file, long length, Action keep) => (Name, File, Length, this.keep) = (name, file, length, keep);

    /// <summary>What it will be called.</summary>
    public BlobName Name { get; }

    /// <summary>Where it lies until it is kept.</summary>
    public string File { get; }

    /// <summary>How many bytes it has.</summary>
    public long Length { get; }

    /// <summary>Keeps it: from here on it survives a power cut under its name.</summary>
    public void Keep() => keep();

    /// <inheritdoc/>
    public void Dispose() => System.IO.File.Delete(File);
}
