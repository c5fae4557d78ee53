using StopPress.Newsroom.House;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Media;

/// <summary>A picture as the pages of one edition show it.</summary>
/// <param name="Original">What its renditions are made of.</param>
/// <param name="Colour">Its average colour.</param>
/// <param name="Alt">What it shows, or empty.</param>
/// <param name="Caption">The caption, or empty.</param>
public sealed record Picture(Original Original, string Colour, string Alt, string Caption)
{
    /// <summary>Its id.</summary>
    public long Id => Original.Id;
}

/// <summary>Reads pictures.</summary>
public static class PictureDesk
{
    /// <summary>The pictures with these ids, with their words in an edition; those that have expired are left out. Each is noted, found or not.</summary>
    public static async Task<IReadOnlyDictionary<long, Picture>> ReadAsync(Reads reads, long editionId, IEnumerable<long> ids)
    {
        long[] wanted = [.. ids.Distinct()];
        if (wanted.Length == 0) return new Dictionary<long, Picture>();
        reads.Note(wanted.Select(Subject.Media));
        var pictures = await reads.ListAsync(
            $"""
            SELECT {Originals.Columns}, m.colour, COALESCE(t.alt, ''), COALESCE(t.caption, '') FROM media m
            LEFT JOIN media_texts t ON t.media_id = m.id AND t.edition_id = @edition WHERE m.id IN @pictures AND m.kind = @kind AND NOT m.expired
            """,
            row => new Picture(Originals.Of(row), row.GetString(9), row.GetString(10), row.GetString(11)),
            ("edition", editionId), ("pictures", wanted), ("kind", (long)MediaKind.Picture));
        return pictures.ToDictionary(picture => picture.Id);
    }
}
