using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;
using StopPress.Store.Outside;

namespace StopPress.Desk.Rooms.House;

/// <summary>Which server takes the house's mail, and whether it does.</summary>
[Needs(Right.KeepHouse)]
public sealed class MailModel(NewsDesk desk, DeskWords words) : DeskPage(desk, words)
{
    // RFC 6409: what people's programs send goes to this port.
    private const string SubmissionPort = "587";

    /// <summary>The server's name.</summary>
    [BindProperty]
    public string? Host { get; set; }

    /// <summary>Its port, as it was typed.</summary>
    [BindProperty]
    public string? Port { get; set; }

    /// <summary>How the way there is secured.</summary>
    [BindProperty]
    public MailSecurity Security { get; set; }

    /// <summary>The name to sign in with.</summary>
    [BindProperty]
    public string? UserName { get; set; }

    /// <summary>Whom mail comes from, in words.</summary>
    [BindProperty]
    public string? SenderName { get; set; }

    /// <summary>The address that mail comes from.</summary>
    [BindProperty]
    public string? SenderAddress { get; set; }

    /// <summary>Whether the house sends mail.</summary>
    public bool IsSetUp { get; private set; }

    /// <summary>Whether a password is kept; it is never shown.</summary>
    public bool HasPassword { get; private set; }

    /// <summary>What the server said to a mail that it did not take, or null.</summary>
    public string? ServerSaid { get; private set; }

    /// <summary>The mails that wait after a try in vain, or null.</summary>
    public WaitingLetters? Waiting { get; private set; }

    /// <summary>Mails that were given up, the newest first.</summary>
    public IReadOnlyList<FailedLetter> Failures { get; private set; } = [];

    /// <summary>The clocks of the house, which are those of its first edition.</summary>
    public DeskDates HouseDates { get; private set; } = null!;

    /// <summary>What was done just now, in words; or null.</summary>
    public string? Said => Refused is not null ? null : Request.Query["said"].ToString() switch
    {
        "kept" => Words["mail.kept"],
        "removed" => Words["mail.removed"],
        "sent" => Words.Of("mail.sent", Here.Account.Email),
        _ => null,
    };

    /// <summary>Shows what is set.</summary>
    public async Task OnGetAsync()
    {
        (Security, Port) = (MailSecurity.StartTls, SubmissionPort);
        if (await LookAsync() is not { } row) return;
        (Host, Port, Security, UserName, SenderName, SenderAddress) = (row.Host, row.Port.ToString(CultureInfo.InvariantCulture), row.Security, row.UserName, row.SenderName, row.SenderAddress);
    }

    /// <summary>Keeps what was typed.</summary>
    public async Task<IActionResult> OnPostKeepAsync(string? password)
    {
        int port = int.TryParse(Port, NumberStyles.None, CultureInfo.InvariantCulture, out int read) ? read : 0;
        var overtaken = await OvertakenAsync(["MailServerKept", "MailServerRemoved"]);
        var kept = overtaken is not null ? overtaken : await new KeepMailServer(Host ?? "", port, Security, SenderAddress ?? "", SenderName ?? "", UserName ?? "", password).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        if (kept.Refusal is not { } refusal) return Go("/house/mail?said=kept");
        await LookAsync();
        return Refuse(refusal);
    }

    /// <summary>Sends no mail any more.</summary>
    public async Task<IActionResult> OnPostRemoveAsync() => await AgainAsync((await new RemoveMailServer().RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, "removed");

    /// <summary>Sends a mail to whoever asks, and says what came out.</summary>
    public async Task<IActionResult> OnPostTestAsync()
    {
        var server = await Desk.FindMailServerAsync(HttpContext.RequestAborted);
        if (server.Refusal is { } missing) return await AgainAsync(missing, "");
        var me = Here.Account;
        string house = (await Reads.LookAsync(Desk.Database, Furniture.ReadAsync, HttpContext.RequestAborted)).HouseName;
        var letter = new Letter("test-" + PublicId.Text(PublicId.Next(Desk.Clock)), me.Name, me.Email, Words.Of("mail.test.subject", house), Words.Of("mail.test.text", house), Words.Language, Desk.Clock.GetUtcNow());
        var fault = await Desk.Postman.SendAsync(server.Value, letter, HttpContext.RequestAborted);
        ServerSaid = fault?.Said;
        return await AgainAsync(fault?.Why, "sent");
    }

    private async Task<IActionResult> AgainAsync(Refusal? refusal, string said)
    {
        if (refusal is null) return Go("/house/mail?said=" + said);
        await OnGetAsync();
        return Refuse(refusal);
    }

    private async Task<MailServerRow?> LookAsync()
    {
        var row = await Desk.Database.LookAsync(context => context.Set<MailServerRow>().AsNoTracking().FirstOrDefaultAsync(HttpContext.RequestAborted));
        (IsSetUp, HasPassword) = (row is not null, row?.SealedPassword is not null);
        (Waiting, Failures) = (await LetterDesk.WaitingAsync(Desk), await LetterDesk.FailedAsync(Desk));
        HouseDates = (await HouseDatesAsync())!;
        return row;
    }
}
