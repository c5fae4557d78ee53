using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests.Newsroom.Sections;

/// <summary>Sections that are put elsewhere in the tree, and closed.</summary>
public class MoveSectionTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task addresses_and_stories_follow_in_every_edition_and_the_earlier_addresses_lead_on(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        string world = await OpenAsync(paper, null, "World"), local = await OpenAsync(paper, null, "Local");
        string asia = await OpenAsync(paper, world, "Asia"), japan = await OpenAsync(paper, asia, "Japan");
        string under = await paper.FileAsync("From Japan", filing: new StoryFiling([japan]));
        string both = await paper.FileAsync("From everywhere", filing: new StoryFiling([japan, world]));
        foreach (string story in new[] { under, both }) await paper.PublishAsync(story);
        string month = (await paper.PublishAsync(await paper.FileAsync("Third", filing: new StoryFiling([asia]))))[..9];

        await MoveAsync(paper, asia, local);

        foreach (string home in new[] { "", "/th" })
        {
            await LeadsAsync(paper, $"{home}/world/asia/", $"{home}/local/asia/");
            await LeadsAsync(paper, $"{home}/world/asia/japan/", $"{home}/local/asia/japan/");
        }
        await LeadsAsync(paper, "/world/asia/japan" + month, "/local/asia/japan" + month);
        string[] pages = ["/local/", "/local/asia/", "/local" + month];
        foreach (string page in pages) Assert.Contains("From Japan", await paper.ReadAsync(page), StringComparison.Ordinal);
        Assert.Contains("\"/local/asia/\"", await paper.ReadAsync("/local/"), StringComparison.Ordinal);
        foreach (string page in new[] { "/world/", "/world" + month })
        {
            string text = await paper.ReadAsync(page);
            Assert.DoesNotContain("From Japan", text, StringComparison.Ordinal);
            // It is filed there by itself.
            Assert.Contains("From everywhere", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Third", text, StringComparison.Ordinal);
        }
        await MoveAsync(paper, asia, null);
        Assert.DoesNotContain("From Japan", await paper.ReadAsync("/local/"), StringComparison.Ordinal);
        await LeadsAsync(paper, "/world/asia/japan/", "/asia/japan/");
        await LeadsAsync(paper, "/local/asia/", "/asia/");
        await MoveAsync(paper, asia, world);
        Assert.Contains("From Japan", await paper.ReadAsync("/world/"), StringComparison.Ordinal);
        await LeadsAsync(paper, "/asia/japan/", "/world/asia/japan/");
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task the_order_among_siblings_is_the_order_of_the_menu(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string[] all = [await OpenAsync(paper, null, "One", "en"), await OpenAsync(paper, null, "Two", "en"), await OpenAsync(paper, null, "Three", "en")];
        Assert.Equal("One Two Three", await MenuAsync(paper));
        await MoveAsync(paper, all[2], null, all[0]);
        Assert.Equal("Three One Two", await MenuAsync(paper));
        await MoveAsync(paper, all[2], null, all[1]);
        Assert.Equal("One Three Two", await MenuAsync(paper));
        await MoveAsync(paper, all[0], null);
        Assert.Equal("Three Two One", await MenuAsync(paper));
        await OpenAsync(paper, null, "Four", "en");
        Assert.Equal("Three Two One Four", await MenuAsync(paper));
    }

    [Theory, BothDatabases]
    public async Task what_cannot_stand_there_is_refused_whole(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        string world = await OpenAsync(paper, null, "World"), asia = await OpenAsync(paper, world, "Asia"), japan = await OpenAsync(paper, asia, "Japan");
        string english = await OpenAsync(paper, null, "English only", "en"), other = await OpenAsync(paper, null, "Asia", "en", "asia-too");
        Assert.Equal("unknown-section", await RefusedAsync(paper, "nothing", null));
        Assert.Equal("unknown-section", await RefusedAsync(paper, PublicId.Text(1), null));
        Assert.Equal("unknown-section", await RefusedAsync(paper, asia, PublicId.Text(1)));
        Assert.Equal("unknown-section", await RefusedAsync(paper, asia, world, PublicId.Text(1)));
        Assert.Equal("not-beside", await RefusedAsync(paper, asia, world, english));
        Assert.Equal("not-beside", await RefusedAsync(paper, asia, world, asia));
        Assert.Equal("below-itself", await RefusedAsync(paper, world, world));
        Assert.Equal("below-itself", await RefusedAsync(paper, world, japan));
        Assert.Equal("parent-unnamed", await RefusedAsync(paper, asia, english));
        // One below it has the address that it would get.
        await Paper.DoneAsync(new RenameSection(other, "en", "Asia", "local").RunAsync(paper.Desk, "anna"));
        string below = await OpenAsync(paper, other, "Japan", "en");
        Assert.Equal("address-taken", await RefusedAsync(paper, below, asia));
        string deep = await OpenAsync(paper, japan, "Kyoto"), deepest = await OpenAsync(paper, deep, "Gion");
        Assert.Equal("too-deep", await RefusedAsync(paper, english, deepest));
        Assert.Equal("too-deep", await RefusedAsync(paper, other, deep));
        await Paper.DoneAsync(new CloseSection(world).RunAsync(paper.Desk, "anna"));
        Assert.Equal("section-closed", await RefusedAsync(paper, english, asia));
        foreach (string path in new[] { "/world/asia/japan/", "/th/world/asia/japan/kyoto/gion/", "/english-only/", "/local/japan/" }) Assert.Equal(200, (int)(await paper.AskAsync(path)).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task of_two_that_are_put_below_each_other_at_once_one_stays(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string one = await OpenAsync(paper, null, "One", "en"), two = await OpenAsync(paper, null, "Two", "en");
        var done = await Task.WhenAll(
            Task.Run(() => new MoveSection(one, two).RunAsync(paper.Desk, "anna")), Task.Run(() => new MoveSection(two, one).RunAsync(paper.Desk, "boon")));
        Assert.Equal("below-itself", Assert.Single(done, answer => answer.Refusal is not null).Refusal!.Code);
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task what_is_closed_leaves_menu_front_and_filing_and_stays_where_it_is(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string world = await OpenAsync(paper, null, "World", "en"), asia = await OpenAsync(paper, world, "Asia", "en"), local = await OpenAsync(paper, null, "Local", "en");
        string story = await paper.FileAsync("From Asia", filing: new StoryFiling([asia]));
        string path = await paper.PublishAsync(story);
        Assert.Equal("World Local", await MenuAsync(paper));
        Assert.Contains("\"/world/asia/\"", await paper.ReadAsync("/world/"), StringComparison.Ordinal);

        await Paper.DoneAsync(new CloseSection(asia).RunAsync(paper.Desk, "anna"));
        Assert.DoesNotContain("\"/world/asia/\"", await paper.ReadAsync("/world/"), StringComparison.Ordinal);
        Assert.Contains("From Asia", await paper.ReadAsync("/world/asia/"), StringComparison.Ordinal);
        Assert.Contains("\"/world/asia/\"", await paper.ReadAsync(path), StringComparison.Ordinal);
        await Paper.DoneAsync(new CloseSection(asia, Closed: false).RunAsync(paper.Desk, "anna"));
        Assert.Contains("\"/world/asia/\"", await paper.ReadAsync("/world/"), StringComparison.Ordinal);

        await Paper.DoneAsync(new CloseSection(world).RunAsync(paper.Desk, "anna"));
        Assert.Equal("Local", await MenuAsync(paper));
        foreach (string page in new[] { "/world/", "/world/asia/" }) Assert.Contains("From Asia", await paper.ReadAsync(page), StringComparison.Ordinal);
        // What is below is closed with it; what is filed there already may be refiled, and opening is the way back.
        Assert.Equal("section-closed", (await new FileStory("en", new StoryWords("New", Paper.Body("New")), Filing: new StoryFiling([asia])).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("section-closed", (await new OpenSection(asia, true, [new NewName("en", "Japan")]).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        await Paper.DoneAsync(new ChangeFiling(story, new StoryFiling([local, asia])).RunAsync(paper.Desk, "anna"));
        Assert.Equal("closed", (await new CloseSection(world).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("is-open", (await new CloseSection(local, Closed: false).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("unknown-section", (await new CloseSection("nothing").RunAsync(paper.Desk, "anna")).Refusal!.Code);
    }

    private static Task<string> OpenAsync(Paper paper, string? parent, string name, string? only = null, string? slug = null) => Paper.DoneAsync(
        new OpenSection(parent, true, [.. new[] { "en", "th" }.Where(edition => only is null || edition == only).Select(edition => new NewName(edition, name, slug))]).RunAsync(paper.Desk, "anna"));

    private static Task<bool> MoveAsync(Paper paper, string section, string? parent, string? before = null) => Paper.DoneAsync(new MoveSection(section, parent, before).RunAsync(paper.Desk, "anna"));

    private static async Task<string?> RefusedAsync(Paper paper, string section, string? parent, string? before = null) => (await new MoveSection(section, parent, before).RunAsync(paper.Desk, "anna")).Refusal?.Code;

    private static async Task LeadsAsync(Paper paper, string from, string to)
    {
        var answer = await paper.AskAsync(from);
        Assert.Equal((from, 301, to), (from, (int)answer.StatusCode, answer.Headers.Location?.OriginalString));
        Assert.Equal((to, 200), (to, (int)(await paper.AskAsync(to)).StatusCode));
    }

    private static async Task<string> MenuAsync(Paper paper)
    {
        string page = await paper.ReadAsync("/nowhere/");
        int from = page.IndexOf("<nav", StringComparison.Ordinal);
        string menu = page[from..page.IndexOf("</nav>", from, StringComparison.Ordinal)];
        return string.Join(' ', menu.Split("<a ").Skip(1).Select(link => link[(link.IndexOf('>', StringComparison.Ordinal) + 1)..link.IndexOf("</a>", StringComparison.Ordinal)].Trim()));
    }
}
