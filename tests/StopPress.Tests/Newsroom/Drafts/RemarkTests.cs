using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests.Newsroom.Drafts;

/// <summary>What colleagues say beside a text.</summary>
public class RemarkTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task a_remark_is_answered_resolved_and_opened_again_and_stands_in_no_draft_and_no_entry(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string anna = await ColleagueAsync(paper, "anna", Role.Editor), boon = await ColleagueAsync(paper, "boon", Role.CopyEditor);
        string story = await paper.FileAsync("Flood", "It rained.");
        string remark = await Paper.DoneAsync(new MakeRemark(story, "en", "Who says so, quillfeather?\nAsk @boon.", "block1", "It rained", Mentions: [boon]).RunAsync(paper.Desk, anna));
        string answer = await Paper.DoneAsync(new MakeRemark(story, "en", "The weather desk.", Answers: remark).RunAsync(paper.Desk, boon));
        var told = await ReadAsync(paper, story);
        Assert.Equal(
            [(remark, (string?)null, "block1", "It rained", "Who says so, quillfeather?\nAsk @boon.", "anna"), (answer, remark, "", "", "The weather desk.", "boon")],
            told.Remarks.Select(one => (one.Id, one.Answers, one.Place, one.Quote, one.Says, one.By)));
        Assert.Equal(["anna", "boon"], told.Colleagues.Select(one => one.Name));
        Assert.True(await Paper.DoneAsync(new ResolveRemark(story, "en", remark).RunAsync(paper.Desk, boon)));
        Assert.Equal(new string?[] { "boon", null }, (await ReadAsync(paper, story)).Remarks.Select(one => one.ResolvedBy));
        await Paper.DoneAsync(new ResolveRemark(story, "en", remark, Resolved: false).RunAsync(paper.Desk, anna));
        await Paper.DoneAsync(new ResolveRemark(story, "en", remark).RunAsync(paper.Desk, anna));
        await Paper.DoneAsync(new MakeRemark(story, "en", "Still not.", Answers: remark).RunAsync(paper.Desk, anna));
        Assert.All((await ReadAsync(paper, story)).Remarks, one => Assert.Null(one.ResolvedBy));

        var message = Assert.Single(await paper.Desk.Database.LookAsync(context => context.Set<MessageRow>().AsNoTracking().ToListAsync()));
        Assert.Equal((MessageKind.Mentioned, boon, story, anna, "Who says so, quillfeather?\nAsk @boon."), (message.Kind, PublicId.Text(message.AccountId), PublicId.Text(message.StoryId), message.Actor, message.Note));
        var draft = (await new ReadDraft(story, "en").RunAsync(paper.Desk)).Value;
        Assert.Equal((1, false), (draft.Version, draft.IsNew));
        string path = await paper.PublishAsync(story);
        var journal = await paper.Desk.Database.ReadAsync((connection, snapshot) => connection.ListAsync(snapshot, "SELECT payload FROM journal", row => row.GetString(0)));
        foreach (string text in journal.Append(await paper.ReadAsync(path)).Append(await paper.ReadAsync("/"))) Assert.DoesNotContain("quillfeather", text, StringComparison.Ordinal);
        await Soundness.HoldsAsync(paper.House.Database, house.Folder);
    }

    [Theory, BothDatabases]
    public async Task what_cannot_be_a_remark_is_refused_and_nobody_is_named_who_does_not_see_the_story(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string anna = await ColleagueAsync(paper, "anna", Role.Editor), chai = await ColleagueAsync(paper, "chai", Role.Reporter), dao = await ColleagueAsync(paper, "dao", Role.Translator), gone = await ColleagueAsync(paper, "gone", Role.Editor);
        await Paper.DoneAsync(new EndAccount("gone@example.org").RunAsync(paper.Desk, "owner"));
        string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("Flood", Paper.Body("It rained.")), EmbargoedUntil: DateTimeOffset.UtcNow.AddHours(1)).RunAsync(paper.Desk, "anna"));
        string other = await paper.FileAsync("Drought");
        string remark = await Paper.DoneAsync(new MakeRemark(story, "en", "Really?").RunAsync(paper.Desk, anna));
        string answer = await Paper.DoneAsync(new MakeRemark(story, "en", "Yes.", Answers: remark).RunAsync(paper.Desk, anna));
        async Task<string?> RefusedAsync(string says = "Really?", string? place = null, string? quote = null, string? answers = null, string[]? mentions = null, string? on = null) =>
            (await new MakeRemark(on ?? story, "en", says, place, quote, answers, mentions).RunAsync(paper.Desk, anna)).Refusal?.Code;
        Assert.Equal(("empty", "too-long", "too-long", "wrong-place"), (await RefusedAsync(" "), await RefusedAsync(new string('x', 2001)), await RefusedAsync(quote: new string('x', 501)), await RefusedAsync(place: "no place")));
        Assert.Equal(("unknown-remark", "unknown-remark", "unknown-remark"), (await RefusedAsync(answers: answer), await RefusedAsync(answers: remark, on: other), await RefusedAsync(answers: "nonsense")));
        Assert.Equal(("too-many", "unknown-story"), (await RefusedAsync(mentions: [.. Enumerable.Repeat(anna, 21)]), await RefusedAsync(on: "0000000000001")));
        // A reporter sees another's story only when it is out, a translator none under embargo, and whoever has left sees nothing.
        foreach (string named in new[] { chai, dao, gone, "0000000000001" }) Assert.Equal("unknown-colleague", await RefusedAsync(mentions: [named]));
        Assert.Equal(["anna"], (await ReadAsync(paper, story)).Colleagues.Select(one => one.Name));
        Assert.Equal(["anna", "dao"], (await ReadAsync(paper, other)).Colleagues.Select(one => one.Name));

        async Task<string?> UnresolvedAsync(string id, bool resolved = true, string? on = null) => (await new ResolveRemark(on ?? story, "en", id, resolved).RunAsync(paper.Desk, anna)).Refusal?.Code;
        Assert.Equal(("unknown-remark", "unknown-remark", "unknown-remark", "nothing-new"), (await UnresolvedAsync(answer), await UnresolvedAsync(remark, on: other), await UnresolvedAsync("nonsense"), await UnresolvedAsync(remark, resolved: false)));
        await Paper.DoneAsync(new KillStory(story).RunAsync(paper.Desk, anna));
        Assert.Equal(("cancelled", "cancelled"), (await RefusedAsync(), await UnresolvedAsync(remark)));
    }

    [Theory, BothDatabases]
    public async Task of_two_who_resolve_at_once_one_has_and_answers_at_once_all_stand(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Flood");
        string remark = await Paper.DoneAsync(new MakeRemark(story, "en", "Really?").RunAsync(paper.Desk, "anna"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => new MakeRemark(story, "en", $"Answer {i}", Answers: remark).RunAsync(paper.Desk, "boon"))));
        Assert.All(answers, done => Assert.Null(done.Refusal));
        Assert.Equal(5, (await ReadAsync(paper, story)).Remarks.Count);
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => new ResolveRemark(story, "en", remark).RunAsync(paper.Desk, "boon"))));
        Assert.Equal("nothing-new", Assert.Single(both, done => done.Refusal is not null).Refusal!.Code);
    }

    private static async Task<string> ColleagueAsync(Paper paper, string name, Role role)
    {
        await Paper.DoneAsync(new AddAccount($"{name}@example.org", name, role).RunAsync(paper.Desk, "owner"));
        return PublicId.Text((await paper.Desk.Database.FindByEmailAsync($"{name}@example.org"))!.Id);
    }

    private static async Task<RemarkList> ReadAsync(Paper paper, string story) => (await new ReadRemarks(story, "en").RunAsync(paper.Desk)).Value;
}
