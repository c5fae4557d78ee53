using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;

namespace StopPress.Desk.Rooms.Pages;

/// <summary>The house's own pages, such as "About": which there are in each edition, and the beginning of one. They are written as stories are.</summary>
[Needs(Right.KeepSections)]
public sealed class IndexModel(NewsDesk desk, DeskWords words) : DeskPage(desk, words)
{
    /// <summary>The headline that was typed.</summary>
    [BindProperty]
    public string? Headline { get; set; }

    /// <summary>The edition that was chosen.</summary>
    [BindProperty]
    public string? Edition { get; set; }

    /// <summary>The newspaper's editions.</summary>
    public IReadOnlyList<EditionRow> Editions { get; private set; } = [];

    /// <summary>The pages, each with its texts.</summary>
    public IReadOnlyList<IReadOnlyList<BoardLine>> Shown { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public Task OnGetAsync() => LookAsync();

    /// <summary>Begins a page, and goes to where it is written.</summary>
    public async Task<IActionResult> OnPostBeginAsync()
    {
        if (string.IsNullOrWhiteSpace(Headline)) return await RefusedAsync(new("no-headline", "It has no headline.", "Write one."));
        var begun = await new FileStory(Edition ?? "", new StoryWords(Headline, Nothing), Kind: StoryKind.Page).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        return begun.Refusal is { } refusal ? await RefusedAsync(refusal) : Go($"/stories/{begun.Value.Result}/{Edition}");
    }

    /// <summary>Begins a page's text in one more edition, with the headline that it has.</summary>
    public async Task<IActionResult> OnPostTextAsync(string? page)
    {
        await LookAsync();
        if (Shown.FirstOrDefault(one => one[0].Id == page) is not { } found) return NotFound();
        var begun = await new AddText(found[0].Id, Edition ?? "", new StoryWords(found[0].Headline, Nothing)).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        return begun.Refusal is { } refusal ? Refuse(refusal) : Go($"/stories/{found[0].Id}/{Edition}");
    }

    private static string Nothing => ProseMirrorJson.Write(new Document([new Paragraph(BlockId.New(), [])]));

    private async Task<IActionResult> RefusedAsync(Store.Refusal refusal)
    {
        await LookAsync();
        return Refuse(refusal);
    }

    private async Task LookAsync()
    {
        Editions = await Desk.Database.LookAsync(context => context.Set<EditionRow>().AsNoTracking().OrderBy(row => row.Position).ThenBy(row => row.Id).ToListAsync());
        Shown = [.. (await new StoryBoard(Desk.Database, Here).PagesAsync()).GroupBy(line => line.Id).Select(group => group.ToList())];
    }
}
