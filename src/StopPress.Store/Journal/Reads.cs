using System.Data.Common;
using Npgsql;
using StopPress.Store.Database;

namespace StopPress.Store.Journal;

/// <summary>
/// One reader's look at the house: everything in it is of the same moment, and each subject that was looked up is noted, found or not,
/// so that whoever keeps what came of it knows when to throw it away.
/// </summary>
/// <param name="connection">An open connection.</param>
/// <param name="snapshot">The snapshot that is read.</param>
/// <param name="position">The last entry of the journal that the snapshot can see.</param>
public sealed class Reads(DbConnection connection, DbTransaction snapshot, long position)
{
    private readonly HashSet<string> keys = new(StringComparer.Ordinal);

    /// <summary>The last entry of the journal that the snapshot can see.</summary>
    public long Position => position;

    /// <summary>Every subject looked up so far.</summary>
    public IReadOnlyCollection<string> Keys => keys;

    /// <summary>Opens a snapshot, lets <paramref name="look"/> read in it, and closes it.</summary>
    public static Task<T> LookAsync<T>(HouseDatabase database, Func<Reads, Task<T>> look, CancellationToken cancel = default) => database.ReadAsync(
        async (connection, snapshot) => await look(new Reads(connection, snapshot, await NewsJournal.PositionAsync(connection, snapshot))), cancel);

    /// <summary>Another look of the same moment, which notes its subjects for itself.</summary>
    public Reads Beside() => new(connection, snapshot, position);

    /// <summary>Notes that a subject is looked up; before the rows are read, and whether or not there are any.</summary>
    public void Note(string subject) => keys.Add(subject);

    /// <summary>Notes several.</summary>
    public void Note(IEnumerable<string> subjects) => keys.UnionWith(subjects);

    /// <summary>Every row of a query.</summary>
    public async Task<List<T>> ListAsync<T>(string text, Func<DbDataReader, T> row, params (string Name, object? Value)[] values)
    {
        var rows = await connection.ListAsync(snapshot, text, row, values);
        // An answer from over the network arrives on the thread that serves all readers; what is made of it must not hold that up.
        if (connection is NpgsqlConnection) await Task.Yield();
        return rows;
    }

    /// <summary>The first row of a query, or nothing.</summary>
    public async Task<T?> FirstAsync<T>(string text, Func<DbDataReader, T> row, params (string Name, object? Value)[] values)
        where T : class => (await ListAsync(text, row, values)).FirstOrDefault();
}
