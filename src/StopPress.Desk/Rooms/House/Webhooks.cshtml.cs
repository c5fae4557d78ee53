using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Webhooks;

namespace StopPress.Desk.Rooms.House;

/// <summary>The webhooks of the house: how it stands with each, and another one is set up.</summary>
[Needs(Right.KeepHouse)]
public sealed class WebhooksModel(NewsDesk desk, DeskWords words) : DeskPage(desk, words)
{
    /// <summary>What it is called.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Where it goes.</summary>
    [BindProperty]
    public string? Address { get; set; }

    /// <summary>What it is told.</summary>
    [BindProperty]
    public List<string> Events { get; set; } = [];

    /// <summary>Of which editions; none for all.</summary>
    [BindProperty]
    public List<string> Told { get; set; } = [];

    /// <summary>The webhooks.</summary>
    public IReadOnlyList<WebhookLine> Webhooks { get; private set; } = [];

    /// <summary>The editions.</summary>
    public IReadOnlyList<EditionRow> Editions { get; private set; } = [];

    /// <summary>The one that was set up just now, with its secret; or null.</summary>
    public NewWebhook? Made { get; private set; }

    /// <summary>The clocks of the house, which are those of its first edition.</summary>
    public DeskDates HouseDates { get; private set; } = null!;

    /// <summary>What was done just now, in words; or null.</summary>
    public string? Said => Request.Query["said"] == "ended" && Refused is null && Made is null ? Words["webhooks.said.ended"] : null;

    /// <summary>What a form for a webhook shows.</summary>
    public WebhookForm Form => new(Words, Name, Address, Events, Told, Editions);

    /// <summary>Shows them.</summary>
    public Task OnGetAsync()
    {
        Events = [.. WebhookEvent.All];
        return LookAsync();
    }

    /// <summary>Sets one up; its secret is shown once.</summary>
    public async Task<IActionResult> OnPostAddAsync()
    {
        var added = await new AddWebhook(Name ?? "", Address ?? "", Events, Told).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        await LookAsync();
        if (added.Refusal is { } refusal) return Refuse(refusal);
        (Made, Name, Address, Events, Told) = (added.Value.Result, null, null, [.. WebhookEvent.All], []);
        return Page();
    }

    /// <summary>How it stands with one, in a few words.</summary>
    public static IEnumerable<string> StateOf(WebhookLine line, WordsIn words, DeskDates dates)
    {
        var hook = line.Webhook;
        if (hook.PausedAt is { } paused) yield return words.Of("webhooks.state.paused", dates.Short(paused));
        else if (hook.FailingSince is { } since) yield return words.Of("webhooks.state.failing", dates.Short(since));
        else yield return line.LastTaken is { } last ? words.Of("webhooks.state.taken", dates.Short(last)) : words["webhooks.state.idle"];
        if (line.Waiting > 0) yield return words.Of("webhooks.state.waiting", line.Waiting);
        if (line.Failed > 0) yield return words.Of("webhooks.state.failed", line.Failed);
    }

    private async Task LookAsync()
    {
        Webhooks = await WebhookDesk.ListAsync(Desk, HttpContext.RequestAborted);
        Editions = await WebhookForm.EditionsAsync(Desk, HttpContext.RequestAborted);
        HouseDates = (await HouseDatesAsync())!;
    }
}

/// <summary>What a form for a webhook shows.</summary>
/// <param name="Words">The words of whoever is there.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="Events">What it is told.</param>
/// <param name="Told">Of which editions; none for all.</param>
/// <param name="Editions">The editions that there are.</param>
public sealed record WebhookForm(WordsIn Words, string? Name, string? Address, IReadOnlyList<string> Events, IReadOnlyList<string> Told, IReadOnlyList<EditionRow> Editions)
{
    /// <summary>The editions that there are, in their order.</summary>
    internal static Task<List<EditionRow>> EditionsAsync(NewsDesk desk, CancellationToken cancel) =>
        desk.Database.LookAsync(context => context.Set<EditionRow>().AsNoTracking().OrderBy(row => row.Position).ThenBy(row => row.Id).ToListAsync(cancel), cancel);
}
