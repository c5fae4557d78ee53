using StopPress.Newsroom.House;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.ApiKeys;

/// <summary>Whom the read API answers.</summary>
public enum ApiAccess
{
    /// <summary>Whoever asks, as pages do.</summary>
    Everybody = 0,

    /// <summary>Whoever has a key.</summary>
    Keys = 1,

    /// <summary>Nobody.</summary>
    Nobody = 2,
}

/// <summary>A key that the house has given.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Who has it, or what for.</param>
/// <param name="Hash">The hash by which it is known again.</param>
/// <param name="PerMinute">How many requests a minute it is good for.</param>
/// <param name="GivenAt">When it was given.</param>
/// <param name="GivenBy">By whom.</param>
public sealed record ApiKey(long Id, string Name, string Hash, int PerMinute, Instant GivenAt, string GivenBy);

/// <summary>Whom the read API answers, and how often.</summary>
/// <param name="Access">Whom.</param>
/// <param name="PerMinute">How many requests a minute somebody without a key may make.</param>
/// <param name="Keys">The keys, the newest first.</param>
public sealed record ApiDoor(ApiAccess Access, int PerMinute, IReadOnlyList<ApiKey> Keys)
{
    /// <summary>How often, where nobody has said otherwise: a program that follows a newspaper asks a few times an hour.</summary>
    public const int UsualPerMinute = 60;

    /// <summary>More than one machine answers beside its readers, and than any key is given.</summary>
    public const int MostPerMinute = 6000;

    /// <summary>Reads it.</summary>
    public static async Task<ApiDoor> ReadAsync(Reads reads)
    {
        reads.Note(Subject.Api);
        var house = await reads.ListAsync("SELECT api_access, api_per_minute FROM house", row => (Access: (ApiAccess)row.GetInt32(0), PerMinute: row.GetInt32(1)));
        var keys = await reads.ListAsync(
            "SELECT id, name, hash, per_minute, given_at, given_by FROM api_keys ORDER BY id DESC",
            row => new ApiKey(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt32(3), new Instant(row.GetInt64(4)), row.GetString(5)));
        return house is [var said] ? new ApiDoor(said.Access, said.PerMinute, keys) : new ApiDoor(ApiAccess.Everybody, UsualPerMinute, keys);
    }
}
