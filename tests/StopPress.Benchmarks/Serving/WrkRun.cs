using System.Globalization;
using System.Text.RegularExpressions;

namespace StopPress.Benchmarks.Serving;

/// <summary>What wrk measured in one run.</summary>
/// <param name="Rate">Requests a second.</param>
/// <param name="P99">The latency that 99 in 100 requests do not exceed, in milliseconds.</param>
/// <param name="Output">All that it wrote.</param>
internal sealed partial record WrkRun(double Rate, double P99, string Output)
{
    /// <summary>As many as the design's own measurements had.</summary>
    public const int Connections = 64;

    /// <summary>Loads a server for some seconds; throws when any answer was an error.</summary>
    /// <param name="load">The port, the seconds, and the headers.</param>
    /// <param name="path">The address; of a script, anything.</param>
    /// <param name="script">A script with its arguments, or none.</param>
    public static async Task<WrkRun> RunAsync(WrkLoad load, string path, params string[] script)
    {
        List<string> arguments = ["-t", $"{Environment.ProcessorCount}", "-c", $"{Connections}", "-d", $"{load.Seconds}s", "--timeout", "20s", "--latency"];
        foreach (var (name, value) in load.Headers) arguments.AddRange(["-H", $"{name}: {value}"]);
        if (script.Length > 0) arguments.AddRange(["-s", Path.Combine(AppContext.BaseDirectory, "Serving", script[0])]);
        arguments.Add($"http://127.0.0.1:{load.Port}{path}");
        if (script.Length > 0) arguments.AddRange(["--", .. script[1..]]);
        string output = await BoundProcess.RunAsync(TimeSpan.FromSeconds(load.Seconds + 60), "wrk", [.. arguments]);
        if (output.Contains("Non-2xx", StringComparison.Ordinal) || output.Contains("Socket errors", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Not every request was answered well:\n{output}");
        }
        return new WrkRun(double.Parse(RateLine().Match(output).Groups[1].Value, CultureInfo.InvariantCulture), Milliseconds(P99Line().Match(output)), output);
    }

    private static double Milliseconds(Match match) => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * match.Groups[2].Value switch
    {
        "us" => 0.001,
        "ms" => 1,
        "s" => 1000,
        "m" => 60_000,
        var unit => throw new InvalidDataException($"wrk wrote a latency in {unit}."),
    };

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)")]
    private static partial Regex RateLine();

    [GeneratedRegex(@"\s99%\s+([0-9.]+)(us|ms|s|m)\b")]
    private static partial Regex P99Line();
}

/// <summary>What a run of wrk has in common with others.</summary>
/// <param name="Port">The server's port.</param>
/// <param name="Seconds">How long.</param>
/// <param name="Headers">What every request says.</param>
internal sealed record WrkLoad(int Port, int Seconds, params (string Name, string Value)[] Headers);
