using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Stories;

/// <summary>Who is to work on a story, how it comes back, and what people are told.</summary>
public class AssignStoryTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task whoever_is_given_a_story_is_told_once_and_nobody_is_told_of_their_own_doing(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string boon = await AccountAsync(paper, "boon@example.org", Role.Reporter), ed = await AccountAsync(paper, "ed@example.org", Role.Editor);
        string story = await paper.FileAsync("Given");
        var due = house.Clock.GetUtcNow().AddHours(3);
        await Paper.DoneAsync(new AssignStory(story, boon, due).RunAsync(paper.Desk, ed));
        await Paper.DoneAsync(new AssignStory(story, "Boon@example.org", due).RunAsync(paper.Desk, ed));
        Assert.Equal([(MessageKind.Assigned, ed, "2026-03-01T15:00:00Z")], await ToldAsync(paper, boon));
        // Another hour is news; to take the story is not.
        await Paper.DoneAsync(new AssignStory(story, boon, due.AddHours(1)).RunAsync(paper.Desk, ed));
        await Paper.DoneAsync(new AssignStory(story, ed).RunAsync(paper.Desk, ed));
        Assert.Equal((2, 0), ((await ToldAsync(paper, boon)).Count, (await ToldAsync(paper, ed)).Count));
    }

    [Theory, BothDatabases]
    public async Task a_story_is_given_only_to_somebody_who_is_here_and_writes_and_for_an_hour_to_come(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        await AccountAsync(paper, "boon@example.org", Role.Reporter);
        await AccountAsync(paper, "sales@example.org", Role.Commercial);
        await AccountAsync(paper, "gone@example.org", Role.Reporter);
        await Paper.DoneAsync(new EndAccount("gone@example.org").RunAsync(paper.Desk, "tests"));
        string story = await paper.FileAsync("Given"), spiked = await paper.FileAsync("Spiked"), killed = await paper.FileAsync("Killed");
        await Paper.DoneAsync(new SpikeStory(spiked).RunAsync(paper.Desk, "tests"));
        await paper.PublishAsync(killed);
        await Paper.DoneAsync(new KillStory(killed).RunAsync(paper.Desk, "tests"));
        var past = house.Clock.GetUtcNow().AddMinutes(-1);
        foreach (var (act, code) in new[]
        {
            (new AssignStory("0000000000001", "boon@example.org"), "unknown-story"), (new AssignStory(story, "nobody@example.org"), "unknown-account"), (new AssignStory(story, "gone@example.org"), "has-left"),
            (new AssignStory(story, "sales@example.org"), "may-not-write"), (new AssignStory(story, "boon@example.org", past), "past"), (new AssignStory(spiked, "boon@example.org"), "spiked"), (new AssignStory(killed, "boon@example.org"), "cancelled"),
        }) Assert.Equal(code, (await act.RunAsync(paper.Desk, "tests")).Refusal?.Code);
        // An hour that was set in time may stay when it has passed.
        var due = house.Clock.GetUtcNow().AddHours(1);
        await Paper.DoneAsync(new AssignStory(story, "boon@example.org", due).RunAsync(paper.Desk, "tests"));
        house.Clock.Advance(TimeSpan.FromHours(2));
        await Paper.DoneAsync(new AssignStory(story, null, due).RunAsync(paper.Desk, "tests"));
    }

    [Theory, BothDatabases]
    public async Task a_story_that_is_sent_back_is_in_work_goes_out_at_no_hour_and_its_writer_reads_why(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string boon = await AccountAsync(paper, "boon@example.org", Role.Reporter);
        string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("Back", Paper.Body("Text."))).RunAsync(paper.Desk, boon));
        Assert.Equal("in-work", (await new SendBack(story, "Too long").RunAsync(paper.Desk, "ed")).Refusal?.Code);
        await Paper.DoneAsync(new SetStage(story, WorkStage.Ready).RunAsync(paper.Desk, "ed"));
        await Paper.DoneAsync(new SchedulePublish(story, "en", house.Clock.GetUtcNow().AddHours(4)).RunAsync(paper.Desk, "ed"));
        Assert.Equal("empty", (await new SendBack(story, " \n").RunAsync(paper.Desk, "ed")).Refusal?.Code);
        Assert.Equal("too-long", (await new SendBack(story, new string('x', 2001)).RunAsync(paper.Desk, "ed")).Refusal?.Code);
        Assert.Equal("unknown-story", (await new SendBack("0000000000001", "x").RunAsync(paper.Desk, "ed")).Refusal?.Code);
        // Two editors at once: one of them is told that it went back already, and the writer is told once.
        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Task.Run(() => new SendBack(story, $"Who says so? {i}").RunAsync(paper.Desk, "ed"))));
        Assert.Equal(["in-work"], both.Select(one => one.Refusal?.Code).OfType<string>());
        Assert.Equal(["en"], both.Single(one => one.Refusal is null).Value.Result.Keys);
        Assert.StartsWith("Who says so?", Assert.Single(await ToldAsync(paper, boon)).Note, StringComparison.Ordinal);
        house.Clock.Advance(TimeSpan.FromHours(5));
        while (await paper.Desk.Deadlines.FireDueAsync() > 0)
        {
        }
        Assert.DoesNotContain("Back", await paper.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Equal("spiked", (await SpikedAsync()).Refusal?.Code);

        async Task<StopPress.Store.Outcome<StopPress.Store.Journal.Settled<IReadOnlyDictionary<string, string>>>> SpikedAsync()
        {
            await Paper.DoneAsync(new SpikeStory(story).RunAsync(paper.Desk, "ed"));
            return await new SendBack(story, "x").RunAsync(paper.Desk, "ed");
        }
    }

    [Theory, BothDatabases]
    public async Task messages_are_read_one_by_one_or_all_and_only_ones_own(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string boon = await AccountAsync(paper, "boon@example.org", Role.Reporter), other = await AccountAsync(paper, "other@example.org", Role.Reporter);
        foreach (string headline in new[] { "One", "Two" }) await Paper.DoneAsync(new AssignStory(await paper.FileAsync(headline), boon).RunAsync(paper.Desk, "ed"));
        long id = (await paper.Desk.Database.LookAsync(context => context.Set<MessageRow>().OrderBy(row => row.Id).FirstAsync())).Id;
        Assert.Equal("unknown-message", (await new ReadMessages(other, PublicId.Text(id)).RunAsync(paper.Desk, other)).Refusal?.Code);
        Assert.Equal("unknown-message", (await new ReadMessages(boon, "what").RunAsync(paper.Desk, boon)).Refusal?.Code);
        Assert.Equal("unknown-account", (await new ReadMessages("nobody@example.org").RunAsync(paper.Desk, boon)).Refusal?.Code);
        Assert.Equal((1, 0), (await Paper.DoneAsync(new ReadMessages(boon, PublicId.Text(id)).RunAsync(paper.Desk, boon)), await Paper.DoneAsync(new ReadMessages(boon, PublicId.Text(id)).RunAsync(paper.Desk, boon))));
        Assert.Equal(1, await UnreadAsync());
        await Paper.DoneAsync(new ReadMessages(boon, PublicId.Text(id), Read: false).RunAsync(paper.Desk, boon));
        Assert.Equal(2, await UnreadAsync());
        Assert.Equal(2, await Paper.DoneAsync(new ReadMessages(boon).RunAsync(paper.Desk, boon)));
        Assert.Equal(0, await UnreadAsync());
        await Paper.DoneAsync(new EndAccount(boon).RunAsync(paper.Desk, "tests"));
        Assert.Equal("has-left", (await new ReadMessages(boon).RunAsync(paper.Desk, boon)).Refusal?.Code);

        Task<int> UnreadAsync() => paper.Desk.Database.UnreadAsync(Shots.Id(boon));
    }

    [Theory, BothDatabases]
    public async Task an_hour_before_a_text_would_fail_those_who_can_mend_it_are_told(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string boon = await AccountAsync(paper, "boon@example.org", Role.Reporter), ed = await AccountAsync(paper, "ed@example.org", Role.Editor);
        string bare = await Paper.DoneAsync(new FileStory("en", new StoryWords("Bare", Paper.Body("Text."))).RunAsync(paper.Desk, boon));
        string cancelled = await Paper.DoneAsync(new FileStory("en", new StoryWords("Cancelled", Paper.Body("Text."))).RunAsync(paper.Desk, boon));
        string soon = await Paper.DoneAsync(new FileStory("en", new StoryWords("Soon", Paper.Body("Text."))).RunAsync(paper.Desk, boon));
        await Paper.DoneAsync(new SchedulePublish(bare, "en", house.Clock.GetUtcNow().AddHours(2)).RunAsync(paper.Desk, ed));
        await Paper.DoneAsync(new SchedulePublish(bare, "en", house.Clock.GetUtcNow().AddHours(4)).RunAsync(paper.Desk, ed));
        await Paper.DoneAsync(new SchedulePublish(cancelled, "en", house.Clock.GetUtcNow().AddHours(4)).RunAsync(paper.Desk, ed));
        await Paper.DoneAsync(new SchedulePublish(soon, "en", house.Clock.GetUtcNow().AddMinutes(30)).RunAsync(paper.Desk, ed));
        await Paper.DoneAsync(new CancelSchedule(cancelled, "en").RunAsync(paper.Desk, ed));
        await PassAsync(TimeSpan.FromMinutes(179));
        Assert.Empty(await ToldAsync(paper, boon));
        await PassAsync(TimeSpan.FromMinutes(2));
        foreach (string person in new[] { boon, ed }) Assert.Equal([(MessageKind.WouldFail, "clock", "no-byline no-section")], await ToldAsync(paper, person));
        await PassAsync(TimeSpan.FromHours(2));
        Assert.Single(await ToldAsync(paper, boon));

        async Task PassAsync(TimeSpan time)
        {
            house.Clock.Advance(time);
            while (await paper.Desk.Deadlines.FireDueAsync() > 0)
            {
            }
        }
    }

    private static async Task<string> AccountAsync(Paper paper, string email, Role role)
    {
        await Paper.DoneAsync(new AddAccount(email, email, role).RunAsync(paper.Desk, "tests"));
        return PublicId.Text((await paper.Desk.Database.FindByEmailAsync(email))!.Id);
    }

    private static async Task<List<(MessageKind Kind, string Actor, string Note)>> ToldAsync(Paper paper, string account)
    {
        long id = Shots.Id(account);
        return [.. (await paper.Desk.Database.LookAsync(context => context.Set<MessageRow>().Where(row => row.AccountId == id).OrderBy(row => row.Id).ToListAsync())).Select(row => (row.Kind, row.Actor, row.Note))];
    }
}
