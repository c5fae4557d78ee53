using System.Globalization;
using StopPress.Newsroom.Editions;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.UnderFire;

/// <summary>
/// What was set for an hour, by the clocks of editions that change them this night, falls due while the newspaper is killed at one write after another:
/// one process that is opened again on SQLite, two of them on PostgreSQL. Their clock is false, and is moved on by minutes.
/// </summary>
[Collection(nameof(WholeMachine))]
public class ScheduleTests(Houses houses)
{
    private const int ActsInRound = 40;

    // Below what the newspaper takes for a clock that jumped.
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(4);

    // Clocks go forward, and back, at this moment in Berlin.
    private static readonly DateTimeOffset[] Nights = [new(2026, 3, 29, 1, 0, 0, TimeSpan.Zero), new(2026, 10, 25, 1, 0, 0, TimeSpan.Zero)];

    // "./soak schedule" sets it, for each database.
    private static readonly int Acts = int.Parse(Environment.GetEnvironmentVariable("SOAK_SCHEDULED") ?? "80", CultureInfo.InvariantCulture);

    [Theory, BothDatabases]
    public async Task what_was_set_for_an_hour_happens_then_and_once_however_often_the_newspaper_is_killed(DatabaseKind kind)
    {
        int seed = int.Parse(Environment.GetEnvironmentVariable("SOAK_SEED") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var chance = new Random(seed);
        int rounds = Math.Max(1, Acts / ActsInRound / Nights.Length);
        await using var house = await houses.OpenAsync(kind);
        await using var run = new ScheduledNights(house, chance);
        await run.OpenAsync(Nights[0] - (rounds / 2.0 * Step));
        foreach (var change in Nights)
        {
            if (change != Nights[0]) await run.JumpAsync(change - (rounds / 2.0 * Step));
            for (var round = 0; round < rounds; round++)
            {
                await run.SetHoursAsync(ActsInRound);
                await run.FallDueAsync(Step);
            }
        }
        // What a clock that went back, or somebody's hand, moved to a later hour.
        await run.JumpAsync(run.Now + TimeSpan.FromHours(3));
        await run.HappenedAsync();
        Assert.True(run.Kills > 0, "Nothing was killed.");
        await Soundness.HoldsAsync(run.Database, house.Folder);
        if (Environment.GetEnvironmentVariable("SOAK_REPORT") is { } report) await File.AppendAllTextAsync(report, $"{kind}, {run.Told()}\n");
    }

    [Fact]
    public void the_nights_are_those_in_which_clocks_change()
    {
        Assert.NotNull(LocalHour.Read("2026-03-29 02:30", ScheduledNights.Zones["de"]).Refusal);
        Assert.Equal(TimeSpan.FromHours(1), LocalHour.Read("2026-10-25 02:30", ScheduledNights.Zones["de"]).Value.Offset);
    }
}
