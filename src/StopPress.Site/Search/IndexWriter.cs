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

    /// <summary>Puts texts in as they are now, in their order; what has not changed stays as it is.</summary>
    /// <remarks>Together, since a question for each of them takes a database elsewhere longer than the work does.</remarks>
    public async Task PutAsync(IReadOnlyList<SearchCopy> copies)
    {
        if (copies.Count == 0) return;
        var present = (await connection.ListAsync(
            transaction, "SELECT text_id, place, hash FROM search1_texts WHERE text_id IN @texts", row => (Text: row.GetInt64(0), Place: row.GetInt64(1), Hash: row.GetInt64(2)),
            ("texts", copies.Select(copy => copy.TextId).ToArray()))).ToDictionary(row => row.Text);
        var editions = new Dictionary<long, int>();
        foreach (long edition in copies.Select(copy => copy.EditionId).Distinct()) editions[edition] = await EditionAsync(edition);
        var changed = new List<NewText>();
        foreach (var copy in copies)
        {
            var indexed = IndexedText.Of(copy);
            int edition = editions[copy.EditionId];
            var text = new NewText(copy.TextId, copy.StoryId, edition, IndexPlace.Of(edition, copy.PublishedAt), indexed, indexed.Hash);
            if (!present.TryGetValue(copy.TextId, out var same) || same.Hash != text.Hash || IndexPlace.MomentOf(same.Place) != IndexPlace.MomentOf(text.Place)) changed.Add(text);
        }
        await RemoveAsync([.. changed.Select(text => text.Id).Where(present.ContainsKey)]);
        await InsertAsync(await PlacedAsync(changed));
        foreach (var edition in changed.GroupBy(text => text.Edition)) await LearnAsync(edition.Key, edition.SelectMany(text => text.Indexed.Spellings));
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

    /// <summary>
    /// Sets aside what is written from now on and brings it to its places by the megabyte, until <see cref="SearchIndex.SettleAsync"/>: for texts by the thousand.
    /// Whoever searches meanwhile waits for it longer.
    /// </summary>
    /// <remarks>On PostgreSQL, where a text alone goes to some hundred places of its index; FTS5 does so always.</remarks>
    public Task HurryAsync() => isOnSqlite ? Task.CompletedTask : connection.ExecuteAsync(transaction, "ALTER INDEX search1_texts_by_words SET (fastupdate = on, gin_pending_list_limit = 16384)");

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

    private async Task InsertAsync(List<NewText> texts)
    {
        if (!isOnSqlite)
        {
            if (texts.Count == 0) return;
            // No term has a space in it.
            await connection.ExecuteAsync(
                transaction,
                """
                INSERT INTO search1_texts (place, text_id, story_id, hash, folded, words)
                SELECT place, text, story, hash, folded, array_to_tsvector(string_to_array(terms, ' ')) FROM unnest(@places, @texts, @stories, @hashes, @folded, @terms) AS one(place, text, story, hash, folded, terms)
                """,
                ("places", texts.Select(text => text.Place).ToArray()), ("texts", texts.Select(text => text.Id).ToArray()), ("stories", texts.Select(text => text.Story).ToArray()),
                ("hashes", texts.Select(text => text.Hash).ToArray()), ("folded", texts.Select(text => text.Indexed.Packed()).ToArray()),
                ("terms", texts.Select(text => Joined(text, TermQuery.PrefixOf(IndexPlace.BucketOf(text.Place)))).ToArray()));
            return;
        }
        foreach (var text in texts)
        {
            await connection.ExecuteAsync(transaction, "INSERT INTO search1_words (rowid, terms) VALUES (@place, @terms)", ("place", text.Place), ("terms", Joined(text, "")));
            await connection.ExecuteAsync(
                transaction, "INSERT INTO search1_texts (place, text_id, story_id, hash, folded) VALUES (@place, @text, @story, @hash, @folded)",
                ("place", text.Place), ("text", text.Id), ("story", text.Story), ("hash", text.Hash), ("folded", text.Indexed.Packed()));
        }
    }

    private static string Joined(NewText text, string prefix) => string.Join(' ', text.Indexed.Terms.Select(term => prefix + term));

    // Behind those that went out in the same second; where there is no room any more, in the next one.
    private async Task<List<NewText>> PlacedAsync(List<NewText> texts)
    {
        var last = new Dictionary<long, long>();
        var placed = new List<NewText>(texts.Count);
        foreach (var text in texts)
        {
            long first = text.Place;
            while (true)
            {
                if (!last.TryGetValue(first, out long taken))
                {
                    await LookAsync(last, [first, .. texts.Select(other => other.Place).Where(other => !last.ContainsKey(other))]);
                    taken = last[first];
                }
                if (taken + 1 < first + IndexPlace.PerSecond) break;
                first += IndexPlace.PerSecond;
            }
            placed.Add(text with { Place = ++last[first] });
        }
        return placed;
    }

    // The last place that is taken of each second; the one before it where none is.
    private async Task LookAsync(Dictionary<long, long> last, long[] seconds)
    {
        foreach (var (second, taken) in await connection.ListAsync(
            transaction,
            $"SELECT one.value, (SELECT MAX(place) FROM search1_texts WHERE place >= one.value AND place < one.value + @size) FROM {Each("seconds")}",
            row => (row.GetInt64(0), row.NumberOrNull(1)), ("size", IndexPlace.PerSecond), ("seconds", seconds.Distinct().ToArray())))
            last[second] = taken ?? second - 1;
    }

    private async Task LearnAsync(int edition, IEnumerable<string> words)
    {
        // In one order, so that the pages of the index are gone through once.
        var seen = words.Where(word => word.Length is >= ShortestSpelling and <= LongestSpelling && !word.Any(char.IsAsciiDigit)).CountBy(word => word).OrderBy(word => word.Key, StringComparer.Ordinal);
        foreach (var alike in seen.GroupBy(word => word.Value))
        {
            await connection.ExecuteAsync(
                transaction,
                $"""
                INSERT INTO search1_spellings (edition, word, seen) SELECT @edition, one.value, @seen FROM {Each("words")} WHERE true
                ON CONFLICT (edition, word) DO UPDATE SET seen = search1_spellings.seen + excluded.seen
                """,
                ("edition", (long)edition), ("seen", (long)alike.Key), ("words", alike.Select(word => word.Key).ToArray()));
        }
    }

    // The members of an array as rows of one column, "value".
    private string Each(string name) => isOnSqlite ? $"json_each(@{name}) AS one" : $"unnest(@{name}) AS one(value)";

    private sealed record NewText(long Id, long Story, int Edition, long Place, IndexedText Indexed, long Hash);
}
