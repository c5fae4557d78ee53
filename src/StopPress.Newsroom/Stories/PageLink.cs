using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>One of the house's own pages, such as "About", as the foot of every page lists it.</summary>
/// <param name="EditionId">The edition.</param>
/// <param name="Name">Its headline.</param>
/// <param name="Path">Its address.</param>
public sealed record PageLink(long EditionId, string Name, string Path)
{
    /// <summary>Reads the pages of every edition, oldest first.</summary>
    public static async Task<ILookup<long, PageLink>> ReadAsync(Reads reads, IReadOnlyList<Edition> editions)
    {
        if (editions.Count == 0) return Array.Empty<PageLink>().ToLookup(page => page.EditionId);
        reads.Note(editions.Select(edition => Subject.Pages(edition.Language)));
        var pages = await reads.ListAsync(
            """
            SELECT l.edition_id, r.headline, t.path FROM listings l
            JOIN story_texts t ON t.story_id = l.story_id AND t.edition_id = l.edition_id
            JOIN revisions r ON r.id = t.published_revision_id
            WHERE l.edition_id IN @editions AND l.list = @list ORDER BY l.edition_id, l.listed_at, l.story_id
            """,
            row => new PageLink(row.GetInt64(0), row.GetString(1), row.GetString(2)), ("list", Subject.PagesList), ("editions", editions.Select(edition => edition.Id).ToArray()));
        return pages.ToLookup(page => page.EditionId);
    }
}
