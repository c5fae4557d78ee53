using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
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
    private static readonly ConditionalWeakTable<IModel, ConcurrentDictionary<IEntityType, Table>> Tables = [];

    /// <summary>Saves what a context knows, as <see cref="DbContext.SaveChangesAsync(CancellationToken)"/> does, and lets it forget everything. Throws as that does.</summary>
    /// <param name="context">A context in a transaction.</param>
    /// <param name="cancel">Gives up before anything is written, or between two rows.</param>
    public static async Task SaveAndForgetAsync(this HouseContext context, CancellationToken cancel)
    {
        var tracker = context.ChangeTracker;
        // What was added is written as it is; only what was read before can have changed without the context's knowledge.
        (bool asks, tracker.AutoDetectChangesEnabled) = (tracker.AutoDetectChangesEnabled, false);
        var entries = tracker.Entries().ToList();
        if (entries.Exists(entry => entry.State == EntityState.Unchanged)) tracker.DetectChanges();
        entries.RemoveAll(entry => entry.State == EntityState.Unchanged);
        var tables = Tables.GetOrCreateValue(context.Model);
        // EF knows in which order changes are to be made, and what the database makes up.
        if (entries.Exists(entry => entry.State != EntityState.Added || tables.GetOrAdd(entry.Metadata, Table.Of).IsMadeUp)) await context.SaveChangesAsync(cancel);
        else await InsertAsync(context, entries.GroupBy(entry => tables[entry.Metadata], entry => entry.Entity), cancel);
        tracker.Clear();
        tracker.AutoDetectChangesEnabled = asks;
    }

    private static async Task InsertAsync(HouseContext context, IEnumerable<IGrouping<Table, object>> added, CancellationToken cancel)
    {
        var connection = context.Database.GetDbConnection();
        foreach (var rows in added)
        {
            if (connection is NpgsqlConnection postgres) await CopyAsync(postgres, rows.Key, rows, cancel);
            else await InsertAsync(connection, context.Database.CurrentTransaction?.GetDbTransaction(), rows.Key, rows, cancel);
        }
    }

    private static async Task CopyAsync(NpgsqlConnection connection, Table table, IEnumerable<object> rows, CancellationToken cancel)
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

    private static async Task InsertAsync(DbConnection connection, DbTransaction? transaction, Table table, IEnumerable<object> rows, CancellationToken cancel)
    {
        await using var insert = connection.CreateCommand();
        (insert.Transaction, insert.CommandText) = (transaction, $"INSERT INTO {table.Name} ({table.ColumnNames}) VALUES ({string.Join(", ", table.Columns.Select((_, place) => $"@v{place}"))})");
        foreach (int place in Enumerable.Range(0, table.Columns.Length))
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = $"@v{place}";
            insert.Parameters.Add(parameter);
        }
        foreach (object row in rows)
        {
            cancel.ThrowIfCancellationRequested();
            for (var place = 0; place < table.Columns.Length; place++) insert.Parameters[place].Value = table.Columns[place].Value(row) ?? DBNull.Value;
            await insert.ExecuteNonQueryAsync(cancel);
        }
    }

    // A reference, so that rows are grouped by it as fast as can be.
    private sealed class Table(string name, string columnNames, Column[] columns, bool isMadeUp)
    {
        public string Name => name;

        public string ColumnNames => columnNames;

        public Column[] Columns => columns;

        /// <summary>Whether the database makes up some of it.</summary>
        public bool IsMadeUp => isMadeUp;

        public static Table Of(IEntityType kind)
        {
            var table = StoreObjectIdentifier.Create(kind, StoreObjectType.Table)!.Value;
            var properties = kind.GetProperties().ToList();
            return new Table(
                Quoted(table.Name), string.Join(", ", properties.Select(property => Quoted(property.GetColumnName(table)!))),
                [.. properties.Select(property => new Column(property, property.GetRelationalTypeMapping()))],
                properties.Exists(property => property.ValueGenerated != ValueGenerated.Never));
        }

        private static string Quoted(string name) => $"\"{name}\"";
    }

    private sealed class Column(IProperty property, RelationalTypeMapping mapping)
    {
        private readonly Func<object, object?> get = property.GetGetter().GetClrValue;

        /// <summary>Its type, as PostgreSQL names it.</summary>
        public string Type => mapping.StoreType;

        /// <summary>What a row has in it, as the database keeps it.</summary>
        public object? Value(object row) => get(row) is not { } value ? null : mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
    }
}
