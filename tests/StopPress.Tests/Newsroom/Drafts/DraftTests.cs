using System.Text.Json;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests.Newsroom.Drafts;

/// <summary>What is typed, kept, filed and let out.</summary>
public class DraftTests(Houses houses)
{
    private const string Tab = "annaannaannaanna";

    [Theory, BothDatabases]
    public async Task what_is_typed_is_kept_without_an_entry_and_filed_with_one(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        string story;
        await using (var paper = await Paper.OpenAsync(house))
        {
            story = await paper.FileAsync("Flood", "It rained.");
            var read = await ReadAsync(paper, story);
            Assert.Equal((1, 1, false, "Flood"), (read.Version, read.Revision, read.IsNew, read.Fields.Headline));
            Assert.Equal("nothing-new", (await new FileDraft(story, "en").RunAsync(paper.Desk, "anna")).Refusal!.Code);
            long entries = await EntriesAsync(paper);
            await TypeAsync(paper, story, "Floods ", "The water fell.");
            Assert.Equal(entries, await EntriesAsync(paper));
        }
        await using var again = await Paper.OpenAsync(house);
        var kept = await ReadAsync(again, story);
        Assert.Equal((2, 1, true, "Floods "), (kept.Version, kept.Revision, kept.IsNew, kept.Fields.Headline));
        Assert.Contains("The water fell.", kept.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("edited-meanwhile", (await new FileDraft(story, "en", 1).RunAsync(again.Desk, "anna")).Refusal!.Code);
        Assert.Equal(2, await Paper.DoneAsync(new FileDraft(story, "en", 2).RunAsync(again.Desk, "anna")));
        Assert.Equal((2, 2, false), (await ReadAsync(again, story)) is var filed ? (filed.Version, filed.Revision, filed.IsNew) : default);
        Assert.Equal("nothing-new", (await new FileDraft(story, "en").RunAsync(again.Desk, "anna")).Refusal!.Code);
        Assert.Equal("/", (await again.PublishAsync(story))[..1]);
        await Soundness.HoldsAsync(again.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task what_was_looked_at_goes_out_and_nothing_that_was_not(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string story = await paper.FileAsync("Flood", "It rained.");
        long version = await TypeAsync(paper, story, "Floods", "The water fell.");
        Assert.Equal("edited-meanwhile", (await new PublishStory(story, "en", version - 1).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        string path = await Paper.DoneAsync(new PublishStory(story, "en", version).RunAsync(paper.Desk, "anna"));
        Assert.EndsWith("/floods/", path, StringComparison.Ordinal);
        Assert.Contains("The water fell.", await paper.ReadAsync(path), StringComparison.Ordinal);
        Assert.Equal("nothing-new", (await new PublishStory(story, "en", version).RunAsync(paper.Desk, "anna")).Refusal!.Code);

        version = await TypeAsync(paper, story, "Floods", "Three died in the harbor.");
        Assert.Equal("said-twice", (await new CorrectStory(story, "en", "Three, not two.", new StoryWords("Floods", Paper.Body("x")), Draft: version).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        await Paper.DoneAsync(new CorrectStory(story, "en", "Three, not two.", Draft: version).RunAsync(paper.Desk, "anna"));
        Assert.Contains("Three died in the harbor.", await paper.ReadAsync(path), StringComparison.Ordinal);

        version = await TypeAsync(paper, story, "Floods", "Three died in the harbour.", replaces: "Three died in the harbor.");
        Assert.Equal("something-missing", (await new RefileStory(story, "en").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("said-twice", (await new RefileStory(story, "en", new StoryWords("Floods", Paper.Body("x")), Draft: version).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        await Paper.DoneAsync(new RefileStory(story, "en", Draft: version).RunAsync(paper.Desk, "anna"));
        Assert.Contains("Three died in the harbour.", await paper.ReadAsync(path), StringComparison.Ordinal);

        version = await TypeAsync(paper, story, "Floods", "At noon.");
        await Paper.DoneAsync(new SchedulePublish(story, "en", house.Clock.GetUtcNow().AddHours(1), version).RunAsync(paper.Desk, "anna"));
        await TypeAsync(paper, story, "Floods", "Not yet.");
        house.Clock.Advance(TimeSpan.FromHours(1));
        while (await paper.Desk.Deadlines.FireDueAsync() > 0)
        {
        }
        string page = await paper.ReadAsync(path);
        Assert.Contains("At noon.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Not yet.", page, StringComparison.Ordinal);
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task a_revision_that_is_kept_past_a_draft_is_merged_into_it(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Flood", "It rained.");
        string body = (await ReadAsync(paper, story)).Body.GetRawText();
        await TypeAsync(paper, story, "Flood", "The water fell.");
        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords("Great flood", body.Replace("rained.", "poured.", StringComparison.Ordinal))).RunAsync(paper.Desk, "boon"));
        var draft = await ReadAsync(paper, story);
        Assert.Equal((2, true, "Great flood"), (draft.Revision, draft.IsNew, draft.Fields.Headline));
        Assert.Matches("It poured.*The water fell", draft.Body.GetRawText());
        // A tab that began before both, where nobody had written yet.
        var answer = (await new KeepDraft(story, "en", "boonboonboonboon", 1, 1, new DraftFields("Flooding")).RunAsync(paper.Desk, "boon")).Value;
        Assert.Equal(["Great flood", "Flooding"], answer.Conflicts["headline"]);
        Assert.Equal("conflict", (await new FileDraft(story, "en").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("conflict", (await new PublishStory(story, "en", answer.Version).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task a_tab_that_slept_through_revisions_merges_with_them(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Flood", "It rained.");
        var slept = await ReadAsync(paper, story);
        var first = ProseMirrorJson.Read(slept.Body.GetRawText()).Value.Blocks[0];
        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords("Great flood", slept.Body.GetRawText().Replace("rained.", "poured.", StringComparison.Ordinal))).RunAsync(paper.Desk, "boon"));
        var answer = (await new KeepDraft(story, "en", Tab, 1, 1, null, null, DraftAnswer.Nodes([Paragraph(first.Id, "It hailed.")]), [first.Id.ToString()]).RunAsync(paper.Desk, "anna")).Value;
        Assert.Equal("Great flood", answer.Fields.Headline);
        Assert.Matches("poured.*hailed", Assert.Single(answer.Blocks).GetRawText());
        Assert.True((await ReadAsync(paper, story)).IsNew);
    }

    [Theory, BothDatabases]
    public async Task a_picture_that_only_a_draft_shows_is_not_unused_and_no_reader_gets_it(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Flood", "It rained.");
        await paper.PublishAsync(story);
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(300, 200));
        Assert.Single(await new ListUnusedMedia().RunAsync(paper.Desk));
        var figure = new Figure(BlockId.New(), Shots.Id(picture), null, [], null);
        await new KeepDraft(story, "en", Tab, 1, 1, null, null, DraftAnswer.Nodes([figure]), [figure.Id.ToString()]).RunAsync(paper.Desk, "anna");
        Assert.Empty(await new ListUnusedMedia().RunAsync(paper.Desk));
        foreach (string address in await Shots.AddressesAsync(paper, picture)) Assert.Equal(404, (int)(await paper.AskAsync(address)).StatusCode);
        await new KeepDraft(story, "en", Tab, 2, 2, null, null, null, []).RunAsync(paper.Desk, "anna");
        Assert.Single(await new ListUnusedMedia().RunAsync(paper.Desk));
    }

    [Theory, BothDatabases]
    public async Task what_makes_no_sense_is_refused_and_the_draft_stays_as_it_was(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Flood", "It rained.");
        await TypeAsync(paper, story, "Floods", "The water fell.");
        var before = await ReadAsync(paper, story);
        string[] order = [.. ProseMirrorJson.Read(before.Body.GetRawText()).Value.Blocks.Select(block => block.Id.ToString())];
        var sound = new KeepDraft(story, "en", Tab, 2, 0, new DraftFields("Changed"), null, Nodes("""{"type":"paragraph","attrs":{"id":"new"}}"""), [.. order, "new"]);
        foreach (var (code, act) in new (string, KeepDraft)[]
        {
            ("wrong-tab", sound with { Tab = "short" }),
            ("wrong-tab", sound with { Tab = "with-hyphens-in-it" }),
            ("unknown-version", sound with { Base = 3 }),
            ("unknown-version", sound with { Base = -1 }),
            ("too-long", sound with { Fields = new DraftFields(new string('x', 20_001)) }),
            ("something-missing", sound with { Settles = ["kicker"] }),
            ("block-without-id", sound with { Blocks = Nodes("""{"type":"paragraph"}""") }),
            ("block-without-id", sound with { Blocks = Nodes("7") }),
            ("block-without-place", sound with { Order = order }),
            ("block-without-place", sound with { Order = null }),
            ("doubled-block", sound with { Order = [.. sound.Order!, order[0]] }),
            ("doubled-block", sound with { Blocks = [.. sound.Blocks!, .. sound.Blocks!] }),
            ("wrong-order", sound with { Order = [.. sound.Order!, "no id"] }),
            ("unknown-block", sound with { Order = [.. sound.Order!, "unknown"] }),
            ("document-unknown", sound with { Blocks = Nodes("""{"type":"marquee","attrs":{"id":"new"}}""") }),
            ("document-too-large", sound with { Blocks = Nodes($$"""{"type":"code_block","attrs":{"id":"new"},"content":[{"type":"text","text":"{{new string('x', Document.MaxLetters)}}"}]}""") }),
            ("no-text", sound with { Edition = "th" }),
            ("unknown-story", sound with { Story = "nothing" }),
        })
        {
            if (code == "no-text") await paper.OpenThaiAsync();
            Assert.Equal(code, (await act.RunAsync(paper.Desk, "anna")).Refusal?.Code);
        }
        Assert.Equal(JsonSerializer.Serialize(before), JsonSerializer.Serialize(await ReadAsync(paper, story)));
        await Paper.DoneAsync(new KillStory(story).RunAsync(paper.Desk, "anna"));
        Assert.Equal("cancelled", (await sound.RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("cancelled", (await new FileDraft(story, "en").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Contains("The water fell.", (await ReadAsync(paper, story)).Body.GetRawText(), StringComparison.Ordinal);
    }

    private static IReadOnlyList<JsonElement> Nodes(string json) => [JsonSerializer.Deserialize<JsonElement>(json)];

    private static Paragraph Paragraph(BlockId id, string text) => new(id, [new TextRun(text, Marks.None)]);

    private static async Task<DraftText> ReadAsync(Paper paper, string story) => (await new ReadDraft(story, "en").RunAsync(paper.Desk)).Value;

    private static Task<long> EntriesAsync(Paper paper) => paper.House.Database.ReadAsync(StopPress.Store.Journal.NewsJournal.PositionAsync);

    // One more paragraph, or another one in a paragraph's place; the draft's version.
    private static async Task<long> TypeAsync(Paper paper, string story, string headline, string text, string? replaces = null)
    {
        var read = await ReadAsync(paper, story);
        var blocks = ProseMirrorJson.Read(read.Body.GetRawText()).Value.Blocks;
        var typed = Paragraph(blocks.FirstOrDefault(block => replaces is not null && block is Paragraph { Text: [TextRun run] } && run.Text == replaces)?.Id ?? BlockId.New(), text);
        string[] order = [.. blocks.Select(block => block.Id.ToString()).Append(typed.Id.ToString()).Distinct()];
        return (await new KeepDraft(story, "en", Tab, read.Version, 0, new DraftFields(headline), null, DraftAnswer.Nodes([typed]), order).RunAsync(paper.Desk, "anna")).Value.Version;
    }
}
