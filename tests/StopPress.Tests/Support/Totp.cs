using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace StopPress.Tests.Support;

/// <summary>The app on somebody's phone that shows codes (RFC 6238, with SHA-1, six digits and half a minute, as every app does it).</summary>
internal static class Totp
{
    public static string Of(string key, DateTimeOffset at)
    {
        Span<byte> step = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, at.ToUnixTimeSeconds() / 30);
        byte[] hash = HMACSHA1.HashData(FromBase32(key), step);
        int number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] FromBase32(string text)
    {
        var bytes = new List<byte>();
        int bits = 0, value = 0;
        foreach (char letter in text)
        {
            value = (value << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(value >> bits));
            value &= (1 << bits) - 1;
        }
        return [.. bytes];
    }
}
