using System.Text.RegularExpressions;
using StopPress.Newsroom.Staff;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>Links that let somebody in, by mail: from an administrator, or for somebody who has forgotten their password.</summary>
public partial class LinksByMailTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task a_link_goes_by_mail_and_is_shown_where_it_could_not_be_sent(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        await using var office = new PostOffice();
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        Assert.Contains("data-select", await InviteAsync(owner, "before@example.org"), StringComparison.Ordinal);
        await Mailing.SetUpAsync(paper, office);
        string sent = await InviteAsync(owner, "anna@example.org");
        Assert.Contains("We have sent Anna a link to anna@example.org", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("link?t=", sent, StringComparison.Ordinal);
        var letter = await Mailing.LastAsync(office, 1);
        string link = Link().Match(letter.TextBody!).Groups[1].Value;
        using var anna = new DeskVisitor(paper);
        Assert.Equal(200, (await anna.ReadAsync(link)).Status);

        office.ToRecipient = _ => "550 5.1.1 nobody here";
        string refused = await InviteAsync(owner, "boon@example.org");
        Assert.Contains("nobody here", refused, StringComparison.Ordinal);
        Assert.Contains("data-select", refused, StringComparison.Ordinal);
        office.ToRecipient = _ => "250 ok";
        string account = PublicId.Text((await paper.Desk.Database.FindByEmailAsync("anna@example.org"))!.Id);
        await owner.SendAsync("people", new() { ["account"] = account }, "people?handler=Link");
        string renewed = Link().Match((await Mailing.LastAsync(office, 2)).TextBody!).Groups[1].Value;
        Assert.Equal((404, 200), ((await anna.ReadAsync(link)).Status, (await anna.ReadAsync(renewed)).Status));
    }

    [Theory, BothDatabases]
    public async Task whoever_forgot_their_password_gets_a_link_and_nobody_learns_who_has_an_account(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house, house.Clock);
        await using var office = new PostOffice();
        using var anna = await DeskVisitor.ComeAsync(paper, Role.Editor, "anna@example.org");
        using var stranger = new DeskVisitor(paper);
        Assert.DoesNotContain("/forgot", (await stranger.ReadAsync("sign-in")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await stranger.ReadAsync("forgot")).Status);
        await Mailing.SetUpAsync(paper, office);
        Assert.Contains("/forgot", (await stranger.ReadAsync("sign-in")).Text, StringComparison.Ordinal);

        var told = new List<string>();
        foreach (string email in new[] { "Anna@Example.org", "nobody@example.org" })
        {
            for (var i = 0; i < 12; i++) told.Add($"{await AskAsync(stranger, email)}".Replace(email, "SOMEBODY", StringComparison.Ordinal));
        }
        Assert.Equal(told.Take(12), told.Skip(12));
        Assert.StartsWith("200 ", told[0], StringComparison.Ordinal);
        Assert.Contains("many times", told[11], StringComparison.Ordinal);
        // Three links at most, however often it is asked; none to an address that nobody has.
        var last = await Mailing.LastAsync(office, 3);
        await Mailing.EmptyAsync(paper);
        Assert.All(Mailing.Read(office), letter => Assert.Equal("anna@example.org", letter.To.Mailboxes.Single().Address));
        Assert.Equal("unknown-account", (await new AskForLink("nobody@example.org").RunAsync(paper.Desk)).Refusal!.Code);
        Assert.Equal("too-many-links", (await new AskForLink("anna@example.org").RunAsync(paper.Desk)).Refusal!.Code);

        string link = Link().Match(last.TextBody!).Groups[1].Value;
        Assert.Equal(200, (await anna.ReadAsync("account")).Status);
        var set = await stranger.SendAsync(link, new() { ["t"] = link.Split("t=")[1], ["password"] = "another copper heron" });
        Assert.Equal("/-/desk/", set.Headers.Location?.OriginalString);
        Assert.Equal((302, 200), ((await anna.ReadAsync("account")).Status, (await stranger.ReadAsync("account")).Status));
        string other = Link().Match(Mailing.Read(office)[0].TextBody!).Groups[1].Value;
        Assert.Equal(404, (await stranger.ReadAsync(other)).Status);
        house.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.StartsWith("200 ", await AskAsync(stranger, "anna@example.org"), StringComparison.Ordinal);
        string late = Link().Match((await Mailing.LastAsync(office, 4)).TextBody!).Groups[1].Value;
        house.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(404, (await stranger.ReadAsync(late)).Status);
    }

    [Theory, BothDatabases]
    public async Task a_link_that_was_asked_for_does_not_get_past_the_codes_of_an_app(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        await using var office = new PostOffice();
        await Mailing.SetUpAsync(paper, office);
        using var anna = await DeskVisitor.ComeAsync(paper, Role.Editor, "anna@example.org");
        var account = (await paper.Desk.Database.FindByEmailAsync("anna@example.org"))!;
        Assert.Null((await ChangeCredentials.AddAuthenticator(paper.Desk, account.Id, "JBSWY3DPEHPK3PXP", ["recoverone"]).RunAsync(paper.Desk)).Refusal);
        Assert.Null((await ChangeCredentials.AddPasskey(paper.Desk, account.Id, new NewPasskey("key", "Phone", "{}")).RunAsync(paper.Desk)).Refusal);
        await Paper.DoneAsync(new AskForLink("anna@example.org").RunAsync(paper.Desk));
        string link = Link().Match((await Mailing.LastAsync(office, 1)).TextBody!).Groups[1].Value, token = link.Split("t=")[1];
        using var thief = new DeskVisitor(paper);
        Assert.DoesNotContain("data-passkey", (await thief.ReadAsync(link)).Text, StringComparison.Ordinal);
        Assert.Equal("password-only", (await new UseLink(token, null, new NewPasskey("mine", "Thief", "{}")).RunAsync(paper.Desk)).Refusal!.Code);
        var set = await thief.SendAsync(link, new() { ["t"] = token, ["password"] = "another copper heron" });
        Assert.Equal("/-/desk/sign-in?said=reset", set.Headers.Location?.OriginalString);
        Assert.Equal(302, (await thief.ReadAsync("account")).Status);
        var half = await thief.SignInAsync("anna@example.org", "another copper heron");
        Assert.StartsWith("/-/desk/sign-in?code=true", half.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal(1L, await paper.Desk.Database.ReadAsync(async (connection, snapshot) => (long)(await connection.ScalarAsync(snapshot, "SELECT COUNT(*) FROM passkeys"))!));
    }

    private static async Task<string> InviteAsync(DeskVisitor owner, string email) =>
        await (await owner.SendAsync("people", new() { ["name"] = "Anna", ["email"] = email, ["role"] = "Reporter" }, "people?handler=Add")).Content.ReadAsStringAsync();

    // The status, and what the page says.
    private static async Task<string> AskAsync(DeskVisitor visitor, string email)
    {
        var answer = await visitor.SendAsync("forgot", new() { ["email"] = email });
        string text = await answer.Content.ReadAsStringAsync();
        return $"{(int)answer.StatusCode} {Token().Replace(text[text.IndexOf("<main", StringComparison.Ordinal)..], "")}";
    }

    [GeneratedRegex(@"/-/desk/(link\?t=[\w-]+)")]
    private static partial Regex Link();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*>")]
    private static partial Regex Token();
}
