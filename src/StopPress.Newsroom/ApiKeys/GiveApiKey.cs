using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.ApiKeys;

/// <summary>Gives somebody a key to the read API.</summary>
/// <param name="Name">Who has it, or what for.</param>
/// <param name="PerMinute">How many requests a minute it is good for.</param>
public sealed record GiveApiKey(string Name, int PerMinute = GiveApiKey.UsualPerMinute)
{
    /// <summary>How many requests a minute, where nobody says otherwise: ten a second.</summary>
    public const int UsualPerMinute = 600;

    // Each is known by one look in memory, and a house that gives more needs another way to look after them.
    internal const int MostKeys = 500;

    // By its first letters whoever finds one lying about knows what it opens.
    internal const string Begins = "sp_";

    private const int LongestName = 100;

    /// <summary>Does it; the result is the key, which is told this once and kept nowhere.</summary>
    public async Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        string name = checks.Line("name", Name, LongestName, required: true);
        SetApiAccess.Check(checks, PerMinute);
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<string>(actor, async context =>
        {
            var keys = context.Set<ApiKeyRow>();
            if (await keys.AnyAsync(row => row.Name == name, cancel)) return new Refusal("key-there", $"There is a key for \"{name}\" already.", "Take that one back first, or give this one another name.") { Parts = [name] };
            if (await keys.CountAsync(cancel) >= MostKeys) return new Refusal("too-many-keys", $"There are {MostKeys} keys, which are the most.", "Take back those that nobody uses.") { Parts = [MostKeys] };
            string key = Begins + Token.New();
            var row = new ApiKeyRow { Id = PublicId.Next(desk.Clock), Name = name, Hash = Token.Hash(key), PerMinute = PerMinute, GivenAt = Instant.Now(desk.Clock), GivenBy = actor };
            context.Add(row);
            return (new EntryDraft("ApiKeyGiven", [Subject.Api], new { key = PublicId.Text(row.Id), name, PerMinute }), key);
        }, cancel);
    }
}

/// <summary>Takes a key to the read API back: from then on it opens nothing.</summary>
/// <param name="Key">Its public id, or whose it is.</param>
public sealed record TakeBackApiKey(string Key)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        string name = Checks.Clean(Key);
        long id = PublicId.TryRead(name, out long read) ? read : 0;
        return desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            if (await context.Set<ApiKeyRow>().FirstOrDefaultAsync(row => row.Id == id || row.Name == name, cancel) is not { } row) return new Refusal("unknown-key", "There is no such key.", "Somebody may have taken it back already.");
            context.Remove(row);
            return (new EntryDraft("ApiKeyTakenBack", [Subject.Api], new { key = PublicId.Text(row.Id), row.Name }), true);
        }, cancel);
    }
}
