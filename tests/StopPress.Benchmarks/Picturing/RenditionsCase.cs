using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using NetVips;
using StopPress.Benchmarks.Archive;
using StopPress.Benchmarks.Figures;
using StopPress.Demo.Pictures;
using StopPress.Newsroom.Media;
using StopPress.Store.Blobs;
using StopPress.Store.Database;

namespace StopPress.Benchmarks.Picturing;

/// <summary>Five JPEG renditions of a picture of 12 megapixels: the darkroom's, on the disk, and the same thumbnails by libvips alone.</summary>
internal static class RenditionsCase
{
    // Three to two: 12.0 megapixels.
    private const int Width = 4242;

    private const int JpegQuality = 78;

    public static async Task<Verdict> RunAsync(int count)
    {
        using var folder = new ScratchFolder();
        string media = folder.Make("media");
        byte[] file = DemoPictures.Original("harbour-wall-storm", Width);
        var blobs = new BlobStore(media, TimeProvider.System);
        var blob = await blobs.PutAsync(file);
        var original = new Original(1, blob, Width, 2828, FocalPoint.Usual, "", "The archive", "");
        await using var database = HouseDatabase.OnSqlite(Path.Combine(folder.Make("data"), "newsroom.db"));
        await using var darkroom = new Darkroom(blobs, media, database, NullLogger<Darkroom>.Instance);
        var sizes = Rendition.Of(original, Crop.Whole, RenditionFormat.Jpeg);
        string bare = folder.Make("bare");
        async Task<double> Ours()
        {
            string renditions = Path.Combine(media, "renditions");
            if (Directory.Exists(renditions)) Directory.Delete(renditions, recursive: true);
            long since = Stopwatch.GetTimestamp();
            await darkroom.DevelopAsync(original, Crop.Whole, RenditionFormat.Jpeg);
            return Stopwatch.GetElapsedTime(since).TotalMilliseconds;
        }
        Task<double> Bare()
        {
            long since = Stopwatch.GetTimestamp();
            foreach (var size in sizes)
            {
                using var thumbnail = Image.Thumbnail(blobs.PathOf(blob), size.Width, height: size.Height, size: Enums.Size.Force, outputProfile: "srgb");
                thumbnail.Jpegsave(Path.Combine(bare, size.Name), q: JpegQuality, optimizeCoding: true, keep: Enums.ForeignKeep.None);
            }
            return Task.FromResult(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
        }
        await Pairs.MeasureAsync(3, Ours, Bare);
        var pairs = await Pairs.MeasureAsync(count, Ours, Bare);
        Console.WriteLine($"pictures renditions: {new Sample(pairs.Select(pair => pair.First)).Median:0.0} ms, bare libvips {new Sample(pairs.Select(pair => pair.Second)).Median:0.0} ms");
        return Verdict.Of("pictures renditions", pairs.Select(pair => pair.First / pair.Second));
    }
}
