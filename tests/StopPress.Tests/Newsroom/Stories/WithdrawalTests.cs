using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests.Newsroom.Stories;

/// <summary>Stories that are held, released and killed.</summary>
public class WithdrawalTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task a_held_story_is_gone_until_its_release_lets_out_exactly_what_was_out(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        string story = await TwoTextsAsync(paper);
        string english = await paper.PublishAsync(story), thai = await paper.PublishAsync(story, "th");
        await Paper.DoneAsync(new UnpublishStory(story, "th").RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords("Not yet to be read", Paper.Body("Draft."))).RunAsync(paper.Desk, "anna"));
        var held = await Paper.DoneAsync(new HoldStory(story).RunAsync(paper.Desk, "anna"));
        Assert.Equal(["en"], held.Editions);
        Assert.Equal(410, (int)(await paper.AskAsync(english)).StatusCode);
        Assert.DoesNotContain("To be checked", await paper.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Equal(["en"], await Paper.DoneAsync(new ReleaseStory(story).RunAsync(paper.Desk, "anna")));
        Assert.Contains("To be checked", await paper.ReadAsync(english), StringComparison.Ordinal);
        Assert.DoesNotContain("Not yet to be read", await paper.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Equal(410, (int)(await paper.AskAsync(thai)).StatusCode);
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task nothing_of_a_held_story_goes_out_and_whoever_holds_it_is_told_which_hours_are_cancelled(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string story = await paper.FileAsync("To be checked");
        string hour = await Paper.DoneAsync(new SchedulePublish(story, "en", house.Clock.GetUtcNow().AddHours(1)).RunAsync(paper.Desk, "anna"));
        var held = await Paper.DoneAsync(new HoldStory(story).RunAsync(paper.Desk, "anna"));
        Assert.Empty(held.Editions);
        Assert.Equal(hour, held.Cancelled["en"]);
        house.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, await paper.Desk.Deadlines.FireDueAsync());
        Assert.Equal("held", (await new PublishStory(story, "en").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("held", (await new SchedulePublish(story, "en", house.Clock.GetUtcNow().AddHours(1)).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("held", (await new HoldStory(story).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Empty(await Paper.DoneAsync(new ReleaseStory(story).RunAsync(paper.Desk, "anna")));
        Assert.Equal("not-held", (await new ReleaseStory(story).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal(200, (int)(await paper.AskAsync(await paper.PublishAsync(story))).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task a_story_that_is_unpublished_while_it_is_held_does_not_come_back_with_the_release(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("To be checked");
        string path = await paper.PublishAsync(story);
        await Paper.DoneAsync(new HoldStory(story).RunAsync(paper.Desk, "anna"));
        Assert.Equal(1, await Paper.DoneAsync(new UnpublishStory(story).RunAsync(paper.Desk, "anna")));
        Assert.Empty(await Paper.DoneAsync(new ReleaseStory(story).RunAsync(paper.Desk, "anna")));
        Assert.Equal(410, (int)(await paper.AskAsync(path)).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task a_killed_story_tells_each_edition_its_reason_or_none(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        string story = await TwoTextsAsync(paper);
        string english = await paper.PublishAsync(story), thai = await paper.PublishAsync(story, "th");
        // It was withdrawn before, without a reason, and that page was read.
        await Paper.DoneAsync(new UnpublishStory(story, "en").RunAsync(paper.Desk, "anna"));
        Assert.DoesNotContain("A <court> has ordered it.", System.Net.WebUtility.HtmlDecode(await paper.ReadAsync(english)), StringComparison.Ordinal);
        var killed = await Paper.DoneAsync(new KillStory(story, [new KillReason("en", "A <court> has ordered it.")]).RunAsync(paper.Desk, "anna"));
        Assert.Equal(["th"], killed.Editions);
        var answer = await paper.AskAsync(english);
        Assert.Equal(410, (int)answer.StatusCode);
        Assert.Contains("A &lt;court&gt; has ordered it.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("To be checked", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var other = await paper.AskAsync(thai);
        Assert.Equal(410, (int)other.StatusCode);
        Assert.DoesNotContain("court", await other.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // The page with the reason is at the story's addresses and nowhere else.
        Assert.Equal(404, (int)(await paper.AskAsync($"/-/gone/en/{story}")).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task nothing_can_be_done_with_a_killed_story_any_more(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        string story = await paper.FileAsync("For good");
        await paper.PublishAsync(story);
        await Paper.DoneAsync(new HoldStory(story).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new KillStory(story).RunAsync(paper.Desk, "anna"));
        var words = new StoryWords("Again", Paper.Body("Again."));
        string?[] codes =
        [
            (await new KillStory(story).RunAsync(paper.Desk, "anna")).Refusal?.Code,
            (await new HoldStory(story).RunAsync(paper.Desk, "anna")).Refusal?.Code,
            (await new ReleaseStory(story).RunAsync(paper.Desk, "anna")).Refusal?.Code,
            (await new PublishStory(story, "en").RunAsync(paper.Desk, "anna")).Refusal?.Code,
            (await new SchedulePublish(story, "en", DateTimeOffset.UtcNow.AddHours(1)).RunAsync(paper.Desk, "anna")).Refusal?.Code,
            (await new EditStory(story, "en", words).RunAsync(paper.Desk, "anna")).Refusal?.Code,
            (await new AddText(story, "th", words).RunAsync(paper.Desk, "anna")).Refusal?.Code,
            (await new SpikeStory(story).RunAsync(paper.Desk, "anna")).Refusal?.Code,
            (await new UnpublishStory(story).RunAsync(paper.Desk, "anna")).Refusal?.Code,
        ];
        Assert.All(codes, code => Assert.Equal("cancelled", code));
        Assert.Contains("cannot be taken back", (await new ReleaseStory(story).RunAsync(paper.Desk, "anna")).Refusal!.Help, StringComparison.Ordinal);
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task a_kill_takes_back_the_hours_of_texts_and_of_those_that_were_never_out(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string story = await paper.FileAsync("Never out");
        string hour = await Paper.DoneAsync(new SchedulePublish(story, "en", house.Clock.GetUtcNow().AddHours(1)).RunAsync(paper.Desk, "anna"));
        Assert.Equal("unknown-edition", (await new KillStory(story, [new KillReason("en", "Wrong"), new KillReason("xx", "Wrong")]).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        var killed = await Paper.DoneAsync(new KillStory(story).RunAsync(paper.Desk, "anna"));
        Assert.Equal(hour, killed.Cancelled["en"]);
        house.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, await paper.Desk.Deadlines.FireDueAsync());
        Assert.Equal(404, (int)(await paper.AskAsync("/2026/03/never-out/")).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task of_two_kills_and_a_publication_at_once_one_kill_is_written_and_nothing_is_out(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        for (var round = 0; round < 5; round++)
        {
            string story = await paper.FileAsync($"Contested {round}");
            string path = await paper.PublishAsync(story);
            await Paper.DoneAsync(new EditStory(story, "en", new StoryWords($"Contested {round} again", Paper.Body("More."))).RunAsync(paper.Desk, "anna"));
            var publishing = Task.Run(() => new PublishStory(story, "en").RunAsync(paper.Desk, "anna"));
            var kills = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => new KillStory(story).RunAsync(paper.Desk, "anna"))));
            await publishing;
            Assert.Single(kills, kill => kill.Refusal is null);
            Assert.Equal(410, (int)(await paper.AskAsync(path)).StatusCode);
            Assert.DoesNotContain($"Contested {round}", await paper.ReadAsync("/"), StringComparison.Ordinal);
        }
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    private static async Task<string> TwoTextsAsync(Paper paper)
    {
        string story = await paper.FileAsync("To be checked");
        await Paper.DoneAsync(new AddText(story, "th", new StoryWords("ข่าวที่ต้องตรวจ", Paper.Body("ข่าว"))).RunAsync(paper.Desk, "anna"));
        return story;
    }
}
