using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Site.Pages;
using StopPress.Store.Counts;
using StopPress.Store.Journal;

namespace StopPress.Site.Sharing;

/// <summary>The stories of each edition that were read most in the last day, as its pages list them.</summary>
/// <param name="book">Where is counted.</param>
/// <param name="clock">The clock of the house.</param>
public sealed class MostRead(CountBook book, TimeProvider clock) : ICounted
{
    /// <summary>How often a story must have been read to be among them: more than one household could.</summary>
    public const int LeastReads = 2 * CountLedger.Handful;

    /// <summary>How many stories must have been read so often that there is a list: two are no ranking.</summary>
    public const int LeastStories = 3;

    /// <summary>How many are listed.</summary>
    public const int Length = 5;

    // Those that follow stand by: what is killed leaves its place to the next at once.
    private const int Kept = 2 * Length;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private long? lookedAt;

    /// <inheritdoc/>
    public string Name => "most-read";

    /// <inheritdoc/>
    public async Task<CountedNews?> LookAsync()
    {
        // The whole day is added up: once a minute is enough.
        if (lookedAt is { } looked && clock.GetElapsedTime(looked) < Minute) return null;
        lookedAt = clock.GetTimestamp();
        var counted = await book.MostAsync(ReaderCounts.Reads, LeastReads, Kept);
        var shown = await book.ListsAsync(ReaderCounts.Reads);
        var over = shown.Select(one => one.List.Group).Except(counted.Select(list => list.Group)).Select(group => new CountedList(group, []));
        var changed = counted.Concat(over).Where(list => !IsShown(list, shown)).ToList();
        if (changed.Count == 0) return null;
        var entry = new EntryDraft("MostReadCounted", changed.Select(list => Subject.MostRead(list.Group)), new { editions = changed.Count });
        return new CountedNews(entry, () => book.KeepListsAsync(ReaderCounts.Reads, changed), () => book.TellListsAsync(ReaderCounts.Reads, changed));
    }

    // A list that was kept and not told, because the newspaper was killed between the two, is told now.
    private static bool IsShown(CountedList list, IReadOnlyList<(CountedList List, bool IsTold)> shown) =>
        shown.Any(one => one.List.Group == list.Group && one.IsTold && one.List.Subjects.SequenceEqual(list.Subjects));

    /// <summary>The list of an edition as a piece of its pages gets it: of those that readers still have, the first five; empty where too few are left.</summary>
    /// <param name="desk">What the piece is made with.</param>
    /// <param name="book">Where is counted.</param>
    internal static async Task<IReadOnlyList<CardModel>> ReadAsync(PageDesk desk, CountBook book)
    {
        desk.Reads.Note(Subject.MostRead(desk.Edition.Id));
        var counted = await book.ListAsync(ReaderCounts.Reads, desk.Edition.Id) ?? [];
        var cards = await StoryCards.ReadAsync(desk.Reads, desk.Edition, counted);
        return cards.Count < LeastStories ? [] : [.. cards.Take(Length).Select(desk.Card)];
    }
}
