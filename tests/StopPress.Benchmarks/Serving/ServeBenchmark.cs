using StopPress.Benchmarks.Archive;
using StopPress.Benchmarks.Figures;
using StopPress.Store.Database;

namespace StopPress.Benchmarks.Serving;

/// <summary>The newspaper against nginx under the same bytes, and against itself when a tenth of the requests is for pages that are not pressed.</summary>
internal static class ServeBenchmark
{
    /// <summary>How many addresses are asked for at random.</summary>
    public const int HotPages = 200;

    private const int WarmupSeconds = 20;
    private const string Cold = "cold";
    private static readonly string[] Everything = ["page", "urls", "unchanged", "brotli", Cold];

    /// <summary>Runs it; takes <c>stories</c>, <c>pairs</c>, <c>seconds</c> and <c>cases</c>.</summary>
    public static async Task<Verdict> RunAsync(Order order)
    {
        int pairs = order.Number("pairs", 7);
        int seconds = order.Number("seconds", 8);
        var archive = new NewsArchive(order.Number("stories", 100_000));
        using var folder = new ScratchFolder();
        string data = folder.Make("data");
        await using (var database = HouseDatabase.OnSqlite(Path.Combine(data, "newsroom.db"))) await ArchiveFiller.FillAsync(database, archive);
        await using var server = await WebServer.StopPressAsync(data);
        var newest = Enumerable.Range(1, HotPages).Select(back => archive.PathOf(archive.Stories - back)).ToList();
        await WarmAsync(server.Port, newest[0]);
        var verdicts = new List<Verdict>();
        foreach (string name in order.Words("cases", Everything))
        {
            if (name == Cold)
            {
                verdicts.Add(await new ColdGate(server, data, folder.Make(Cold), archive, newest).MeasureAsync(pairs, seconds));
            }
            else
            {
                await using var bout = await SideBySide.OpenAsync(server, folder, name, name is "urls" ? newest : newest[..1]);
                verdicts.Add(await bout.MeasureAsync(pairs, seconds));
            }
            Console.WriteLine(verdicts[^1]);
        }
        return verdicts[0] with { Name = "serve" };
    }

    // The runtime compiles what is hot a second time, with what it has learnt; a server that has run for a minute is past that.
    private static async Task WarmAsync(int port, string path) => _ = await WrkRun.RunAsync(new WrkLoad(port, WarmupSeconds, ("Accept-Encoding", "gzip")), path);
}
