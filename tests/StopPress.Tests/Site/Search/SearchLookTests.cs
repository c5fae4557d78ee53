using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Search;

/// <summary>The page of search as a reader's browser shows it, over the sample newspaper.</summary>
public class SearchLookTests(DemoPaper demo, Browser browser)
{
    [Theory]
    [InlineData("/", "harbour", ColorScheme.Light), InlineData("/", "harbour", ColorScheme.Dark), InlineData("/th/", "น้ำ", ColorScheme.Light), InlineData("/th/", "น้ำ", ColorScheme.Dark)]
    [InlineData("/", "harbor walll", ColorScheme.Light), InlineData("/th/", "xyzzy", ColorScheme.Dark), InlineData("/", "", ColorScheme.Light)]
    public async Task a_page_of_search_is_accessible_fits_a_small_phone_and_asks_nobody_else(string home, string words, ColorScheme scheme)
    {
        var paper = await demo.OpenAsync();
        await using var window = await browser.OpenAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = 320, Height = 640 } });
        var page = await window.NewPageAsync();
        var wrong = new List<string>();
        page.Console += (_, message) => wrong.Add(message.Text);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(paper.Address.ToString(), StringComparison.Ordinal)) wrong.Add("asks " + request.Url);
        };
        await page.GotoAsync(new Uri(paper.Address, $"{home}-/search?q={Uri.EscapeDataString(words)}").ToString(), new() { WaitUntil = WaitUntilState.Load });
        await page.Locator("summary").ClickAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
        Assert.Empty((await page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Help} ({string.Join("; ", violation.Nodes.Select(node => node.Html))})"));
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task what_somebody_may_mean_is_offered_while_they_type()
    {
        var paper = await demo.OpenAsync();
        await using var window = await browser.OpenAsync(new() { ViewportSize = new() { Width = 390, Height = 800 } });
        var page = await window.NewPageAsync();
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        await page.GotoAsync(new Uri(paper.Address, "/-/search").ToString());
        await page.Locator("#q").PressSequentiallyAsync("harb");
        await Assertions.Expect(page.Locator("#suggestions option[value^='Harbour' i]").First).ToBeAttachedAsync();
        Assert.All(asked, url => Assert.StartsWith(paper.Address.ToString(), url, StringComparison.Ordinal));
        // Word by word, not letter by letter.
        Assert.InRange(asked.Count(url => url.Contains("/suggest?", StringComparison.Ordinal)), 1, 4);
    }

    [Fact]
    public async Task a_reader_finds_a_story_without_scripts()
    {
        var paper = await demo.OpenAsync();
        await using var window = await browser.OpenAsync(new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 390, Height = 800 } });
        var page = await window.NewPageAsync();
        await page.GotoAsync(paper.Address.ToString());
        await page.GetByRole(AriaRole.Link, new() { Name = "Search", Exact = true }).ClickAsync();
        await page.GetByLabel("What are you looking for?").FillAsync("\"harbour wall\" -regatta");
        await page.Keyboard.PressAsync("Enter");
        // The event of a page that is loaded may be over before anybody waits for it: what is to be seen is waited for.
        await page.WaitForURLAsync("**/-/search?q=*", new() { WaitUntil = WaitUntilState.Commit });
        await page.WaitForSelectorAsync(".found li");
        Assert.True(await page.Locator(".found li").CountAsync() > 2);
        Assert.True(await page.Locator(".found mark").CountAsync() > 2);
        await page.GetByRole(AriaRole.Link, new() { Name = "Newest first" }).ClickAsync();
        await page.WaitForURLAsync("**by=newest*", new() { WaitUntil = WaitUntilState.Commit });
        await page.WaitForSelectorAsync(".found time");
        Assert.Equal("\"harbour wall\" -regatta", await page.Locator("#q").InputValueAsync());
        var days = await page.Locator(".found time").EvaluateAllAsync<string[]>("all => all.map(one => one.dateTime)");
        Assert.Equal(days.OrderByDescending(DateTimeOffset.Parse), days);
        string headline = await page.Locator(".found h3").First.InnerTextAsync();
        await page.Locator(".found h3 a").First.ClickAsync();
        await page.WaitForURLAsync("**/20*/**", new() { WaitUntil = WaitUntilState.Commit });
        Assert.Equal(headline, await page.Locator("h1").InnerTextAsync());
    }
}
