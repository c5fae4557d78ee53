using StopPress.Newsroom.House;
using StopPress.Store.Blobs;
using StopPress.Store.Database;

namespace StopPress.Tests.UnderFire;

/// <summary>What must hold in a newspaper's folder and database whatever has happened to it.</summary>
internal static class Soundness
{
    // Each counts what must not be.
    private static readonly string[] Nothing =
    [
        "SELECT MAX(sequence) - COUNT(*) FROM journal",
        "SELECT COUNT(*) FROM story_texts t WHERE NOT EXISTS (SELECT 1 FROM revisions r WHERE r.id = t.latest_revision_id)",
        "SELECT COUNT(*) FROM story_texts t WHERE t.pub_status = 1 AND NOT EXISTS (SELECT 1 FROM revisions r WHERE r.id = t.published_revision_id)",
        "SELECT COUNT(*) FROM story_texts t WHERE t.pub_status = 1 AND NOT EXISTS (SELECT 1 FROM permalinks p WHERE p.path = t.path)",
        "SELECT COUNT(*) FROM story_texts t WHERE t.path IS NOT NULL AND NOT EXISTS (SELECT 1 FROM permalinks p WHERE p.path = t.path AND p.current)",
        "SELECT COUNT(*) FROM local_names n WHERE NOT EXISTS (SELECT 1 FROM permalinks p WHERE p.path = n.path AND p.subject = n.subject AND p.current)",
        "SELECT COUNT(*) FROM (SELECT subject, edition_id FROM permalinks WHERE current GROUP BY subject, edition_id HAVING COUNT(*) > 1) twice",
        "SELECT COUNT(*) FROM listings l WHERE l.list LIKE 'tag:%' AND NOT EXISTS (SELECT 1 FROM filings f WHERE f.story_id = l.story_id AND f.subject = l.list)",
        "SELECT COUNT(*) FROM filings f WHERE NOT EXISTS (SELECT 1 FROM local_names n WHERE n.subject = f.subject)",
        "SELECT COUNT(*) FROM sections s WHERE s.parent_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sections p WHERE p.id = s.parent_id AND p.id <> s.id)",
        "SELECT COUNT(*) FROM turning_points p WHERE NOT EXISTS (SELECT 1 FROM storylines s WHERE s.id = p.storyline_id) OR NOT EXISTS (SELECT 1 FROM turning_point_words w WHERE w.point_id = p.id)",
        "SELECT COUNT(*) FROM story_texts t WHERE NOT EXISTS (SELECT 1 FROM stories s WHERE s.id = t.story_id)",
        "SELECT COUNT(*) FROM stories s WHERE NOT EXISTS (SELECT 1 FROM story_texts t WHERE t.story_id = s.id)",
        $"""
        SELECT COUNT(*) FROM story_texts t JOIN stories s ON s.id = t.story_id WHERE t.pub_status = 1 AND s.kind = 0
        AND NOT EXISTS (SELECT 1 FROM listings l WHERE l.story_id = t.story_id AND l.edition_id = t.edition_id AND l.list = '{Subject.FrontList}')
        """,
        "SELECT COUNT(*) FROM listings l WHERE NOT EXISTS (SELECT 1 FROM story_texts t WHERE t.story_id = l.story_id AND t.edition_id = l.edition_id AND t.pub_status = 1)",
        "SELECT COUNT(*) FROM story_texts t JOIN stories s ON s.id = t.story_id WHERE t.pub_status = 1 AND (s.held_at IS NOT NULL OR s.killed_at IS NOT NULL)",
        "SELECT COUNT(*) FROM story_texts t JOIN stories s ON s.id = t.story_id WHERE (t.pub_status = 3) <> (s.killed_at IS NOT NULL)",
        // The journal's last entry was written by a clock that was not ahead of the true one.
        "SELECT COUNT(*) FROM story_texts t JOIN stories s ON s.id = t.story_id WHERE t.pub_status = 1 AND s.embargoed_until > (SELECT MAX(at) FROM journal)",
        "SELECT COUNT(*) FROM stories s WHERE s.embargoed_until IS NOT NULL AND NOT EXISTS (SELECT 1 FROM deadlines d WHERE d.kind = 'embargo' AND d.due_at = s.embargoed_until)",
        "SELECT COUNT(*) FROM deadlines d WHERE d.kind = 'embargo' AND NOT EXISTS (SELECT 1 FROM stories s WHERE s.embargoed_until = d.due_at)",
        "SELECT COUNT(*) FROM deadlines d WHERE d.kind = 'expire-story' AND NOT EXISTS (SELECT 1 FROM stories s WHERE s.expires_at = d.due_at)",
        "SELECT COUNT(*) FROM corrections c WHERE NOT EXISTS (SELECT 1 FROM story_texts t WHERE t.id = c.text_id AND t.edition_id = c.edition_id AND t.updated_at IS NOT NULL)",
        "SELECT COUNT(*) FROM drafts d WHERE NOT EXISTS (SELECT 1 FROM story_texts t JOIN revisions r ON r.id = t.latest_revision_id WHERE t.id = d.text_id AND r.number = d.revision)",
        "SELECT COUNT(*) FROM drafts WHERE filed_version > version",
        "SELECT COUNT(*) FROM draft_media u WHERE NOT EXISTS (SELECT 1 FROM drafts d WHERE d.text_id = u.text_id)",
        "SELECT COUNT(*) FROM media_uses u JOIN story_texts t ON t.id = u.text_id WHERE u.shown AND t.pub_status <> 1",
        "SELECT COUNT(*) FROM media_uses u WHERE NOT EXISTS (SELECT 1 FROM media m WHERE m.id = u.media_id)",
        "SELECT COUNT(*) FROM breaking_lines b WHERE NOT EXISTS (SELECT 1 FROM deadlines d WHERE d.kind = 'breaking-ends' AND d.due_at = b.ends_at)",
        "SELECT COUNT(*) FROM deadlines d WHERE d.kind = 'breaking-ends' AND NOT EXISTS (SELECT 1 FROM breaking_lines b WHERE b.ends_at = d.due_at)",
        "SELECT COUNT(*) FROM redirects r JOIN redirects n ON n.path = r.target AND r.path = n.target",
        "SELECT COUNT(*) FROM media m WHERE NOT EXISTS (SELECT 1 FROM media_arrivals a WHERE a.media_id = m.id)",
        "SELECT COUNT(*) FROM earlier_originals e WHERE NOT EXISTS (SELECT 1 FROM media m WHERE m.id = e.media_id)",
        "SELECT COUNT(*) FROM (SELECT subject, kind FROM deadlines GROUP BY subject, kind HAVING COUNT(*) > 1) twice",
    ];

    /// <summary>Fails the test when something does not.</summary>
    public static async Task HoldsAsync(HouseDatabase database, string folder)
    {
        await database.ReadAsync(async (connection, snapshot) =>
        {
            if (database.Kind == DatabaseKind.Sqlite) Assert.Equal("ok", await connection.ScalarAsync(snapshot, "PRAGMA integrity_check"));
            foreach (string question in Nothing)
            {
                object? count = await connection.ScalarAsync(snapshot, question);
                Assert.True(count is null or 0L, $"{count}: {question}");
            }
            var blobs = new BlobStore(Path.Combine(folder, "media"), TimeProvider.System);
            foreach (string blob in await connection.ListAsync(snapshot, "SELECT blob FROM media UNION SELECT blob FROM logo UNION SELECT blob FROM earlier_originals", row => row.GetString(0)))
            {
                Assert.True(BlobName.TryRead(blob, out var name) && blobs.Exists(name), $"The bytes of {blob} are missing.");
            }
            return true;
        });
    }
}
