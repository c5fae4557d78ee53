using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>A story as a front or a list shows it.</summary>
/// <param name="Id">The story.</param>
/// <param name="Path">Its address in the edition.</param>
/// <param name="Kicker">The label above the headline, or empty.</param>
/// <param name="Headline">The headline.</param>
/// <param name="Standfirst">The summary, or empty.</param>
/// <param name="PublishedAt">When it first went out.</param>
/// <param name="SectionSubject">The section that it belongs to first, or null.</param>
/// <param name="Reporters">Who wrote it.</param>
/// <param name="Picture">Its picture, or null.</param>
public sealed record StoryCard(
    long Id, string Path, string Kicker, string Headline, string Standfirst, Instant PublishedAt,
    string? SectionSubject, IReadOnlyList<string> Reporters, Picture? Picture);

/// <summary>Reads cards, many at once.</summary>
public static class StoryCards
{
    /// <summary>The cards of those stories that readers of an edition may read, in the order asked for; each is noted, readable or not.</summary>
    public static async Task<List<StoryCard>> ReadAsync(Reads reads, Edition edition, IEnumerable<long> ids)
    {
        long[] wanted = [.. ids.Distinct()];
        if (wanted.Length == 0) return [];
        reads.Note(wanted.Select(Subject.Story));
        var texts = await TextsAsync(reads, edition, wanted);
        var sections = (await reads.ListAsync(
            "SELECT story_id, subject FROM filings WHERE story_id IN @stories ORDER BY story_id, position",
            row => (Story: row.GetInt64(0), Subject: row.GetString(1)), ("stories", wanted))).Where(row => Subject.KindOf(row.Subject) == "section").ToLookup(row => row.Story, row => row.Subject);
        var reporters = (await Bylines.ReadAsync(reads, edition, wanted)).Where(name => name.Role == BylineRole.Reporting).ToLookup(name => name.StoryId, name => name.Name);
        var pictures = await PictureDesk.ReadAsync(reads, edition.Id, texts.Values.Where(text => text.Picture is not null).Select(text => text.Picture!.Value));
        return [.. wanted.Where(texts.ContainsKey).Select(id => texts[id]).Select(text => new StoryCard(
            text.Id, text.Path, text.Kicker, text.Headline, text.Standfirst, text.PublishedAt,
            sections[text.Id].FirstOrDefault(), [.. reporters[text.Id]], text.Picture is { } picture ? pictures.GetValueOrDefault(picture) : null))];
    }

    private static async Task<Dictionary<long, TextLine>> TextsAsync(Reads reads, Edition edition, long[] stories) => (await reads.ListAsync(
        """
        SELECT t.story_id, t.path, r.kicker, r.headline, r.standfirst, t.first_published_at, s.picture_id
        FROM story_texts t JOIN revisions r ON r.id = t.published_revision_id JOIN stories s ON s.id = t.story_id
        WHERE t.edition_id = @edition AND t.pub_status = @usable AND t.story_id IN @stories
        """,
        row => new TextLine(
            row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), new Instant(row.GetInt64(5)), row.NumberOrNull(6)),
        ("edition", edition.Id), ("usable", (long)PubStatus.Usable), ("stories", stories))).ToDictionary(text => text.Id);

    private sealed record TextLine(long Id, string Path, string Kicker, string Headline, string Standfirst, Instant PublishedAt, long? Picture);
}
