using System.Data.Common;
using Microsoft.Data.Sqlite;
using StopPress.Store.Database;

namespace StopPress.Site.Search;

/// <summary>A text that the index found.</summary>
/// <param name="Place">Where it stands in the index.</param>
/// <param name="StoryId">Its story.</param>
public sealed record IndexHit(long Place, long StoryId);

/// <summary>What the index holds of an edition.</summary>
/// <param name="Number">The edition's number in places.</param>
/// <param name="Oldest">The place of its oldest text.</param>
/// <param name="Newest">The place of its newest.</param>
public sealed record IndexedEdition(int Number, long Oldest, long Newest);

/// <summary>
/// The index of all that readers can find: of each text its terms, in FTS5 on SQLite and in a <c>tsvector</c> on PostgreSQL, and its words folded. It can be made
/// anew at any time, so it is in no backup (docs/decisions/0031).
/// </summary>
/// <remarks>On SQLite a file of its own beside the newspaper's; on PostgreSQL tables beside the newspaper's, which all nodes share.</remarks>
public sealed class SearchIndex : IAsyncDisposable
{
    /// <summary>The file's name beside the newspaper's.</summary>
    public const string FileName = "search.db";

    /// <summary>The form of what is kept. It is part of the tables' names: two releases that run side by side keep one each.</summary>
    public const int Form = 1;

    // SQLITE_CORRUPT and SQLITE_NOTADB.
    private const int Corrupt = 11, NoDatabase = 26;

    // Any constant of our own: nodes write the index one after the other. As on SQLite, its last commits may be lost with the machine's power: the cursor goes with them.
    private const string WriteLock = "SET LOCAL synchronous_commit TO OFF; SELECT pg_advisory_xact_lock(1398818643)";

    // FTS5 merges what several commits have left, at most so many pages at a time: a few thousandths of a second.
    private const string Merge = "INSERT INTO search1_words (search1_words, rank) VALUES ('merge', 64)";

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS search1_state (id BIGINT NOT NULL PRIMARY KEY, sequence BIGINT NOT NULL, at BIGINT NOT NULL);
        CREATE TABLE IF NOT EXISTS search1_editions (number BIGINT NOT NULL PRIMARY KEY, edition_id BIGINT NOT NULL UNIQUE);
        CREATE TABLE IF NOT EXISTS search1_owed (text_id BIGINT NOT NULL PRIMARY KEY);
        """;

    // The terms are cut already: whatever stands between two spaces is one.
    private const string OnSqlite = $"""
        {Tables}
        CREATE TABLE IF NOT EXISTS search1_texts (place INTEGER PRIMARY KEY, text_id INTEGER NOT NULL UNIQUE, story_id INTEGER NOT NULL, hash INTEGER NOT NULL, folded BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS search1_spellings (edition INTEGER NOT NULL, word TEXT NOT NULL, seen INTEGER NOT NULL, PRIMARY KEY (edition, word)) WITHOUT ROWID;
        CREATE VIRTUAL TABLE IF NOT EXISTS search1_words USING fts5(terms, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '{SearchTerms.Marks}'");
        INSERT INTO search1_words (search1_words, rank) VALUES ('automerge', 0);
        """;

    // What is long lies aside, so that the rows that are found lie close together.
    private const string OnPostgres = $"""
        {Tables}
        CREATE TABLE IF NOT EXISTS search1_texts (place BIGINT NOT NULL PRIMARY KEY, text_id BIGINT NOT NULL UNIQUE, story_id BIGINT NOT NULL, hash BIGINT NOT NULL, folded BYTEA NOT NULL, words TSVECTOR NOT NULL)
            WITH (toast_tuple_target = 128);
        ALTER TABLE search1_texts ALTER COLUMN folded SET STORAGE EXTERNAL;
        CREATE INDEX IF NOT EXISTS search1_texts_by_words ON search1_texts USING gin (words) WITH (fastupdate = off);
        CREATE TABLE IF NOT EXISTS search1_spellings (edition BIGINT NOT NULL, word TEXT COLLATE "C" NOT NULL, seen BIGINT NOT NULL, PRIMARY KEY (edition, word));
        """;

    // Behind every word that begins with the letter before it.
    private const string LastRune = "\U0010fffd";

    private readonly string? file;
    private HouseDatabase database;

    private SearchIndex(HouseDatabase database, string? file) => (this.database, this.file) = (database, file);

    /// <summary>The index of a newspaper; not yet open.</summary>
    public static SearchIndex Of(HouseDatabase house)
    {
        if (house.File is not { } newspaper) return new SearchIndex(house, null);
        string file = Path.Combine(Path.GetDirectoryName(newspaper)!, FileName);
        return new SearchIndex(HouseDatabase.BesideOnSqlite(file), file);
    }

    private bool IsOnSqlite => database.Kind == DatabaseKind.Sqlite;

    /// <summary>Makes the tables where there are none. A file that holds something else, or nothing that can be read, is made anew.</summary>
    public async Task OpenAsync()
    {
        if (file is not null && await IsStrangeAsync())
        {
            await database.DisposeAsync();
            foreach (string part in new[] { "", "-wal", "-shm" }) File.Delete(file + part);
            database = HouseDatabase.BesideOnSqlite(file);
        }
        await WriteAsync(async write =>
        {
            await write.Connection.ExecutePatientlyAsync(write.Transaction, IsOnSqlite ? OnSqlite : OnPostgres);
            if (IsOnSqlite) await write.Connection.ExecutePatientlyAsync(write.Transaction, $"PRAGMA user_version = {Form}");
            return true;
        });
    }

    /// <summary>Writes in one transaction; one after the other, on all nodes.</summary>
    public async Task<T> WriteAsync<T>(Func<IndexWriter, Task<T>> write)
    {
        using var turn = await database.EnterWriterAsync();
        return await database.OnSoundConnectionAsync(() => TryWriteAsync(write));
    }

    /// <summary>The newest texts whose terms are as asked for, newest first.</summary>
    /// <param name="query">The terms.</param>
    /// <param name="from">The first place.</param>
    /// <param name="before">The place behind the last one.</param>
    /// <param name="limit">How many at most.</param>
    public Task<List<IndexHit>> NewestAsync(TermQuery query, long from, long before, int limit)
    {
        if (from >= before) return Task.FromResult<List<IndexHit>>([]);
        return database.ReadAsync((connection, snapshot) => IsOnSqlite
            ? connection.ListAsync(
                snapshot,
                """
                SELECT t.place, t.story_id FROM (
                    SELECT rowid AS place FROM search1_words WHERE search1_words MATCH @query AND rowid >= @from AND rowid < @before ORDER BY rowid DESC LIMIT @limit) w
                JOIN search1_texts t ON t.place = w.place ORDER BY t.place DESC
                """,
                Hit, ("query", query.InFts5()), ("from", from), ("before", before), ("limit", (long)limit))
            // A sum, so that nobody walks along the places, looking into each text on the way.
            : connection.ListAsync(
                snapshot, "SELECT place, story_id FROM search1_texts WHERE words @@ CAST(@query AS tsquery) AND place + 0 >= @from AND place + 0 < @before ORDER BY place + 0 DESC LIMIT @limit",
                Hit, ("query", query.InTsquery(Buckets(from, before))), ("from", from), ("before", before), ("limit", (long)limit)));
    }

    /// <summary>The folded words of texts, by their places.</summary>
    public async Task<Dictionary<long, byte[]>> FoldedAsync(IEnumerable<long> places) => (await database.ReadAsync((connection, snapshot) => connection.ListAsync(
        snapshot, "SELECT place, folded FROM search1_texts WHERE place IN @places", row => (Place: row.GetInt64(0), Packed: (byte[])row.GetValue(1)), ("places", places.ToArray()))))
        .ToDictionary(row => row.Place, row => IndexedText.Unpacked(row.Packed));

    /// <summary>What the index holds of an edition; null while that is nothing.</summary>
    public Task<IndexedEdition?> EditionAsync(long id) => database.ReadAsync(async (connection, snapshot) =>
    {
        if (await connection.ScalarAsync(snapshot, "SELECT number FROM search1_editions WHERE edition_id = @id", ("id", id)) is not long number) return null;
        var ends = await connection.ListAsync(
            // Each by itself, or SQLite would look at every text for both.
            snapshot, "SELECT (SELECT MIN(place) FROM search1_texts WHERE place >= @first AND place < @end), (SELECT MAX(place) FROM search1_texts WHERE place >= @first AND place < @end)", row => (Oldest: row.NumberOrNull(0), Newest: row.NumberOrNull(1)),
            ("first", IndexPlace.First((int)number)), ("end", IndexPlace.First((int)number + 1)));
        return ends[0] is { Oldest: { } oldest, Newest: { } newest } ? new IndexedEdition((int)number, oldest, newest) : null;
    });

    /// <summary>Words of headlines that begin with the same letter and are about as long, with how often they were seen.</summary>
    public Task<List<(string Word, long Seen)>> LikeAsync(int edition, string word, int difference, int most)
    {
        string first = word.EnumerateRunes().First().ToString();
        return database.ReadAsync((connection, snapshot) => connection.ListAsync(
            snapshot,
            "SELECT word, seen FROM search1_spellings WHERE edition = @edition AND word >= @first AND word < @end AND LENGTH(word) >= @least AND LENGTH(word) <= @longest LIMIT @most",
            row => (row.GetString(0), row.GetInt64(1)),
            ("edition", (long)edition), ("first", first), ("end", first + LastRune), ("least", (long)word.Length - difference), ("longest", (long)word.Length + difference), ("most", (long)most)));
    }

    /// <summary>The words of headlines that begin in the same way, those seen most first.</summary>
    public Task<List<string>> BeginningWithAsync(int edition, string begun, int most) => database.ReadAsync((connection, snapshot) => connection.ListAsync(
        snapshot, "SELECT word FROM search1_spellings WHERE edition = @edition AND word > @begun AND word < @end ORDER BY seen DESC, word LIMIT @most",
        row => row.GetString(0), ("edition", (long)edition), ("begun", begun), ("end", begun + LastRune), ("most", (long)most)));

    /// <summary>Whether texts wait to be brought in.</summary>
    public Task<bool> OwesAsync() => database.ReadAsync(async (connection, snapshot) => await connection.ScalarAsync(snapshot, "SELECT 1 FROM search1_owed LIMIT 1") is not null);

    /// <summary>Puts in order what commits have left, a little at a time; false when there is nothing to do.</summary>
    public async Task<bool> TidyAsync()
    {
        if (!IsOnSqlite) return false;
        const string Changes = "SELECT total_changes()";
        bool merged = await WriteAsync(async write =>
        {
            // SQLite's manual says so: two changes or more mean that something was merged.
            long before = (long)(await write.Connection.ScalarAsync(write.Transaction, Changes))!;
            await write.Connection.ExecuteAsync(write.Transaction, Merge);
            return (long)(await write.Connection.ScalarAsync(write.Transaction, Changes))! - before > 1;
        });
        var connection = await database.RentAsync();
        try
        {
            await connection.ExecuteAsync(null, "PRAGMA wal_checkpoint(PASSIVE)");
        }
        finally
        {
            await database.Return(connection);
        }
        return merged;
    }

    /// <summary>Ends what <see cref="IndexWriter.HurryAsync"/> began: what was set aside goes to its places, and what comes next goes there at once.</summary>
    public async Task SettleAsync()
    {
        if (IsOnSqlite) return;
        bool hurried = await database.ReadAsync(async (connection, snapshot) =>
            await connection.ScalarAsync(snapshot, "SELECT 1 FROM pg_class WHERE oid = 'search1_texts_by_words'::regclass AND 'fastupdate=on' = ANY(reloptions)") is not null);
        if (!hurried) return;
        // Killed behind this, what was set aside waits for the server's own vacuum.
        await WriteAsync(write => write.Connection.ExecuteAsync(write.Transaction, "ALTER INDEX search1_texts_by_words SET (fastupdate = off)"));
        // By itself, so that nobody who searches waits for a lock meanwhile.
        var connection = await database.RentAsync();
        try
        {
            await connection.ExecutePatientlyAsync(null, "SELECT gin_clean_pending_list('search1_texts_by_words')");
        }
        finally
        {
            await database.Return(connection);
        }
    }

    /// <summary>Closes its own file.</summary>
    public ValueTask DisposeAsync() => file is null ? ValueTask.CompletedTask : database.DisposeAsync();

    private static IndexHit Hit(DbDataReader row) => new(row.GetInt64(0), row.GetInt64(1));

    private static IEnumerable<long> Buckets(long from, long before)
    {
        for (long bucket = IndexPlace.BucketOf(before - 1); bucket >= IndexPlace.BucketOf(from); bucket--) yield return bucket;
    }

    private async Task<T> TryWriteAsync<T>(Func<IndexWriter, Task<T>> write)
    {
        var connection = await database.RentAsync();
        try
        {
            database.RefuseMovedFile(connection);
            await using var transaction = connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: false) : await connection.BeginTransactionAsync();
            if (!IsOnSqlite) await connection.ExecuteAsync(transaction, WriteLock);
            var written = await write(new IndexWriter(connection, transaction));
            await transaction.CommitAsync();
            return written;
        }
        finally
        {
            await database.Return(connection);
        }
    }

    private async Task<bool> IsStrangeAsync()
    {
        try
        {
            return await database.ReadAsync(async (connection, snapshot) => await connection.ScalarAsync(snapshot, "PRAGMA user_version") is not (0L or (long)Form));
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is Corrupt or NoDatabase)
        {
            return true;
        }
    }
}
