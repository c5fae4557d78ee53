using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Storylines;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.Storylines;

/// <summary>A turning point as it stands in a form.</summary>
/// <param name="Id">Its public id; empty for a new one.</param>
/// <param name="Day">The day.</param>
/// <param name="Says">What happened, by the language of the edition.</param>
public sealed record PointForm(string Id, string Day, IReadOnlyDictionary<string, string> Says);

/// <summary>The storylines: started, named, told by their turning points, closed.</summary>
[Needs(Right.KeepSections)]
public sealed class IndexModel(NewsDesk desk, DeskWords words) : NamedRoom(desk, words, "storyline", "storylines")
{
    private IReadOnlySet<string> closed = new HashSet<string>();

    /// <summary>The turning point that is told.</summary>
    [BindProperty]
    public string? Point { get; set; }

    /// <summary>The day that was typed.</summary>
    [BindProperty]
    public string? Day { get; set; }

    /// <summary>The editions that it is told in, one for each of <see cref="Says"/>.</summary>
    [BindProperty]
    public string[] Told { get; set; } = [];

    /// <summary>What was typed for each edition.</summary>
    [BindProperty]
    public string[] Says { get; set; } = [];

    /// <summary>The turning points of the one that is chosen, the newest first.</summary>
    public IReadOnlyList<PointForm> Points { get; private set; } = [];

    /// <summary>Whether a storyline is closed.</summary>
    public bool IsClosed(NamedThing storyline) => closed.Contains(storyline.Id);

    /// <summary>The form of a turning point, or of a new one: as it is, or as it was typed when that was refused.</summary>
    public PointForm PointForm(PointForm? point) => Tried == "turn" && (Point ?? "") == (point?.Id ?? "")
        ? new PointForm(point?.Id ?? "", Day ?? "", Typed())
        : point ?? new PointForm("", "", new Dictionary<string, string>());

    /// <summary>Starts a storyline.</summary>
    public Task<IActionResult> OnPostStartAsync() => DoAsync("new", async () =>
    {
        var started = await new StartStoryline(NewNames()).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        if (started.Refusal is null) Id = started.Value.Result;
        return started.Refusal;
    });

    /// <summary>Closes the chosen one.</summary>
    public Task<IActionResult> OnPostCloseAsync() => DoAsync("close", async () => (await new CloseStoryline(Id ?? "").RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal);

    /// <summary>Opens the chosen one again.</summary>
    public Task<IActionResult> OnPostReopenAsync() => DoAsync("close", async () => (await new CloseStoryline(Id ?? "", Closed: false).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal);

    /// <summary>Adds a turning point.</summary>
    public Task<IActionResult> OnPostTurnAsync() => DoAsync("turn", async () => (await new AddTurningPoint(Id ?? "", TypedDay(), TypedWords()).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal);

    /// <summary>Tells a turning point anew.</summary>
    public Task<IActionResult> OnPostTellAsync() => DoAsync("turn", async () => await OvertakenAsync(["TurningPointChanged", "TurningPointRemoved"], Point) is { } overtaken ? overtaken : (await new ChangeTurningPoint(Point ?? "", TypedDay(), TypedWords()).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal);

    /// <summary>Takes a turning point away.</summary>
    public Task<IActionResult> OnPostUntellAsync() => DoAsync("untell", async () => (await new RemoveTurningPoint(Point ?? "").RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal);

    /// <inheritdoc/>
    protected override async Task LookAsync()
    {
        await base.LookAsync();
        closed = (await Desk.Database.LookAsync(context => context.Set<StorylineRow>().AsNoTracking().Where(row => row.ClosedAt != null).Select(row => row.Id).ToListAsync())).Select(PublicId.Text).ToHashSet();
        if (Chosen is null || !PublicId.TryRead(Chosen.Id, out long id)) return;
        var languages = Editions.ToDictionary(edition => edition.Id, edition => edition.Language);
        Points = await Desk.Database.LookAsync(async context =>
        {
            var points = await context.Set<TurningPointRow>().AsNoTracking().Where(row => row.StorylineId == id).OrderByDescending(row => row.Day).ThenByDescending(row => row.Id).ToListAsync();
            long[] ids = [.. points.Select(row => row.Id)];
            var says = (await context.Set<TurningPointWordsRow>().AsNoTracking().Where(row => ids.Contains(row.PointId)).OrderBy(row => row.EditionId).ToListAsync()).ToLookup(row => row.PointId);
            return points.Select(row => new PointForm(PublicId.Text(row.Id), row.Day, says[row.Id].ToDictionary(one => languages[one.EditionId], one => one.Says))).ToList();
        });
    }

    private Dictionary<string, string> Typed() => Told.Zip(Says).GroupBy(pair => pair.First).ToDictionary(group => group.Key, group => group.First().Second ?? "");

    private DateOnly TypedDay() => DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : default;

    private PointWords[] TypedWords() => [.. Typed().Where(pair => !string.IsNullOrWhiteSpace(pair.Value)).Select(pair => new PointWords(pair.Key, pair.Value))];
}
