using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Desk.Rooms.House;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.Front;

/// <summary>What an edition's front leads with, and the line of breaking news on all its pages.</summary>
[Needs(Right.LeadFront)]
public sealed class IndexModel(NewsDesk desk, DeskWords words) : HouseRoom(desk, words)
{
    // As many as somebody looks through; an older story leads no front.
    private const int Newest = 60;

    private EditionRow edition = null!;

    /// <summary>The edition.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Edition { get; set; }

    /// <summary>What the line says.</summary>
    [BindProperty]
    public string? Text { get; set; }

    /// <summary>The story that the line leads to, or that leads the front.</summary>
    [BindProperty]
    public string? Story { get; set; }

    /// <summary>When the line goes, on the edition's clock.</summary>
    [BindProperty]
    public string? Until { get; set; }

    /// <summary>The editions.</summary>
    public IReadOnlyList<EditionRow> Editions { get; private set; } = [];

    /// <summary>The stories that readers of the edition have, the newest first, with the one that leads.</summary>
    public IReadOnlyList<(string Id, string Headline)> Stories { get; private set; } = [];

    /// <summary>The story that leads, or null.</summary>
    public string? Lead { get; private set; }

    /// <summary>Whether readers have it not.</summary>
    public bool LeadIsAway { get; private set; }

    /// <summary>The line, or null.</summary>
    public BreakingLineRow? Line { get; private set; }

    /// <summary>The edition's time zone.</summary>
    public string Zone => edition.TimeZone;

    /// <inheritdoc/>
    protected override string? Clocks => Zone;

    /// <summary>When the line goes, in words.</summary>
    public string Ends => Line is { } line ? LocalHour.Write(line.EndsAt, Zone) : "";

    /// <summary>Shows the room.</summary>
    public async Task OnGetAsync()
    {
        await LookAsync();
        // An hour is what most lines last.
        (Text, Story, Until) = (Line?.Text, Line?.StoryId is { } story ? PublicId.Text(story) : null, LocalHour.Field(Line?.EndsAt ?? Instant.From(Desk.Clock.GetUtcNow().AddHours(1)), Zone));
    }

    /// <summary>Chooses what leads.</summary>
    public async Task<IActionResult> OnPostLeadAsync() =>
        await AnswerAsync(async () => await OvertakenAsync(["LeadChosen"], edition: Edition) ?? (await new ChooseLead(Edition ?? "", string.IsNullOrEmpty(Story) ? null : Story).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal);

    /// <summary>Puts the line on every page.</summary>
    public async Task<IActionResult> OnPostLineAsync() => await AnswerAsync(async () =>
    {
        var end = LocalHour.Read(Until, Zone);
        return end.Refusal ?? await OvertakenAsync(["BreakingLineSet", "BreakingLineTakenAway"], edition: Edition) ?? (await new SetBreakingLine(Edition ?? "", Text ?? "", end.Value, string.IsNullOrEmpty(Story) ? null : Story).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal;
    });

    /// <summary>Takes the line away.</summary>
    public async Task<IActionResult> OnPostEndLineAsync() => await AnswerAsync(async () => (await new EndBreakingLine(Edition ?? "").RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal);

    private async Task<IActionResult> AnswerAsync(Func<Task<Refusal?>> act)
    {
        await LookAsync();
        return await act() is { } refusal ? Refuse(refusal) : Go($"/front?edition={Uri.EscapeDataString(edition.Language)}&said=kept");
    }

    private async Task LookAsync() => await Desk.Database.LookAsync(async context =>
    {
        Editions = await context.Set<EditionRow>().AsNoTracking().OrderBy(row => row.Position).ThenBy(row => row.Id).ToListAsync();
        edition = Editions.FirstOrDefault(row => row.Language == Edition) ?? Editions[0];
        Edition = edition.Language;
        Line = await context.Set<BreakingLineRow>().AsNoTracking().FirstOrDefaultAsync(row => row.EditionId == edition.Id);
        Lead = edition.LeadStoryId is { } lead ? PublicId.Text(lead) : null;
        // Those that must stand in the list though they may be older.
        long[] chosen = [.. new[] { edition.LeadStoryId, Line?.StoryId }.OfType<long>()];
        var readable = from text in context.Set<StoryTextRow>().AsNoTracking()
                       join story in context.Set<StoryRow>().AsNoTracking() on text.StoryId equals story.Id
                       join revision in context.Set<RevisionRow>().AsNoTracking() on text.PublishedRevisionId equals revision.Id
                       where text.EditionId == edition.Id && text.PubStatus == PubStatus.Usable && story.Kind == StoryKind.Story
                       orderby text.FirstPublishedAt descending, story.Id descending
                       select new { story.Id, revision.Headline };
        var newest = await readable.Take(Newest).ToListAsync();
        var older = await readable.Where(one => chosen.Contains(one.Id)).ToListAsync();
        Stories = [.. newest.Concat(older).DistinctBy(one => one.Id).Select(one => (PublicId.Text(one.Id), one.Headline))];
        LeadIsAway = Lead is not null && Stories.All(one => one.Id != Lead);
        return true;
    });
}
