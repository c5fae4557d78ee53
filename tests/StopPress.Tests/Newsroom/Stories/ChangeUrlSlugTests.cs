using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests.Newsroom.Stories;

/// <summary>Stories whose address changes because somebody chose another slug.</summary>
public class ChangeUrlSlugTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task every_earlier_address_leads_to_the_present_one_at_once_and_so_after_the_way_back(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Ferry to run");
        string first = await paper.PublishAsync(story);
        await ReadTwiceAsync(paper, first);
        string second = await ChangeAsync(paper, story, "Ferry runs again!"), third = await ChangeAsync(paper, story, "night-ferry");
        Assert.Equal(first.Replace("ferry-to-run", "ferry-runs-again", StringComparison.Ordinal), second);
        await LeadsAsync(paper, third, first, second);
        Assert.Contains(third, await paper.ReadAsync("/"), StringComparison.Ordinal);
        await ReadTwiceAsync(paper, third);
        Assert.Equal(first, await ChangeAsync(paper, story, "ferry-to-run"));
        await LeadsAsync(paper, first, second, third);
        Assert.Contains(first, await paper.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Equal(first, await ChangeAsync(paper, story, "ferry-to-run"));
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task the_month_of_the_first_day_stays(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string story = await paper.FileAsync("Ferry to run");
        string first = await paper.PublishAsync(story);
        house.Clock.Advance(TimeSpan.FromDays(70));
        Assert.Equal(first.Replace("ferry-to-run", "ferry", StringComparison.Ordinal), await ChangeAsync(paper, story, "ferry"));
    }

    [Theory, BothDatabases]
    public async Task whatever_shows_the_story_shows_its_new_address(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        string line = await Paper.DoneAsync(new StopPress.Newsroom.Storylines.StartStoryline([new("en", "The ferry")]).RunAsync(paper.Desk, "anna"));
        string story = await paper.FileAsync("Ferry to run", filing: new StoryFiling(Storylines: [line]));
        await Paper.DoneAsync(new AddText(story, "th", new StoryWords("เรือข้ามฟาก", Paper.Body("เรือ"))).RunAsync(paper.Desk, "anna"));
        string old = await paper.PublishAsync(story), thai = await paper.PublishAsync(story, "th");
        Assert.True(PublicId.TryRead(story, out long id));
        string body = ProseMirrorJson.Write(new Document([new RelatedStory(BlockId.New(), id)]));
        string pointing = await PublishAsync(paper, new StoryWords("Points in its text", body)), beside = await PublishAsync(paper, new StoryWords("Has it beside", Paper.Body("More.")), new StoryFiling(Related: [story]));
        string along = await PublishAsync(paper, new StoryWords("Of the same storyline", Paper.Body("More.")), new StoryFiling(Storylines: [line]));
        string[] pages = ["/", "/storyline/the-ferry/", pointing, beside, along, thai, old[..9]];
        foreach (string page in pages) Assert.Contains(old, await paper.ReadAsync(page), StringComparison.Ordinal);
        string moved = await ChangeAsync(paper, story, "night ferry");
        foreach (string page in pages)
        {
            string text = await paper.ReadAsync(page);
            Assert.Contains(moved, text, StringComparison.Ordinal);
            Assert.DoesNotContain(old, text, StringComparison.Ordinal);
        }
        await LeadsAsync(paper, moved, old);
    }

    [Theory, BothDatabases]
    public async Task before_publication_only_the_slug_is_set_and_a_thai_one_is_kept(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        string story = await paper.FileAsync("เรือ", edition: "th");
        Assert.Null(await Paper.DoneAsync(new ChangeUrlSlug(story, "th", "เรือข้ามฟาก กลางคืน").RunAsync(paper.Desk, "anna")));
        string path = await paper.PublishAsync(story, "th");
        Assert.EndsWith("/เรือข้ามฟาก-กลางคืน/", path, StringComparison.Ordinal);
        Assert.Equal(200, (int)(await paper.AskAsync(path)).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task a_story_that_wants_the_slug_of_another_gets_a_number(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string ferry = await paper.FileAsync("Ferry"), other = await paper.FileAsync("Ferry 19");
        string path = await paper.PublishAsync(ferry), numbered = await paper.PublishAsync(other);
        Assert.EndsWith("/ferry-19/", numbered, StringComparison.Ordinal);
        string second = await ChangeAsync(paper, other, "ferry");
        Assert.EndsWith("/ferry-2/", second, StringComparison.Ordinal);
        await LeadsAsync(paper, second, numbered);
        // An address that a story has left is still its own.
        await ChangeAsync(paper, ferry, "night-ferry");
        Assert.Equal(second, await ChangeAsync(paper, other, "ferry"));
        Assert.Equal(path, await ChangeAsync(paper, ferry, "ferry"));
        // It is the same address after the next publication.
        await Paper.DoneAsync(new EditStory(other, "en", new StoryWords("Ferry 19 again", Paper.Body("More."))).RunAsync(paper.Desk, "anna"));
        Assert.Equal(second, await paper.PublishAsync(other));
    }

    [Theory, BothDatabases]
    public async Task a_withdrawn_story_changes_its_address_and_is_found_there_when_it_is_out_again(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Ferry to run");
        string first = await paper.PublishAsync(story);
        await Paper.DoneAsync(new HoldStory(story).RunAsync(paper.Desk, "anna"));
        string second = await ChangeAsync(paper, story, "ferry");
        foreach (string path in new[] { first, second }) Assert.Equal(410, (int)(await paper.AskAsync(path)).StatusCode);
        Assert.True(paper.Site.Withdrawn.Holds(second));
        await Paper.DoneAsync(new ReleaseStory(story).RunAsync(paper.Desk, "anna"));
        await LeadsAsync(paper, second, first);
        await Paper.DoneAsync(new UnpublishStory(story).RunAsync(paper.Desk, "anna"));
        string third = await ChangeAsync(paper, story, "night-ferry");
        Assert.Equal(third, await paper.PublishAsync(story));
        await LeadsAsync(paper, third, first, second);
        await Paper.DoneAsync(new KillStory(story).RunAsync(paper.Desk, "anna"));
        foreach (string path in new[] { first, second, third }) Assert.Equal(410, (int)(await paper.AskAsync(path)).StatusCode);
        Assert.Equal("cancelled", await RefusedAsync(paper, story, "ferry"));
    }

    [Theory, BothDatabases]
    public async Task a_slug_that_cannot_stand_is_refused_and_nothing_changes(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string about = await paper.FileAsync("About", kind: StoryKind.Page), draft = await paper.FileAsync("Contact", kind: StoryKind.Page), masthead = await paper.FileAsync("Masthead", kind: StoryKind.Page);
        string path = await paper.PublishAsync(about);
        await paper.PublishAsync(masthead);
        foreach (string page in new[] { about, draft })
        {
            Assert.Equal("address-taken", await RefusedAsync(paper, page, "masthead"));
            Assert.Equal("address-reserved", await RefusedAsync(paper, page, "2026"));
            Assert.Equal("address-reserved", await RefusedAsync(paper, page, "author"));
            Assert.Equal("no-slug", await RefusedAsync(paper, page, "?!"));
            Assert.Equal("no-slug", await RefusedAsync(paper, page, "Advertising"));
            Assert.Equal("no-slug", await RefusedAsync(paper, page, null!));
        }
        Assert.Equal("unknown-story", await RefusedAsync(paper, "nothing", "about"));
        Assert.Equal("unknown-edition", (await new ChangeUrlSlug(about, "th", "about").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal(200, (int)(await paper.AskAsync(path)).StatusCode);
        Assert.Equal("/contact/", await paper.PublishAsync(draft));
        Assert.Equal("/about-us/", await ChangeAsync(paper, about, "About us"));
        await LeadsAsync(paper, "/about-us/", path);
        Assert.Contains("/about-us/", await paper.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task of_many_changes_at_once_the_last_one_holds_and_all_addresses_lead_to_it(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string[] stories = [await paper.FileAsync("Ferry"), await paper.FileAsync("Bridge")];
        var given = new List<string>();
        foreach (string story in stories) given.Add(await paper.PublishAsync(story));
        var changes = Enumerable.Range(0, 24).Select(number => Task.Run(() => ChangeAsync(paper, stories[number % 2], number % 3 == 0 ? "the-same" : $"slug-{number}"))).ToList();
        given.AddRange(await Task.WhenAll(changes));
        foreach (string path in given) await OneStepAsync(paper, path);
        Assert.Contains(given, path => path.EndsWith("/the-same-2/", StringComparison.Ordinal));
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    private static async Task<string> ChangeAsync(Paper paper, string story, string slug) => (await Paper.DoneAsync(new ChangeUrlSlug(story, "en", slug).RunAsync(paper.Desk, "anna")))!;

    private static async Task<string> RefusedAsync(Paper paper, string story, string slug) => (await new ChangeUrlSlug(story, "en", slug).RunAsync(paper.Desk, "anna")).Refusal!.Code;

    private static async Task<string> PublishAsync(Paper paper, StoryWords words, StoryFiling? filing = null) =>
        await paper.PublishAsync(await Paper.DoneAsync(new FileStory("en", words, null, filing).RunAsync(paper.Desk, "anna")));

    // The second time it lies ready.
    private static async Task ReadTwiceAsync(Paper paper, string path)
    {
        for (var time = 0; time < 2; time++) Assert.Equal(200, (int)(await paper.AskAsync(path)).StatusCode);
    }

    private static async Task LeadsAsync(Paper paper, string present, params string[] earlier)
    {
        Assert.Equal(200, (int)(await paper.AskAsync(present)).StatusCode);
        foreach (string path in earlier)
        {
            var answer = await paper.AskAsync(path);
            Assert.Equal((301, present), ((int)answer.StatusCode, answer.Headers.Location?.OriginalString));
        }
    }

    private static async Task OneStepAsync(Paper paper, string path)
    {
        var answer = await paper.AskAsync(path);
        if (answer.Headers.Location is { } moved) answer = await paper.AskAsync(moved.OriginalString);
        Assert.Equal(200, (int)answer.StatusCode);
    }
}
