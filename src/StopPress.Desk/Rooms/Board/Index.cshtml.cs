using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;

namespace StopPress.Desk.Rooms.Board;

/// <summary>The story board: what is being worked on, by whom, and how far it has come.</summary>
[Needs(Right.ComeIn)]
public sealed class IndexModel(NewsDesk desk, DeskWords words) : DeskPage(desk, words)
{
    private const int Length = 50;

    /// <summary>The stages that can be chosen.</summary>
    public static IReadOnlyList<string> Stages => StoryBoard.Stages;

    /// <summary>What is looked for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The stage that was chosen.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Stage { get; set; }

    /// <summary>Only what was changed before this revision.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>The stories.</summary>
    public IReadOnlyList<BoardLine> Stories { get; private set; } = [];

    /// <summary>Before which revision the older ones are, or null.</summary>
    public long? Older { get; private set; }

    /// <summary>The editions in which a story can be begun.</summary>
    public IReadOnlyList<(string Language, string Name)> Editions { get; private set; } = [];

    /// <summary>Shows the board.</summary>
    public async Task OnGetAsync()
    {
        await LookAsync();
    }

    /// <summary>Begins a story.</summary>
    [Needs(Right.Write)]
    public async Task<IActionResult> OnPostAsync(string? headline, string edition)
    {
        string body = ProseMirrorJson.Write(new Document([new Paragraph(BlockId.New(), [])]));
        var filed = await new FileStory(edition, new StoryWords(headline ?? "", body)).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        if (filed.Refusal is null) return Go($"/stories/{filed.Value.Result}/{edition}");
        await LookAsync();
        return Refuse(filed.Refusal);
    }

    private async Task LookAsync()
    {
        Editions = [.. (await Desk.Database.LookAsync(context => context.Set<EditionRow>().AsNoTracking().OrderBy(row => row.Position).ToListAsync())).Select(row => (row.Language, row.OwnName))];
        if (!Here.May(Right.SeeBoard)) return;
        var found = await new StoryBoard(Desk.Database, Here).ReadAsync(Q, Stage, Before, Length + 1);
        Stories = [.. found.Take(Length)];
        Older = found.Count > Length ? Stories[^1].Revision : null;
    }
}
