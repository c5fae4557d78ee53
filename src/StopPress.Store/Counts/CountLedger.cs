using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using StopPress.Store.Database;

namespace StopPress.Store.Counts;

/// <summary>
/// Where counts are kept: how many there are of each, and, until the day is over, how far each network has moved each of them, so that none moves one by more than a
/// handful. Networks are written as hashes, whose salt is destroyed with them (docs/decisions/0035).
/// </summary>
/// <remarks>On SQLite a file of its own beside the newspaper's, as lasting as that; on PostgreSQL tables beside the newspaper's, which all nodes share.</remarks>
public sealed partial class CountLedger : IAsyncDisposable
{
    /// <summary>The file's name beside the newspaper's.</summary>
    public const string FileName = "counts.db";

    /// <summary>How far one network moves one number in a day, up or down: a household with its guests.</summary>
    public const int Handful = 5;

    /// <summary>How many numbers of a kind one network moves in a day: what a school reads.</summary>
    public const int MostOfNetwork = 300;

    // Some 30 MB on the disk, of which those who only read leave a third to the others. Whoever comes from a network that is not among them is not counted that day: better than that one of them counts
    // without end.
    private const long MostTallies = 600_000, KeptTallies = 200_000;

    // Any constant of our own: nodes count one after the other.
    private const string WriteLock = "SELECT pg_advisory_xact_lock(1398818644)";

    private const int SaltLength = 32;

    private const string OnSqlite = """
        CREATE TABLE IF NOT EXISTS counts1_numbers (kind INTEGER NOT NULL, subject INTEGER NOT NULL, number INTEGER NOT NULL, told INTEGER NOT NULL, PRIMARY KEY (kind, subject)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS counts1_untold ON counts1_numbers (kind, subject) WHERE number <> told;
        CREATE TABLE IF NOT EXISTS counts1_day (id INTEGER NOT NULL PRIMARY KEY, day INTEGER NOT NULL, salt BLOB NOT NULL, tallies INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS counts1_tallies (network INTEGER NOT NULL, kind INTEGER NOT NULL, subject INTEGER NOT NULL, net INTEGER NOT NULL, PRIMARY KEY (network, kind, subject)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS counts1_hours (kind INTEGER NOT NULL, "group" INTEGER NOT NULL, hour INTEGER NOT NULL, subject INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (kind, "group", hour, subject)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS counts1_lists (kind INTEGER NOT NULL, "group" INTEGER NOT NULL, subjects TEXT NOT NULL, told INTEGER NOT NULL, PRIMARY KEY (kind, "group")) WITHOUT ROWID;
        """;

    private const string OnPostgres = """
        CREATE TABLE IF NOT EXISTS counts1_numbers (kind BIGINT NOT NULL, subject BIGINT NOT NULL, number BIGINT NOT NULL, told BIGINT NOT NULL, PRIMARY KEY (kind, subject));
        CREATE INDEX IF NOT EXISTS counts1_untold ON counts1_numbers (kind, subject) WHERE number <> told;
        CREATE TABLE IF NOT EXISTS counts1_day (id BIGINT NOT NULL PRIMARY KEY, day BIGINT NOT NULL, salt BYTEA NOT NULL, tallies BIGINT NOT NULL);
        CREATE TABLE IF NOT EXISTS counts1_tallies (network BIGINT NOT NULL, kind BIGINT NOT NULL, subject BIGINT NOT NULL, net BIGINT NOT NULL, PRIMARY KEY (network, kind, subject));
        CREATE TABLE IF NOT EXISTS counts1_hours (kind BIGINT NOT NULL, "group" BIGINT NOT NULL, hour BIGINT NOT NULL, subject BIGINT NOT NULL, number BIGINT NOT NULL, PRIMARY KEY (kind, "group", hour, subject));
        CREATE TABLE IF NOT EXISTS counts1_lists (kind BIGINT NOT NULL, "group" BIGINT NOT NULL, subjects TEXT NOT NULL, told BIGINT NOT NULL, PRIMARY KEY (kind, "group"));
        """;

    // What was there is overwritten with zeros, or its file given back: the salt of a day that is over must be nowhere.
    private const string ForgetOnSqlite = "DELETE FROM counts1_tallies; DELETE FROM counts1_day";
    private const string ForgetOnPostgres = "TRUNCATE counts1_tallies, counts1_day";

    private readonly HouseDatabase database;
    private readonly bool isOwn;

    private CountLedger(HouseDatabase database, bool isOwn) => (this.database, this.isOwn) = (database, isOwn);

    /// <summary>The ledger of a newspaper; not yet open.</summary>
    public static CountLedger Of(HouseDatabase house) => house.File is { } newspaper
        ? new CountLedger(HouseDatabase.OnSqlite(Path.Combine(Path.GetDirectoryName(newspaper)!, FileName)), isOwn: true)
        : new CountLedger(house, isOwn: false);

    private bool IsOnSqlite => database.Kind == DatabaseKind.Sqlite;

    /// <summary>Makes the tables where there are none, and takes in what a backup has brought.</summary>
    public async Task OpenAsync()
    {
        string? brought = isOwn && Path.Combine(Path.GetDirectoryName(database.File)!, CountLines.FileName) is var file && File.Exists(file) ? file : null;
        await WriteAsync(async (connection, transaction) =>
        {
            await connection.ExecutePatientlyAsync(transaction, IsOnSqlite ? OnSqlite : OnPostgres);
            if (brought is not null) await CountLines.PutBackAsync(brought, connection, transaction);
            return true;
        });
        if (brought is not null) File.Delete(brought);
    }

    /// <summary>Keeps steps, in one transaction; what came of each, in their order.</summary>
    /// <param name="moves">The steps.</param>
    /// <param name="day">The day that it is.</param>
    public Task<IReadOnlyList<CountAnswer>> KeepAsync(IReadOnlyList<CountMove> moves, long day) => WriteAsync<IReadOnlyList<CountAnswer>>(async (connection, transaction) =>
    {
        var (salt, tallies) = await TodayAsync(connection, transaction, day);
        var page = new LedgerPage(connection, transaction, salt, MostTallies - tallies, KeptTallies);
        var answers = new List<CountAnswer>(moves.Count);
        foreach (var move in moves) answers.Add(await page.KeepAsync(move));
        if (page.Made > 0) await connection.ExecuteAsync(transaction, "UPDATE counts1_day SET tallies = tallies + @made", ("made", page.Made));
        return answers;
    });

    /// <summary>Destroys what another day than this one knew of networks; whether there was something.</summary>
    public async Task<bool> TurnDayAsync(long day)
    {
        bool turned = await WriteAsync(async (connection, transaction) =>
        {
            if (await connection.ScalarAsync(transaction, "SELECT day FROM counts1_day") is not long kept || kept == day) return false;
            await connection.ExecutePatientlyAsync(transaction, IsOnSqlite ? ForgetOnSqlite : ForgetOnPostgres);
            return true;
        });
        if (turned && IsOnSqlite) await CutLogAsync();
        return turned;
    }

    /// <summary>How many there are.</summary>
    public Task<long> NumberAsync(int kind, long subject) => database.OnSoundConnectionAsync(async () =>
    {
        var connection = await database.RentAsync();
        try
        {
            // One question needs no snapshot, which would be three.
            return await connection.ScalarAsync(null, "SELECT number FROM counts1_numbers WHERE kind = @kind AND subject = @subject", ("kind", (long)kind), ("subject", subject)) is long number ? number : 0;
        }
        finally
        {
            await database.Return(connection);
        }
    });

    /// <summary>Numbers that are not the ones that were told last.</summary>
    public Task<List<CountedNumber>> UntoldAsync(int kind, int most) => database.ReadAsync((connection, snapshot) => connection.ListAsync(
        snapshot, "SELECT subject, number FROM counts1_numbers WHERE kind = @kind AND number <> told ORDER BY subject LIMIT @most",
        row => new CountedNumber(row.GetInt64(0), row.GetInt64(1)), ("kind", (long)kind), ("most", (long)most)));

    /// <summary>Notes that numbers were told.</summary>
    public Task TellAsync(int kind, IReadOnlyList<CountedNumber> told) => WriteAsync(async (connection, transaction) =>
    {
        foreach (var one in told)
            await connection.ExecuteAsync(transaction, "UPDATE counts1_numbers SET told = @told WHERE kind = @kind AND subject = @subject", ("told", one.Number), ("kind", (long)kind), ("subject", one.Subject));
        return true;
    });

    /// <summary>Closes its own file.</summary>
    public ValueTask DisposeAsync() => isOwn ? database.DisposeAsync() : ValueTask.CompletedTask;

    private async Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> write)
    {
        using var turn = await database.EnterWriterAsync();
        return await database.OnSoundConnectionAsync(() => TryWriteAsync(write));
    }

    private async Task<T> TryWriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> write)
    {
        var connection = await database.RentAsync();
        try
        {
            database.RefuseMovedFile(connection);
            if (IsOnSqlite) await connection.ExecuteAsync(null, "PRAGMA secure_delete = ON");
            await using var transaction = connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: false) : await connection.BeginTransactionAsync();
            if (!IsOnSqlite) await connection.ExecuteAsync(transaction, WriteLock);
            var written = await write(connection, transaction);
            await transaction.CommitAsync();
            return written;
        }
        finally
        {
            await database.Return(connection);
        }
    }

    // The salt of the day, and how many tallies there are; a day that is over is forgotten first.
    private async Task<(byte[] Salt, long Tallies)> TodayAsync(DbConnection connection, DbTransaction transaction, long day)
    {
        var kept = await connection.ListAsync(transaction, "SELECT day, salt, tallies FROM counts1_day", row => (Day: row.GetInt64(0), Salt: (byte[])row.GetValue(1), Tallies: row.GetInt64(2)));
        if (kept is [var today] && today.Day == day) return (today.Salt, today.Tallies);
        await connection.ExecutePatientlyAsync(transaction, IsOnSqlite ? ForgetOnSqlite : ForgetOnPostgres);
        byte[] salt = RandomNumberGenerator.GetBytes(SaltLength);
        await connection.ExecuteAsync(transaction, "INSERT INTO counts1_day (id, day, salt, tallies) VALUES (1, @day, @salt, 0)", ("day", day), ("salt", salt));
        return (salt, 0);
    }

    // What SQLite has logged holds the salt as it was written.
    private async Task CutLogAsync()
    {
        using var turn = await database.EnterWriterAsync();
        var connection = await database.RentAsync();
        try
        {
            await connection.ExecuteAsync(null, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
        finally
        {
            await database.Return(connection);
        }
    }
}
