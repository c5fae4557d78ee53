using System.Diagnostics;
using StopPress.Benchmarks.Archive;
using StopPress.Benchmarks.Figures;
using StopPress.Benchmarks.Publishing;

namespace StopPress.Benchmarks.Searching;

/// <summary>How long readers wait for a page of search, among many stories, whatever they look for.</summary>
internal static class SearchBenchmark
{
    // What the design promises at the 99th percentile, in milliseconds.
    private const double Goal = 100;

    private const int Warmups = 5;

    // The commonest words, rarer ones, phrases of common ones, what is nowhere, and what is taken out; in both languages of the archive.
    private static readonly (string Home, string Words)[] Questions =
    [
        ("/", "the"), ("/", "harbour"), ("/", "the harbour wall"), ("/", "\"the harbour wall\""), ("/", "\"the of\""), ("/", "harbour -wall"), ("/", "-the"), ("/", "xylophone"), ("/", "harbor"),
        ("/", "tide boats council storm market"), ("/", "\"of the council\""),
        ("/th/", "การ"), ("/th/", "ที่"), ("/th/", "น้ำ"), ("/th/", "กำแพงกันคลื่น"), ("/th/", "รถ"), ("/th/", "มมม"), ("/th/", "ก"),
    ];

    /// <summary>Runs it; takes <c>stories</c>, <c>databases</c>, <c>times</c>, <c>words</c>, and <c>kept</c>, a folder in which archives stay for the next time. The ratio is that of the 99th percentile to what is promised.</summary>
    public static async Task<Verdict> RunAsync(Order order)
    {
        var ratios = new List<double>();
        var archive = new NewsArchive(order.Number("stories", 200_000));
        var recall = new Recall(archive, order.Number("words", 200));
        foreach (var kind in order.Databases())
        {
            var clock = Stopwatch.StartNew();
            await using var house = await ArchiveHouse.OpenAsync(kind, archive, order.Words("kept") is [var kept] ? kept : null);
            while (house.Site.Clerk.IsBehind) await Task.Delay(100);
            Console.WriteLine($"search on {kind}: filled and indexed after {clock.Elapsed.TotalSeconds:0} s");
            using var reader = new HttpClient { BaseAddress = new Uri(house.Site.Urls.First()) };
            var all = new List<double>();
            foreach (var (home, words) in Questions)
            {
                foreach (string by in new[] { "best", "newest" })
                {
                    var took = new List<double>();
                    for (var time = 0; time < Warmups + order.Number("times", 40); time++) took.Add(await AskAsync(reader, $"{home}-/search?q={Uri.EscapeDataString(words)}&by={by}"));
                    var sample = new Sample(took.Skip(Warmups));
                    all.AddRange(took.Skip(Warmups));
                    Console.WriteLine($"search on {kind}: {words}, {by} first: {sample.Median:0.0} ms (median), {sample.Percentile(99):0.0} ms (p99)");
                }
            }
            var (missing, different) = await recall.AskAsync(reader);
            Console.WriteLine($"search on {kind}: of {order.Number("words", 200)} words out of the middle of stories {missing} did not find theirs; {different} found other stories than on the database before");
            ratios.Add(new Sample(all).Percentile(99) / Goal);
            Console.WriteLine($"search on {kind}: {new Sample(all).Median:0.0} ms (median), {new Sample(all).Percentile(99):0.0} ms (p99) of all");
        }
        return Verdict.Of("search", ratios);
    }

    private static async Task<double> AskAsync(HttpClient reader, string address)
    {
        var clock = Stopwatch.StartNew();
        using var answer = await reader.GetAsync(address);
        answer.EnsureSuccessStatusCode();
        _ = await answer.Content.ReadAsByteArrayAsync();
        return clock.Elapsed.TotalMilliseconds;
    }
}
