using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Tests.Support;

/// <summary>One newspaper's database for one test, and as many nodes on it as the test wants.</summary>
public sealed class House(DatabaseKind kind, string folder, string connection, Func<Task> demolish) : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> open = [];

    /// <summary>What time it is in the house.</summary>
    public HouseClock Clock { get; } = new();

    /// <summary>Which database it stands on.</summary>
    public DatabaseKind Kind => kind;

    /// <summary>A folder for the test's files; on SQLite it holds <c>newsroom.db</c>.</summary>
    public string Folder => folder;

    /// <summary>The PostgreSQL connection string, or empty on SQLite: the setting <c>database</c>.</summary>
    public string Connection => connection;

    /// <summary>The modules whose tables EF sees.</summary>
    public Assembly[] Modules { get; set; } = [];

    /// <summary>Opens the database as one process does; closed with the house.</summary>
    public HouseDatabase OpenDatabase()
    {
        var database = kind == DatabaseKind.Sqlite
            ? HouseDatabase.OnSqlite(Path.Combine(folder, "newsroom.db"), Modules)
            : HouseDatabase.OnPostgres(connection, Modules);
        open.Add(database);
        return database;
    }

    /// <summary>A node: its database, its tail with the given followers in step, watching, and its journal.</summary>
    public async Task<Node> StartNodeAsync(params FollowerInStep[] followers)
    {
        var database = OpenDatabase();
        var tail = new JournalTail(database, NullLogger<JournalTail>.Instance);
        foreach (var follower in followers) tail.Follow(follower);
        await tail.StartAsync();
        open.Add(tail);
        return new Node(database, tail, new NewsJournal(database, tail, Clock));
    }

    /// <summary>Closes every node and takes the database away.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var thing in Enumerable.Reverse(open)) await thing.DisposeAsync();
        await demolish();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>One process of a newspaper.</summary>
public sealed record Node(HouseDatabase Database, JournalTail Tail, NewsJournal Journal)
{
    /// <summary>Writes an entry of a kind that touches subjects, changing no rows.</summary>
    public async Task<JournalEntry> WriteAsync(string kind, params string[] subjects) =>
        (await Journal.WriteAsync<bool>("anna", _ => Task.FromResult<StopPress.Store.Outcome<(EntryDraft, bool)>>((new EntryDraft(kind, subjects), true)))).Value.Entry;
}
