using System.Globalization;
using System.Text;
using StopPress.Site.Press;

namespace StopPress.Site.Serving;

/// <summary>Writes what stands before a ready page on the wire (RFC 9112), once per page; only the date changes.</summary>
/// <param name="house">What every answer says.</param>
/// <param name="clock">What time it is.</param>
internal sealed class ReadyHeads(HouseHeaders house, TimeProvider clock)
{
    private Stamp stamp = new(0, []);

    /// <summary>The date of this second with the empty line that ends a head.</summary>
    public ReadOnlySpan<byte> Date
    {
        get
        {
            var now = clock.GetUtcNow();
            long second = now.UtcTicks / TimeSpan.TicksPerSecond;
            var known = Volatile.Read(ref stamp);
            if (known.Second == second) return known.Bytes;
            known = new Stamp(second, Encoding.ASCII.GetBytes($"Date: {now.ToString("R", CultureInfo.InvariantCulture)}\r\n\r\n"));
            Volatile.Write(ref stamp, known);
            return known.Bytes;
        }
    }

    /// <summary>The head of a page that is sent whole.</summary>
    public ReadOnlySpan<byte> Whole(PressedPage page, Encoded encoded) => encoded.Head ??= Head(
        "200 OK", page, encoded, $"Content-Length: {encoded.Length}\r\nContent-Type: {page.MimeType}\r\n" + (encoded.Name.Count > 0 ? $"Content-Encoding: {encoded.Name}\r\n" : ""));

    /// <summary>The head that says that the reader has the page already.</summary>
    public ReadOnlySpan<byte> Unchanged(PressedPage page, Encoded encoded) => encoded.HeadUnchanged ??= Head("304 Not Modified", page, encoded, "");

    private byte[] Head(string status, PressedPage page, Encoded encoded, string content) => Encoding.ASCII.GetBytes(
        $"HTTP/1.1 {status}\r\n{content}ETag: {encoded.ETag}\r\nCache-Control: {Reply.NoCache}\r\nVary: {Reply.Vary}\r\nContent-Security-Policy: {page.Policy}\r\n"
        + $"{house.Lines}Surrogate-Key: {page.SurrogateKey}\r\n");

    private sealed record Stamp(long Second, byte[] Bytes);
}
