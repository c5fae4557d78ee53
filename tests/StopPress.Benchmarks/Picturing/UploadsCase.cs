using System.Diagnostics;
using StopPress.Benchmarks.Archive;
using StopPress.Benchmarks.Figures;
using StopPress.Benchmarks.Publishing;
using StopPress.Demo.Pictures;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Benchmarks.Picturing;

/// <summary>Fifty pictures of 12 megapixels handed in at once, while stories go out: how long those take, and how much memory all of it.</summary>
internal static class UploadsCase
{
    private const int Width = 4242;
    private const int Stories = 2000;
    private const int Before = 60;

    public static async Task<Verdict> RunAsync(int count)
    {
        await using var house = await ArchiveHouse.OpenAsync(DatabaseKind.Sqlite, new NewsArchive(Stories));
        var desk = house.House.Desk;
        string file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, DemoPictures.Original("night-market", Width));
        var quiet = new List<double>();
        for (var i = 0; i < Before * 2; i++)
        {
            double took = await PublishAsync(desk, $"Quiet {i}");
            if (i >= Before) quiet.Add(took);
        }
        using var done = new CancellationTokenSource();
        var watching = Task.Run(() => PeakAsync(done.Token));
        var uploads = Enumerable.Range(0, count).Select(i => Task.Run(() => UploadAsync(desk, file, i))).ToList();
        var all = Task.WhenAll(uploads);
        var busy = new List<double>();
        long since = Stopwatch.GetTimestamp();
        while (!all.IsCompleted) busy.Add(await PublishAsync(desk, $"Busy {busy.Count}"));
        double uploaded = Stopwatch.GetElapsedTime(since).TotalSeconds;
        await all;
        while (desk.Darkroom.Waiting > 0) busy.Add(await PublishAsync(desk, $"Developing {busy.Count}"));
        double developed = Stopwatch.GetElapsedTime(since).TotalSeconds;
        await done.CancelAsync();
        File.Delete(file);
        Console.WriteLine($"pictures uploads: {count} of 12 megapixels in {uploaded:0.0} s, every rendition after {developed:0.0} s; resident memory {await watching / 1_000_000} MB at most");
        var (q, b) = (new Sample(quiet), new Sample(busy));
        Console.WriteLine($"pictures uploads: a story went out in {b.Median:0.00} ms (p95 {b.Percentile(95):0.00}), before in {q.Median:0.00} ms (p95 {q.Percentile(95):0.00})");
        return new Verdict("pictures uploads", b.Median / q.Median, b.Min / q.Min, b.Percentile(95) / q.Percentile(95));
    }

    // A byte after the picture's end makes it another file, which must be kept and made anew.
    private static async Task UploadAsync(NewsDesk desk, string file, int number)
    {
        using var content = new MemoryStream([.. await File.ReadAllBytesAsync(file), (byte)number]);
        _ = (await new AddPicture(Credit: "The archive").RunAsync(desk, "bench", content)).Value;
    }

    private static async Task<double> PublishAsync(NewsDesk desk, string headline)
    {
        var words = new StoryWords(headline, ProseMirrorJson.Write(new Document([new Paragraph(BlockId.New(), [new TextRun("It happened.", Marks.None)])])));
        string story = (await new FileStory("en", words).RunAsync(desk, "bench")).Value.Result;
        long since = Stopwatch.GetTimestamp();
        _ = (await new PublishStory(story, "en").RunAsync(desk, "bench")).Value;
        return Stopwatch.GetElapsedTime(since).TotalMilliseconds;
    }

    private static async Task<long> PeakAsync(CancellationToken done)
    {
        using var process = Process.GetCurrentProcess();
        long peak = 0;
        while (!done.IsCancellationRequested)
        {
            process.Refresh();
            peak = Math.Max(peak, process.WorkingSet64);
            await Task.Delay(20, CancellationToken.None);
        }
        return peak;
    }
}
