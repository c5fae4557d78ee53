using System.Globalization;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.UnderFire;

/// <summary>A node is stopped for a while and goes on, believing that no time has passed.</summary>
[Collection(nameof(WholeMachine))]
public class PauseTests(Houses houses)
{
    // "./soak pause" sets both: a minute, and fifty times.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(Number("SOAK_PAUSE", 11));
    private static readonly int Naps = Number("SOAK_NAPS", 2);

    // An hour that is set must not be past before the act has come to look at it, however busy the machine.
    private const double Ahead = 2;

    // Longer than a look at the journal holds.
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(1300);

    [Fact]
    public async Task a_node_that_was_stopped_shows_nothing_that_was_withdrawn_meanwhile()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Postgres);
        using var folders = new TwoFolders();
        await using var sleeper = await RunningPaper.StartAsync(folders.First, house.Connection);
        await using var other = await Paper.OpenAsync(folders.Second, house.Connection, TimeProvider.System, null);
        for (var nap = 0; nap < Naps; nap++)
        {
            var (story, path) = await sleeper.PublishAsync($"To be withdrawn {nap}");
            // The plain lane and Kestrel's way, each on a connection of its own that is open already.
            await using var plain = await OpenLine.ToAsync(sleeper.Address, path, byKestrel: false);
            await using var kestrel = await OpenLine.ToAsync(sleeper.Address, path, byKestrel: true);
            for (var i = 0; i < 4; i++)
            {
                Assert.Equal(200, await plain.AskAsync());
                Assert.Equal(200, await kestrel.AskAsync());
            }
            sleeper.Stop();
            await Paper.DoneAsync(new UnpublishStory(story).RunAsync(other.Desk, "anna"));
            await Task.Delay(Nap);
            // Asked while it is stopped, so that the question is there before anything else wakes up.
            await plain.SendAsync();
            await kestrel.SendAsync();
            sleeper.Continue();
            Assert.Equal(410, await plain.ReceiveAsync());
            Assert.Equal(410, await kestrel.ReceiveAsync());
        }
    }

    [Fact]
    public async Task deadlines_fire_once_while_the_node_that_looked_after_them_is_stopped()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Postgres);
        using var folders = new TwoFolders();
        await using var sleeper = await RunningPaper.StartAsync(folders.First, house.Connection);
        // The first one is fired by the sleeper, who so holds the lease; the next fall due in its sleep.
        string first = await ScheduleAsync(sleeper, "First", Ahead);
        await FiredOnceAsync(house, first);
        var scheduled = new List<string>();
        for (var i = 0; i < 5; i++) scheduled.Add(await ScheduleAsync(sleeper, $"While asleep {i}", Ahead + i));
        sleeper.Stop();
        await using var other = await Paper.OpenAsync(folders.Second, house.Connection, TimeProvider.System, null);
        await Task.Delay(Pause);
        sleeper.Continue();
        foreach (string story in scheduled) await FiredOnceAsync(house, story);
        // Were it to fire a second one, it would by now.
        await Task.Delay(TimeSpan.FromSeconds(2));
        foreach (string story in scheduled) await FiredOnceAsync(house, story);
        Assert.Contains("While asleep 4", (await sleeper.AskAsync("/")).Text, StringComparison.Ordinal);
    }

    private static int Number(string name, int otherwise) => int.Parse(Environment.GetEnvironmentVariable(name) ?? otherwise.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static async Task FiredOnceAsync(House house, string story)
    {
        string question = $"SELECT COUNT(*) FROM journal WHERE kind = 'StoryPublished' AND actor = 'clock' AND payload LIKE '%{story}%'";
        var database = house.OpenDatabase();
        Task<object?> CountAsync() => database.ReadAsync((connection, snapshot) => connection.ScalarAsync(snapshot, question));
        for (var tries = 0; tries < 200 && await CountAsync() is 0L; tries++) await Task.Delay(50);
        Assert.Equal(1L, await CountAsync());
    }

    private static async Task<string> ScheduleAsync(RunningPaper paper, string headline, double seconds)
    {
        string story = await paper.DoAsync("FileStory", new { edition = "en", words = new { headline, body = Paper.Body(headline) } });
        await paper.DoAsync("SchedulePublish", new { story, edition = "en", at = DateTimeOffset.UtcNow.AddSeconds(seconds) });
        return story;
    }
}
