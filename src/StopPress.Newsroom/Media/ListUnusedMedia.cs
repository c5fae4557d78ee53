using StopPress.Newsroom.House;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Media;

/// <summary>Lists the media that no text and no draft uses, the oldest first. Nothing is deleted by it.</summary>
/// <param name="After">The id after which to go on, from the last line of the list before; null begins.</param>
/// <param name="Most">How many to list.</param>
public sealed record ListUnusedMedia(string? After = null, int Most = 100)
{
    private const int AtMost = 1000;

    /// <summary>Does it.</summary>
    public Task<IReadOnlyList<UnusedMedia>> RunAsync(NewsDesk desk, CancellationToken cancel = default)
    {
        long after = PublicId.TryRead(After ?? "", out long id) ? id : 0;
        return desk.Database.ReadAsync<IReadOnlyList<UnusedMedia>>(async (connection, snapshot) => await connection.ListAsync(
            snapshot,
            """
            SELECT m.id, m.kind, m.mime_type, m.bytes, m.credit, m.added_at FROM media m
            WHERE m.id > @after AND NOT EXISTS (SELECT 1 FROM media_uses u WHERE u.media_id = m.id)
            AND NOT EXISTS (SELECT 1 FROM draft_media d WHERE d.media_id = m.id) ORDER BY m.id LIMIT @most
            """,
            row => new UnusedMedia(PublicId.Text(row.GetInt64(0)), (MediaKind)row.GetInt32(1), row.GetString(2), row.GetInt64(3), row.GetString(4), new Instant(row.GetInt64(5))),
            ("after", after), ("most", (long)Math.Clamp(Most, 1, AtMost))), cancel);
    }
}

/// <summary>One of the media that no text uses.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="Kind">Picture, sound or document.</param>
/// <param name="MimeType">Its media type.</param>
/// <param name="Bytes">How long the original is.</param>
/// <param name="Credit">Who is named beside it, or empty.</param>
/// <param name="AddedAt">When it came in.</param>
public sealed record UnusedMedia(string Id, MediaKind Kind, string MimeType, long Bytes, string Credit, Instant AddedAt);
