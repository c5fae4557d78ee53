using System.Diagnostics;

namespace StopPress.Tests.UnderFire;

/// <summary>strace(1) on a running newspaper: the kernel's answers to its writes are replaced, or end it.</summary>
internal sealed class Tracer : IAsyncDisposable
{
    /// <summary>Every call by which a newspaper on SQLite writes to its disk.</summary>
    public const string DiskWrites = "pwrite64,pwritev,fdatasync,fsync,ftruncate,rename,unlink,mkdir";

    // To let go of a process that lives takes it a few milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process process;

    private Tracer(Process process) => this.process = process;

    /// <summary>Begins; returns when every thread is watched.</summary>
    /// <param name="target">The process.</param>
    /// <param name="calls">The calls that are watched, separated by commas.</param>
    /// <param name="inject">What happens at them, in strace's words.</param>
    public static async Task<Tracer> OnAsync(int target, string calls, string inject)
    {
        string[] arguments = ["-f", "-e", "signal=none", "-e", $"trace={calls}", "-e", $"inject={calls}:{inject}", "-o", "/dev/null", "-p", $"{target}"];
        var process = Process.Start(new ProcessStartInfo("strace", arguments) { RedirectStandardError = true })!;
        // It says so once for the process, and once more for its threads.
        if (await process.StandardError.ReadLineAsync() is not { } said || !said.Contains("attached", StringComparison.Ordinal)) Assert.Fail("strace cannot watch another process here.");
        _ = process.StandardError.ReadToEndAsync();
        return new Tracer(process);
    }

    /// <summary>Lets the process go.</summary>
    public async ValueTask DisposeAsync()
    {
        // An interrupt, on which it lets go of what it watches; a kill would leave threads stopped.
        if (!process.HasExited) RunningPaper.Interrupt(process.Id);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // Interrupted while what it watched was dying, it waits for the first thread, which the kernel keeps until the others are fetched. All are dead.
            process.Kill();
            await process.WaitForExitAsync();
        }
        process.Dispose();
    }
}
