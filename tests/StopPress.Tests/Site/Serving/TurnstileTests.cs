using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StopPress.Site.Serving;
using StopPress.Store.Database;
using StopPress.Store.Settings;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Serving;

/// <summary>How much comes in at once: requests of one address, connections, bytes of one request.</summary>
public class TurnstileTests(Houses houses)
{
    private static readonly IPNetwork Here = IPNetwork.Parse("127.0.0.0/8");

    [Fact]
    public void an_address_may_ask_for_ten_seconds_worth_at_once_and_then_as_fast_as_it_pays_off()
    {
        var clock = new FakeTimeProvider();
        var turnstile = new Turnstile(5, clock, NullLogger<Turnstile>.Instance);
        var one = IPAddress.Parse("203.0.113.7");
        for (var i = 0; i < 50; i++) Assert.Null(turnstile.Lets(one));
        Assert.Equal(TimeSpan.FromSeconds(0.2), turnstile.Lets(one));
        Assert.Null(turnstile.Lets(IPAddress.Parse("203.0.113.8")));
        clock.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 5; i++) Assert.Null(turnstile.Lets(one));
        Assert.NotNull(turnstile.Lets(one));
        clock.Advance(TimeSpan.FromSeconds(100));
        for (var i = 0; i < 50; i++) Assert.Null(turnstile.Lets(one));
        Assert.NotNull(turnstile.Lets(one));
    }

    [Fact]
    public void addresses_that_one_house_has_are_one_and_this_machine_is_never_counted()
    {
        var turnstile = new Turnstile(1, new FakeTimeProvider(), NullLogger<Turnstile>.Instance);
        for (var i = 0; i < 10; i++) Assert.Null(turnstile.Lets(IPAddress.Parse($"2001:db8:1:2::{i}")));
        Assert.NotNull(turnstile.Lets(IPAddress.Parse("2001:db8:1:2:ffff::1")));
        Assert.Null(turnstile.Lets(IPAddress.Parse("2001:db8:1:3::1")));
        for (var i = 0; i < 10; i++) Assert.Null(turnstile.Lets(IPAddress.Parse("::ffff:203.0.113.7")));
        Assert.NotNull(turnstile.Lets(IPAddress.Parse("203.0.113.7")));
        for (var i = 0; i < 100; i++) Assert.Null(turnstile.Lets(IPAddress.Loopback));
    }

    [Fact]
    public void any_number_of_addresses_takes_little_memory()
    {
        var clock = new FakeTimeProvider();
        var turnstile = new Turnstile(1, clock, NullLogger<Turnstile>.Instance);
        for (uint i = 0; i < 250_000; i++)
        {
            turnstile.Lets(new IPAddress(0x0a000000 + i));
            if (i % 50_000 == 0) clock.Advance(TimeSpan.FromSeconds(2));
        }
        Assert.InRange(turnstile.Remembered, 1, 100_000);
    }

    [Fact]
    public async Task who_asks_for_too_much_is_told_in_words_to_come_again_and_has_every_ready_page()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await OpenAsync(house, FrontDoor.Usual with { RequestsPerSecond = 1, TrustedProxies = [Here] });
        string path = await paper.PublishAsync(await paper.FileAsync("Harbour wall holds"));
        using var reader = new HttpClient { BaseAddress = paper.Address };
        foreach (string page in new[] { path, path, path }) Assert.Equal(200, (await AskAsync(page, "198.51.100.1")).Status);
        var answers = new List<(int Status, string Text, string Retry)>();
        for (var i = 0; i < 14; i++) answers.Add(await AskAsync($"/nowhere/{i}/", "203.0.113.7"));
        Assert.All(answers[..10], answer => Assert.Equal(404, answer.Status));
        var refused = answers[^1];
        Assert.Equal((429, "1"), (refused.Status, refused.Retry));
        Assert.Contains("Please try again in a moment.", refused.Text, StringComparison.Ordinal);
        // What a reader claims before the proxy speaks is not believed.
        Assert.Equal(429, (await AskAsync("/nowhere/", "192.0.2.55, 203.0.113.7")).Status);
        Assert.Equal(404, (await AskAsync("/nowhere/", "203.0.113.8")).Status);
        Assert.Equal(200, (await AskAsync(path, "203.0.113.7")).Status);

        async Task<(int Status, string Text, string Retry)> AskAsync(string address, string by)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("X-Forwarded-For", by);
            using var answer = await reader.SendAsync(request);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.RetryAfter?.ToString() ?? "");
        }
    }

    [Fact]
    public async Task nobody_is_believed_who_is_not_named_and_the_log_says_so_once()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        var log = new RecordedLog();
        await using var paper = await OpenAsync(house, FrontDoor.Usual with { RequestsPerSecond = 1, TrustedProxies = [IPNetwork.Parse("10.0.0.0/8")] }, log);
        using var reader = new HttpClient { BaseAddress = paper.Address };
        reader.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        for (var i = 0; i < 30; i++) Assert.Equal(404, (int)(await reader.GetAsync($"/nowhere/{i}/")).StatusCode);
        Assert.Single(log.Lines, line => line.Contains("trusted-proxies", StringComparison.Ordinal));
    }

    [Fact]
    public async Task one_connection_more_than_there_may_be_is_closed_and_the_others_go_on()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await OpenAsync(house, FrontDoor.Usual with { Connections = 10 });
        var open = new List<Socket>();
        try
        {
            for (var i = 0; i < 10; i++)
            {
                open.Add(await ConnectAsync(paper.Address));
                Assert.StartsWith("HTTP/1.1 200", await SayAsync(open[i]), StringComparison.Ordinal);
            }
            Assert.Equal("", await ComeAsync(paper.Address));
            foreach (var socket in open) Assert.StartsWith("HTTP/1.1 200", await SayAsync(socket), StringComparison.Ordinal);
            open[0].Dispose();
            await Eventually.AnswersAsync(async () => (await ComeAsync(paper.Address)).StartsWith("HTTP/1.1 200", StringComparison.Ordinal), "a place that is given up is another's");
        }
        finally
        {
            foreach (var socket in open) socket.Dispose();
        }
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 70000000\r\n\r\n", "HTTP/1.1 405")]
    [InlineData("POST /-/desk/sign-in HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000000\r\n\r\n", "HTTP/1.1 4")]
    [InlineData("GET /{long} HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 414")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX-Long: {long}{long}{long}{long}\r\n\r\n", "HTTP/1.1 431")]
    public async Task a_request_that_is_too_long_is_refused_before_it_is_read(string request, string answer)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await OpenAsync(house, FrontDoor.Usual);
        using var socket = await ConnectAsync(paper.Address);
        Assert.StartsWith(answer, await SayAsync(socket, request.Replace("{long}", new string('x', 10_000), StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(200, (int)(await paper.AskAsync("/")).StatusCode);
    }

    private static Task<Paper> OpenAsync(House house, FrontDoor door, RecordedLog? log = null) =>
        Paper.OpenAsync(house.Folder, house.Connection, TimeProvider.System, null, logs: log, door: door);

    private static async Task<Socket> ConnectAsync(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        return socket;
    }

    // The same on a connection of its own, which may be closed before it is quite open.
    private static async Task<string> ComeAsync(Uri address)
    {
        try
        {
            using var socket = await ConnectAsync(address);
            return await SayAsync(socket);
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.ConnectionReset)
        {
            return "";
        }
    }

    // The first bytes of the answer; nothing when the connection was closed instead.
    private static async Task<string> SayAsync(Socket socket, string words = "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    {
        byte[] room = new byte[65536];
        try
        {
            await socket.SendAsync(Encoding.Latin1.GetBytes(words));
            return Encoding.Latin1.GetString(room, 0, await socket.ReceiveAsync(room).WaitAsync(TimeSpan.FromSeconds(10)));
        }
        catch (SocketException)
        {
            return "";
        }
    }
}
