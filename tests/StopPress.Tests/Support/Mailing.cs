using System.Text;
using MimeKit;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store.Outside;

namespace StopPress.Tests.Support;

/// <summary>A newspaper that sends its mail to a post office of the tests, and what came there.</summary>
internal static class Mailing
{
    /// <summary>Tells a newspaper to send its mail there.</summary>
    public static async Task SetUpAsync(Paper paper, PostOffice office)
    {
        paper.Desk.Postman.Authorities.Add(office.Certificate);
        await Paper.DoneAsync(new KeepMailServer("localhost", office.Port, MailSecurity.StartTls, "desk@harbour.example", "The Harbour Post", PostOffice.User, PostOffice.Password).RunAsync(paper.Desk, "tests"));
    }

    /// <summary>An account whose messages come by mail; its public id.</summary>
    public static async Task<string> WantedAsync(Paper paper, string email)
    {
        await Paper.DoneAsync(new ChooseMail(email).RunAsync(paper.Desk, "tests"));
        return StopPress.Store.Database.PublicId.Text((await paper.Desk.Database.FindByEmailAsync(email))!.Id);
    }

    /// <summary>The letters that came, read as a mail program reads them.</summary>
    public static IReadOnlyList<MimeMessage> Read(PostOffice office) => [.. office.Letters.Select(letter => MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(letter))))];

    /// <summary>The letter that came last, once that many have come.</summary>
    public static async Task<MimeMessage> LastAsync(PostOffice office, int count)
    {
        await Eventually.AnswersAsync(() => Task.FromResult(office.Letters.Count >= count), $"{count} letters");
        Assert.Equal(count, office.Letters.Count);
        return Read(office)[^1];
    }

    /// <summary>How many letters wait, or were given up.</summary>
    public static async Task<long> CountAsync(Paper paper, string which = "failed_at IS NULL") =>
        await paper.Desk.Database.ReadAsync(async (connection, snapshot) => (long)(await StopPress.Store.Database.Sql.ScalarAsync(connection, snapshot, "SELECT COUNT(*) FROM letters WHERE " + which))!);

    /// <summary>Waits until no letter waits.</summary>
    public static Task EmptyAsync(Paper paper) => Eventually.AnswersAsync(async () => await CountAsync(paper) == 0, "no letter waits");
}
