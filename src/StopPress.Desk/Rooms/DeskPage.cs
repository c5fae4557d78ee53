using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using StopPress.Desk.Door;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;

namespace StopPress.Desk.Rooms;

/// <summary>What every room of the desk has: the newsroom, who is there, and the words in their language.</summary>
/// <param name="desk">What acts work with.</param>
/// <param name="words">The desk's words.</param>
public abstract class DeskPage(NewsDesk desk, DeskWords words) : PageModel
{
    private WordsIn? spoken;

    /// <summary>What acts work with.</summary>
    public NewsDesk Desk => desk;

    /// <summary>The words in the language of whoever is there.</summary>
    public WordsIn Words => spoken ??= words.For(HttpContext);

    /// <summary>All that the desk can say.</summary>
    protected DeskWords Speaks => words;

    /// <summary>Who is there; only where the room needs a right.</summary>
    public Colleague Here => HttpContext.Caller() ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>How many messages whoever is there has not read.</summary>
    public Task<int> UnreadAsync() => desk.Database.UnreadAsync(Here.Account.Id, HttpContext.RequestAborted);

    /// <summary>The time zone, as IANA names it, in which hours are told here; null where none are.</summary>
    protected virtual string? Clocks => null;

    /// <summary>What was refused, or null.</summary>
    public string? Refused { get; private set; }

    /// <summary>The answer to somebody who is bound to sections, and asks for something in a story that is filed in none of them.</summary>
    public virtual Task<IActionResult> OutOfReachAsync() => Task.FromResult<IActionResult>(NotFound());

    /// <summary>Shows the page again with what was refused; what was typed stays.</summary>
    protected PageResult Refuse(Refusal refusal)
    {
        Refused = Clocks is { } zone ? LocalHour.WriteIn(Words.Of(refusal), zone) : Words.Of(refusal);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>Goes to a room, after something was done.</summary>
    protected static RedirectResult Go(string room) => new(DeskDoor.Path + room);
}
