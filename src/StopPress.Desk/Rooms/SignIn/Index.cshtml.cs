using Microsoft.AspNetCore.Mvc;
using StopPress.Desk.Door;
using StopPress.Newsroom.House;

namespace StopPress.Desk.Rooms.SignIn;

/// <summary>Lets people in: with a passkey, or with a password and, where they have set one up, a code.</summary>
[OpenToAll]
public sealed class IndexModel(NewsDesk desk, DeskWords words, Entrance entrance, PasskeyDesk passkeys) : DeskPage(desk, words)
{
    /// <summary>Where somebody came from.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>What was typed.</summary>
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>Whether a code is asked for.</summary>
    public bool OwesCode { get; private set; }

    /// <summary>Whether a link can be asked for by mail.</summary>
    public bool SendsMail { get; private set; }

    /// <summary>Whether another password was set just now, and is to be signed in with.</summary>
    public bool IsReset { get; private set; }

    /// <summary>Shows the ways in.</summary>
    public async Task OnGetAsync(bool code, string? said)
    {
        (OwesCode, IsReset) = (code && entrance.OwesCode(HttpContext), said is "reset");
        SendsMail = await Desk.SendsMailAsync(HttpContext.RequestAborted);
    }

    /// <summary>Looks at a password.</summary>
    public async Task<IActionResult> OnPostAsync(string? password)
    {
        SendsMail = await Desk.SendsMailAsync(HttpContext.RequestAborted);
        var tried = await entrance.TryPasswordAsync(HttpContext, Email, password);
        if (tried.Refusal is { } refusal) return Refuse(refusal);
        return tried.Value ? Redirect(Entrance.Back(Back)) : Go($"/sign-in?code=true&back={Uri.EscapeDataString(Back ?? "")}");
    }

    /// <summary>Looks at a code.</summary>
    public async Task<IActionResult> OnPostCodeAsync(string? code)
    {
        OwesCode = entrance.OwesCode(HttpContext);
        return await entrance.TryCodeAsync(HttpContext, code) is { } refusal ? Refuse(refusal) : Redirect(Entrance.Back(Back));
    }

    /// <summary>What the browser needs to show a passkey.</summary>
    public async Task<IActionResult> OnPostOptionsAsync() => Content(await passkeys.AskForAnyAsync(HttpContext), "application/json");

    /// <summary>Looks at a passkey.</summary>
    public async Task<IActionResult> OnPostPasskeyAsync(string? credential)
    {
        var shown = await passkeys.TakeAsync(HttpContext, credential);
        if ((shown.Refusal ?? await entrance.SignInAsync(HttpContext, shown.Value, "passkey")) is { } refusal) return Refuse(refusal);
        return Redirect(Entrance.Back(Back));
    }
}
