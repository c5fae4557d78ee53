using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests.Newsroom.Stories;

/// <summary>Stories that may not leave the house before an hour.</summary>
public class SetEmbargoTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task nothing_of_an_embargoed_story_goes_out_before_its_hour_by_any_act(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        await paper.OpenThaiAsync();
        var hour = house.Clock.GetUtcNow().AddHours(2);
        string story = await paper.FileAsync("Under embargo");
        await Paper.DoneAsync(new SetEmbargo(story, hour).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new AddText(story, "th", new StoryWords("ห้ามเผยแพร่", Paper.Body("ข่าว"))).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords("Under embargo still", Paper.Body("Secret."))).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new HoldStory(story).RunAsync(paper.Desk, "anna"));
        Assert.Empty(await Paper.DoneAsync(new ReleaseStory(story).RunAsync(paper.Desk, "anna")));
        foreach (string language in new[] { "en", "th" })
        {
            Assert.Equal("embargoed", (await new PublishStory(story, language).RunAsync(paper.Desk, "anna")).Refusal!.Code);
            Assert.Equal("embargoed", (await new SchedulePublish(story, language, hour.AddSeconds(-1)).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        }
        house.Clock.Advance(TimeSpan.FromHours(2) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await paper.Desk.Deadlines.FireDueAsync());
        Assert.Equal("embargoed", (await new PublishStory(story, "en").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        house.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await paper.PublishAsync(story);
        await paper.Desk.Deadlines.FireDueAsync();
        await paper.PublishAsync(story, "th");
        Assert.Contains("Under embargo still", await paper.ReadAsync("/"), StringComparison.Ordinal);
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task the_end_of_an_embargo_is_an_entry_and_lets_nothing_out(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string story = await paper.FileAsync("Under embargo");
        await Paper.DoneAsync(new SetEmbargo(story, house.Clock.GetUtcNow().AddHours(1)).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new SetEmbargo(story, house.Clock.GetUtcNow().AddHours(3)).RunAsync(paper.Desk, "anna"));
        house.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, await paper.Desk.Deadlines.FireDueAsync());
        house.Clock.Advance(TimeSpan.FromHours(1));
        await EndsAsync(paper);
        Assert.Equal(1, await EntriesAsync(paper, "EmbargoEnded"));
        Assert.DoesNotContain("Under embargo", await paper.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Equal("no-embargo", (await new LiftEmbargo(story).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task an_embargo_comes_too_late_for_what_is_out_or_is_held_after_it_was_out(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        var hour = house.Clock.GetUtcNow().AddHours(1);
        string story = await paper.FileAsync("Out already");
        string path = await paper.PublishAsync(story);
        Assert.Equal("is-out", (await new SetEmbargo(story, hour).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        await Paper.DoneAsync(new HoldStory(story).RunAsync(paper.Desk, "anna"));
        Assert.Equal("is-out", (await new SetEmbargo(story, hour).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        await Paper.DoneAsync(new UnpublishStory(story).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new SetEmbargo(story, hour).RunAsync(paper.Desk, "anna"));
        Assert.Empty(await Paper.DoneAsync(new ReleaseStory(story).RunAsync(paper.Desk, "anna")));
        Assert.Equal("embargoed", (await new PublishStory(story, "en").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal(410, (int)(await paper.AskAsync(path)).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task whoever_asks_for_what_an_embargo_cannot_be_is_told_why(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        var hour = house.Clock.GetUtcNow().AddHours(1);
        string story = await paper.FileAsync("Under embargo");
        Assert.Equal("past", (await new SetEmbargo(story, house.Clock.GetUtcNow()).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("unknown-story", (await new SetEmbargo(PublicId.Text(1), hour).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("unknown-story", (await new LiftEmbargo("nonsense").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("no-embargo", (await new LiftEmbargo(story).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        await Paper.DoneAsync(new SetEmbargo(story, hour).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new LiftEmbargo(story).RunAsync(paper.Desk, "anna"));
        await paper.PublishAsync(story);
        await Paper.DoneAsync(new KillStory(story).RunAsync(paper.Desk, "anna"));
        Assert.Equal("cancelled", (await new SetEmbargo(story, hour).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("cancelled", (await new LiftEmbargo(story).RunAsync(paper.Desk, "anna")).Refusal!.Code);
    }

    [Theory, BothDatabases]
    public async Task hours_before_the_embargo_are_cancelled_and_the_desk_is_told_which(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        await paper.OpenThaiAsync();
        var hour = house.Clock.GetUtcNow().AddHours(2);
        string story = await paper.FileAsync("Under embargo");
        await Paper.DoneAsync(new AddText(story, "th", new StoryWords("ห้ามเผยแพร่", Paper.Body("ข่าว"))).RunAsync(paper.Desk, "anna"));
        string early = await Paper.DoneAsync(new SchedulePublish(story, "en", hour.AddHours(-1)).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new SchedulePublish(story, "th", hour).RunAsync(paper.Desk, "anna"));
        var cancelled = await Paper.DoneAsync(new SetEmbargo(story, hour).RunAsync(paper.Desk, "anna"));
        Assert.Equal([new KeyValuePair<string, string>("en", early)], cancelled);
        house.Clock.Advance(TimeSpan.FromHours(3));
        await EndsAsync(paper);
        Assert.DoesNotContain("Under embargo", await paper.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Contains("ห้ามเผยแพร่", await paper.ReadAsync("/th/"), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task what_is_scheduled_for_the_very_hour_goes_out_whichever_deadline_comes_first(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        var hour = house.Clock.GetUtcNow().AddHours(1);
        // Of two deadlines at one hour the one that was set first comes first.
        string endsFirst = await paper.FileAsync("Its embargo ends first");
        await Paper.DoneAsync(new SetEmbargo(endsFirst, hour).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new SchedulePublish(endsFirst, "en", hour).RunAsync(paper.Desk, "anna"));
        string endsLast = await paper.FileAsync("Its embargo ends last");
        await Paper.DoneAsync(new SchedulePublish(endsLast, "en", hour).RunAsync(paper.Desk, "anna"));
        Assert.Empty(await Paper.DoneAsync(new SetEmbargo(endsLast, hour).RunAsync(paper.Desk, "anna")));
        house.Clock.Advance(TimeSpan.FromHours(1));
        await EndsAsync(paper);
        string front = await paper.ReadAsync("/");
        Assert.Contains("Its embargo ends first", front, StringComparison.Ordinal);
        Assert.Contains("Its embargo ends last", front, StringComparison.Ordinal);
        Assert.Equal((2, 0), (await EntriesAsync(paper, "EmbargoEnded"), await EntriesAsync(paper, "DeadlineFailed")));
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task while_the_clock_is_in_doubt_no_embargo_ends_by_itself_or_by_hand(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        var hour = house.Clock.GetUtcNow().AddMinutes(30);
        string story = await paper.FileAsync("Under embargo");
        await Paper.DoneAsync(new SetEmbargo(story, hour).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new SchedulePublish(story, "en", hour).RunAsync(paper.Desk, "anna"));
        house.Clock.Jump(TimeSpan.FromDays(1));
        Assert.Equal(0, await paper.Desk.Deadlines.FireDueAsync());
        Assert.Equal("clock-jumped", (await new PublishStory(story, "en").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("clock-jumped", (await new LiftEmbargo(story).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("clock-jumped", (await new SetEmbargo(story, hour.AddHours(1)).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        house.Clock.Jump(TimeSpan.FromDays(-2));
        // By this clock it is yesterday: an hour of last night would end the embargo by the right one.
        Assert.Equal("clock-jumped", (await new SetEmbargo(story, hour.AddHours(-1)).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("embargoed", (await new PublishStory(story, "en").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        // Later is never too early.
        await Paper.DoneAsync(new SetEmbargo(story, hour.AddMinutes(1)).RunAsync(paper.Desk, "anna"));
        Assert.DoesNotContain("Under embargo", await paper.ReadAsync("/"), StringComparison.Ordinal);
        house.Clock.Jump(TimeSpan.FromDays(1));
        house.Clock.Advance(TimeSpan.FromMinutes(31));
        await EndsAsync(paper);
        Assert.Equal(1, await EntriesAsync(paper, "EmbargoEnded"));
        await paper.PublishAsync(story);
    }

    [Theory, BothDatabases]
    public async Task of_an_embargo_and_a_publication_at_once_one_comes_too_late(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        for (var round = 0; round < 5; round++)
        {
            string story = await paper.FileAsync($"Contested {round}");
            var publishing = Task.Run(() => new PublishStory(story, "en").RunAsync(paper.Desk, "anna"));
            var embargoes = await Task.WhenAll(Enumerable.Range(1, 2).Select(hours => Task.Run(() => new SetEmbargo(story, DateTimeOffset.UtcNow.AddHours(hours)).RunAsync(paper.Desk, "anna"))));
            string? refused = (await publishing).Refusal?.Code;
            Assert.True(refused is null or "embargoed");
            Assert.All(embargoes, embargo => Assert.Equal(refused is null ? "is-out" : null, embargo.Refusal?.Code));
            Assert.Equal(refused is null, (await paper.ReadAsync("/")).Contains($"Contested {round}", StringComparison.Ordinal));
        }
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    // The clerk looks by itself as well: whoever comes second finds nothing left to do.
    private static async Task EndsAsync(Paper paper)
    {
        while (await paper.Desk.Deadlines.FireDueAsync() > 0)
        {
        }
    }

    private static async Task<long> EntriesAsync(Paper paper, string kind) =>
        (long)(await paper.House.Database.ReadAsync((connection, snapshot) => connection.ScalarAsync(snapshot, $"SELECT COUNT(*) FROM journal WHERE kind = '{kind}'")))!;
}
