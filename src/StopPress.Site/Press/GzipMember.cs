using System.Buffers.Binary;
using System.IO.Compression;

namespace StopPress.Site.Press;

/// <summary>Joins fragments into one gzip member.</summary>
/// <remarks>RFC 1952 lets a file hold several members, but browsers stop at the end of the first; so the fragments become the blocks of one.</remarks>
public static class GzipMember
{
    // RFC 1952, section 2.3: magic, deflate, no flags, no time, unknown system.
    private static readonly byte[] Head = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

    // RFC 1951: a last block with fixed codes that holds only its own end.
    private static readonly byte[] LastBlock = [3, 0];
    private const int TailLength = 8;

    /// <summary>The member that holds the fragments' texts, one after the other.</summary>
    public static byte[] Join(IReadOnlyList<Fragment> fragments)
    {
        int length = Head.Length + LastBlock.Length + TailLength;
        foreach (var fragment in fragments) length += fragment.Deflate.Length;
        byte[] member = new byte[length];
        Head.CopyTo(member, 0);
        int at = Head.Length;
        uint crc = 0;
        uint plain = 0;
        foreach (var fragment in fragments)
        {
            fragment.Deflate.CopyTo(member, at);
            at += fragment.Deflate.Length;
            crc = Crc32.Combine(crc, fragment.Crc, fragment.Length);
            plain += (uint)fragment.Length;
        }
        LastBlock.CopyTo(member, at);
        at += LastBlock.Length;
        BinaryPrimitives.WriteUInt32LittleEndian(member.AsSpan(at), crc);
        BinaryPrimitives.WriteUInt32LittleEndian(member.AsSpan(at + 4), plain);
        return member;
    }

    /// <summary>The text in a member.</summary>
    public static byte[] Unpack(byte[] member)
    {
        using var gzip = new GZipStream(new MemoryStream(member), CompressionMode.Decompress);
        using var plain = new MemoryStream((int)BinaryPrimitives.ReadUInt32LittleEndian(member.AsSpan(member.Length - 4)));
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
