using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using StopPress.Benchmarks.Archive;
using StopPress.Benchmarks.Figures;
using StopPress.Benchmarks.Serving;
using StopPress.Store.Database;

namespace StopPress.Benchmarks.Starting;

/// <summary>How long the newspaper takes from its process's start to its first front, against an ASP.NET Core app that does nothing.</summary>
internal static class StartBenchmark
{
    private const int Warmups = 2;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Runs it; takes <c>stories</c> and <c>pairs</c>.</summary>
    public static async Task<Verdict> RunAsync(Order order)
    {
        using var folder = new ScratchFolder();
        string data = folder.Make("data");
        await using (var database = HouseDatabase.OnSqlite(Path.Combine(data, "newsroom.db")))
        {
            await ArchiveFiller.FillAsync(database, new NewsArchive(order.Number("stories", 10_000)));
        }
        Func<Task<double>> stopPress = () => StartAsync(port => WebServer.StopPressCommand(data, port, WebServer.PublishedProgram));
        Func<Task<double>> empty = () => StartAsync(port => ["dotnet", WebServer.EmptyProgram, "--urls", $"http://127.0.0.1:{port}", "--Logging:LogLevel:Default=Warning"]);
        _ = await Pairs.MeasureAsync(Warmups, stopPress, empty);
        var runs = await Pairs.MeasureAsync(order.Number("pairs", 11), stopPress, empty);
        var (ours, theirs) = (new Sample(runs.Select(run => run.First)), new Sample(runs.Select(run => run.Second)));
        Console.WriteLine($"start: {ours.Median:0} ms to the first front, the empty app {theirs.Median:0} ms to its first answer");
        return Verdict.Of("start", runs.Select(run => run.First / run.Second));
    }

    // No wrapper in between: what is measured begins with the process itself.
    private static async Task<double> StartAsync(Func<int, string[]> command)
    {
        int port = WebServer.FreePort();
        string[] words = command(port);
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        LeftBehind.Add(process.Id);
        try
        {
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            while (!await AnswersAsync(port))
            {
                if (process.HasExited || clock.Elapsed > Longest) throw new InvalidOperationException($"{string.Join(' ', words)} did not come up.");
                await Task.Delay(1);
            }
            return clock.Elapsed.TotalMilliseconds;
        }
        finally
        {
            await BoundProcess.EndAsync(process);
        }
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
        }
        catch (SocketException)
        {
            return false;
        }
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n\r\n"));
        byte[] status = new byte["HTTP/1.1 200".Length];
        var length = 0;
        while (length < status.Length && await socket.ReceiveAsync(status.AsMemory(length)) is > 0 and var read) length += read;
        return Encoding.ASCII.GetString(status) == "HTTP/1.1 200" ? true : throw new InvalidOperationException($"The first answer was {Encoding.ASCII.GetString(status)}.");
    }
}
