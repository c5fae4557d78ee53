using StopPress.Store.Database;

namespace StopPress.Site.Search;

/// <summary>
/// Where a text stands in the index: a number that sorts by edition, then by the second at which the text first went out, then as they came. So the newest texts
/// of an edition are the end of one range, and days are parts of it.
/// </summary>
public static class IndexPlace
{
    // A thousand texts in one second; those of an import that knows no dates are more, and go on into the next ones.
    private const int CountBits = 10;
    private const int SecondBits = 34;

    // 2^23 seconds are 97 days: of a newspaper with a million texts in twenty years a bucket holds some ten thousand.
    private const int BucketBits = CountBits + 23;

    // 1600: before the first newspaper. With 34 bits the numbers last until 2144.
    private const long Beginning = -11_676_096_000;
    private const long MicrosecondsPerSecond = 1_000_000;

    /// <summary>The first place at a moment in an edition.</summary>
    public static long Of(int edition, Instant at) =>
        ((long)edition << (SecondBits + CountBits)) | (Math.Clamp((at.Microseconds / MicrosecondsPerSecond) - Beginning, 0, (1L << SecondBits) - 1) << CountBits);

    /// <summary>How many texts may have the same second before they go on into the next.</summary>
    public const long PerSecond = 1L << CountBits;

    /// <summary>The first place of an edition.</summary>
    public static long First(int edition) => (long)edition << (SecondBits + CountBits);

    /// <summary>The moment, to the second.</summary>
    public static Instant MomentOf(long place) => new((((place >> CountBits) & ((1L << SecondBits) - 1)) + Beginning) * MicrosecondsPerSecond);

    /// <summary>The bucket that a place is in; of one edition, and some three months long.</summary>
    public static long BucketOf(long place) => place >> BucketBits;

    /// <summary>The first place of a bucket.</summary>
    public static long StartOf(long bucket) => bucket << BucketBits;
}
