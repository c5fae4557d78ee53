using Microsoft.Playwright;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Store.Outside;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>The room in which the house's mail server is set and tried.</summary>
public class MailRoomTests(Houses houses, Browser browser)
{
    [Theory, BothDatabases]
    public async Task a_server_is_kept_and_tried_and_its_password_is_seen_nowhere(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        await using var office = new PostOffice();
        paper.Desk.Postman.Authorities.Add(office.Certificate);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        Assert.DoesNotContain("handler=Test", (await owner.ReadAsync("house/mail")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (int)(await KeepAsync(owner, office)).StatusCode);
        var sent = await owner.SendAsync("house/mail", [], "house/mail?handler=Test");
        Assert.Equal("/-/desk/house/mail?said=sent", sent.Headers.Location?.OriginalString);
        Assert.Contains("To: The Administrator <administrator@example.org>", Assert.Single(office.Letters), StringComparison.Ordinal);

        office.ToSender = "553 5.7.1 <b>not</b> yours";
        string refused = await (await owner.SendAsync("house/mail", [], "house/mail?handler=Test")).Content.ReadAsStringAsync();
        Assert.Contains("does not let this house send as desk@harbour.example", refused, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;not&lt;/b&gt; yours", refused, StringComparison.Ordinal);
        // An empty field keeps the password, as long as it goes where it went.
        office.ToSender = "250 ok";
        Assert.Equal(302, (int)(await KeepAsync(owner, office, password: "")).StatusCode);
        Assert.Equal("/-/desk/house/mail?said=sent", (await owner.SendAsync("house/mail", [], "house/mail?handler=Test")).Headers.Location?.OriginalString);
        string elsewhere = await (await KeepAsync(owner, office, password: "", host: "127.0.0.1")).Content.ReadAsStringAsync();
        Assert.Contains("Type it again.", elsewhere, StringComparison.Ordinal);
        Assert.Contains("value=\"127.0.0.1\"", elsewhere, StringComparison.Ordinal);

        var pages = new List<string> { refused, elsewhere };
        foreach (string page in new[] { "house/mail", "audit", "audit?handler=Export" }) pages.Add((await owner.ReadAsync(page)).Text);
        Assert.All(pages, page => Assert.DoesNotContain("lantern pass", page, StringComparison.Ordinal));
        Assert.Contains("set up the mail server", pages[3], StringComparison.Ordinal);
        string? kept = await paper.Desk.Database.ReadAsync(async (connection, snapshot) => (string?)await connection.ScalarAsync(snapshot, "SELECT sealed_password FROM mail_server"));
        Assert.True(kept is { Length: > 20 } && !kept.Contains("lantern", StringComparison.Ordinal));
        Assert.DoesNotContain("lantern", Act(office).ToString(), StringComparison.Ordinal);

        await owner.SendAsync("house/mail", [], "house/mail?handler=Remove");
        Assert.Equal("no-mail-server", (await new RemoveMailServer().RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Contains("sends no mail", await (await owner.SendAsync("house/mail", [], "house/mail?handler=Test")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task what_cannot_be_a_mail_server_is_refused_in_words(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        await using var office = new PostOffice();
        var good = Act(office);
        foreach (var (act, code) in new (KeepMailServer, string)[]
        {
            (good with { Host = "" }, "empty"), (good with { Host = "a b" }, "wrong-host"), (good with { Host = "https://smtp.example.com" }, "wrong-host"), (good with { Host = "smtp.example.com:25" }, "wrong-host"),
            (good with { Port = 0 }, "wrong-port"), (good with { Port = 70_000 }, "wrong-port"), (good with { Security = (MailSecurity)7 }, "wrong-security"),
            (good with { Host = "smtp.example.com", Security = MailSecurity.None }, "mail-not-local"), (good with { UserName = "" }, "no-user-name"), (good with { SenderAddress = "nobody" }, "wrong-email"),
            (good with { SenderAddress = "Anna <anna@example.org>" }, "wrong-email"), (good with { SenderName = new string('n', 300) }, "too-long"), (good with { Password = new string('n', 300) }, "too-long"),
            (good with { SenderName = "Desk\r\nBcc: mallory@example.org" }, "line-break"), (good with { UserName = "a\nb" }, "line-break"), (good with { Password = "a\rb" }, "line-break"), (good with { Host = "smtp.example.com\r\nDATA" }, "line-break"),
        }) Assert.Equal(code, (await act.RunAsync(paper.Desk, "anna")).Refusal?.Code);
        Assert.False(await paper.Desk.SendsMailAsync());
        Assert.Null((await good.RunAsync(paper.Desk, "anna")).Refusal);
        var racing = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => (good with { SenderName = $"Desk {i}" }).RunAsync(paper.Desk, "anna"))));
        Assert.All(racing, one => Assert.Null(one.Refusal));
        Assert.Equal(PostOffice.Password, (await paper.Desk.FindMailServerAsync()).Value.Password);
        Assert.Null((await (good with { UserName = "", Password = null }).RunAsync(paper.Desk, "anna")).Refusal);
        Assert.Null((await paper.Desk.FindMailServerAsync()).Value.Password);
    }

    [Theory]
    [InlineData("en-GB", ColorScheme.Light, 1280)]
    [InlineData("th-TH", ColorScheme.Dark, 390)]
    public async Task an_owner_sets_mail_up_in_a_browser(string language, ColorScheme scheme, int width)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await DeskVisitor.OpenAsync(house);
        await using var office = new PostOffice();
        paper.Desk.Postman.Authorities.Add(office.Certificate);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        await using var window = await browser.OpenAsync(new() { Locale = language, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        var page = await DeskScreen.OpenAsync(window, paper, owner, "house/mail");
        await DeskScreen.LookAsync(page, $"mail-none-{width}");
        await page.FillAsync("#host", "localhost");
        await page.FillAsync("#port", $"{office.Port}");
        await page.FillAsync("#user-name", PostOffice.User);
        await page.FillAsync("#mail-password", "not the password");
        await page.FillAsync("#sender-address", "desk@harbour.example");
        await page.FillAsync("#sender-name", "The Harbour Post");
        await page.PressAsync("#sender-name", "Enter");
        await page.ClickAsync("section:has(#the-test) button");
        await page.WaitForSelectorAsync("[role=alert]");
        await DeskScreen.LookAsync(page, $"mail-refused-{width}");
        await page.FillAsync("#mail-password", PostOffice.Password);
        await page.PressAsync("#mail-password", "Enter");
        await page.ClickAsync("section:has(#the-test) button");
        await page.WaitForSelectorAsync("p.said");
        await DeskScreen.LookAsync(page, $"mail-{width}");
        Assert.Equal("", await page.InputValueAsync("#mail-password"));
        Assert.Single(office.Letters);
        await OthersAsync(paper, page, office, width);
        await StrangerAsync(paper, new() { Locale = language, ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } }, width);
    }

    // What mail changes in the other rooms, and what is told of a letter that nobody took.
    private static async Task OthersAsync(Paper paper, IPage page, PostOffice office, int width)
    {
        string desk = $"http://localhost:{paper.Address.Port}/-/desk";
        await page.GotoAsync($"{desk}/people");
        await page.FillAsync("#name", "Boon Chaiyo");
        await page.FillAsync("#email", "boon@example.org");
        await page.ClickAsync("button.main");
        await page.WaitForSelectorAsync("p.said");
        await DeskScreen.LookAsync(page, $"people-sent-{width}");
        await page.GotoAsync($"{desk}/account");
        await page.ClickAsync("section:has(#own-mail) button");
        await page.WaitForSelectorAsync("p.said");
        await DeskScreen.LookAsync(page, $"account-mail-{width}");
        office.ToRecipient = _ => "550 5.1.1 no such letter box";
        await Paper.DoneAsync(new AssignStory(await paper.FileAsync("Harbour wall"), "administrator@example.org").RunAsync(paper.Desk, "anna"));
        await Eventually.AnswersAsync(async () => await Mailing.CountAsync(paper, "failed_at IS NOT NULL") == 1, "it is given up");
        office.ToSender = "421 4.3.2 closing";
        await Paper.DoneAsync(new AssignStory(await paper.FileAsync("Tide table"), "administrator@example.org").RunAsync(paper.Desk, "anna"));
        await Eventually.AnswersAsync(async () => await Mailing.CountAsync(paper, "code = 'mail-later'") == 1, "it waits");
        await page.GotoAsync($"{desk}/house/mail");
        await DeskScreen.LookAsync(page, $"mail-failed-{width}");
    }

    private async Task StrangerAsync(Paper paper, BrowserNewContextOptions options, int width)
    {
        await using var window = await browser.OpenAsync(options);
        var page = await window.NewPageAsync();
        await page.GotoAsync($"http://localhost:{paper.Address.Port}/-/desk/sign-in");
        await page.ClickAsync("main a[href$=forgot]");
        await page.FillAsync("#email", "somebody@example.org");
        await DeskScreen.LookAsync(page, $"forgot-{width}");
        await page.PressAsync("#email", "Enter");
        await page.WaitForSelectorAsync("p.said");
        await DeskScreen.LookAsync(page, $"forgot-said-{width}");
    }

    private static KeepMailServer Act(PostOffice office) => new("localhost", office.Port, MailSecurity.StartTls, "desk@harbour.example", "The Harbour Post", PostOffice.User, PostOffice.Password);

    private static Task<HttpResponseMessage> KeepAsync(DeskVisitor owner, PostOffice office, string password = PostOffice.Password, string host = "localhost") => owner.SendAsync(
        "house/mail",
        new() { ["host"] = host, ["port"] = $"{office.Port}", ["security"] = "StartTls", ["userName"] = PostOffice.User, ["password"] = password, ["senderAddress"] = "desk@harbour.example", ["senderName"] = "The Harbour Post" },
        "house/mail?handler=Keep");
}
