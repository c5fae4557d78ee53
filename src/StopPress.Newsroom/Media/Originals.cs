using System.Data.Common;
using System.Runtime.CompilerServices;
using StopPress.Store.Blobs;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Media;

/// <summary>Reads originals by the rows of their pictures.</summary>
public static class Originals
{
    /// <summary>The columns that <see cref="Of"/> reads, of a table <c>m</c>.</summary>
    internal const string Columns = "m.id, m.blob, m.width, m.height, m.focal_x, m.focal_y, m.creator, m.credit, m.copyright";

    /// <summary>A query for the names of all bytes that the library and the house show.</summary>
    public const string OfLibrary = "SELECT blob FROM media UNION SELECT blob FROM logo UNION SELECT blob FROM earlier_originals";

    /// <summary>A query for the names of all bytes that rows need: those, and what an import has made ready.</summary>
    public const string Every = OfLibrary + " UNION SELECT blob FROM import_media WHERE blob <> ''";

    // Few enough to be read at once, many enough that a hundred thousand pictures are a hundred questions.
    private const int Batch = 1000;

    /// <summary>The original of a picture that has not expired, or null.</summary>
    public static Task<Original?> FindAsync(HouseDatabase database, long picture) => database.ReadAsync(async (connection, snapshot) => (await connection.ListAsync(
        snapshot, $"SELECT {Columns} FROM media m WHERE m.id = @id AND m.kind = @kind AND NOT m.expired", Of, ("id", picture), ("kind", (long)MediaKind.Picture))).FirstOrDefault());

    /// <summary>The original of a picture, expired or not: for the desk alone.</summary>
    public static Task<Original?> KeptAsync(HouseDatabase database, long picture) => database.ReadAsync(async (connection, snapshot) => (await connection.ListAsync(
        snapshot, $"SELECT {Columns} FROM media m WHERE m.id = @id AND m.kind = @kind", Of, ("id", picture), ("kind", (long)MediaKind.Picture))).FirstOrDefault());

    /// <summary>The original of a picture that readers may see now: a text that they have shows it, and it has not expired; or null.</summary>
    public static Task<Original?> ShownAsync(HouseDatabase database, long picture, CancellationToken cancel = default) => database.ReadAsync(async (connection, snapshot) => (await connection.ListAsync(
        snapshot,
        $"""
        SELECT {Columns} FROM media m WHERE m.id = @id AND m.kind = @kind AND NOT m.expired
        AND EXISTS (SELECT 1 FROM media_uses u WHERE u.media_id = m.id AND u.shown)
        """,
        Of, ("id", picture), ("kind", (long)MediaKind.Picture))).FirstOrDefault(), cancel);

    /// <summary>The same, in a look at the house that has begun.</summary>
    public static async Task<Original?> ShownAsync(Reads reads, long picture) => await reads.FirstAsync(
        $"""
        SELECT {Columns} FROM media m WHERE m.id = @id AND m.kind = @kind AND NOT m.expired
        AND EXISTS (SELECT 1 FROM media_uses u WHERE u.media_id = m.id AND u.shown)
        """,
        Of, ("id", picture), ("kind", (long)MediaKind.Picture));

    /// <summary>The address of a sound or a document that readers may have now, or null.</summary>
    public static Task<string?> ShownFileAsync(Reads reads, long file) => reads.FirstAsync(
        """
        SELECT m.name FROM media m WHERE m.id = @id AND m.kind <> @picture AND NOT m.expired
        AND EXISTS (SELECT 1 FROM media_uses u WHERE u.media_id = m.id AND u.shown)
        """,
        row => AddFile.Address(file, row.GetString(0)), ("id", file), ("picture", (long)MediaKind.Picture));

    /// <summary>All pictures that have not expired, the newest first.</summary>
    internal static async IAsyncEnumerable<Original> NewestFirstAsync(HouseDatabase database, [EnumeratorCancellation] CancellationToken cancel)
    {
        var before = long.MaxValue;
        while (true)
        {
            var batch = await database.ReadAsync((connection, snapshot) => connection.ListAsync(
                snapshot, $"SELECT {Columns} FROM media m WHERE m.id < @before AND m.kind = @kind AND NOT m.expired ORDER BY m.id DESC LIMIT @batch", Of,
                ("before", before), ("kind", (long)MediaKind.Picture), ("batch", (long)Batch)), cancel);
            foreach (var original in batch) yield return original;
            if (batch.Count < Batch) yield break;
            before = batch[^1].Id;
        }
    }

    /// <summary>An original from a row that begins with <see cref="Columns"/>.</summary>
    internal static Original Of(DbDataReader row) => new(
        row.GetInt64(0), BlobName.TryRead(row.GetString(1), out var blob) ? blob : throw new InvalidDataException($"The picture {PublicId.Text(row.GetInt64(0))} names no blob."),
        row.GetInt32(2), row.GetInt32(3), new FocalPoint(row.GetInt32(4), row.GetInt32(5)), row.GetString(6), row.GetString(7), row.GetString(8));
}
