using System.Net;
using System.Net.Sockets;

namespace StopPress.Benchmarks.Serving;

/// <summary>A web server that runs for a benchmark, on an address of this machine only.</summary>
/// <param name="Process">The process.</param>
/// <param name="Port">Its port.</param>
internal sealed record WebServer(BoundProcess Process, int Port) : IAsyncDisposable
{
    // A whole benchmark takes less; a server that outlives it is ended.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(2);
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    /// <summary>The program, built in Release.</summary>
    public static string StopPressProgram => InRepository("src/StopPress/bin/Release/net10.0/stoppress.dll");

    /// <summary>The newspaper's program as it is published; only <c>./bench start</c> makes it.</summary>
    public static string PublishedProgram => InRepository("artifacts/stoppress/stoppress.dll");

    /// <summary>The empty ASP.NET Core app, built in Release.</summary>
    public static string EmptyProgram => InRepository("tests/StopPress.Benchmarks/EmptyApp/bin/Release/net10.0/StopPress.EmptyApp.dll");

    /// <summary>A port that nobody uses.</summary>
    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>The command line of the newspaper in a data folder.</summary>
    public static string[] StopPressCommand(string data, int port, string? program = null) =>
        ["dotnet", program ?? StopPressProgram, "serve", "--data", data, "--urls", $"http://127.0.0.1:{port}", "--log-level", "Warning"];

    /// <summary>Starts the newspaper of a data folder, and waits until it answers.</summary>
    public static Task<WebServer> StopPressAsync(string data)
    {
        int port = FreePort();
        return StartAsync(port, StopPressCommand(data, port));
    }

    /// <summary>Starts a server, and waits until it answers.</summary>
    public static async Task<WebServer> StartAsync(int port, string[] command)
    {
        var server = new WebServer(BoundProcess.Start(Longest, command[0], command[1..]), port);
        using var patience = new CancellationTokenSource(LongestStart);
        while (!await AnswersAsync(port))
        {
            if (!server.Process.HasEnded && !patience.IsCancellationRequested)
            {
                await Task.Delay(50, CancellationToken.None);
                continue;
            }
            await server.DisposeAsync();
            throw new InvalidOperationException($"{string.Join(' ', command)} did not come up:\n{server.Process.Said}");
        }
        return server;
    }

    /// <summary>Ends it.</summary>
    public ValueTask DisposeAsync() => Process.DisposeAsync();

    private static async Task<bool> AnswersAsync(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>A path in the repository.</summary>
    public static string InRepository(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "StopPress.slnx"))) continue;
            string found = Path.Combine(folder.FullName, path);
            return File.Exists(found) ? found : throw new FileNotFoundException("It is not built; ./bench builds it.", found);
        }
        throw new InvalidOperationException("The benchmarks run outside the repository.");
    }
}
