using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace StopPress.Site.Press;

/// <summary>One encoding of a pressed page, ready to be sent.</summary>
/// <param name="Bytes">The body.</param>
/// <param name="Name">Its name in <c>Content-Encoding</c>; empty for none.</param>
/// <param name="ETag">Its strong validator (RFC 9110, section 8.8.3), with quotes.</param>
public sealed record Encoded(byte[] Bytes, StringValues Name, StringValues ETag)
{
    /// <summary>The body's length as a header says it.</summary>
    public StringValues Length { get; } = Bytes.Length.ToString(CultureInfo.InvariantCulture);

    /// <summary>What stands before the body on the wire, but for the date; written when it is first sent so.</summary>
    internal byte[]? Head { get; set; }

    /// <summary>The same for a reader who has the page already.</summary>
    internal byte[]? HeadUnchanged { get; set; }
}

/// <summary>A joined page in the encodings that were asked for so far. It shows one moment of the journal and never changes.</summary>
public sealed class PressedPage
{
    private readonly string hash;
    private Encoded? brotli;
    private Encoded? plain;
    private int hits;

    /// <summary>Joins fragments.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="fragments">The page's parts in order.</param>
    /// <param name="keys">Every subject that was read for it.</param>
    /// <param name="policy">Its Content-Security-Policy.</param>
    public PressedPage(int status, IReadOnlyList<Fragment> fragments, IReadOnlyCollection<string> keys, string policy)
    {
        Status = status;
        Policy = policy;
        SurrogateKey = string.Join(' ', keys.Order(StringComparer.Ordinal));
        hash = HashOf(fragments, SurrogateKey.ToString(), policy);
        Gzip = new Encoded(GzipMember.Join(fragments), "gzip", $"\"{hash}-g\"");
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>Its media type, with its encoding.</summary>
    public StringValues MimeType { get; init; } = MarkedText.Html;

    /// <summary>The subjects that a cache in front purges it by, separated by spaces.</summary>
    public StringValues SurrogateKey { get; }

    /// <summary>Its Content-Security-Policy.</summary>
    public StringValues Policy { get; }

    /// <summary>The page as gzip.</summary>
    public Encoded Gzip { get; }

    /// <summary>The page as brotli, when it was asked for often enough to be worth the work; else null.</summary>
    public Encoded? Brotli => Volatile.Read(ref brotli);

    /// <summary>The page as it is; made when it is first asked for, which hardly ever happens.</summary>
    public Encoded Plain => Volatile.Read(ref plain) ?? (plain = new Encoded(GzipMember.Unpack(Gzip.Bytes), StringValues.Empty, $"\"{hash}\""));

    /// <summary>How much memory it takes, in bytes.</summary>
    public int Weight => Gzip.Bytes.Length + (brotli?.Bytes.Length ?? 0) + (plain?.Bytes.Length ?? 0);

    /// <summary>Counts a reader who could take brotli; the count so far.</summary>
    public int CountHit() => ++hits;

    /// <summary>Whether a validator that a reader holds is of this very page, in whatever encoding.</summary>
    public bool Matches(ReadOnlySpan<char> etag) =>
        etag.StartsWith("\"", StringComparison.Ordinal) && etag[1..].StartsWith(hash, StringComparison.Ordinal);

    /// <summary>Makes the brotli, at a quality from 0 to 11 (RFC 7932 encoders).</summary>
    public void Polish(int quality)
    {
        byte[] text = GzipMember.Unpack(Gzip.Bytes);
        byte[] packed = new byte[BrotliEncoder.GetMaxCompressedLength(text.Length)];
        // A window of 4 MB holds any page whole.
        if (!BrotliEncoder.TryCompress(text, packed, out int length, quality, 22)) throw new InvalidDataException("Brotli did not fit its own bound.");
        Volatile.Write(ref brotli, new Encoded(packed[..length], "br", $"\"{hash}-b{quality}\""));
    }

    // The validator stands for the page with its headers: a cache that keeps the page must learn of new keys too.
    private static string HashOf(IReadOnlyList<Fragment> fragments, string keys, string policy)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> one = stackalloc byte[16];
        foreach (var fragment in fragments)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(one, fragment.Hash);
            hash.AppendData(one);
        }
        hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(keys.AsSpan()));
        hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(policy.AsSpan()));
        return Convert.ToHexStringLower(hash.GetCurrentHash().AsSpan(0, 16));
    }
}
