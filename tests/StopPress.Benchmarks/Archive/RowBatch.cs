namespace StopPress.Benchmarks.Archive;

/// <summary>Rows that go into the database together, by table.</summary>
internal sealed class RowBatch
{
    /// <summary>The tables that the archive fills, with their columns in the order of <see cref="Add"/>.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Columns = new Dictionary<string, string[]>
    {
        ["house"] = ["id", "name"],
        ["editions"] = ["id", "language", "locale", "prefix", "name", "tagline", "own_name", "time_zone", "calendar", "direction", "position"],
        ["sections"] = ["id", "parent_id", "position", "in_menu"],
        ["storylines"] = ["id", "begun_at"],
        ["tags"] = ["id"],
        ["staff"] = ["id", "email"],
        ["local_names"] = ["subject", "edition_id", "name", "title", "description", "path"],
        ["media"] =
            ["id", "kind", "blob", "mime_type", "name", "bytes", "width", "height", "colour", "focal_x", "focal_y", "credit", "creator", "copyright", "rights", "taken",
            "city", "country", "keywords", "expired", "added_at"],
        ["media_arrivals"] = ["media_id", "added_by", "file_name", "for_desk", "sought"],
        ["media_texts"] = ["media_id", "edition_id", "alt", "caption"],
        ["media_uses"] = ["media_id", "text_id", "shown"],
        ["stories"] = ["id", "kind", "original_edition_id", "slugline", "work_stage", "picture_id", "filed_at"],
        ["story_texts"] = ["id", "story_id", "edition_id", "url_slug", "path", "pub_status", "latest_revision_id", "published_revision_id", "first_published_at"],
        ["revisions"] = ["id", "text_id", "number", "at", "actor", "kicker", "headline", "standfirst", "dateline", "body"],
        ["permalinks"] = ["path", "edition_id", "subject", "current"],
        ["filings"] = ["story_id", "subject", "position"],
        ["bylines"] = ["story_id", "position", "staff_id", "guest_name", "role"],
        ["listings"] = ["edition_id", "list", "listed_at", "story_id"],
    };

    private readonly Dictionary<string, List<object?[]>> rows = [];

    /// <summary>The tables that have rows here.</summary>
    public IEnumerable<(string Table, string[] Columns, List<object?[]> Rows)> Tables => rows.Select(pair => (pair.Key, Columns[pair.Key], pair.Value));

    /// <summary>Adds a row.</summary>
    public void Add(string table, params object?[] values)
    {
        if (values.Length != Columns[table].Length) throw new ArgumentException($"A row of {table} has {Columns[table].Length} columns.", nameof(values));
        if (!rows.TryGetValue(table, out var list)) rows[table] = list = [];
        list.Add(values);
    }
}
