using StopPress.Store.Journal;

namespace StopPress.Newsroom.Media;

/// <summary>A picture as the pages of one edition show it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Colour">Its average colour.</param>
/// <param name="Credit">Who made it.</param>
/// <param name="Alt">What it shows, or empty.</param>
/// <param name="Caption">The caption, or empty.</param>
/// <param name="Renditions">Its sizes, the smallest first; never empty.</param>
public sealed record Picture(long Id, string Colour, string Credit, string Alt, string Caption, IReadOnlyList<Rendition> Renditions);

/// <summary>A picture at one size.</summary>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="MimeType">Its media type.</param>
/// <param name="Blob">The bytes, as the blob store names them.</param>
public sealed record Rendition(int Width, int Height, string MimeType, string Blob);

/// <summary>Reads pictures. They never change once they are in, so none is noted.</summary>
public static class PictureDesk
{
    /// <summary>The pictures with these ids, with their words in an edition; one that has no rendition is left out.</summary>
    public static async Task<IReadOnlyDictionary<long, Picture>> ReadAsync(Reads reads, long editionId, IEnumerable<long> ids)
    {
        long[] wanted = [.. ids.Distinct()];
        if (wanted.Length == 0) return new Dictionary<long, Picture>();
        var renditions = (await reads.ListAsync(
            "SELECT media_id, width, height, mime_type, blob FROM renditions WHERE media_id IN @pictures ORDER BY media_id, width",
            row => (Id: row.GetInt64(0), Rendition: new Rendition(row.GetInt32(1), row.GetInt32(2), row.GetString(3), row.GetString(4))), ("pictures", wanted))).ToLookup(row => row.Id, row => row.Rendition);
        var pictures = await reads.ListAsync(
            """
            SELECT m.id, m.colour, m.credit, COALESCE(t.alt, ''), COALESCE(t.caption, '') FROM media m
            LEFT JOIN media_texts t ON t.media_id = m.id AND t.edition_id = @edition WHERE m.id IN @pictures
            """,
            row => new Picture(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), [.. renditions[row.GetInt64(0)]]),
            ("edition", editionId), ("pictures", wanted));
        return pictures.Where(picture => picture.Renditions.Count > 0).ToDictionary(picture => picture.Id);
    }
}
