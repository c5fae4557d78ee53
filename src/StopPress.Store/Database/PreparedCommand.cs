using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace StopPress.Store.Database;

/// <summary>
/// A command over an open connection, filled with its values. Npgsql keeps prepared statements with its connections; for SQLite, where
/// preparing is a fifth of what a page costs to read, they are kept here.
/// </summary>
internal readonly struct PreparedCommand : IAsyncDisposable
{
    // What is asked again and again are some fifty questions; one that is made for one occasion must not stay for ever.
    private const int MostKept = 100;

    private static readonly ConditionalWeakTable<DbConnection, Dictionary<string, DbCommand>> Kept = [];

    private readonly Dictionary<string, DbCommand>? kept;
    private readonly string text;

    private PreparedCommand(DbCommand command, string text, Dictionary<string, DbCommand>? kept) => (Command, this.text, this.kept) = (command, text, kept);

    /// <summary>The command, ready to run once.</summary>
    public DbCommand Command { get; }

    /// <summary>Takes the command for a text: the one that was prepared before, unless it is just running.</summary>
    public static PreparedCommand Take(DbConnection connection, DbTransaction? transaction, string text, (string Name, object? Value)[] values)
    {
        var kept = connection is SqliteConnection ? Kept.GetOrCreateValue(connection) : null;
        if (kept is null || !kept.Remove(text, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = Written(text, values, connection is NpgsqlConnection);
        }
        command.Transaction = transaction;
        command.Parameters.Clear();
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value switch
            {
                null => DBNull.Value,
                Array several and not byte[] when command is not NpgsqlCommand => JsonSerializer.Serialize<object>(several),
                _ => value,
            };
            command.Parameters.Add(parameter);
        }
        return new PreparedCommand(command, text, kept);
    }

    /// <summary>Keeps the command for the next one who asks the same.</summary>
    public ValueTask DisposeAsync()
    {
        if (kept is null || kept.Count >= MostKept) return Command.DisposeAsync();
        Command.Transaction = null;
        return kept.TryAdd(text, Command) ? ValueTask.CompletedTask : Command.DisposeAsync();
    }

    // Several values are one parameter, so that the text, and with it the plan, is the same however many there are.
    private static string Written(string text, (string Name, object? Value)[] values, bool postgres)
    {
        foreach (var (name, value) in values)
        {
            if (value is not Array or byte[]) continue;
            text = text.Replace($"IN @{name}", postgres ? $"= ANY(@{name})" : $"IN (SELECT value FROM json_each(@{name}))", StringComparison.Ordinal);
        }
        return text;
    }
}
