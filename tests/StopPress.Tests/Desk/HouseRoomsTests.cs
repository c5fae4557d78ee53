using Microsoft.Playwright;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>The rooms in which the house is looked after: what is done there readers have at once, and what is refused loses nothing that was typed.</summary>
public class HouseRoomsTests(Houses houses, Browser browser)
{
    [Theory]
    [InlineData("en-GB", ColorScheme.Light, 1280)]
    [InlineData("th-TH", ColorScheme.Dark, 390)]
    public async Task an_owner_makes_the_newspaper_their_own(string language, ColorScheme scheme, int width)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        string path = await FillAsync(paper);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        await using var window = await browser.OpenAsync(new() { Locale = language, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        var address = new Uri($"http://localhost:{paper.Address.Port}/-/desk/");
        await window.AddCookiesAsync([new() { Name = "stoppress-desk", Value = owner.Cookies.GetCookies(address)["stoppress-desk"]!.Value, Url = address.AbsoluteUri }]);
        var page = await window.NewPageAsync();
        string desk = address.AbsoluteUri.TrimEnd('/');

        await page.GotoAsync($"{desk}/house");
        await page.FillAsync("#plate-th-name", "ท่าเรือโพสต์");
        await page.ClickAsync("section:has(#plate-th-name) button");
        await page.SetInputFilesAsync("#logo", new FilePayload { Name = "logo.png", MimeType = "image/png", Buffer = Shots.Jpeg(700, 180) });
        await page.ClickAsync("section:has(#logo) form button:not(.quiet)");
        await page.WaitForSelectorAsync(".logos img");
        await page.FillAsync("#on-Telegram", "https://t.me/harbour");
        await page.ClickAsync("section:has(#on-Telegram) button");
        await page.WaitForSelectorAsync("p.said");
        await page.FillAsync("#security-contact", "security@courier.example");
        await page.ClickAsync("section:has(#security-contact) button");
        await page.FillAsync("#sellers-lines", "no line");
        await page.ClickAsync("section:has(#sellers-lines) button");
        await page.WaitForSelectorAsync("[role=alert]");
        Assert.Equal("no line", await page.InputValueAsync("#sellers-lines"));
        await page.FillAsync("#sellers-lines", "seller.example, 17, DIRECT\nother.example, 18, RESELLER");
        await page.ClickAsync("section:has(#sellers-lines) button");
        await page.WaitForSelectorAsync("p.said");
        await DeskScreen.LookAsync(page, $"house-{width}");
        Assert.Contains("mailto:security@courier.example", await paper.ReadAsync("/.well-known/security.txt"), StringComparison.Ordinal);
        Assert.Equal("seller.example, 17, DIRECT\nother.example, 18, RESELLER\n", await paper.ReadAsync("/ads.txt"));
        foreach (string word in new[] { "/-/house/", "https://t.me/harbour", "apple-touch-icon", "rel=\"manifest\"" }) Assert.Contains(word, await paper.ReadAsync(path), StringComparison.Ordinal);
        await page.FillAsync("#on-X", "not an address");
        await page.ClickAsync("section:has(#on-X) button");
        Assert.Equal("not an address", await page.InputValueAsync("#on-X"));
        Assert.Equal("https://t.me/harbour", await page.InputValueAsync("#on-Telegram"));

        await MenusAsync(paper, page, desk, width);
        await RedirectsAsync(paper, page, desk, width, path);
        await EditionsAsync(paper, page, desk, width);
        await FrontAsync(paper, page, desk, width, path);
        await page.GotoAsync($"http://localhost:{paper.Address.Port}/");
        await DeskScreen.LookAsync(page, $"front-with-logo-{width}");
        await page.GotoAsync($"http://localhost:{paper.Address.Port}{path}");
        await DeskScreen.LookAsync(page, $"story-with-logo-{width}");
    }

    [Theory, BothDatabases]
    public async Task a_file_that_is_no_logo_and_a_table_with_a_fault_are_refused_in_words(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        var refused = await owner.SendAsync("house", new() { ["edition"] = "en", ["name"] = "" }, "house?handler=Plate");
        Assert.Equal(422, (int)refused.StatusCode);
        Assert.Contains("role=\"alert\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        string table = await (await owner.SendAsync("house/redirects", new() { ["csv"] = "/fine,/\n/\"<b>odd,/" }, "house/redirects?handler=Import")).Content.ReadAsStringAsync();
        Assert.Contains("Line 2: ", table, StringComparison.Ordinal);
        Assert.Contains("/fine,/&#xA;/&quot;&lt;b&gt;odd,/</textarea>", table, StringComparison.Ordinal);
        Assert.Contains("No file was chosen", await (await owner.SendAsync("house", [], "house?handler=Logo")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        string tested = (await owner.ReadAsync("house/redirects?test=" + Uri.EscapeDataString("https://courier.example/<b>nowhere?x=1"))).Text;
        Assert.Contains("<code>/&lt;b&gt;nowhere</code>", tested, StringComparison.Ordinal);
        foreach (string from in new[] { "/b-one", "/a-two", "/c-three" }) await Paper.DoneAsync(new AddRedirect(from, "/").RunAsync(paper.Desk, "anna"));
        string rest = (await owner.ReadAsync("house/redirects?after=/a-two&q=" + Uri.EscapeDataString("-"))).Text;
        Assert.Equal((false, true, true), (rest.Contains("<code>/a-two", StringComparison.Ordinal), rest.Contains("<code>/b-one", StringComparison.Ordinal), rest.Contains("<code>/c-three", StringComparison.Ordinal)));
        var past = await owner.SendAsync("front", new() { ["edition"] = "en", ["text"] = "Breaking & entering", ["until"] = "2001-01-01T00:00" }, "front?handler=Line&edition=en");
        Assert.Contains("value=\"Breaking &amp; entering\"", await past.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> FillAsync(Paper paper)
    {
        await paper.OpenThaiAsync();
        foreach (string section in new[] { "Harbour", "World", "Business" }) await Paper.DoneAsync(new OpenSection(null, true, [new NewName("en", section)]).RunAsync(paper.Desk, "anna"));
        await paper.PublishAsync(await paper.FileAsync("About us", kind: StoryKind.Page));
        string story = await paper.FileAsync("The ferry returns to the old pier");
        await paper.FileAsync("A secret that is not out");
        return await paper.PublishAsync(story);
    }

    private static async Task MenusAsync(Paper paper, IPage page, string desk, int width)
    {
        await page.GotoAsync($"{desk}/house/menus?edition=en");
        await page.SelectOptionAsync("#subject", new SelectOptionValue { Label = "About us" });
        await page.ClickAsync("section:has(#subject) button");
        await page.FillAsync("#address", "https://shop.example/");
        await page.FillAsync("#name", "Shop");
        await page.ClickAsync("section:has(#subject) button");
        await page.ClickAsync("ol.rows li:last-child form[action*=Up] button");
        await DeskScreen.LookAsync(page, $"menus-{width}");
        string front = await paper.ReadAsync("/");
        string[] order = [">Harbour<", ">World<", ">Business<", ">Shop<", ">About us<"];
        var places = order.Select(word => front.IndexOf(word, StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    private static async Task RedirectsAsync(Paper paper, IPage page, string desk, int width, string path)
    {
        await page.GotoAsync($"{desk}/house/redirects");
        await page.FillAsync("#from", "/old-ferry/");
        await page.FillAsync("#to", path);
        await page.ClickAsync("section:has(#from) button");
        await page.FillAsync("#csv", "/older-ferry,/old-ferry\n/tickets,https://tickets.example/");
        await page.ClickAsync("section:has(#csv) button");
        await page.FillAsync("#test", "/older-ferry/");
        await page.ClickAsync("form:has(#test) button");
        Assert.Equal(3, await page.Locator(".said li").CountAsync());
        await DeskScreen.LookAsync(page, $"redirects-{width}");
        Assert.Equal(path, (await paper.AskAsync("/older-ferry/")).Headers.Location!.OriginalString);
        await page.ClickAsync("tr:has-text('/tickets') button");
        Assert.Equal(404, (int)(await paper.AskAsync("/tickets")).StatusCode);
        await page.FillAsync("#from", "/about-us/");
        await page.FillAsync("#to", "/x");
        await page.ClickAsync("section:has(#from) button");
        Assert.Equal(("/about-us/", "/x", 1), (await page.InputValueAsync("#from"), await page.InputValueAsync("#to"), await page.Locator("[role=alert]").CountAsync()));
    }

    private static async Task EditionsAsync(Paper paper, IPage page, string desk, int width)
    {
        await page.GotoAsync($"{desk}/house/editions");
        await page.SelectOptionAsync("#locale", "de-DE");
        await page.FillAsync("#name", "Hafenpost");
        await page.ClickAsync("section:has(#locale) button");
        await page.ClickAsync("form[action*=Up]:has([value=th]) button");
        await DeskScreen.LookAsync(page, $"editions-{width}");
        Assert.Contains("<html lang=\"de\"", await paper.ReadAsync("/de/"), StringComparison.Ordinal);
        await page.FillAsync("#edition-de-zone", "Nowhere/Atall");
        await page.ClickAsync("section:has(#edition-de-zone) form:first-of-type button");
        Assert.Equal("Nowhere/Atall", await page.InputValueAsync("#edition-de-zone"));
    }

    private static async Task FrontAsync(Paper paper, IPage page, string desk, int width, string path)
    {
        await page.GotoAsync($"{desk}/front?edition=en");
        Assert.DoesNotContain("A secret", await page.ContentAsync(), StringComparison.Ordinal);
        await page.SelectOptionAsync("#lead", new SelectOptionValue { Index = 1 });
        await page.ClickAsync("section:has(#lead) button");
        await page.FillAsync("#text", "Ferry service resumes tonight");
        await page.SelectOptionAsync("#story", new SelectOptionValue { Index = 1 });
        await page.ClickAsync("button.main");
        await page.WaitForSelectorAsync("p.said");
        await DeskScreen.LookAsync(page, $"front-room-{width}");
        Assert.Contains($"<a href=\"{path}\">Ferry service resumes tonight</a>", await paper.ReadAsync("/about-us/"), StringComparison.Ordinal);
    }
}
