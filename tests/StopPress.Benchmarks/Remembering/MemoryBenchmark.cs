using StopPress.Benchmarks.Archive;
using StopPress.Benchmarks.Figures;
using StopPress.Benchmarks.Serving;
using StopPress.Store.Database;

namespace StopPress.Benchmarks.Remembering;

/// <summary>Whether the newspaper stays as large as it is after a crawl of all that is read, whatever else is asked for.</summary>
internal static class MemoryBenchmark
{
    // As many pages as the memory for pressed pages is meant to hold.
    private const int WarmStories = 10_000;
    private const int Readers = 16;
    private const double Megabyte = 1024 * 1024;

    /// <summary>Runs it; takes <c>stories</c> (more than <c>addresses</c>), <c>addresses</c> and <c>nowhere</c>.</summary>
    public static async Task<Verdict> RunAsync(Order order)
    {
        int addresses = order.Number("addresses", 100_000);
        var archive = new NewsArchive(order.Number("stories", 110_000));
        using var folder = new ScratchFolder();
        string data = folder.Make("data");
        await using (var database = HouseDatabase.OnSqlite(Path.Combine(data, "newsroom.db"))) await ArchiveFiller.FillAsync(database, archive);
        await using var server = await WebServer.StopPressAsync(data);
        string[] newest = [.. archive.ListPaths, .. Enumerable.Range(1, Math.Min(WarmStories, archive.Stories)).Select(back => archive.PathOf(archive.Stories - back))];
        for (var round = 0; round < 3; round++) await CrawlAsync(server.Port, newest, 200);
        long warm = await ResidentAsync(server);

        int[] numbers = [.. Enumerable.Range(0, archive.Stories)];
        new Random(2).Shuffle(numbers);
        await CrawlAsync(server.Port, [.. numbers.Take(addresses).Select(archive.PathOf)], 200);
        long crawled = await ResidentAsync(server);
        await CrawlAsync(server.Port, [.. Enumerable.Range(0, order.Number("nowhere", 10_000)).Select(number => $"/nowhere/{number}-{numbers[number % numbers.Length]}/")], 404);
        long after = await ResidentAsync(server);
        Console.WriteLine($"memory: {warm / Megabyte:0} MB after a warm crawl, {crawled / Megabyte:0} MB after {addresses} addresses at random, {after / Megabyte:0} MB after those that lead nowhere; "
            + $"{Machine.PeakBytes(server.Process.Id) / Megabyte:0} MB at most");
        double[] ratios = [(double)crawled / warm, (double)after / warm];
        return new Verdict("memory", ratios.Max(), ratios.Min(), ratios.Max());
    }

    // What a server holds when nobody asks it for anything.
    private static async Task<long> ResidentAsync(WebServer server)
    {
        await Task.Delay(TimeSpan.FromSeconds(3));
        return Machine.ResidentBytes(server.Process.Id);
    }

    private static async Task CrawlAsync(int port, string[] paths, int expected)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Readers }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        await Parallel.ForEachAsync(paths, new ParallelOptions { MaxDegreeOfParallelism = Readers }, async (path, cancel) =>
        {
            using var reply = await client.GetAsync(path, cancel);
            _ = await reply.Content.ReadAsByteArrayAsync(cancel);
            if ((int)reply.StatusCode != expected) throw new InvalidOperationException($"{path} answers {(int)reply.StatusCode}, not {expected}.");
        });
    }
}
