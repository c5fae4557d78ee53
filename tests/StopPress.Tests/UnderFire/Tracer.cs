using System.Diagnostics;

namespace StopPress.Tests.UnderFire;

/// <summary>strace(1) on a running newspaper: the kernel's answers to its writes are counted, replaced, or end it.</summary>
internal sealed class Tracer : IAsyncDisposable
{
    /// <summary>Every call by which a newspaper on SQLite writes to its disk.</summary>
    public const string DiskWrites = "pwrite64,pwritev,write,fdatasync,fsync,ftruncate,fallocate,rename,renameat,renameat2,unlink,unlinkat";

    private readonly Process process;
    private readonly string output;

    private Tracer(Process process, string output) => (this.process, this.output) = (process, output);

    /// <summary>Begins; returns when every thread is watched.</summary>
    /// <param name="target">The process.</param>
    /// <param name="calls">The calls that are watched, separated by commas.</param>
    /// <param name="inject">What happens at them, in strace's words; empty only counts.</param>
    public static async Task<Tracer> OnAsync(int target, string calls, string inject = "")
    {
        string output = Path.GetTempFileName();
        string[] arguments = ["-f", "-e", "signal=none", "-e", $"trace={calls}", "-o", output, "-p", $"{target}"];
        if (inject.Length > 0) arguments = ["-e", $"inject={calls}:{inject}", .. arguments];
        var process = Process.Start(new ProcessStartInfo("strace", arguments) { RedirectStandardError = true })!;
        // It says so once for the process, and once more for its threads.
        if (await process.StandardError.ReadLineAsync() is not { } said || !said.Contains("attached", StringComparison.Ordinal)) Assert.Fail("strace cannot watch another process here.");
        _ = process.StandardError.ReadToEndAsync();
        return new Tracer(process, output);
    }

    /// <summary>How many calls the busiest thread has made.</summary>
    public int Most() => File.ReadLines(output).Where(line => line.Contains('(')).CountBy(line => line[..line.IndexOf(' ')]).Select(thread => thread.Value).DefaultIfEmpty(0).Max();

    /// <summary>Lets the process go.</summary>
    public async ValueTask DisposeAsync()
    {
        // An interrupt, on which it lets go of what it watches; a kill would leave threads stopped.
        if (!process.HasExited) RunningPaper.Interrupt(process.Id);
        await process.WaitForExitAsync();
        process.Dispose();
        File.Delete(output);
    }
}
