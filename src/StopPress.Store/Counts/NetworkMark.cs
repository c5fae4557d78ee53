using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace StopPress.Store.Counts;

/// <summary>The network that a reader comes from: of an address of IPv4 the first 24 bits, of one of IPv6 the first 48. So much is given to one household, firm or school at least, and no address is kept.</summary>
public readonly record struct NetworkMark
{
    private const int BytesOfV4 = 3, BytesOfV6 = 6;

    private readonly ulong bits;

    private NetworkMark(ulong bits) => this.bits = bits;

    /// <summary>The network of an address; all whose address is not known are one.</summary>
    public static NetworkMark Of(IPAddress? address)
    {
        if (address is null) return default;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        Span<byte> whole = stackalloc byte[16];
        address.TryWriteBytes(whole, out _);
        bool isV4 = address.AddressFamily == AddressFamily.InterNetwork;
        Span<byte> network = stackalloc byte[sizeof(ulong)];
        // The first byte tells the two kinds apart.
        network[0] = (byte)(isV4 ? 4 : 6);
        whole[..(isV4 ? BytesOfV4 : BytesOfV6)].CopyTo(network[1..]);
        return new NetworkMark(BinaryPrimitives.ReadUInt64BigEndian(network));
    }

    /// <summary>What is written of it: nobody can tell the network from it who does not have the day's salt.</summary>
    public long Salted(ReadOnlySpan<byte> salt)
    {
        Span<byte> network = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(network, bits);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(salt, network, hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
