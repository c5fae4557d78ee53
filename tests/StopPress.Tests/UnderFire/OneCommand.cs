using System.Diagnostics;
using StopPress.Tests.Support;

namespace StopPress.Tests.UnderFire;

/// <summary>A command in a process of its own, as an owner runs it on the newspaper of a house.</summary>
internal static class OneCommand
{
    // Longer than any of them takes, also beside other tests.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>Runs it, and kills it after some time; null lets it come to its end.</summary>
    /// <param name="house">Whose newspaper.</param>
    /// <param name="words">The command.</param>
    /// <param name="life">When it is killed.</param>
    /// <param name="mayRefuse">What it may say when it refuses.</param>
    /// <returns>How it ended: 0, 137 when it was killed, 1 when it refused.</returns>
    public static async Task<int> RunAsync(House house, string[] words, TimeSpan? life, string? mayRefuse = null)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "stoppress.dll"), .. words, "--data", house.Folder];
        if (house.Connection.Length > 0) arguments = [.. arguments, "--database", house.Connection];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(life ?? Longest);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
        await said;
        // What was killed has said nothing; what has failed says why.
        string wrong = await errors;
        Assert.True(process.ExitCode is 0 or 137 || (mayRefuse is not null && wrong.Contains(mayRefuse, StringComparison.Ordinal)), $"{process.ExitCode}: {wrong}");
        return process.ExitCode;
    }
}
