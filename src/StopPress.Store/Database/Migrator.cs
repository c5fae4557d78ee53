using System.Data.Common;
using System.Globalization;
using System.Reflection;

namespace StopPress.Store.Database;

/// <summary>Brings a database to this release's schema, by numbered SQL files that only go forward.</summary>
/// <param name="database">The database.</param>
/// <param name="source">The assembly that embeds the files as <c>Migrations.{sqlite|postgres}.NNNN-name.sql</c>.</param>
/// <param name="clock">What time it is.</param>
public sealed class Migrator(HouseDatabase database, Assembly source, TimeProvider clock)
{
    // Held while migrating on PostgreSQL, so that two nodes that start together do not both migrate. Any constant of our own.
    private const long MigrationLock = 0x53_50_4d_49;

    /// <summary>Applies what is missing, each file in its own transaction, after <paramref name="backup"/> has run if any is missing.</summary>
    /// <returns>The numbers applied, or a refusal when the database is newer than this release.</returns>
    public async Task<Outcome<IReadOnlyList<int>>> MigrateAsync(Func<Task>? backup = null, CancellationToken cancel = default)
    {
        var files = Files();
        using var turn = await database.EnterWriterAsync(cancel);
        var connection = await database.RentAsync(cancel);
        try
        {
            if (database.Kind == DatabaseKind.Postgres) await connection.ExecutePatientlyAsync(null, $"SET lock_timeout = 0; SELECT pg_advisory_lock({MigrationLock})");
            await connection.ExecuteAsync(null, "CREATE TABLE IF NOT EXISTS migrations (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)");
            var present = (await connection.ListAsync(null, "SELECT number FROM migrations", row => (int)row.GetInt64(0))).ToHashSet();
            if (present.Count > 0 && present.Max() > files.Max(file => file.Number))
            {
                return new Refusal(
                    "database-is-newer",
                    $"This database was written by a newer release (its schema is {present.Max()}, this release knows {files.Max(file => file.Number)}).",
                    "Start the newer release, or restore a backup that was made before the upgrade.");
            }
            var missing = files.Where(file => !present.Contains(file.Number)).ToList();
            if (missing.Count > 0 && present.Count > 0 && backup is not null) await backup();
            foreach (var file in missing) await Apply(connection, file);
            return missing.Select(file => file.Number).ToList();
        }
        finally
        {
            await UnlockAsync(connection);
            await database.Return(connection);
        }
    }

    /// <summary>The newest schema that this release knows.</summary>
    public int Known => Files().Max(file => file.Number);

    /// <summary>Which schema the database has (0 for none), and the newest that this release knows. Changes nothing.</summary>
    public Task<(int Present, int Known)> InspectAsync(CancellationToken cancel = default) => database.ReadAsync(
        async (connection, snapshot) =>
        {
            string tables = database.Kind == DatabaseKind.Sqlite
                ? "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations'"
                : "SELECT 1 WHERE to_regclass('migrations') IS NOT NULL";
            bool any = await connection.ScalarAsync(snapshot, tables) is not null;
            long present = any ? (long)(await connection.ScalarAsync(snapshot, "SELECT COALESCE(MAX(number), 0) FROM migrations"))! : 0;
            return ((int)present, Files().Max(file => file.Number));
        },
        cancel);

    private async Task UnlockAsync(DbConnection connection)
    {
        // A connection that broke has lost its lock with it, and must not hide what broke it.
        if (database.Kind != DatabaseKind.Postgres || connection.State != System.Data.ConnectionState.Open) return;
        await connection.ExecuteAsync(null, $"RESET lock_timeout; SELECT pg_advisory_unlock({MigrationLock})");
    }

    private async Task Apply(DbConnection connection, MigrationFile file)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecutePatientlyAsync(transaction, file.Text);
        await connection.ExecuteAsync(
            transaction,
            "INSERT INTO migrations (number, name, applied_at) VALUES (@number, @name, @at)",
            ("number", (long)file.Number), ("name", file.Name), ("at", Instant.Now(clock).Microseconds));
        await transaction.CommitAsync();
    }

    private List<MigrationFile> Files()
    {
        string folder = $".Migrations.{(database.Kind == DatabaseKind.Sqlite ? "sqlite" : "postgres")}.";
        var files = new List<MigrationFile>();
        foreach (string resource in source.GetManifestResourceNames().Where(name => name.Contains(folder, StringComparison.Ordinal)))
        {
            string name = resource[(resource.IndexOf(folder, StringComparison.Ordinal) + folder.Length)..];
            using var reader = new StreamReader(source.GetManifestResourceStream(resource)!);
            files.Add(new MigrationFile(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, reader.ReadToEnd()));
        }
        if (files.Count == 0) throw new InvalidOperationException($"{source.GetName().Name} embeds no migrations for {database.Kind}.");
        return [.. files.OrderBy(file => file.Number)];
    }

    private sealed record MigrationFile(int Number, string Name, string Text);
}
