using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace StopPress.Store.Database;

/// <summary>Which of the two databases a newspaper stands on.</summary>
public enum DatabaseKind
{
    /// <summary>SQLite, a file in the data folder, one process.</summary>
    Sqlite,

    /// <summary>PostgreSQL, several nodes.</summary>
    Postgres,
}

/// <summary>The database that a newspaper stands on: hands out connections and turns at writing.</summary>
public sealed class HouseDatabase : IAsyncDisposable
{
    // How long SQLite waits for a lock that another connection holds before it gives up, in milliseconds.
    private const int BusyTimeout = 5000;

    // A desk hears within seconds that PostgreSQL is away. A lock is given up before the answer is, so that each is told as what it is.
    private const int ConnectTimeout = 4;
    private const int AnswerTimeout = 6;
    private const int CancelTimeout = 500;
    private const string LockTimeout = "5s";
    private const int MostTries = 3;
    private static readonly TimeSpan Clearing = TimeSpan.FromMilliseconds(20);
    private readonly ConcurrentBag<DbConnection> idle = [];
    private readonly SemaphoreSlim writers = new(1, 1);
    private readonly NpgsqlDataSource? postgres;
    private readonly string? file;
    private readonly string safety;
    private readonly IReadOnlyList<Assembly> modules;

    // All that was committed outlives the machine's power.
    private const string Lasting = "PRAGMA synchronous=FULL;";

    // It is whole after a loss of power and lacks the last commits at most; what SQLite has logged is put in its place when somebody says so, and the log that is
    // left is cut to 64 MB.
    private const string Remade = "PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=0; PRAGMA journal_size_limit=67108864;";

    private HouseDatabase(DatabaseKind kind, string? file, NpgsqlDataSource? postgres, IReadOnlyList<Assembly> modules, string safety = Lasting) =>
        (Kind, this.file, this.postgres, this.modules, this.safety) = (kind, file, postgres, [typeof(HouseDatabase).Assembly, .. modules], safety);

    /// <summary>Which database this is.</summary>
    public DatabaseKind Kind { get; }

    /// <summary>The SQLite file, or null on PostgreSQL.</summary>
    public string? File => file;

    /// <summary>A newspaper in one SQLite file; the file is made when it is not there.</summary>
    /// <param name="file">Path of the file.</param>
    /// <param name="modules">The assemblies whose table configurations make the schema.</param>
    public static HouseDatabase OnSqlite(string file, params Assembly[] modules) => new(DatabaseKind.Sqlite, file, null, modules);

    /// <summary>A file beside the newspaper's, with what can be made anew of it: its last commits may be lost with the machine's power, and checkpoints are its owner's business.</summary>
    /// <param name="file">Path of the file.</param>
    public static HouseDatabase BesideOnSqlite(string file) => new(DatabaseKind.Sqlite, file, null, [], Remade);

    /// <summary>A newspaper in a PostgreSQL database.</summary>
    /// <param name="connection">An Npgsql connection string.</param>
    /// <param name="modules">The assemblies whose table configurations make the schema.</param>
    public static HouseDatabase OnPostgres(string connection, params Assembly[] modules)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = 200, AutoPrepareMinUsages = 2 };
        var said = new DbConnectionStringBuilder { ConnectionString = connection };
        if (!said.ContainsKey("Timeout")) builder.Timeout = ConnectTimeout;
        if (!said.ContainsKey("Command Timeout") && !said.ContainsKey("CommandTimeout")) builder.CommandTimeout = AnswerTimeout;
        if (!said.ContainsKey("Cancellation Timeout") && !said.ContainsKey("CancellationTimeout")) builder.CancellationTimeout = CancelTimeout;
        if (!said.ContainsKey("Options")) builder.Options = $"-c lock_timeout={LockTimeout}";
        return new(DatabaseKind.Postgres, null, NpgsqlDataSource.Create(builder.ConnectionString), modules);
    }

    /// <summary>A connection for reading; give it back with <see cref="Return"/>, or better use <see cref="ReadAsync{T}"/>.</summary>
    public async ValueTask<DbConnection> RentAsync(CancellationToken cancel = default)
    {
        if (postgres is not null) return await postgres.OpenConnectionAsync(cancel);
        if (idle.TryTake(out var waiting)) return waiting;
        return OpenSqlite();
    }

    /// <summary>Takes back a connection that <see cref="RentAsync"/> gave.</summary>
    public async ValueTask Return(DbConnection connection)
    {
        // A thread's burst of readers must not leave connections open for good: 16 covers two cores many times over.
        if (postgres is null && idle.Count < 16) idle.Add(connection);
        else await connection.DisposeAsync();
    }

    /// <summary>
    /// Reads in one snapshot: everything that <paramref name="read"/> sees is of the same moment. When the connection turns out to be broken
    /// it reads again, on another one.
    /// </summary>
    public Task<T> ReadAsync<T>(Func<DbConnection, DbTransaction, Task<T>> read, CancellationToken cancel = default) => OnSoundConnectionAsync(() => TryReadAsync(read, cancel));

    /// <summary>Does what begins with a connection; again, on another one, when that turns out to be broken, as all are when the server was started again.</summary>
    public async Task<T> OnSoundConnectionAsync<T>(Func<Task<T>> work)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await work();
            }
            catch (Exception fault) when (tries < MostTries && Breakdown.IsLostConnection(fault))
            {
                postgres?.Clear();
                // Where somebody else was throwing them away just then, this came back before all of them were gone.
                if (tries > 1) await Task.Delay(Clearing);
            }
        }
    }

    /// <summary>Reads rows as <see cref="ReadAsync{T}"/> does, through EF's view of the tables.</summary>
    public Task<T> LookAsync<T>(Func<HouseContext, Task<T>> look, CancellationToken cancel = default) => ReadAsync(
        async (connection, snapshot) =>
        {
            await using var context = NewContext(connection);
            await context.Database.UseTransactionAsync(snapshot, cancel);
            return await look(context);
        }, cancel);

    /// <summary>Throws when the file is no longer where it was opened: what is written to a deleted file is lost with the process.</summary>
    public void RefuseMovedFile(DbConnection connection)
    {
        if (connection is SqliteConnection { Handle: { } handle } && SqliteFile.HasMoved(handle)) throw new SqliteException($"The file {file} was moved or deleted.", SqliteFile.ReadOnly, SqliteFile.Moved);
    }

    /// <summary>The refusal that says what broke, or null when it is nothing that an owner can mend. SQLite calls much a fault of the disk, so the disk is tried.</summary>
    public Refusal? RefusalOf(Exception fault)
    {
        var refusal = Breakdown.RefusalOf(fault);
        if (file is null || refusal is null || refusal.Code != Breakdown.DiskFails.Code) return refusal;
        string trial = $"{file}-trial";
        try
        {
            System.IO.File.WriteAllBytes(trial, [0]);
            System.IO.File.Delete(trial);
            return refusal;
        }
        catch (Exception told) when (told is IOException or UnauthorizedAccessException)
        {
            return Breakdown.RefusalOf(told) ?? refusal;
        }
    }

    private async Task<T> TryReadAsync<T>(Func<DbConnection, DbTransaction, Task<T>> read, CancellationToken cancel)
    {
        var connection = await RentAsync(cancel);
        try
        {
            await using var snapshot = BeginSnapshot(connection);
            return await read(connection, snapshot);
        }
        finally
        {
            await Return(connection);
        }
    }

    /// <summary>A transaction in which every read sees the state of its first read.</summary>
    public DbTransaction BeginSnapshot(DbConnection connection) => connection is SqliteConnection sqlite
        ? sqlite.BeginTransaction(deferred: true)
        : connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);

    /// <summary>Waits for this process's turn to write; on SQLite one writer at a time, in order of arrival.</summary>
    public async ValueTask<IDisposable> EnterWriterAsync(CancellationToken cancel = default)
    {
        if (postgres is not null) return NoTurn.Instance;
        await writers.WaitAsync(cancel);
        return new Turn(writers);
    }

    /// <summary>EF's view of the tables over an open connection.</summary>
    public HouseContext NewContext(DbConnection connection)
    {
        var options = new DbContextOptionsBuilder<HouseContext>();
        if (connection is SqliteConnection) options.UseSqlite(connection);
        else options.UseNpgsql(connection);
        return new HouseContext(options.Options, modules);
    }

    /// <summary>Closes every idle connection.</summary>
    public async ValueTask DisposeAsync()
    {
        while (idle.TryTake(out var connection)) await connection.DisposeAsync();
        if (postgres is not null) await postgres.DisposeAsync();
        writers.Dispose();
    }

    private SqliteConnection OpenSqlite()
    {
        bool isNew = !System.IO.File.Exists(file);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        connection.Open();
        // What SQLite writes beside it has the same mode. Never by opening it ourselves: closing it would let go of SQLite's locks.
        if (isNew && !OperatingSystem.IsWindows()) System.IO.File.SetUnixFileMode(file!, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var command = connection.CreateCommand();
        // What is sorted aside stays in memory, so that pages can be read while the disk is full.
        command.CommandText = $"PRAGMA journal_mode=WAL; {safety} PRAGMA busy_timeout={BusyTimeout}; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;";
        command.ExecuteNonQuery();
        return connection;
    }

    private sealed class Turn(SemaphoreSlim writers) : IDisposable
    {
        public void Dispose() => writers.Release();
    }

    private sealed class NoTurn : IDisposable
    {
        public static readonly NoTurn Instance = new();

        public void Dispose()
        {
        }
    }
}
