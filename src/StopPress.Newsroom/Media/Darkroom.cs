using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Logging;
using NetVips;
using StopPress.Store;
using StopPress.Store.Blobs;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Media;

/// <summary>Where renditions are made and lie: ahead of readers by one worker, and at once for whoever asks for what is not there yet.</summary>
/// <remarks>
/// A rendition is a file that can be made again at any time, so nothing but the folder tells what there is, and all of it may be thrown away. What
/// has a name in it is whole: it was written aside, flushed, and renamed.
/// </remarks>
public sealed class Darkroom : IAsyncDisposable
{
    private const string Folder = "renditions";

    // Whoever reads at once is few beside the pages that are read: two pictures at a time keep memory bounded and leave a processor to the press.
    private const int ForReaders = 2;

    // Uploads and the worker share one: fifty uploads are read one after the other, and what is published meanwhile is not slowed down by them.
    private const int ForTheDesk = 1;

    // A progressive JPEG of forty megapixels takes 240 MB while it is read: of those only one at a time. What a telephone makes is below (12 megapixels).
    private const long LargePixels = 12_500_000;

    private readonly BlobStore blobs;
    private readonly string folder;
    private readonly HouseDatabase database;
    private readonly ILogger log;
    private readonly ConcurrentDictionary<string, Lazy<Task>> beingMade = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim readers = new(ForReaders, ForReaders);
    private readonly SemaphoreSlim desk = new(ForTheDesk, ForTheDesk);
    private readonly SemaphoreSlim large = new(1, 1);
    private readonly DarkroomQueue queue = new();
    private readonly ConcurrentDictionary<string, bool> spoilt = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stop = new();
    private Task working = Task.CompletedTask;

    /// <summary>Opens it.</summary>
    /// <param name="blobs">Where originals are.</param>
    /// <param name="media">The folder of media, in which renditions have one of their own.</param>
    /// <param name="database">Where the pictures' rows are.</param>
    /// <param name="log">Tells what cannot be made.</param>
    public Darkroom(BlobStore blobs, string media, HouseDatabase database, ILogger<Darkroom> log) =>
        (this.blobs, folder, this.database, this.log) = (blobs, Path.Combine(media, Folder), database, log);

    /// <summary>How large media may be.</summary>
    public PictureLimits Limits { get; init; } = PictureLimits.Usual;

    /// <summary>How many renditions were made here since it was opened.</summary>
    public long Made => Interlocked.Read(ref made);

    private long made;

    /// <summary>How many pictures wait for the worker, each counted once for every format.</summary>
    public int Waiting => queue.Count;

    /// <summary>The file of a rendition, there or not.</summary>
    public string PathOf(Original original, Rendition rendition) => Path.Combine(folder, original.Stamp[..2], original.Stamp, rendition.Name);

    /// <summary>Whether a rendition lies ready.</summary>
    public bool IsReady(Original original, Rendition rendition) => File.Exists(PathOf(original, rendition));

    /// <summary>Makes a rendition unless it is there; however many ask at once, it is made once. False when the original is not there.</summary>
    public async Task<bool> MakeAsync(Original original, Rendition rendition, CancellationToken cancel = default)
    {
        if (IsReady(original, rendition)) return true;
        if (!blobs.Exists(original.Blob)) return false;
        await OnceAsync(original, rendition, () => AtWorkAsync(readers, IsLarge(original), () =>
        {
            using var master = MasterOf(original, rendition.Crop, rendition.Format);
            Keep(original, rendition, Enlarger.Print(master, rendition));
            return true;
        })).WaitAsync(cancel);
        return true;
    }

    /// <summary>The file that is made of a logo, there or not.</summary>
    public string PathOf(Logo logo, LogoFile file) => Path.Combine(folder, logo.Stamp[..2], logo.Stamp, file.Name);

    /// <summary>Makes a file of a logo unless it is there. False when the logo itself is not.</summary>
    public async Task<bool> MakeAsync(Logo logo, LogoFile file, CancellationToken cancel = default)
    {
        string path = PathOf(logo, file);
        if (File.Exists(path)) return true;
        if (!blobs.Exists(logo.Blob)) return false;
        await OnceAsync(path, () => AtWorkAsync(readers, isLarge: false, () =>
        {
            Keep(path, Enlarger.Print(blobs.PathOf(logo.Blob), logo, file));
            return true;
        })).WaitAsync(cancel);
        return true;
    }

    /// <summary>Has the worker make every rendition of a picture soon.</summary>
    public void Expect(long picture)
    {
        foreach (var format in Rendition.Formats) queue.Add(picture, format);
    }

    /// <summary>Has the worker make a picture in a format that a reader asked for and did not find; one that cannot be made is not tried again.</summary>
    public void Expect(Original original, RenditionFormat format)
    {
        if (!spoilt.ContainsKey(original.Stamp)) queue.Add(original.Id, format);
    }

    /// <summary>Sets the worker on what is missing, and on whatever comes.</summary>
    public void Start() => working = Task.Run(WorkAsync);

    /// <summary>Looks at an original that has come in.</summary>
    internal Task<Outcome<Negative>> LookAsync(string file, MediaFormat format, CancellationToken cancel) =>
        AtWorkAsync(desk, isLarge: true, () => Enlarger.Look(file, format, Limits), cancel);

    /// <summary>Looks at a logo that has come in, and at the ink that it is drawn in.</summary>
    internal Task<Outcome<(Negative Negative, string Ink)>> LookAtLogoAsync(string file, MediaFormat format, CancellationToken cancel) =>
        AtWorkAsync(desk, isLarge: true, () => Enlarger.LookAtLogo(file, format, Limits), cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (stop.IsCancellationRequested) return;
        await stop.CancelAsync();
        await working;
    }

    private async Task WorkAsync()
    {
        try
        {
            blobs.SweepAbandoned();
            await foreach (var original in Originals.NewestFirstAsync(database, stop.Token))
            {
                if (!IsComplete(original)) Expect(original.Id);
            }
            while (true)
            {
                var (picture, format) = await queue.TakeAsync(stop.Token);
                await DevelopAsync(picture, format);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The house closes; what is missing is found when it opens again.
        }
    }

    // One look into the picture's folder tells all of it.
    private bool IsComplete(Original original)
    {
        if (!blobs.Exists(original.Blob)) return true;
        var place = new DirectoryInfo(Path.Combine(folder, original.Stamp[..2], original.Stamp));
        var there = place.Exists ? place.EnumerateFiles().Select(file => file.Name).ToHashSet() : [];
        return Rendition.Crops.All(crop => Rendition.Formats.All(format => Rendition.Of(original, crop, format).All(one => there.Contains(one.Name))));
    }

    // One picture that cannot be made does not hold up the others; whoever asks for it is told, and what lies in the log is mended by a person.
    private async Task DevelopAsync(long picture, RenditionFormat format)
    {
        Original? original = null;
        try
        {
            original = await Originals.FindAsync(database, picture);
            if (original is null || !blobs.Exists(original.Blob)) return;
            foreach (var crop in Rendition.Crops) await DevelopAsync(original, crop, format);
        }
        catch (Exception fault) when (fault is VipsException or IOException or DbException or UnauthorizedAccessException)
        {
            if (fault is VipsException) spoilt[original!.Stamp] = true;
            log.LogWarning(fault, "The renditions of picture {Picture} could not be made ahead.", PublicId.Text(picture));
        }
    }

    /// <summary>Makes what is missing of a crop in a format, reading the original once.</summary>
    public async Task DevelopAsync(Original original, Crop crop, RenditionFormat format)
    {
        var missing = Rendition.Of(original, crop, format).Where(one => !IsReady(original, one)).ToList();
        if (missing.Count == 0) return;
        var master = new Lazy<Image>(() => MasterOf(original, crop, format));
        foreach (var rendition in missing)
        {
            stop.Token.ThrowIfCancellationRequested();
            await OnceAsync(original, rendition, () => AtWorkAsync(desk, IsLarge(original) && !master.IsValueCreated, () =>
            {
                Keep(original, rendition, Enlarger.Print(master.Value, rendition));
                return true;
            }));
        }
        if (master.IsValueCreated) master.Value.Dispose();
    }

    private Image MasterOf(Original original, Crop crop, RenditionFormat format) =>
        Enlarger.Master(blobs.PathOf(original.Blob), original, crop, Rendition.Of(original, crop, format)[^1].Width);

    private Task OnceAsync(Original original, Rendition rendition, Func<Task> make) => OnceAsync(PathOf(original, rendition), make);

    private async Task OnceAsync(string path, Func<Task> make)
    {
        var turn = beingMade.GetOrAdd(path, _ => new Lazy<Task>(() => File.Exists(path) ? Task.CompletedTask : make()));
        try
        {
            await turn.Value;
        }
        finally
        {
            beingMade.TryRemove(new KeyValuePair<string, Lazy<Task>>(path, turn));
        }
    }

    private void Keep(Original original, Rendition rendition, byte[] bytes) => Keep(PathOf(original, rendition), bytes);

    private void Keep(string path, byte[] bytes)
    {
        string aside = Path.Combine(Directory.CreateDirectory(Path.GetDirectoryName(path)!).FullName, Path.GetRandomFileName());
        try
        {
            using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }
            File.Move(aside, path, overwrite: true);
        }
        finally
        {
            File.Delete(aside);
        }
        Interlocked.Increment(ref made);
    }

    private static bool IsLarge(Original original) => (long)original.Width * original.Height > LargePixels;

    // On a thread of its own: the pool's threads serve readers, and a picture would keep one for as long as it takes.
    private async Task<T> AtWorkAsync<T>(SemaphoreSlim turn, bool isLarge, Func<T> work, CancellationToken cancel = default)
    {
        await turn.WaitAsync(cancel);
        try
        {
            if (isLarge) await large.WaitAsync(cancel);
            try
            {
                return await Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            finally
            {
                if (isLarge)
                {
                    Enlarger.GiveBack();
                    large.Release();
                }
            }
        }
        finally
        {
            turn.Release();
        }
    }
}
