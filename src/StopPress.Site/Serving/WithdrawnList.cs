using System.Collections.Concurrent;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Site.Api;
using StopPress.Site.Pages;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Site.Serving;

/// <summary>The addresses of what was withdrawn. Serving asks here first, so that a withdrawal waits for no press and no queue.</summary>
/// <param name="database">The house.</param>
public sealed class WithdrawnList(HouseDatabase database)
{
    private readonly ConcurrentDictionary<string, Withdrawn> stories = new(StringComparer.Ordinal);

    // One reads at a time: what an older look saw must not go over what a newer one did.
    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile bool lost;

    /// <summary>The list as a follower in step; when it cannot follow, it reads all again before anything is made that does not lie ready.</summary>
    /// <remarks>What lies ready is not at stake: the press has dropped what shows a story of the entry.</remarks>
    public FollowerInStep Follower => new("The withdrawn list", FollowAsync, _ => lost = true);

    /// <summary>Returns when the list is whole; throws when it cannot be read.</summary>
    public Task WholeAsync() => lost ? LoadAsync() : Task.CompletedTask;

    /// <summary>Whether an address was withdrawn.</summary>
    public bool Holds(ReadOnlySpan<char> path) => stories.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(path);

    /// <summary>What was withdrawn at an address, or null. The same object as long as nothing about it has changed.</summary>
    public Withdrawn? At(string path) => stories.TryGetValue(path, out var withdrawn) ? withdrawn : null;

    /// <summary>Reads the whole list.</summary>
    public async Task LoadAsync()
    {
        await turn.WaitAsync();
        try
        {
            var withdrawn = await ReadAsync("");
            foreach (var (path, one) in withdrawn) stories[path] = one;
            foreach (string path in stories.Keys.Where(path => !withdrawn.ContainsKey(path)).ToList()) stories.TryRemove(path, out _);
            lost = false;
        }
        finally
        {
            turn.Release();
        }
    }

    private async ValueTask FollowAsync(JournalEntry entry)
    {
        if (entry.Subjects.Contains(Subject.Everything))
        {
            await LoadAsync();
            return;
        }
        // Only what withdraws can add to the list, and only what is on it can leave it: other acts need not wait for the database.
        bool withdraws = Withdrawals.IsOne(entry);
        foreach (long story in entry.Subjects.Where(subject => Subject.KindOf(subject) == "story").Select(Subject.IdOf))
        {
            if (withdraws || stories.Values.Any(withdrawn => withdrawn.Story == story)) await LookAgainAsync(story);
        }
    }

    // New addresses first, so that there is no moment at which a withdrawn one is missing.
    private async Task LookAgainAsync(long story)
    {
        await turn.WaitAsync();
        try
        {
            var now = await ReadAsync($"AND t.story_id = {story}");
            foreach (var (path, withdrawn) in now) stories[path] = withdrawn;
            foreach (var (path, withdrawn) in stories)
            {
                if (withdrawn.Story == story && !now.ContainsKey(path)) stories.TryRemove(path, out _);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    private Task<Dictionary<string, Withdrawn>> ReadAsync(string which) => Reads.LookAsync(database, async reads =>
    {
        var texts = await reads.ListAsync(
            $"""
            SELECT t.id, t.story_id, e.language, t.pub_status FROM story_texts t JOIN editions e ON e.id = t.edition_id
            WHERE t.pub_status IN ({(int)PubStatus.Withheld}, {(int)PubStatus.Cancelled}) {which}
            """,
            row => (Id: row.GetInt64(0), Api: new ApiAddress(ApiResource.Story, row.GetString(2), row.GetInt64(1)).Path, Withdrawn: new Withdrawn(row.GetInt64(1), PageOf(row.GetInt64(1), row.GetString(2), (PubStatus)row.GetInt32(3)), reads.Position)));
        var paths = new Dictionary<string, Withdrawn>(StringComparer.Ordinal);
        foreach (var (id, api, withdrawn) in texts)
        {
            paths[api] = withdrawn;
            var found = await reads.ListAsync("SELECT path FROM permalinks WHERE subject = @text", row => row.GetString(0), ("text", Subject.Text(id)));
            foreach (string path in found) paths[path] = withdrawn;
        }
        return paths;
    });

    private static string PageOf(long story, string language, PubStatus status) =>
        status == PubStatus.Cancelled ? SiteMap.KilledIn(language, Subject.Story(story)) : SiteMap.GoneIn(language);
}

/// <summary>A text that was withdrawn.</summary>
/// <param name="Story">The story's id.</param>
/// <param name="PageInstead">The address of the page that is shown instead.</param>
/// <param name="Seen">The journal's last entry when the list read this.</param>
public sealed record Withdrawn(long Story, string PageInstead, long Seen);
