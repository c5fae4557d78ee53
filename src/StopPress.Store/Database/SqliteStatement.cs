using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace StopPress.Store.Database;

/// <summary>A statement of SQLite that is run many times with other values, which are bound by their place.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private byte[] letters = new byte[4096];

    /// <summary>Prepares it on a connection, in whose transaction it runs. Throws <see cref="SqliteException"/> where it is wrong.</summary>
    public SqliteStatement(SqliteConnection connection, string text)
    {
        database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, text, out statement), database);
    }

    /// <summary>Sets the value at a place, counted from 1.</summary>
    public void Bind(int place, object? value) => SqliteException.ThrowExceptionForRC(
        value switch
        {
            null => raw.sqlite3_bind_null(statement, place),
            long number => raw.sqlite3_bind_int64(statement, place, number),
            int number => raw.sqlite3_bind_int64(statement, place, number),
            bool isSo => raw.sqlite3_bind_int64(statement, place, isSo ? 1 : 0),
            double number => raw.sqlite3_bind_double(statement, place, number),
            string text => BindText(place, text),
            byte[] bytes => bytes.Length > 0 ? raw.sqlite3_bind_blob(statement, place, bytes) : raw.sqlite3_bind_zeroblob(statement, place, 0),
            _ => throw new NotSupportedException($"A value of the kind {value.GetType()}: say here how SQLite keeps it."),
        },
        database);

    /// <summary>Runs it. Throws <see cref="SqliteException"/> where the database refuses.</summary>
    public void Run()
    {
        int done = raw.sqlite3_step(statement);
        // What it says of a fault it says again when it is reset.
        int reset = raw.sqlite3_reset(statement);
        if (done != raw.SQLITE_DONE) SqliteException.ThrowExceptionForRC(reset == raw.SQLITE_OK ? done : reset, database);
    }

    /// <inheritdoc/>
    public void Dispose() => statement.Dispose();

    // No bytes at all would be no text, but null.
    private int BindText(int place, string text)
    {
        if (text.Length == 0) return raw.sqlite3_bind_text(statement, place, "");
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (letters.Length < most) letters = new byte[most];
        return raw.sqlite3_bind_text(statement, place, letters.AsSpan(0, Encoding.UTF8.GetBytes(text, letters)));
    }
}
