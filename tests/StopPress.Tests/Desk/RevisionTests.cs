using System.Net;
using Microsoft.Playwright;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>What somebody at the desk sees of the revisions of a text, and does with them.</summary>
public class RevisionTests(Houses houses, Browser browser)
{
    [Theory, BothDatabases]
    public async Task earlier_words_are_shown_only_to_those_who_may_write_in_the_text(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Reporter, "owner@example.org");
        string actor = PublicId.Text((await paper.Desk.Database.FindByEmailAsync("owner@example.org"))!.Id);
        string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("The quillfeather affair", Paper.Body("One."))).RunAsync(paper.Desk, actor));
        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords("An affair", Paper.Body("Two."))).RunAsync(paper.Desk, actor));
        await paper.PublishAsync(story);
        string room = $"stories/{story}/en/revisions";
        Assert.Contains("quillfeather", (await owner.ReadAsync(room)).Text, StringComparison.Ordinal);
        foreach (var role in Enum.GetValues<Role>())
        {
            using var visitor = await DeskVisitor.ComeAsync(paper, role);
            bool may = role.May(Right.Write) && role.May(Right.WriteAll);
            var (status, text, _) = await visitor.ReadAsync($"{room}?from=1&to=2");
            Assert.Equal((role, may), (role, text.Contains("quillfeather", StringComparison.Ordinal)));
            Assert.Equal((role, may ? 200 : role.May(Right.Write) ? 404 : 403), (role, status));
            if (may) continue;
            var answer = await visitor.SendAsync("account", new() { ["revision"] = "1" }, $"{room}?handler=Restore");
            Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.Forbidden });
        }
        long version = (await new ReadDraft(story, "en").RunAsync(paper.Desk)).Value.Version;
        var late = await owner.SendAsync(room, new() { ["revision"] = "1", ["draft"] = $"{version + 1}" }, $"{room}?handler=Restore");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        var done = await owner.SendAsync(room, new() { ["revision"] = "1", ["draft"] = $"{version}" }, $"{room}?handler=Restore");
        Assert.Equal($"/-/desk/stories/{story}/en?said=restored", done.Headers.Location!.OriginalString);
        Assert.Equal("The quillfeather affair", (await new ReadDraft(story, "en").RunAsync(paper.Desk)).Value.Fields.Headline);
        Assert.DoesNotContain("quillfeather", await paper.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en-GB", ColorScheme.Light, 1280)]
    [InlineData("th-TH", ColorScheme.Dark, 390)]
    public async Task somebody_sees_what_changed_and_goes_back(string language, ColorScheme scheme, int width)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var visitor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        string edition = language[..2];
        if (edition == "th") await paper.OpenThaiAsync();
        var (before, after) = edition == "th"
            ? (("กำแพงกันคลื่นต้านพายุได้", "กำแพงยืนอยู่ได้ตลอดคืนวันเสาร์"), ("กำแพงกันคลื่นพังลง", "กำแพงพังลงก่อนรุ่งเช้าวันเสาร์"))
            : (("Harbour wall holds", "The wall stood through the night."), ("Harbour wall falls", "The wall fell before the morning."));
        string body = Paper.Body(before.Item2, "x");
        string story = await Paper.DoneAsync(new FileStory(edition, new StoryWords(before.Item1, body)).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new EditStory(story, edition, new StoryWords(after.Item1, body.Replace(before.Item2, after.Item2, StringComparison.Ordinal))).RunAsync(paper.Desk, "anna"));
        await using var window = await browser.OpenAsync(new() { Locale = language, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        await visitor.SignInAsync(window);
        var page = await window.NewPageAsync();
        await page.GotoAsync($"http://localhost:{paper.Address.Port}/-/desk/stories/{story}/{edition}/revisions");
        await page.WaitForSelectorAsync(".difference ins");
        await DeskScreen.LookAsync(page, $"revisions-{width}");
        Assert.Equal(edition == "th" ? "พังลง" : "falls", await page.Locator(".difference h2 ins").First.TextContentAsync());
        Assert.DoesNotContain(before.Item2, await page.Locator(".difference del").AllTextContentsAsync());
        await page.ClickAsync("button[form=restore]");
        await page.WaitForURLAsync("**said=restored");
        await page.WaitForSelectorAsync("#editor .ProseMirror");
        Assert.Equal(before.Item2 + "x", await page.Locator("#editor .ProseMirror").TextContentAsync());
        await page.CloseAsync();
    }
}
