using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StopPress.Store;

namespace StopPress.Site.Serving;

/// <summary>
/// Lets each address ask for so much a second of what does not lie ready, and for ten seconds' worth at once. Ready pages do not come by here, nor does
/// whoever asks from this machine.
/// </summary>
/// <param name="perSecond">How many requests a second; 0 for as many as anybody likes.</param>
/// <param name="clock">What time it is.</param>
/// <param name="log">Where it is told that somebody speaks for others and is not trusted.</param>
/// <remarks>For each address one moment is kept, that at which all it has asked for would be paid off (the "generic cell rate algorithm", ATM Forum 1996).</remarks>
public sealed class Turnstile(int perSecond, TimeProvider clock, ILogger<Turnstile> log)
{
    // The pictures of a page come together, and a whole room opens the newspaper at nine.
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(10);

    // Some 10 MB. What is paid off is forgotten; when all of it is owed, nobody is counted for a moment rather than memory filled.
    private const int MostAddresses = 100_000;

    private readonly ConcurrentDictionary<ulong, long> paidAt = [];
    private readonly long opened = clock.GetTimestamp();
    private readonly long price = perSecond == 0 ? 0 : TimeSpan.TicksPerSecond / perSecond;
    private int told;

    /// <summary>How many addresses are remembered.</summary>
    public int Remembered => paidAt.Count;

    /// <summary>Lets a request on, or answers that it is one too many.</summary>
    /// <param name="context">The request.</param>
    /// <param name="next">Who answers it.</param>
    /// <param name="refuse">Writes the page that says to come again.</param>
    public async Task PassAsync(HttpContext context, RequestDelegate next, Func<HttpContext, int, Task> refuse)
    {
        var address = context.Connection.RemoteIpAddress;
        // What a trusted proxy says is taken off the request when it is believed; what is left then, its readers said.
        if (context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("X-Original-For") && Interlocked.Exchange(ref told, 1) == 0)
        {
            log.LogWarning("Requests that come from no proxy of the setting trusted-proxies say in X-Forwarded-For whom they are for, and that is not believed. If a proxy of yours stands in front, name its address there; until then all its readers count as one.");
        }
        if (address is null || Lets(address) is not { } wait)
        {
            await next(context);
            return;
        }
        Measures.TurnedAway.Add(1);
        // Not on the thread that serves all others.
        await Task.Yield();
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await refuse(context, StatusCodes.Status429TooManyRequests);
    }

    /// <summary>Null when an address may ask now; else how long it must wait.</summary>
    public TimeSpan? Lets(IPAddress address)
    {
        if (price == 0 || IPAddress.IsLoopback(address)) return null;
        long now = clock.GetElapsedTime(opened).Ticks;
        if (paidAt.Count >= MostAddresses) Forget(now);
        ulong key = KeyOf(address);
        while (true)
        {
            bool known = paidAt.TryGetValue(key, out long paid);
            long then = Math.Max(now, paid) + price;
            if (then - now > AtOnce.Ticks) return TimeSpan.FromTicks(then - now - AtOnce.Ticks);
            if (known ? paidAt.TryUpdate(key, then, paid) : paidAt.TryAdd(key, then)) return null;
        }
    }

    private void Forget(long now)
    {
        foreach (var (key, paid) in paidAt)
        {
            if (paid <= now) paidAt.TryRemove(key, out _);
        }
        if (paidAt.Count >= MostAddresses) paidAt.Clear();
    }

    /// <summary>By what an address is counted: whoever has one of IPv6 has at least the 2^64 beside it (RFC 6177).</summary>
    internal static ulong KeyOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return address.AddressFamily == AddressFamily.InterNetwork ? BitConverter.ToUInt32(bytes) : BitConverter.ToUInt64(bytes);
    }
}
