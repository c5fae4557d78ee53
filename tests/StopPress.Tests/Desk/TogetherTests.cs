using Microsoft.Playwright;
using StopPress.Newsroom.Staff;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>Two who have one story open, in real browsers.</summary>
public class TogetherTests(Houses houses, Browser browser)
{
    [Theory]
    [InlineData("en-GB", ColorScheme.Light, 1280)]
    [InlineData("th-TH", ColorScheme.Dark, 390)]
    public async Task two_see_where_the_other_is_and_what_the_other_says_of_a_passage(string language, ColorScheme scheme, int width)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var anna = await DeskVisitor.ComeAsync(paper, Role.Editor, "anna@example.org");
        using var boon = await DeskVisitor.ComeAsync(paper, Role.CopyEditor, "boon@example.org");
        string story = await paper.FileAsync("Harbour wall", "The wall stood through the night.");
        var options = new BrowserNewContextOptions { Locale = language, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } };
        await using var one = await browser.OpenAsync(options);
        await using var other = await browser.OpenAsync(options);
        var (mine, theirs) = (await OpenAsync(paper, one, anna, story), await OpenAsync(paper, other, boon, story));
        await theirs.ClickAsync("#editor .ProseMirror p");
        await mine.WaitForSelectorAsync("#editor .attended[data-who='The CopyEditor']");
        await mine.WaitForSelectorAsync(".others .where");

        await mine.ClickAsync("#editor .ProseMirror p");
        await mine.Keyboard.PressAsync("Home");
        for (var press = 0; press < "The wall".Length; press++) await mine.Keyboard.PressAsync("Shift+ArrowRight");
        // The browser tells of a selection a moment after the key.
        while (await mine.EvaluateAsync<int>("window.stoppressEditor.view.state.selection.to - window.stoppressEditor.view.state.selection.from") != "The wall".Length) await Task.Delay(50);
        await mine.Keyboard.PressAsync("Control+Alt+m");
        await mine.Keyboard.TypeAsync("Which one? @copy");
        await mine.WaitForSelectorAsync("#remarks [role=option]");
        await mine.Keyboard.PressAsync("Enter");
        await DeskScreen.LookAsync(mine, $"remark-{width}");
        await mine.Keyboard.PressAsync("Control+Enter");
        await theirs.WaitForSelectorAsync("#editor .remarked");
        Assert.Equal("The wall", await theirs.Locator("#editor .remarked").TextContentAsync());
        Assert.Equal("Which one? @The CopyEditor", (await theirs.Locator("#remarks .says").TextContentAsync())!.Trim());
        await theirs.ClickAsync("#remarks .acts button >> nth=0");
        await theirs.Locator("#remarks textarea").FillAsync("The old one.");
        await theirs.ClickAsync("#remarks form button >> nth=0");
        await mine.WaitForSelectorAsync("#remarks .said-by >> nth=1");
        await DeskScreen.LookAsync(mine, $"together-{width}");
        await mine.Locator("#remarks article > .acts button").Nth(1).ClickAsync();
        await mine.WaitForSelectorAsync("#remarks details");
        Assert.Equal(0, await mine.Locator("#editor .remarked").CountAsync());
        await other.CloseAsync();
        await mine.WaitForSelectorAsync("#editor .attended", new() { State = WaitForSelectorState.Detached });
    }

    private static async Task<IPage> OpenAsync(Paper paper, IBrowserContext window, DeskVisitor visitor, string story)
    {
        await visitor.SignInAsync(window);
        var page = await window.NewPageAsync();
        await page.GotoAsync($"http://localhost:{paper.Address.Port}/-/desk/stories/{story}/en");
        await page.WaitForSelectorAsync("#editor .ProseMirror");
        return page;
    }
}
