using Microsoft.Playwright;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>How a story is written and let out, in a real browser.</summary>
public class WritingTests(Houses houses, Browser browser)
{
    [Theory]
    [InlineData("en-GB", ColorScheme.Light, 1280)]
    [InlineData("th-TH", ColorScheme.Dark, 390)]
    public async Task somebody_writes_a_story_with_a_picture_and_readers_have_it(string language, ColorScheme scheme, int width)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        string desk = $"http://localhost:{paper.Address.Port}/-/desk";
        await using var window = await browser.OpenAsync(new() { Locale = language, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        var page = await window.NewPageAsync();
        var wrong = new List<string>();
        page.PageError += (_, fault) => wrong.Add(fault);
        await OpenNewspaperAsync(paper, page, desk);

        await page.FillAsync("#headline", "Harbour wall holds");
        await page.ClickAsync("form.filter button.main");
        await page.WaitForSelectorAsync("#editor .ProseMirror");
        await DeskScreen.LookAsync(page, $"story-empty-{width}");
        await page.ClickAsync("#editor .ProseMirror");
        await page.Keyboard.TypeAsync("The wall stood through the night.");
        await page.Keyboard.PressAsync("Enter");
        var chooser = await page.RunAndWaitForFileChooserAsync(async () =>
        {
            await page.Keyboard.TypeAsync("/");
            await page.WaitForSelectorAsync("[role=listbox]");
            await page.Keyboard.PressAsync("ArrowDown");
            while (!await page.EvaluateAsync<bool>("document.querySelector('[role=listbox] [aria-selected=true]')?.dataset.key === 'picture' || /picture|ภาพ/i.test(document.querySelector('[role=listbox] [aria-selected=true]')?.textContent ?? '')")) await page.Keyboard.PressAsync("ArrowDown");
            await page.Keyboard.PressAsync("Enter");
        });
        await chooser.SetFilesAsync(new FilePayload { Name = "wall.jpg", MimeType = "image/jpeg", Buffer = Shots.Jpeg(900, 600) });
        await page.WaitForSelectorAsync("#editor figure img");
        await DeskScreen.LookAsync(page, $"story-picture-{width}");
        // The gate says what is missing, and nothing goes out.
        await page.ClickAsync("form[action$='handler=Publish'] button");
        await page.WaitForSelectorAsync("[role=alert]");
        Assert.DoesNotContain("Harbour wall holds", await paper.ReadAsync("/"), StringComparison.Ordinal);
        await page.WaitForSelectorAsync("#editor figure img");
        await page.Locator("#editor .facts :is(input, textarea)").Nth(0).FillAsync("A wall in heavy sea");
        await page.Locator("#editor .facts :is(input, textarea)").Nth(1).FillAsync("Boon Chaiyo");
        await page.CheckAsync("input[name=sections] >> nth=0");
        await page.SelectOptionAsync("select[name=staff]", new SelectOptionValue { Index = 1 });
        await page.ClickAsync("form[action$='handler=Filing'] button");
        await page.WaitForURLAsync("**said=kept");
        await page.WaitForSelectorAsync("#editor figure img");
        Assert.Equal(0, await page.Locator(".gate li").CountAsync());
        await page.ClickAsync("form[action$='handler=Publish'] button");
        string address = await page.Locator(".said a").GetAttributeAsync("href") ?? "";
        await DeskScreen.LookAsync(page, $"story-out-{width}");
        string read = await paper.ReadAsync(address);
        foreach (string word in new[] { "Harbour wall holds", "The wall stood through the night.", "A wall in heavy sea", "Boon Chaiyo", "Anna Weber" }) Assert.Contains(word, read, StringComparison.Ordinal);
        Assert.Contains("Harbour wall holds", await paper.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Empty(wrong);
        await page.CloseAsync();
    }

    [Theory, BothDatabases]
    public async Task another_story_is_begun_with_the_same_words_and_nothing_of_it_is_out(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        var until = DateTimeOffset.UtcNow.AddHours(3);
        string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("Tide table", Paper.Body("High at noon.")), "tides", new StoryFiling(Byline: [new Credit(Guest: "Boon")]), EmbargoedUntil: until).RunAsync(paper.Desk, "anna"));
        var begun = await editor.SendAsync($"stories/{story}/en", [], $"stories/{story}/en?handler=Duplicate");
        string at = begun.Headers.Location!.OriginalString;
        Assert.EndsWith("?said=duplicated", at, StringComparison.Ordinal);
        string other = at.Split('/')[^2];
        Assert.NotEqual(story, other);
        string page = (await editor.ReadAsync($"stories/{other}/en")).Text;
        foreach (string words in new[] { "Tide table", "value=\"tides\"", "value=\"Boon\"" }) Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Equal("embargoed", (await new PublishStory(other, "en").RunAsync(paper.Desk, "anna")).Refusal?.Code);
        // The desk's own name of one is not the other's.
        var named = await editor.SendAsync($"stories/{other}/en", new() { ["slugline"] = "tides-again" }, $"stories/{other}/en?handler=Filing");
        Assert.EndsWith("?said=kept", named.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains("value=\"tides-again\"", (await editor.ReadAsync($"stories/{other}/en")).Text, StringComparison.Ordinal);
        Assert.Contains("value=\"tides\"", (await editor.ReadAsync($"stories/{story}/en")).Text, StringComparison.Ordinal);
        using var reporter = await DeskVisitor.ComeAsync(paper, Role.Reporter);
        Assert.Equal(404, (int)(await reporter.SendAsync("account", [], $"stories/{story}/en?handler=Duplicate")).StatusCode);
    }

    private static async Task OpenNewspaperAsync(Paper paper, IPage page, string desk)
    {
        string link = (await SetUpNewspaper.LinkAsync(paper.Desk)).Value!;
        await page.GotoAsync($"{desk}/set-up?link={link}");
        await page.FillAsync("#name", "The Harbour Post");
        await page.FillAsync("#owner", "Anna Weber");
        await page.FillAsync("#email", "anna@example.org");
        await page.ClickAsync("form button.main");
        await page.FillAsync("#password", DeskVisitor.Password);
        await page.ClickAsync("form:not([data-passkey]) > button");
        await page.WaitForURLAsync($"{desk}/");
    }
}
