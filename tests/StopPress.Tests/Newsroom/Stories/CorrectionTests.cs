using System.Text.RegularExpressions;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests.Newsroom.Stories;

/// <summary>Texts that are corrected or refiled after publication.</summary>
public partial class CorrectionTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task a_correction_stands_on_the_story_and_among_the_editions_corrections_with_the_present_headline(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        string story = await paper.FileAsync("Forty boats lost", "Some 40 boats were lost.");
        string path = await paper.PublishAsync(story);
        Assert.DoesNotContain("Forty boats lost", Middle(await paper.ReadAsync("/corrections/")), StringComparison.Ordinal);
        await DoneAsync(paper, new CorrectStory(story, "en", "It was not <40> boats but 14.", Words("Fourteen boats lost", "Some 14 boats were lost.")));
        await DoneAsync(paper, new CorrectStory(story, "en", "They were lost on Tuesday."));
        string page = await paper.ReadAsync(path);
        Assert.Contains("Some 14 boats were lost.", page, StringComparison.Ordinal);
        Assert.Contains("Updated", page, StringComparison.Ordinal);
        Assert.Matches(@"(?s)Correction</b>.*not &lt;40&gt; boats but 14\..*Correction</b>.*lost on Tuesday\.", page);
        Assert.Contains("\"correction\":[{\"@type\":\"CorrectionComment\",\"text\":\"It was not \\u003C40\\u003E boats but 14.\"", page, StringComparison.Ordinal);
        string corrections = Middle(await paper.ReadAsync("/corrections/"));
        Assert.Matches($@"(?s)lost on Tuesday\..*<a href=""{path}"">Fourteen boats lost</a>.*not &lt;40&gt; boats", corrections);
        Assert.DoesNotContain("Tuesday", await paper.ReadAsync("/th/corrections/"), StringComparison.Ordinal);
        Assert.Contains("href=\"/th/corrections/\"", await paper.ReadAsync("/th/"), StringComparison.Ordinal);
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task a_correction_lets_out_what_the_desk_has_kept_since(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("The wall");
        string path = await paper.PublishAsync(story);
        await DoneAsync(paper, new EditStory(story, "en", Words("The wall", "It stands.")));
        Assert.DoesNotContain("It stands.", await paper.ReadAsync(path), StringComparison.Ordinal);
        Assert.Equal("edited-meanwhile", (await new CorrectStory(story, "en", "It stands.", Words("The wall", "It fell."), BasedOn: 1).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        await DoneAsync(paper, new CorrectStory(story, "en", "The wall has not fallen."));
        Assert.Contains("It stands.", await paper.ReadAsync(path), StringComparison.Ordinal);
        Assert.Equal("nothing-new", (await new PublishStory(story, "en").RunAsync(paper.Desk, "anna")).Refusal!.Code);
    }

    [Theory, BothDatabases]
    public async Task corrections_of_what_readers_do_not_have_are_not_listed_until_they_have_it_again(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string story = await paper.FileAsync("The wall");
        await paper.PublishAsync(story);
        await DoneAsync(paper, new CorrectStory(story, "en", "It is of stone."));
        string month = $"/corrections/{house.Clock.GetUtcNow():yyyy/MM}/";
        await ListedAsync(true);
        await DoneAsync(paper, new UnpublishStory(story));
        await ListedAsync(false);
        await DoneAsync(paper, new EditStory(story, "en", Words("The wall again", "More.")));
        await paper.PublishAsync(story);
        await ListedAsync(true);
        await DoneAsync(paper, new HoldStory(story));
        await ListedAsync(false);
        Assert.Equal("held", (await new CorrectStory(story, "en", "Again.").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        await DoneAsync(paper, new ReleaseStory(story));
        await ListedAsync(true);
        await DoneAsync(paper, new SetExpiry(story, house.Clock.GetUtcNow().AddHours(1)));
        house.Clock.Advance(TimeSpan.FromHours(2));
        while (await paper.Desk.Deadlines.FireDueAsync() > 0) { }
        await ListedAsync(false);
        await DoneAsync(paper, new SetExpiry(story, null));
        await paper.PublishAsync(await SaidAnewAsync());
        await ListedAsync(true);
        await DoneAsync(paper, new KillStory(story));
        await ListedAsync(false);
        Assert.Equal("cancelled", (await new CorrectStory(story, "en", "Again.").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("cancelled", (await new RefileStory(story, "en", Words("The wal", "More.")).RunAsync(paper.Desk, "anna")).Refusal!.Code);

        async Task<string> SaidAnewAsync()
        {
            await DoneAsync(paper, new EditStory(story, "en", Words("The wall once more", "More.")));
            return story;
        }

        async Task ListedAsync(bool listed)
        {
            Assert.Equal(listed, (await paper.ReadAsync("/corrections/")).Contains("It is of stone.", StringComparison.Ordinal));
            Assert.Equal(listed ? 200 : 404, (int)(await paper.AskAsync(month)).StatusCode);
        }
    }

    [Theory, BothDatabases]
    public async Task a_correction_says_something_of_a_text_that_is_out_and_nobody_can_take_its_address(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("The wall");
        Assert.Equal("not-out", await CodeAsync(new CorrectStory(story, "en", "It is of stone.")));
        await paper.PublishAsync(story);
        foreach (string nothing in new[] { " ", "\u200b", "\u200f \u2060" }) Assert.Equal("empty", await CodeAsync(new CorrectStory(story, "en", nothing)));
        Assert.Equal("too-long", await CodeAsync(new CorrectStory(story, "en", new string('x', 2001))));
        Assert.Equal("unknown-edition", await CodeAsync(new CorrectStory(story, "th", "It is of stone.")));
        Assert.Equal("no-headline", await CodeAsync(new CorrectStory(story, "en", "It is of stone.", Words("", "It is."))));
        var disputed = new Document([new Conflict(BlockId.New(), [], [])]);
        Assert.Equal("conflict", await CodeAsync(new CorrectStory(story, "en", "It is of stone.", new StoryWords("The wall", ProseMirrorJson.Write(disputed)))));
        Assert.DoesNotContain("of stone", await paper.ReadAsync("/corrections/"), StringComparison.Ordinal);
        string page = await paper.FileAsync("Corrections", kind: StoryKind.Page);
        Assert.Equal("address-reserved", (await new PublishStory(page, "en").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("address-reserved", (await new StopPress.Newsroom.Sections.OpenSection(null, true, [new NewName("en", "Corrections")]).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("/corrections/", (await paper.AskAsync("/corrections")).Headers.Location!.OriginalString);

        async Task<string> CodeAsync(CorrectStory act) => (await act.RunAsync(paper.Desk, "anna")).Refusal!.Code;
    }

    [Theory, BothDatabases]
    public async Task older_corrections_stand_by_month(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string story = await paper.FileAsync("The wall");
        await paper.PublishAsync(story);
        string first = $"/corrections/{house.Clock.GetUtcNow():yyyy/MM}/";
        for (var i = 1; i <= 3; i++) await DoneAsync(paper, new CorrectStory(story, "en", $"First {i}."));
        house.Clock.Advance(TimeSpan.FromDays(45));
        for (var i = 1; i <= 49; i++) await DoneAsync(paper, new CorrectStory(story, "en", $"Second {i}."));
        string newest = Middle(await paper.ReadAsync("/corrections/"));
        Assert.Equal(50, Line().Count(newest));
        Assert.Contains($"rel=\"next\" href=\"{first}\"", newest, StringComparison.Ordinal);
        string month = Middle(await paper.ReadAsync(first));
        Assert.Equal(3, Line().Count(month));
        Assert.Matches(@"(?s)First 3\..*First 2\..*First 1\.", month);
        Assert.Contains($"rel=\"prev\" href=\"/corrections/{house.Clock.GetUtcNow():yyyy/MM}/\"", month, StringComparison.Ordinal);
        Assert.Equal(404, (int)(await paper.AskAsync("/corrections/2001/01/")).StatusCode);
        Assert.Equal(404, (int)(await paper.AskAsync(first + "01/")).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task a_refile_mends_a_slip_and_tells_nobody(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("The goverment met", "It met in the harbor.");
        Assert.Equal("not-out", await CodeAsync("The government met", "It met in the harbour."));
        string path = await paper.PublishAsync(story);
        Assert.Equal(path, await DoneAsync(paper, new RefileStory(story, "en", Words("The government met", "It met in the harbour."))));
        string page = await paper.ReadAsync(path);
        Assert.Contains("It met in the harbour.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Updated", page, StringComparison.Ordinal);
        Assert.Contains("The government met", await paper.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Equal("nothing-new", await CodeAsync("The government met", "It met in the harbour."));
        Assert.Equal("changes-meaning", await CodeAsync("The government met", "It did not meet in the harbour."));
        Assert.Equal("changes-meaning", await CodeAsync("The government fell", "It met in the harbour."));
        await DoneAsync(paper, new EditStory(story, "en", Words("The government met", "It met in secret in the harbour.")));
        var meanwhile = (await new RefileStory(story, "en", Words("The government met", "It met in the harbour,")).RunAsync(paper.Desk, "anna")).Refusal!;
        Assert.Equal("edited-meanwhile", meanwhile.Code);
        Assert.Contains("publish it", meanwhile.Help, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", await paper.ReadAsync(path), StringComparison.Ordinal);
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);

        async Task<string> CodeAsync(string headline, string body) => (await new RefileStory(story, "en", Words(headline, body)).RunAsync(paper.Desk, "anna")).Refusal!.Code;
    }

    [Theory, BothDatabases]
    public async Task a_picture_that_a_correction_takes_out_is_not_served_any_more(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string picture = (await Paper.DoneAsync(new StopPress.Newsroom.Media.AddPicture(Credit: "Anna").RunAsync(paper.Desk, "anna", new MemoryStream(Shots.Jpeg(600, 400))))).Id;
        Assert.True(PublicId.TryRead(picture, out long id));
        string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("The wall", ProseMirrorJson.Write(new Document([new Figure(BlockId.New(), id, "A wall", [], null)])))).RunAsync(paper.Desk, "anna"));
        string path = await paper.PublishAsync(story);
        string source = Source().Match(await paper.ReadAsync(path)).Groups[1].Value;
        Assert.Equal(200, (int)(await paper.AskAsync(source)).StatusCode);
        await DoneAsync(paper, new CorrectStory(story, "en", "The picture showed another wall.", Words("The wall", "It stands.")));
        Assert.Equal(404, (int)(await paper.AskAsync(source)).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task of_corrections_refiles_and_edits_at_once_nothing_is_lost_and_no_draft_slips_out(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("The goverment met", "It met.");
        string path = await paper.PublishAsync(story);
        for (var round = 0; round < 5; round++)
        {
            string headline = round % 2 == 0 ? "The government met" : "The goverment met";
            int number = round;
            var corrections = Enumerable.Range(0, 2).Select(who => Task.Run(() => new CorrectStory(story, "en", $"Correction {number} of {who}.").RunAsync(paper.Desk, "anna"))).ToList();
            var refiles = Enumerable.Range(0, 2).Select(_ => Task.Run(() => new RefileStory(story, "en", Words(headline, "It met.")).RunAsync(paper.Desk, "anna"))).ToList();
            Assert.All(await Task.WhenAll(corrections), done => Assert.Null(done.Refusal));
            Assert.Equal("nothing-new", Assert.Single(await Task.WhenAll(refiles), done => done.Refusal is not null).Refusal!.Code);
            string page = await paper.ReadAsync(path);
            Assert.Contains(headline, page, StringComparison.Ordinal);
            for (var who = 0; who < 2; who++) Assert.Contains($"Correction {number} of {who}.", page, StringComparison.Ordinal);
        }
        var edit = Task.Run(() => new EditStory(story, "en", Words("A draft", "Not to be read.")).RunAsync(paper.Desk, "anna"));
        await new RefileStory(story, "en", Words("The government  met!", "It met.")).RunAsync(paper.Desk, "anna");
        Assert.Null((await edit).Refusal);
        Assert.DoesNotContain("A draft", await paper.ReadAsync(path), StringComparison.Ordinal);
        Assert.Equal(10, Line().Count(Middle(await paper.ReadAsync("/corrections/"))));
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    private static StoryWords Words(string headline, string body) => new(headline, Paper.Body(body));

    private static Task<string> DoneAsync(Paper paper, CorrectStory act) => Paper.DoneAsync(act.RunAsync(paper.Desk, "anna"));

    private static Task<string> DoneAsync(Paper paper, RefileStory act) => Paper.DoneAsync(act.RunAsync(paper.Desk, "anna"));

    private static Task<int> DoneAsync(Paper paper, EditStory act) => Paper.DoneAsync(act.RunAsync(paper.Desk, "anna"));

    private static Task DoneAsync(Paper paper, UnpublishStory act) => Paper.DoneAsync(act.RunAsync(paper.Desk, "anna"));

    private static Task DoneAsync(Paper paper, HoldStory act) => Paper.DoneAsync(act.RunAsync(paper.Desk, "anna"));

    private static Task DoneAsync(Paper paper, ReleaseStory act) => Paper.DoneAsync(act.RunAsync(paper.Desk, "anna"));

    private static Task DoneAsync(Paper paper, KillStory act) => Paper.DoneAsync(act.RunAsync(paper.Desk, "anna"));

    private static Task DoneAsync(Paper paper, SetExpiry act) => Paper.DoneAsync(act.RunAsync(paper.Desk, "anna"));

    private static string Middle(string page) => page[page.IndexOf("<main", StringComparison.Ordinal)..page.IndexOf("</main>", StringComparison.Ordinal)];

    [GeneratedRegex("<li><time")]
    private static partial Regex Line();

    [GeneratedRegex("<img[^>]* src=\"([^\"]+)\"")]
    private static partial Regex Source();
}
