using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace StopPress.Store.Database;

/// <summary>Plain SQL over an open connection, for the reads that must be fast and the statements that EF has no word for.</summary>
public static class Sql
{
    /// <summary>Runs a statement; the result is the number of rows it changed.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="transaction">The transaction it belongs to, or null.</param>
    /// <param name="text">SQL that both databases understand, with <c>@name</c> parameters.</param>
    /// <param name="values">The parameters; an array is asked for with <c>IN @name</c>.</param>
    public static async Task<int> ExecuteAsync(
        this DbConnection connection, DbTransaction? transaction, string text, params (string Name, object? Value)[] values)
    {
        await using var question = PreparedCommand.Take(connection, transaction, text, values);
        return await question.Command.ExecuteNonQueryAsync();
    }

    /// <summary>Runs statements that may take as long as they need, such as a migration.</summary>
    public static async Task ExecutePatientlyAsync(this DbConnection connection, DbTransaction? transaction, string text)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction, command.CommandTimeout) = (text, transaction, 0);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of the first row, or null when there is none.</summary>
    public static async Task<object?> ScalarAsync(
        this DbConnection connection, DbTransaction? transaction, string text, params (string Name, object? Value)[] values)
    {
        await using var question = PreparedCommand.Take(connection, transaction, text, values);
        return await question.Command.ExecuteScalarAsync() is { } value and not DBNull ? value : null;
    }

    /// <summary>Every row, each made into a value by <paramref name="row"/>.</summary>
    public static async Task<List<T>> ListAsync<T>(
        this DbConnection connection, DbTransaction? transaction, string text, Func<DbDataReader, T> row, params (string Name, object? Value)[] values)
    {
        await using var question = PreparedCommand.Take(connection, transaction, text, values);
        await using var reader = await question.Command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(row(reader));
        return rows;
    }

    /// <summary>Every row of a query in the transaction of an act, each made into a value by <paramref name="row"/>.</summary>
    public static Task<List<T>> ListAsync<T>(this HouseContext context, string text, Func<DbDataReader, T> row, params (string Name, object? Value)[] values) =>
        context.Database.GetDbConnection().ListAsync(context.Database.CurrentTransaction?.GetDbTransaction(), text, row, values);

    /// <summary>The text in a column, or null.</summary>
    public static string? TextOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>The number in a column, or null.</summary>
    public static long? NumberOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
}
