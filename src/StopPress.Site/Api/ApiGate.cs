using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using StopPress.Newsroom.ApiKeys;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Site.Serving;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Site.Api;

/// <summary>Why somebody is not answered.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Says">What is said.</param>
public sealed record ApiRefusal(int Status, string Says);

/// <summary>
/// Decides whom the read API answers, and how often. What the house has said and the keys that it has given are kept in memory until an entry of the journal changes them;
/// how much somebody has asked for is counted on each node by itself.
/// </summary>
/// <param name="house">The newspaper.</param>
/// <param name="clock">What time it is.</param>
public sealed class ApiGate(HouseDatabase house, TimeProvider clock)
{
    private const string Bearer = "Bearer ";

    // No key is longer.
    private const int LongestKey = 200;

    // As with whoever asks for pages: some 10 MB; when all of it is owed, it begins anew.
    private const int MostAskers = 100_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Asker, long> paidAt = [];
    private readonly long opened = clock.GetTimestamp();
    private ApiDoor? known;
    private long epoch;

    /// <summary>What it follows of the journal.</summary>
    public FollowerInStep Follower => new("The gate of the read API", entry =>
    {
        if (entry.Subjects.Contains(Subject.Api) || entry.Subjects.Contains(Subject.Everything)) Forget();
        return ValueTask.CompletedTask;
    }, _ => Forget());

    /// <summary>Whether what is answered may lie in a cache that serves others.</summary>
    public async Task<bool> IsForEverybodyAsync() => (await DoorAsync()).Access == ApiAccess.Everybody;

    /// <summary>Lets a request on, or says why not. What it leaves somebody of their minute stands in the answer's head.</summary>
    public async Task<ApiRefusal?> AskAsync(HttpContext context)
    {
        var door = await DoorAsync();
        if (door.Access == ApiAccess.Nobody) return new ApiRefusal(StatusCodes.Status403Forbidden, "This newspaper does not answer programs here. Its feeds are open.");
        string said = context.Request.Headers.Authorization.ToString();
        var key = said.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && said.Length <= LongestKey ? KeyOf(door, said[Bearer.Length..].Trim()) : null;
        // RFC 6750, section 3.1.
        if (said.Length > 0 && key is null) return Unknown(context, "Bearer error=\"invalid_token\"", "The key that was sent opens nothing. It may have been taken back.");
        if (key is null && door.Access == ApiAccess.Keys) return Unknown(context, "Bearer", "This newspaper answers programs that have a key. It gives them.");
        if (key is not null) return Count(context, new Asker(true, (ulong)key.Id), key.PerMinute);
        // Whoever asks from this machine is not counted here either; without an address nobody can be.
        return context.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address) ? Count(context, new Asker(false, Turnstile.KeyOf(address)), door.PerMinute) : null;
    }

    private static ApiKey? KeyOf(ApiDoor door, string key)
    {
        // Of a secret that nobody can guess the hash is no secret, so it may be looked for as any other word.
        string hash = Token.Hash(key);
        return door.Keys.FirstOrDefault(one => one.Hash == hash);
    }

    private static ApiRefusal Unknown(HttpContext context, string challenge, string says)
    {
        context.Response.Headers.WWWAuthenticate = challenge;
        return new ApiRefusal(StatusCodes.Status401Unauthorized, says);
    }

    // As at the turnstile: for each asker the moment at which all that they have asked for would be paid off.
    private ApiRefusal? Count(HttpContext context, Asker asker, int perMinute)
    {
        long price = Window.Ticks / perMinute;
        long now = clock.GetElapsedTime(opened).Ticks;
        if (paidAt.Count >= MostAskers) paidAt.Clear();
        while (true)
        {
            bool met = paidAt.TryGetValue(asker, out long paid);
            long then = Math.Max(now, paid) + price;
            bool over = then - now > Window.Ticks;
            if (!over && !(met ? paidAt.TryUpdate(asker, then, paid) : paidAt.TryAdd(asker, then))) continue;
            long owed = (over ? paid : then) - now;
            Say(context.Response.Headers, perMinute, (Window.Ticks - owed) / price, owed);
            if (!over) return null;
            context.Response.Headers.RetryAfter = Seconds(then - now - Window.Ticks);
            return new ApiRefusal(StatusCodes.Status429TooManyRequests, $"These were more than {perMinute} requests a minute. Ask again in {Seconds(then - now - Window.Ticks)} s, or with a key.");
        }
    }

    // The fields of draft-ietf-httpapi-ratelimit-headers-10.
    private static void Say(IHeaderDictionary headers, int perMinute, long left, long owed)
    {
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"requests\";q={perMinute};w={(int)Window.TotalSeconds}");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"requests\";r={Math.Max(0, left)};t={Seconds(owed)}");
    }

    private static string Seconds(long ticks) => Math.Ceiling(TimeSpan.FromTicks(Math.Max(0, ticks)).TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private void Forget()
    {
        Interlocked.Increment(ref epoch);
        Volatile.Write(ref known, null);
    }

    private async Task<ApiDoor> DoorAsync()
    {
        if (Volatile.Read(ref known) is { } door) return door;
        long before = Volatile.Read(ref epoch);
        var read = await Reads.LookAsync(house, ApiDoor.ReadAsync);
        Volatile.Write(ref known, read);
        // What was read before an entry must not stay behind it.
        if (Volatile.Read(ref epoch) != before) Volatile.Write(ref known, null);
        return read;
    }

    private readonly record struct Asker(bool HasKey, ulong Number);
}
