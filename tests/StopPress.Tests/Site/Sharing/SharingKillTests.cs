using StopPress.Store.Counts;
using StopPress.Store.Database;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests.Site.Sharing;

/// <summary>The newspaper is killed while readers like its stories.</summary>
public class SharingKillTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task a_like_that_was_answered_survives_a_kill(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        var answered = new Dictionary<string, long>();
        for (var kill = 0; kill < 2; kill++)
        {
            await using var paper = await RunningPaper.StartAsync(house.Folder, house.Connection);
            using var readers = new Reading(paper.Address);
            for (var i = 0; i < 4; i++) answered[(await paper.PublishAsync($"Harbour wall holds {kill} {i}")).Story] = 0;
            foreach (string story in answered.Keys.ToList())
            {
                await readers.SendAsync($"/-/share/{story}/x", method: HttpMethod.Get);
                if (answered[story] < CountLedger.Handful) Assert.Equal(answered[story] + 1, answered[story] = await readers.LikeAsync(story, ""));
            }
            // The last answer is not a thousandth of a second old.
            await paper.KillAsync();
        }
        await using var last = await RunningPaper.StartAsync(house.Folder, house.Connection);
        using var others = new Reading(last.Address);
        foreach (var (story, likes) in answered) Assert.Equal(likes + 1, await others.LikeAsync(story, ""));
    }

    [Theory, BothDatabases]
    public async Task a_kill_takes_no_reads_but_those_of_the_last_second(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        var read = new List<string>();
        for (var kill = 0; kill < 2; kill++)
        {
            await using var paper = await RunningPaper.StartAsync(house.Folder, house.Connection);
            using var readers = new Reading(paper.Address);
            for (var i = 0; i < 4; i++) read.Add((await paper.PublishAsync($"Harbour wall holds {kill} {i}")).Story);
            foreach (string story in read) Assert.Equal(204, (await readers.SendAsync($"/-/read/{story}", "", browser: Reading.Phone)).Status);
            await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            await paper.KillAsync();
        }
        await using var ledger = CountLedger.Of(house.OpenDatabase());
        await ledger.OpenAsync();
        long hour = Instant.Now(TimeProvider.System).Microseconds / (TimeSpan.TicksPerHour / TimeSpan.TicksPerMicrosecond);
        for (var i = 0; i < read.Count; i++)
        {
            PublicId.TryRead(read[i], out long id);
            Assert.Equal(i < 4 ? 2 : 1, await ledger.DayAsync(StopPress.Site.Sharing.ReaderCounts.Reads, id, hour));
        }
    }
}
