using System.Globalization;
using StopPress.Store.Counts;

namespace StopPress.Site.Sharing;

/// <summary>What is counted of readers, by its number in the ledger.</summary>
public static class ReaderCounts
{
    /// <summary>How many like a story.</summary>
    public const int Likes = 1;

    /// <summary>How often a story was passed on from its page.</summary>
    public const int Shares = 2;

    /// <summary>How often a story was read, counted by the hour in each edition.</summary>
    public const int Reads = 3;

    /// <summary>How many likes and shares a story has, and how often it was read in the last day; null when that cannot be seen just now.</summary>
    public static async Task<(long Likes, long Shares, long Reads)?> OfAsync(CountBook book, long story) =>
        await book.NumberAsync(Likes, story) is { } likes && await book.NumberAsync(Shares, story) is { } shares && await book.DayAsync(Reads, story) is { } reads ? (likes, shares, reads) : null;

    /// <summary>How many like a story, in the words of an edition; empty when nobody does.</summary>
    public static string InWords(long likes, IReadOnlyDictionary<string, string> words) => likes <= 0 ? ""
        : string.Format(CultureInfo.InvariantCulture, words.GetValueOrDefault(likes == 1 ? "likes_one" : "likes", "{0}"), likes);
}
