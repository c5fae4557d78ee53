using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Tags;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests.Newsroom.Editions;

/// <summary>What stands on every page is on every page with the act's answer, and what cannot stand there is refused.</summary>
public class NameplateTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task nameplate_and_order_of_editions(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        await Paper.DoneAsync(new NameEdition("th", "ข่าวท่าเรือ", "ข่าวจากชายฝั่ง").RunAsync(paper.Desk, "anna"));
        foreach (string path in new[] { "/th/", "/th/nowhere/" }) Assert.Contains("ข่าวจากชายฝั่ง", await paper.ReadAsync(path), StringComparison.Ordinal);
        await Paper.DoneAsync(new OrderEditions(["th"]).RunAsync(paper.Desk, "anna"));
        string page = await paper.ReadAsync("/");
        Assert.True(page.IndexOf("hreflang=\"th\"", StringComparison.Ordinal) < page.IndexOf("hreflang=\"en\"", StringComparison.Ordinal));
        await Refused("unknown-edition", new NameEdition("fr", "X").RunAsync(paper.Desk, "anna"));
        await Refused("empty", new NameEdition("en", " ").RunAsync(paper.Desk, "anna"));
        await Refused("too-long", new NameEdition("en", "X", new string('x', 201)).RunAsync(paper.Desk, "anna"));
        await Refused("unknown-edition", new OrderEditions(["th", "fr"]).RunAsync(paper.Desk, "anna"));
        await Refused("said-twice", new OrderEditions(["th", "th"]).RunAsync(paper.Desk, "anna"));
    }

    [Theory, BothDatabases]
    public async Task accounts_stand_in_the_foot_and_each_network_knows_its_own_addresses(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        var all = Enum.GetValues<SocialNetwork>().Select(network => new SocialAccount(network, SocialAccount.ExampleOf(network).Replace("…", "x", StringComparison.Ordinal))).ToList();
        await Paper.DoneAsync(new KeepSocialAccounts(all).RunAsync(paper.Desk, "anna"));
        string page = await paper.ReadAsync("/nowhere/");
        Assert.All(all, account => Assert.Contains($"<a href=\"{account.Address}\" rel=\"me noopener\">{account.Name}</a>", page, StringComparison.Ordinal));
        await Paper.DoneAsync(new KeepSocialAccounts([all[0]]).RunAsync(paper.Desk, "anna"));
        Assert.DoesNotContain(all[1].Address, await paper.ReadAsync("/nowhere/"), StringComparison.Ordinal);
        foreach (var (network, address) in new[]
        {
            (SocialNetwork.Facebook, "http://facebook.com/x"), (SocialNetwork.Facebook, "https://facebook.com.evil.example/x"), (SocialNetwork.Facebook, "https://facebook.com/"), (SocialNetwork.X, "https://facebook.com/x"),
            (SocialNetwork.Tiktok, "https://www.tiktok.com/x"), (SocialNetwork.Whatsapp, "https://whatsapp.com/x"), (SocialNetwork.Mastodon, "https://127.0.0.1/@x"), (SocialNetwork.Mastodon, "https://mastodon.example/x"),
            (SocialNetwork.Telegram, "https://t.me:444/x"), (SocialNetwork.Telegram, "https://me@t.me/x"), (SocialNetwork.Bluesky, "javascript:alert(1)"), (SocialNetwork.Line, "@paper"),
        }) await Refused("wrong-account", new KeepSocialAccounts([new(network, address)]).RunAsync(paper.Desk, "anna"));
        await Refused("said-twice", new KeepSocialAccounts([all[0], all[0]]).RunAsync(paper.Desk, "anna"));
        await Refused("empty", new KeepSocialAccounts([all[0] with { Address = "" }]).RunAsync(paper.Desk, "anna"));
    }

    [Theory, BothDatabases]
    public async Task a_menu_is_what_the_house_has_chosen_and_the_tree_again(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string world = await Paper.DoneAsync(new OpenSection(null, true, [new("en", "World")]).RunAsync(paper.Desk, "anna"));
        string tag = await Paper.DoneAsync(new AddTag([new("en", "Rain")]).RunAsync(paper.Desk, "anna"));
        string about = await paper.FileAsync("About us", kind: StoryKind.Page), story = await paper.FileAsync("A story");
        MenuLink[] links = [new("tag:" + tag, Name: "Weather"), new("story:" + about), new(Address: "https://shop.example/", Name: "Shop"), new("section:" + world), new(Address: "/about", Name: "More")];
        await Paper.DoneAsync(new KeepMenu("en", links).RunAsync(paper.Desk, "anna"));
        Assert.Equal(["Weather", "Shop", "World", "More"], await MenuAsync(paper));
        await paper.PublishAsync(about);
        Assert.Equal(["Weather", "About us", "Shop", "World", "More"], await MenuAsync(paper));
        Assert.Contains("aria-current=\"page\">Weather", await paper.ReadAsync("/tag/rain/"), StringComparison.Ordinal);
        await Paper.DoneAsync(new KeepMenu("en").RunAsync(paper.Desk, "anna"));
        Assert.Equal(["World"], await MenuAsync(paper));

        await paper.OpenThaiAsync();
        await Refused("unknown-edition", new KeepMenu("fr", links).RunAsync(paper.Desk, "anna"));
        await Refused("unnamed", new KeepMenu("th", [links[0]]).RunAsync(paper.Desk, "anna"));
        await Refused("unnamed", new KeepMenu("th", [links[1]]).RunAsync(paper.Desk, "anna"));
        foreach (string? subject in new[] { "", "story:" + story, "staff:" + tag, "tag:zzzzzzzzzzzzz", "section:", "tag:" + PublicId.Text(5) }) await Refused("unknown-subject", new KeepMenu("en", [new(subject)]).RunAsync(paper.Desk, "anna"));
        foreach (var link in new MenuLink[] { new(), new("tag:" + tag, "/", "X") }) await Refused("wrong-link", new KeepMenu("en", [link]).RunAsync(paper.Desk, "anna"));
        await Refused("wrong-target", new KeepMenu("en", [new(Address: "javascript:alert(1)", Name: "X")]).RunAsync(paper.Desk, "anna"));
        await Refused("empty", new KeepMenu("en", [new(Address: "/")]).RunAsync(paper.Desk, "anna"));
        await Refused("too-many", new KeepMenu("en", [.. Enumerable.Repeat(links[0], 31)]).RunAsync(paper.Desk, "anna"));
    }

    [Theory, BothDatabases]
    public async Task breaking_news_is_on_every_page_until_its_hour_and_no_page_is_pressed_for_it(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        await paper.OpenThaiAsync();
        string story = await paper.FileAsync("A ferry has sunk"), draft = await paper.FileAsync("Not yet");
        string path = await paper.PublishAsync(story);
        foreach (string page in new[] { "/", path, "/corrections/", "/nowhere/" }) await paper.ReadAsync(page);
        int pressed = paper.Site.Press.Shelf.Count;
        var act = new SetBreakingLine("en", "Ferry sinks <b>off</b> the coast", house.Clock.GetUtcNow().AddHours(1), story);
        await Paper.DoneAsync(act.RunAsync(paper.Desk, "anna"));
        Assert.Equal(pressed, paper.Site.Press.Shelf.Count);
        foreach (string page in new[] { "/", path, "/corrections/", "/nowhere/" }) Assert.Contains($"<a href=\"{path}\">Ferry sinks &lt;b&gt;off&lt;/b&gt; the coast</a>", await paper.ReadAsync(page), StringComparison.Ordinal);
        Assert.DoesNotContain("Ferry sinks", await paper.ReadAsync("/th/"), StringComparison.Ordinal);
        await Paper.DoneAsync(new UnpublishStory(story).RunAsync(paper.Desk, "anna"));
        Assert.Contains("</b> Ferry sinks", await paper.ReadAsync("/"), StringComparison.Ordinal);
        house.Clock.Advance(TimeSpan.FromHours(1));
        await paper.Desk.Deadlines.FireDueAsync();
        Assert.DoesNotContain("Ferry sinks", await paper.ReadAsync("/"), StringComparison.Ordinal);

        await Refused("no-breaking-line", new EndBreakingLine("en").RunAsync(paper.Desk, "anna"));
        await Refused("past", act.RunAsync(paper.Desk, "anna"));
        var next = act with { EndsAt = house.Clock.GetUtcNow().AddDays(1), Story = null };
        foreach (string away in new[] { story, draft }) await Refused("not-out", (next with { Story = away }).RunAsync(paper.Desk, "anna"));
        await Refused("unknown-story", (next with { Story = "x" }).RunAsync(paper.Desk, "anna"));
        await Refused("unknown-edition", (next with { Edition = "fr" }).RunAsync(paper.Desk, "anna"));
        await Refused("empty", (next with { Text = "" }).RunAsync(paper.Desk, "anna"));
        await Refused("too-long", (next with { Text = new string('x', 141) }).RunAsync(paper.Desk, "anna"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(number => Task.Run(() => Paper.DoneAsync((next with { Text = $"Line {number}" }).RunAsync(paper.Desk, "anna")))));
        await Paper.DoneAsync(new EndBreakingLine("en").RunAsync(paper.Desk, "anna"));
        Assert.DoesNotContain("class=\"breaking\"", await paper.ReadAsync("/"), StringComparison.Ordinal);
        house.Clock.Advance(TimeSpan.FromDays(1));
        await Paper.DoneAsync((next with { EndsAt = house.Clock.GetUtcNow().AddDays(2) }).RunAsync(paper.Desk, "anna"));
        await paper.Desk.Deadlines.FireDueAsync();
        Assert.Contains("class=\"breaking\"", await paper.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task a_story_that_is_killed_takes_its_breaking_news_along_in_every_edition_and_no_other(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        await paper.OpenThaiAsync();
        string story = await paper.FileAsync("A ferry has sunk");
        await paper.PublishAsync(story);
        var end = house.Clock.GetUtcNow().AddHours(1);
        await Paper.DoneAsync(new SetBreakingLine("en", "Ferry sinks", end, story).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new SetBreakingLine("th", "Polls open", end).RunAsync(paper.Desk, "anna"));
        foreach (string page in new[] { "/", "/th/" }) await paper.ReadAsync(page);
        await Paper.DoneAsync(new KillStory(story).RunAsync(paper.Desk, "anna"));
        Assert.DoesNotContain("Ferry sinks", await paper.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Contains("Polls open", await paper.ReadAsync("/th/"), StringComparison.Ordinal);
        await Refused("no-breaking-line", new EndBreakingLine("en").RunAsync(paper.Desk, "anna"));
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    private static async Task Refused<T>(string code, Task<Outcome<Settled<T>>> act) => Assert.Equal(code, (await act).Refusal?.Code);

    private static async Task<IEnumerable<string>> MenuAsync(Paper paper)
    {
        string page = await paper.ReadAsync("/nowhere/");
        string menu = page[page.IndexOf("<nav class=\"menu\"", StringComparison.Ordinal)..];
        return menu[..menu.IndexOf("</nav>", StringComparison.Ordinal)].Split("</a>").SkipLast(1).Select(link => link[(link.LastIndexOf('>') + 1)..]);
    }
}
