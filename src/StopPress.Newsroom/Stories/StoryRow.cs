using StopPress.Store.Database;

namespace StopPress.Newsroom.Stories;

/// <summary>What a story is to the reader.</summary>
public enum StoryKind
{
    /// <summary>News, or any piece with a date.</summary>
    Story = 0,

    /// <summary>A page of the house without a date, such as "About".</summary>
    Page = 1,
}

/// <summary>How far work on a story has come.</summary>
public enum WorkStage
{
    /// <summary>Being written.</summary>
    Draft = 0,

    /// <summary>Handed in.</summary>
    Submitted = 1,

    /// <summary>Approved for publication.</summary>
    Ready = 2,

    /// <summary>Dropped before publication.</summary>
    Spiked = 3,
}

/// <summary>Whether a text may be used, after IPTC's publication status; <see cref="Unpublished"/> is ours, for before.</summary>
public enum PubStatus
{
    /// <summary>Not yet out.</summary>
    Unpublished = 0,

    /// <summary>Out, and may be read.</summary>
    Usable = 1,

    /// <summary>Taken back for now: its address answers 410.</summary>
    Withheld = 2,

    /// <summary>Withdrawn for good.</summary>
    Cancelled = 3,
}

/// <summary>A story: what all its texts, one for each edition that carries it, have in common.</summary>
public sealed class StoryRow
{
    /// <summary>Its id.</summary>
    public long Id { get; set; }

    /// <summary>Story or page.</summary>
    public StoryKind Kind { get; set; }

    /// <summary>The edition that its original text is in.</summary>
    public long OriginalEditionId { get; set; }

    /// <summary>The desk's own name for it; never in an address.</summary>
    public required string Slugline { get; set; }

    /// <summary>How far work on it has come.</summary>
    public WorkStage WorkStage { get; set; }

    /// <summary>No version may leave the house by any door before this hour; null without embargo.</summary>
    public Instant? EmbargoedUntil { get; set; }

    /// <summary>When readers lose it; null when no such hour is set.</summary>
    public Instant? ExpiresAt { get; set; }

    /// <summary>When it was held, while it is: then nothing of it goes out. Null when it is not held.</summary>
    public Instant? HeldAt { get; set; }

    /// <summary>When it was killed; null when it was not. There is no way back.</summary>
    public Instant? KilledAt { get; set; }

    /// <summary>The picture at its head, or null.</summary>
    public long? PictureId { get; set; }

    /// <summary>When it was filed.</summary>
    public Instant FiledAt { get; set; }

    /// <summary>Whose it is: the account that filed it, or was handed it; null for what did not come from the desk.</summary>
    public long? OwnerId { get; set; }

    /// <summary>The account that is to work on it, or null: then it is its owner's.</summary>
    public long? AssigneeId { get; set; }

    /// <summary>For when they are to have done so, or null.</summary>
    public Instant? DueAt { get; set; }

    /// <summary>Where an imported story came from, such as <c>wordpress:1178</c>; null for our own.</summary>
    public string? Source { get; set; }
}

/// <summary>A story's text in one edition.</summary>
public sealed class StoryTextRow
{
    /// <summary>Its id.</summary>
    public long Id { get; set; }

    /// <summary>The story.</summary>
    public long StoryId { get; set; }

    /// <summary>The edition.</summary>
    public long EditionId { get; set; }

    /// <summary>The last part of its address; not yet fixed before it is out.</summary>
    public required string UrlSlug { get; set; }

    /// <summary>Its address once it is out, or null.</summary>
    public string? Path { get; set; }

    /// <summary>Whether it may be read.</summary>
    public PubStatus PubStatus { get; set; }

    /// <summary>When readers lost it because its story was held; the release lets it out again. Null for all others.</summary>
    public Instant? HeldAt { get; set; }

    /// <summary>The newest revision.</summary>
    public long LatestRevisionId { get; set; }

    /// <summary>The revision that readers see, or saw last; null before it was ever out.</summary>
    public long? PublishedRevisionId { get; set; }

    /// <summary>When it first went out: the date that it is listed under.</summary>
    public Instant? FirstPublishedAt { get; set; }

    /// <summary>When it last changed in a way that a reader would call a change; null when it did not.</summary>
    public Instant? UpdatedAt { get; set; }
}

/// <summary>One version of a text; never changed.</summary>
public sealed class RevisionRow
{
    /// <summary>Its id.</summary>
    public long Id { get; set; }

    /// <summary>The text.</summary>
    public long TextId { get; set; }

    /// <summary>1, 2, 3 … within the text.</summary>
    public int Number { get; set; }

    /// <summary>When it was made.</summary>
    public Instant At { get; set; }

    /// <summary>Who made it.</summary>
    public required string Actor { get; set; }

    /// <summary>The label above the headline, or empty.</summary>
    public required string Kicker { get; set; }

    /// <summary>The headline.</summary>
    public required string Headline { get; set; }

    /// <summary>The summary below the headline, or empty.</summary>
    public required string Standfirst { get; set; }

    /// <summary>Where it was filed from, or empty.</summary>
    public required string Dateline { get; set; }

    /// <summary>The headline for search engines and the browser's tab, or empty for the headline.</summary>
    public string SearchHeadline { get; set; } = "";

    /// <summary>The headline for whoever passes it on, or empty for the headline.</summary>
    public string SocialHeadline { get; set; } = "";

    /// <summary>The document, as ProseMirror JSON.</summary>
    public required string Body { get; set; }

    /// <summary>How it came about.</summary>
    public RevisionKind Kind { get; set; }

    /// <summary>Whether every word is the same as in another.</summary>
    internal bool SaysWhat(RevisionRow other) => HasFieldsOf(other) && Body == other.Body;

    /// <summary>Whether every word beside the document is the same as in another.</summary>
    internal bool HasFieldsOf(RevisionRow other) =>
        (Kicker, Headline, Standfirst, Dateline, SearchHeadline, SocialHeadline) == (other.Kicker, other.Headline, other.Standfirst, other.Dateline, other.SearchHeadline, other.SocialHeadline);
}

/// <summary>How a revision came about.</summary>
public enum RevisionKind
{
    /// <summary>The text was written on.</summary>
    Edited = 0,

    /// <summary>The text began with it.</summary>
    Filed = 1,

    /// <summary>Readers were told what was wrong before it.</summary>
    Corrected = 2,

    /// <summary>A slip was mended.</summary>
    Refiled = 3,

    /// <summary>It says what an earlier one said.</summary>
    Restored = 4,
}

/// <summary>What the house tells readers of an edition about why a story was killed.</summary>
public sealed class KillReasonRow
{
    /// <summary>The story.</summary>
    public long StoryId { get; set; }

    /// <summary>The edition.</summary>
    public long EditionId { get; set; }

    /// <summary>The reason.</summary>
    public required string Reason { get; set; }
}

/// <summary>What a text was corrected in, as its readers are told; never changed, and never taken away.</summary>
public sealed class CorrectionRow
{
    /// <summary>Its id; a later one is greater.</summary>
    public long Id { get; set; }

    /// <summary>The text.</summary>
    public long TextId { get; set; }

    /// <summary>The text's edition.</summary>
    public long EditionId { get; set; }

    /// <summary>When it was made.</summary>
    public Instant At { get; set; }

    /// <summary>Who made it.</summary>
    public required string Actor { get; set; }

    /// <summary>What it says.</summary>
    public required string Says { get; set; }
}

/// <summary>What somebody did for a story.</summary>
public enum BylineRole
{
    /// <summary>Wrote it.</summary>
    Reporting = 0,

    /// <summary>Took its pictures.</summary>
    Photography = 1,

    /// <summary>Translated it.</summary>
    Translation = 2,

    /// <summary>Edited it.</summary>
    Editing = 3,

    /// <summary>The agency that it came from.</summary>
    Agency = 4,
}

/// <summary>One name in a story's byline.</summary>
public sealed class BylineRow
{
    /// <summary>The story.</summary>
    public long StoryId { get; set; }

    /// <summary>Its place in the byline.</summary>
    public int Position { get; set; }

    /// <summary>The member of staff, or null for a guest.</summary>
    public long? StaffId { get; set; }

    /// <summary>The guest's name; empty for staff.</summary>
    public required string GuestName { get; set; }

    /// <summary>What was done.</summary>
    public BylineRole Role { get; set; }
}

/// <summary>A section, storyline or tag that a story is filed under.</summary>
public sealed class FilingRow
{
    /// <summary>The story.</summary>
    public long StoryId { get; set; }

    /// <summary>What it is filed under, as a subject of the journal.</summary>
    public required string Subject { get; set; }

    /// <summary>Its place; the first section is the story's own.</summary>
    public int Position { get; set; }
}

/// <summary>A story that an editor has set beside another.</summary>
public sealed class RelatedRow
{
    /// <summary>The story.</summary>
    public long StoryId { get; set; }

    /// <summary>The story beside it.</summary>
    public long RelatedId { get; set; }

    /// <summary>Its place.</summary>
    public int Position { get; set; }
}

/// <summary>
/// A usable text's line in a list that readers can page through: the front, a section, a storyline, a tag, somebody's
/// stories. Kept in the transaction of the act, so that every list is one range of an index however large the archive.
/// </summary>
public sealed class ListingRow
{
    /// <summary>The edition.</summary>
    public long EditionId { get; set; }

    /// <summary><c>front</c>, or the subject whose list it is.</summary>
    public required string List { get; set; }

    /// <summary>The date that it is listed under.</summary>
    public Instant ListedAt { get; set; }

    /// <summary>The story.</summary>
    public long StoryId { get; set; }
}
