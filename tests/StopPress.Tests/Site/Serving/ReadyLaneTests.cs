using System.Net.Sockets;
using System.Text;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Serving;

/// <summary>Requests as bytes: what the lane for ready pages answers itself, and what it leaves to Kestrel, must be answered alike.</summary>
public sealed class ReadyLaneTests(Houses houses) : IAsyncLifetime
{
    private const string Head = "Host: courier.example\r\nAccept-Encoding: gzip\r\n";
    private House house = null!;
    private Paper paper = null!;
    private string story = "";
    private string path = "";

    /// <summary>A newspaper with one story that lies ready.</summary>
    public async ValueTask InitializeAsync()
    {
        house = await houses.OpenAsync(DatabaseKind.Sqlite);
        paper = await Paper.OpenAsync(house);
        path = await paper.PublishAsync(story = await paper.FileAsync("Harbour wall holds"));
        foreach (string page in new[] { path, path, path, "/", "/", "/" }) await paper.AskAsync(page, "gzip");
        Assert.NotNull(paper.Site.Press.Ready(path, brotli: false));
        Assert.NotNull(paper.Site.Press.Ready("/", brotli: false));
    }

    /// <summary>Closes it.</summary>
    public async ValueTask DisposeAsync()
    {
        await paper.DisposeAsync();
        await house.DisposeAsync();
    }

    [Theory]
    [InlineData("Host: courier.example\r\nAccept-Encoding: gzip\r\n")]
    [InlineData("Host: courier.example\r\n")]
    [InlineData("host: [::1]:5080\r\nACCEPT-ENCODING: br;q=0, *\r\nIf-None-Match: *\r\n")]
    [InlineData("Host: 127.0.0.1:5080\r\naccept-encoding: gzip;q=0\r\nIf-None-Match: \"x\", W/\"y\"\r\nCookie: a=b\r\n")]
    public async Task the_lane_and_kestrel_answer_with_the_same_head_and_body(string head)
    {
        // A query changes nothing about the page, and is never read by the lane.
        var (quick, quickBody) = Split(await SayAsync($"GET {path} HTTP/1.1\r\n{head}\r\n", 1));
        var (other, otherBody) = Split(await SayAsync($"GET {path}?x HTTP/1.1\r\n{head}\r\n", 1));
        Assert.Equal(Lines(other), Lines(quick));
        Assert.Equal(otherBody, quickBody);
    }

    [Theory]
    [InlineData("GET /{0} HTTP/1.1\r\n\r\n", "400")]
    [InlineData("GET /{0} HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400")]
    [InlineData("GET /{0} HTTP/1.1\r\nHost: a b\r\n\r\n", "400")]
    [InlineData("GET /{0} HTTP/1.1\r\nHost: a\r\nX Y: z\r\n\r\n", "400")]
    [InlineData("GET /{0} HTTP/1.1\r\nHost: a\r\nX: y\r\n folded\r\n\r\n", "400")]
    [InlineData("GET /{0} HTTP/1.1\r\nHost: a\r\nX: \u0000\r\n\r\n", "400")]
    [InlineData("GET /{0} HTTP/1.1\r\nHost : a\r\n\r\n", "400")]
    [InlineData("GET /{0} HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", "400")]
    [InlineData("GET /{0}\r\nHost: a\r\n\r\n", "400")]
    [InlineData("GET /{0} HTTP/1.1 \r\nHost: a\r\n\r\n", "400")]
    [InlineData("GET /{0} HTTP/1.0\r\nHost: a\r\n\r\n", "200")]
    [InlineData("GET /{0} HTTP/3.0\r\nHost: a\r\n\r\n", "505")]
    [InlineData("GET //{0} HTTP/1.1\r\nHost: a\r\n\r\n", "404")]
    [InlineData("GET /x/../{0} HTTP/1.1\r\nHost: a\r\n\r\n", "200")]
    [InlineData("GET /{0} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "200")]
    [InlineData("HEAD /{0} HTTP/1.1\r\nHost: a\r\n\r\n", "200")]
    [InlineData("POST /{0} HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", "405")]
    [InlineData("GET http://a/{0} HTTP/1.1\r\nHost: a\r\n\r\n", "200")]
    [InlineData("GET /%E0%B8 HTTP/1.1\r\nHost: a\r\n\r\n", "404")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001", "400")]
    public async Task what_is_not_a_plain_request_is_answered_by_kestrel(string request, string status) =>
        Assert.StartsWith($"HTTP/1.1 {status}", await SayAsync(request.Replace("{0}", path[1..], StringComparison.Ordinal), 1), StringComparison.Ordinal);

    [Fact]
    public async Task requests_that_come_together_are_answered_in_order_whoever_answers_them()
    {
        string answers = await SayAsync(
            $"GET {path} HTTP/1.1\r\n{Head}\r\nGET / HTTP/1.1\r\n{Head}\r\nGET /nowhere/ HTTP/1.1\r\n{Head}\r\nGET {path} HTTP/1.1\r\n{Head}Connection: close\r\n\r\n", 4);
        string[] statuses = [.. answers.Split("HTTP/1.1 ").Skip(1).Select(answer => answer[..3])];
        Assert.Equal(["200", "200", "404", "200"], statuses);
    }

    [Fact]
    public async Task the_body_of_a_request_is_never_taken_for_the_next_request()
    {
        string hidden = $"GET {path} HTTP/1.1\r\n{Head}\r\n";
        string answers = await SayAsync($"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: {hidden.Length}\r\nConnection: close\r\n\r\n{hidden}", 2);
        Assert.Equal(2, answers.Split("HTTP/1.1 ").Length);
        answers = await SayAsync("GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n" + hidden, 2);
        Assert.Equal(2, answers.Split("HTTP/1.1 ").Length);
    }

    [Fact]
    public async Task a_request_that_arrives_letter_by_letter_is_answered()
    {
        using var socket = await ConnectAsync();
        foreach (char letter in $"GET {path} HTTP/1.1\r\n{Head}\r\n")
        {
            await socket.SendAsync(new[] { (byte)letter });
            if (letter == '\n') await Task.Delay(2);
        }
        Assert.StartsWith("HTTP/1.1 200 OK", await ReadAsync(socket, 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_connection_that_was_quick_a_moment_ago_tells_of_a_withdrawal()
    {
        using var socket = await ConnectAsync();
        string request = $"GET {path} HTTP/1.1\r\n{Head}\r\n";
        for (var i = 0; i < 3; i++)
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(request));
            Assert.StartsWith("HTTP/1.1 200 OK", await ReadAsync(socket, 1), StringComparison.Ordinal);
        }
        await Paper.DoneAsync(new UnpublishStory(story).RunAsync(paper.Desk, "anna"));
        await socket.SendAsync(Encoding.ASCII.GetBytes(request));
        Assert.StartsWith("HTTP/1.1 410 Gone", await ReadAsync(socket, 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_address_in_thai_is_read_as_browsers_write_it()
    {
        string thai = await paper.PublishAsync(await paper.FileAsync("ข่าวท่าเรือ"));
        foreach (string encoded in new[] { Uri.EscapeDataString(thai).Replace("%2F", "/", StringComparison.Ordinal), Uri.EscapeDataString(thai).Replace("%2F", "/", StringComparison.Ordinal).ToLowerInvariant() })
        {
            for (var i = 0; i < 4; i++) Assert.Contains("200 OK", await SayAsync($"GET {encoded} HTTP/1.1\r\n{Head}\r\n", 1), StringComparison.Ordinal);
        }
    }

    private async Task<string> SayAsync(string words, int answers)
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync(Encoding.Latin1.GetBytes(words));
        return await ReadAsync(socket, answers);
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(paper.Address.Host, paper.Address.Port);
        return socket;
    }

    // Until as many answers have begun, and nothing more comes for a moment; or the connection has ended.
    private static async Task<string> ReadAsync(Socket socket, int answers)
    {
        var text = new StringBuilder();
        byte[] room = new byte[65536];
        var last = DateTime.UtcNow + TimeSpan.FromSeconds(10);
        while (DateTime.UtcNow < last)
        {
            bool enough = text.ToString().Split("HTTP/1.1 ").Length > answers;
            using var patience = new CancellationTokenSource(enough ? 150 : 10_000);
            try
            {
                int got = await socket.ReceiveAsync(room, patience.Token);
                if (got == 0) break;
                text.Append(Encoding.Latin1.GetString(room, 0, got));
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }
        return text.ToString();
    }

    private static (string Head, string Body) Split(string answer)
    {
        int end = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (answer[..end], answer[(end + 4)..]);
    }

    private static string[] Lines(string head) => [.. head.Split("\r\n").Where(line => !line.StartsWith("Date:", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
