using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Stories;
using StopPress.Site.Press;

namespace StopPress.Site.Sharing;

/// <summary>A story that somebody likes or passes on, in one edition.</summary>
/// <param name="Edition">The edition.</param>
/// <param name="Path">Its address there.</param>
/// <param name="Headline">What it is called where it is passed on.</param>
/// <param name="IsOut">Whether readers have it; else it was taken back from them.</param>
internal sealed record StoryForReaders(Edition Edition, string Path, string Headline, bool IsOut)
{
    /// <summary>Finds it in the edition that is asked for, or else in the first that readers have it in; null when they never had it.</summary>
    /// <param name="run">What reads.</param>
    /// <param name="id">The story.</param>
    /// <param name="language">The edition's language.</param>
    public static async Task<StoryForReaders?> FindAsync(PressRun run, long id, string language)
    {
        var texts = await run.Reads.ListAsync(
            """
            SELECT t.edition_id, t.path, r.headline, r.social_headline, t.pub_status FROM story_texts t JOIN stories s ON s.id = t.story_id JOIN revisions r ON r.id = t.published_revision_id
            WHERE t.story_id = @story AND s.kind = @kind AND t.path IS NOT NULL AND t.first_published_at IS NOT NULL
            """,
            row => (Edition: row.GetInt64(0), Path: row.GetString(1), Headline: row.GetString(2), Social: row.GetString(3), Status: (PubStatus)row.GetInt32(4)), ("story", id), ("kind", (long)StoryKind.Story));
        if (texts.Count == 0) return null;
        var furniture = await run.FurnitureAsync();
        var places = furniture.Editions.Join(texts, edition => edition.Id, text => text.Edition, (edition, text) =>
            new StoryForReaders(edition, text.Path, text.Social.Length > 0 ? text.Social : text.Headline, text.Status == PubStatus.Usable)).ToList();
        return places.FirstOrDefault(place => place.IsOut && place.Edition.Language == language) ?? places.FirstOrDefault(place => place.IsOut) ?? places.FirstOrDefault();
    }
}
