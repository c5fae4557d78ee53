using System.Diagnostics;
using StopPress.Benchmarks.Archive;
using StopPress.Benchmarks.Figures;
using StopPress.Benchmarks.Publishing;
using StopPress.Site.Press;
using StopPress.Store.Database;

namespace StopPress.Benchmarks.Pressing;

/// <summary>How many pages the press makes in a second of one core, when none of them lies ready.</summary>
internal static class PressBenchmark
{
    private const int Rounds = 7;
    private const int Warmups = 2;

    /// <summary>Runs it; takes <c>stories</c> and <c>databases</c> (one). The ratio is that of pages to seconds of processor time.</summary>
    public static async Task<Verdict> RunAsync(Order order)
    {
        var archive = new NewsArchive(order.Number("stories", 20_000));
        await using var house = await ArchiveHouse.OpenAsync(order.Words("databases", "sqlite")[0] == "postgres" ? DatabaseKind.Postgres : DatabaseKind.Sqlite, archive);
        var surfaces = Surfaces(archive);
        string[] all = [.. surfaces.SelectMany(surface => surface.Value)];
        new Random(3).Shuffle(all);
        var figures = new List<double>();
        for (var round = 0; round < Warmups + Rounds; round++)
        {
            double figure = await MeasureAsync(house.Site.Press, all);
            if (round >= Warmups) figures.Add(figure);
        }
        foreach (var (name, paths) in surfaces)
        {
            double figure = new Sample([await MeasureAsync(house.Site.Press, paths), await MeasureAsync(house.Site.Press, paths), await MeasureAsync(house.Site.Press, paths)]).Median;
            Console.WriteLine($"press: {figure:0} pages of the kind \"{name}\" a second and core ({paths.Length} of {all.Length})");
        }
        Console.WriteLine($"press: {new Sample(figures).Median:0} pages a second and core, all kinds together");
        return Verdict.Of("press", figures);
    }

    // Four in five are stories, as among the addresses that a crawler finds; the rest are what leads to them.
    private static Dictionary<string, string[]> Surfaces(NewsArchive archive)
    {
        var copy = archive.Copy;
        string[] Of(IEnumerable<ArchivePlace> places) => [.. places.SelectMany(place => place.Paths.Values)];
        int months = archive.MonthPaths.Count;
        return new()
        {
            ["front"] = [.. copy.Editions.Select(edition => edition.Home)],
            ["section"] = Of(copy.Sections),
            ["storyline"] = Of(copy.Storylines),
            ["tag"] = Of(copy.Tags),
            ["author"] = Of(copy.Staff),
            ["month"] = [.. archive.MonthPaths.TakeLast(60)],
            ["day"] = [.. archive.MonthPaths.TakeLast(60).SkipLast(1).Select(month => month + "15/")],
            ["month of a list"] = [.. Enumerable.Range(0, 60).Select(i => copy.Sections[i % copy.Sections.Count].Paths[copy.Editions[0].Language] + archive.MonthPaths[months - 2 - (i % 30)][1..])],
            ["story"] = [.. Enumerable.Range(0, 1000).Select(i => archive.Story(i * (archive.Stories / 1000)).Texts[^1].Path)],
        };
    }

    private static async Task<double> MeasureAsync(PrintingPress press, string[] paths)
    {
        press.Shelf.DropEverything();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        await Parallel.ForEachAsync(paths, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (path, cancel) =>
        {
            var answer = await press.GetAsync(path, cancel);
            if (answer.Page is not { Status: 200 }) throw new InvalidOperationException($"{path} is no page.");
        });
        process.Refresh();
        return paths.Length / (process.TotalProcessorTime - before).TotalSeconds;
    }
}
