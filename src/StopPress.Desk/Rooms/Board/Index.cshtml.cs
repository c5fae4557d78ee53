using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Desk.Rooms.Import;
using StopPress.Desk.Rooms.SetUp;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.Board;

/// <summary>The story board: what is being worked on, by whom and for when, how far it has come, and what went out today.</summary>
[Needs(Right.ComeIn)]
public sealed class IndexModel(NewsDesk desk, DeskWords words, ImportDesk imports, SampleDesk sample) : DeskPage(desk, words)
{
    private const int Length = 50;
    // What a column shows without becoming a list.
    private const int ColumnLength = 30;

    private Dictionary<string, DeskDates> dates = [];

    /// <summary>The stages that can be chosen.</summary>
    public static IReadOnlyList<string> Stages => StoryBoard.Stages;

    /// <summary>What is looked for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The stage that was chosen.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Stage { get; set; }

    /// <summary>The edition that was chosen.</summary>
    [BindProperty(SupportsGet = true)]
    public string? In { get; set; }

    /// <summary>The section that was chosen.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Section { get; set; }

    /// <summary>The member of staff whose stories were chosen.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Byline { get; set; }

    /// <summary>The order that was chosen.</summary>
    [BindProperty(SupportsGet = true)]
    public BoardOrder Order { get; set; }

    /// <summary><c>list</c> or <c>columns</c>; without it, what suits the question.</summary>
    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    /// <summary>Where the stretch of the list begins.</summary>
    [BindProperty(SupportsGet = true)]
    public int From { get; set; }

    /// <summary>The columns; empty where the list is shown.</summary>
    public IReadOnlyList<BoardColumn> Columns { get; private set; } = [];

    /// <summary>The list; empty where the columns are shown.</summary>
    public IReadOnlyList<BoardLine> Stories { get; private set; } = [];

    /// <summary>Where the next stretch of the list begins, or null.</summary>
    public int? Next { get; private set; }

    /// <summary>The editions in which a story can be begun, and which can be chosen.</summary>
    public IReadOnlyList<(string Language, string Name)> Editions { get; private set; } = [];

    /// <summary>The sections that can be chosen.</summary>
    public IReadOnlyList<(string Id, string Name)> Sections { get; private set; } = [];

    /// <summary>The staff that can be chosen.</summary>
    public IReadOnlyList<(string Id, string Name)> People { get; private set; } = [];

    /// <summary>Whether there is news of another newspaper's copy that is being brought in, for whoever keeps the house.</summary>
    public bool HasImportNews => Here.May(Right.KeepHouse) && imports.IsNews;

    /// <summary>Whether the last backup failed, for whoever keeps the house.</summary>
    public bool BackupFails { get; private set; }

    /// <summary>What is wrong beneath the newspaper just now, for whoever keeps the house.</summary>
    public IReadOnlyList<Refusal> Worries => Here.May(Right.KeepHouse) ? Desk.Worries.Present : [];

    /// <summary>Where the sample newspaper stands, for whoever keeps the house.</summary>
    public SampleStage Sample => Here.May(Right.KeepHouse) ? sample.Stage : SampleStage.None;

    /// <summary>Whether the columns are shown.</summary>
    public bool IsColumns => View is "list" ? false : View is "columns" || (string.IsNullOrWhiteSpace(Q) && string.IsNullOrEmpty(Stage) && From == 0);

    /// <summary>Whether less than all is asked for.</summary>
    public bool IsNarrowed => !string.IsNullOrWhiteSpace(Q) || !string.IsNullOrEmpty(Stage) || !string.IsNullOrEmpty(In) || !string.IsNullOrEmpty(Section) || !string.IsNullOrEmpty(Byline);

    /// <summary>Shows the board.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        // Who has nothing to do with stories has an account to look after.
        if (!Here.May(Right.SeeBoard)) return Go("/account");
        if (Here.May(Right.KeepHouse)) imports.BeginAwaited(Here.Actor);
        await LookAsync();
        return Page();
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

    /// <summary>The clocks of a text's edition.</summary>
    public DeskDates DatesOf(BoardLine line) => dates[line.Edition];

    /// <summary>The clocks of the house, which are those of its first edition.</summary>
    public DeskDates HouseDates => dates[Editions[0].Language];

    /// <summary>Whether somebody is late with a text.</summary>
    public bool IsLate(BoardLine line) => line.Stage is "draft" && line.DueAt is { } due && due < Instant.Now(Desk.Clock);

    /// <summary>The board with another view, stage or stretch.</summary>
    public string Address(string? view = null, string? stage = null, int from = 0)
    {
        var query = new Dictionary<string, string?>
        {
            ["view"] = view ?? View,
            ["q"] = Q,
            ["stage"] = stage ?? (view == "columns" ? null : Stage),
            ["in"] = In,
            ["section"] = Section,
            ["byline"] = Byline,
            ["order"] = Order == BoardOrder.Changed ? null : Order.ToString(),
            ["from"] = from == 0 ? null : from.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        return QueryHelpers.AddQueryString(DeskDoor.Path + "/", query.Where(one => !string.IsNullOrEmpty(one.Value)));
    }

    private async Task LookAsync()
    {
        var now = Instant.Now(Desk.Clock);
        await Desk.Database.LookAsync(async context =>
        {
            var editions = await context.Set<EditionRow>().AsNoTracking().OrderBy(row => row.Position).ToListAsync();
            Editions = [.. editions.Select(row => (row.Language, row.OwnName))];
            dates = editions.ToDictionary(row => row.Language, row => new DeskDates(row.AsEdition(), Words, now));
            var names = (await context.Set<LocalNameRow>().AsNoTracking().Where(row => row.Subject.StartsWith("section:") || row.Subject.StartsWith("staff:")).OrderBy(row => row.Path).ToListAsync())
                .GroupBy(row => row.Subject).Select(rows => rows.MinBy(row => editions.FindIndex(edition => edition.Id == row.EditionId))!).ToList();
            (Sections, People) = (Of("section"), [.. Of("staff").OrderBy(one => one.Item2, StringComparer.CurrentCulture)]);
            return true;

            List<(string, string)> Of(string kind) => [.. names.Where(row => Subject.KindOf(row.Subject) == kind).Select(row => (PublicId.Text(Subject.IdOf(row.Subject)), row.Name))];
        });
        BackupFails = Here.May(Right.KeepHouse) && (await Desk.BackupsAsync(HttpContext.RequestAborted)).Failure is not null;
        if (!Here.May(Right.SeeBoard)) return;
        var board = new StoryBoard(Desk.Database, Here);
        var question = new BoardQuestion(Q, Stage, In, Section, Byline, Order);
        if (IsColumns)
        {
            Columns = await board.ColumnsAsync(question, now, ColumnLength);
            return;
        }
        (Stories, Next) = await board.ReadAsync(question, From, Length);
    }
}
