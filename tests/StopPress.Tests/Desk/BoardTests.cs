using System.Text.RegularExpressions;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>What the story board shows, to whom, and how it is searched.</summary>
public partial class BoardTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task a_story_stands_in_the_column_of_its_stage_and_what_went_out_stands_there_for_its_day(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house, house.Clock);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        string draft = await paper.FileAsync("Drafted"), submitted = await paper.FileAsync("Submitted"), ready = await paper.FileAsync("Approved"), held = await paper.FileAsync("Checked"), spiked = await paper.FileAsync("Dropped"), yesterday = await paper.FileAsync("Yesterday"), today = await paper.FileAsync("Today");
        await Paper.DoneAsync(new SetStage(submitted, WorkStage.Submitted).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new SetStage(ready, WorkStage.Ready).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new SpikeStory(spiked).RunAsync(paper.Desk, "anna"));
        Assert.DoesNotContain("column-held", (await editor.ReadAsync("")).Text, StringComparison.Ordinal);
        await Paper.DoneAsync(new HoldStory(held).RunAsync(paper.Desk, "anna"));
        await paper.PublishAsync(yesterday);
        house.Clock.Advance(TimeSpan.FromDays(1));
        await paper.PublishAsync(today);
        using var again = new DeskVisitor(paper, editor.Cookies);
        string text = (await again.ReadAsync("")).Text;
        Assert.Equal(
            ["draft: Drafted", "submitted: Submitted", "ready: Approved", "held: Checked", "out: Today"],
            Columns().Matches(text).SelectMany(column => Slips().Matches(column.Groups[2].Value).Select(slip => $"{column.Groups[1].Value}: {slip.Groups[1].Value}")));
        Assert.Equal(["Yesterday"], await ListAsync(again, "?view=list&stage=out&q=yesterday"));
        Assert.Contains(draft, text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task words_are_looked_for_in_headline_slugline_byline_text_and_draft_and_not_in_the_markup(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        string staff = await Paper.DoneAsync(new AddStaff("boon@example.org", [new NewName("en", "Boon Chaiyo")]).RunAsync(paper.Desk, "anna"));
        string first = await paper.FileAsync("Harbour wall", "The ferry said \"no\" to 100% of a_b.", filing: new StoryFiling(Byline: [new Credit(Staff: staff)]));
        await paper.FileAsync("Market day", "Mangoes.", filing: new StoryFiling(Byline: [new Credit(Guest: "Lena Guest")]));
        await Paper.DoneAsync(new FileStory("en", new StoryWords("ข่าวท่าเรือ", Paper.Body("น้ำขึ้น")), "tide-slug").RunAsync(paper.Desk, "anna"));
        Assert.Null((await new KeepDraft(first, "en", "0123456789abcdef", 1, Fields: new DraftFields("Harbour gate")).RunAsync(paper.Desk, "anna")).Refusal);
        foreach (var (words, found) in new[]
        {
            ("wall", "Harbour gate"), ("GATE", "Harbour gate"), ("ferry", "Harbour gate"), ("ferry boon", "Harbour gate"), ("\"no\"", "Harbour gate"), ("100%", "Harbour gate"), ("a_b", "Harbour gate"),
            ("lena", "Market day"), ("tide-slug", "ข่าวท่าเรือ"), ("น้ำ", "ข่าวท่าเรือ"),
        }) Assert.Equal((words, found), (words, string.Join('|', await ListAsync(editor, "?q=" + Uri.EscapeDataString(words)))));
        // What stands in the document's markup, and what each text lacks a part of.
        foreach (string words in new[] { "paragraph", "content", "ferry lena", "100_", "axb" }) Assert.Empty(await ListAsync(editor, "?q=" + Uri.EscapeDataString(words)));
        Assert.Equal(["Harbour gate"], await ListAsync(editor, $"?view=list&byline={staff}"));
    }

    [Theory, BothDatabases]
    public async Task the_list_is_narrowed_by_edition_section_and_stage_ordered_and_turned_page_by_page(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        await paper.OpenThaiAsync();
        string world = await Paper.DoneAsync(new OpenSection(null, true, [new NewName("en", "World")]).RunAsync(paper.Desk, "anna"));
        string asia = await Paper.DoneAsync(new OpenSection(world, true, [new NewName("en", "Asia")]).RunAsync(paper.Desk, "anna"));
        string c = await paper.FileAsync("C story", filing: new StoryFiling([asia])), a = await paper.FileAsync("A story"), b = await paper.FileAsync("B เรื่อง", edition: "th");
        using var boon = await DeskVisitor.ComeAsync(paper, Role.Reporter, "boon@example.org");
        await Paper.DoneAsync(new AssignStory(a, "boon@example.org", DateTimeOffset.UtcNow.AddHours(5)).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new AssignStory(b, "boon@example.org", DateTimeOffset.UtcNow.AddHours(2)).RunAsync(paper.Desk, "anna"));
        Assert.Equal(["B เรื่อง", "A story", "C story"], await ListAsync(editor, "?view=list"));
        Assert.Equal(["B เรื่อง", "A story", "C story"], await ListAsync(editor, "?view=list&order=Due"));
        Assert.Equal(["A story", "B เรื่อง", "C story"], await ListAsync(editor, "?view=list&order=Headline"));
        Assert.Equal(["B เรื่อง"], await ListAsync(editor, "?view=list&in=th"));
        Assert.Equal(["C story"], await ListAsync(editor, $"?view=list&section={world}"));
        Assert.Equal(["C story"], await ListAsync(editor, $"?view=list&section={asia}"));
        Assert.Empty(await ListAsync(editor, "?view=list&section=0000000000001"));
        await paper.PublishAsync(c);
        Assert.Equal(["C story"], await ListAsync(editor, "?stage=out"));
        for (var i = 0; i < 60; i++) await paper.FileAsync($"Many {i:00}");
        string first = (await editor.ReadAsync("?q=many")).Text;
        string next = System.Net.WebUtility.HtmlDecode(Next().Match(first).Groups[1].Value)["/-/desk/".Length..];
        string[] all = [.. await ListAsync(editor, "?q=many"), .. await ListAsync(editor, next)];
        Assert.Equal(Enumerable.Range(0, 60).Reverse().Select(i => $"Many {i:00}"), all);
    }

    [Theory, BothDatabases]
    public async Task a_reporter_sees_and_counts_only_what_is_theirs_was_given_to_them_or_is_out(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var boon = await DeskVisitor.ComeAsync(paper, Role.Reporter, "boon@example.org");
        string story = await paper.FileAsync("Secret ballot", "Counted twice.");
        foreach (string page in new[] { "", "?view=list", "?q=ballot", "?q=counted&view=columns", "?stage=draft", "?view=list&order=Headline" })
        {
            string text = (await boon.ReadAsync(page)).Text;
            Assert.DoesNotContain("Secret ballot", text, StringComparison.Ordinal);
            Assert.DoesNotMatch("class=\"count\">[1-9]", text);
        }
        Assert.Equal(404, (await boon.ReadAsync($"stories/{story}/en")).Status);
        await Paper.DoneAsync(new AssignStory(story, "boon@example.org").RunAsync(paper.Desk, "anna"));
        Assert.Equal(["Secret ballot"], await ListAsync(boon, "?q=ballot"));
        Assert.Contains("handler=File", (await boon.ReadAsync($"stories/{story}/en")).Text, StringComparison.Ordinal);
        await Paper.DoneAsync(new AssignStory(story, null).RunAsync(paper.Desk, "anna"));
        Assert.Empty(await ListAsync(boon, "?q=ballot"));
    }

    private static async Task<string[]> ListAsync(DeskVisitor visitor, string page) => [.. Rows().Matches((await visitor.ReadAsync(page)).Text).Select(row => row.Groups[1].Value)];

    [GeneratedRegex("<section aria-labelledby=\"column-(\\w+)\">(.*?)</section>", RegexOptions.Singleline)]
    private static partial Regex Columns();

    [GeneratedRegex("<li>\\s*<a [^>]*>([^<]*)</a>")]
    private static partial Regex Slips();

    [GeneratedRegex("<th scope=\"row\"><a [^>]*>([^<]*)</a>")]
    private static partial Regex Rows();

    [GeneratedRegex("rel=\"next\" href=\"([^\"]*)\"")]
    private static partial Regex Next();
}
