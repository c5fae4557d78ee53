using System.Collections.Concurrent;
using StopPress.Newsroom.Staff;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.Story;

/// <summary>Who has which story open just now, and where in it. It is in memory alone: whoever says nothing for some seconds is gone, and after a start all say again where they are.</summary>
/// <param name="clock">What time it is.</param>
public sealed class Attendance(TimeProvider clock)
{
    /// <summary>For how long somebody who says nothing more is taken to be there: two times what a tab waits (presence.js), and some for the way.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(10);

    // A newsroom of hundreds does not have one text open in so many tabs; a broken script may say that it has.
    private const int MostTabs = 64;
    private const int LongestPlace = 32;

    private readonly ConcurrentDictionary<(long Story, string Edition), Dictionary<string, Tab>> texts = new();

    /// <summary>Says where a tab is, or that it is gone; the answer is who else is there, by name.</summary>
    /// <param name="story">The story.</param>
    /// <param name="edition">The edition's language.</param>
    /// <param name="who">Who it is.</param>
    /// <param name="where">The tab and its place.</param>
    public IReadOnlyList<Attendant> Attend(long story, string edition, Colleague who, AttendRequest where)
    {
        var now = Instant.Now(clock);
        var tabs = texts.GetOrAdd((story, edition), _ => []);
        lock (tabs)
        {
            foreach (var (tab, gone) in tabs.Where(one => now.ToDateTimeOffset() - one.Value.At.ToDateTimeOffset() >= Lasts).ToList()) tabs.Remove(tab);
            if (where.Leaves) tabs.Remove(where.Tab);
            else if (tabs.Count < MostTabs || tabs.ContainsKey(where.Tab)) tabs[where.Tab] = new Tab(who.Account.Id, who.Account.Name, where.Place is { Length: <= LongestPlace } place ? place : null, now);
            return [.. tabs.Where(one => one.Key != where.Tab).OrderBy(one => one.Value.Name, StringComparer.Ordinal).ThenBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => new Attendant(one.Value.Name, one.Value.Place, one.Value.Account == who.Account.Id))];
        }
    }

    private sealed record Tab(long Account, string Name, string? Place, Instant At);
}

/// <summary>Where a tab says that it is.</summary>
/// <param name="Tab">The tab.</param>
/// <param name="Place">The id of a top-level block, the name of a field, or null.</param>
/// <param name="Leaves">Whether it is being closed, or nobody looks at it any more.</param>
public sealed record AttendRequest(string Tab, string? Place = null, bool Leaves = false);

/// <summary>Somebody else who has a text open.</summary>
/// <param name="Name">Who.</param>
/// <param name="Place">The block or field in which they write, or null.</param>
/// <param name="Own">Whether it is another tab of whoever asks.</param>
public sealed record Attendant(string Name, string? Place, bool Own);
