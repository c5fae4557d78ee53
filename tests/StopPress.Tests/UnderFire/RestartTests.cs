using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.UnderFire;

/// <summary>The newspaper is closed and started again, as systemd does it, while readers read.</summary>
[Collection(nameof(WholeMachine))]
public class RestartTests(Houses houses)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    [Theory, BothDatabases]
    public async Task a_restart_drops_no_request_and_turns_nobody_away(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        using var held = new HeldSocket();
        await using var first = await RunningPaper.StartAsync(house.Folder, house.Connection, held: held);
        var (_, path) = await first.PublishAsync("Harbour wall holds");
        using var crowd = new Crowd(held.Port, path);
        await crowd.HasReadAsync(200);
        var acting = first.CallAsync("FileStory", new { edition = "en", words = new { headline = "Filed while it closes", body = Paper.Body("In time.") } });
        var closed = await Task.WhenAll(first.CloseAsync(), acting.ContinueWith(answered => answered.Result.Ok ? 0 : 1, TaskScheduler.Default));
        // The act was answered, one way or the other, and the newspaper ended of its own will.
        Assert.Equal(0, closed[0]);
        int before = crowd.Read;
        await using var second = await RunningPaper.StartAsync(house.Folder, house.Connection, held: held);
        await crowd.HasReadAsync(before + 200);
        await crowd.EndAsync();
        Assert.Empty(crowd.Failures);
        Assert.True(crowd.Slowest > TimeSpan.FromMilliseconds(100), "Nobody had to wait: it was not closed while they read.");
    }

    [Fact]
    public async Task systemd_is_told_when_the_newspaper_is_open_and_when_it_closes()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        using var folder = new TemporaryFolder();
        using var systemd = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        systemd.Bind(new UnixDomainSocketEndPoint(folder["notify"]));
        await using var paper = await RunningPaper.StartAsync(house.Folder, environment: new Dictionary<string, string> { ["NOTIFY_SOCKET"] = folder["notify"] });
        Assert.Equal("READY=1", await HearAsync(systemd));
        Assert.Equal(0, await paper.CloseAsync());
        Assert.Equal("STOPPING=1", await HearAsync(systemd));
    }

    [Fact]
    public async Task the_log_is_lines_of_json_where_the_owner_wants_it()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "stoppress.dll"), "serve", "--data", house.Folder, "--urls", $"http://127.0.0.1:{Paper.FreePort()}", "--log-format", "json", "--disk-warning-megabytes", "10000000"];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        try
        {
            var lines = new List<JsonElement>();
            while (!lines.Any(line => Message(line).Contains("is open", StringComparison.Ordinal)) || !lines.Any(line => Message(line).Contains("MB are free", StringComparison.Ordinal)))
            {
                string? line = await process.StandardOutput.ReadLineAsync().WaitAsync(Longest);
                Assert.NotNull(line);
                lines.Add(JsonDocument.Parse(line).RootElement);
            }
            Assert.All(lines, line => Assert.True(DateTimeOffset.TryParse(line.GetProperty("Timestamp").GetString(), System.Globalization.CultureInfo.InvariantCulture, out _)));
            Assert.Contains("Warning", lines.Select(line => line.GetProperty("LogLevel").GetString()));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        static string Message(JsonElement line) => line.GetProperty("Message").GetString()!;
    }

    [Fact]
    public async Task metrics_and_traces_go_where_the_owner_says_and_nowhere_else()
    {
        // Nobody listens in this process, which has no such setting: nothing is measured.
        Assert.False(Measures.Acts.Enabled || Measures.Traces.HasListeners());
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        int port = Paper.FreePort();
        using var receiver = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
        receiver.Start();
        var received = new ConcurrentDictionary<string, string>();
        var receiving = ReceiveAsync(receiver, received);
        await using (var paper = await RunningPaper.StartAsync(house.Folder, environment: new Dictionary<string, string> { ["STOPPRESS_TELEMETRY"] = $"http://127.0.0.1:{port}", ["OTEL_METRIC_EXPORT_INTERVAL"] = "500" }))
        {
            var (_, path) = await paper.PublishAsync("Harbour wall holds");
            for (var i = 0; i < 5; i++) Assert.Equal(200, (await paper.AskAsync(path)).Status);
            await Eventually.HoldsAsync(() => received.GetValueOrDefault("/v1/metrics", "").Contains("stoppress.disk.free", StringComparison.Ordinal), "metrics are sent", Longest);
            // What is left is sent when it closes.
            Assert.Equal(0, await paper.CloseAsync());
        }
        receiver.Stop();
        await receiving;
        Assert.Equal(["/v1/metrics", "/v1/traces"], received.Keys.Order(StringComparer.Ordinal));
        foreach (string name in new[] { "stoppress.act.duration", "stoppress.press.duration", "stoppress.pages.ready", "stoppress.shelf.pages", "stoppress.journal.position", "stoppress.disk.free", "kestrel.active_connections" })
        {
            Assert.Contains(name, received["/v1/metrics"], StringComparison.Ordinal);
        }
        Assert.Contains("StoryPublished", received["/v1/traces"], StringComparison.Ordinal);
        Assert.DoesNotContain("Harbour wall", received["/v1/traces"] + received["/v1/metrics"], StringComparison.Ordinal);
    }

    private static async Task<string> HearAsync(Socket socket)
    {
        byte[] room = new byte[256];
        return Encoding.ASCII.GetString(room, 0, await socket.ReceiveAsync(room).WaitAsync(Longest));
    }

    private static async Task ReceiveAsync(HttpListener receiver, ConcurrentDictionary<string, string> received)
    {
        try
        {
            while (true)
            {
                var context = await receiver.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.Latin1);
                string text = await reader.ReadToEndAsync();
                received.AddOrUpdate(context.Request.Url!.AbsolutePath, text, (_, before) => before + text);
                context.Response.Close();
            }
        }
        catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
        {
            // It was stopped.
        }
    }
}
