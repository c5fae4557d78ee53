using System.Buffers;
using System.Text;

namespace StopPress.Site.Serving;

/// <summary>
/// A GET request of HTTP/1.1 of the kind that every browser and cache sends (RFC 9112), read where it lies. Whatever is not plainly of this
/// kind is not read here: Kestrel knows what to do with it.
/// </summary>
internal ref struct PlainRequest
{
    private static readonly SearchValues<byte> TargetBytes = SearchValues.Create("/-._~!$&'()*+,;=:@ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789%"u8);
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create("-_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"u8);
    private static readonly SearchValues<byte> HostBytes = SearchValues.Create("-.:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"u8);

    /// <summary>The path, decoded; a part of the room that was given.</summary>
    public ReadOnlySpan<char> Path;

    /// <summary>The value of <c>Accept-Encoding</c>, or nothing.</summary>
    public ReadOnlySpan<byte> AcceptEncoding;

    /// <summary>The value of <c>If-None-Match</c>, or nothing.</summary>
    public ReadOnlySpan<byte> IfNoneMatch;

    /// <summary>How many bytes it took.</summary>
    public int Length;

    private bool hasHost;

    /// <summary>Reads the request at the beginning of <paramref name="bytes"/>; false when it is not whole or not of the plain kind.</summary>
    /// <param name="bytes">What has arrived.</param>
    /// <param name="room">Where the path is decoded; a longer one is not read.</param>
    /// <param name="request">The request.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, Span<char> room, out PlainRequest request)
    {
        request = default;
        int end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0 || !bytes.StartsWith("GET /"u8)) return false;
        request.Length = end + 4;
        var rest = bytes[..(end + 2)];
        int line = rest.IndexOf("\r\n"u8);
        var first = rest[4..line];
        if (!first.EndsWith(" HTTP/1.1"u8) || !request.ReadTarget(first[..^9], room)) return false;
        for (rest = rest[(line + 2)..]; !rest.IsEmpty; rest = rest[(line + 2)..])
        {
            line = rest.IndexOf("\r\n"u8);
            if (!request.ReadHeader(rest[..line])) return false;
        }
        return request.hasHost;
    }

    // What a server would have to make plain first (dots, double slashes, queries, encoded ASCII) is left to Kestrel.
    private bool ReadTarget(ReadOnlySpan<byte> target, Span<char> room)
    {
        if (target.Length > room.Length || target.ContainsAnyExcept(TargetBytes) || target.IndexOf("/."u8) >= 0 || target.IndexOf("//"u8) >= 0) return false;
        if (!target.Contains((byte)'%'))
        {
            Path = room[..Encoding.ASCII.GetChars(target, room)];
            return true;
        }
        Span<byte> decoded = stackalloc byte[target.Length];
        var length = 0;
        for (var i = 0; i < target.Length; i++)
        {
            byte next = target[i];
            if (next == '%')
            {
                if (i + 2 >= target.Length || Convert.FromHexString(target.Slice(i + 1, 2), decoded[length..], out _, out _) != OperationStatus.Done) return false;
                next = decoded[length];
                if (next < 0x80) return false;
                i += 2;
            }
            decoded[length++] = next;
        }
        if (!System.Text.Unicode.Utf8.IsValid(decoded[..length])) return false;
        Path = room[..Encoding.UTF8.GetChars(decoded[..length], room)];
        return true;
    }

    private bool ReadHeader(ReadOnlySpan<byte> line)
    {
        int colon = line.IndexOf((byte)':');
        if (colon <= 0 || line[..colon].ContainsAnyExcept(NameBytes)) return false;
        var value = line[(colon + 1)..].Trim((byte)' ');
        // Neither control characters nor bytes outside ASCII.
        if (value.ContainsAnyExceptInRange((byte)' ', (byte)'~')) return false;
        var name = line[..colon];
        switch (name.Length)
        {
            case 4 when Is(name, "host"u8):
                if (hasHost || value.IsEmpty || value.ContainsAnyExcept(HostBytes)) return false;
                return hasHost = true;
            case 15 when Is(name, "accept-encoding"u8):
                if (!AcceptEncoding.IsEmpty) return false;
                AcceptEncoding = value;
                return true;
            case 13 when Is(name, "if-none-match"u8):
                if (!IfNoneMatch.IsEmpty) return false;
                IfNoneMatch = value;
                return true;
            case 10 when Is(name, "connection"u8):
                return Is(value, "keep-alive"u8);
            default:
                return !IsForKestrel(name);
        }
    }

    // What says that a body follows, that it is to be another protocol, or that an answer is wanted before the request is whole.
    private static bool IsForKestrel(ReadOnlySpan<byte> name) => name.Length switch
    {
        14 => Is(name, "content-length"u8) || Is(name, "http2-settings"u8),
        17 => Is(name, "transfer-encoding"u8),
        7 => Is(name, "upgrade"u8) || Is(name, "trailer"u8),
        6 => Is(name, "expect"u8),
        2 => Is(name, "te"u8),
        _ => false,
    };

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lowercase) => Ascii.EqualsIgnoreCase(text, lowercase);
}
