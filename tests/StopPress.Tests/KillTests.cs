using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using StopPress.Newsroom.House;
using StopPress.Store.Control;
using StopPress.Store.Database;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests;

/// <summary>The newspaper is killed in the middle of publishing, again and again, and opened again on what is left.</summary>
public class KillTests(Houses houses)
{
    // "./soak kill" sets it.
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("SOAK_KILLS") ?? "2", CultureInfo.InvariantCulture);

    [Theory, BothDatabases]
    public async Task what_was_acknowledged_survives_a_kill_and_every_deadline_fires_once(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        int seed = int.Parse(Environment.GetEnvironmentVariable("SOAK_SEED") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var chance = new Random(seed);
        var acknowledged = new Dictionary<string, string>();
        var scheduled = new HashSet<string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var server = await RunningPaper.StartAsync(house.Folder, house.Connection);
            await Look(server, acknowledged, chance);
            using var stop = new CancellationTokenSource();
            var desks = Enumerable.Range(0, 3).Select(_ => PublishUntilKilledAsync(house.Folder, acknowledged, scheduled, stop.Token)).ToList();
            // The kill comes once the desks are in full work; before that there is nothing to lose.
            int before = acknowledged.Count;
            await Eventually.HoldsAsync(() => acknowledged.Count > before || desks.All(desk => desk.IsCompleted), "somebody publishes", TimeSpan.FromSeconds(30));
            await Task.Delay(chance.Next(1, 300));
            await server.KillAsync();
            await stop.CancelAsync();
            await Task.WhenAll(desks);
        }
        await using (var last = await RunningPaper.StartAsync(house.Folder, house.Connection))
        {
            foreach (var (path, headline) in acknowledged) Assert.Contains(headline, (await last.AskAsync(path)).Text, StringComparison.Ordinal);
            await DeadlinesFiredOnce(house, scheduled);
        }
        await IsSound(house);
        await Soundness.HoldsAsync(house.OpenDatabase(), house.Folder);
        Assert.True(acknowledged.Count > Kills, $"Only {acknowledged.Count} stories were published in {Kills} lives.");
    }

    private static async Task Look(RunningPaper server, Dictionary<string, string> acknowledged, Random chance)
    {
        foreach (var (path, headline) in acknowledged.OrderBy(_ => chance.Next()).Take(20)) Assert.Contains(headline, (await server.AskAsync(path)).Text, StringComparison.Ordinal);
    }

    private static async Task PublishUntilKilledAsync(string folder, Dictionary<string, string> acknowledged, HashSet<string> scheduled, CancellationToken stop)
    {
        try
        {
            await using var client = await ControlClient.ConnectAsync(RunFolder.SocketOf(folder), CancellationToken.None);
            for (var i = 0; client is not null && !stop.IsCancellationRequested; i++)
            {
                string headline = $"Story {Guid.NewGuid():N}";
                var filed = await client.CallAsync("FileStory", "anna", new { edition = "en", words = new { headline, body = Paper.Body(headline) } });
                if (!filed.Ok) return;
                string story = filed.Result!.Value.GetString()!;
                if (i % 3 == 2)
                {
                    var set = await client.CallAsync("SchedulePublish", "anna", new { story, edition = "en", at = DateTimeOffset.UtcNow.AddMilliseconds(150) });
                    if (set.Ok) lock (scheduled) scheduled.Add(story);
                    continue;
                }
                var published = await client.CallAsync("PublishStory", "anna", new { story, edition = "en" });
                if (published.Ok) lock (acknowledged) acknowledged[published.Result!.Value.GetString()!] = headline;
            }
        }
        catch (Exception fault) when (fault is IOException or SocketException or JsonException or ObjectDisposedException)
        {
            // The server was killed in the middle of an answer: nothing was acknowledged.
        }
    }

    private static async Task DeadlinesFiredOnce(House house, HashSet<string> scheduled)
    {
        var database = house.OpenDatabase();
        Dictionary<string, int> fired = [];
        await EventuallyAsync(async () =>
        {
            fired = (await database.ReadAsync((connection, snapshot) => connection.ListAsync(
                snapshot, "SELECT payload FROM journal WHERE kind = 'StoryPublished' AND actor = 'clock'", row => row.GetString(0))))
                .Select(payload => JsonDocument.Parse(payload).RootElement.GetProperty("story").GetString()!).CountBy(story => story).ToDictionary();
            return scheduled.All(fired.ContainsKey);
        });
        Assert.All(fired, story => Assert.Equal(1, story.Value));
    }

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        var waited = Stopwatch.StartNew();
        while (!await holds())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), "A deadline did not fire.");
            await Task.Delay(100);
        }
    }

    // Every entry is there without a gap, and what the rows say is what the journal says.
    private static async Task IsSound(House house)
    {
        var database = house.OpenDatabase();
        await database.ReadAsync(async (connection, snapshot) =>
        {
            if (house.Kind == DatabaseKind.Sqlite) Assert.Equal("ok", await connection.ScalarAsync(snapshot, "PRAGMA integrity_check"));
            Assert.Equal(
                await connection.ScalarAsync(snapshot, "SELECT COUNT(*) FROM journal"), await connection.ScalarAsync(snapshot, "SELECT COALESCE(MAX(sequence), 0) FROM journal"));
            Assert.Equal(
                await connection.ScalarAsync(snapshot, "SELECT COUNT(*) FROM journal WHERE kind = 'StoryPublished'"),
                await connection.ScalarAsync(snapshot, "SELECT COUNT(*) FROM story_texts WHERE pub_status = 1"));
            Assert.Equal(
                await connection.ScalarAsync(snapshot, "SELECT COUNT(*) FROM story_texts WHERE pub_status = 1"),
                await connection.ScalarAsync(snapshot, $"SELECT COUNT(*) FROM listings WHERE list = '{Subject.FrontList}'"));
            return true;
        });
    }
}
