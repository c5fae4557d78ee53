using System.Diagnostics;
using System.Globalization;

namespace StopPress.Benchmarks.Serving;

/// <summary>A program that a benchmark starts: it ends with the benchmark, or when its time is over, whatever happens.</summary>
internal sealed class BoundProcess : IAsyncDisposable
{
    private const int LinesKept = 40;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    private readonly Process process;
    private readonly Queue<string> lines = [];

    private BoundProcess(Process process)
    {
        this.process = process;
        LeftBehind.Add(process.Id);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>The last lines that it wrote.</summary>
    public string Said
    {
        get
        {
            lock (lines) return string.Join('\n', lines);
        }
    }

    /// <summary>The id of the program itself: <c>timeout</c> is its parent.</summary>
    public int Id => int.Parse(File.ReadAllText($"/proc/{process.Id}/task/{process.Id}/children").Split(' ')[0], CultureInfo.InvariantCulture);

    /// <summary>Starts a program for so long at most.</summary>
    public static BoundProcess Start(TimeSpan atMost, string program, params string[] arguments)
    {
        // timeout(1) ends it even when the benchmark is killed and can end nothing any more.
        string[] all = ["--foreground", "-k", "5", atMost.TotalSeconds.ToString("0", CultureInfo.InvariantCulture), program, .. arguments];
        return new BoundProcess(Process.Start(new ProcessStartInfo("timeout", all) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!);
    }

    /// <summary>Runs a program to its end and returns what it wrote; throws when it did not end well.</summary>
    public static async Task<string> RunAsync(TimeSpan atMost, string program, params string[] arguments)
    {
        string[] all = ["--foreground", "-k", "5", atMost.TotalSeconds.ToString("0", CultureInfo.InvariantCulture), program, .. arguments];
        using var process = Process.Start(new ProcessStartInfo("timeout", all) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        LeftBehind.Add(process.Id);
        var errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        LeftBehind.Remove(process.Id);
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}{output}");
    }

    /// <summary>Ends a process and waits until it is gone.</summary>
    public static async Task EndAsync(Process process)
    {
        if (!process.HasExited)
        {
            LeftBehind.Ask(process.Id);
            using var patience = new CancellationTokenSource(Grace);
            await process.WaitForExitAsync(patience.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        LeftBehind.Remove(process.Id);
    }

    /// <summary>Ends it and waits until it is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync(process);
        process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (lines)
        {
            lines.Enqueue(line);
            if (lines.Count > LinesKept) lines.Dequeue();
        }
    }
}
