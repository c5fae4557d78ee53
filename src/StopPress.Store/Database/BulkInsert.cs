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
        context.ChangeTracker.DetectChanges();
        var entries = context.ChangeTracker.Entries().Where(entry => entry.State != EntityState.Unchanged).ToList();
        // EF knows in which order changes are to be made, and what the database makes up.
        if (entries.Exists(entry => entry.State != EntityState.Added || entry.Metadata.GetProperties().Any(property => property.ValueGenerated != ValueGenerated.Never))) await context.SaveChangesAsync(cancel);
        else await InsertAsync(context, entries.GroupBy(entry => entry.Metadata, entry => entry.Entity), cancel);
        context.ChangeTracker.Clear();
    }

    private static async Task InsertAsync(HouseContext context, IEnumerable<IGrouping<IEntityType, object>> added, CancellationToken cancel)
    {
        var connection = context.Database.GetDbConnection();
        var tables = Tables.GetOrCreateValue(context.Model);
        foreach (var rows in added)
        {
            var table = tables.GetOrAdd(rows.Key, Table.Of);
            if (connection is NpgsqlConnection postgres) await CopyAsync(postgres, table, rows, cancel);
            else await InsertAsync(connection, context.Database.CurrentTransaction?.GetDbTransaction(), table, rows, cancel);
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

    private sealed record Table(string Name, string ColumnNames, Column[] Columns)
    {
        public static Table Of(IEntityType kind)
        {
            var table = StoreObjectIdentifier.Create(kind, StoreObjectType.Table)!.Value;
            var properties = kind.GetProperties().ToList();
            return new Table(
                Quoted(table.Name), string.Join(", ", properties.Select(property => Quoted(property.GetColumnName(table)!))),
                [.. properties.Select(property => new Column(property, property.GetRelationalTypeMapping()))]);
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
