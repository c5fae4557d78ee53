using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StopPress.Store.Database;

namespace StopPress.Store.Journal;

/// <summary>
/// The one list of everything that changed what readers see. An act is one transaction: its rows and one entry, in
/// commit order; <see cref="WriteAsync{T}"/> returns when this node's followers in step have caught up with it.
/// </summary>
public sealed class NewsJournal(HouseDatabase database, JournalTail tail, TimeProvider clock)
{
    // Taken first in every act on PostgreSQL, as on SQLite the writer's turn: acts follow one another, so each decides on what is true,
    // and sequence order is commit order (docs/decisions/0015). Any constant of our own.
    private const string ActLock = "SELECT pg_advisory_xact_lock(1398821194)";

    private const string Append = """
        INSERT INTO journal (sequence, at, actor, kind, subjects, payload, version)
        SELECT COALESCE(MAX(sequence), 0) + 1, @at, @actor, @kind, @subjects, @payload, 1 FROM journal
        RETURNING sequence
        """;

    // Sent with the entry, in one way to the database and back; it is heard when the act commits.
    private readonly string appendAndNotify = $"{Append}; NOTIFY journal, '{tail.Node}'";

    /// <summary>Payloads are written in snake_case, so that the journal reads alike in every language.</summary>
    public static readonly JsonSerializerOptions PayloadFormat = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Runs an act: all of it is kept, with one entry, or nothing is.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="act">Changes rows through the context, and says what to write in the journal; or refuses.</param>
    /// <param name="cancel">Gives up before the commit.</param>
    /// <returns>The settled entry with the act's result, or the refusal.</returns>
    public async Task<Outcome<Settled<T>>> WriteAsync<T>(
        string actor, Func<HouseContext, Task<Outcome<(EntryDraft Draft, T Result)>>> act, CancellationToken cancel = default)
    {
        JournalEntry entry;
        T result;
        using (await database.EnterWriterAsync(cancel))
        {
            var connection = await database.RentAsync(cancel);
            try
            {
                await using var transaction = await BeginAsync(connection);
                await using var context = database.NewContext(connection);
                await context.Database.UseTransactionAsync(transaction, cancel);
                // An act is kept whole or not at all: there is nothing to go back to within it.
                context.Database.AutoSavepointsEnabled = false;
                var outcome = await act(context);
                if (outcome.Refusal is { } refusal) return refusal;
                await context.SaveChangesAsync(cancel);
                (var draft, result) = outcome.Value;
                entry = await AppendAsync(connection, transaction, actor, draft);
                // From here on the answer must be the truth, so the commit no longer listens to the caller's patience.
                await transaction.CommitAsync(CancellationToken.None);
            }
            finally
            {
                await database.Return(connection);
            }
        }
        await tail.SettleAsync(entry);
        return new Settled<T>(entry, result);
    }

    /// <summary>The entries after a place in the journal, oldest first; as a snapshot sees them, where one is given.</summary>
    public static Task<List<JournalEntry>> ReadAsync(DbConnection connection, long after, int limit, DbTransaction? snapshot = null) => connection.ListAsync(
        snapshot,
        "SELECT sequence, at, actor, kind, subjects, payload FROM journal WHERE sequence > @after ORDER BY sequence LIMIT @limit",
        row => new JournalEntry(
            row.GetInt64(0), new Instant(row.GetInt64(1)), row.GetString(2), row.GetString(3),
            row.GetString(4).Split(' ', StringSplitOptions.RemoveEmptyEntries), row.GetString(5)),
        ("after", after), ("limit", (long)limit));

    /// <summary>The place of the last entry that a snapshot can see; 0 when there is none.</summary>
    public static async Task<long> PositionAsync(DbConnection connection, DbTransaction? snapshot) =>
        (long)(await connection.ScalarAsync(snapshot, "SELECT COALESCE(MAX(sequence), 0) FROM journal"))!;

    private static async Task<DbTransaction> BeginAsync(DbConnection connection)
    {
        if (connection is Microsoft.Data.Sqlite.SqliteConnection sqlite) return sqlite.BeginTransaction(deferred: false);
        var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(transaction, ActLock);
        return transaction;
    }

    private async Task<JournalEntry> AppendAsync(DbConnection connection, DbTransaction transaction, string actor, EntryDraft draft)
    {
        string[] subjects = [.. draft.Subjects.Distinct().Order(StringComparer.Ordinal)];
        string payload = draft.Payload is null ? "{}" : JsonSerializer.Serialize(draft.Payload, PayloadFormat);
        var at = Instant.Now(clock);
        var sequence = (long)(await connection.ScalarAsync(
            transaction, database.Kind == DatabaseKind.Postgres ? appendAndNotify : Append,
            ("at", at.Microseconds), ("actor", actor), ("kind", draft.Kind), ("subjects", string.Join(' ', subjects)), ("payload", payload)))!;
        return new JournalEntry(sequence, at, actor, draft.Kind, subjects, payload);
    }
}
