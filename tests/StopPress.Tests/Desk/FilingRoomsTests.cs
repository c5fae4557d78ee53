using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Storylines;
using StopPress.Newsroom.Tags;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>The rooms for what stories are filed under: sections, tags, storylines, staff pages and the house's own pages.</summary>
public class FilingRoomsTests(Houses houses, Browser browser)
{
    [Theory, BothDatabases]
    public async Task an_editor_opens_names_orders_moves_and_closes_sections_without_a_script(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        await paper.OpenThaiAsync();
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        string world = await DoneAsync(editor, "sections", "Open", new() { ["name"] = "World", ["edition"] = "en", ["description"] = "All that is far." });
        string asia = await DoneAsync(editor, "sections", "Open", new() { ["name"] = "Asia", ["edition"] = "en", ["parent"] = world });
        string local = await DoneAsync(editor, "sections", "Open", new() { ["name"] = "Local", ["edition"] = "en" });
        Assert.Contains("\"/world/\"", await paper.ReadAsync("/"), StringComparison.Ordinal);

        // An address that was made of the name follows it; one that was chosen stays.
        await DoneAsync(editor, "sections", "Name", new() { ["id"] = world, ["edition"] = "en", ["name"] = "Abroad", ["slug"] = "world", ["description"] = "All that is far." });
        Assert.Equal("/abroad/asia/", (await paper.AskAsync("/world/asia/")).Headers.Location?.OriginalString);
        await DoneAsync(editor, "sections", "Name", new() { ["id"] = world, ["edition"] = "en", ["name"] = "Abroad", ["slug"] = "far-away", ["description"] = "" });
        await DoneAsync(editor, "sections", "Name", new() { ["id"] = world, ["edition"] = "en", ["name"] = "Foreign", ["slug"] = "far-away", ["description"] = "" });
        string page = await paper.ReadAsync("/far-away/");
        Assert.Contains(">Foreign<", page, StringComparison.Ordinal);
        Assert.DoesNotContain("All that is far", page, StringComparison.Ordinal);
        await DoneAsync(editor, "sections", "Name", new() { ["id"] = world, ["edition"] = "th", ["name"] = "ต่างประเทศ", ["slug"] = "" });
        Assert.Equal(200, (int)(await paper.AskAsync("/th/" + Uri.EscapeDataString("ต่างประเทศ") + "/")).StatusCode);

        await DoneAsync(editor, "sections", "Order", new() { ["id"] = local, ["before"] = world });
        string front = await paper.ReadAsync("/");
        Assert.True(front.IndexOf("\"/local/\"", StringComparison.Ordinal) < front.IndexOf("\"/far-away/\"", StringComparison.Ordinal), "Local comes first.");
        await DoneAsync(editor, "sections", "Move", new() { ["id"] = asia, ["parent"] = local });
        Assert.Equal("/local/asia/", (await paper.AskAsync("/world/asia/")).Headers.Location?.OriginalString);
        await DoneAsync(editor, "sections", "Close", new() { ["id"] = local });
        Assert.DoesNotContain("\"/local/\"", await paper.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Equal(200, (int)(await paper.AskAsync("/local/asia/")).StatusCode);
        await DoneAsync(editor, "sections", "Reopen", new() { ["id"] = local });
        Assert.Contains("\"/local/\"", await paper.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_refusal_says_why_in_plain_words_and_loses_nothing_that_was_typed()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        string world = await DoneAsync(editor, "sections", "Open", new() { ["name"] = "World", ["edition"] = "en" }), local = await DoneAsync(editor, "sections", "Open", new() { ["name"] = "Local", ["edition"] = "en" });
        string tag = await DoneAsync(editor, "tags", "Add", new() { ["name"] = "Kyiv", ["edition"] = "en" });
        string line = await DoneAsync(editor, "storylines", "Start", new() { ["name"] = "The wall", ["edition"] = "en" });
        foreach (var (room, handler, fields, says, typed) in new (string, string, Dictionary<string, string>, string, string[])[]
        {
            ("sections", "Open", new() { ["name"] = "WORLD", ["edition"] = "en", ["description"] = "Of <what>" }, "leads to something else already", ["value=\"WORLD\"", "Of &lt;what&gt;"]),
            ("sections", "Name", new() { ["id"] = local, ["edition"] = "en", ["name"] = "Near & dear", ["slug"] = "world", ["description"] = "Typed" }, "leads to something else already", ["value=\"Near &amp; dear\"", "value=\"world\"", ">Typed<"]),
            ("sections", "Move", new() { ["id"] = local, ["parent"] = local }, "cannot be part of itself", []),
            ("sections", "Order", new() { ["id"] = local, ["before"] = local }, "Look at the order again", []),
            ("tags", "Add", new() { ["name"] = "Kyiv", ["edition"] = "en" }, "leads to something else already", ["value=\"Kyiv\""]),
            ("tags", "Merge", new() { ["id"] = tag, ["into"] = "Kiev", ["sure"] = "true" }, "No other tag is called &quot;Kiev&quot;", ["value=\"Kiev\""]),
            ("tags", "Merge", new() { ["id"] = tag, ["into"] = "Kiev" }, "must be confirmed", ["value=\"Kiev\""]),
            ("storylines", "Turn", new() { ["id"] = line, ["day"] = "", ["told"] = "en", ["says"] = "It fell." }, "There is no such day", [">It fell.<"]),
            ("storylines", "Turn", new() { ["id"] = line, ["day"] = "2026-03-01", ["told"] = "en", ["says"] = " " }, "told in no edition", ["value=\"2026-03-01\""]),
            ("staff", "Add", new() { ["name"] = "Anna", ["edition"] = "en", ["title"] = "Reporter", ["email"] = "anna at home" }, "no e-mail address", ["value=\"Anna\"", "value=\"Reporter\"", "value=\"anna at home\""]),
            ("pages", "Begin", new() { ["headline"] = "About", ["edition"] = "xx" }, "There is no edition", ["value=\"About\""]),
        })
        {
            var answer = await editor.SendAsync("account", fields, $"{room}?handler={handler}");
            string text = await answer.Content.ReadAsStringAsync();
            Assert.Equal((room, handler, 422), (room, handler, (int)answer.StatusCode));
            Assert.Contains(says, text, StringComparison.Ordinal);
            Assert.All(typed, one => Assert.Contains(one, text, StringComparison.Ordinal));
        }
        Assert.Equal(404, (await editor.ReadAsync($"sections?id={PublicId.Text(1)}")).Status);
    }

    [Theory, BothDatabases]
    public async Task tags_are_added_while_filing_by_those_who_may_and_merged_by_their_names(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        string section = await Paper.DoneAsync(new OpenSection(null, true, [new NewName("en", "World")]).RunAsync(paper.Desk, "anna"));
        string kiev = await Paper.DoneAsync(new AddTag([new NewName("en", "Kiev")]).RunAsync(paper.Desk, "anna"));
        using var reporter = await DeskVisitor.ComeAsync(paper, Role.Reporter);
        using var reader = await DeskVisitor.ComeAsync(paper, Role.CopyEditor);
        string begun = (await reporter.SendAsync("", new() { ["headline"] = "From Kyiv", ["edition"] = "en" })).Headers.Location!.OriginalString["/-/desk/".Length..];
        string story = begun.Split('/')[1];
        Dictionary<string, string> filing = new() { ["sections"] = section, ["newTags"] = "kiev, Ukraine" };
        Assert.DoesNotContain("newTags", (await reporter.ReadAsync(begun)).Text, StringComparison.Ordinal);
        Assert.Equal(422, (int)(await reporter.SendAsync("account", new(filing), begun + "?handler=Filing")).StatusCode);
        Assert.Equal(404, (int)(await paper.AskAsync("/tag/ukraine/")).StatusCode);
        Assert.Contains("newTags", (await reader.ReadAsync(begun)).Text, StringComparison.Ordinal);
        Assert.Equal(302, (int)(await reader.SendAsync("account", new(filing), begun + "?handler=Filing")).StatusCode);
        var tags = await paper.Desk.Database.LookAsync(context => context.Set<TagRow>().Select(row => row.Id).ToListAsync());
        Assert.Equal(2, tags.Count);

        await paper.PublishAsync(story);
        string room = (await reader.ReadAsync($"tags?id={kiev}")).Text;
        Assert.Contains("<td>1</td>", room, StringComparison.Ordinal);
        string kyiv = await DoneAsync(reader, "tags", "Name", new() { ["id"] = kiev, ["edition"] = "en", ["name"] = "Kyiv", ["slug"] = "kiev", ["description"] = "The city." });
        Assert.Equal("/tag/kyiv/", (await paper.AskAsync("/tag/kiev/")).Headers.Location?.OriginalString);
        Assert.Contains(">The city.</p>", await paper.ReadAsync("/tag/kyiv/"), StringComparison.Ordinal);
        string ukraine = PublicId.Text(tags.First(id => PublicId.Text(id) != kiev));
        Assert.Equal(ukraine, await DoneAsync(reader, "tags", "Merge", new() { ["id"] = kyiv, ["into"] = "ukraine", ["sure"] = "true" }));
        Assert.Equal("/tag/ukraine/", (await paper.AskAsync("/tag/kiev/")).Headers.Location?.OriginalString);
        Assert.Contains("From Kyiv", await paper.ReadAsync("/tag/ukraine/"), StringComparison.Ordinal);
        Assert.Equal(404, (await reader.ReadAsync($"tags?id={kyiv}")).Status);
    }

    [Theory, BothDatabases]
    public async Task a_draft_is_counted_under_no_tag_and_a_closed_section_is_offered_to_no_new_story(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        string closed = await Paper.DoneAsync(new OpenSection(null, true, [new NewName("en", "Long ago")]).RunAsync(paper.Desk, "anna"));
        string line = await Paper.DoneAsync(new StartStoryline([new NewName("en", "It is over")]).RunAsync(paper.Desk, "anna"));
        string tag = await Paper.DoneAsync(new AddTag([new NewName("en", "Secret")]).RunAsync(paper.Desk, "anna"));
        string there = await paper.FileAsync("There already", filing: new StoryFiling([closed], [line], [tag])), fresh = await paper.FileAsync("New");
        await Paper.DoneAsync(new CloseSection(closed).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new CloseStoryline(line).RunAsync(paper.Desk, "anna"));
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        Assert.Contains("<td>0</td>", (await editor.ReadAsync("tags")).Text, StringComparison.Ordinal);
        foreach (string name in new[] { "Long ago", "It is over" })
        {
            Assert.Contains(name, (await editor.ReadAsync($"stories/{there}/en")).Text, StringComparison.Ordinal);
            Assert.DoesNotContain(name, (await editor.ReadAsync($"stories/{fresh}/en")).Text, StringComparison.Ordinal);
        }
    }

    [Theory, BothDatabases]
    public async Task a_storyline_is_told_staff_are_described_and_a_page_is_begun_in_each_edition(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        await paper.OpenThaiAsync();
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        string line = await DoneAsync(editor, "storylines", "Start", new() { ["name"] = "The wall", ["edition"] = "en", ["description"] = "How it was built." });
        await DoneAsync(editor, "storylines", "Turn", new() { ["id"] = line, ["day"] = "2026-03-01", ["told"] = "en", ["says"] = "The storm came." });
        string point = (await paper.Desk.Database.LookAsync(context => context.Set<TurningPointRow>().Select(row => row.Id).ToListAsync())).Select(PublicId.Text).Single();
        Assert.Contains("The storm came.", await paper.ReadAsync("/storyline/the-wall/"), StringComparison.Ordinal);
        await DoneAsync(editor, "storylines", "Tell", new() { ["id"] = line, ["point"] = point, ["day"] = "2026-03-02", ["told"] = "en", ["says"] = "The storm passed." });
        Assert.Contains("2026-03-02", await paper.ReadAsync("/storyline/the-wall/"), StringComparison.Ordinal);
        await DoneAsync(editor, "storylines", "Close", new() { ["id"] = line });
        Assert.Contains("has ended", await paper.ReadAsync("/storyline/the-wall/"), StringComparison.Ordinal);
        await DoneAsync(editor, "storylines", "Reopen", new() { ["id"] = line });
        await DoneAsync(editor, "storylines", "Untell", new() { ["id"] = line, ["point"] = point });
        string told = await paper.ReadAsync("/storyline/the-wall/");
        Assert.DoesNotContain("The storm", told, StringComparison.Ordinal);
        Assert.DoesNotContain("has ended", told, StringComparison.Ordinal);

        string anna = await DoneAsync(editor, "staff", "Add", new() { ["name"] = "Anna Weber", ["edition"] = "en", ["title"] = "Reporter", ["email"] = "anna@example.org" });
        await DoneAsync(editor, "staff", "Name", new() { ["id"] = anna, ["edition"] = "th", ["name"] = "แอนนา เวเบอร์", ["slug"] = "anna-weber", ["title"] = "ผู้สื่อข่าว", ["description"] = "ทำข่าวท่าเรือ" });
        string about = await paper.ReadAsync("/th/author/anna-weber/");
        Assert.Contains("ผู้สื่อข่าว", about, StringComparison.Ordinal);
        Assert.Contains("ทำข่าวท่าเรือ", about, StringComparison.Ordinal);

        var begun = await editor.SendAsync("account", new() { ["headline"] = "About us", ["edition"] = "en" }, "pages?handler=Begin");
        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        string page = begun.Headers.Location!.OriginalString.Split('/')[4];
        Assert.Equal(302, (int)(await editor.SendAsync("account", new() { ["page"] = page, ["edition"] = "th" }, "pages?handler=Text")).StatusCode);
        Assert.Equal(2, (await editor.ReadAsync("pages")).Text.Split($"/stories/{page}/").Length - 1);
        Assert.Equal("/about-us/", await paper.PublishAsync(page));
        Assert.Contains("\"/about-us/\"", await paper.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en-GB", ColorScheme.Light, 1280)]
    [InlineData("th-TH", ColorScheme.Dark, 390)]
    public async Task the_rooms_look_meant_and_work_by_keyboard(string language, ColorScheme scheme, int width)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        var chosen = await FillAsync(paper);
        using var visitor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        await using var window = await browser.OpenAsync(new() { Locale = language, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        await visitor.SignInAsync(window);
        var page = await window.NewPageAsync();
        string desk = $"http://localhost:{paper.Address.Port}/-/desk";
        foreach (var (room, id) in chosen)
        {
            await page.GotoAsync($"{desk}/{room}");
            await DeskScreen.LookAsync(page, $"{room}-{width}");
            if (id is null) continue;
            await page.GotoAsync($"{desk}/{room}?id={id}");
            await DeskScreen.LookAsync(page, $"{room}-one-{width}");
        }
        await page.FocusAsync("details.menu summary");
        await page.Keyboard.PressAsync("Enter");
        await DeskScreen.LookAsync(page, $"house-menu-{width}");
        await page.FocusAsync("details.menu summary");
        while (!await page.EvaluateAsync<bool>("document.activeElement.pathname?.endsWith('/sections')")) await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"{desk}/sections");
        await page.FocusAsync("#new-name");
        await page.Keyboard.TypeAsync("Weather");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync($"{desk}/sections?id=*");
        Assert.Contains("/weather/", await paper.ReadAsync("/"), StringComparison.Ordinal);
        await DeskScreen.LookAsync(page, $"sections-opened-{width}");
    }

    private static async Task<(string Room, string? Id)[]> FillAsync(Paper paper)
    {
        await paper.OpenThaiAsync();
        NewName[] Both(string english, string thai, string? title = null, string? about = null) => [new("en", english, Title: title, Description: about), new("th", thai, Title: title)];
        Task<string> Open(string? parent, string english, string thai) => Paper.DoneAsync(new OpenSection(parent, true, Both(english, thai)).RunAsync(paper.Desk, "anna"));
        string world = await Open(null, "World", "ต่างประเทศ"), local = await Open(null, "Local", "ท้องถิ่น"), old = await Open(local, "The old harbour", "ท่าเรือเก่า");
        string asia = await Open(world, "Asia", "เอเชีย");
        await Open(asia, "A section with a very long name that somebody thought of on a Friday afternoon", "หมวดที่มีชื่อยาวมากจนไม่น่าจะมีใครตั้งจริง");
        await Paper.DoneAsync(new CloseSection(old).RunAsync(paper.Desk, "anna"));
        string tag = await Paper.DoneAsync(new AddTag(Both("Harbour", "ท่าเรือ")).RunAsync(paper.Desk, "anna"));
        for (var i = 0; i < 12; i++) await Paper.DoneAsync(new AddTag([new NewName("en", "Topic " + i.ToString(CultureInfo.InvariantCulture))]).RunAsync(paper.Desk, "anna"));
        string line = await Paper.DoneAsync(new StartStoryline(Both("The harbour wall", "กำแพงท่าเรือ", about: "After the storm the town argues about a wall.")).RunAsync(paper.Desk, "anna"));
        foreach (var (day, says) in new[] { (1, "The storm breaks the old wall."), (9, "The council votes for a new one, by seven to four.") })
        {
            await Paper.DoneAsync(new AddTurningPoint(line, new DateOnly(2026, 3, day), [new PointWords("en", says), new PointWords("th", "พายุพัดกำแพงเก่าพัง")]).RunAsync(paper.Desk, "anna"));
        }
        string staff = await Paper.DoneAsync(new AddStaff(null, Both("Anna Weber", "แอนนา เวเบอร์", "Reporter")).RunAsync(paper.Desk, "anna"));
        await paper.PublishAsync(await paper.FileAsync("About us", kind: StoryKind.Page));
        await paper.FileAsync("Contact", kind: StoryKind.Page);
        await paper.PublishAsync(await paper.FileAsync("The wall is up", filing: new StoryFiling([asia], [line], [tag])));
        return [("sections", asia), ("tags", tag), ("storylines", line), ("staff", staff), ("pages", null)];
    }

    // Sends a form, which must be taken; the id of what is chosen afterwards.
    private static async Task<string> DoneAsync(DeskVisitor visitor, string room, string handler, Dictionary<string, string> fields)
    {
        var answer = await visitor.SendAsync("account", fields, $"{room}?handler={handler}");
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{room} {handler}: {(int)answer.StatusCode} {string.Concat(text.Skip(text.IndexOf("role=\"alert\"", StringComparison.Ordinal)).Take(300))}");
        string to = answer.Headers.Location!.OriginalString;
        Assert.StartsWith($"/-/desk/{room}?id=", to, StringComparison.Ordinal);
        Assert.Contains("role=\"status\"", (await visitor.ReadAsync(to["/-/desk/".Length..])).Text, StringComparison.Ordinal);
        return to.Split("id=")[1].Split('&')[0];
    }
}
