using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Staff;

/// <summary>Who works in some sections only, and what follows from it.</summary>
public class BindAccountTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task an_account_is_bound_to_sections_that_there_are_and_an_administrator_to_none(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string sport = await SectionAsync(paper, "Sport"), politics = await SectionAsync(paper, "Politics");
        string ed = await AccountAsync(paper, "ed@example.org", Role.Editor), gone = await AccountAsync(paper, "gone@example.org", Role.Editor), owner = await AccountAsync(paper, "owner@example.org", Role.Administrator);
        await Paper.DoneAsync(new EndAccount(gone).RunAsync(paper.Desk, "tests"));
        foreach (var (act, code) in new[]
        {
            (new BindAccount("nobody@example.org", [sport]), "unknown-account"), (new BindAccount(gone, [sport]), "has-left"), (new BindAccount(owner, [sport]), "is-administrator"),
            (new BindAccount(ed, [sport, "0000000000001"]), "unknown-section"), (new BindAccount(ed, ["sport"]), "unknown-section"),
        }) Assert.Equal(code, (await act.RunAsync(paper.Desk, "tests")).Refusal?.Code);
        Assert.Empty(await BoundAsync());
        // Two who choose at once: what stands there is what one of them chose, and not both.
        await Task.WhenAll(new[] { sport, politics }.Select(section => Task.Run(() => Paper.DoneAsync(new BindAccount(ed, [section]).RunAsync(paper.Desk, "tests")))));
        Assert.Single(await BoundAsync());
        await Paper.DoneAsync(new BindAccount(ed, []).RunAsync(paper.Desk, "tests"));
        Assert.Empty(await BoundAsync());
        await Paper.DoneAsync(new BindAccount(ed, [sport, politics, sport]).RunAsync(paper.Desk, "tests"));
        Assert.Equal(2, (await BoundAsync()).Count);
        await Paper.DoneAsync(new ChangeRole(ed, Role.CopyEditor).RunAsync(paper.Desk, "tests"));
        Assert.Equal(2, (await BoundAsync()).Count);
        await Paper.DoneAsync(new ChangeRole(ed, Role.Administrator).RunAsync(paper.Desk, "tests"));
        Assert.Empty(await BoundAsync());
        await Paper.DoneAsync(new BindAccount(ed, []).RunAsync(paper.Desk, "tests"));

        Task<List<long>> BoundAsync() => paper.Desk.Database.LookAsync(context => context.Set<AccountSectionRow>().Select(row => row.SectionId).ToListAsync());
    }

    [Theory, BothDatabases]
    public async Task whoever_is_bound_files_only_into_their_own_sections_and_out_of_them_and_keeps_the_others_as_they_are(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string sport = await SectionAsync(paper, "Sport"), rowing = await SectionAsync(paper, "Rowing", sport), politics = await SectionAsync(paper, "Politics"), local = await SectionAsync(paper, "Local");
        string ed = await AccountAsync(paper, "ed@example.org", Role.Editor);
        await Paper.DoneAsync(new BindAccount(ed, [sport]).RunAsync(paper.Desk, "tests"));
        string story = await FileAsync("tests", sport, politics), own = await FileAsync(ed, sport);
        Assert.Equal("not-your-section", await CodeAsync(story, sport, politics, local));
        Assert.Equal("not-your-section", await CodeAsync(story, sport));
        Assert.Equal("last-of-your-sections", await CodeAsync(story, politics));
        Assert.Equal("not-your-section", await CodeAsync(own, politics));
        Assert.Equal("not-your-section", (await new FileStory("en", new StoryWords("Elsewhere", Paper.Body("Text.")), Filing: new StoryFiling([politics])).RunAsync(paper.Desk, ed)).Refusal?.Code);
        Assert.Null(await CodeAsync(story, rowing, politics));
        // Their own they may put into no section at all, and take back.
        Assert.Null(await CodeAsync(own));
        Assert.Null(await CodeAsync(own, rowing));
        // What else is filed is not asked about sections.
        Assert.Null((await new ChangeFiling(story, new StoryFiling(Slugline: "other")).RunAsync(paper.Desk, ed)).Refusal);
        // The section is moved away from what they are bound to, and the story with it.
        await Paper.DoneAsync(new MoveSection(rowing, null).RunAsync(paper.Desk, "tests"));
        Assert.Equal("not-your-section", await CodeAsync(own));
        await Paper.DoneAsync(new BindAccount(ed, []).RunAsync(paper.Desk, "tests"));
        Assert.Null(await CodeAsync(story, local));

        Task<string> FileAsync(string actor, params string[] sections) => Paper.DoneAsync(new FileStory("en", new StoryWords("Story", Paper.Body("Text.")), Filing: new StoryFiling(sections)).RunAsync(paper.Desk, actor));
        async Task<string?> CodeAsync(string one, params string[] sections) => (await new ChangeFiling(one, new StoryFiling(sections)).RunAsync(paper.Desk, ed)).Refusal?.Code;
    }

    [Theory, BothDatabases]
    public async Task nobody_is_named_in_a_remark_whose_sections_the_story_is_not_in(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string sport = await SectionAsync(paper, "Sport"), rowing = await SectionAsync(paper, "Rowing", sport), politics = await SectionAsync(paper, "Politics");
        string ed = await AccountAsync(paper, "ed@example.org", Role.Editor), all = await AccountAsync(paper, "all@example.org", Role.Editor);
        string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("Story", Paper.Body("Text.")), Filing: new StoryFiling([rowing])).RunAsync(paper.Desk, "tests"));
        await Paper.DoneAsync(new BindAccount(ed, [politics]).RunAsync(paper.Desk, "tests"));
        Assert.Equal("unknown-colleague", (await new MakeRemark(story, "en", "Look", Mentions: [ed]).RunAsync(paper.Desk, all)).Refusal?.Code);
        Assert.Equal(["all@example.org"], await NamedAsync());
        await Paper.DoneAsync(new BindAccount(ed, [sport]).RunAsync(paper.Desk, "tests"));
        Assert.Null((await new MakeRemark(story, "en", "Look", Mentions: [ed]).RunAsync(paper.Desk, all)).Refusal);
        Assert.Equal(["all@example.org", "ed@example.org"], await NamedAsync());

        async Task<IEnumerable<string>> NamedAsync() => (await new ReadRemarks(story, "en").RunAsync(paper.Desk)).Value.Colleagues.Select(one => one.Name);
    }

    [Theory, BothDatabases]
    public async Task a_picture_is_kept_by_those_whose_stories_use_it_and_whose_alone_readers_have_it_in(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        string sport = await SectionAsync(paper, "Sport"), politics = await SectionAsync(paper, "Politics");
        using var visitor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        await Paper.DoneAsync(new BindAccount("editor@example.org", [sport]).RunAsync(paper.Desk, "tests"));
        string own = await UsedAsync(400, sport), both = await UsedAsync(410, sport), others = await UsedAsync(420, politics), free = await Shots.AddAsync(paper, Shots.Jpeg(430, 200), new AddPicture(Credit: "Anna", ForDesk: true));
        string elsewhere = await Paper.DoneAsync(new FileStory("en", new StoryWords("Both", Shots.Body(both)), Filing: new StoryFiling([politics])).RunAsync(paper.Desk, "tests"));
        Assert.Equal((true, true, false, true), (await KeepsAsync(own), await KeepsAsync(both), await KeepsAsync(others), await KeepsAsync(free)));
        // Once readers have it elsewhere, to replace it would change what others have published.
        await paper.PublishAsync(elsewhere);
        Assert.Equal((true, false), (await KeepsAsync(own), await KeepsAsync(both)));
        await Paper.DoneAsync(new BindAccount("editor@example.org", []).RunAsync(paper.Desk, "tests"));
        Assert.Equal((true, true), (await KeepsAsync(both), await KeepsAsync(others)));

        async Task<string> UsedAsync(int width, string section)
        {
            string picture = await Shots.AddAsync(paper, Shots.Jpeg(width, 200), new AddPicture(Credit: "Anna"));
            await Paper.DoneAsync(new FileStory("en", new StoryWords("Story", Shots.Body(picture)), Filing: new StoryFiling([section])).RunAsync(paper.Desk, "tests"));
            return picture;
        }

        // The original, the form, and what it does say the same.
        async Task<bool> KeepsAsync(string picture)
        {
            bool original = (await visitor.ReadAsync($"pictures/{picture}/original")).Status == 200, form = (await visitor.ReadAsync($"pictures/{picture}")).Text.Contains("handler=Replace", StringComparison.Ordinal);
            var done = await visitor.SendAsync("account", new() { ["until"] = "" }, $"pictures/{picture}?handler=Expiry");
            Assert.Equal(original, form);
            Assert.Contains((int)done.StatusCode, original ? new[] { 302 } : [404, 422]);
            return original;
        }
    }

    private static Task<string> SectionAsync(Paper paper, string name, string? parent = null) => Paper.DoneAsync(new OpenSection(parent, true, [new NewName("en", name)]).RunAsync(paper.Desk, "tests"));

    private static async Task<string> AccountAsync(Paper paper, string email, Role role)
    {
        await Paper.DoneAsync(new AddAccount(email, email, role).RunAsync(paper.Desk, "tests"));
        return PublicId.Text((await paper.Desk.Database.FindByEmailAsync(email))!.Id);
    }
}
