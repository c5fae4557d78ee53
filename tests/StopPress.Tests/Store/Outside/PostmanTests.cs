using StopPress.Store.Outside;
using StopPress.Tests.Support;

namespace StopPress.Tests.Store.Outside;

/// <summary>What comes out when a letter is taken to a mail server.</summary>
public class PostmanTests
{
    private static readonly Letter Note = new("note-1", "Anna Wëber", "anna@example.org", "ข่าวท่าเรือ: Harbour", "Read it.\nสวัสดี\n.\nA line after a dot.", "th", new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(MailSecurity.Tls)]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.None)]
    public async Task a_letter_arrives_whole_on_each_way(MailSecurity security)
    {
        await using var office = new PostOffice { Tls = security == MailSecurity.Tls };
        Assert.Null(await PostmanOf(office).SendAsync(ServerOf(office, security), Note));
        string came = Assert.Single(office.Letters);
        foreach (string line in new[]
        {
            "From: Harbour Post <desk@harbour.example>", "Message-Id: <note-1@harbour.example>", "Date: Sun, 01 Mar 2026 12:00:00 +0000", "Auto-Submitted: auto-generated", "Content-Language: th",
            "Content-Type: text/plain; charset=utf-8", "Subject: =?utf-8?",
        }) Assert.Contains(line + (line.EndsWith('?') ? "" : "\n"), came, StringComparison.Ordinal);
        Assert.DoesNotContain("Bcc", came, StringComparison.OrdinalIgnoreCase);
        var read = MimeKit.MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(came.Replace("\n..", "\n.", StringComparison.Ordinal))));
        Assert.Equal((Note.Subject, Note.Text, "Anna Wëber"), (read.Subject, read.TextBody!.ReplaceLineEndings("\n").TrimEnd('\n'), read.To[0].Name));
        Assert.Equal(security == MailSecurity.StartTls, office.Heard.Contains("STARTTLS"));
    }

    [Fact]
    public async Task a_line_break_in_a_subject_or_a_name_makes_no_header()
    {
        await using var office = new PostOffice();
        var letter = Note with { Subject = "One\r\nBcc: mallory@example.org\r\n\r\nText", ToName = "Anna\r\nBcc: mallory@example.org" };
        Assert.Null(await PostmanOf(office).SendAsync(ServerOf(office, MailSecurity.None), letter));
        var read = MimeKit.MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Assert.Single(office.Letters))));
        Assert.Empty(read.Bcc);
        Assert.Single(office.Heard, line => line.StartsWith("RCPT", StringComparison.Ordinal));
        Assert.Contains("Read it.", read.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task each_way_to_fail_is_told_as_what_it_is()
    {
        await using var office = new PostOffice();
        var server = ServerOf(office, MailSecurity.StartTls);
        var strict = new Postman { Patience = TimeSpan.FromSeconds(5) };
        var told = new List<(string Expected, MailWait Wait, MailFault? Told)>();
        async Task TryAsync(string expected, MailWait wait, MailServer at, Postman? by = null) => told.Add((expected, wait, await (by ?? PostmanOf(office)).SendAsync(at, Note)));

        await TryAsync("mail-not-found", MailWait.ForServer, server with { Host = "nowhere.invalid" });
        await TryAsync("mail-unreachable", MailWait.ForServer, server with { Port = Paper.FreePort() });
        await TryAsync("mail-wrong-certificate", MailWait.ForServer, server, strict);
        await TryAsync("mail-wrong-certificate", MailWait.ForServer, server with { Host = "127.0.0.1" });
        await TryAsync("mail-wrong-password", MailWait.ForServer, server with { Password = "something else" });
        await TryAsync("mail-not-mail", MailWait.ForServer, server with { Security = MailSecurity.Tls });
        await TryAsync("mail-not-found", MailWait.ForServer, server with { Host = "169.254.169.254" });
        await TryAsync("mail-not-local", MailWait.ForServer, server with { Host = "192.0.2.1", Security = MailSecurity.None });
        office.OffersStartTls = false;
        await TryAsync("mail-no-starttls", MailWait.ForServer, server);
        (office.OffersStartTls, office.AsksWho) = (true, false);
        await TryAsync("mail-no-sign-in", MailWait.ForServer, server);
        office.AsksWho = true;
        office.ToSender = "553 5.7.1 not yours";
        await TryAsync("mail-sender-refused", MailWait.ForServer, server);
        office.ToSender = "451 4.3.0 full";
        await TryAsync("mail-later", MailWait.ForServer, server);
        office.ToSender = "250 ok";
        office.ToRecipient = _ => "550 5.1.1 nobody here";
        await TryAsync("mail-recipient-refused", MailWait.InVain, server);
        office.ToRecipient = _ => "450 4.2.1 come again";
        await TryAsync("mail-later", MailWait.ForAnotherTry, server);
        office.ToRecipient = _ => "250 ok";
        office.AtEnd = () => "554 5.7.1 looks like spam";
        await TryAsync("mail-refused", MailWait.InVain, server);
        office.AtEnd = () => null;
        await TryAsync("mail-broke-off", MailWait.ForServer, server);
        office.LeavesInLetter = true;
        await TryAsync("mail-broke-off", MailWait.ForServer, server);
        office.LeavesInLetter = false;
        office.Greeting = "554 go away";
        await TryAsync("mail-refused", MailWait.ForServer, server);
        office.Greeting = "SSH-2.0-OpenSSH_9.2";
        await TryAsync("mail-not-mail", MailWait.ForServer, server);
        office.IsSilent = true;
        await TryAsync("mail-slow", MailWait.ForServer, server, new Postman { Patience = TimeSpan.FromMilliseconds(300) });
        Assert.Equal(told.Select(one => (one.Expected, (MailWait?)one.Wait)), told.Select(one => (one.Told?.Why.Code ?? "taken", one.Told?.Wait)));
        Assert.All(told, one => Assert.DoesNotContain("something else", one.Told!.Why.Message + one.Told.Why.Help + one.Told.Said, StringComparison.Ordinal));
        Assert.Contains(told, one => one.Told!.Said.Contains("nobody here", StringComparison.Ordinal));
    }

    [Fact]
    public async Task nothing_is_told_to_a_server_before_the_way_is_secured_nor_to_what_is_no_mail_server()
    {
        await using var office = new PostOffice { OffersStartTls = false };
        await new Postman().SendAsync(ServerOf(office, MailSecurity.StartTls), Note);
        Assert.All(office.Heard, line => Assert.Matches("^(EHLO|QUIT|NOOP)", line));
        office.Heard.Clear();
        office.Greeting = "HTTP/1.1 400 Bad Request";
        await new Postman { Patience = TimeSpan.FromSeconds(5) }.SendAsync(ServerOf(office, MailSecurity.None), Note);
        Assert.All(office.Heard, line => Assert.Equal("QUIT", line));
        Assert.Equal("localhost:" + office.Port, ServerOf(office, MailSecurity.Tls).ToString());
    }

    private static MailServer ServerOf(PostOffice office, MailSecurity security) =>
        new("localhost", office.Port, security, PostOffice.User, PostOffice.Password, "Harbour Post", "desk@harbour.example");

    private static Postman PostmanOf(PostOffice office) => new() { Authorities = { office.Certificate }, Patience = TimeSpan.FromSeconds(20) };
}
