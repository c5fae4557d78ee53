using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Desk.Post;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Desk.Rooms.Accounts;

/// <summary>Who works here, and as what; and links for those who come.</summary>
[Needs(Right.Employ)]
public sealed class IndexModel(NewsDesk desk, DeskWords words, DeskLetters letters) : DeskPage(desk, words)
{
    /// <summary>Everybody, those who left at the end.</summary>
    public IReadOnlyList<AccountRow> Accounts { get; private set; } = [];

    /// <summary>The link that was just made, to be copied; it is shown once.</summary>
    public string? Link { get; private set; }

    /// <summary>For whom the link is.</summary>
    public string? LinkFor { get; private set; }

    /// <summary>The address to which the link was sent by mail, or null.</summary>
    public string? SentTo { get; private set; }

    /// <summary>Why it was not sent, or null.</summary>
    public string? NotSent { get; private set; }

    /// <summary>What was done just now, in words; or null.</summary>
    public string? Said => Request.Query["said"] == "kept" && Refused is null ? Words["people.changed"] : null;

    /// <summary>The name that was typed.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>The address that was typed.</summary>
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>The role that was chosen.</summary>
    [BindProperty]
    public Role Role { get; set; }

    /// <summary>Whether they are to stand in bylines.</summary>
    [BindProperty]
    public bool InBylines { get; set; }

    /// <summary>Shows the list.</summary>
    public Task OnGetAsync()
    {
        InBylines = true;
        return LookAsync();
    }

    /// <summary>Invites somebody.</summary>
    public async Task<IActionResult> OnPostAddAsync()
    {
        var shown = await ShowLinkAsync(await new AddAccount(Email ?? "", Name ?? "", Role, InBylines: InBylines).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted), row => row.FoldedEmail == AccountDesk.Fold(Email));
        if (LinkFor is not null) (Name, Email, InBylines) = (null, null, true);
        return shown;
    }

    /// <summary>Gives somebody a new link.</summary>
    public async Task<IActionResult> OnPostLinkAsync(string account) =>
        await ShowLinkAsync(await new RenewLink(account).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted), row => PublicId.Text(row.Id) == account);

    /// <summary>Changes a role.</summary>
    public Task<IActionResult> OnPostRoleAsync(string account) => DoAsync(new ChangeRole(account, Role).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted));

    private async Task<IActionResult> DoAsync(Task<Outcome<Settled<bool>>> act)
    {
        if ((await act).Refusal is not { } refusal) return Go("/people?said=kept");
        await LookAsync();
        return Refuse(refusal);
    }

    private async Task<IActionResult> ShowLinkAsync(Outcome<Settled<string>> made, Func<AccountRow, bool> isFor)
    {
        await LookAsync();
        if (made.Refusal is { } refusal) return Refuse(refusal);
        var account = Accounts.First(isFor);
        LinkFor = account.Name;
        if (await SendAsync(account, made.Value.Result)) SentTo = account.Email;
        else Link = letters.LinkTo(made.Value.Result);
        return Page();
    }

    private async Task<bool> SendAsync(AccountRow account, string token)
    {
        var server = await Desk.FindMailServerAsync(HttpContext.RequestAborted);
        if (server.Refusal is { } missing)
        {
            if (missing != MailDesk.NoServer) NotSent = Words.Of(missing);
            return false;
        }
        var fault = await Desk.Postman.SendAsync(server.Value, await letters.InviteAsync(account, token, Words), HttpContext.RequestAborted);
        if (fault is not null) NotSent = $"{Words.Of(fault.Why)} {fault.Said}".Trim();
        return fault is null;
    }

    private async Task LookAsync() => Accounts = await Desk.Database.LookAsync(context => context.Set<AccountRow>().AsNoTracking().OrderBy(row => row.LeftAt != null).ThenBy(row => row.Name).ToListAsync());
}
