using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>What the desk says to whoever asks for what is not there or not theirs; and that nothing chosen is lost by it.</summary>
public class RefusedTests(Houses houses, Browser browser)
{
    [Fact]
    public async Task a_page_that_is_not_there_or_not_theirs_says_so_in_words()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var reporter = await DeskVisitor.ComeAsync(paper, Role.Reporter);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        string others = await paper.FileAsync("Quillfeather");
        foreach (var (page, status) in new[] { ($"stories/{others}/en", 404), ("nothing", 404), ("pictures/zzz", 404), ("people", 403), ("uploads/x/y/z", 404) })
        {
            var (code, text, _) = await reporter.ReadAsync(page);
            Assert.Equal((page, status), (page, code));
            Assert.Contains("href=\"/-/desk/\"", text, StringComparison.Ordinal);
            Assert.Contains(status == 404 ? "or it is not yours to see" : "not among the things that you may do", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Quillfeather", text, StringComparison.Ordinal);
        }
        // What no room does, and what a route does not take, breaks nothing.
        Assert.Equal(405, (int)(await editor.SendAsync("front", [], "front")).StatusCode);
        Assert.Equal(405, (await editor.ReadAsync($"stories/{others}/en/presence")).Status);
        using var commercial = await DeskVisitor.ComeAsync(paper, Role.Commercial);
        Assert.Equal("/-/desk/account", (await commercial.ReadAsync("")).Answer.Headers.Location?.OriginalString);
        foreach (string back in new[] { "/../../..//evil.example", "//evil.example", "/a//evil.example" })
        {
            using var again = new DeskVisitor(paper);
            Assert.Equal("/-/desk/", (await again.SignInAsync("editor@example.org", DeskVisitor.Password, back)).Headers.Location?.OriginalString);
        }
    }

    [Theory, BothDatabases]
    public async Task hours_are_told_as_they_are_on_the_wall_and_a_kill_is_meant(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        await paper.OpenThaiAsync();
        string story = await Paper.DoneAsync(new FileStory("th", new StoryWords("Dam", Paper.Body("Water.")), "dam").RunAsync(paper.Desk, "anna"));
        string section = await Paper.DoneAsync(new OpenSection(null, true, [new NewName("th", "Local")]).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new ChangeFiling(story, new StoryFiling(Sections: [section], Byline: [new Credit(Guest: "Boon")])).RunAsync(paper.Desk, "anna"));
        string room = $"stories/{story}/th";
        string refused = await (await editor.SendAsync(room, new() { ["at"] = "2020-01-01T00:00" }, room + "?handler=Schedule")).Content.ReadAsStringAsync();
        Assert.Contains("2020-01-01 00:00 is past", refused, StringComparison.Ordinal);
        var killed = await editor.SendAsync(room, new() { ["reason"] = "" }, room + "?handler=Kill");
        Assert.Equal(422, (int)killed.StatusCode);
        Assert.Null((await new EditStory(story, "th", new StoryWords("Dam holds", Paper.Body("Water."))).RunAsync(paper.Desk, "anna")).Refusal);
        Assert.Equal(302, (int)(await editor.SendAsync(room, new() { ["reason"] = "It was another dam.", ["sure"] = "true" }, room + "?handler=Kill")).StatusCode);
        Assert.Contains("Readers are told: “It was another dam.”", System.Net.WebUtility.HtmlDecode((await editor.ReadAsync(room)).Text), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task a_link_to_look_at_a_story_ends_with_the_right_of_whoever_made_it(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("Quillfeather", Paper.Body("Secret.")), EmbargoedUntil: DateTimeOffset.UtcNow.AddHours(3)).RunAsync(paper.Desk, "anna"));
        string page = await (await editor.SendAsync($"stories/{story}/en", [], $"stories/{story}/en?handler=Share")).Content.ReadAsStringAsync();
        string link = "preview/" + page.Split("/preview/")[1].Split('"')[0];
        using var stranger = new DeskVisitor(paper);
        Assert.Contains("Quillfeather", (await stranger.ReadAsync(link)).Text, StringComparison.Ordinal);
        await Paper.DoneAsync(new ChangeRole("editor@example.org", Role.Reporter).RunAsync(paper.Desk, "tests"));
        Assert.Equal(404, (await stranger.ReadAsync(link)).Status);
        await Paper.DoneAsync(new ChangeRole("editor@example.org", Role.Editor).RunAsync(paper.Desk, "tests"));
        Assert.Equal(200, (await stranger.ReadAsync(link)).Status);
    }

    [Theory, BothDatabases]
    public async Task whoever_is_invited_to_write_can_stand_in_bylines(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string known = await Paper.DoneAsync(new AddStaff(null, [new NewName("en", "Rita Roe")]).RunAsync(paper.Desk, "anna"));
        foreach (string email in new[] { "rita@example.org", "rita.two@example.org" }) await Paper.DoneAsync(new AddAccount(email, "Rita Roe", Role.Reporter, InBylines: true).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new AddAccount("ron@example.org", "Ron Rye", Role.Reporter).RunAsync(paper.Desk, "anna"));
        var accounts = await paper.Desk.Database.LookAsync(context => context.Set<AccountRow>().AsNoTracking().OrderBy(row => row.Email).ToDictionaryAsync(row => row.Email, row => row.StaffId));
        Assert.Equal((PublicId.TryRead(known, out long id) ? id : 0, (long?)null), (accounts["rita@example.org"], accounts["ron@example.org"]));
        Assert.NotNull(accounts["rita.two@example.org"]);
        var paths = await paper.Desk.Database.LookAsync(context => context.Set<LocalNameRow>().AsNoTracking().Where(row => row.Subject.StartsWith("staff:")).Select(row => row.Path).Order().ToListAsync());
        Assert.Equal(2, paths.Distinct().Count());
    }

    [Fact]
    public async Task what_was_chosen_under_filing_goes_along_with_whatever_is_done_next()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var visitor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        string section = await Paper.DoneAsync(new OpenSection(null, true, [new NewName("en", "Local")]).RunAsync(paper.Desk, "anna"));
        string story = await paper.FileAsync("Harbour wall holds");
        await using var window = await browser.OpenAsync(new() { ViewportSize = new() { Width = 1280, Height = 900 } });
        await visitor.SignInAsync(window);
        var page = await window.NewPageAsync();
        await page.GotoAsync($"http://localhost:{paper.Address.Port}/-/desk/stories/{story}/en");
        await page.WaitForSelectorAsync("#editor .ProseMirror");
        // What is refused is shown where it was chosen, and nothing else is done.
        await page.CheckAsync($"input[name=sections][value='{section}']");
        await page.FillAsync("input[name=guests]", "Boon Chaiyo");
        await page.FillAsync("input[name=relate]", "volcano");
        await page.ClickAsync("form[action$='handler=Publish'] button");
        await page.WaitForSelectorAsync("form[data-filing] .refused >> text=volcano");
        Assert.True(await page.IsCheckedAsync($"input[name=sections][value='{section}']"));
        await page.FillAsync("input[name=relate]", "");
        await page.ClickAsync("form[action$='handler=Publish'] button");
        string address = await page.Locator(".said a").GetAttributeAsync("href") ?? "";
        Assert.Contains("Boon Chaiyo", await paper.ReadAsync(address), StringComparison.Ordinal);
        // Whoever leaves without keeping it is asked.
        await page.Locator("form[data-filing]").EvaluateAsync("form => form.closest('details').open = true");
        await page.FillAsync("input[name=slugline]", "wall");
        Assert.True(await page.EvaluateAsync<bool>("() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))"));
        await page.CloseAsync();
    }
}
