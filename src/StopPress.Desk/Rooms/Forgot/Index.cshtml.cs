using Microsoft.AspNetCore.Mvc;
using StopPress.Desk.Door;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;

namespace StopPress.Desk.Rooms.Forgot;

/// <summary>Where somebody who has forgotten their password asks for a link by mail. What is answered tells nobody whether there is such an account.</summary>
[OpenToAll]
public sealed class IndexModel(NewsDesk desk, DeskWords words, Guesses guesses, Askings askings) : DeskPage(desk, words)
{
    // RFC 5321, section 4.5.3.1.3; what is counted is kept in memory.
    private const int LongestAddress = 254;

    /// <summary>The address that was typed.</summary>
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>The address that was asked with, or null.</summary>
    public string? Asked { get; private set; }

    /// <summary>Shows the form; not where the house sends no mail.</summary>
    public async Task<IActionResult> OnGetAsync() => await Desk.SendsMailAsync(HttpContext.RequestAborted) ? Page() : NotFound();

    /// <summary>Takes an address.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Desk.SendsMailAsync(HttpContext.RequestAborted)) return NotFound();
        string folded = AccountDesk.Fold(Email);
        if (folded.Length > LongestAddress || !folded.Contains('@', StringComparison.Ordinal)) return Refuse(new Refusal("wrong-email", $"\"{Email}\" is no e-mail address."));
        // Counted like wrong guesses, for an address that nobody has as for one that somebody has.
        string key = "link " + folded;
        if (guesses.MustWait(key, null) is not null) return Refuse(new Refusal("too-many-links", "A link was asked for with this address many times.", "Wait a quarter of an hour."));
        guesses.Wrong(key, null);
        askings.Ask(folded);
        Asked = Email;
        return Page();
    }
}
