using Microsoft.Playwright;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>The page on which somebody's access ends and what they leave is handed on.</summary>
public class LeavingTests(Houses houses, Browser browser)
{
    [Theory]
    [InlineData("en-GB", ColorScheme.Light, 1280)]
    [InlineData("th-TH", ColorScheme.Dark, 390)]
    public async Task an_administrator_ends_an_account_by_keys_and_hands_on_one_story_and_then_the_rest(string language, ColorScheme scheme, int width)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        await paper.OpenThaiAsync();
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        using var boon = await DeskVisitor.ComeAsync(paper, Role.Reporter, "boon@example.org");
        using var anna = await DeskVisitor.ComeAsync(paper, Role.CopyEditor, "anna@example.org");
        string section = await Paper.DoneAsync(new OpenSection(null, true, [new NewName("en", "Harbour"), new NewName("th", "ท่าเรือ")]).RunAsync(paper.Desk, "tests"));
        await Paper.DoneAsync(new OpenSection(section, false, [new NewName("en", "Ferries")]).RunAsync(paper.Desk, "tests"));
        string leaver = PublicId.Text((await paper.Desk.Database.FindByEmailAsync("anna@example.org"))!.Id), heir = PublicId.Text((await paper.Desk.Database.FindByEmailAsync("boon@example.org"))!.Id);
        var stories = new List<string>();
        foreach (string headline in new[] { "Ferry fares rise again", "", new string('x', 90) })
        {
            stories.Add(await Paper.DoneAsync(new FileStory("en", new StoryWords(headline, Paper.Body("It happened.")), "ferry-fares").RunAsync(paper.Desk, leaver)));
        }
        string desk = $"http://localhost:{paper.Address.Port}/-/desk";
        await using var window = await browser.OpenAsync(new() { Locale = language, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        var cookie = owner.Cookies.GetCookies(new Uri(desk + "/"))["stoppress-desk"]!;
        await window.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value, Domain = "localhost", Path = "/-/desk" }]);
        var page = await window.NewPageAsync();
        string name = $"{language[..2]}-{width}";
        await page.GotoAsync($"{desk}/people");
        await DeskScreen.LookAsync(page, $"people-list-{name}");
        await page.FocusAsync($"a[href$='{leaver}#leaving']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#leaving");
        await DeskScreen.LookAsync(page, $"person-here-{name}");
        await page.CheckAsync("input[name=sections]");
        await page.FocusAsync("form[action$='handler=Bind'] button");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".said");
        Assert.True(await page.IsCheckedAsync("input[name=sections]"));
        await page.FocusAsync("#leaving button");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("form[action$='handler=Restore']");
        Assert.Equal(302, (await anna.ReadAsync("")).Status);
        Assert.Equal(3, await page.Locator(".hands tbody tr").CountAsync());
        await page.SelectOptionAsync($"tr:has(input[value='{stories[0]}']) select", heir);
        await page.FocusAsync($"tr:has(input[value='{stories[0]}']) button");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".said");
        Assert.Equal(2, await page.Locator(".hands tbody tr").CountAsync());
        await DeskScreen.LookAsync(page, $"person-left-{name}");
        await page.SelectOptionAsync("#to", heir);
        await page.ClickAsync("form:has(#to) button");
        await page.WaitForSelectorAsync(".hands .help");
        Assert.Equal(0, await page.Locator(".hands tbody tr").CountAsync());
        await page.CloseAsync();
        await ToldAsync(paper, owner, boon, anna, leaver, heir, stories[1]);
    }

    private static async Task ToldAsync(Paper paper, DeskVisitor owner, DeskVisitor boon, DeskVisitor anna, string leaver, string heir, string story)
    {
        // One message for each time, which names how many; nobody else may look at the page or hand on.
        string messages = (await boon.ReadAsync("messages")).Text;
        Assert.Contains("Stories: 2", messages, StringComparison.Ordinal);
        Assert.Contains("Stories: 1", messages, StringComparison.Ordinal);
        Assert.Equal(200, (await boon.ReadAsync($"stories/{story}/en")).Status);
        Assert.Equal(403, (await boon.ReadAsync($"people/{leaver}")).Status);
        string journal = (await owner.ReadAsync("audit")).Text;
        Assert.Equal(2, journal.Split("handed on stories").Length - 1);
        // What cannot be done is said on the page, and what was chosen is still chosen.
        var refused = await owner.SendAsync($"people/{leaver}", new() { ["to"] = heir }, $"people/{leaver}?handler=HandOn");
        Assert.Equal(422, (int)refused.StatusCode);
        Assert.Contains("Nothing is left in the hands of The CopyEditor", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(302, (int)(await owner.SendAsync($"people/{leaver}", [], $"people/{leaver}?handler=Restore")).StatusCode);
        Assert.Equal(302, (int)(await anna.SignInAsync("anna@example.org", DeskVisitor.Password)).StatusCode);
    }
}
