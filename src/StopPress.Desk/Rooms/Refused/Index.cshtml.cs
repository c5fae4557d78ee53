using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using StopPress.Desk.Door;
using StopPress.Newsroom.House;

namespace StopPress.Desk.Rooms.Refused;

/// <summary>Says in words why there is no page, in place of an empty one.</summary>
[OpenToAll]
[IgnoreAntiforgeryToken]
public sealed class IndexModel(NewsDesk desk, DeskWords words) : DeskPage(desk, words)
{
    /// <summary>The number of the answer (RFC 9110, section 15).</summary>
    [BindProperty(SupportsGet = true)]
    public int Status { get; set; }

    /// <summary>What it means.</summary>
    public string Says => Status switch
    {
        StatusCodes.Status403Forbidden => Words["refused-page.not-allowed"],
        StatusCodes.Status404NotFound => Words["refused-page.not-found"],
        _ => Words["refused-page.other"],
    };

    /// <summary>Shows it.</summary>
    public void OnGet() { }

    /// <summary>Shows it to whoever sent something.</summary>
    public void OnPost() { }
}
