using Microsoft.AspNetCore.Mvc;
using StopPress.Desk.Door;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.Story;

/// <summary>A story as readers will see it, on a phone and on a desk, by day and by night.</summary>
[Needs(Right.SeeBoard)]
public sealed class PreviewModel(NewsDesk desk, DeskWords words) : DeskPage(desk, words)
{
    /// <summary>How wide it can be looked at, the first unless somebody chooses.</summary>
    public static IReadOnlyList<string> Widths { get; } = ["phone", "desktop"];

    /// <summary>The colour schemes, the first unless somebody chooses.</summary>
    public static IReadOnlyList<string> Schemes { get; } = ["light", "dark"];

    /// <summary>The story's public id.</summary>
    [BindProperty(SupportsGet = true, Name = "story")]
    public string Id { get; set; } = "";

    /// <summary>The edition's language.</summary>
    [BindProperty(SupportsGet = true)]
    public string Edition { get; set; } = "";

    /// <summary>How wide it is.</summary>
    [BindProperty(SupportsGet = true)]
    public string Width { get; set; } = "";

    /// <summary>Its colour scheme.</summary>
    [BindProperty(SupportsGet = true)]
    public string Scheme { get; set; } = "";

    /// <summary>The headline as it is written now.</summary>
    public string Headline { get; private set; } = "";

    /// <summary>Where the story is written.</summary>
    public string Room => $"{DeskDoor.Path}/stories/{Id}/{Edition}";

    /// <summary>The page in the frame.</summary>
    public string Shown => $"{Room}/preview?scheme={Scheme}";

    /// <summary>The address of this room with another choice.</summary>
    public string At(string width, string scheme) => $"{Room}/look?width={width}&scheme={scheme}";

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        if (!PublicId.TryRead(Id, out long id) || !await new StoryBoard(Desk.Database, Here).SeesWholeAsync(id, Edition)) return NotFound();
        var written = await new ReadDraft(Id, Edition).RunAsync(Desk, HttpContext.RequestAborted);
        if (written.Refusal is not null) return NotFound();
        Headline = string.IsNullOrEmpty(written.Value.Fields.Headline) ? Words["no-headline"] : written.Value.Fields.Headline;
        if (!Widths.Contains(Width)) Width = Widths[0];
        if (!Schemes.Contains(Scheme)) Scheme = Schemes[0];
        return Page();
    }
}
