using System.Diagnostics;
using MimeKit;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests.Desk;

/// <summary>Messages of the desk by mail: to whom, with what in them, and what becomes of them when the server is ill.</summary>
public class MessagesByMailTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task a_message_comes_by_mail_to_whoever_wants_it_in_their_own_language(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        await using var office = new PostOffice();
        using var boon = await DeskVisitor.ComeAsync(paper, Role.Reporter, "boon@example.org");
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor, "anna@example.org");
        string story = await paper.FileAsync("Harbour wall"), actor = PublicId.Text((await paper.Desk.Database.FindByEmailAsync("anna@example.org"))!.Id);
        Assert.DoesNotContain("handler=Mail", (await boon.ReadAsync("account")).Text, StringComparison.Ordinal);
        await Mailing.WantedAsync(paper, "boon@example.org");
        // Before the house sends mail nothing is written, and later nothing of it comes.
        await Paper.DoneAsync(new AssignStory(story, "boon@example.org").RunAsync(paper.Desk, actor));
        await Mailing.SetUpAsync(paper, office);
        await Paper.DoneAsync(new ChooseMail("boon@example.org", false).RunAsync(paper.Desk, "tests"));
        await Paper.DoneAsync(new AssignStory(story, null).RunAsync(paper.Desk, actor));
        await Paper.DoneAsync(new AssignStory(story, "boon@example.org").RunAsync(paper.Desk, actor));
        Assert.Equal(302, (int)(await boon.SendAsync("account", new() { ["wanted"] = "true" }, "account?handler=Mail")).StatusCode);
        Assert.Contains("boon@example.org as well", (await boon.ReadAsync("account?done=mail-on")).Text, StringComparison.Ordinal);
        await Paper.DoneAsync(new SetStage(story, WorkStage.Ready).RunAsync(paper.Desk, actor));
        await Paper.DoneAsync(new SendBack(story, "Who says\nthat the wall leaks?").RunAsync(paper.Desk, actor));
        var english = await Mailing.LastAsync(office, 1);
        Assert.Equal("The Editor sent a story back to you: Harbour wall", english.Subject);
        foreach (string words in new[] { "Harbour wall", "that the wall leaks?", $"http://localhost:{paper.Address.Port}/-/desk/stories/{story}/en", "/-/desk/account" }) Assert.Contains(words, english.TextBody, StringComparison.Ordinal);
        Assert.Equal("auto-generated", english.Headers[HeaderId.AutoSubmitted]);
        Assert.EndsWith("@harbour.example", english.MessageId, StringComparison.Ordinal);

        Assert.Equal(302, (int)(await boon.SendAsync("account", new() { ["language"] = "th" }, "account?handler=Language")).StatusCode);
        Assert.Contains("<html lang=\"th\" dir=\"ltr\">", (await boon.ReadAsync("account")).Text, StringComparison.Ordinal);
        await Paper.DoneAsync(new AssignStory(story, null).RunAsync(paper.Desk, actor));
        await Paper.DoneAsync(new AssignStory(story, "boon@example.org", new DateTimeOffset(2099, 3, 5, 10, 30, 0, TimeSpan.Zero)).RunAsync(paper.Desk, actor));
        var thai = await Mailing.LastAsync(office, 2);
        Assert.Equal("The Editor มอบหมายข่าวให้คุณ: Harbour wall", thai.Subject);
        Assert.Contains("5 มี.ค. 2099 10:30", thai.TextBody, StringComparison.Ordinal);
        Assert.Equal("th", thai.Body!.Headers[HeaderId.ContentLanguage]);
        Assert.NotEqual(english.MessageId, thai.MessageId);
        Assert.Equal("unknown-language", (await new ChooseLanguage("boon@example.org", "no language").RunAsync(paper.Desk, "tests")).Refusal!.Code);
        foreach (var gone in new[] { new ChooseMail("nobody@example.org").RunAsync(paper.Desk, "tests"), new ChooseLanguage("nobody@example.org", "en").RunAsync(paper.Desk, "tests") }) Assert.Equal("unknown-account", (await gone).Refusal!.Code);
    }

    [Theory, BothDatabases]
    public async Task no_mail_has_words_that_the_person_may_not_see_at_that_hour_and_who_left_or_has_read_it_gets_none(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house, house.Clock);
        await using var office = new PostOffice { ToSender = "451 4.3.0 later" };
        await Mailing.SetUpAsync(paper, office);
        var readers = new Dictionary<string, (DeskVisitor Visitor, string Account)>();
        foreach (string name in new[] { "embargo", "killed", "left", "read" })
        {
            var visitor = await DeskVisitor.ComeAsync(paper, Role.Translator, $"{name}@example.org");
            readers[name] = (visitor, await Mailing.WantedAsync(paper, $"{name}@example.org"));
        }
        string story = await paper.FileAsync("Canary headline"), other = await paper.FileAsync("Canary number two");
        foreach (var (about, names) in new[] { (story, new[] { "embargo", "left", "read" }), (other, ["killed"]) })
        {
            await Paper.DoneAsync(new MakeRemark(about, "en", "Canary remark", Mentions: [.. names.Select(name => readers[name].Account)]).RunAsync(paper.Desk, "anna"));
        }
        await Eventually.AnswersAsync(async () => await Mailing.CountAsync(paper, "code = 'mail-later'") == 4, "the server was asked in vain");
        await Paper.DoneAsync(new SetEmbargo(story, house.Clock.GetUtcNow().AddDays(3)).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new KillStory(other).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new EndAccount("left@example.org").RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new ReadMessages("read@example.org").RunAsync(paper.Desk, "anna"));
        office.ToSender = "250 ok";
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        await Mailing.EmptyAsync(paper);
        var came = Mailing.Read(office);
        Assert.Equal(["embargo@example.org", "killed@example.org"], came.Select(letter => letter.To.Mailboxes.Single().Address).Order());
        Assert.All(came, letter => Assert.DoesNotContain("Canary", letter.Subject + letter.TextBody, StringComparison.OrdinalIgnoreCase));
        Assert.All(came, letter => Assert.Contains("/-/desk/messages", letter.TextBody, StringComparison.Ordinal));
        foreach (var (visitor, _) in readers.Values) visitor.Dispose();
    }

    [Theory, BothDatabases]
    public async Task what_is_put_off_is_tried_again_and_what_fails_for_good_is_told(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house, house.Clock);
        await using var office = new PostOffice();
        await Mailing.SetUpAsync(paper, office);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        foreach (string name in new[] { "anna", "boon" })
        {
            using var visitor = await DeskVisitor.ComeAsync(paper, Role.Reporter, $"{name}@example.org");
            await Mailing.WantedAsync(paper, $"{name}@example.org");
        }
        office.ToRecipient = line => line.Contains("boon", StringComparison.Ordinal) ? "550 5.1.1 nobody here" : "450 4.2.0 come again";
        foreach (string name in new[] { "anna", "boon" }) await Paper.DoneAsync(new AssignStory(await paper.FileAsync("Story"), $"{name}@example.org").RunAsync(paper.Desk, "tests"));
        await Eventually.AnswersAsync(async () => (await Mailing.CountAsync(paper, "failed_at IS NOT NULL"), await Mailing.CountAsync(paper, "code = 'mail-later'")) == (1, 1), "both were tried");
        string text = (await owner.ReadAsync("house/mail")).Text;
        Assert.Contains("nobody here", text, StringComparison.Ordinal);
        Assert.Contains("another try: 1", text, StringComparison.Ordinal);
        // It is not tried before its pause is over, and the next pause is longer.
        await paper.Site.Carrier.SendDueAsync();
        Assert.Equal(1, await Mailing.CountAsync(paper, "tries = 1 AND failed_at IS NULL"));
        house.Clock.Advance(TimeSpan.FromSeconds(31));
        await Eventually.AnswersAsync(async () => await Mailing.CountAsync(paper, "tries = 2") == 1, "it is tried again");
        house.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(0, await paper.Site.Carrier.SendDueAsync());
        Assert.Equal(1, await Mailing.CountAsync(paper, "tries = 2"));
        office.ToRecipient = _ => "250 ok";
        house.Clock.Advance(TimeSpan.FromSeconds(31));
        await Mailing.LastAsync(office, 1);
        await Mailing.EmptyAsync(paper);

        // A server that is away for days: in the end it is given up, and told.
        office.LeavesInLetter = true;
        await Paper.DoneAsync(new AssignStory(await paper.FileAsync("Late"), "anna@example.org").RunAsync(paper.Desk, "tests"));
        await Eventually.AnswersAsync(async () => await Mailing.CountAsync(paper, "code = 'mail-broke-off'") == 1, "it was tried");
        house.Clock.Advance(TimeSpan.FromDays(3));
        await Eventually.AnswersAsync(async () => await Mailing.CountAsync(paper, "code = 'mail-broke-off' AND failed_at IS NOT NULL") == 1, "it is given up");
        Assert.Contains("broke the connection off", (await owner.ReadAsync("house/mail")).Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task a_server_that_says_nothing_slows_no_act_and_no_page(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        await using var office = new PostOffice { IsSilent = true };
        await Mailing.SetUpAsync(paper, office);
        paper.Desk.Postman.Patience = TimeSpan.FromSeconds(15);
        using var boon = await DeskVisitor.ComeAsync(paper, Role.Reporter, "boon@example.org");
        await Mailing.WantedAsync(paper, "boon@example.org");
        await Paper.DoneAsync(new AssignStory(await paper.FileAsync("Story 0"), "boon@example.org").RunAsync(paper.Desk, "tests"));
        await Eventually.AnswersAsync(() => Task.FromResult(office.Visits > 0), "the server was called");
        var watch = Stopwatch.StartNew();
        for (var i = 1; i <= 5; i++) await Paper.DoneAsync(new AssignStory(await paper.FileAsync($"Story {i}"), "boon@example.org").RunAsync(paper.Desk, "tests"));
        Assert.Equal(200, (await boon.ReadAsync("messages")).Status);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"It took {watch.Elapsed}.");
        Assert.Equal(1, office.Visits);
    }

    [Fact]
    public async Task two_nodes_send_each_message_once()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Postgres);
        using var elsewhere = new TemporaryFolder();
        await using var one = await DeskVisitor.OpenAsync(house);
        await using var two = await Paper.OpenAsync(elsewhere.Path, house.Connection, TimeProvider.System, null);
        await using var office = new PostOffice();
        await Mailing.SetUpAsync(one, office);
        two.Desk.Postman.Authorities.Add(office.Certificate);
        using var boon = await DeskVisitor.ComeAsync(one, Role.Reporter, "boon@example.org");
        await Mailing.WantedAsync(one, "boon@example.org");
        for (var i = 0; i < 12; i++)
        {
            var paper = i % 2 == 0 ? one : two;
            await Paper.DoneAsync(new AssignStory(await paper.FileAsync($"Story {i}"), "boon@example.org").RunAsync(paper.Desk, "tests"));
            await Task.WhenAll(Task.Run(() => one.Site.Carrier.SendDueAsync()), Task.Run(() => two.Site.Carrier.SendDueAsync()));
        }
        await Mailing.EmptyAsync(one);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"Somebody gave you a story: Story {i}").Order(), Mailing.Read(office).Select(letter => letter.Subject).Order());
    }

    [Theory, BothDatabases]
    public async Task a_message_outlives_a_kill_while_the_server_takes_it_and_comes_twice_under_one_id(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        var answer = new TaskCompletionSource();
        await using var office = new PostOffice { Before = answer.Task, AsksWho = false };
        await using (var paper = await RunningPaper.StartAsync(house.Folder, house.Connection))
        {
            await paper.DoAsync("KeepMailServer", new { host = "localhost", port = office.Port, security = "none", sender_address = "desk@harbour.example" });
            await paper.DoAsync("AddAccount", new { email = "boon@example.org", name = "Boon", role = "reporter" });
            await paper.DoAsync("ChooseMail", new { account = "boon@example.org" });
            string story = await paper.DoAsync("FileStory", new { edition = "en", words = new { headline = "Harbour wall", body = Paper.Body("It leaks.") } });
            await paper.DoAsync("AssignStory", new { story, account = "boon@example.org" });
            await Eventually.AnswersAsync(() => Task.FromResult(office.Letters.Count == 1), "the server has the letter, and has not said so");
            await paper.KillAsync();
        }
        answer.SetResult();
        if (kind == DatabaseKind.Postgres)
        {
            // Whoever was killed holds the lease for a minute.
            await using var connection = await house.OpenDatabase().RentAsync();
            await connection.ExecuteAsync(null, "UPDATE leases SET until = 0 WHERE name = 'mail'");
        }
        await using (var again = await RunningPaper.StartAsync(house.Folder, house.Connection))
        {
            await Eventually.AnswersAsync(() => Task.FromResult(office.Letters.Count == 2), "the letter comes again");
            await Task.Delay(1500);
        }
        var came = Mailing.Read(office);
        Assert.Equal(2, came.Count);
        Assert.Equal((came[0].MessageId, came[0].Date, came[0].Subject), (came[1].MessageId, came[1].Date, came[1].Subject));
    }
}
