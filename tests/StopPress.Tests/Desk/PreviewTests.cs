using Microsoft.Playwright;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>A story in the theme of the newspaper before readers have it: on a phone and on a desk, by day and by night.</summary>
public class PreviewTests(Houses houses, Browser browser)
{
    [Theory]
    [InlineData("en-GB", ColorScheme.Dark, 1280)]
    [InlineData("th-TH", ColorScheme.Light, 390)]
    public async Task it_is_looked_at_in_each_width_and_scheme_whatever_the_browser_prefers(string language, ColorScheme own, int width)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var visitor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("Harbour wall holds", Paper.Body("The wall stood through the night."))).RunAsync(paper.Desk, "anna"));
        await using var window = await browser.OpenAsync(new() { Locale = language, ColorScheme = own, ViewportSize = new() { Width = width, Height = 900 } });
        await visitor.SignInAsync(window);
        var page = await window.NewPageAsync();
        var wrong = new List<string>();
        page.Console += (_, said) => { if (said.Text.Contains("Content Security Policy", StringComparison.Ordinal)) wrong.Add(said.Text); };
        await page.GotoAsync($"http://localhost:{paper.Address.Port}/-/desk/stories/{story}/en/look");
        var paperOf = new Dictionary<string, string>();
        foreach (var (device, scheme) in new[] { ("phone", "light"), ("phone", "dark"), ("desktop", "dark"), ("desktop", "light") })
        {
            string choice = $"width={device}&scheme={scheme}";
            await page.ClickAsync($".rooms a[href$='{choice}']");
            await page.WaitForURLAsync($"**look?{choice}");
            var frame = page.FrameLocator("iframe");
            await frame.Locator("h1 >> text=Harbour wall holds").WaitForAsync();
            await DeskScreen.LookAsync(page, $"preview-{device}-{scheme}-{width}");
            int inner = await frame.Locator("html").EvaluateAsync<int>("html => html.clientWidth");
            if (device == "phone") Assert.InRange(inner, 320, 400);
            else Assert.True(inner >= 1000, $"{choice}: {inner}");
            string colour = await frame.Locator("body").EvaluateAsync<string>("body => getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(body).backgroundColor + getComputedStyle(body).color + getComputedStyle(document.documentElement).colorScheme");
            Assert.Equal(colour, paperOf.GetValueOrDefault(scheme, colour));
            paperOf[scheme] = colour;
            Assert.EndsWith(scheme, colour, StringComparison.Ordinal);
        }
        Assert.NotEqual(paperOf["light"].Replace("light", "", StringComparison.Ordinal), paperOf["dark"].Replace("dark", "", StringComparison.Ordinal));
        Assert.Empty(wrong);
        Assert.Equal((404, 200), ((await visitor.ReadAsync($"stories/0000000000001/en/look")).Status, (await visitor.ReadAsync($"stories/{story}/en/look?width=watch&scheme=dusk")).Status));
        await page.CloseAsync();
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task what_only_the_desk_sees_can_be_neither_liked_nor_passed_on_and_is_not_read(bool isOut)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var visitor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        string story = await paper.FileAsync("Harbour wall holds");
        if (isOut) await paper.PublishAsync(story);
        string preview = (await visitor.ReadAsync($"stories/{story}/en/preview")).Text;
        Assert.Contains("Harbour wall holds", preview, StringComparison.Ordinal);
        foreach (string control in new[] { "data-like", "data-share", "data-read", "/-/like/", "/-/share/", "/-/read/", "<script src" }) Assert.DoesNotContain(control, preview, StringComparison.Ordinal);
    }
}
