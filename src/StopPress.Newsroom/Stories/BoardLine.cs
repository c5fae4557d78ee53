using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Stories;

/// <summary>A text on the board.</summary>
/// <param name="Id">The story's public id.</param>
/// <param name="Edition">The edition's language.</param>
/// <param name="Headline">The headline as it is written now; empty while there is none.</param>
/// <param name="Slugline">The desk's own name for the story.</param>
/// <param name="Stage">Its stage, one of <see cref="StoryBoard.Stages"/>.</param>
/// <param name="ChangedBy">Who changed it last.</param>
/// <param name="ChangedAt">When.</param>
public sealed record BoardLine(string Id, string Edition, string Headline, string Slugline, string Stage, string ChangedBy, Instant ChangedAt)
{
    /// <summary>Who works on it: whoever was given it, or else whose it is; empty for nobody.</summary>
    public string Whose { get; init; } = "";

    /// <summary>For when, or null.</summary>
    public Instant? DueAt { get; init; }

    /// <summary>The names in its byline.</summary>
    public IReadOnlyList<string> Byline { get; init; } = [];

    /// <summary>When it goes out, or null.</summary>
    public Instant? ScheduledAt { get; init; }

    /// <summary>What would keep it from going out then, or make it go out as it should not; empty when all is well or nothing is set.</summary>
    public IReadOnlyList<Refusal> Missing { get; init; } = [];

    /// <summary>The end of its embargo, or null.</summary>
    public Instant? EmbargoedUntil { get; init; }

    /// <summary>When it leaves readers, or null.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>When it first went out, or null.</summary>
    public Instant? OutAt { get; init; }
}

/// <summary>A stretch of the board's list.</summary>
/// <param name="Lines">The texts.</param>
/// <param name="Next">Where the next stretch begins, or null at the end.</param>
public sealed record BoardPage(IReadOnlyList<BoardLine> Lines, int? Next);

/// <summary>One column of the board.</summary>
/// <param name="Stage">The stage of what stands in it; <c>out</c> holds what went out today.</param>
/// <param name="Lines">The texts.</param>
/// <param name="HasMore">Whether there are more than are shown.</param>
public sealed record BoardColumn(string Stage, IReadOnlyList<BoardLine> Lines, bool HasMore);
