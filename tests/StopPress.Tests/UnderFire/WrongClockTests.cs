using System.Diagnostics;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.UnderFire;

/// <summary>The machine's clock is set wrong, back by an hour or forward by a day.</summary>
[Collection(nameof(WholeMachine))]
public class WrongClockTests(Houses houses)
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite, -1)]
    [InlineData(DatabaseKind.Sqlite, 24)]
    [InlineData(DatabaseKind.Postgres, -1)]
    [InlineData(DatabaseKind.Postgres, 24)]
    public async Task no_embargo_ends_and_nothing_goes_out_by_a_clock_that_is_wrong(DatabaseKind kind, int hours)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        var hour = house.Clock.GetUtcNow().AddMinutes(30);
        string scheduled = await paper.FileAsync("Due in half an hour");
        await Paper.DoneAsync(new SchedulePublish(scheduled, "en", hour).RunAsync(paper.Desk, "anna"));
        string embargoed = await Paper.DoneAsync(new FileStory("en", new StoryWords("Under embargo", Paper.Body("Secret.")), EmbargoedUntil: hour).RunAsync(paper.Desk, "anna"));

        house.Clock.Jump(TimeSpan.FromHours(hours));
        Assert.Equal(0, await paper.Desk.Deadlines.FireDueAsync());
        Assert.Equal("clock-jumped", paper.Desk.Deadlines.Stopped?.Code);
        var refused = await new PublishStory(embargoed, "en").RunAsync(paper.Desk, "anna");
        Assert.Equal(hours > 0 ? "clock-jumped" : "embargoed", refused.Refusal?.Code);
        Assert.DoesNotContain("Due in half an hour", await paper.ReadAsync("/"), StringComparison.Ordinal);
        // What needs no hour goes on, and every id is new and in order.
        string first = await paper.FileAsync("Filed meanwhile");
        string second = await paper.FileAsync("Filed after it");
        Assert.True(string.CompareOrdinal(scheduled, first) < 0 && string.CompareOrdinal(first, second) < 0);
        await paper.PublishAsync(first);

        house.Clock.Jump(TimeSpan.FromHours(-hours));
        house.Clock.Advance(TimeSpan.FromMinutes(31));
        while (await paper.Desk.Deadlines.FireDueAsync() > 0)
        {
        }
        await paper.PublishAsync(embargoed);
        Assert.Contains("Due in half an hour", await paper.ReadAsync("/"), StringComparison.Ordinal);
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Fact]
    public async Task a_running_newspaper_notices_that_its_clock_was_set()
    {
        using var folders = new TwoFolders();
        string clock = Path.Combine(folders.Second, "clock");
        await FalseClock.SetAsync(clock, "+0");
        await using var paper = await RunningPaper.StartAsync(folders.First, "", FalseClock.Of(clock));
        string story = await paper.DoAsync("FileStory", new { edition = "en", words = new { headline = "Due in an hour", body = Paper.Body("It happened.") } });
        await paper.DoAsync("SchedulePublish", new { story, edition = "en", at = DateTimeOffset.UtcNow.AddHours(1) });
        await FalseClock.SetAsync(clock, "-1h");
        await UntilToldAsync(paper, jumped: true);
        await FalseClock.SetAsync(clock, "+0");
        await UntilToldAsync(paper, jumped: false);
        await FalseClock.SetAsync(clock, "+1d");
        await UntilToldAsync(paper, jumped: true);
        await Task.Delay(1200);
        Assert.DoesNotContain("Due in an hour", (await paper.AskAsync("/")).Text, StringComparison.Ordinal);
        // Somebody says that the time is right after all: what is due by it goes out.
        await paper.DoAsync("ConfirmClock");
        var waited = Stopwatch.StartNew();
        while (!(await paper.AskAsync("/")).Text.Contains("Due in an hour", StringComparison.Ordinal)) Assert.True(waited.Elapsed < TimeSpan.FromSeconds(5), "What is due did not go out.");
    }

    private static async Task UntilToldAsync(RunningPaper paper, bool jumped)
    {
        var waited = Stopwatch.StartNew();
        while ((await paper.DoAsync("TellTroubles")).Contains("clock-jumped", StringComparison.Ordinal) != jumped)
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(5), $"Told of a jump for five seconds: {!jumped}.");
            await Task.Delay(20);
        }
    }
}
