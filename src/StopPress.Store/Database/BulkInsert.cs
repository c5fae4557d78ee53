using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace StopPress.Store.Database;

/// <summary>
/// Saves rows by the thousand. EF writes a command for each of them, which costs ten times what the row itself does; here those that were added to one table
/// go in by one prepared statement on SQLite, and by one binary copy on PostgreSQL.
/// </summary>
/// <remarks>No table of the house refers to another, so the order in which rows go in is free.</remarks>
public static class BulkInsert
{
    private static readonly ConditionalWeakTable<IModel, ConcurrentDictionary<IEntityType, BulkTable>> Tables = [];

    /// <summary>Saves what a context knows, as <see cref="DbContext.SaveChangesAsync(CancellationToken)"/> does, and lets it forget everything. Throws as that does.</summary>
    /// <param name="context">A context in a transaction.</param>
    /// <param name="cancel">Gives up before anything is written, or between two rows.</param>
    public static async Task SaveAndForgetAsync(this HouseContext context, CancellationToken cancel) => await (await context.TakeAsync(cancel)).InsertAsync(cancel);

    /// <summary>
    /// Takes the rows that were added to a context, and lets it forget everything: they can be inserted while other rows are added. Where anything was changed
    /// or taken away, all of it is saved here and nothing is left to insert.
    /// </summary>
    /// <param name="context">A context in a transaction.</param>
    /// <param name="cancel">Gives up before anything is written.</param>
    public static async Task<AddedRows> TakeAsync(this HouseContext context, CancellationToken cancel)
    {
        var tracker = context.ChangeTracker;
        // What was added is written as it is; only what was read before can have changed without the context's knowledge.
        (bool asks, tracker.AutoDetectChangesEnabled) = (tracker.AutoDetectChangesEnabled, false);
        var entries = tracker.Entries().ToList();
        if (entries.Exists(entry => entry.State == EntityState.Unchanged)) tracker.DetectChanges();
        entries.RemoveAll(entry => entry.State == EntityState.Unchanged);
        var tables = Tables.GetOrCreateValue(context.Model);
        var added = new AddedRows(context.Database.GetDbConnection(), context.Database.CurrentTransaction?.GetDbTransaction());
        // EF knows in which order changes are to be made, and what the database makes up.
        if (entries.Exists(entry => entry.State != EntityState.Added || tables.GetOrAdd(entry.Metadata, BulkTable.Of).IsMadeUp)) await context.SaveChangesAsync(cancel);
        else added.Add(entries.GroupBy(entry => tables[entry.Metadata], entry => entry.Entity));
        tracker.Clear();
        tracker.AutoDetectChangesEnabled = asks;
        return added;
    }
}

/// <summary>Rows that were added to a context, and are not in the database yet.</summary>
public sealed class AddedRows
{
    private readonly DbConnection connection;
    private readonly DbTransaction? transaction;
    private readonly List<(BulkTable Table, List<object> Rows)> tables = [];

    internal AddedRows(DbConnection connection, DbTransaction? transaction) => (this.connection, this.transaction) = (connection, transaction);

    internal void Add(IEnumerable<IGrouping<BulkTable, object>> rows) => tables.AddRange(rows.Select(table => (table.Key, table.ToList())));

    /// <summary>The rows of a kind.</summary>
    public IEnumerable<T> Of<T>() => tables.SelectMany(table => table.Rows.OfType<T>());

    /// <summary>Inserts them, in the transaction of their context. Nothing else may be asked of its connection meanwhile. Throws what the database says.</summary>
    /// <param name="cancel">Gives up between two rows.</param>
    public async Task InsertAsync(CancellationToken cancel)
    {
        foreach (var (table, rows) in tables)
        {
            if (connection is NpgsqlConnection postgres) await CopyAsync(postgres, table, rows, cancel);
            else Insert((SqliteConnection)connection, table, rows, cancel);
        }
        tables.Clear();
    }

    private static async Task CopyAsync(NpgsqlConnection connection, BulkTable table, List<object> rows, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"COPY {table.Name} ({table.ColumnNames}) FROM STDIN (FORMAT BINARY)", cancel);
        foreach (object row in rows)
        {
            await copy.StartRowAsync(cancel);
            foreach (var column in table.Columns)
            {
                if (column.Value(row) is { } value) await copy.WriteAsync(value, column.Type, cancel);
                else await copy.WriteNullAsync(cancel);
            }
        }
        await copy.CompleteAsync(cancel);
    }

    // A command of Microsoft.Data.Sqlite looks for each value by its name, in each row.
    private static void Insert(SqliteConnection connection, BulkTable table, List<object> rows, CancellationToken cancel)
    {
        string insert = $"INSERT INTO {table.Name} ({table.ColumnNames}) VALUES ({string.Join(", ", table.Columns.Select(_ => "?"))})";
        using var statement = new SqliteStatement(connection, insert);
        foreach (object row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            for (var place = 0; place < table.Columns.Length; place++) statement.Bind(place + 1, table.Columns[place].Value(row));
            statement.Run();
        }
    }
}
