using System.Text.RegularExpressions;
using Microsoft.Playwright;
using StopPress.Newsroom.Staff;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>The room in which the house says whom the read API answers.</summary>
public partial class ApiRoomTests(Houses houses, Browser browser)
{
    [Theory, BothDatabases]
    public async Task a_key_is_shown_once_and_opens_until_it_is_taken_back(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        var given = await owner.SendAsync("house/api", new() { ["name"] = "The <b>app</b>", ["keyPerMinute"] = "100" }, "house/api?handler=Give");
        Assert.True(given.Headers.CacheControl!.NoStore);
        string page = await given.Content.ReadAsStringAsync();
        string key = Key().Match(page).Groups[1].Value;
        Assert.True(key.Length > 40, page);
        Assert.DoesNotContain("<b>app", page, StringComparison.Ordinal);
        foreach (string later in new[] { "house/api", "audit", "audit?handler=Export" }) Assert.DoesNotContain(key[4..], (await owner.ReadAsync(later)).Text, StringComparison.Ordinal);
        Assert.Contains("gave a key to the read API", (await owner.ReadAsync("audit")).Text, StringComparison.Ordinal);

        Assert.Equal(302, (int)(await owner.SendAsync("house/api", new() { ["access"] = "Keys", ["perMinute"] = "20" }, "house/api?handler=Access")).StatusCode);
        Assert.Equal((401, 200), (await AskAsync(paper, null), await AskAsync(paper, key)));
        string refused = await (await owner.SendAsync("house/api", new() { ["access"] = "Nobody", ["perMinute"] = "many" }, "house/api?handler=Access")).Content.ReadAsStringAsync();
        Assert.Contains("value=\"many\"", refused, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", refused, StringComparison.Ordinal);
        Assert.Equal(200, await AskAsync(paper, key));
        await owner.SendAsync("house/api", new() { ["key"] = "The <b>app</b>" }, "house/api?handler=TakeBack");
        Assert.Equal(401, await AskAsync(paper, key));

        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        Assert.Equal(403, (int)(await editor.ReadAsync("house/api")).Status);
    }

    [Theory]
    [InlineData("en-GB", ColorScheme.Light, 1280)]
    [InlineData("th-TH", ColorScheme.Dark, 390)]
    public async Task the_room_reads_well(string language, ColorScheme scheme, int width)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        await owner.SendAsync("house/api", new() { ["name"] = "Screens in the ferry hall", ["keyPerMinute"] = "10" }, "house/api?handler=Give");
        await using var window = await browser.OpenAsync(new() { Locale = language, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        var page = await DeskScreen.OpenAsync(window, paper, owner, "house/api");
        await page.FillAsync("#key-name", "The app");
        await page.ClickAsync("section:has(#key-name) button");
        await page.WaitForSelectorAsync("#given-key");
        await DeskScreen.LookAsync(page, $"api-{width}");
        await page.GotoAsync($"http://localhost:{paper.Address.Port}/-/api/");
        await page.WaitForSelectorAsync("h1");
        await DeskScreen.LookAsync(page, $"api-guide-{width}");
    }

    private static async Task<int> AskAsync(Paper paper, string? key)
    {
        using var client = new HttpClient { BaseAddress = paper.Address };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var answer = await client.GetAsync("/-/api/v1/en/stories");
        return (int)answer.StatusCode;
    }

    [GeneratedRegex("id=\"given-key\"[^>]*>(sp_[^<]+)<")]
    private static partial Regex Key();
}
