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

    // A desk waits no longer than this for an answer; a database that was started again is back within it as a rule.
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

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
        using var trace = Measures.Traces.StartActivity("act");
        long began = clock.GetTimestamp();
        var answer = await TryWriteAsync(actor, act, cancel);
        string outcome = answer.Refusal?.Code ?? "kept";
        Measures.Acts.Record(clock.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
        trace?.SetTag("outcome", outcome);
        if (answer.Refusal is null) trace?.SetTag("kind", answer.Value.Entry.Kind).SetTag("sequence", answer.Value.Entry.Sequence);
        return answer;
    }

    private async Task<Outcome<Settled<T>>> TryWriteAsync<T>(string actor, Func<HouseContext, Task<Outcome<(EntryDraft Draft, T Result)>>> act, CancellationToken cancel)
    {
        // Known already: nobody need wait to hear it again.
        if (database.Kind == DatabaseKind.Postgres && tail.Currency.IsAway) return Breakdown.DatabaseAway;
        try
        {
            var kept = await KeepUnlessAwayAsync(actor, act!, cancel);
            if (kept.Refusal is { } refusal) return refusal;
            var (entry, result, fault) = kept.Value;
            if (fault is not null && await LookForAsync(entry!, fault) is { } no) return no;
            tail.ActKept();
            await tail.SettleAsync(entry!);
            return new Settled<T>(entry!, result);
        }
        catch (Exception fault) when (Breakdown.RefusalOf(fault) is not null)
        {
            tail.ActBroke(fault);
            return database.RefusalOf(fault)!;
        }
    }

    /// <summary>
    /// Keeps what no reader sees and nobody looks up later, such as typing: in its turn among the acts, whole or not at all, and without an entry.
    /// When nobody said whether it was committed the answer is <see cref="Breakdown.Unsure"/>: what is kept so must be harmless to ask for again.
    /// </summary>
    /// <param name="write">Changes rows through the context; or refuses.</param>
    /// <param name="cancel">Gives up before the commit.</param>
    public async Task<Outcome<T>> KeepUnseenAsync<T>(Func<HouseContext, Task<Outcome<T>>> write, CancellationToken cancel = default)
    {
        if (database.Kind == DatabaseKind.Postgres && tail.Currency.IsAway) return Breakdown.DatabaseAway;
        try
        {
            var kept = await KeepUnlessAwayAsync<T>("", async context =>
            {
                var written = await write(context);
                return written.Refusal is { } refusal ? refusal : ((EntryDraft?)null, written.Value);
            }, cancel);
            if (kept.Refusal is { } refused) return refused;
            // There is no entry to look for.
            if (kept.Value.Open is not null) return Breakdown.Unsure;
            tail.ActKept();
            return kept.Value.Result;
        }
        catch (Exception fault) when (Breakdown.RefusalOf(fault) is not null)
        {
            tail.ActBroke(fault);
            return database.RefusalOf(fault)!;
        }
    }

    // A database that hangs is given up before its connection is, as long as the commit was not asked for: then the answer must be the truth.
    private async Task<Outcome<(JournalEntry? Entry, T Result, Exception? Open)>> KeepUnlessAwayAsync<T>(
        string actor, Func<HouseContext, Task<Outcome<(EntryDraft? Draft, T Result)>>> act, CancellationToken cancel)
    {
        var commit = new CommitGate();
        var keeping = KeepAsync(actor, act, commit, cancel);
        try
        {
            return await tail.Currency.UnlessAwayAsync(keeping);
        }
        catch (AwayException) when (!commit.TryClose())
        {
            return await keeping;
        }
    }

    // The whole act up to its commit; with the fault, when the commit was asked for and nobody said whether it was done.
    private async Task<Outcome<(JournalEntry? Entry, T Result, Exception? Open)>> KeepAsync<T>(
        string actor, Func<HouseContext, Task<Outcome<(EntryDraft? Draft, T Result)>>> act, CommitGate commit, CancellationToken cancel)
    {
        using var turn = await database.EnterWriterAsync(cancel);
        var (connection, transaction) = await BeginAsync(cancel);
        try
        {
            await using var ended = transaction;
            await using var context = database.NewContext(connection);
            await context.Database.UseTransactionAsync(transaction, cancel);
            // An act is kept whole or not at all: there is nothing to go back to within it.
            context.Database.AutoSavepointsEnabled = false;
            var outcome = await act(context);
            if (outcome.Refusal is { } refusal) return refusal;
            await context.SaveChangesAsync(cancel);
            var (draft, result) = outcome.Value;
            var entry = draft is null ? null : await AppendAsync(connection, transaction, actor, draft);
            if (!commit.TryPass()) throw new AwayException();
            try
            {
                // From here on the answer must be the truth, so the commit no longer listens to the caller's patience.
                await transaction.CommitAsync(CancellationToken.None);
                return (entry, result, null);
            }
            catch (Exception fault) when (Breakdown.LeavesOpen(fault))
            {
                return (entry, result, fault);
            }
        }
        finally
        {
            await database.Return(connection);
        }
    }

    // After a commit that nobody answered: once the lock of acts is had, that act is over, and its entry is there or will never be.
    private async Task<Refusal?> LookForAsync(JournalEntry entry, Exception open)
    {
        var began = clock.GetTimestamp();
        do
        {
            try
            {
                using var turn = await database.EnterWriterAsync();
                var (connection, transaction) = await BeginAsync(CancellationToken.None);
                try
                {
                    await using var ended = transaction;
                    return await connection.ScalarAsync(
                        transaction, "SELECT 1 FROM journal WHERE sequence = @sequence AND at = @at AND actor = @actor AND kind = @kind AND payload = @payload",
                        ("sequence", entry.Sequence), ("at", entry.At.Microseconds), ("actor", entry.Actor), ("kind", entry.Kind), ("payload", entry.Payload)) is null
                        ? database.RefusalOf(open)
                        : null;
                }
                finally
                {
                    await database.Return(connection);
                }
            }
            catch (Exception fault) when (Breakdown.RefusalOf(fault) is not null)
            {
                await Task.Delay(BetweenLooks);
            }
        }
        while (clock.GetElapsedTime(began) < LongestLook);
        return Breakdown.Unsure;
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

    // Nothing was asked yet, so a connection that broke while it lay idle is simply replaced.
    private Task<(DbConnection Connection, DbTransaction Transaction)> BeginAsync(CancellationToken cancel) => database.OnSoundConnectionAsync(() => TryBeginAsync(cancel));

    private async Task<(DbConnection Connection, DbTransaction Transaction)> TryBeginAsync(CancellationToken cancel)
    {
        var connection = await database.RentAsync(cancel);
        try
        {
            database.RefuseMovedFile(connection);
            if (connection is Microsoft.Data.Sqlite.SqliteConnection sqlite) return (connection, sqlite.BeginTransaction(deferred: false));
            var transaction = await connection.BeginTransactionAsync(cancel);
            await connection.ExecuteAsync(transaction, ActLock);
            return (connection, transaction);
        }
        catch
        {
            await database.Return(connection);
            throw;
        }
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

    // Either the act passes on to its commit, or whoever waited for it has been told that it does not: never both.
    private sealed class CommitGate
    {
        private int state;

        public bool TryPass() => Interlocked.CompareExchange(ref state, 1, 0) == 0;

        public bool TryClose() => Interlocked.CompareExchange(ref state, 2, 0) == 0;
    }
}
