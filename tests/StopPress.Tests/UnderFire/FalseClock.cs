namespace StopPress.Tests.UnderFire;

/// <summary>A clock that a test sets, for a newspaper that runs as a process of its own: faketime(1). The monotonic one goes on as it does.</summary>
internal static class FalseClock
{
    /// <summary>What the process is started with, so that it reads its clock from a file.</summary>
    public static IReadOnlyDictionary<string, string> Of(string file) => new Dictionary<string, string>
    {
        ["LD_PRELOAD"] = Library(),
        ["FAKETIME_TIMESTAMP_FILE"] = file,
        ["FAKETIME_NO_CACHE"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        ["TZ"] = "UTC",
    };

    /// <summary>Sets the clock by so much before (<c>-1h</c>) or after (<c>+1d</c>) the true one, or to a time at which it stands still (<c>2026-03-29 01:00:00</c>, of UTC).</summary>
    public static async Task SetAsync(string file, string to)
    {
        // Replaced whole: it is read at any moment.
        await File.WriteAllTextAsync(file + ".new", to + "\n");
        File.Move(file + ".new", file, overwrite: true);
    }

    private static string Library() =>
        Directory.Exists("/usr/lib") && Directory.EnumerateFiles("/usr/lib", "libfaketimeMT.so.1", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MaxRecursionDepth = 3 }).FirstOrDefault() is { } library
            ? library
            : throw new InvalidOperationException("faketime is not installed; ./check installs it (apt-get install faketime).");
}
