using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Store.Deadlines;

public class DeadlineTests(Houses houses)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory, BothDatabases]
    public async Task a_scheduled_story_goes_out_at_its_hour_and_once(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var desk = await ClockDesk.OpenAsync(house);
        await desk.SetAsync("story:1", Hour);
        await desk.SetAsync("story:2", 2 * Hour);

        Assert.Equal(0, await desk.Clerk.FireDueAsync());
        house.Clock.Advance(Hour);
        Assert.Equal(1, await desk.Clerk.FireDueAsync());
        Assert.Equal(0, await desk.Clerk.FireDueAsync());
        Assert.Equal(["clock published story:1"], await desk.PublishedAsync());
    }

    [Theory, BothDatabases]
    public async Task what_was_due_while_the_house_was_down_goes_out_when_it_is_back(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using (var before = await ClockDesk.OpenAsync(house)) await before.SetAsync("story:1", Hour);
        house.Clock.Advance(24 * Hour);
        await using var after = await ClockDesk.OpenAsync(house);
        Assert.Equal(1, await after.Clerk.FireDueAsync());
    }

    [Theory, BothDatabases]
    public async Task two_clerks_fire_each_deadline_once(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var first = await ClockDesk.OpenAsync(house);
        await using var second = await ClockDesk.OpenAsync(house, kind == DatabaseKind.Sqlite ? first.Node : null);
        for (var number = 0; number < 20; number++) await first.SetAsync($"story:{number}", Hour);
        house.Clock.Advance(Hour);

        int[] fired = await Task.WhenAll(first.Clerk.FireDueAsync(), second.Clerk.FireDueAsync());
        Assert.Equal(20, fired.Sum());
        Assert.Equal(20, (await first.PublishedAsync()).Distinct().Count());
    }

    [Fact]
    public async Task on_sqlite_a_clerk_waits_for_no_lease_since_whoever_held_it_is_gone()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        var killed = await ClockDesk.OpenAsync(house);
        await killed.SetAsync("story:1", TimeSpan.Zero);
        await killed.SetAsync("story:2", TimeSpan.FromSeconds(1));
        Assert.Equal(1, await killed.Clerk.FireDueAsync());
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        await using var next = await ClockDesk.OpenAsync(house, killed.Node);
        Assert.Equal(1, await next.Clerk.FireDueAsync());
        await killed.Clerk.DisposeAsync();
    }

    [Fact]
    public async Task another_clerk_takes_over_when_the_lease_runs_out_or_is_left()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Postgres);
        var first = await ClockDesk.OpenAsync(house);
        await using var second = await ClockDesk.OpenAsync(house);
        await first.SetAsync("story:1", TimeSpan.Zero);
        await first.SetAsync("story:2", TimeSpan.FromSeconds(1));
        await first.SetAsync("story:3", TimeSpan.FromSeconds(30));
        Assert.Equal(1, await first.Clerk.FireDueAsync());

        house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await second.Clerk.FireDueAsync());
        house.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(1, await second.Clerk.FireDueAsync());

        house.Clock.Advance(TimeSpan.FromSeconds(18));
        Assert.Equal(1, await first.Clerk.FireDueAsync());
        await first.SetAsync("story:4", TimeSpan.Zero);
        await first.Clerk.DisposeAsync();
        Assert.Equal(1, await second.Clerk.FireDueAsync());
    }

    [Theory, BothDatabases]
    public async Task a_deadline_whose_act_breaks_is_kept_and_the_others_go_on(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var desk = await ClockDesk.OpenAsync(house);
        await desk.SetAsync("story:1", TimeSpan.Zero);
        await desk.SetAsync("story:2", TimeSpan.Zero);
        desk.Broken.Add("story:1");

        Assert.Equal(1, await desk.Clerk.FireDueAsync());
        Assert.Equal(["clock published story:2"], await desk.PublishedAsync());
        desk.Broken.Clear();
        Assert.Equal(0, await desk.Clerk.FireDueAsync());
        house.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await desk.Clerk.FireDueAsync());
        Assert.Equal(["clock published story:2", "clock published story:1"], await desk.PublishedAsync());
    }

    [Theory, BothDatabases]
    public async Task an_act_that_stays_broken_is_tried_less_and_less_often(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var desk = await ClockDesk.OpenAsync(house);
        await desk.SetAsync("story:1", TimeSpan.Zero);
        desk.Broken.Add("story:1");
        for (var second = 0; second < 3600; second += 10)
        {
            await desk.Clerk.FireDueAsync();
            house.Clock.Advance(TimeSpan.FromSeconds(10));
        }
        // 1, 2, 4, … 256 seconds, then every five minutes: about 18 times in an hour.
        Assert.InRange(desk.Attempts, 14, 22);
    }

    [Theory, BothDatabases]
    public async Task a_deadline_that_a_rule_refuses_ends_with_an_entry_that_says_why(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var desk = await ClockDesk.OpenAsync(house);
        await desk.SetAsync("story:1", TimeSpan.Zero);
        desk.Refused.Add("story:1");
        Assert.Equal(1, await desk.Clerk.FireDueAsync());
        Assert.Equal(0, await desk.Clerk.FireDueAsync());
        Assert.Equal(["clock failed story:1 no-headline"], await desk.PublishedAsync());
    }

    [Theory, BothDatabases]
    public async Task a_deadline_that_was_taken_back_never_falls_due(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var desk = await ClockDesk.OpenAsync(house);
        await desk.SetAsync("story:1", Hour);
        await desk.CancelAsync("story:1");
        house.Clock.Advance(2 * Hour);
        Assert.Equal(0, await desk.Clerk.FireDueAsync());
    }

    [Theory, BothDatabases]
    public async Task the_watching_clerk_fires_without_being_asked(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var desk = await ClockDesk.OpenAsync(house);
        desk.Clerk.Start();
        await desk.SetAsync("story:1", TimeSpan.FromMilliseconds(1));
        house.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await Eventually.HoldsAsync(() => desk.Attempts == 1, "the deadline fell due");
    }

    [Theory, BothDatabases]
    public async Task deadlines_stand_still_from_a_jump_of_the_clock_until_somebody_confirms_the_time(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var desk = await ClockDesk.OpenAsync(house);
        await desk.SetAsync("story:1", Hour);
        house.Clock.Jump(2 * Hour);

        Assert.Equal(0, await desk.Clerk.FireDueAsync());
        Assert.Equal("clock-jumped", desk.Clerk.Stopped!.Code);
        house.Clock.Advance(Hour);
        Assert.Equal(0, await desk.Clerk.FireDueAsync());
        desk.Watch.Confirm();
        Assert.Equal(1, await desk.Clerk.FireDueAsync());
    }

    [Theory, BothDatabases]
    public async Task a_restart_with_a_clock_before_the_journal_stops_the_deadlines(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var desk = await ClockDesk.OpenAsync(house);
        var last = await desk.Node.WriteAsync("StoryPublished", "story:1");
        await desk.SetAsync("story:2", TimeSpan.Zero);
        house.Clock.Jump(-Hour);
        await using var restarted = await ClockDesk.OpenAsync(house, desk.Node);
        restarted.Watch.CompareWithJournal(last.At);
        Assert.Equal(TimeSpan.FromHours(-1), restarted.Watch.Jump);
        Assert.Equal(0, await restarted.Clerk.FireDueAsync());
    }
}
