using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace StopPress.Store.Control;

/// <summary>The door for the owner's own programs: every act of the house as a line of JSON, answered by a line of JSON.</summary>
/// <param name="path">The socket's file; see <see cref="RunFolder.SocketOf"/>.</param>
/// <param name="verbs">The acts that it takes.</param>
/// <param name="log">Where faults are told.</param>
/// <remarks>Who may open the socket (mode 0600 in a folder of mode 0700) may do everything; there is no other check.</remarks>
public sealed class ControlSocket(string path, ControlVerbs verbs, ILogger<ControlSocket> log) : IAsyncDisposable
{
    // A quarter of the 1024 open files that Linux allows a process at first; the readers need the rest.
    private const int MostConnections = 256;

    // An act takes milliseconds; one that takes longer than this when the house stops is told to give up.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    // As often as a person sees a number change.
    private static readonly TimeSpan TellEvery = TimeSpan.FromMilliseconds(200);

    // Said again after so long though nothing has changed: only by writing is it found that nobody listens any more.
    private static readonly TimeSpan SayAgain = TimeSpan.FromSeconds(1);
    private static readonly Refusal Stopped = new("stopped", "Whoever asked has hung up.", "Ask again.");

    private readonly CancellationTokenSource stopReading = new();
    private readonly CancellationTokenSource stopActing = new();
    private readonly SemaphoreSlim places = new(MostConnections, MostConnections);
    private readonly Lock gate = new();
    private readonly HashSet<Task> connections = [];
    private Socket? listener;
    private Task accepting = Task.CompletedTask;

    /// <summary>Opens the door, replacing the socket of a process that has died; refuses when a live one is there.</summary>
    /// <returns>The refusal, or null when the door is open.</returns>
    public async Task<Refusal?> StartAsync()
    {
        RunFolder.Claim(Path.GetDirectoryName(path)!);
        if (File.Exists(path))
        {
            if (await ControlClient.ConnectAsync(path) is { } living)
            {
                await living.DisposeAsync();
                return new Refusal("socket-in-use", $"Another newspaper answers on {path}.", "Stop it first, or give this one a folder of its own with --data.");
            }
            File.Delete(path);
        }
        listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        // Until here the folder's mode keeps others out.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        listener.Listen();
        accepting = AcceptAsync(listener);
        return null;
    }

    /// <summary>Closes the door; acts that are under way are answered first.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopReading.IsCancellationRequested) return;
        await stopReading.CancelAsync();
        // The file goes while it is still ours: later it could be a successor's.
        if (listener is not null && File.Exists(path)) File.Delete(path);
        listener?.Dispose();
        await accepting;
        stopActing.CancelAfter(Grace);
        Task[] open;
        lock (gate) open = [.. connections];
        await Task.WhenAll(open);
        stopReading.Dispose();
        stopActing.Dispose();
    }

    private async Task AcceptAsync(Socket door)
    {
        try
        {
            while (true)
            {
                await places.WaitAsync(stopReading.Token);
                var caller = await door.AcceptAsync(stopReading.Token);
                // The set holds the task until its own continuation takes it out, so it is added before it can end.
                lock (gate)
                {
                    var serving = Task.Run(() => ServeAsync(caller));
                    connections.Add(serving);
                    _ = serving.ContinueWith(Forget, TaskScheduler.Default);
                }
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException || (fault is SocketException && stopReading.IsCancellationRequested))
        {
            // The house stops.
        }
    }

    private void Forget(Task serving)
    {
        lock (gate) connections.Remove(serving);
        places.Release();
    }

    private async Task ServeAsync(Socket caller)
    {
        await using var stream = new NetworkStream(caller, ownsSocket: true);
        await using var lines = new LineReader(stream);
        try
        {
            while (await lines.NextAsync(stopReading.Token) is { } line)
            {
                // An act may wait for the disk, and lines may arrive on the thread that serves all readers.
                await Task.Yield();
                byte[] answer = await AnswerAsync(line, stream);
                await stream.WriteAsync(answer, stopActing.Token);
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException)
        {
            // The caller went away, or the house stops: nobody is left to be told.
            log.LogDebug(fault, "A caller of the control socket went away.");
        }
    }

    private async Task<byte[]> AnswerAsync(Line line, NetworkStream stream)
    {
        if (line.TooLong)
        {
            return Write(new Refusal("line-too-long", $"A request may have {LineReader.LongestLine / 1024 / 1024} MB at most.", "Cut it into several requests."));
        }
        var request = ControlRequest.Read(line.Bytes);
        if (request.Refusal is { } unread) return Write(unread);
        try
        {
            var outcome = await RunAsync(request.Value, stream);
            return outcome.Refusal is { } refusal ? Write(refusal) : Write(new { Ok = true, outcome.Value.Sequence, outcome.Value.Result });
        }
        catch (Exception fault) when (Breakdown.RefusalOf(fault) is { } broken)
        {
            // What an act does before it writes its entry (bytes of pictures, a look at what is there), and could not do.
            log.LogWarning("The act {Act} of {Actor} was refused: {Code} ({Fault}).", request.Value.Act, request.Value.Actor, broken.Code, fault.Message);
            return Write(broken);
        }
        catch (Exception fault)
        {
            // An edge of the house: the caller learns that it is our fault, and the door stays open for others.
            log.LogError(fault, "The act {Act} of {Actor} broke.", request.Value.Act, request.Value.Actor);
            return Write(new { Ok = false, Fault = $"{fault.GetType().Name}: {fault.Message}" });
        }
    }

    // Whoever wants to hear how far it has come, and hangs up, has changed their mind.
    private async Task<Outcome<ControlAnswer>> RunAsync(ControlRequest request, NetworkStream stream)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopActing.Token);
        ControlProgress? reached = null, told = null;
        var act = verbs.RunAsync(request, (done, all) => Volatile.Write(ref reached, new ControlProgress(done, all)), stop.Token);
        try
        {
            var since = Stopwatch.StartNew();
            while (request.IsTold && await Task.WhenAny(act, Task.Delay(TellEvery, CancellationToken.None)) != act)
            {
                if (Volatile.Read(ref reached) is not { } now || (now == told && since.Elapsed < SayAgain)) continue;
                told = now;
                since.Restart();
                await stream.WriteAsync(Write(new { Progress = now }), stopActing.Token);
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            log.LogInformation("{Actor} hung up in the middle of the act {Act}; it is stopped.", request.Actor, request.Act);
            await stop.CancelAsync();
        }
        catch (OperationCanceledException)
        {
            // The house stops, and has told the act so.
        }
        try
        {
            return await act;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested && !stopActing.IsCancellationRequested)
        {
            return Stopped;
        }
    }

    private static byte[] Write(Refusal refusal) => Write(new { Ok = false, Refusal = refusal });

    private static byte[] Write<T>(T answer) => [.. JsonSerializer.SerializeToUtf8Bytes(answer, ControlFormat.Options), (byte)'\n'];
}
