using System.Collections.Concurrent;
using StopPress.Store;

namespace StopPress.Desk.Door;

/// <summary>
/// Counts wrong guesses, so that an attacker is slowed and the newsroom is not. Guesses at one account from browsers that were never signed in to
/// it are counted together, wherever they come from; a browser that was keeps a count of its own (OWASP, "Slow down online guessing attacks with
/// device cookies"). An account that does not exist is counted like one that does.
/// </summary>
/// <param name="clock">What time it is.</param>
public sealed class Guesses(TimeProvider clock)
{
    // Somebody who has three passwords in mind tries each twice. NIST SP 800-63B-4, section 3.2.2, allows a hundred in a row at most.
    private const int Free = 10;
    private const int MostCounted = 100_000;
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, Count> counts = new(StringComparer.Ordinal);

    /// <summary>Whether another guess must wait: the refusal, or null.</summary>
    /// <param name="account">The account as it was written, folded.</param>
    /// <param name="knownBrowser">The browser, if it was signed in to the account before; else null.</param>
    public Refusal? MustWait(string account, string? knownBrowser)
    {
        if (!counts.TryGetValue(Key(account, knownBrowser), out var count)) return null;
        var left = count.Until - clock.GetUtcNow();
        return count.Wrong < Free || left <= TimeSpan.Zero ? null : new Refusal(
            "too-many-guesses", "There were too many wrong guesses at this account.",
            $"Try again in {Math.Max(1, (int)Math.Ceiling(left.TotalMinutes))} minutes, use a passkey, or ask an administrator for a new link.");
    }

    /// <summary>A guess was wrong.</summary>
    public void Wrong(string account, string? knownBrowser)
    {
        var now = clock.GetUtcNow();
        if (counts.Count > MostCounted) foreach (var (key, old) in counts) if (old.Until <= now) counts.TryRemove(key, out _);
        counts.AddOrUpdate(Key(account, knownBrowser), _ => new Count(1, now + Forgotten), (_, count) => new Count(count.Until <= now ? 1 : count.Wrong + 1, now + Forgotten));
    }

    /// <summary>A guess was right.</summary>
    public void Right(string account, string? knownBrowser) => counts.TryRemove(Key(account, knownBrowser), out _);

    private static string Key(string account, string? knownBrowser) => knownBrowser is null ? account : $"{account}\n{knownBrowser}";

    private sealed record Count(int Wrong, DateTimeOffset Until);
}
