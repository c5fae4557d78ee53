using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>The journal as people read it: who did what with which story, in words.</summary>
public class AuditTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task acts_are_told_in_words_and_found_by_whoever_did_them_by_what_they_did_and_by_the_headline(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        string anna = PublicId.Text((await paper.Desk.Database.FindByEmailAsync("administrator@example.org"))!.Id);
        string section = await Paper.DoneAsync(new OpenSection(null, true, [new NewName("en", "Harbour")]).RunAsync(paper.Desk, anna));
        string flood = await paper.FileAsync("Flood in the market", "It rained.");
        await Paper.DoneAsync(new ChangeFiling(flood, new StoryFiling(Sections: [section])).RunAsync(paper.Desk, anna));
        await paper.PublishAsync(flood);
        await Paper.DoneAsync(new KillStory(flood, [new KillReason("en", "A court said so.")]).RunAsync(paper.Desk, anna));
        await paper.FileAsync("Ferries run again", "They run.");

        string all = await TextAsync("audit");
        Assert.Matches("The Administrator opened the section Harbour", all);
        Assert.Matches("The Administrator killed Flood in the market .*A court said so", all);
        Assert.Matches("published Flood in the market edition: English · revision 1 · at /20", all);
        Assert.Matches($"href=\"/-/desk/stories/{flood}/en\" lang=\"en\">Flood in the market</a>", (await owner.ReadAsync("audit")).Text);
        Assert.DoesNotContain("{", all, StringComparison.Ordinal);

        Assert.Matches("killed.*published.*began the story", await TextAsync("audit?q=flood+in"));
        Assert.DoesNotContain("Ferries", await TextAsync("audit?q=flood+in"), StringComparison.Ordinal);
        Assert.Matches("killed", await TextAsync("audit?q=the+administrator"));
        Assert.DoesNotContain("Ferries", await TextAsync("audit?q=killed"), StringComparison.Ordinal);
        Assert.Contains("\"Kind\":\"StoryKilled\"", (await owner.ReadAsync("audit?handler=Export")).Text, StringComparison.Ordinal);

        await Paper.DoneAsync(new ChooseLanguage(anna, "th").RunAsync(paper.Desk, anna));
        Assert.Matches("The Administrator ถอนข่าว Flood in the market", await TextAsync("audit?q=" + Uri.EscapeDataString("ถอนข่าว")));

        async Task<string> TextAsync(string page) => System.Text.RegularExpressions.Regex.Replace(
            string.Join(" ", new AngleSharp.Html.Parser.HtmlParser().ParseDocument((await owner.ReadAsync(page)).Text).QuerySelectorAll(".journal tbody td").Select(cell => cell.TextContent)), @"\s+", " ");
    }
}
