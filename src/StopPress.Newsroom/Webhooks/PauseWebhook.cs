using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Webhooks;

/// <summary>Sends a webhook nothing for the time being, or goes on with it. What happens meanwhile waits, and is sent then.</summary>
/// <param name="Webhook">Its public id.</param>
/// <param name="Paused">Whether it is paused from now on.</param>
public sealed record PauseWebhook(string Webhook, bool Paused = true)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await WebhookDesk.FindAsync(context, Webhook, cancel);
            if (found.Refusal is { } unknown) return unknown;
            var row = found.Value;
            if (Paused && row.PausedAt is not null) return new Refusal("paused", "The webhook is paused already.");
            if (!Paused && row.PausedAt is null) return new Refusal("not-paused", "The webhook is not paused.");
            var now = Instant.Now(desk.Clock);
            (row.PausedAt, row.Code, row.Reason, row.RestsUntil, row.FailingSince) = (Paused ? now : null, null, null, null, null);
            if (!Paused) await context.Set<WebhookDeliveryRow>().Where(one => one.WebhookId == row.Id && one.DeliveredAt == null && one.FailedAt == null).ExecuteUpdateAsync(set => set.SetProperty(one => one.DueAt, now), cancel);
            return (new EntryDraft(Paused ? "WebhookPaused" : "WebhookResumed", [], new { Webhook, row.Name }), true);
        }, cancel);

    /// <summary>Pauses a webhook that does not take what it is sent, and tells the administrators, once.</summary>
    internal static Task<Outcome<Settled<bool>>> GiveUpAsync(NewsDesk desk, long webhook, Refusal why, CancellationToken cancel) =>
        desk.Journal.WriteAsync<bool>(DeadlineClerk.Actor, async context =>
        {
            if (await context.Set<WebhookRow>().FirstOrDefaultAsync(row => row.Id == webhook && row.PausedAt == null, cancel) is not { } row) return WebhookDesk.Unknown(PublicId.Text(webhook));
            (row.PausedAt, row.Code, row.Reason) = (Instant.Now(desk.Clock), why.Code, $"{why.Message} {why.Help}".Trim());
            var administrators = await context.Set<AccountRow>().AsNoTracking().Where(one => one.Role == Role.Administrator && one.LeftAt == null).Select(one => one.Id).ToListAsync(cancel);
            foreach (long one in administrators) await MessageDesk.TellOfManyAsync(desk, context, MessageKind.WebhookPaused, one, DeadlineClerk.Actor, row.Name, cancel);
            return (new EntryDraft("WebhookPaused", [], new { webhook = PublicId.Text(webhook), row.Name, why.Code }), true);
        }, cancel);
}

/// <summary>Sends a webhook an event that says nothing, to see whether it comes.</summary>
/// <param name="Webhook">Its public id.</param>
public sealed record TryWebhook(string Webhook)
{
    /// <summary>Does it; it goes the way of all others.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await WebhookDesk.FindAsync(context, Webhook, cancel);
            if (found.Refusal is { } unknown) return unknown;
            if (found.Value.PausedAt is not null) return new Refusal("paused", "The webhook is paused.", "Go on with it first.");
            return (new EntryDraft(WebhookDesk.Tried, [], new { Webhook, found.Value.Name }), true);
        }, cancel);
}

/// <summary>Sends again what a webhook was sent, or could not be: one event, all since an hour, or all that were given up. Each has the id that it had.</summary>
/// <param name="Webhook">Its public id.</param>
/// <param name="Entry">The entry of the journal that is sent again, or null.</param>
/// <param name="Since">The hour since which all is sent again, or null.</param>
/// <param name="Failed">Whether all that were given up are sent again.</param>
public sealed record ReplayWebhook(string Webhook, long? Entry = null, DateTimeOffset? Since = null, bool Failed = false)
{
    /// <summary>Does it; the result is how many events it was.</summary>
    public Task<Outcome<Settled<int>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<int>(actor, async context =>
        {
            if ((Entry is null ? 0 : 1) + (Since is null ? 0 : 1) + (Failed ? 1 : 0) != 1) return new Refusal("what-again", "It is not clear what is to be sent again.", "Say one of them: an entry, an hour, or what was given up.");
            var found = await WebhookDesk.FindAsync(context, Webhook, cancel);
            if (found.Refusal is { } unknown) return unknown;
            long id = found.Value.Id;
            var rows = context.Set<WebhookDeliveryRow>().Where(row => row.WebhookId == id && (row.DeliveredAt != null || row.FailedAt != null || row.Sequence == Entry));
            if (Entry is { } entry) rows = rows.Where(row => row.Sequence == entry);
            if (Since is { } from)
            {
                var since = Instant.From(from);
                rows = rows.Where(row => row.At >= since);
            }
            if (Failed) rows = rows.Where(row => row.FailedAt != null);
            var now = Instant.Now(desk.Clock);
            int count = await rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, now).SetProperty(row => row.Tries, 0).SetProperty(row => row.DeliveredAt, (Instant?)null).SetProperty(row => row.FailedAt, (Instant?)null), cancel);
            if (count == 0) return new Refusal("nothing-again", "There is nothing to be sent again.", "What is older than thirty days is forgotten.");
            found.Value.RestsUntil = null;
            return (new EntryDraft("WebhookReplayed", [], new { Webhook, found.Value.Name, Entry, since = Since is { } hour ? Instant.From(hour).ToString() : null, Failed, count }), count);
        }, cancel);
}
