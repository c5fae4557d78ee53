using System.Text;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Outside;

namespace StopPress.Newsroom.Webhooks;

/// <summary>What readers of an edition have of a story at this moment.</summary>
/// <param name="Language">The edition's language.</param>
/// <param name="Path">Its address, or null where they do not have it.</param>
/// <param name="Headline">Its headline, or null likewise.</param>
/// <param name="PublishedAt">When it first went out, or null likewise.</param>
/// <param name="UpdatedAt">When it last changed in a way that a reader would call a change, or null.</param>
public sealed record DeliveryText(string Language, string? Path, string? Headline, Instant? PublishedAt, Instant? UpdatedAt);

/// <summary>A key that signs what a webhook is sent.</summary>
/// <param name="Name">Its name, which the receiver is told.</param>
/// <param name="Secret">The secret.</param>
public sealed record WebhookKey(string Name, byte[] Secret)
{
    /// <summary>What it is; never with the secret, which a log would keep.</summary>
    public override string ToString() => Name;
}

/// <summary>An event that is due, with what is told of it now.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Row">The event.</param>
/// <param name="Kind">What the story is to readers; null where there is none.</param>
/// <param name="IsKilled">Whether the story was killed: then nothing of it is told.</param>
/// <param name="Texts">What readers have of it, in the editions that the event is about.</param>
public sealed record DueDelivery(WebhookRow Webhook, WebhookDeliveryRow Row, StoryKind? Kind, bool IsKilled, IReadOnlyList<DeliveryText> Texts);

public static partial class WebhookDesk
{
    // Three days, as long as a weekend with a holiday: then somebody has to look.
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6),
        TimeSpan.FromHours(12), TimeSpan.FromHours(12), TimeSpan.FromHours(12), TimeSpan.FromHours(24),
    ];

    /// <summary>How many tries are followed by another one.</summary>
    internal static int MostTries => Pauses.Length;

    // A pause is a fifth shorter or longer, so that what failed together does not come back together.
    private const double Spread = 0.4;
    private static readonly TimeSpan LongestLater = TimeSpan.FromHours(12);

    // After that long without an answer to anything the webhook is paused, when an event is given up.
    private static readonly TimeSpan LongSilence = TimeSpan.FromDays(2);

    // What the log tells, and so what can be sent again.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);
    private const int MostRemembered = 10_000;

    /// <summary>What a webhook is told whose receiver says that it is gone.</summary>
    private static Refusal Gone { get; } = new("receiver-gone", "The receiver says that it is gone for good.", "Give the webhook another address, or end it.");

    private static Refusal Silent { get; } = new("receiver-failing", "For days the receiver has taken nothing.", "Look at it, then go on: what waits is sent.");

    /// <summary>The webhooks for which something is due.</summary>
    public static Task<List<long>> DueAsync(NewsDesk desk, CancellationToken cancel) => desk.Database.LookAsync(context =>
    {
        var now = Instant.Now(desk.Clock);
        return Awake(context, now).Where(hook => context.Set<WebhookDeliveryRow>().Any(row => row.WebhookId == hook.Id && row.DeliveredAt == null && row.FailedAt == null && row.DueAt <= now)).Select(hook => hook.Id).ToListAsync(cancel);
    }, cancel);

    /// <summary>What a webhook is to be told next, as readers have it at this moment; null when nothing is due.</summary>
    public static Task<DueDelivery?> NextAsync(NewsDesk desk, long webhook, CancellationToken cancel) => desk.Database.LookAsync(async context =>
    {
        var now = Instant.Now(desk.Clock);
        if (await Awake(context, now).FirstOrDefaultAsync(row => row.Id == webhook, cancel) is not { } hook) return null;
        var due = context.Set<WebhookDeliveryRow>().AsNoTracking().Where(row => row.WebhookId == webhook && row.DeliveredAt == null && row.FailedAt == null && row.DueAt <= now);
        return await due.OrderBy(row => row.Sequence).FirstOrDefaultAsync(cancel) is { } row ? await ReadAsync(context, hook, row, now, cancel) : null;
    }, cancel);

    /// <summary>The keys that sign what a webhook is sent now, the newest first; none when they cannot be read any more.</summary>
    public static IReadOnlyList<WebhookKey> KeysOf(NewsDesk desk, WebhookRow hook)
    {
        var keys = new List<WebhookKey>();
        void Add(string? sealedKey, int number)
        {
            if (sealedKey is not null && desk.Seals.Open(Purpose, sealedKey) is { } secret) keys.Add(new WebhookKey($"{PublicId.Text(hook.Id)}-{number}", Encoding.ASCII.GetBytes(secret)));
        }
        Add(hook.SealedKey, hook.KeyNumber);
        if (hook.EarlierUntil > Instant.Now(desk.Clock)) Add(hook.SealedEarlierKey, hook.KeyNumber - 1);
        return keys;
    }

    /// <summary>Writes down what came of a try: taken, put off, or given up; and pauses a webhook that has taken nothing for long, or is gone.</summary>
    /// <param name="desk">The newsroom.</param>
    /// <param name="due">What was tried.</param>
    /// <param name="report">What came of it.</param>
    /// <param name="chance">From 0 to 1: how much longer the pause is.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task RecordAsync(NewsDesk desk, DueDelivery due, CourierReport report, double chance, CancellationToken cancel)
    {
        Refusal? pausing = null;
        var kept = await desk.Journal.KeepUnseenAsync<bool>(async context =>
        {
            var (webhook, sequence) = (due.Row.WebhookId, due.Row.Sequence);
            var hook = await context.Set<WebhookRow>().FirstOrDefaultAsync(row => row.Id == webhook, cancel);
            var row = await context.Set<WebhookDeliveryRow>().FirstOrDefaultAsync(row => row.WebhookId == webhook && row.Sequence == sequence, cancel);
            // Ended meanwhile.
            if (hook is null || row is null) return false;
            var now = Instant.Now(desk.Clock);
            (row.TriedAt, row.Tries, row.Status, row.Said) = (now, row.Tries + 1, report.Status, report.Said);
            if (report.IsTaken)
            {
                (row.DeliveredAt, row.Code, row.Reason) = (now, null, null);
                (hook.FailingSince, hook.RestsUntil) = (null, null);
                return true;
            }
            pausing = PutOff(hook, row, report, chance, now);
            return true;
        }, cancel);
        if (kept.Refusal is { } refusal) throw new IOException($"{refusal.Code}: {refusal.Message}");
        if (pausing is { } why) await PauseWebhook.GiveUpAsync(desk, due.Webhook.Id, why, cancel);
    }

    /// <summary>Forgets what is older than a month, and what is more than anybody looks through.</summary>
    public static async Task ForgetAsync(NewsDesk desk, CancellationToken cancel)
    {
        await desk.Journal.KeepUnseenAsync<int>(async context =>
        {
            var forgotten = Instant.Now(desk.Clock).Plus(-Remembered);
            int count = await context.Set<WebhookDeliveryRow>().Where(row => row.At < forgotten).ExecuteDeleteAsync(cancel);
            foreach (long id in await context.Set<WebhookRow>().Select(row => row.Id).ToListAsync(cancel))
            {
                var rows = context.Set<WebhookDeliveryRow>().Where(row => row.WebhookId == id);
                if (await rows.OrderByDescending(row => row.Sequence).Skip(MostRemembered).Select(row => (long?)row.Sequence).FirstOrDefaultAsync(cancel) is { } last) count += await rows.Where(row => row.Sequence <= last).ExecuteDeleteAsync(cancel);
            }
            return count;
        }, cancel);
    }

    // Whether it must be paused is the refusal that says why.
    private static Refusal? PutOff(WebhookRow hook, WebhookDeliveryRow row, CourierReport report, double chance, Instant now)
    {
        var why = report.Fault ?? FaultOf(report.Status!.Value);
        (row.Code, row.Reason) = (why.Code, $"{why.Message} {why.Help}".Trim());
        hook.FailingSince ??= now;
        if (report.Status == 410)
        {
            row.DueAt = now;
            return Gone;
        }
        row.DueAt = now.Plus(PauseAfter(row.Tries, report.Later, chance));
        // Where nobody is there nothing else would be taken either: it waits, too, in its order.
        if (report.Status is null or 429 or 502 or 503 or 504) hook.RestsUntil = row.DueAt;
        if (row.Tries <= MostTries) return null;
        row.FailedAt = now;
        if (hook.FailingSince <= now.Plus(-LongSilence)) return Silent;
        hook.RestsUntil = hook.RestsUntil is null ? null : now.Plus(Pauses[1]);
        return null;
    }

    /// <summary>How long to wait after so many tries in vain; at least as long as the other house asks, within bounds.</summary>
    internal static TimeSpan PauseAfter(int tries, TimeSpan? asked, double chance)
    {
        var pause = Pauses[Math.Min(tries, Pauses.Length) - 1] * (1 - (Spread / 2) + (Spread * chance));
        return asked > pause ? asked.Value < LongestLater ? asked.Value : LongestLater : pause;
    }

    /// <summary>What a status that took nothing means, in words.</summary>
    internal static Refusal FaultOf(int status) => status switch
    {
        >= 300 and < 400 => new Refusal("receiver-moved", $"The receiver answered {status}: it is somewhere else.", "Nothing is sent on to where it points; write the new address.") { Parts = [status] },
        410 => Gone,
        429 => new Refusal("receiver-busy", "The receiver asks to be left alone for a while.", "It is tried again by itself."),
        _ => new Refusal("receiver-refused", $"The receiver answered {status}.", "It is tried again by itself.") { Parts = [status] },
    };

    private static IQueryable<WebhookRow> Awake(HouseContext context, Instant now) =>
        context.Set<WebhookRow>().AsNoTracking().Where(row => row.PausedAt == null && (row.RestsUntil == null || row.RestsUntil <= now));

    private static async Task<DueDelivery> ReadAsync(HouseContext context, WebhookRow hook, WebhookDeliveryRow row, Instant now, CancellationToken cancel)
    {
        if (row.StoryId is not { } id) return new DueDelivery(hook, row, null, false, []);
        var story = await context.Set<StoryRow>().AsNoTracking().FirstOrDefaultAsync(one => one.Id == id, cancel);
        string[] languages = row.Editions.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (story is null || story.KilledAt is not null || languages.Length == 0) return new DueDelivery(hook, row, story?.Kind, story is null || story.KilledAt is not null, []);
        // No door opens before its hour, whatever else is written.
        bool mayBeSeen = story.HeldAt is null && !(story.EmbargoedUntil > now);
        var had = await (from text in context.Set<StoryTextRow>()
                         join edition in context.Set<EditionRow>() on text.EditionId equals edition.Id
                         join revision in context.Set<RevisionRow>() on text.PublishedRevisionId equals revision.Id
                         where text.StoryId == id && text.PubStatus == PubStatus.Usable && languages.Contains(edition.Language)
                         select new DeliveryText(edition.Language, text.Path, revision.Headline, text.FirstPublishedAt, text.UpdatedAt)).ToListAsync(cancel);
        return new DueDelivery(hook, row, story.Kind, false, [.. languages.Select(language => mayBeSeen && had.Find(text => text.Language == language) is { } text ? text : new DeliveryText(language, null, null, null, null))]);
    }
}
