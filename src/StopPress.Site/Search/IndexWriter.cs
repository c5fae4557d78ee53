using System.Data.Common;
using Microsoft.Data.Sqlite;
using StopPress.Store.Database;

namespace StopPress.Site.Search;

/// <summary>One transaction that writes the index: texts, how far the journal was followed, and what is owed.</summary>
/// <param name="connection">The connection.</param>
/// <param name="transaction">The transaction.</param>
public sealed class IndexWriter(DbConnection connection, DbTransaction transaction)
{
    // A word of three letters is too near to too many others.
    private const int ShortestSpelling = 4, LongestSpelling = 30;

    private readonly bool isOnSqlite = connection is SqliteConnection;

    /// <summary>The connection.</summary>
    internal DbConnection Connection => connection;

    /// <summary>The transaction.</summary>
    internal DbTransaction Transaction => transaction;

    /// <summary>The entry up to which the journal was followed, and when that was written; null for an index that has followed nothing.</summary>
    public async Task<(long Sequence, long At)?> CursorAsync()
    {
        var rows = await connection.ListAsync(transaction, "SELECT sequence, at FROM search1_state", row => (row.GetInt64(0), row.GetInt64(1)));
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>Notes how far the journal was followed.</summary>
    public Task SetCursorAsync(long sequence, long at) => connection.ExecuteAsync(
        transaction, "INSERT INTO search1_state (id, sequence, at) VALUES (1, @sequence, @at) ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, at = excluded.at",
        ("sequence", sequence), ("at", at));

    /// <summary>Puts a text in as it is now; what has not changed stays as it is.</summary>
    public async Task PutAsync(SearchCopy copy)
    {
        var indexed = IndexedText.Of(copy);
        int edition = await EditionAsync(copy.EditionId);
        long first = IndexPlace.Of(edition, copy.PublishedAt), hash = indexed.Hash;
        var present = await connection.ListAsync(transaction, "SELECT place, hash FROM search1_texts WHERE text_id = @text", row => (Place: row.GetInt64(0), Hash: row.GetInt64(1)), ("text", copy.TextId));
        if (present is [var same] && same.Hash == hash && IndexPlace.MomentOf(same.Place) == IndexPlace.MomentOf(first)) return;
        if (present.Count > 0) await RemoveAsync([copy.TextId]);
        long place = await FreeAsync(first);
        string[] terms = [.. indexed.Terms];
        if (isOnSqlite)
        {
            await connection.ExecuteAsync(transaction, "INSERT INTO search1_words (rowid, terms) VALUES (@place, @terms)", ("place", place), ("terms", string.Join(' ', terms)));
            await connection.ExecuteAsync(
                transaction, "INSERT INTO search1_texts (place, text_id, story_id, hash, folded) VALUES (@place, @text, @story, @hash, @folded)",
                ("place", place), ("text", copy.TextId), ("story", copy.StoryId), ("hash", hash), ("folded", indexed.Packed()));
        }
        else
        {
            string prefix = TermQuery.PrefixOf(IndexPlace.BucketOf(place));
            await connection.ExecuteAsync(
                transaction, "INSERT INTO search1_texts (place, text_id, story_id, hash, folded, words) VALUES (@place, @text, @story, @hash, @folded, array_to_tsvector(@terms))",
                ("place", place), ("text", copy.TextId), ("story", copy.StoryId), ("hash", hash), ("folded", indexed.Packed()), ("terms", terms.Select(term => prefix + term).ToArray()));
        }
        await LearnAsync(edition, [.. indexed.Spellings.Where(word => word.Length is >= ShortestSpelling and <= LongestSpelling && !word.Any(char.IsAsciiDigit))]);
    }

    /// <summary>Takes texts out, where they are in.</summary>
    public async Task RemoveAsync(long[] texts)
    {
        if (texts.Length == 0) return;
        if (isOnSqlite) await connection.ExecuteAsync(transaction, "DELETE FROM search1_words WHERE rowid IN (SELECT place FROM search1_texts WHERE text_id IN @texts)", ("texts", texts));
        await connection.ExecuteAsync(transaction, "DELETE FROM search1_texts WHERE text_id IN @texts", ("texts", texts));
    }

    /// <summary>Notes texts that must be looked at again.</summary>
    public Task OweAsync(long[] texts) => texts.Length == 0 ? Task.CompletedTask : connection.ExecuteAsync(
        transaction, $"INSERT INTO search1_owed (text_id) SELECT one.value FROM {Each("texts")} WHERE true ON CONFLICT DO NOTHING", ("texts", texts));

    /// <summary>Notes that every text that is in must be looked at again.</summary>
    public Task OweAllAsync() => connection.ExecuteAsync(transaction, "INSERT INTO search1_owed (text_id) SELECT text_id FROM search1_texts WHERE true ON CONFLICT DO NOTHING");

    /// <summary>Some of the texts that must be looked at again, the newest first.</summary>
    public async Task<long[]> OwedAsync(int most) =>
        [.. await connection.ListAsync(transaction, "SELECT text_id FROM search1_owed ORDER BY text_id DESC LIMIT @most", row => row.GetInt64(0), ("most", (long)most))];

    /// <summary>Notes that texts were looked at.</summary>
    public Task PayAsync(long[] texts) => connection.ExecuteAsync(transaction, "DELETE FROM search1_owed WHERE text_id IN @texts", ("texts", texts));

    private async Task<int> EditionAsync(long id)
    {
        if (await connection.ScalarAsync(transaction, "SELECT number FROM search1_editions WHERE edition_id = @id", ("id", id)) is long number) return (int)number;
        return (int)(long)(await connection.ScalarAsync(
            transaction, "INSERT INTO search1_editions (number, edition_id) SELECT COALESCE(MAX(number), 0) + 1, @id FROM search1_editions RETURNING number", ("id", id)))!;
    }

    // Behind those that went out in the same second; where there is no room any more, in the next one.
    private async Task<long> FreeAsync(long first)
    {
        while (true)
        {
            object? last = await connection.ScalarAsync(
                transaction, "SELECT MAX(place) FROM search1_texts WHERE place >= @first AND place < @end", ("first", first), ("end", first + IndexPlace.PerSecond));
            if (last is not long taken) return first;
            if (taken + 1 < first + IndexPlace.PerSecond) return taken + 1;
            first += IndexPlace.PerSecond;
        }
    }

    private Task LearnAsync(int edition, string[] words) => words.Length == 0 ? Task.CompletedTask : connection.ExecuteAsync(
        transaction,
        $"INSERT INTO search1_spellings (edition, word, seen) SELECT @edition, one.value, 1 FROM {Each("words")} WHERE true ON CONFLICT (edition, word) DO UPDATE SET seen = search1_spellings.seen + 1",
        ("edition", (long)edition), ("words", words));

    // The members of an array as rows of one column, "value".
    private string Each(string name) => isOnSqlite ? $"json_each(@{name}) AS one" : $"unnest(@{name}) AS one(value)";
}
