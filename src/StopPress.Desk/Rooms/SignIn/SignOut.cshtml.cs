using Microsoft.AspNetCore.Mvc;
using StopPress.Desk.Door;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;

namespace StopPress.Desk.Rooms.SignIn;

/// <summary>Signs a browser out.</summary>
[Needs(Right.ComeIn)]
public sealed class SignOutModel(NewsDesk desk, DeskWords words, Entrance entrance) : DeskPage(desk, words)
{
    /// <summary>Asks whether it is meant.</summary>
    public void OnGet()
    {
    }

    /// <summary>Does it.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await entrance.SignOutAsync(HttpContext);
        return Go("/sign-in");
    }
}
