using Microsoft.AspNetCore.Mvc;
using StopPress.Desk.Door;
using StopPress.Desk.Rooms.House;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;

namespace StopPress.Desk.Rooms.Import;

/// <summary>Where the export of another newspaper is brought, how far it has come, and what became of it.</summary>
[Needs(Right.KeepHouse)]
public sealed class IndexModel(NewsDesk desk, DeskWords words, ImportDesk imports) : HouseRoom(desk, words)
{
    /// <summary>How far it has come.</summary>
    public ImportState State { get; private set; } = new();

    /// <summary>The newspaper whose export was taken in and is not all here; or null.</summary>
    public ImportedSite? Kept { get; private set; }

    /// <summary>How large a file may be, in megabytes.</summary>
    public long Most => imports.Most / (1024 * 1024);

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync()
    {
        State = imports.State;
        Kept = State.IsRunning ? null : await imports.LookAsync();
        imports.See();
    }

    /// <summary>Throws the file away; what is written already stays as unpublished work.</summary>
    public async Task<IActionResult> OnPostDropAsync()
    {
        await imports.DropAsync();
        return Go("/house/import");
    }

    /// <summary>Goes on with what was stopped.</summary>
    public IActionResult OnPostGoOn()
    {
        imports.Begin(Here.Actor);
        return Go("/house/import");
    }
}
