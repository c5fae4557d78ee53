using Microsoft.Extensions.Logging;

namespace StopPress.Store;

/// <summary>How much room a disk has.</summary>
public enum DiskRoom
{
    /// <summary>More than the owner wants to be warned at.</summary>
    Enough,

    /// <summary>Less than that.</summary>
    Low,

    /// <summary>So little that nothing can be kept any more.</summary>
    Full,
}

/// <summary>Looks once a minute how much room is left where the newspaper lies, and tells the owner before there is none.</summary>
/// <param name="folders">The folders of the newspaper; they may lie on several disks, and need not be there yet.</param>
/// <param name="least">With how many bytes free the owner is warned.</param>
/// <param name="worries">Where it is told.</param>
/// <param name="log">The log.</param>
/// <param name="clock">What time it is.</param>
/// <param name="measure">How many bytes are free where a folder is; the machine's own answer if none is given.</param>
public sealed class DiskWatch(
    IReadOnlyList<string> folders, long least, Worries worries, ILogger<DiskWatch> log, TimeProvider clock, Func<string, long>? measure = null) : IDisposable
{
    /// <summary>The code under which an owner hears of it.</summary>
    public const string Low = "disk-low";

    // A write-ahead log that grows to its checkpoint has 4 MB (sqlite.org, PRAGMA wal_autocheckpoint), and a picture of a telephone as much.
    private const long Nothing = 8L << 20;

    private const double BytesPerMegabyte = 1024 * 1024;
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(1);

    private readonly Trouble trouble = new(log, clock);
    private ITimer? rounds;

    /// <summary>Begins to look.</summary>
    public void Start() => rounds = clock.CreateTimer(_ => Look(), null, TimeSpan.Zero, Round);

    /// <summary>Stops looking.</summary>
    public void Dispose() => rounds?.Dispose();

    /// <summary>How many bytes are free where a folder is, or will be.</summary>
    public static long FreeIn(string folder)
    {
        while (!Directory.Exists(folder)) folder = Path.GetDirectoryName(folder)!;
        return new DriveInfo(folder).AvailableFreeSpace;
    }

    /// <summary>How many bytes are free on the fullest of the disks.</summary>
    public long Free => Fullest().Free;

    /// <summary>How much room the fullest of the disks has.</summary>
    public DiskRoom Room => RoomFor(Free);

    /// <summary>Looks now.</summary>
    public void Look()
    {
        try
        {
            var (folder, left) = Fullest();
            if (RoomFor(left) == DiskRoom.Enough)
            {
                worries.End(Low);
                trouble.End("The disk has room again.");
                return;
            }
            string megabytes = (left / BytesPerMegabyte).ToString("0", System.Globalization.CultureInfo.InvariantCulture);
            var worry = new Refusal(Low, $"Only {megabytes} MB are free where {folder} is.", "Make room: when the disk is full, nothing new is kept; readers are served on.") { Parts = [megabytes, folder] };
            worries.Begin(worry);
            trouble.Meet($"{worry.Message} {worry.Help}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A disk that cannot be asked is found out by whoever writes to it.
            trouble.Meet(fault, "It cannot be seen how much room the disk has.");
        }
    }

    private (string Folder, long Free) Fullest() => folders.Select(folder => (folder, (measure ?? FreeIn)(folder))).MinBy(one => one.Item2);

    private DiskRoom RoomFor(long bytes) => bytes < Nothing ? DiskRoom.Full : bytes < least ? DiskRoom.Low : DiskRoom.Enough;
}
