using System.Data.Common;
using System.Diagnostics;
using Npgsql;
using StopPress.Store.Database;

namespace StopPress.Benchmarks.Archive;

/// <summary>Puts an archive into a database of this release's schema, past all acts: some thousands of stories a second.</summary>
internal static class ArchiveFiller
{
    // Some 60,000 rows: large enough to be quick, small enough to lie in memory.
    private const int StoriesPerBatch = 5000;

    /// <summary>Migrates a new database and fills it.</summary>
    public static async Task FillAsync(HouseDatabase database, NewsArchive archive)
    {
        var clock = Stopwatch.StartNew();
        _ = (await new Migrator(database, typeof(OpenHouse).Assembly, TimeProvider.System).MigrateAsync()).Value;
        var connection = await database.RentAsync();
        // Nobody reads yet and nothing is lost by a crash: the archive can be made again.
        if (database.Kind == DatabaseKind.Sqlite) await connection.ExecuteAsync(null, "PRAGMA synchronous=OFF; PRAGMA cache_size=-400000;");
        var furniture = new RowBatch();
        ArchiveRows.AddFurniture(furniture, archive.Copy);
        await WriteAsync(connection, furniture);
        foreach (int[] numbers in Enumerable.Range(0, archive.Stories + archive.Drafts).Chunk(StoriesPerBatch))
        {
            var batch = new RowBatch();
            foreach (int number in numbers) ArchiveRows.AddStory(batch, archive.Copy, archive.Story(number));
            await WriteAsync(connection, batch);
        }
        // On PostgreSQL autovacuum does this within a minute of such an import.
        await connection.ExecuteAsync(null, database.Kind == DatabaseKind.Sqlite ? "PRAGMA wal_checkpoint(TRUNCATE)" : "VACUUM ANALYZE");
        await connection.DisposeAsync();
        Console.WriteLine($"an archive of {archive.Stories} stories on {database.Kind}, filled in {clock.Elapsed.TotalSeconds:0.0} s");
    }

    private static async Task WriteAsync(DbConnection connection, RowBatch batch)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var (table, columns, rows) in batch.Tables)
        {
            if (connection is NpgsqlConnection postgres) await CopyAsync(postgres, table, columns, rows);
            else Insert(connection, transaction, table, columns, rows);
        }
        await transaction.CommitAsync();
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string table, string[] columns, List<object?[]> rows)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)");
        foreach (object?[] row in rows) await copy.WriteRowAsync(CancellationToken.None, row);
        await copy.CompleteAsync();
    }

    private static void Insert(DbConnection connection, DbTransaction transaction, string table, string[] columns, List<object?[]> rows)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(column => "@" + column))})";
        foreach (string column in columns)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + column;
            command.Parameters.Add(parameter);
        }
        command.Prepare();
        foreach (object?[] row in rows)
        {
            for (var i = 0; i < row.Length; i++) command.Parameters[i].Value = row[i] ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
    }
}
