using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using SQLitePCL;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Store.Backups;

/// <summary>Copies the database as it is at one moment, while the newspaper goes on.</summary>
internal static class SnapshotTaker
{
    // 256 pages of 4 kB: a thousandth of a second of reading, after which whoever waits for the disk has a turn.
    private const int PagesAtOnce = 256;

    /// <summary>Copies it to a file.</summary>
    public static async Task<Outcome<Snapshot>> TakeAsync(BackupSource source, string file, Action<BackupProgress> tell, CancellationToken cancel)
    {
        var connection = await source.Database.RentAsync(cancel);
        try
        {
            source.Database.RefuseMovedFile(connection);
            await using var moment = source.Database.BeginSnapshot(connection);
            var snapshot = await ReadAsync(source, connection, moment);
            if (snapshot.Schema > source.Schema) return new Refusal("database-is-newer", "This database was written by a newer release than this one.", "Make the backup with that release.");
            if (connection is SqliteConnection sqlite)
            {
                await Task.Run(() => Copy(sqlite, file, tell, cancel), cancel);
                return snapshot;
            }
            return await PostgresTools.DumpAsync(source.Connection, (NpgsqlConnection)connection, moment, file, cancel) is { } refusal ? refusal : snapshot;
        }
        finally
        {
            await source.Database.Return(connection);
        }
    }

    private static async Task<Snapshot> ReadAsync(BackupSource source, DbConnection connection, DbTransaction moment)
    {
        long schema = (long)(await connection.ScalarAsync(moment, "SELECT COALESCE(MAX(number), 0) FROM migrations"))!;
        long sequence = await NewsJournal.PositionAsync(connection, moment);
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        IReadOnlyList<string> originals = [];
        // An older schema may lack what this release asks for; it is copied all the same, as before an upgrade.
        if (schema == source.Schema)
        {
            foreach (string table in source.Counted) rows[table] = (long)(await connection.ScalarAsync(moment, $"SELECT COUNT(*) FROM {table}"))!;
            originals = await connection.ListAsync(moment, source.Originals, row => row.GetString(0));
        }
        return new Snapshot(connection is SqliteConnection ? BackupPart.Sqlite : BackupPart.Postgres, sequence, (int)schema, rows, originals.ToHashSet(StringComparer.Ordinal));
    }

    // The moment is held by the transaction that is open on the connection: what is written meanwhile goes to the log beside the file.
    private static void Copy(SqliteConnection source, string file, Action<BackupProgress> tell, CancellationToken cancel)
    {
        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        target.Open();
        using (var command = target.CreateCommand())
        {
            // A copy that is not whole is thrown away, so nothing is done to save it.
            command.CommandText = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;";
            command.ExecuteNonQuery();
        }
        using var copy = raw.sqlite3_backup_init(target.Handle, "main", source.Handle, "main");
        if (copy.IsInvalid) throw new SqliteException(raw.sqlite3_errmsg(target.Handle).utf8_to_string(), raw.sqlite3_errcode(target.Handle));
        int result;
        while ((result = raw.sqlite3_backup_step(copy, PagesAtOnce)) == raw.SQLITE_OK)
        {
            cancel.ThrowIfCancellationRequested();
            long pages = raw.sqlite3_backup_pagecount(copy);
            tell(new BackupProgress(BackupStep.Database, pages - raw.sqlite3_backup_remaining(copy), pages));
            Thread.Yield();
        }
        if (result != raw.SQLITE_DONE) throw new SqliteException($"The database could not be copied (SQLite says {result}).", result);
    }
}
