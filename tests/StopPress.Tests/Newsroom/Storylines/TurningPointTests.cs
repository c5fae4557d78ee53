using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Storylines;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Storylines;

/// <summary>How a storyline is told at the head of its page, and how it ends.</summary>
public class TurningPointTests(Houses houses)
{
    private const string Page = "/storyline/the-wall/", Thai = "/th/storyline/the-wall/";

    [Theory, BothDatabases]
    public async Task turning_points_are_added_told_anew_and_removed_on_the_page_at_once(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string line = await StartAsync(paper);
        await AddAsync(paper, line, 3, new PointWords("en", "The money was found."));
        string first = await AddAsync(paper, line, 1, new PointWords("en", "The storm came."), new PointWords("th", "พายุมา"));
        string page = await paper.ReadAsync(Page);
        Assert.True(page.IndexOf("The money was found.", StringComparison.Ordinal) < page.IndexOf("The storm came.", StringComparison.Ordinal), "The newest comes first.");
        Assert.Contains("datetime=\"2026-03-01\"", page, StringComparison.Ordinal);
        string thai = await paper.ReadAsync(Thai);
        Assert.Contains("พายุมา", thai, StringComparison.Ordinal);
        Assert.Contains("1 มีนาคม 2569", thai, StringComparison.Ordinal);
        Assert.DoesNotContain("The money", thai, StringComparison.Ordinal);

        await Paper.DoneAsync(new ChangeTurningPoint(first, new DateOnly(2026, 3, 9), [new PointWords("en", "<b>It</b> stood.")]).RunAsync(paper.Desk, "anna"));
        page = await paper.ReadAsync(Page);
        Assert.True(page.IndexOf("&lt;b&gt;It&lt;/b&gt; stood.", StringComparison.Ordinal) is > 0 and var at && at < page.IndexOf("The money was found.", StringComparison.Ordinal), "It stands where its day is now.");
        Assert.DoesNotContain("พายุมา", await paper.ReadAsync(Thai), StringComparison.Ordinal);
        await Paper.DoneAsync(new RemoveTurningPoint(first).RunAsync(paper.Desk, "anna"));
        Assert.DoesNotContain("stood.", await paper.ReadAsync(Page), StringComparison.Ordinal);
        Assert.Equal("unknown-point", (await new RemoveTurningPoint(first).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("unknown-point", (await new ChangeTurningPoint(first, new DateOnly(2026, 3, 9), [new PointWords("en", "x")]).RunAsync(paper.Desk, "anna")).Refusal!.Code);
    }

    [Theory, BothDatabases]
    public async Task what_tells_nothing_is_refused_and_changes_nothing(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string line = await StartAsync(paper), point = await AddAsync(paper, line, 1, new PointWords("en", "The storm came."));
        var day = new DateOnly(2026, 3, 1);
        foreach (var (code, act) in new (string, AddTurningPoint)[]
        {
            ("unknown-storyline", new("nothing", day, [new("en", "x")])), ("unknown-storyline", new(PublicId.Text(1), day, [new("en", "x")])), ("wrong-day", new(line, default, [new("en", "x")])),
            ("empty", new(line, day, [])), ("empty", new(line, day, [new("en", " ")])), ("too-long", new(line, day, [new("en", new string('a', 2001))])),
            ("unknown-edition", new(line, day, [new("xx", "x")])), ("said-twice", new(line, day, [new("en", "x"), new("en", "y")])),
        })
        {
            Assert.Equal(code, (await act.RunAsync(paper.Desk, "anna")).Refusal?.Code);
            if (code != "unknown-storyline") Assert.Equal(code, (await new ChangeTurningPoint(point, act.Day, act.Words).RunAsync(paper.Desk, "anna")).Refusal?.Code);
        }
        Assert.Contains("The storm came.", await paper.ReadAsync(Page), StringComparison.Ordinal);
        for (var number = 1; number < 100; number++) await AddAsync(paper, line, 1, new PointWords("en", "More."));
        Assert.Equal("too-many", (await new AddTurningPoint(line, day, [new("en", "x")]).RunAsync(paper.Desk, "anna")).Refusal!.Code);
    }

    [Theory, BothDatabases]
    public async Task a_closed_storyline_says_so_and_takes_no_further_story(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string line = await StartAsync(paper), story = await paper.FileAsync("In it", filing: new StoryFiling(Storylines: [line]));
        await paper.PublishAsync(story);
        string open = await paper.ReadAsync(Page);
        await Paper.DoneAsync(new CloseStoryline(line).RunAsync(paper.Desk, "anna"));
        Assert.Contains("This storyline has ended", await paper.ReadAsync(Page), StringComparison.Ordinal);
        Assert.Contains("In it", await paper.ReadAsync(Page), StringComparison.Ordinal);
        string late = await paper.FileAsync("Late");
        Assert.Equal("storyline-closed", (await new ChangeFiling(late, new StoryFiling(Storylines: [line])).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        await Paper.DoneAsync(new ChangeFiling(story, new StoryFiling(Storylines: [line])).RunAsync(paper.Desk, "anna"));
        Assert.Equal("closed", (await new CloseStoryline(line).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("unknown-storyline", (await new CloseStoryline("nothing").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        await Paper.DoneAsync(new CloseStoryline(line, Closed: false).RunAsync(paper.Desk, "anna"));
        Assert.Equal(open, await paper.ReadAsync(Page));
        Assert.Equal("is-open", (await new CloseStoryline(line, Closed: false).RunAsync(paper.Desk, "anna")).Refusal!.Code);
    }

    private static async Task<string> StartAsync(Paper paper)
    {
        await paper.OpenThaiAsync();
        return await Paper.DoneAsync(new StartStoryline([new NewName("en", "The wall"), new NewName("th", "กำแพง", "the-wall")]).RunAsync(paper.Desk, "anna"));
    }

    private static Task<string> AddAsync(Paper paper, string line, int day, params PointWords[] words) =>
        Paper.DoneAsync(new AddTurningPoint(line, new DateOnly(2026, 3, day), words).RunAsync(paper.Desk, "anna"));
}
