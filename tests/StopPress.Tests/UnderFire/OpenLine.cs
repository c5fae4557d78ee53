using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace StopPress.Tests.UnderFire;

/// <summary>A reader's connection that stays open, on which one page is asked for again and again.</summary>
internal sealed class OpenLine : IAsyncDisposable
{
    // A newspaper that does not answer at all must fail the test, not hold it up.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);

    private readonly TcpClient client;
    private readonly byte[] request;

    private OpenLine(TcpClient client, byte[] request) => (this.client, this.request) = (client, request);

    /// <summary>Opens one.</summary>
    /// <param name="address">Where the newspaper is.</param>
    /// <param name="path">The page.</param>
    /// <param name="byKestrel">Whether the request is of a kind that the lane of plain requests leaves to Kestrel.</param>
    public static async Task<OpenLine> ToAsync(Uri address, string path, bool byKestrel)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        string text = $"{(byKestrel ? "HEAD" : "GET")} {path} HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n";
        return new OpenLine(client, Encoding.ASCII.GetBytes(text));
    }

    /// <summary>Asks, and waits for the answer; its status.</summary>
    public async Task<int> AskAsync()
    {
        await SendAsync();
        return await ReceiveAsync();
    }

    /// <summary>Asks.</summary>
    public async Task SendAsync() => await client.GetStream().WriteAsync(request);

    /// <summary>The status of the answer, which is read to its end.</summary>
    public Task<int> ReceiveAsync() => ReadAsync().WaitAsync(LongestWait);

    private async Task<int> ReadAsync()
    {
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await client.GetStream().ReadAsync(one) == 0) throw new IOException("The newspaper hung up.");
            head.Append((char)one[0]);
        }
        string[] lines = head.ToString().Split("\r\n");
        string? length = lines.FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        if (length is not null && request[0] == 'G') await client.GetStream().ReadExactlyAsync(new byte[int.Parse(length[15..], CultureInfo.InvariantCulture)]);
        return int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture);
    }

    /// <summary>Hangs up.</summary>
    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
