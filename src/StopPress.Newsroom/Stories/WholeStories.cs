using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>A story with its words, as feeds tell it.</summary>
/// <param name="Id">The story.</param>
/// <param name="Path">Its address in the edition.</param>
/// <param name="Headline">The headline.</param>
/// <param name="Standfirst">The summary, or empty.</param>
/// <param name="Body">The document, as readers have it.</param>
/// <param name="PublishedAt">When it first went out.</param>
/// <param name="UpdatedAt">When it last changed as a reader would call it, or null.</param>
/// <param name="PictureId">The picture at its head, or null.</param>
public sealed record WholeStory(long Id, string Path, string Headline, string Standfirst, Document Body, Instant PublishedAt, Instant? UpdatedAt, long? PictureId)
{
    /// <summary>What it is filed under, in order.</summary>
    public required IReadOnlyList<string> Filings { get; init; }

    /// <summary>Who made it.</summary>
    public required IReadOnlyList<BylineName> Bylines { get; init; }
}

/// <summary>Reads stories whole, many at once.</summary>
public static class WholeStories
{
    /// <summary>Those that readers of an edition may read, in the order asked for; each is noted, readable or not.</summary>
    public static async Task<List<WholeStory>> ReadAsync(Reads reads, Edition edition, IEnumerable<long> ids)
    {
        long[] wanted = [.. ids.Distinct()];
        if (wanted.Length == 0) return [];
        reads.Note(wanted.Select(Subject.Story));
        var filings = (await reads.ListAsync(
            "SELECT story_id, subject FROM filings WHERE story_id IN @stories ORDER BY story_id, position",
            row => (Story: row.GetInt64(0), Subject: row.GetString(1)), ("stories", wanted))).ToLookup(row => row.Story, row => row.Subject);
        var bylines = (await Bylines.ReadAsync(reads, edition, wanted)).ToLookup(name => name.StoryId);
        var stories = (await reads.ListAsync(
            """
            SELECT t.story_id, t.path, r.headline, r.standfirst, r.body, t.first_published_at, t.updated_at, s.picture_id
            FROM story_texts t JOIN revisions r ON r.id = t.published_revision_id JOIN stories s ON s.id = t.story_id
            WHERE t.edition_id = @edition AND t.pub_status = @usable AND t.story_id IN @stories
            """,
            row => new WholeStory(
                row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), ForReaders.Of(ProseMirrorJson.Read(row.GetString(4)).Value), new Instant(row.GetInt64(5)),
                row.NumberOrNull(6) is { } updated ? new Instant(updated) : null, row.NumberOrNull(7))
            {
                Filings = [.. filings[row.GetInt64(0)]],
                Bylines = [.. bylines[row.GetInt64(0)]],
            },
            ("edition", edition.Id), ("usable", (long)PubStatus.Usable), ("stories", wanted))).ToDictionary(story => story.Id);
        return [.. wanted.Where(stories.ContainsKey).Select(id => stories[id])];
    }
}
