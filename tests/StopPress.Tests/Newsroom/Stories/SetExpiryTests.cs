using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests.Newsroom.Stories;

/// <summary>Stories that leave readers at an hour.</summary>
public class SetExpiryTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task at_its_hour_a_story_leaves_readers_in_every_edition_with_its_pictures(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        await paper.OpenThaiAsync();
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(640, 480));
        string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("For a while", Shots.Body(picture)), Filing: new StoryFiling(Picture: picture)).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new AddText(story, "th", new StoryWords("ชั่วคราว", Paper.Body("ข่าว"))).RunAsync(paper.Desk, "anna"));
        string english = await paper.PublishAsync(story), thai = await paper.PublishAsync(story, "th");
        string rendition = (await Shots.AddressesAsync(paper, picture)).First(address => address.EndsWith(".jpg", StringComparison.Ordinal));
        var had = await paper.AskAsync(rendition);
        await Paper.DoneAsync(new SetExpiry(story, house.Clock.GetUtcNow().AddHours(1)).RunAsync(paper.Desk, "anna"));
        house.Clock.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, await paper.Desk.Deadlines.FireDueAsync());
        Assert.Contains("For a while", await paper.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Equal((200, 200), ((int)had.StatusCode, (int)(await paper.AskAsync(thai)).StatusCode));

        house.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await EndsAsync(paper);
        Assert.Equal(1, await EntriesAsync(paper, "StoryExpired"));
        foreach (string gone in new[] { english, thai }) Assert.Equal(410, (int)(await paper.AskAsync(gone)).StatusCode);
        Assert.Equal(404, (int)(await paper.AskAsync(rendition)).StatusCode);
        Assert.Equal(404, (int)(await paper.AskAsync(rendition, holds: had.Headers.ETag!.ToString())).StatusCode);
        Assert.DoesNotContain("For a while", await paper.ReadAsync("/"), StringComparison.Ordinal);
        Assert.DoesNotContain("ชั่วคราว", await paper.ReadAsync("/th/"), StringComparison.Ordinal);
        Assert.Equal(404, (int)(await paper.AskAsync("/2026/03/")).StatusCode);
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task an_expired_story_is_not_published_again_unless_its_hour_is_moved_or_taken_back(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string story = await paper.FileAsync("For a while");
        string path = await paper.PublishAsync(story);
        await Paper.DoneAsync(new SetExpiry(story, house.Clock.GetUtcNow().AddHours(1)).RunAsync(paper.Desk, "anna"));
        house.Clock.Advance(TimeSpan.FromHours(1));
        // Already before the clock has come to it.
        Assert.Equal("expired", (await new SchedulePublish(story, "en", house.Clock.GetUtcNow().AddHours(1)).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        await EndsAsync(paper);
        Assert.Equal("expired", (await new PublishStory(story, "en").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords("For a while longer", Paper.Body("More."))).RunAsync(paper.Desk, "anna"));
        Assert.Equal("expired", (await new PublishStory(story, "en").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        await Paper.DoneAsync(new SetExpiry(story, house.Clock.GetUtcNow().AddHours(2)).RunAsync(paper.Desk, "anna"));
        Assert.Equal(410, (int)(await paper.AskAsync(path)).StatusCode);
        Assert.Equal(path, await paper.PublishAsync(story));
        house.Clock.Advance(TimeSpan.FromHours(2));
        await EndsAsync(paper);
        Assert.Equal(410, (int)(await paper.AskAsync(path)).StatusCode);
        await Paper.DoneAsync(new SetExpiry(story, null).RunAsync(paper.Desk, "anna"));
        Assert.Equal("no-expiry", (await new SetExpiry(story, null).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        await paper.PublishAsync(story);
        house.Clock.Advance(TimeSpan.FromDays(10));
        await EndsAsync(paper);
        Assert.Contains("For a while longer", await paper.ReadAsync(path), StringComparison.Ordinal);
        Assert.Equal(2, await EntriesAsync(paper, "StoryExpired"));
    }

    [Theory, BothDatabases]
    public async Task an_hour_that_is_taken_back_in_time_takes_nothing_from_readers(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string story = await paper.FileAsync("To stay");
        string path = await paper.PublishAsync(story);
        await Paper.DoneAsync(new SetExpiry(story, house.Clock.GetUtcNow().AddHours(1)).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new SetExpiry(story, null).RunAsync(paper.Desk, "anna"));
        house.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, await paper.Desk.Deadlines.FireDueAsync());
        Assert.Equal(200, (int)(await paper.AskAsync(path)).StatusCode);
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task a_story_that_expires_while_it_is_held_does_not_come_back_with_the_release(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string story = await paper.FileAsync("For a while");
        string path = await paper.PublishAsync(story);
        await Paper.DoneAsync(new SetExpiry(story, house.Clock.GetUtcNow().AddHours(1)).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new HoldStory(story).RunAsync(paper.Desk, "anna"));
        house.Clock.Advance(TimeSpan.FromHours(1));
        await EndsAsync(paper);
        Assert.Empty(await Paper.DoneAsync(new ReleaseStory(story).RunAsync(paper.Desk, "anna")));
        Assert.Equal(410, (int)(await paper.AskAsync(path)).StatusCode);
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task whoever_asks_for_what_an_expiry_cannot_be_is_told_why(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        var hour = house.Clock.GetUtcNow().AddHours(1);
        string story = await paper.FileAsync("For a while");
        Assert.Equal("past", (await new SetExpiry(story, house.Clock.GetUtcNow()).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("no-expiry", (await new SetExpiry(story, null).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("unknown-story", (await new SetExpiry(PublicId.Text(1), hour).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        string late = await Paper.DoneAsync(new SchedulePublish(story, "en", hour).RunAsync(paper.Desk, "anna"));
        var cancelled = await Paper.DoneAsync(new SetExpiry(story, hour).RunAsync(paper.Desk, "anna"));
        Assert.Equal([new KeyValuePair<string, string>("en", late)], cancelled);
        Assert.Equal("expired", (await new SchedulePublish(story, "en", hour).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        await Paper.DoneAsync(new SchedulePublish(story, "en", hour.AddSeconds(-1)).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new KillStory(story).RunAsync(paper.Desk, "anna"));
        Assert.Equal("cancelled", (await new SetExpiry(story, hour).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        house.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(0, await paper.Desk.Deadlines.FireDueAsync());
    }

    [Theory, BothDatabases]
    public async Task while_the_clock_is_in_doubt_no_story_leaves_readers(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        var hour = house.Clock.GetUtcNow().AddMinutes(30);
        string story = await paper.FileAsync("For a while");
        string path = await paper.PublishAsync(story);
        await Paper.DoneAsync(new SetExpiry(story, hour).RunAsync(paper.Desk, "anna"));
        house.Clock.Jump(TimeSpan.FromDays(1));
        Assert.Equal(0, await paper.Desk.Deadlines.FireDueAsync());
        Assert.Equal("clock-jumped", (await new SetExpiry(story, hour.AddMinutes(1)).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal(200, (int)(await paper.AskAsync(path)).StatusCode);
        house.Clock.Jump(TimeSpan.FromDays(-1));
        house.Clock.Advance(TimeSpan.FromMinutes(30));
        await EndsAsync(paper);
        Assert.Equal(410, (int)(await paper.AskAsync(path)).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task of_several_hours_that_are_set_at_once_one_counts(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string story = await paper.FileAsync("Contested");
        string path = await paper.PublishAsync(story);
        await Task.WhenAll(Enumerable.Range(1, 4).Select(hours => Task.Run(() => Paper.DoneAsync(new SetExpiry(story, house.Clock.GetUtcNow().AddHours(hours)).RunAsync(paper.Desk, "anna")))));
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
        house.Clock.Advance(TimeSpan.FromHours(5));
        await EndsAsync(paper);
        Assert.Equal(1, await EntriesAsync(paper, "StoryExpired"));
        Assert.Equal(410, (int)(await paper.AskAsync(path)).StatusCode);
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
