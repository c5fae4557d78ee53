using System.Globalization;
using StopPress.Benchmarks.Archive;
using StopPress.Benchmarks.Figures;
using StopPress.Store.Control;

namespace StopPress.Benchmarks.Serving;

/// <summary>
/// What a tenth of cold requests costs: the time that hot and cold requests take together, against the sum of what they take each alone.
/// Cold is a story that nobody has asked for since every pressed page was dropped; each is asked for once.
/// </summary>
/// <param name="server">The newspaper.</param>
/// <param name="data">Its data folder, where its control socket is found.</param>
/// <param name="folder">Where lists of addresses are written.</param>
/// <param name="archive">What is in the newspaper.</param>
/// <param name="hot">The addresses that are asked for again and again.</param>
internal sealed class ColdGate(WebServer server, string data, string folder, NewsArchive archive, IReadOnlyList<string> hot)
{
    private const double Share = 0.1;

    // Far more than the press makes in one run; when they run out all the same, the run fails.
    private const int MostCold = 60_000;

    private readonly string[] cold = Shuffled(archive, hot.Count);
    private int next;

    /// <summary>Measures so many times, in the orders hot, cold, mix and mix, cold, hot in turns.</summary>
    public async Task<Verdict> MeasureAsync(int rounds, int seconds)
    {
        _ = await RunAsync(Share, seconds);
        var ratios = new List<double>();
        var rates = new List<(double Hot, double Cold, double Mix)>();
        for (var round = 0; round < rounds; round++)
        {
            double[] shares = round % 2 == 0 ? [0, 1, Share] : [Share, 1, 0];
            var runs = new Dictionary<double, (double Rate, double Share)>();
            foreach (double share in shares) runs[share] = await RunAsync(share, seconds);
            var mix = runs[Share];
            ratios.Add(1 / mix.Rate / (((1 - mix.Share) / runs[0].Rate) + (mix.Share / runs[1].Rate)));
            rates.Add((runs[0].Rate, runs[1].Rate, mix.Rate));
        }
        Console.WriteLine($"cold: {Median(rates, rate => rate.Hot):0} hot requests a second alone, {Median(rates, rate => rate.Cold):0} cold ones alone, {Median(rates, rate => rate.Mix):0} mixed");
        return Verdict.Of("serve with a tenth cold, time against hot and cold alone", ratios);
    }

    private static double Median<T>(IEnumerable<T> from, Func<T, double> figure) => new Sample(from.Select(figure)).Median;

    private static string[] Shuffled(NewsArchive archive, int without)
    {
        string[] paths = [.. Enumerable.Range(0, archive.Stories - without).Select(archive.PathOf)];
        new Random(1).Shuffle(paths);
        return paths;
    }

    // One run from a clean start: nothing is pressed but the hot pages.
    private async Task<(double Rate, double Share)> RunAsync(double share, int seconds)
    {
        await DropPagesAsync();
        foreach (string path in hot)
        {
            for (var reader = 0; reader < 3; reader++) _ = await WireReply.GetAsync(server.Port, path, ("Accept-Encoding", "gzip"));
        }
        string hotFile = Path.Combine(folder, "hot"), coldFile = Path.Combine(folder, "cold");
        await File.WriteAllLinesAsync(hotFile, hot);
        int count = Math.Min(MostCold, cold.Length);
        // Each run begins where no run before has been lately, so that none finds the rows of its stories in the database's memory more than another.
        await File.WriteAllLinesAsync(coldFile, Enumerable.Range(next, count).Select(i => cold[i % cold.Length]));
        next = (next + (count / 4)) % cold.Length;
        var load = new WrkLoad(server.Port, seconds, ("Accept-Encoding", "gzip"));
        var run = await WrkRun.RunAsync(load, "/", "mix.lua", hotFile, coldFile, share.ToString(CultureInfo.InvariantCulture), $"{Environment.ProcessorCount}");
        string[] words = run.Output.Split('\n').Last(line => line.StartsWith("asked", StringComparison.Ordinal)).Split(' ');
        long asked = long.Parse(words[1], CultureInfo.InvariantCulture), coldly = long.Parse(words[3], CultureInfo.InvariantCulture);
        if (words[5] != "0") throw new InvalidOperationException($"The cold addresses ran out ({coldly} were asked for): take more stories or fewer seconds.");
        return (run.Rate, (double)coldly / asked);
    }

    private async Task DropPagesAsync()
    {
        await using var client = await ControlClient.ConnectAsync(RunFolder.SocketOf(data)) ?? throw new InvalidOperationException("The newspaper has no control socket.");
        var reply = await client.CallAsync("DropPages", "bench");
        if (!reply.Ok) throw new InvalidOperationException($"The pages were not dropped: {reply.Refusal?.Message ?? reply.Fault}");
    }
}
