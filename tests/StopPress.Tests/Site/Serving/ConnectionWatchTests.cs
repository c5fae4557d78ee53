using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Serving;

/// <summary>Readers who ask for nothing, or do not take what they asked for.</summary>
public sealed class ConnectionWatchTests(Houses houses) : IAsyncLifetime
{
    private const int Requests = 400;
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
    private readonly RecordedLog log = new();
    private House house = null!;
    private Paper paper = null!;
    private string path = "";

    /// <summary>A newspaper with one story that lies ready.</summary>
    public async ValueTask InitializeAsync()
    {
        house = await houses.OpenAsync(DatabaseKind.Sqlite);
        paper = await Paper.OpenAsync(house, lineClock: clock, logs: log);
        path = await paper.PublishAsync(await paper.FileAsync("Harbour wall holds"));
        for (var i = 0; i < 3; i++) await paper.AskAsync(path, "gzip");
        Assert.NotNull(paper.Site.Press.Ready(path, brotli: false));
    }

    /// <summary>Closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        await paper.DisposeAsync();
        await house.DisposeAsync();
    }

    [Fact]
    public async Task a_connection_on_which_nothing_is_asked_for_is_closed_and_nobody_is_told()
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync(Request(path));
        Assert.True(await socket.ReceiveAsync(new byte[1024]) > 0);
        Pass(seconds: 125);
        await socket.SendAsync(Request(path));
        string answers = await ReadAsync(socket, until: "HTTP/1.1 200 OK");
        Pass(seconds: 140);
        // To its end, which is not that of a connection that was torn down.
        answers += await ReadAsync(socket, until: null);
        Assert.Contains("HTTP/1.1 200 OK", answers, StringComparison.Ordinal);
        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task a_reader_who_breaks_off_is_no_fault_of_the_newspaper()
    {
        var socket = await ConnectAsync();
        await socket.SendAsync(Request(path));
        Assert.True(await socket.ReceiveAsync(new byte[1024]) > 0);
        socket.Close(0);
        using var another = await ConnectAsync();
        await another.SendAsync(Request(path));
        Assert.True(await another.ReceiveAsync(new byte[1 << 20]) > 0);
        Assert.Empty(log.Lines);
    }

    [Theory]
    // Answered by the lane, and by Kestrel.
    [InlineData("")]
    [InlineData("?x")]
    public async Task a_reader_who_takes_nothing_is_sent_away_and_costs_little_meanwhile(string query)
    {
        using var socket = await ConnectAsync();
        await AskManyAsync(socket, path + query);
        Assert.InRange(await UnsentAsync(socket), 1, 512 * 1024);
        Pass(seconds: 60);
        Assert.True(await UnsentAsync(socket) > 0, "The reader was sent away before the time.");
        Pass(seconds: 300);
        var gone = await Assert.ThrowsAsync<SocketException>(() => ReadAsync(socket, until: null));
        Assert.Equal(SocketError.ConnectionReset, gone.SocketErrorCode);
        Assert.Empty(log.Lines);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?x")]
    public async Task a_reader_who_is_slow_gets_all(string query)
    {
        using var socket = await ConnectAsync();
        await AskManyAsync(socket, path + query, last: "Connection: close\r\n");
        byte[] room = new byte[16 * 1024];
        var answers = new StringBuilder();
        while (true)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            int got = await socket.ReceiveAsync(room, patience.Token);
            if (got == 0) break;
            answers.Append(Encoding.Latin1.GetString(room, 0, got));
            clock.Advance(TimeSpan.FromSeconds(got / 1000.0));
        }
        Assert.Equal(Requests + 1, answers.ToString().Split("HTTP/1.1 200 OK").Length);
    }

    private static byte[] Request(string path, string more = "") => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: courier.example\r\nAccept-Encoding: gzip\r\n{more}\r\n");

    private static async Task AskManyAsync(Socket socket, string path, string last = "")
    {
        byte[] all = [.. Enumerable.Range(1, Requests).SelectMany(number => Request(path, number == Requests ? last : ""))];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        // One by one, so that each is whole when it is read.
        int length = Request(path).Length;
        for (var at = 0; at < all.Length; at += length) await socket.SendAsync(all.AsMemory(at, Math.Min(length, all.Length - at)), patience.Token);
    }

    private static async Task<string> ReadAsync(Socket socket, string? until)
    {
        byte[] room = new byte[65536];
        var text = new StringBuilder();
        while (until is null || !text.ToString().Contains(until, StringComparison.Ordinal))
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            int got = await socket.ReceiveAsync(room, patience.Token);
            if (got == 0) break;
            text.Append(Encoding.Latin1.GetString(room, 0, got));
        }
        return text.ToString();
    }

    // What the machine holds for the reader, when it has stopped changing.
    private async Task<int> UnsentAsync(Socket socket)
    {
        var (before, same) = (-1, 0);
        while (same < 5)
        {
            await Task.Delay(50);
            int now = InSocket(socket);
            same = now == before ? same + 1 : 0;
            before = now;
        }
        return before;
    }

    // proc(5), /proc/net/tcp: local and remote address, state, then the bytes that wait to be sent.
    private int InSocket(Socket socket)
    {
        string server = $":{paper.Address.Port:X4}", reader = $":{((IPEndPoint)socket.LocalEndPoint!).Port:X4}";
        string[]? line = File.ReadLines("/proc/net/tcp").Select(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(parts => parts[1].EndsWith(server, StringComparison.Ordinal) && parts[2].EndsWith(reader, StringComparison.Ordinal));
        return line is null ? 0 : int.Parse(line[4].Split(':')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }

    private void Pass(int seconds)
    {
        for (var passed = 0; passed < seconds; passed += 5) clock.Advance(TimeSpan.FromSeconds(5));
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(IPAddress.Loopback, paper.Address.Port);
        return socket;
    }
}
