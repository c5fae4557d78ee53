using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace StopPress.Benchmarks.Serving;

/// <summary>An answer as it came over the wire, byte for byte.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers by name; of one that came twice, the last.</param>
/// <param name="HeadLength">How many bytes came before the body.</param>
/// <param name="Body">The body as it was encoded.</param>
internal sealed record WireReply(int Status, IReadOnlyDictionary<string, string> Headers, int HeadLength, byte[] Body)
{
    // No page and no header of ours comes near it.
    private const int Largest = 8 * 1024 * 1024;

    /// <summary>All that was sent, in bytes.</summary>
    public int Length => HeadLength + Body.Length;

    /// <summary>A header, or empty.</summary>
    public string this[string header] => Headers.GetValueOrDefault(header, "");

    /// <summary>Asks a server of this machine for an address, on a connection of its own that is kept alive as a reader's is.</summary>
    public static async Task<WireReply> GetAsync(int port, string path, params (string Name, string Value)[] headers)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port, patience.Token);
        string request = $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{string.Concat(headers.Select(header => $"{header.Name}: {header.Value}\r\n"))}\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes(request), patience.Token);
        byte[] buffer = new byte[64 * 1024];
        var length = 0;
        while (true)
        {
            if (length == buffer.Length) Array.Resize(ref buffer, buffer.Length < Largest ? buffer.Length * 2 : throw new InvalidDataException($"{path} is larger than any page."));
            int read = await socket.ReceiveAsync(buffer.AsMemory(length), patience.Token);
            length += read;
            if (Parse(buffer.AsSpan(0, length)) is { } reply) return reply;
            if (read == 0) throw new InvalidDataException($"The server hung up in the middle of {path}.");
        }
    }

    private static WireReply? Parse(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0) return null;
        string[] lines = Encoding.Latin1.GetString(bytes[..end]).Split("\r\n");
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string[] header in lines.Skip(1).Select(line => line.Split(':', 2))) headers[header[0]] = header[1].Trim();
        int status = int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
        if (headers.ContainsKey("Transfer-Encoding")) throw new InvalidDataException("The answer is chunked; a ready page has a length.");
        int length = status == 304 ? 0 : int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture);
        int head = end + 4;
        return bytes.Length < head + length ? null : new WireReply(status, headers, head, bytes.Slice(head, length).ToArray());
    }
}
