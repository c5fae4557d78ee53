using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace StopPress.Site.Press;

/// <summary>A stretch of a page, compressed once, ready to be joined with others.</summary>
/// <param name="Deflate">The text as raw deflate (RFC 1951): whole blocks on a byte's edge, none of them marked as the last.</param>
/// <param name="Length">Length of the text in bytes of UTF-8.</param>
/// <param name="Crc">CRC-32 of the text (RFC 1952, section 8).</param>
/// <param name="Hash">The first 16 bytes of the text's SHA-256.</param>
public sealed record Fragment(byte[] Deflate, int Length, uint Crc, UInt128 Hash)
{
    // RFC 1952: what GZipStream writes before and after the deflate data.
    private const int GzipHead = 10;
    private const int GzipTail = 8;

    /// <summary>Compresses a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="level">How hard to try.</param>
    public static Fragment Of(string text, CompressionLevel level = CompressionLevel.Optimal)
    {
        byte[] plain = Encoding.UTF8.GetBytes(text);
        using var output = new MemoryStream((plain.Length / 3) + 64);
        int end;
        using (var gzip = new GZipStream(output, level, leaveOpen: true))
        {
            gzip.Write(plain);
            // A flush ends the block on a byte's edge and resets nothing that a reader needs: the next fragment starts with an empty window.
            gzip.Flush();
            end = (int)output.Length;
        }
        var member = output.GetBuffer().AsSpan(0, (int)output.Length);
        uint crc = plain.Length == 0 ? 0 : System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(member[^GzipTail..]);
        byte[] deflate = plain.Length == 0 ? [] : member[GzipHead..end].ToArray();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(plain, hash);
        return new Fragment(deflate, plain.Length, crc, System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash));
    }
}
