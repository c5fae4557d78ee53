using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Webhooks;

/// <summary>Changes what a webhook is called, where it goes and what it is told. What waits goes to the new address.</summary>
/// <param name="Webhook">Its public id.</param>
/// <param name="Name">What the desk calls it.</param>
/// <param name="Address">The address, with https.</param>
/// <param name="Events">Which events it is told.</param>
/// <param name="Editions">The languages of the editions that it is told of; none for all.</param>
public sealed record ChangeWebhook(string Webhook, string Name, string Address, IReadOnlyList<string> Events, IReadOnlyList<string>? Editions = null)
{
    /// <summary>Does it.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var read = new WebhookRow { Name = "", Address = "", Events = "", Editions = "", SealedKey = "" };
        if (new WebhookWords(Name, Address, Events, Editions).Read(desk, read) is { } fault) return fault;
        return await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await WebhookDesk.FindAsync(context, Webhook, cancel);
            if (found.Refusal is { } unknown) return unknown;
            if (await WebhookWords.UnknownEditionAsync(context, read, cancel) is { } strange) return strange;
            var row = found.Value;
            // Another address may well answer.
            if (row.Address != read.Address) (row.RestsUntil, row.FailingSince) = (null, null);
            (row.Name, row.Address, row.Events, row.Editions) = (read.Name, read.Address, read.Events, read.Editions);
            return (new EntryDraft("WebhookChanged", [], WebhookWords.Told(Webhook, row)), true);
        }, cancel);
    }
}

/// <summary>Ends a webhook: it is told nothing any more, and its secret, what waits and its log are forgotten.</summary>
/// <param name="Webhook">Its public id.</param>
public sealed record EndWebhook(string Webhook)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await WebhookDesk.FindAsync(context, Webhook, cancel);
            if (found.Refusal is { } unknown) return unknown;
            long id = found.Value.Id;
            await context.Set<WebhookDeliveryRow>().Where(row => row.WebhookId == id).ExecuteDeleteAsync(cancel);
            context.Remove(found.Value);
            return (new EntryDraft("WebhookEnded", [], new { Webhook, found.Value.Name }), true);
        }, cancel);
}

/// <summary>Gives a webhook another secret. For a day what goes there is signed with both, so that its receiver can change over without missing anything.</summary>
/// <param name="Webhook">Its public id.</param>
public sealed record RollWebhookKey(string Webhook)
{
    /// <summary>For how long the earlier secret signs, too.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    /// <summary>Does it; the result has the new secret, which is in no entry.</summary>
    public async Task<Outcome<Settled<NewWebhook>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        string secret = AddWebhook.NewSecret();
        string sealedKey = desk.Seals.Seal(WebhookDesk.Purpose, secret);
        return await desk.Journal.WriteAsync<NewWebhook>(actor, async context =>
        {
            var found = await WebhookDesk.FindAsync(context, Webhook, cancel);
            if (found.Refusal is { } unknown) return unknown;
            var row = found.Value;
            (row.SealedEarlierKey, row.EarlierUntil) = (row.SealedKey, Instant.Now(desk.Clock).Plus(Overlap));
            (row.SealedKey, row.KeyNumber) = (sealedKey, row.KeyNumber + 1);
            return (new EntryDraft("WebhookKeyRolled", [], new { Webhook, row.Name, key = row.KeyNumber }), new NewWebhook(Webhook, secret));
        }, cancel);
    }
}
