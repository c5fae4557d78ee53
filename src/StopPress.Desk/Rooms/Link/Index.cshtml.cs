using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using StopPress.Desk.Door;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.Link;

/// <summary>Where a one-time link leads: somebody chooses how to sign in, and is in.</summary>
[OpenToAll]
public sealed class IndexModel(NewsDesk desk, DeskWords words, Entrance entrance, PasskeyDesk passkeys, Passwords passwords) : DeskPage(desk, words)
{
    /// <summary>The link's token.</summary>
    [BindProperty(SupportsGet = true)]
    public string? T { get; set; }

    /// <summary>Whom the link lets in, or null when it does not work.</summary>
    public AccountRow? Account { get; private set; }

    /// <summary>Whether the link sets a password only, and a code is asked for with it.</summary>
    public bool AsksCode { get; private set; }

    /// <summary>Offers the ways to sign in.</summary>
    public async Task OnGetAsync()
    {
        if (!await LookAsync()) Response.StatusCode = StatusCodes.Status404NotFound;
    }

    /// <summary>Sets a password, and signs in.</summary>
    public async Task<IActionResult> OnPostAsync(string? password)
    {
        if (!await LookAsync()) return Refuse(AccountDesk.DeadLink);
        if (Passwords.WhyNot(password, Account!.Email, Account.Name) is { } weak) return Refuse(weak);
        return await LetInAsync(new UseLink(T!, passwords.Hash(password!)));
    }

    /// <summary>What the browser needs to make a passkey.</summary>
    public async Task<IActionResult> OnPostOptionsAsync() =>
        await LookAsync() ? Content(await passkeys.AskForNewAsync(HttpContext, Account!), "application/json") : NotFound();

    /// <summary>Takes the passkey, and signs in.</summary>
    public async Task<IActionResult> OnPostPasskeyAsync(string? credential)
    {
        if (!await LookAsync()) return Refuse(AccountDesk.DeadLink);
        var made = await passkeys.TakeNewAsync(HttpContext, Account!, credential, null);
        return made.Refusal is { } refusal ? Refuse(refusal) : await LetInAsync(new UseLink(T!, null, made.Value));
    }

    private async Task<IActionResult> LetInAsync(UseLink use)
    {
        var used = await use.RunAsync(Desk, HttpContext.RequestAborted);
        // The mail was shown, and the password; the code is still owed.
        if (used.Refusal is null && AsksCode) return Go("/sign-in?said=reset");
        if ((used.Refusal ?? await entrance.SignInAsync(HttpContext, used.Value.Result, "link")) is { } refusal) return Refuse(refusal);
        return Go("/");
    }

    private async Task<bool> LookAsync()
    {
        var found = await Desk.Database.FindLinkAsync(T, Instant.Now(Desk.Clock), HttpContext.RequestAborted);
        Account = found?.Account;
        AsksCode = found is { Link.Kind: LinkKind.Reset, Account.AuthenticatorSince: not null };
        return Account is not null;
    }
}
