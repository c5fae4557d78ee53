using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Sharing;

/// <summary>What stands after a story as a reader's browser shows it, and works with it.</summary>
public class SharingLookTests(Houses houses, Browser browser)
{
    [Theory]
    [InlineData("en", 390, true), InlineData("th", 390, true), InlineData("en", 1280, true), InlineData("en", 390, false), InlineData("th", 1280, false)]
    public async Task a_reader_likes_a_story_in_its_place_with_a_script_and_without(string language, int width, bool script)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        string address = await PublishAsync(paper, language);
        await using var window = await browser.OpenAsync(new() { JavaScriptEnabled = script, ViewportSize = new() { Width = width, Height = 800 } });
        var page = await window.NewPageAsync();
        var elsewhere = Watch(page, paper);
        await page.GotoAsync(address);
        // Nothing is kept of who only reads.
        Assert.Empty(await window.CookiesAsync());
        var like = page.Locator(".like form").First.Locator("button");
        var back = page.Locator("#liked button");
        Assert.False(await back.IsVisibleAsync());
        await like.ClickAsync();
        await back.WaitForAsync();
        await like.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        if (script)
        {
            await page.WaitForFunctionAsync("document.querySelector('.likes').textContent.includes(1) || document.querySelector('.likes').textContent.includes('One')");
            Assert.Equal(address, page.Url);
            Assert.True(await back.EvaluateAsync<bool>("button => button === document.activeElement"));
            // Whoever comes again finds it as it was left.
            await page.GotoAsync(address);
            await back.WaitForAsync();
        }
        else
        {
            Assert.Equal(address + "#liked", page.Url);
        }
        Assert.Single(await window.CookiesAsync([new Uri(new Uri(address), await FormAsync(page)).ToString()]));
        Assert.Empty(await window.CookiesAsync([address]));
        await back.ClickAsync();
        await like.WaitForAsync();
        await Eventually.AnswersAsync(async () => (await window.CookiesAsync()).Count == 0, "the mark is gone");
        Assert.False(await back.IsVisibleAsync());
        Assert.Empty(elsewhere);
    }

    [Theory]
    [InlineData("en", ColorScheme.Light, true), InlineData("en", ColorScheme.Dark, true), InlineData("th", ColorScheme.Light, true), InlineData("th", ColorScheme.Dark, false)]
    public async Task what_stands_after_a_story_is_accessible_fits_a_small_phone_and_asks_nobody_else(string language, ColorScheme scheme, bool script)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        string address = await PublishAsync(paper, language);
        // axe itself is a script, and runs where those of the page do not.
        await using var window = await browser.OpenAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = 320, Height = 640 } });
        var page = await window.NewPageAsync();
        if (!script) await page.RouteAsync("**/-/assets/story.*", route => route.AbortAsync());
        var elsewhere = Watch(page, paper);
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
        Assert.Empty((await page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Help} ({string.Join("; ", violation.Nodes.Select(node => node.Html))})"));
        if (script)
        {
            await page.Locator(".like button").First.ClickAsync();
            await page.Locator("#liked button").WaitForAsync();
            Assert.Empty((await page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Help}"));
        }
        // As tall as fingers need (WCAG 2.2, 2.5.8).
        Assert.True(await page.EvaluateAsync<bool>("[...document.querySelectorAll('.after a, .after button')].filter(one => one.offsetParent).every(one => one.getBoundingClientRect().height >= 24)"));
        Assert.Empty(elsewhere);
    }

    [Fact]
    public async Task the_link_is_copied_and_the_phones_own_way_offered_only_where_the_browser_has_them()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        string address = await PublishAsync(paper, "en");
        await using var window = await browser.OpenAsync(new() { Permissions = ["clipboard-read", "clipboard-write"] });
        var page = await window.NewPageAsync();
        await page.AddInitScriptAsync("navigator.share = what => { window.shared = what; return Promise.resolve(); }");
        await page.GotoAsync(address + "?utm_source=test");
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy link" }).ClickAsync();
        await page.GetByText("The link has been copied.").WaitForAsync();
        // The story's own address, without what somebody hung on it.
        Assert.Equal(address, await page.EvaluateAsync<string>("navigator.clipboard.readText()"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Share with …" }).ClickAsync();
        Assert.Equal(address, await page.EvaluateAsync<string>("shared.url"));
        await Eventually.AnswersAsync(async () => await paper.Site.Counts.NumberAsync(2, await IdAsync(paper)) == 2, "both are counted");

        await using var bare = await browser.OpenAsync(new() { JavaScriptEnabled = false });
        var plain = await bare.NewPageAsync();
        await plain.GotoAsync(address);
        Assert.False(await plain.Locator("[data-way=link]").IsVisibleAsync());
        Assert.False(await plain.Locator("[data-way=sheet]").IsVisibleAsync());
        Assert.True(await plain.GetByRole(AriaRole.Link, new() { Name = "E-mail" }).IsVisibleAsync());
    }

    [Fact]
    public async Task a_link_to_a_network_leads_there_and_is_counted()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        string address = await PublishAsync(paper, "en");
        await using var window = await browser.OpenAsync(new() { JavaScriptEnabled = false });
        var page = await window.NewPageAsync();
        var asked = new TaskCompletionSource<string>();
        // Nobody is really asked.
        page.Request += (_, request) =>
        {
            if (request.Url.StartsWith("https://bsky.app/", StringComparison.Ordinal)) asked.TrySetResult(request.Url);
        };
        await page.GotoAsync(address);
        await page.Locator(".after").GetByRole(AriaRole.Link, new() { Name = "Bluesky" }).First.ClickAsync();
        Assert.Contains(Uri.EscapeDataString(address), await asked.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await Eventually.AnswersAsync(async () => await paper.Site.Counts.NumberAsync(2, await IdAsync(paper)) == 1, "it is counted");
    }

    private static Task<string?> FormAsync(IPage page) => page.Locator(".like form").First.GetAttributeAsync("action");

    private static List<string> Watch(IPage page, Paper paper)
    {
        var elsewhere = new List<string>();
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Port != paper.Address.Port) elsewhere.Add(request.Url);
        };
        page.PageError += (_, fault) => elsewhere.Add(fault);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("ERR_FAILED", StringComparison.Ordinal)) elsewhere.Add(message.Text);
        };
        return elsewhere;
    }

    private static Task<long> IdAsync(Paper paper) => paper.Desk.Database.ReadAsync(async (connection, snapshot) => (long)(await connection.ScalarAsync(snapshot, "SELECT id FROM stories"))!);

    private static async Task<string> PublishAsync(Paper paper, string language)
    {
        await paper.OpenThaiAsync();
        await Paper.DoneAsync(new KeepSocialAccounts([
            new(SocialNetwork.Facebook, "https://www.facebook.com/courier"), new(SocialNetwork.Instagram, "https://www.instagram.com/courier/"), new(SocialNetwork.Line, "https://line.me/R/ti/p/@courier"),
            new(SocialNetwork.Mastodon, "https://mastodon.example/@courier")]).RunAsync(paper.Desk, "anna"));
        string story = await paper.FileAsync("Harbour wall holds");
        await Paper.DoneAsync(new AddText(story, "th", new StoryWords("เขื่อนกั้นคลื่นยังแข็งแรง", Paper.Body("เขื่อนยังอยู่ดี"))).RunAsync(paper.Desk, "anna"));
        string english = await paper.PublishAsync(story), thai = await paper.PublishAsync(story, "th");
        return $"http://localhost:{paper.Address.Port}{StopPress.Site.Pages.Addresses.Encoded(language == "th" ? thai : english)}";
    }
}
