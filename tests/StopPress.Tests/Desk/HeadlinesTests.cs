using Microsoft.Playwright;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>Headlines of their own for search engines and for whoever passes a story on, and the stories that are set beside it.</summary>
public class HeadlinesTests(Houses houses, Browser browser)
{
    private const string Tab = "annaannaannaanna";

    [Theory, BothDatabases]
    public async Task search_engines_and_cards_have_the_headlines_that_were_written_for_them(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Flood", "It rained.");
        string path = await paper.PublishAsync(story);
        Assert.Equal(("Flood | Our newspaper", "Flood"), await HeadAsync(paper, path));

        var fields = new DraftFields(SearchHeadline: "Flood in the harbour: what is closed", SocialHeadline: "The night the water came");
        Assert.Null((await new KeepDraft(story, "en", Tab, 1, 1, fields).RunAsync(paper.Desk, "anna")).Refusal);
        Assert.Equal(("Flood | Our newspaper", "Flood"), await HeadAsync(paper, path));
        long version = (await new ReadDraft(story, "en").RunAsync(paper.Desk)).Value.Version;
        // No reader of the story would call it a change.
        await Paper.DoneAsync(new RefileStory(story, "en", Draft: version).RunAsync(paper.Desk, "anna"));
        Assert.Equal(("Flood in the harbour: what is closed | Our newspaper", "The night the water came"), await HeadAsync(paper, path));
        string page = await paper.ReadAsync(path);
        Assert.Contains("<h1>Flood</h1>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Updated", page, StringComparison.Ordinal);

        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords("Flood", Paper.Body("It rained."), SocialHeadline: "Water")).RunAsync(paper.Desk, "anna"));
        await paper.PublishAsync(story);
        Assert.Equal(("Flood | Our newspaper", "Water"), await HeadAsync(paper, path));
        await Paper.DoneAsync(new RestoreRevision(story, "en", 2).RunAsync(paper.Desk, "anna"));
        await paper.PublishAsync(story);
        Assert.Equal(("Flood in the harbour: what is closed | Our newspaper", "The night the water came"), await HeadAsync(paper, path));
        Assert.Equal("too-long", (await new EditStory(story, "en", new StoryWords("Flood", Paper.Body("It rained."), SearchHeadline: new string('x', 501))).RunAsync(paper.Desk, "anna")).Refusal?.Code);
    }

    [Theory, BothDatabases]
    public async Task a_draft_that_an_earlier_release_has_kept_is_written_on(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Flood", "It rained.");
        Assert.Null((await new KeepDraft(story, "en", Tab, 1, 1, new DraftFields("Floods")).RunAsync(paper.Desk, "anna")).Refusal);
        var connection = await paper.Desk.Database.RentAsync();
        var kept = System.Text.Json.Nodes.JsonNode.Parse((string)(await connection.ScalarAsync(null, "SELECT memory FROM drafts"))!)!;
        Assert.True(kept["fields"]!.AsObject().Remove("search_headline") && kept["fields"]!.AsObject().Remove("social_headline"));
        await connection.ExecuteAsync(null, "UPDATE drafts SET memory = @memory", ("memory", kept.ToJsonString()));
        await paper.Desk.Database.Return(connection);
        var read = (await new ReadDraft(story, "en").RunAsync(paper.Desk)).Value;
        Assert.Equal(("Floods", ""), (read.Fields.Headline, read.Fields.SocialHeadline));
        Assert.Null((await new KeepDraft(story, "en", Tab, read.Version, 2, new DraftFields(SocialHeadline: "Water")).RunAsync(paper.Desk, "anna")).Refusal);
        read = (await new ReadDraft(story, "en").RunAsync(paper.Desk)).Value;
        Assert.Equal(("Floods", "Water", 0), (read.Fields.Headline, read.Fields.SocialHeadline, read.Conflicts.Count));
    }

    [Theory, BothDatabases]
    public async Task another_story_is_set_beside_it_by_words_of_its_headline(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        string flood = await paper.FileAsync("Flood in the harbour", "It rained."), repair = await paper.FileAsync("Flood gates repaired", "New gates.");
        string other = await paper.FileAsync("Flood", "Earlier.");
        string path = await paper.PublishAsync(flood);
        await paper.PublishAsync(repair);
        string secret = await Paper.DoneAsync(new FileStory("en", new StoryWords("Quillfeather", Paper.Body("Under embargo.")), EmbargoedUntil: DateTimeOffset.UtcNow.AddHours(2)).RunAsync(paper.Desk, "anna"));
        string room = $"stories/{flood}/en", filing = room + "?handler=Filing";

        async Task<string> SetAsync(string words, params string[] kept)
        {
            var fields = new Dictionary<string, string> { ["relate"] = words };
            for (var i = 0; i < kept.Length; i++) fields[$"related[{i}]"] = kept[i];
            var answer = await editor.SendAsync(room, fields, filing);
            return answer.Headers.Location?.OriginalString ?? await answer.Content.ReadAsStringAsync();
        }

        // Words that several have are asked for again; none of it is lost.
        string unclear = await SetAsync("flood g");
        Assert.EndsWith("?said=kept", unclear, StringComparison.Ordinal);
        Assert.Contains("Flood gates repaired", await paper.ReadAsync(path), StringComparison.Ordinal);
        string several = await SetAsync("loo", repair);
        Assert.Contains("2 stories have these words", several, StringComparison.Ordinal);
        Assert.Contains("value=\"loo\"", several, StringComparison.Ordinal);
        Assert.Contains("No headline has the words", await SetAsync("volcano", repair), StringComparison.Ordinal);
        Assert.EndsWith("?said=kept", await SetAsync("Flood", repair), StringComparison.Ordinal);
        var beside = await RelatedAsync(paper);
        Assert.Equal([repair, other], beside);
        // Whoever may not see one keeps it, and learns nothing of it.
        await Paper.DoneAsync(new ChangeFiling(flood, new StoryFiling(Related: [secret])).RunAsync(paper.Desk, "anna"));
        using var translator = await DeskVisitor.ComeAsync(paper, Role.Translator);
        string page = (await translator.ReadAsync(room)).Text;
        Assert.Contains("A story that you may not see", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Quillfeather", page, StringComparison.Ordinal);
        Assert.Contains("Quillfeather", (await editor.ReadAsync(room)).Text, StringComparison.Ordinal);
        Assert.EndsWith("?said=kept", await SetAsync(""), StringComparison.Ordinal);
        Assert.Empty(await RelatedAsync(paper));
    }

    [Theory]
    [InlineData("en-GB", ColorScheme.Light, 1280)]
    [InlineData("th-TH", ColorScheme.Dark, 390)]
    public async Task somebody_writes_them_and_sees_how_they_will_look(string language, ColorScheme scheme, int width)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var visitor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        string edition = language[..2];
        if (edition == "th") await paper.OpenThaiAsync();
        var (headline, search, long_) = edition == "th"
            ? ("กำแพงกันคลื่นต้านพายุได้", "กำแพงกันคลื่นปากน้ำ ถนนปิดสามสาย", string.Concat(Enumerable.Repeat("กำแพงยืนอยู่ได้ตลอดคืน ", 6)))
            : ("Harbour wall holds", "Harbour wall: three roads closed", string.Concat(Enumerable.Repeat("The wall stood through the night. ", 4)));
        string story = await Paper.DoneAsync(new FileStory(edition, new StoryWords(headline, Paper.Body(long_))).RunAsync(paper.Desk, "anna"));
        await using var window = await browser.OpenAsync(new() { Locale = language, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        await visitor.SignInAsync(window);
        var page = await window.NewPageAsync();
        await page.GotoAsync($"http://localhost:{paper.Address.Port}/-/desk/stories/{story}/{edition}");
        await page.WaitForSelectorAsync("#editor .ProseMirror");
        await page.Locator("#headlines").EvaluateAsync("element => element.closest('details').open = true");
        await page.WaitForFunctionAsync("text => document.querySelector('#headlines .result .title').textContent.startsWith(text)", headline);
        await page.FillAsync("#editor-search_headline", search);
        await page.FillAsync("#editor-social_headline", long_.Trim());
        await page.WaitForFunctionAsync("text => document.querySelector('#headlines .result .title').textContent.startsWith(text)", search);
        await page.WaitForFunctionAsync("() => document.querySelector('#editor-social_headline-count').classList.contains('wrong')");
        await page.EvaluateAsync("() => window.stoppressEditor.flush()");
        await page.Locator("#headlines").ScrollIntoViewIfNeededAsync();
        await DeskScreen.LookAsync(page, $"headlines-{width}");
        var kept = (await new ReadDraft(story, edition).RunAsync(paper.Desk)).Value.Fields;
        Assert.Equal((search, long_.Trim(), headline), (kept.SearchHeadline, kept.SocialHeadline, kept.Headline));
        // What two have written stands side by side, unfolded.
        await page.ReloadAsync();
        await page.WaitForSelectorAsync("#editor .ProseMirror");
        Assert.Null((await new KeepDraft(story, edition, Tab, 1, 1, new DraftFields(SearchHeadline: "Quillfeather")).RunAsync(paper.Desk, "anna")).Refusal);
        await page.EvaluateAsync("() => window.stoppressEditor.look()");
        await page.WaitForSelectorAsync("#headlines .versions .side >> text=Quillfeather");
        Assert.Equal(search, await page.InputValueAsync("#editor-search_headline"));
        await page.CloseAsync();
    }

    private static async Task<(string Title, string Card)> HeadAsync(Paper paper, string path)
    {
        string page = await paper.ReadAsync(path);
        return (Between(page, "<title>", "</title>"), Between(page, "<meta property=\"og:title\" content=\"", "\""));
    }

    private static string Between(string page, string before, string after)
    {
        int from = page.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return page[from..page.IndexOf(after, from, StringComparison.Ordinal)];
    }

    private static Task<List<string>> RelatedAsync(Paper paper) => paper.Desk.Database.ReadAsync(
        (connection, snapshot) => connection.ListAsync(snapshot, "SELECT related_id FROM related_stories ORDER BY position", row => PublicId.Text(row.GetInt64(0))));
}
