using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Staff;

/// <summary>What becomes of the stories of somebody who leaves.</summary>
public class HandOnStoriesTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task what_a_leaver_had_still_to_do_with_goes_to_a_colleague_in_the_act_by_which_they_leave(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string anna = await AccountAsync(paper, "anna@example.org"), boon = await AccountAsync(paper, "boon@example.org"), ed = await AccountAsync(paper, "ed@example.org", Role.Editor);
        string draft = await FileAsync(paper, "Draft", anna), given = await FileAsync(paper, "Given", ed), lent = await FileAsync(paper, "Lent", anna), done = await FileAsync(paper, "Done", anna);
        string mended = await FileAsync(paper, "Mended", anna), ahead = await FileAsync(paper, "Ahead", ed), behind = await FileAsync(paper, "Behind", ed), spiked = await FileAsync(paper, "Spiked", anna), killed = await FileAsync(paper, "Killed", anna), others = await FileAsync(paper, "Another's", ed);
        await Paper.DoneAsync(new AssignStory(given, anna).RunAsync(paper.Desk, ed));
        await Paper.DoneAsync(new AssignStory(lent, ed).RunAsync(paper.Desk, ed));
        foreach (string story in new[] { done, mended, ahead, behind, killed }) await paper.PublishAsync(story);
        await Paper.DoneAsync(new AssignStory(ahead, anna, house.Clock.GetUtcNow().AddHours(2)).RunAsync(paper.Desk, ed));
        await Paper.DoneAsync(new AssignStory(behind, anna, house.Clock.GetUtcNow().AddMinutes(5)).RunAsync(paper.Desk, ed));
        house.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Null((await new KeepDraft(mended, "en", "0123456789abcdef", 1, Fields: new DraftFields(Kicker: "More")).RunAsync(paper.Desk, anna)).Refusal);
        await Paper.DoneAsync(new SpikeStory(spiked).RunAsync(paper.Desk, ed));
        await Paper.DoneAsync(new KillStory(killed).RunAsync(paper.Desk, ed));

        var ended = (await new EndAccount(anna, To: "Boon@example.org").RunAsync(paper.Desk, "owner")).Value;
        Assert.Equal((5, "AccountEnded"), (ended.Result, ended.Entry.Kind));
        foreach (string story in new[] { draft, given, lent, mended, ahead }) Assert.Contains(story, ended.Entry.Payload, StringComparison.Ordinal);
        Assert.Equal((boon, null), await WhoseAsync(paper, draft));
        Assert.Equal((ed, boon), await WhoseAsync(paper, given));
        Assert.Equal((boon, ed), await WhoseAsync(paper, lent));
        Assert.Equal((boon, null), await WhoseAsync(paper, mended));
        Assert.Equal((ed, boon), await WhoseAsync(paper, ahead));
        // What is finished, dropped or another's stays where it is.
        Assert.Equal((ed, anna), await WhoseAsync(paper, behind));
        foreach (string story in new[] { done, spiked, killed }) Assert.Equal((anna, null), await WhoseAsync(paper, story));
        Assert.Equal((ed, null), await WhoseAsync(paper, others));
        Assert.Equal(["5 anna@example.org"], await ToldAsync(paper, boon));
    }

    [Theory, BothDatabases]
    public async Task what_is_left_is_handed_on_later_each_or_all_and_of_two_who_do_so_at_once_one_is_told(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string anna = await AccountAsync(paper, "anna@example.org"), boon = await AccountAsync(paper, "boon@example.org"), ed = await AccountAsync(paper, "ed@example.org", Role.Editor);
        string one = await FileAsync(paper, "One", anna), two = await FileAsync(paper, "Two", anna);
        string three = await FileAsync(paper, "Three", anna), finished = await FileAsync(paper, "Finished", anna);
        await paper.PublishAsync(finished);
        Assert.Equal(0, await Paper.DoneAsync(new EndAccount(anna).RunAsync(paper.Desk, "owner")));
        Assert.Equal((anna, null), await WhoseAsync(paper, one));
        Assert.Equal(1, await Paper.DoneAsync(new HandOnStories(anna, ed, one).RunAsync(paper.Desk, "owner")));
        Assert.Equal((ed, anna), ((await WhoseAsync(paper, one)).Owner, (await WhoseAsync(paper, two)).Owner));
        foreach (string gone in new[] { one, finished }) Assert.Equal("nothing-left", (await new HandOnStories(anna, boon, gone).RunAsync(paper.Desk, "owner")).Refusal?.Code);
        var both = await Task.WhenAll(new[] { boon, ed }.Select(to => Task.Run(() => new HandOnStories(anna, to).RunAsync(paper.Desk, "owner"))));
        Assert.Equal("nothing-left", Assert.Single(both, act => act.Refusal is not null).Refusal!.Code);
        Assert.Equal(2, both.Single(act => act.Refusal is null).Value.Result);
        Assert.Equal((await WhoseAsync(paper, two)).Owner, (await WhoseAsync(paper, three)).Owner);
        Assert.Equal(2, (await ToldAsync(paper, boon)).Concat(await ToldAsync(paper, ed)).Count());
    }

    [Theory, BothDatabases]
    public async Task stories_are_handed_on_only_from_who_has_left_to_who_is_here_and_writes(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string anna = await AccountAsync(paper, "anna@example.org"), boon = await AccountAsync(paper, "boon@example.org"), sales = await AccountAsync(paper, "sales@example.org", Role.Commercial);
        string gone = await AccountAsync(paper, "gone@example.org");
        string story = await FileAsync(paper, "Story", anna), killed = await FileAsync(paper, "Killed", anna);
        await paper.PublishAsync(killed);
        await Paper.DoneAsync(new KillStory(killed).RunAsync(paper.Desk, "ed"));
        await Paper.DoneAsync(new EndAccount(gone).RunAsync(paper.Desk, "owner"));
        Assert.Equal("is-here", await CodeAsync(new HandOnStories(anna, boon)));
        foreach (var (to, code) in new[] { (anna, "same-account"), (sales, "may-not-write"), (gone, "has-left"), ("nobody@example.org", "unknown-account") })
        {
            Assert.Equal(code, (await new EndAccount(anna, To: to).RunAsync(paper.Desk, "owner")).Refusal?.Code);
        }
        // A refusal changes nothing: she is still here.
        Assert.Equal("is-here", (await new EndAccount(anna, Left: false).RunAsync(paper.Desk, "owner")).Refusal?.Code);
        await Paper.DoneAsync(new EndAccount(anna).RunAsync(paper.Desk, "owner"));
        Assert.Equal("comes-back", (await new EndAccount(anna, Left: false, To: boon).RunAsync(paper.Desk, "owner")).Refusal?.Code);
        foreach (var (act, code) in new[]
        {
            (new HandOnStories(anna, sales), "may-not-write"), (new HandOnStories(anna, gone), "has-left"), (new HandOnStories("nobody@example.org", boon), "unknown-account"),
            (new HandOnStories(anna, boon, "0000000000001"), "unknown-story"), (new HandOnStories(anna, boon, killed), "cancelled"), (new HandOnStories(gone, boon), "nothing-left"),
        }) Assert.Equal(code, await CodeAsync(act));
        Assert.Equal((anna, null), await WhoseAsync(paper, story));
        Assert.Empty(await ToldAsync(paper, boon));

        async Task<string?> CodeAsync(HandOnStories act) => (await act.RunAsync(paper.Desk, "owner")).Refusal?.Code;
    }

    [Theory, BothDatabases]
    public async Task with_a_leaver_end_the_links_by_which_they_let_others_look_and_a_new_link_to_come_in_ends_none_of_them(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        string anna = await AccountAsync(paper, "anna@example.org"), boon = await AccountAsync(paper, "boon@example.org", Role.Editor);
        string story = await FileAsync(paper, "Shared", anna);
        string hers = await Paper.DoneAsync(new SharePreview(story, "en").RunAsync(paper.Desk, anna)), his = await Paper.DoneAsync(new SharePreview(story, "en").RunAsync(paper.Desk, boon));
        await Paper.DoneAsync(new RenewLink(anna).RunAsync(paper.Desk, "owner"));
        using var stranger = new DeskVisitor(paper);
        foreach (string link in new[] { hers, his }) Assert.Equal(200, (await stranger.ReadAsync($"preview/{link}")).Status);
        await Paper.DoneAsync(new EndAccount(anna, To: boon).RunAsync(paper.Desk, "owner"));
        Assert.Equal((404, 200), ((await stranger.ReadAsync($"preview/{hers}")).Status, (await stranger.ReadAsync($"preview/{his}")).Status));
    }

    private static async Task<string> AccountAsync(Paper paper, string email, Role role = Role.Reporter)
    {
        await Paper.DoneAsync(new AddAccount(email, email, role).RunAsync(paper.Desk, "tests"));
        return PublicId.Text((await paper.Desk.Database.FindByEmailAsync(email))!.Id);
    }

    private static Task<string> FileAsync(Paper paper, string headline, string actor) =>
        Paper.DoneAsync(new FileStory("en", new StoryWords(headline, Paper.Body("It happened."))).RunAsync(paper.Desk, actor));

    private static Task<(string? Owner, string? Assignee)> WhoseAsync(Paper paper, string story) => paper.Desk.Database.LookAsync(async context =>
    {
        long id = Shots.Id(story);
        var row = await context.Set<StoryRow>().FirstAsync(one => one.Id == id);
        return (row.OwnerId is { } owner ? PublicId.Text(owner) : null, row.AssigneeId is { } assignee ? PublicId.Text(assignee) : null);
    });

    private static async Task<List<string>> ToldAsync(Paper paper, string account)
    {
        long id = Shots.Id(account);
        return await paper.Desk.Database.LookAsync(context => context.Set<MessageRow>().Where(row => row.AccountId == id && row.Kind == MessageKind.HandedOn).Select(row => row.Note).ToListAsync());
    }
}
