using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Import;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Webhooks;
using StopPress.Store.Database;
using StopPress.Tests.Newsroom.Import;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Webhooks;

/// <summary>What receivers of webhooks are told, and what they never are.</summary>
public class WebhookTests(Houses houses)
{
    private static readonly string[] Everything = [.. WebhookEvent.All];

    [Theory, BothDatabases]
    public async Task each_event_of_a_story_is_told_once_and_in_the_words_of_readers(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var receiver = await Receiver.OpenAsync();
        await using var paper = await OpenAsync(house);
        await paper.OpenThaiAsync();
        string early = await paper.FileAsync("Before anybody listened");
        await paper.PublishAsync(early);
        var (_, secret) = await AddAsync(paper, receiver);

        string story = await paper.FileAsync("Harbour wall holds");
        string path = await paper.PublishAsync(story);
        var first = (await receiver.WaitAsync(1))[0];
        Assert.True(Receiver.IsSigned(first, secret));
        Assert.False(Receiver.IsSigned(first, secret + "x"));
        Assert.Equal("application/json", first.Headers["content-type"]);
        Assert.Equal((1, first.Id, "story.published", "https://courier.example"), (first.Says.GetProperty("version").GetInt32(), first.Says.GetProperty("id").GetString(), first.Event, first.Says.GetProperty("newspaper").GetString()));
        var text = first.Says.GetProperty("story").GetProperty("editions")[0];
        Assert.Equal(("en", "https://courier.example" + path, path, "Harbour wall holds"), (text.GetProperty("language").GetString(), text.GetProperty("url").GetString(), text.GetProperty("path").GetString(), text.GetProperty("headline").GetString()));

        var desk = paper.Desk;
        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords("Harbour wall still holds", Paper.Body("It holds."))).RunAsync(desk, "anna"));
        await paper.PublishAsync(story);
        await Paper.DoneAsync(new RefileStory(story, "en", new StoryWords("Harbour wall still holds", Paper.Body("It holds"))).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new CorrectStory(story, "en", "The wall is of stone.", new StoryWords("Harbour wall still holds", Paper.Body("It is of stone."))).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new ChangeUrlSlug(story, "en", "the wall").RunAsync(desk, "anna"));
        await Paper.DoneAsync(new HoldStory(story).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new ReleaseStory(story).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new UnpublishStory(story).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new KillStory(story, [new KillReason("en", "A court said so.")]).RunAsync(desk, "anna"));
        var all = await receiver.WaitAsync(9);
        Assert.Equal(["story.published", "story.updated", "story.refiled", "story.corrected", "story.moved", "story.withdrawn", "story.published", "story.withdrawn", "story.killed"], all.Select(one => one.Event));
        Assert.Equal(9, all.Select(one => one.Id).Distinct().Count());
        Assert.All(all, one => Assert.Equal(PublicId.TryRead(story, out _), one.Says.GetProperty("story").GetProperty("id").GetString() == story));
        string killed = all[^1].Says.GetProperty("story").GetRawText();
        Assert.Equal($$"""{"id":"{{story}}","killed":true}""", killed);
        await IdleAsync(paper);
        Assert.Equal(9, receiver.Came.Count);
    }

    [Theory, BothDatabases]
    public async Task nothing_is_told_of_what_readers_do_not_have(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var receiver = await Receiver.OpenAsync();
        await using var paper = await OpenAsync(house);
        await AddAsync(paper, receiver);
        var desk = paper.Desk;
        string draft = await paper.FileAsync("Quillfeather draft");
        await Paper.DoneAsync(new ChangeUrlSlug(draft, "en", "quillfeather slug").RunAsync(desk, "anna"));
        await Paper.DoneAsync(new ChangeFiling(draft, new StoryFiling(Slugline: "quillfeather")).RunAsync(desk, "anna"));
        string embargoed = await paper.FileAsync("Quillfeather embargoed");
        await Paper.DoneAsync(new SetEmbargo(embargoed, DateTimeOffset.UtcNow.AddDays(1)).RunAsync(desk, "anna"));
        Assert.Equal("embargoed", (await new PublishStory(embargoed, "en").RunAsync(desk, "anna")).Refusal?.Code);
        string scheduled = await paper.FileAsync("Quillfeather scheduled");
        await Paper.DoneAsync(new SchedulePublish(scheduled, "en", DateTimeOffset.UtcNow.AddDays(1)).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new HoldStory(draft).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new KillStory(scheduled).RunAsync(desk, "anna"));
        await Paper.DoneAsync(new KillStory(draft).RunAsync(desk, "anna"));

        // What was written since the publication is the desk's alone.
        string seen = await paper.FileAsync("Readers have this");
        await paper.PublishAsync(seen);
        await Paper.DoneAsync(new EditStory(seen, "en", new StoryWords("Quillfeather next version", Paper.Body("Quillfeather."))).RunAsync(desk, "anna"));
        await receiver.WaitAsync(1);
        await IdleAsync(paper);
        Assert.Equal(["story.published"], receiver.Came.Select(one => one.Event));
        Assert.DoesNotContain("uillfeather", receiver.Came[0].Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task the_words_of_a_killed_story_do_not_leave_afterwards(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var receiver = await Receiver.OpenAsync();
        await using var paper = await OpenAsync(house);
        var (hook, _) = await AddAsync(paper, receiver);
        await Paper.DoneAsync(new PauseWebhook(hook).RunAsync(paper.Desk, "anna"));
        string story = await paper.FileAsync("Libel at the harbour"), withdrawn = await paper.FileAsync("Taken back at the harbour");
        await paper.PublishAsync(story);
        await paper.PublishAsync(withdrawn);
        await Paper.DoneAsync(new KillStory(story).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new UnpublishStory(withdrawn).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new PauseWebhook(hook, false).RunAsync(paper.Desk, "anna"));
        var came = await receiver.WaitAsync(4);
        Assert.Equal(["story.published", "story.published", "story.killed", "story.withdrawn"], came.Select(one => one.Event));
        Assert.All(came, one => Assert.DoesNotContain("harbour", one.Text, StringComparison.OrdinalIgnoreCase));
        // And not with what is sent again, once it is written down that all of it was taken.
        await IdleAsync(paper);
        await Paper.DoneAsync(new ReplayWebhook(hook, Since: DateTimeOffset.UtcNow.AddHours(-1)).RunAsync(paper.Desk, "anna"));
        came = await receiver.WaitAsync(8);
        Assert.All(came, one => Assert.DoesNotContain("harbour", one.Text, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(came.Take(4).Select(one => one.Id), came.Skip(4).Select(one => one.Id));
    }

    [Theory, BothDatabases]
    public async Task a_webhook_is_told_what_it_asked_for_and_in_the_editions_that_it_named(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var receiver = await Receiver.OpenAsync();
        await using var paper = await OpenAsync(house);
        await paper.OpenThaiAsync();
        var (hook, _) = await AddAsync(paper, receiver, ["story.published", "story.withdrawn"], ["th"]);
        string story = await paper.FileAsync("Harbour wall holds");
        await Paper.DoneAsync(new AddText(story, "th", new StoryWords("กำแพงท่าเรือยังอยู่", Paper.Body("ยังอยู่"))).RunAsync(paper.Desk, "anna"));
        await paper.PublishAsync(story);
        await paper.PublishAsync(story, "th");
        await Paper.DoneAsync(new CorrectStory(story, "th", "แก้ไข", new StoryWords("กำแพงท่าเรือยังอยู่", Paper.Body("ยังอยู่ดี"))).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new HoldStory(story).RunAsync(paper.Desk, "anna"));
        var came = await receiver.WaitAsync(2);
        await IdleAsync(paper);
        Assert.Equal(["story.published", "story.withdrawn"], receiver.Came.Select(one => one.Event));
        Assert.All(came, one => Assert.Equal("th", Assert.Single(one.Says.GetProperty("story").GetProperty("editions").EnumerateArray()).GetProperty("language").GetString()));

        // Told again of what happens from now on, elsewhere, and under another name.
        await Paper.DoneAsync(new ChangeWebhook(hook, "Elsewhere", receiver.Address + "?to=b", ["story.published"]).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new ReleaseStory(story).RunAsync(paper.Desk, "anna"));
        came = await receiver.WaitAsync(3);
        Assert.Equal(("/stoppress?to=b", 2), (came[2].Path, came[2].Says.GetProperty("story").GetProperty("editions").GetArrayLength()));
        await Paper.DoneAsync(new EndWebhook(hook).RunAsync(paper.Desk, "anna"));
        await paper.PublishAsync(await paper.FileAsync("Told to nobody"));
        Assert.Equal("unknown-webhook", (await new EndWebhook(hook).RunAsync(paper.Desk, "anna")).Refusal?.Code);
        await IdleAsync(paper);
        Assert.Equal(3, receiver.Came.Count);
        Assert.Equal(0, await paper.Desk.Database.LookAsync(context => context.Set<WebhookDeliveryRow>().CountAsync()));
    }

    [Theory, BothDatabases]
    public async Task another_secret_signs_beside_the_earlier_one_for_a_day(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var receiver = await Receiver.OpenAsync();
        await using var paper = await OpenAsync(house, house.Clock);
        var (hook, secret) = await AddAsync(paper, receiver);
        var rolled = await Paper.DoneAsync(new RollWebhookKey(hook).RunAsync(paper.Desk, "anna"));
        Assert.NotEqual(secret, rolled.Secret);
        await Paper.DoneAsync(new TryWebhook(hook).RunAsync(paper.Desk, "anna"));
        var one = (await receiver.WaitAsync(1))[0];
        Assert.Equal("webhook.test", one.Event);
        Assert.True(Receiver.IsSigned(one, rolled.Secret) && Receiver.IsSigned(one, secret, "sig2"));
        house.Clock.Advance(RollWebhookKey.Overlap);
        await Paper.DoneAsync(new TryWebhook(hook).RunAsync(paper.Desk, "anna"));
        one = (await receiver.WaitAsync(2))[1];
        Assert.True(Receiver.IsSigned(one, rolled.Secret));
        Assert.DoesNotContain("sig2", one.Headers["signature"], StringComparison.Ordinal);
        // The secrets are in no entry, and lie in the database sealed.
        string[] kept = await paper.Desk.Database.ReadAsync(async (connection, snapshot) => (await connection.ListAsync(
            snapshot, "SELECT payload FROM journal UNION ALL SELECT sealed_key FROM webhooks UNION ALL SELECT sealed_earlier_key FROM webhooks", row => row.GetString(0))).ToArray());
        Assert.All(kept, text => Assert.False(text.Contains(secret, StringComparison.Ordinal) || text.Contains(rolled.Secret, StringComparison.Ordinal)));
        Assert.DoesNotContain(rolled.Secret, rolled.ToString(), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task an_import_is_one_event_however_many_stories_it_brings(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var receiver = await Receiver.OpenAsync();
        await using var paper = await OpenAsync(house);
        await AddAsync(paper, receiver);
        var export = new WordPressExport();
        for (var post = 1; post <= 40; post++) export.Post(post, $"Imported {post}", "<p>As it was.</p>");
        using var folder = new TemporaryFolder();
        Assert.Equal(40, (await Paper.DoneAsync(new ImportWordPress(export.WriteTo(folder.Path)).RunAsync(paper.Desk, "anna"))).Stories);
        var one = (await receiver.WaitAsync(1))[0];
        await IdleAsync(paper);
        Assert.Equal("newspaper.imported", Assert.Single(receiver.Came).Event);
        Assert.False(one.Says.TryGetProperty("story", out _));
    }

    [Theory, BothDatabases]
    public async Task what_cannot_be_a_webhook_is_refused_in_words(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var strict = await Paper.OpenAsync(house);
        var good = new AddWebhook("Mirror", "https://receiver.example/hook", ["story.published"]);
        foreach (var (act, code) in new (AddWebhook, string)[]
        {
            (good with { Name = " " }, "empty"), (good with { Name = new string('n', 101) }, "too-long"), (good with { Address = "" }, "empty"), (good with { Address = "receiver.example" }, "wrong-receiver"),
            (good with { Address = "ftp://receiver.example/" }, "wrong-receiver"), (good with { Address = "https://anna:secret@receiver.example/" }, "wrong-receiver"), (good with { Address = "https://receiver.example/#a" }, "wrong-receiver"),
            (good with { Address = "http://receiver.example/" }, "receiver-plain"), (good with { Address = "https://127.0.0.1/" }, "receiver-inside"), (good with { Address = "https://[::1]/" }, "receiver-inside"),
            (good with { Address = "https://169.254.169.254/latest/" }, "receiver-inside"), (good with { Address = "https://0x7f000001/" }, "receiver-inside"), (good with { Events = [] }, "no-events"),
            (good with { Events = ["story.drafted"] }, "unknown-event"), (good with { Editions = ["xx"] }, "unknown-edition"),
        }) Assert.Equal(code, (await act.RunAsync(strict.Desk, "anna")).Refusal?.Code);
        var made = await Paper.DoneAsync((good with { Name = "Mir\r\nror", Address = "https://bücher.example/a\r\nX-Evil: 1" }).RunAsync(strict.Desk, "anna"));
        var row = await strict.Desk.Database.LookAsync(context => context.Set<WebhookRow>().SingleAsync());
        Assert.Equal(("Mir ror", "https://xn--bcher-kva.example/a%20X-Evil:%201"), (row.Name, row.Address));
        foreach (var (refused, code) in new[]
        {
            ((await new ReplayWebhook(made.Id).RunAsync(strict.Desk, "anna")).Refusal, "what-again"), ((await new ReplayWebhook(made.Id, Failed: true).RunAsync(strict.Desk, "anna")).Refusal, "nothing-again"),
            ((await new PauseWebhook(made.Id, false).RunAsync(strict.Desk, "anna")).Refusal, "not-paused"), ((await new TryWebhook("nobody").RunAsync(strict.Desk, "anna")).Refusal, "unknown-webhook"),
            ((await new RollWebhookKey("").RunAsync(strict.Desk, "anna")).Refusal, "unknown-webhook"),
        }) Assert.Equal(code, refused?.Code);
    }

    /// <summary>A newspaper that may call this machine.</summary>
    internal static Task<Paper> OpenAsync(House house, TimeProvider? clock = null) => Paper.OpenAsync(house.Folder, house.Connection, clock ?? TimeProvider.System, null, way: Receiver.Here);

    /// <summary>A webhook to a receiver; its id and its secret.</summary>
    internal static async Task<(string Id, string Secret)> AddAsync(Paper paper, Receiver receiver, IReadOnlyList<string>? events = null, IReadOnlyList<string>? editions = null, string path = "")
    {
        var made = await Paper.DoneAsync(new AddWebhook("Mirror", receiver.Address + path, events ?? Everything, editions).RunAsync(paper.Desk, "anna"));
        return (made.Id, made.Secret);
    }

    /// <summary>Waits until all that is written has been looked at, and nothing waits that is due.</summary>
    internal static Task IdleAsync(Paper paper) => Eventually.AnswersAsync(async () =>
    {
        await paper.Site.Webhooks.SendDueAsync();
        return !await WebhookDesk.HasEntriesAsync(paper.Desk, default) && (await WebhookDesk.DueAsync(paper.Desk, default)).Count == 0;
    }, "nothing is due");
}
