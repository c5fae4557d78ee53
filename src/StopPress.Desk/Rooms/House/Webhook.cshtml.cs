using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using StopPress.Desk.Door;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Webhooks;
using StopPress.Store;

namespace StopPress.Desk.Rooms.House;

/// <summary>One webhook: what it was told and what came of it, and all that can be done with it.</summary>
[Needs(Right.KeepHouse)]
public sealed class WebhookModel(NewsDesk desk, DeskWords words) : DeskPage(desk, words)
{
    private const int Length = 50;

    /// <summary>Its public id.</summary>
    [BindProperty(SupportsGet = true, Name = "webhook")]
    public string Id { get; set; } = "";

    /// <summary>Only what happened before this entry of the journal.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

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

    /// <summary>How it stands with it.</summary>
    public WebhookLine Line { get; private set; } = null!;

    /// <summary>What it was told, the newest first.</summary>
    public IReadOnlyList<DeliveryLine> Log { get; private set; } = [];

    /// <summary>Before which entry the earlier ones happened, or null.</summary>
    public long? More { get; private set; }

    /// <summary>The editions.</summary>
    public IReadOnlyList<EditionRow> Editions { get; private set; } = [];

    /// <summary>The secret that was made just now, or null.</summary>
    public string? Secret { get; private set; }

    /// <summary>The clocks of the house, which are those of its first edition.</summary>
    public DeskDates HouseDates { get; private set; } = null!;

    /// <summary>What was done just now, in words; or null.</summary>
    public string? Said => Refused is not null || Secret is not null ? null : Request.Query["said"].ToString() switch
    {
        "kept" => Words["webhooks.said.kept"],
        "paused" => Words["webhooks.said.paused"],
        "resumed" => Words["webhooks.said.resumed"],
        "tried" => Words["webhooks.said.tried"],
        "again" when int.TryParse(Request.Query["count"], NumberStyles.None, CultureInfo.InvariantCulture, out int count) => Words.Of("webhooks.said.again", count),
        _ => null,
    };

    /// <summary>What the form shows.</summary>
    public WebhookForm Form => new(Words, Name, Address, Events, Told, Editions);

    /// <summary>What came of one event, in a few words.</summary>
    public IEnumerable<string> StateOf(WebhookDeliveryRow one)
    {
        bool waits = one.DeliveredAt is null && one.FailedAt is null;
        if (one.DeliveredAt is { } taken) yield return Words.Of("webhooks.log.taken", HouseDates.Short(taken), one.Status ?? 0);
        else if (one.FailedAt is { } failed) yield return Words.Of("webhooks.log.given-up", HouseDates.Short(failed));
        else yield return Words["webhooks.log.waits"];
        if (one.Tries > 1 || (waits && one.Tries > 0)) yield return Words.Of("webhooks.log.tries", one.Tries);
        if (waits && one.Tries > 0 && Line.Webhook.PausedAt is null) yield return Words.Of("webhooks.log.next", HouseDates.Short(one.DueAt));
    }

    /// <inheritdoc/>
    protected override string? Clocks => Editions.Count > 0 ? Editions[0].TimeZone : null;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LookAsync()) return NotFound();
        Show();
        return Page();
    }

    /// <summary>Changes it.</summary>
    public async Task<IActionResult> OnPostChangeAsync()
    {
        var refusal = await OvertakenAsync(["WebhookChanged"], Id) ?? (await new ChangeWebhook(Id, Name ?? "", Address ?? "", Events, Told).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal;
        if (refusal is null) return Go($"/house/webhooks/{Id}?said=kept");
        return await LookAsync() ? Refuse(refusal) : NotFound();
    }

    /// <summary>Pauses it.</summary>
    public async Task<IActionResult> OnPostPauseAsync() => await AnswerAsync((await new PauseWebhook(Id).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, "paused");

    /// <summary>Goes on with it.</summary>
    public async Task<IActionResult> OnPostResumeAsync() => await AnswerAsync((await new PauseWebhook(Id, Paused: false).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, "resumed");

    /// <summary>Sends it a test.</summary>
    public async Task<IActionResult> OnPostTestAsync() => await AnswerAsync((await new TryWebhook(Id).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted)).Refusal, "tried");

    /// <summary>Sends one event again.</summary>
    public Task<IActionResult> OnPostAgainAsync(long? entry) => AgainAsync(new ReplayWebhook(Id, Entry: entry ?? 0));

    /// <summary>Sends again all that were given up.</summary>
    public Task<IActionResult> OnPostFailedAsync() => AgainAsync(new ReplayWebhook(Id, Failed: true));

    /// <summary>Sends again all since an hour on the clocks of the house.</summary>
    public async Task<IActionResult> OnPostSinceAsync(string? since)
    {
        Editions = await WebhookForm.EditionsAsync(Desk, HttpContext.RequestAborted);
        if (Editions.Count == 0) return NotFound();
        var hour = LocalHour.Read(since ?? "", Editions[0].AsEdition().TimeZone);
        return hour.Refusal is { } wrong ? await AnswerAsync(wrong, "") : await AgainAsync(new ReplayWebhook(Id, Since: hour.Value));
    }

    /// <summary>Gives it another secret, which is shown once.</summary>
    public async Task<IActionResult> OnPostRollAsync()
    {
        var rolled = await new RollWebhookKey(Id).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        if (rolled.Refusal is { } refusal) return await AnswerAsync(refusal, "");
        Secret = rolled.Value.Result.Secret;
        return await OnGetAsync();
    }

    /// <summary>Ends it.</summary>
    public async Task<IActionResult> OnPostEndAsync()
    {
        var ended = await new EndWebhook(Id).RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        return ended.Refusal is { } refusal ? await AnswerAsync(refusal, "") : Go("/house/webhooks?said=ended");
    }

    private async Task<IActionResult> AgainAsync(ReplayWebhook again)
    {
        var done = await again.RunAsync(Desk, Here.Actor, HttpContext.RequestAborted);
        return await AnswerAsync(done.Refusal, done.Refusal is null ? $"again&count={done.Value.Result}" : "");
    }

    private async Task<IActionResult> AnswerAsync(Refusal? refusal, string said)
    {
        if (refusal is null) return Go($"/house/webhooks/{Id}?said={said}");
        if (!await LookAsync()) return NotFound();
        Show();
        return Refuse(refusal);
    }

    private void Show() => (Name, Address, Events, Told) = (Line.Webhook.Name, Line.Webhook.Address, [.. Line.Webhook.Events.Split(' ')], [.. Line.Webhook.Editions.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

    private async Task<bool> LookAsync()
    {
        if (await WebhookDesk.FindLineAsync(Desk, Id, HttpContext.RequestAborted) is not { } line) return false;
        var log = await WebhookDesk.LogAsync(Desk, line.Webhook.Id, Before, Length + 1, HttpContext.RequestAborted);
        (Line, Log) = (line, [.. log.Take(Length)]);
        More = log.Count > Length ? Log[^1].Delivery.Sequence : null;
        Editions = await WebhookForm.EditionsAsync(Desk, HttpContext.RequestAborted);
        HouseDates = (await HouseDatesAsync())!;
        return true;
    }
}
