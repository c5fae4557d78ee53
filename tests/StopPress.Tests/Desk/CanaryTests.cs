using System.Net;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>Whom the words of a story reach at the desk before readers have them.</summary>
public class CanaryTests(Houses houses)
{
    private const string Canary = "quillfeather";

    [Theory]
    [InlineData(DatabaseKind.Sqlite, false)]
    [InlineData(DatabaseKind.Sqlite, true)]
    [InlineData(DatabaseKind.Postgres, true)]
    public async Task a_draft_and_what_is_under_embargo_reach_exactly_whom_the_table_allows(DatabaseKind kind, bool embargoed)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Reporter, "owner@example.org");
        string actor = PublicId.Text((await paper.Desk.Database.FindByEmailAsync("owner@example.org"))!.Id);
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(320, 200), new AddPicture(Credit: Canary, FileName: $"{Canary}.jpg", Words: [new("en", "", Canary)]));
        string story = await Paper.DoneAsync(new FileStory(
            "en", new StoryWords($"The {Canary} affair", Shots.Body(picture)), $"{Canary}-slug", EmbargoedUntil: embargoed ? DateTimeOffset.UtcNow.AddHours(1) : null).RunAsync(paper.Desk, actor));
        var note = new Paragraph(BlockId.New(), [new TextRun("nightjar", Marks.None.With(MarkSet.Note))]);
        string[] order = [.. ProseMirrorJson.Read((await new ReadDraft(story, "en").RunAsync(paper.Desk)).Value.Body.GetRawText()).Value.Blocks.Select(block => block.Id.ToString()), note.Id.ToString()];
        var kept = await new KeepDraft(story, "en", "0123456789abcdef", 1, Fields: new DraftFields(Kicker: Canary), Blocks: DraftAnswer.Nodes([note]), Order: order).RunAsync(paper.Desk, actor);
        Assert.Null(kept.Refusal);
        await Paper.DoneAsync(new MakeRemark(story, "en", "goatsucker").RunAsync(paper.Desk, actor));
        Assert.Contains(Canary, await AllAsync(owner, story, picture), StringComparison.Ordinal);
        foreach (var role in Enum.GetValues<Role>())
        {
            using var visitor = await DeskVisitor.ComeAsync(paper, role);
            bool may = role.May(Right.SeeBoard) && role.May(Right.WriteAll) && (!embargoed || role.May(Right.SeeEmbargoed));
            string all = await AllAsync(visitor, story, picture);
            Assert.Equal((role, may), (role, all.Contains(Canary, StringComparison.Ordinal)));
            Assert.Equal((role, may && role.May(Right.Write)), (role, all.Contains("goatsucker", StringComparison.Ordinal)));
            Assert.Equal((role, may), (role, (await visitor.ReadAsync($"pictures/{picture}/view")).Status == 200));
            var answer = await visitor.SendAsync("account", [], $"stories/{story}/en?handler=Publish");
            // Whoever does not see it is not told either that it is there.
            if (!may) Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.Forbidden });
        }
        using var stranger = new DeskVisitor(paper);
        // Whoever is given a link sees the one story, in the theme, until the link is ended.
        string shared = await Paper.DoneAsync(new SharePreview(story, "en").RunAsync(paper.Desk, actor));
        Assert.Contains(Canary, (await stranger.ReadAsync($"preview/{shared}")).Text, StringComparison.Ordinal);
        // Notes to the desk stay there.
        Assert.Contains("nightjar", (await owner.ReadAsync($"stories/{story}/en/draft")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("nightjar", (await stranger.ReadAsync($"preview/{shared}")).Text + (await owner.ReadAsync($"stories/{story}/en/preview")).Text, StringComparison.Ordinal);
        string rendition = MediaOf((await stranger.ReadAsync($"preview/{shared}")).Text);
        Assert.Equal((200, 404, 302), ((await stranger.ReadAsync($"preview/{shared}/media/{rendition}")).Status, (await stranger.ReadAsync($"preview/wrong/media/{rendition}")).Status, (await stranger.ReadAsync($"media/{rendition}")).Status));
        await Paper.DoneAsync(new EndPreviews(story, "en").RunAsync(paper.Desk, actor));
        Assert.Equal((404, 404), ((await stranger.ReadAsync($"preview/{shared}")).Status, (await stranger.ReadAsync($"preview/{shared}/media/{rendition}")).Status));
        Assert.DoesNotContain(Canary, await AllAsync(stranger, story, picture), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task of_a_story_that_is_out_whoever_may_not_write_in_it_sees_what_readers_have(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Reporter, "owner@example.org");
        string actor = PublicId.Text((await paper.Desk.Database.FindByEmailAsync("owner@example.org"))!.Id);
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(320, 200), new AddPicture(Credit: "Anna", FileName: "nightjar.jpg", Words: [new("en", "", "nightjar")]));
        string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("Known to all", Paper.Body("It happened."))).RunAsync(paper.Desk, actor));
        await paper.PublishAsync(story);
        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords($"The {Canary} affair", Shots.Body(picture))).RunAsync(paper.Desk, actor));
        Assert.Null((await new KeepDraft(story, "en", "0123456789abcdef", 2, Fields: new DraftFields(Kicker: "goatsucker")).RunAsync(paper.Desk, actor)).Refusal);
        foreach (string word in new[] { Canary, "nightjar", "goatsucker" }) Assert.Contains(word, await AllAsync(owner, story, picture), StringComparison.Ordinal);
        foreach (var role in Enum.GetValues<Role>())
        {
            using var visitor = await DeskVisitor.ComeAsync(paper, role);
            string all = await AllAsync(visitor, story, picture);
            Assert.Equal((role, role.May(Right.SeeBoard)), (role, all.Contains("Known to all", StringComparison.Ordinal) || all.Contains(Canary, StringComparison.Ordinal)));
            foreach (string word in new[] { Canary, "nightjar", "goatsucker" }) Assert.Equal((role, word, role.May(Right.WriteAll)), (role, word, all.Contains(word, StringComparison.Ordinal)));
        }
    }

    [Theory, BothDatabases]
    public async Task of_a_story_in_another_section_nothing_reaches_those_who_are_bound_until_readers_have_it(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Reporter, "owner@example.org");
        string actor = PublicId.Text((await paper.Desk.Database.FindByEmailAsync("owner@example.org"))!.Id);
        string sport = await SectionAsync(null, "Sport"), rowing = await SectionAsync(sport, "Rowing"), politics = await SectionAsync(null, "Politics");
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(320, 200), new AddPicture(Credit: Canary, FileName: $"{Canary}.jpg", Words: [new("en", "", Canary)]));
        string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("Known to all", Paper.Body("It happened.")), $"{Canary}-slug", new StoryFiling([rowing])).RunAsync(paper.Desk, actor));
        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords($"The {Canary} affair", Shots.Body(picture))).RunAsync(paper.Desk, actor));
        Assert.Null((await new KeepDraft(story, "en", "0123456789abcdef", 2, Fields: new DraftFields(Kicker: Canary)).RunAsync(paper.Desk, actor)).Refusal);
        await Paper.DoneAsync(new MakeRemark(story, "en", "goatsucker").RunAsync(paper.Desk, actor));
        await Paper.DoneAsync(new SetEmbargo(story, DateTimeOffset.UtcNow.AddHours(1)).RunAsync(paper.Desk, "tests"));
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.Administrator))
        {
            using var visitor = await DeskVisitor.ComeAsync(paper, role);
            string email = $"{role}@example.org".ToLowerInvariant();
            await BindAsync(email, politics);
            string mark = await MarkAsync(), other = await AllAsync(visitor, story, picture);
            foreach (string word in new[] { Canary, "goatsucker", "Known to all" }) Assert.Equal((role, word, false), (role, word, other.Contains(word, StringComparison.Ordinal)));
            await Paper.DoneAsync(new ChangeUrlSlug(story, "en", $"slug of {role}").RunAsync(paper.Desk, "tests"));
            Assert.Equal(mark, await MarkAsync());
            // Bound to what the section is part of, they have what the table says; the next request counts.
            await BindAsync(email, sport);
            bool may = role.May(Right.SeeBoard) && role.May(Right.WriteAll) && role.May(Right.SeeEmbargoed);
            string own = await AllAsync(visitor, story, picture);
            Assert.Equal((role, may, may && role.May(Right.Write)), (role, own.Contains(Canary, StringComparison.Ordinal), own.Contains("goatsucker", StringComparison.Ordinal)));
            await BindAsync(email, politics);
            Assert.DoesNotContain(Canary, await AllAsync(visitor, story, picture), StringComparison.Ordinal);

            // Who has no board has a page that says so, with a form's seal in it that is another one each time.
            async Task<string> MarkAsync() => await visitor.ReadAsync("board/news") is (200, var news, _) ? news : "";
        }
        await Paper.DoneAsync(new LiftEmbargo(story).RunAsync(paper.Desk, "tests"));
        await paper.PublishAsync(story);
        Assert.Null((await new KeepDraft(story, "en", "0123456789abcdef", 2, Fields: new DraftFields(Headline: "nightjar")).RunAsync(paper.Desk, actor)).Refusal);
        using var late = await DeskVisitor.ComeAsync(paper, Role.Editor, "late@example.org");
        await BindAsync("late@example.org", politics);
        string seen = await AllAsync(late, story, picture);
        Assert.Equal((true, false, false), (seen.Contains(Canary, StringComparison.Ordinal), seen.Contains("nightjar", StringComparison.Ordinal), seen.Contains("goatsucker", StringComparison.Ordinal)));

        Task<string> SectionAsync(string? parent, string name) => Paper.DoneAsync(new OpenSection(parent, true, [new NewName("en", name)]).RunAsync(paper.Desk, "tests"));
        Task<bool> BindAsync(string email, string section) => Paper.DoneAsync(new BindAccount(email, [section]).RunAsync(paper.Desk, "tests"));
    }

    private static string MediaOf(string page)
    {
        int at = page.IndexOf("/media/", StringComparison.Ordinal) + "/media/".Length;
        return page[at..page.IndexOfAny([' ', '"'], at)];
    }

    private static async Task<string> AllAsync(DeskVisitor visitor, string story, string picture)
    {
        string all = "";
        foreach (string page in new[] { "", $"?q={Canary}", "?stage=draft", "?view=list", $"?view=columns&q={Canary}", $"?view=list&order=Headline&q={Canary}", "calendar", "calendar?view=week", "messages", "board/news", $"stories/{story}/en", $"stories/{story}/en/draft", $"stories/{story}/en/preview", $"stories/{story}/en/look", $"links?q={Canary}", $"links?id={story}", $"pictures/{picture}", "account", "people", "audit", $"audit?q={Canary}", $"audit?handler=Export&q={Canary}", "pictures", $"pictures?q={Canary}", $"pictures?used={Canary}", "uploads", $"uploads?q={Canary}", $"uploads/{picture}", $"stories/{story}/en/remarks", $"stories/{story}/en/revisions" })
        {
            string text = (await visitor.ReadAsync(page)).Text;
            // What was looked for stands in the field again.
            all += text.Replace($"value=\"{Canary}\"", "", StringComparison.Ordinal).Replace($"q={Canary}", "", StringComparison.Ordinal).Replace($"used={Canary}", "", StringComparison.Ordinal);
        }
        return all;
    }
}
