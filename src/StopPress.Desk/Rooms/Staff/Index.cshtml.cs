using Microsoft.AspNetCore.Mvc;
using StopPress.Desk.Door;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;

namespace StopPress.Desk.Rooms.Staff;

/// <summary>The people who stand in bylines: their names, jobs and a few sentences, as their pages show them.</summary>
[Needs(Right.KeepSections)]
public sealed class IndexModel(NewsDesk desk, DeskWords words) : NamedRoom(desk, words, "staff", "staff")
{
    /// <summary>The address at the house that was typed.</summary>
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>Adds somebody.</summary>
    public Task<IActionResult> OnPostAddAsync() => DoAsync("new", async () =>
    {
        var added = await new AddStaff(string.IsNullOrWhiteSpace(Email) ? null : Email, NewNames()).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        if (added.Refusal is null) Id = added.Value.Result;
        return added.Refusal;
    });
}
