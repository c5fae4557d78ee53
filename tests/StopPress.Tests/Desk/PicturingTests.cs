using Microsoft.Playwright;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>How pictures are brought, described, cut and replaced, in a real browser.</summary>
public class PicturingTests(Houses houses, Browser browser)
{
    [Theory]
    [InlineData("en-GB", ColorScheme.Light, 1280)]
    [InlineData("th-TH", ColorScheme.Dark, 390)]
    public async Task somebody_brings_pictures_describes_one_and_replaces_it_everywhere(string language, ColorScheme scheme, int width)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        await paper.OpenThaiAsync();
        string desk = $"http://localhost:{paper.Address.Port}/-/desk";
        await using var window = await browser.OpenAsync(new() { Locale = language, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        var page = await window.NewPageAsync();
        var wrong = new List<string>();
        page.PageError += (_, fault) => wrong.Add(fault);
        await SignInAsync(paper, page, Role.PhotoEditor, $"{desk}/sign-in?back=/pictures");
        await DeskScreen.LookAsync(page, $"pictures-empty-{width}");

        await page.FillAsync("#credit", "Mali Chaiyo");
        await page.SetInputFilesAsync("#files", [Jpeg("wall.jpg", 900, 600), new FilePayload { Name = "notes.txt", MimeType = "text/plain", Buffer = "Some notes."u8.ToArray() }, Jpeg("boats.jpg", 600, 800), Jpeg("panorama.jpg", 1600, 500)]);
        await UntilAsync(page, "document.querySelectorAll('.transfers a').length === 3 && document.querySelectorAll('.transfers .wrong').length === 1");
        await DeskScreen.LookAsync(page, $"pictures-uploads-{width}");
        Assert.Contains("notes.txt", await page.Locator(".transfers .wrong").InnerTextAsync(), StringComparison.Ordinal);
        await page.ReloadAsync();
        await UntilAsync(page, "[...document.querySelectorAll('.wall img')].filter(image => image.complete && image.naturalWidth).length === 3");
        await DeskScreen.LookAsync(page, $"pictures-wall-{width}");

        await page.ClickAsync(".wall li:last-child a");
        await page.WaitForSelectorAsync("[data-focal] .mark");
        string picture = page.Url.Split('/')[^1];
        await page.FillAsync("#caption-en", "A wall in heavy sea");
        await page.FillAsync("#alt-en", "Waves break over a wall");
        await page.FillAsync("#caption-th", "กำแพงกันคลื่น");
        await page.ClickAsync("form[action$='handler=Describe'] button");
        await page.WaitForURLAsync("**said=kept");
        string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("Harbour wall holds", Shots.Body(picture))).RunAsync(paper.Desk, "anna"));
        string address = await paper.PublishAsync(story);
        Assert.Contains("A wall in heavy sea", await paper.ReadAsync(address), StringComparison.Ordinal);

        await PointAsync(page, picture, paper);
        await DeskScreen.LookAsync(page, $"picture-{width}");
        var before = await Shots.OriginalAsync(paper, picture);
        await page.SetInputFilesAsync("#file", Jpeg("retouched.jpg", 1200, 800));
        await page.ClickAsync("form[action$='handler=Replace'] button");
        await page.WaitForURLAsync("**said=replaced");
        Assert.DoesNotContain(before.Stamp, await paper.ReadAsync(address), StringComparison.Ordinal);
        Assert.Contains((await Shots.OriginalAsync(paper, picture)).Stamp, await paper.ReadAsync(address), StringComparison.Ordinal);
        await DeskScreen.LookAsync(page, $"picture-replaced-{width}");
        await page.ClickAsync("form[action$='handler=PutBack'] button");
        await UntilAsync(page, "document.querySelectorAll('.earlier li').length === 2");
        Assert.Contains(before.Stamp, await paper.ReadAsync(address), StringComparison.Ordinal);
        Assert.Empty(wrong);
        await page.CloseAsync();
    }

    [Theory]
    [InlineData("en-GB", ColorScheme.Dark, 1280)]
    [InlineData("th-TH", ColorScheme.Light, 390)]
    public async Task a_writer_chooses_from_the_picture_desk_what_is_there_already(string language, ColorScheme scheme, int width)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        string wall = await Shots.AddAsync(paper, Shots.Jpeg(900, 600), new AddPicture(Credit: "Mali Chaiyo", Words: [new("en", "Waves break over a wall", "A wall in heavy sea")]));
        await Shots.AddAsync(paper, Shots.Jpeg(600, 800), new AddPicture(Credit: "Mali Chaiyo", FileName: "boats.jpg"));
        string story = await paper.FileAsync("Harbour wall holds");
        string desk = $"http://localhost:{paper.Address.Port}/-/desk";
        await using var window = await browser.OpenAsync(new() { Locale = language, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        var page = await window.NewPageAsync();
        await SignInAsync(paper, page, Role.Editor, $"{desk}/sign-in?back=/stories/{story}/en");
        await page.WaitForSelectorAsync("#editor .ProseMirror");
        await page.ClickAsync("#editor .toolbar button:has-text('" + (language == "en-GB" ? "From the picture desk" : "เลือกจากคลังภาพ") + "')");
        await UntilAsync(page, "[...document.querySelectorAll('.picture-choices img')].filter(image => image.complete && image.naturalWidth).length === 2");
        await DeskScreen.LookAsync(page, $"picture-choices-{width}");
        // With the keys alone.
        await page.Keyboard.TypeAsync("heavy sea");
        await UntilAsync(page, "document.querySelectorAll('.picture-choices li').length === 1");
        await page.FocusAsync(".picture-choice");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("#editor figure img");
        Assert.Equal(0, await page.Locator(".picture-choices").CountAsync());
        await page.EvaluateAsync("window.stoppressEditor.flush()");
        var written = await new ReadDraft(story, "en").RunAsync(paper.Desk);
        Assert.Contains(wall, written.Value.Body.GetRawText(), StringComparison.Ordinal);
        await page.CloseAsync();
    }

    // The desk's policy lets nobody but the desk run a script that waits within the page.
    private static async Task UntilAsync(IPage page, string holds)
    {
        for (var i = 0; i < 300 && !await page.EvaluateAsync<bool>(holds); i++) await Task.Delay(100);
        Assert.True(await page.EvaluateAsync<bool>(holds), holds);
    }

    private static async Task SignInAsync(Paper paper, IPage page, Role role, string address)
    {
        using var account = await DeskVisitor.ComeAsync(paper, role, "mali@example.org");
        await page.GotoAsync(address);
        await page.FillAsync("#email", "mali@example.org");
        await page.FillAsync("#password", DeskVisitor.Password);
        await page.ClickAsync("form:not([data-passkey]) > button:not(.quiet)");
        await page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
    }

    // By pointing, and then with the keys; the crops follow before anything is kept, as they will be cut.
    private static async Task PointAsync(IPage page, string picture, Paper paper)
    {
        await UntilAsync(page, "document.querySelector('[data-focal] > img').complete");
        var box = (await page.Locator("[data-focal] > img").BoundingBoxAsync())!;
        await page.Locator("[data-focal]").ClickAsync(new() { Position = new() { X = box.Width * 0.8f, Y = box.Height * 0.25f } });
        await page.FocusAsync("#x");
        await page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal(("81", "25"), (await page.InputValueAsync("#x"), await page.InputValueAsync("#y")));
        // Of a picture of three to two the social crop has all of the width, and is moved up and down alone.
        await Assertions.Expect(page.Locator(".crop.social img")).ToHaveCSSAsync("object-position", "50% 0%", new() { Timeout = 30_000 });
        await page.ClickAsync("form[action$='handler=Focal'] button");
        await page.WaitForURLAsync("**said=focal");
        Assert.Equal(new FocalPoint(810, 250), (await Shots.OriginalAsync(paper, picture)).Focal);
    }

    private static FilePayload Jpeg(string name, int width, int height) => new() { Name = name, MimeType = "image/jpeg", Buffer = Shots.Jpeg(width, height) };
}
