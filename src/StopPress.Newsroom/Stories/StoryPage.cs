using StopPress.Newsroom.Comments;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>A story in one edition, whole, as its own page shows it.</summary>
/// <param name="Id">The story.</param>
/// <param name="Kind">Story or page.</param>
/// <param name="Path">Its address.</param>
/// <param name="Kicker">The label above the headline, or empty.</param>
/// <param name="Headline">The headline.</param>
/// <param name="Standfirst">The summary, or empty.</param>
/// <param name="Dateline">Where it was filed, or empty.</param>
/// <param name="Body">The document.</param>
/// <param name="PublishedAt">When it first went out.</param>
/// <param name="UpdatedAt">When it last changed as a reader would call it, or null.</param>
/// <param name="PictureId">The picture at its head, or null.</param>
public sealed record StoryPage(
    long Id, StoryKind Kind, string Path, string Kicker, string Headline, string Standfirst, string Dateline, Document Body,
    Instant PublishedAt, Instant? UpdatedAt, long? PictureId)
{
    /// <summary>The headline for search engines, or empty for the headline.</summary>
    public string SearchHeadline { get; init; } = "";

    /// <summary>The headline for whoever passes it on, or empty for the headline.</summary>
    public string SocialHeadline { get; init; } = "";

    /// <summary>The headline with which it is passed on.</summary>
    public string PassedOn => SocialHeadline.Length > 0 ? SocialHeadline : Headline;

    /// <summary>Whether this is the text that the others were translated from.</summary>
    public bool IsOriginal { get; init; }

    /// <summary>What it is filed under, in order.</summary>
    public required IReadOnlyList<string> Filings { get; init; }

    /// <summary>The same story in each edition that readers can have it in, this one included.</summary>
    public required IReadOnlyList<StoryAddress> Editions { get; init; }

    /// <summary>The stories that an editor has set beside it.</summary>
    public required IReadOnlyList<long> Related { get; init; }

    /// <summary>What readers were told that was corrected in it, oldest first.</summary>
    public required IReadOnlyList<StoryCorrection> Corrections { get; init; }

    /// <summary>What readers of another house wrote below it, answers behind what they answer.</summary>
    public required IReadOnlyList<StoryComment> Comments { get; init; }

    /// <summary>Reads a story as an edition has it, noting it; null when readers may not have it.</summary>
    public static async Task<StoryPage?> ReadAsync(Reads reads, Edition edition, long id)
    {
        reads.Note(Subject.Story(id));
        var lists = await ListsAsync(reads, edition, id);
        return await reads.FirstAsync(
            """
            SELECT s.kind, t.path, r.kicker, r.headline, r.standfirst, r.dateline, r.body, t.first_published_at, t.updated_at, s.picture_id, s.original_edition_id,
                   r.search_headline, r.social_headline
            FROM story_texts t JOIN revisions r ON r.id = t.published_revision_id JOIN stories s ON s.id = t.story_id
            WHERE t.story_id = @story AND t.edition_id = @edition AND t.pub_status = @usable
            """,
            row => lists with
            {
                Kind = (StoryKind)row.GetInt32(0),
                Path = row.GetString(1),
                Kicker = row.GetString(2),
                Headline = row.GetString(3),
                Standfirst = row.GetString(4),
                Dateline = row.GetString(5),
                Body = ForReaders.Of(ProseMirrorJson.Read(row.GetString(6)).Value),
                PublishedAt = new Instant(row.GetInt64(7)),
                UpdatedAt = row.NumberOrNull(8) is { } updated ? new Instant(updated) : null,
                PictureId = row.NumberOrNull(9),
                IsOriginal = row.GetInt64(10) == edition.Id,
                SearchHeadline = row.GetString(11),
                SocialHeadline = row.GetString(12),
            },
            ("story", id), ("edition", edition.Id), ("usable", (long)PubStatus.Usable));
    }

    /// <summary>Whether readers of an edition have a story, noting it; that of a story that was never written for it is "not yet out".</summary>
    public static async Task<PubStatus> StatusAsync(Reads reads, Edition edition, long id)
    {
        reads.Note(Subject.Story(id));
        return (await reads.ListAsync(
            "SELECT pub_status FROM story_texts WHERE story_id = @story AND edition_id = @edition", row => (PubStatus)row.GetInt32(0), ("story", id), ("edition", edition.Id))).FirstOrDefault();
    }

    /// <summary>The headline with which a story is passed on in an edition; null when readers may not have it.</summary>
    public static Task<string?> PassedOnAsync(Reads reads, Edition edition, long id) => reads.FirstAsync(
        """
        SELECT CASE WHEN r.social_headline = '' THEN r.headline ELSE r.social_headline END
        FROM story_texts t JOIN revisions r ON r.id = t.published_revision_id WHERE t.story_id = @story AND t.edition_id = @edition AND t.pub_status = @usable
        """,
        row => row.GetString(0), ("story", id), ("edition", edition.Id), ("usable", (long)PubStatus.Usable));

    /// <summary>Reads a story as it would be if what is written went out now; for the desk alone.</summary>
    /// <param name="reads">The look at the house.</param>
    /// <param name="edition">The edition.</param>
    /// <param name="id">The story.</param>
    /// <param name="written">What is written of it.</param>
    /// <param name="now">The hour at which it would go out.</param>
    public static async Task<StoryPage?> PreviewAsync(Reads reads, Edition edition, long id, DraftText written, Instant now)
    {
        var lists = await ListsAsync(reads, edition, id);
        return await reads.FirstAsync(
            "SELECT s.kind, t.path, t.first_published_at, s.picture_id, s.original_edition_id FROM story_texts t JOIN stories s ON s.id = t.story_id WHERE t.story_id = @story AND t.edition_id = @edition",
            row => lists with
            {
                Kind = (StoryKind)row.GetInt32(0),
                Path = row.IsDBNull(1) ? edition.Home : row.GetString(1),
                Kicker = written.Fields.Kicker ?? "",
                Headline = written.Fields.Headline ?? "",
                Standfirst = written.Fields.Standfirst ?? "",
                Dateline = written.Fields.Dateline ?? "",
                SearchHeadline = written.Fields.SearchHeadline ?? "",
                SocialHeadline = written.Fields.SocialHeadline ?? "",
                Body = ForReaders.Of(ProseMirrorJson.Read(written.Body.GetRawText()).Value),
                PublishedAt = row.NumberOrNull(2) is { } first ? new Instant(first) : now,
                PictureId = row.NumberOrNull(3),
                IsOriginal = row.GetInt64(4) == edition.Id,
            },
            ("story", id), ("edition", edition.Id));
    }

    // What belongs to the story, whatever is written of it.
    private static async Task<StoryPage> ListsAsync(Reads reads, Edition edition, long id)
    {
        var filings = await reads.ListAsync("SELECT subject FROM filings WHERE story_id = @story ORDER BY position", row => row.GetString(0), ("story", id));
        var related = await reads.ListAsync("SELECT related_id FROM related_stories WHERE story_id = @story ORDER BY position", row => row.GetInt64(0), ("story", id));
        var editions = await reads.ListAsync(
            """
            SELECT t.edition_id, t.path, r.headline FROM story_texts t JOIN revisions r ON r.id = t.published_revision_id
            WHERE t.story_id = @story AND t.pub_status = @usable
            """,
            row => new StoryAddress(row.GetInt64(0), row.GetString(1), row.GetString(2)), ("story", id), ("usable", (long)PubStatus.Usable));
        var corrections = await Stories.Corrections.OfStoryAsync(reads, edition, id);
        var comments = await StoryComment.OfStoryAsync(reads, id);
        return new StoryPage(id, StoryKind.Story, "", "", "", "", "", Document.Empty, default, null, null) { Filings = filings, Editions = editions, Related = related, Corrections = corrections, Comments = comments };
    }
}

/// <summary>Where readers of an edition have a story.</summary>
/// <param name="EditionId">The edition.</param>
/// <param name="Path">The address.</param>
/// <param name="Headline">The headline there.</param>
public sealed record StoryAddress(long EditionId, string Path, string Headline);
