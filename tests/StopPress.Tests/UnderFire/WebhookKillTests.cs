using System.Globalization;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.UnderFire;

/// <summary>The newspaper is killed while it tells a receiver what has happened, and opened again on what is left.</summary>
[Collection(nameof(WholeMachine))]
public class WebhookKillTests(Houses houses)
{
    // "./soak webhooks" sets it.
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("SOAK_WEBHOOK_KILLS") ?? "3", CultureInfo.InvariantCulture);

    private static readonly Dictionary<string, string> Inside = new() { ["STOPPRESS_INSIDE_NETWORKS"] = "127.0.0.0/8" };

    [Theory, BothDatabases]
    public async Task no_event_is_lost_by_a_kill_and_what_comes_twice_has_the_same_id(DatabaseKind kind)
    {
        int seed = int.Parse(Environment.GetEnvironmentVariable("SOAK_SEED") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var chance = new Random(seed);
        await using var house = await houses.OpenAsync(kind);
        await using var receiver = await Receiver.OpenAsync();
        // Some are taken and the answer comes late, so that the newspaper is killed before it knows.
        receiver.Answer = async (context, _) => await Task.Delay(chance.Next(30), context.RequestAborted);
        var published = new HashSet<string>();
        var secret = "";
        for (var kill = 0; kill < Kills; kill++)
        {
            await LapseAsync(house);
            await using var paper = await RunningPaper.StartAsync(house.Folder, house.Connection, Inside);
            if (kill == 0)
            {
                var added = await paper.CallAsync("AddWebhook", new { name = "Mirror", address = receiver.Address, events = new[] { "story.published" } });
                secret = added.Result!.Value.GetProperty("secret").GetString()!;
            }
            for (var story = 0; story < 4; story++) published.Add((await paper.PublishAsync($"Harbour wall holds {kill} {story}")).Story);
            // From before the first look to the middle of what is sent.
            await Task.Delay(chance.Next(1200));
            await paper.KillAsync();
        }
        await LapseAsync(house);
        await using var last = await RunningPaper.StartAsync(house.Folder, house.Connection, Inside);
        await Eventually.AnswersAsync(() => Task.FromResult(published.IsSubsetOf(receiver.Came.Select(StoryOf))), "every story was told");
        // What waits is delivered once more before it is counted.
        await Eventually.AnswersAsync(async () => await WaitingAsync(house) == 0, "nothing waits");
        var came = receiver.Came;
        Assert.Equal(published.Order(), came.Select(StoryOf).Distinct().Order());
        Assert.All(came.GroupBy(StoryOf), story => Assert.Single(story.Select(one => one.Id).Distinct()));
        Assert.All(came, one => Assert.True(Receiver.IsSigned(one, secret)));
        if (Environment.GetEnvironmentVariable("SOAK_REPORT") is { } report) await File.AppendAllTextAsync(report, $"{kind}, {Kills} kills: {published.Count} events, {came.Count} deliveries, {came.Count - published.Count} of them once more under the same id\n");
    }

    private static string StoryOf(Received one) => one.Says.GetProperty("story").GetProperty("id").GetString()!;

    // The node that was killed holds its lease for some seconds yet; the test does not wait for them.
    private static async Task LapseAsync(House house)
    {
        var database = house.OpenDatabase();
        var connection = await database.RentAsync();
        await connection.ExecuteAsync(null, "DELETE FROM leases");
        await database.Return(connection);
    }

    private static async Task<long> WaitingAsync(House house) => await house.OpenDatabase().ReadAsync(async (connection, snapshot) =>
        (long)(await connection.ScalarAsync(snapshot, "SELECT COUNT(*) FROM webhook_deliveries WHERE delivered_at IS NULL"))!);
}
