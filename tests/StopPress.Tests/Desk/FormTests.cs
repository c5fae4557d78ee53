using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Storylines;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>That nothing which is typed into a form is lost: by somebody else's form, by being signed out, or because it was too much.</summary>
public class FormTests(Houses houses, Browser browser)
{
    [Theory, BothDatabases]
    public async Task what_a_colleague_has_kept_is_not_overwritten_by_a_form_that_was_opened_before(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(300, 200), new AddPicture(Credit: "Jane Doe"));
        await SecondAsync($"pictures/{picture}", "?handler=Describe", "caption.en", "The market under water", "city", "Talat Noi");
        string line = await Paper.DoneAsync(new StartStoryline([new NewName("en", "The flood")]).RunAsync(paper.Desk, "anna"));
        await SecondAsync($"storylines?id={line}", "storylines?handler=Name", "description", "How the water came.", "name", "The great flood");
        string story = await paper.FileAsync("Flood", "It rained.");
        await SecondAsync($"stories/{story}/en", "?handler=Filing", "slugline", "flood-market", "slugline", "flood-harbour");
        // What is not the same thing does not stand in the way: another picture, a revision of the story.
        string page = (await editor.ReadAsync($"pictures/{picture}")).Text;
        await Paper.DoneAsync(new DescribePicture(await Shots.AddAsync(paper, Shots.Jpeg(303, 200)), City: "Siam").RunAsync(paper.Desk, "anna"));
        Assert.Equal(302, (await editor.SubmitAsync("", $"pictures/{picture}?handler=Describe", DeskVisitor.FormOf(page, "?handler=Describe"))).Status);

        // Two open the same form; one keeps a field, then the other keeps another.
        async Task SecondAsync(string room, string action, string field, string kept, string own, string typed)
        {
            string opened = (await editor.ReadAsync(room)).Text;
            var first = DeskVisitor.FormOf(opened, action);
            var second = new Dictionary<string, string>(first) { [own] = typed };
            first[field] = kept;
            string sent = action[0] == '?' ? room + action : action;
            Assert.Equal((room, 302), (room, (await editor.SubmitAsync(room, sent, first)).Status));
            var (status, text) = await editor.SubmitAsync(room, sent, second);
            Assert.Equal((room, 422), (room, status));
            Assert.Contains("The Editor has changed this since you opened it", text, StringComparison.Ordinal);
            Assert.Contains(kept, (await editor.ReadAsync(room)).Text, StringComparison.Ordinal);
            // Whoever means it keeps it again; the page that was shown knows of the other's change.
            var again = DeskVisitor.FormOf(text, action);
            // What was not touched is as the other has it.
            if (own != "slugline") Assert.Equal((typed, kept), (again[own], again[field]));
            again[own] = typed;
            Assert.Equal((room, 302), (room, (await editor.SubmitAsync(room, sent, again)).Status));
            Assert.Contains(typed, (await editor.ReadAsync(room)).Text, StringComparison.Ordinal);
        }
    }

    [Theory, BothDatabases]
    public async Task who_was_signed_out_meanwhile_signs_in_beside_and_sends_what_was_typed_again(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        string line = await Paper.DoneAsync(new StartStoryline([new NewName("en", "The flood")]).RunAsync(paper.Desk, "anna"));
        var form = DeskVisitor.FormOf((await editor.ReadAsync($"storylines?id={line}")).Text, "?handler=Name");
        form["description"] = "How \"the water\" came <to> the market & went.\nAnd why.";
        var account = await paper.Desk.Database.FindByEmailAsync("editor@example.org", default);
        Assert.Null((await new CloseSession(account!.Id, But: "0000000000001").RunAsync(paper.Desk)).Refusal);
        var (status, text) = await editor.SubmitAsync($"storylines?id={line}", "storylines?handler=Name", form);
        Assert.Equal(401, status);
        Assert.Contains("You are signed out by now; nothing was changed.", text, StringComparison.Ordinal);
        var kept = DeskVisitor.FormOf(text, "/-/desk/storylines?handler=Name");
        Assert.Equal(form["description"], kept["description"]);
        Assert.Equal(302, (int)(await editor.SignInAsync("editor@example.org", DeskVisitor.Password)).StatusCode);
        Assert.Equal(302, (await editor.SubmitAsync("", "storylines?handler=Name", kept)).Status);
        Assert.Contains("came &lt;to&gt; the market &amp; went.", (await editor.ReadAsync($"storylines?id={line}")).Text, StringComparison.Ordinal);

        // What lets people in is never given back, by whomever and however it was sent.
        using var guest = new DeskVisitor(paper);
        foreach (var (visitor, action) in new[] { (guest, "account?handler=Password"), (editor, "account?handler=Password"), (guest, "sign-in"), (guest, "house/mail?handler=Keep") })
        {
            var (_, shown) = await visitor.SubmitAsync("account", action, [KeyValuePair.Create("old", "heron-secret"), KeyValuePair.Create("password", "heron-secret"), KeyValuePair.Create("email", "editor@example.org")]);
            Assert.DoesNotContain("heron-secret", shown, StringComparison.Ordinal);
        }

        // A page that was not sent with a form leads back to where somebody was, and what is too long is not handed round.
        using var stranger = new DeskVisitor(paper);
        Assert.Contains($"/-/desk/sign-in?back=%2Fstorylines%3Fid%3D{line}", (await stranger.SubmitAsync($"storylines?id={line}", "storylines?handler=Close", [])).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("xxxx", (await stranger.SubmitAsync("", "storylines?handler=Name", [KeyValuePair.Create("name", new string('x', 300_000))])).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_is_too_long_or_too_far_away_is_refused_with_all_that_was_typed()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(300, 200));
        string line = await Paper.DoneAsync(new StartStoryline([new NewName("en", "The flood")]).RunAsync(paper.Desk, "anna"));
        string story = await paper.FileAsync("Flood", "It rained."), much = new('m', 10_000);
        foreach (var (room, action, field) in new[]
        {
            ($"pictures/{picture}", $"pictures/{picture}?handler=Describe", "caption.en"), ($"pictures/{picture}", $"pictures/{picture}?handler=Describe", "alt.en"), ($"pictures/{picture}", $"pictures/{picture}?handler=Describe", "keywords"),
            ($"storylines?id={line}", "storylines?handler=Name", "name"), ($"storylines?id={line}", "storylines?handler=Name", "description"), ("people", "people?handler=Add", "name"), ("house", "house?handler=Name", "name"),
            ("front", "front?handler=Line", "text"), ("pages", "pages?handler=Begin", "headline"), ("house/redirects", "house/redirects?handler=Add", "from"), ("house/editions", "house/editions?handler=Change", "tagline"),
            ($"stories/{story}/en", $"stories/{story}/en?handler=Filing", "slugline"), ("tags", "tags?handler=Add", "name"), ("staff", "staff?handler=Add", "title"), ("sections", "sections?handler=Open", "description"),
        })
        {
            var form = DeskVisitor.FormOf((await owner.ReadAsync(room)).Text, action[action.IndexOf("handler", StringComparison.Ordinal)..]);
            foreach (string other in form.Keys.Where(one => form[one].Length == 0 && one is "name" or "headline" or "to" or "text")) form[other] = "Water";
            if (form.ContainsKey("email")) form["email"] = "jane@example.org";
            Assert.True(form.ContainsKey(field), $"{room} has no {field}: {string.Join(" ", form.Keys)}");
            form[field] = much;
            var (status, text) = await owner.SubmitAsync(room, action, form);
            Assert.Equal((action, field, 422), (action, field, status));
            if (field != "slugline") Assert.Contains(much, text, StringComparison.Ordinal);
        }
        foreach (string hour in new[] { "9999-12-31T10:00", "0001-01-01T00:00", "2200-01-01T00:00", "1899-12-31T23:59" })
        {
            foreach (var (action, field) in new[] { ($"pictures/{picture}?handler=Expiry", "until"), ("front?handler=Line", "until"), ($"stories/{story}/en?handler=Embargo", "until"), ($"stories/{story}/en?handler=Assign", "due") })
            {
                var answer = await owner.SendAsync(action.Split('?')[0], new() { [field] = hour, ["text"] = "Water", ["edition"] = "en" }, action);
                Assert.Equal((hour, action, 422), (hour, action, (int)answer.StatusCode));
            }
        }
    }

    [Fact]
    public async Task a_refusal_says_which_field_and_which_line_in_thai_as_well()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        string account = PublicId.Text((await paper.Desk.Database.FindByEmailAsync("administrator@example.org"))!.Id);
        await Paper.DoneAsync(new ChooseLanguage(account, "th").RunAsync(paper.Desk, "tests"));
        foreach (var (page, form, said) in new (string, Dictionary<string, string>, string)[]
        {
            ("people?handler=Add", new() { ["email"] = "jane@example.org", ["role"] = nameof(Role.Reporter) }, "ช่องชื่อยังว่างอยู่"),
            ("house?handler=Name", new() { ["name"] = new string('m', 300) }, "ชื่อหนังสือพิมพ์ยาว 300 ตัวอักษร ยาวได้ไม่เกิน 200 ตัวอักษร"),
            ("house/redirects?handler=Import", new() { ["csv"] = "/a/,/b/\n/c/" }, "บรรทัดที่ 2: ไม่ได้มีสองช่อง"),
            ("house/redirects?handler=Import", new() { ["csv"] = "/a/,/\n/b/,/\n/a/,/" }, "บรรทัดที่ 3: ที่อยู่นี้อยู่ในบรรทัดที่ 1 แล้ว"),
        })
        {
            Assert.Contains(said, await (await owner.SendAsync(page.Split('?')[0], form, page)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task a_headline_that_nobody_can_see_is_none()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        string story = await paper.FileAsync("Flood", "It rained.");
        Assert.Null((await new KeepDraft(story, "en", "annaannaannaanna", 1, 1, new DraftFields("\u200b\u2060\ufeff")).RunAsync(paper.Desk, "anna")).Refusal);
        Assert.Contains("It has no headline", (await editor.ReadAsync($"stories/{story}/en")).Text, StringComparison.Ordinal);
        Assert.Contains("Without headline", (await editor.ReadAsync("?view=list")).Text, StringComparison.Ordinal);
        Assert.Equal("empty", (await new StartStoryline([new NewName("en", "\u200b")]).RunAsync(paper.Desk, "anna")).Refusal?.Code);
    }

    [Fact]
    public async Task whoever_signed_in_long_ago_does_not_change_how_they_come_in()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        var clock = new HouseClock();
        await using var paper = await DeskVisitor.OpenAsync(house, clock);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        string first = (await editor.ReadAsync("account")).Text;
        var form = DeskVisitor.FormOf(first, "?handler=Authenticator");
        form["code"] = "000000";
        // The key that the phone has read by now stays the same after a wrong code.
        Assert.Equal(Key(first), Key((await editor.SubmitAsync("account", "account?handler=Authenticator", form)).Text));
        clock.Advance(TimeSpan.FromMinutes(61));
        foreach (string act in new[] { "Authenticator", "DropAuthenticator", "DropPasskey", "Passkey" })
        {
            var (status, text) = await editor.SubmitAsync("account", "account?handler=" + act, form);
            Assert.Equal((act, 422), (act, status));
            Assert.Contains("You signed in more than an hour ago", text, StringComparison.Ordinal);
        }
        Assert.Equal(302, (int)(await editor.SignInAsync("editor@example.org", DeskVisitor.Password)).StatusCode);
        form = DeskVisitor.FormOf((await editor.ReadAsync("account")).Text, "?handler=Authenticator");
        Assert.DoesNotContain("You signed in more than an hour ago", (await editor.SubmitAsync("account", "account?handler=DropAuthenticator", form)).Text, StringComparison.Ordinal);

        static string Key(string page) => System.Text.RegularExpressions.Regex.Match(page, "<code>([A-Z2-7 ]+)</code>").Groups[1].Value;
    }

    [Fact]
    public async Task a_story_is_begun_in_another_edition_and_a_form_of_somebody_else_is_given_back_to_read()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        await paper.OpenThaiAsync();
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        using var anna = await DeskVisitor.ComeAsync(paper, Role.CopyEditor, "anna@example.org");
        string story = await paper.FileAsync("Flood in the market", "It rained."), room = $"stories/{story}/en";
        var begun = await editor.SendAsync(room, new() { ["into"] = "th" }, room + "?handler=Text");
        Assert.Equal($"/-/desk/stories/{story}/th", begun.Headers.Location?.OriginalString);
        Assert.Contains("Flood in the market", (await editor.ReadAsync($"stories/{story}/th")).Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/-/desk/stories/{story}/th\" lang=\"th\"", (await editor.ReadAsync(room)).Text, StringComparison.Ordinal);
        Assert.Equal(422, (int)(await editor.SendAsync(room, new() { ["into"] = "th" }, room + "?handler=Text")).StatusCode);

        // What went out meanwhile is not taken back by a page that was opened before.
        await paper.PublishAsync(story);
        Assert.Contains("It is on the site by now", await (await editor.SendAsync(room, new() { ["stage"] = "draft" }, room + "?handler=Stage")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // A page of the editor's, whose browser somebody else has signed in to since, keeps nothing as theirs.
        string me = PublicId.Text((await paper.Desk.Database.FindByEmailAsync("editor@example.org"))!.Id);
        Assert.Contains($"\"X-Person\":\"{me}\"", (await editor.ReadAsync(room)).Text, StringComparison.Ordinal);
        foreach (var (visitor, status) in new[] { (editor, 200), (anna, 401) }) Assert.Equal(status, await visitor.AskAsScriptAsync(room + "/draft", me));

        string picture = await Shots.AddAsync(paper, Shots.Jpeg(300, 200));
        var form = DeskVisitor.FormOf((await editor.ReadAsync($"pictures/{picture}")).Text, "?handler=Describe");
        form["caption.en"] = "The market under <water>";
        var (refused, text) = await anna.SubmitAsync($"pictures/{picture}", $"pictures/{picture}?handler=Describe", form);
        Assert.Equal(400, refused);
        Assert.Contains("opened by somebody else", text, StringComparison.Ordinal);
        Assert.Contains("The market under &lt;water&gt;", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task somebody_who_has_a_page_in_another_edition_only_stands_in_bylines_all_the_same()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        await paper.OpenThaiAsync();
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        await owner.SendAsync("people", new() { ["name"] = "ปลา สมใจ", ["email"] = "pla@example.org", ["role"] = nameof(Role.Reporter), ["inBylines"] = "true" }, "people?handler=Add");
        string story = await Paper.DoneAsync(new FileStory("th", new StoryWords("Dam", Paper.Body("Water.")), "dam").RunAsync(paper.Desk, "anna"));
        Assert.Matches("<option value=\"[0-9a-z]{13}\"[^>]*>ปลา สมใจ</option>", (await owner.ReadAsync($"stories/{story}/th")).Text);
    }

    [Fact]
    public async Task the_browser_asks_before_what_was_typed_is_left_behind()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(300, 200));
        await using var window = await browser.OpenAsync(new() { Locale = "en-GB" });
        var page = await DeskScreen.OpenAsync(window, paper, editor, $"pictures/{picture}");
        var asked = new List<string>();
        page.Dialog += (_, dialog) =>
        {
            asked.Add(dialog.Type);
            _ = dialog.DismissAsync();
        };
        await page.FillAsync("#caption-en", "The market under water");
        await page.ClickAsync("section[aria-labelledby=expiry] button");
        await page.WaitForTimeoutAsync(500);
        Assert.Equal(["beforeunload"], asked);
        Assert.Equal("The market under water", await page.InputValueAsync("#caption-en"));
        await page.ClickAsync("section[aria-labelledby=describe] button.main");
        await page.WaitForURLAsync("**?said=kept");
        Assert.Equal("The market under water", await page.InputValueAsync("#caption-en"));
        // What was typed and taken away again is nothing; what a refusal gives back is asked for.
        await page.FillAsync("#city", "Talat Noi");
        await page.FillAsync("#city", "");
        await page.ReloadAsync();
        Assert.Equal(["beforeunload"], asked);
        await page.GotoAsync(page.Url.Split('?')[0] + "?said=kept");
        // What was done is where the reading goes on.
        Assert.Equal("said", await page.EvaluateAsync<string>("document.activeElement.className"));
        Assert.Equal(["beforeunload"], asked);
        await page.FillAsync("#credit", new string('m', 2000));
        await page.ClickAsync("section[aria-labelledby=describe] button.main");
        await page.WaitForSelectorAsync(".refused[role=alert]");
        await page.Locator("h1").ClickAsync();
        await page.ClickAsync(".top nav a >> nth=0");
        await page.WaitForTimeoutAsync(500);
        Assert.Equal(["beforeunload", "beforeunload"], asked);
        Assert.Equal(2000, (await page.InputValueAsync("#credit")).Length);
    }
}
