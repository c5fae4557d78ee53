using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests.Newsroom.Stories;

/// <summary>How a text goes back to what it said before.</summary>
public class RestoreRevisionTests(Houses houses)
{
    private const string Tab = "annaannaannaanna";

    [Theory, BothDatabases]
    public async Task an_earlier_revision_comes_back_as_a_new_one_and_nothing_between_is_lost(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Flood", "It rained.");
        string path = await paper.PublishAsync(story);
        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords("Drought", Paper.Body("It was dry."))).RunAsync(paper.Desk, "anna"));
        long version = await TypeAsync(paper, story, "Heat", 2);
        Assert.Equal(4, await Paper.DoneAsync(new RestoreRevision(story, "en", 1, version).RunAsync(paper.Desk, "boon")));

        var revisions = await RevisionsAsync(paper);
        Assert.Equal(
            [("Flood", RevisionKind.Filed), ("Drought", RevisionKind.Edited), ("Heat", RevisionKind.Edited), ("Flood", RevisionKind.Restored)],
            revisions.Select(row => (row.Headline, row.Kind)));
        Assert.Equal((revisions[0].Body, "boon"), (revisions[3].Body, revisions[3].Actor));
        var draft = await ReadAsync(paper, story);
        Assert.Equal((4, false, "Flood"), (draft.Revision, draft.IsNew, draft.Fields.Headline));
        Assert.Contains("It rained.", draft.Body.GetRawText(), StringComparison.Ordinal);
        // Readers see it when it is published, and not before.
        await Paper.DoneAsync(new RestoreRevision(story, "en", 3).RunAsync(paper.Desk, "boon"));
        Assert.Contains("Flood", await paper.ReadAsync(path), StringComparison.Ordinal);
        await paper.PublishAsync(story);
        Assert.Contains("Heat", await paper.ReadAsync(path), StringComparison.Ordinal);
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task nothing_is_restored_over_what_nobody_looked_at_or_that_is_not_there(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Flood", "It rained.");
        async Task<string?> RefusedAsync(int revision, long? draft = null) => (await new RestoreRevision(story, "en", revision, draft).RunAsync(paper.Desk, "boon")).Refusal?.Code;
        Assert.Equal(("unknown-revision", "unknown-revision", "nothing-new"), (await RefusedAsync(2), await RefusedAsync(0), await RefusedAsync(1)));
        long version = await TypeAsync(paper, story, "Floods", 1);
        Assert.Equal("edited-meanwhile", await RefusedAsync(1, version - 1));
        Assert.True((await ReadAsync(paper, story)).IsNew);
        foreach (string tab in new[] { Tab, "boonboonboonboon" }) Assert.Null((await new KeepDraft(story, "en", tab, version, 9, new DraftFields($"By {tab[..4]}")).RunAsync(paper.Desk, tab)).Refusal);
        Assert.Equal("conflict", await RefusedAsync(1));
        Assert.Equal("unknown-story", (await new RestoreRevision("0000000000001", "en", 1).RunAsync(paper.Desk, "boon")).Refusal!.Code);
        await Paper.DoneAsync(new KillStory(story).RunAsync(paper.Desk, "boon"));
        Assert.Equal("cancelled", await RefusedAsync(1));
    }

    [Theory, BothDatabases]
    public async Task of_two_who_restore_at_once_the_second_is_told_and_a_tab_that_is_open_loses_no_word(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Flood", "It rained.");
        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords("Drought", Paper.Body("It was dry."))).RunAsync(paper.Desk, "anna"));
        long version = await TypeAsync(paper, story, "Heat", 2);
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => new RestoreRevision(story, "en", 1, version).RunAsync(paper.Desk, "boon"))));
        Assert.Single(both, done => done.Refusal is null);
        Assert.Equal("edited-meanwhile", Assert.Single(both, done => done.Refusal is not null).Refusal!.Code);
        // The tab writes on without having heard of it: both wordings stand.
        await TypeAsync(paper, story, "Heat wave", version);
        var draft = await ReadAsync(paper, story);
        Assert.Equal(["Flood", "Heat wave"], draft.Conflicts["headline"].Order(StringComparer.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task the_list_says_how_each_revision_came_about(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Flood", "Three died in the harbor.");
        await paper.PublishAsync(story);
        await Paper.DoneAsync(new RefileStory(story, "en", new StoryWords("Flood", Paper.Body("Three died in the harbour."))).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new CorrectStory(story, "en", "Two, not three.", new StoryWords("Flood", Paper.Body("Two died in the harbour."))).RunAsync(paper.Desk, "anna"));
        // A correction without new words makes no revision, and changes none.
        await Paper.DoneAsync(new CorrectStory(story, "en", "At noon.").RunAsync(paper.Desk, "anna"));
        long version = await TypeAsync(paper, story, "Floods", 3);
        await Paper.DoneAsync(new CorrectStory(story, "en", "Two floods.", Draft: version).RunAsync(paper.Desk, "anna"));
        Assert.Equal([RevisionKind.Filed, RevisionKind.Refiled, RevisionKind.Corrected, RevisionKind.Corrected], (await RevisionsAsync(paper)).Select(row => row.Kind));
    }

    private static async Task<long> TypeAsync(Paper paper, string story, string headline, long seen)
    {
        var kept = await new KeepDraft(story, "en", Tab, seen, Fields: new DraftFields(headline)).RunAsync(paper.Desk, "anna");
        Assert.Null(kept.Refusal);
        return kept.Value.Version;
    }

    private static async Task<DraftText> ReadAsync(Paper paper, string story) => (await new ReadDraft(story, "en").RunAsync(paper.Desk)).Value;

    private static Task<List<RevisionRow>> RevisionsAsync(Paper paper) =>
        paper.Desk.Database.LookAsync(context => context.Set<RevisionRow>().AsNoTracking().OrderBy(row => row.Number).ToListAsync());
}
