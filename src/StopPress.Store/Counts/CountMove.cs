namespace StopPress.Store.Counts;

/// <summary>One reader's step up or down in a count.</summary>
/// <param name="Kind">What is counted, as whoever counts numbers it.</param>
/// <param name="Subject">Of what.</param>
/// <param name="Step">1, or -1 where somebody takes back what they gave.</param>
/// <param name="Network">The network that the reader came from; it is known here until the step is kept, and to nobody afterwards.</param>
public readonly record struct CountMove(int Kind, long Subject, int Step, NetworkMark Network)
{
    /// <summary>The hour in which it was taken, where steps are counted for a day only and then forgotten; null where a number is kept for good.</summary>
    public CountedHour? During { get; init; }
}

/// <summary>Where a step stands that is counted by the hour.</summary>
/// <param name="Group">What is counted apart, such as an edition.</param>
/// <param name="Hour">The hour, in hours since 1970 of universal time.</param>
public readonly record struct CountedHour(long Group, long Hour);

/// <summary>What came of a step.</summary>
/// <param name="IsCounted">Whether it was counted; it is not where its network has had its share of the day.</param>
/// <param name="Number">How many there are now.</param>
public readonly record struct CountAnswer(bool IsCounted, long Number);

/// <summary>A number, and of what it is.</summary>
/// <param name="Subject">Of what.</param>
/// <param name="Number">How many.</param>
public readonly record struct CountedNumber(long Subject, long Number);

/// <summary>The subjects of a group that were counted most often, the first the most.</summary>
/// <param name="Group">The group.</param>
/// <param name="Subjects">The subjects.</param>
public sealed record CountedList(long Group, IReadOnlyList<long> Subjects);
