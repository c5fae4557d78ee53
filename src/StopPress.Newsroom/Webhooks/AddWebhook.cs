using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Webhooks;

/// <summary>A webhook, and the secret that its receiver needs: it is told once, and can be read nowhere afterwards.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="Secret">The secret.</param>
public sealed record NewWebhook(string Id, string Secret)
{
    /// <summary>What it is; never with the secret, which a log would keep.</summary>
    public override string ToString() => $"{nameof(NewWebhook)} {Id}";
}

/// <summary>Sets up an address of another house that is told of events from now on.</summary>
/// <param name="Name">What the desk calls it.</param>
/// <param name="Address">The address, with https.</param>
/// <param name="Events">Which events it is told.</param>
/// <param name="Editions">The languages of the editions that it is told of; none for all.</param>
public sealed record AddWebhook(string Name, string Address, IReadOnlyList<string> Events, IReadOnlyList<string>? Editions = null)
{
    // Each has a worker of its own.
    private const int Most = 50;

    /// <summary>Does it. The secret is in no entry.</summary>
    public async Task<Outcome<Settled<NewWebhook>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var row = new WebhookRow { Id = PublicId.Next(desk.Clock), Name = "", Address = "", Events = "", Editions = "", SealedKey = "", KeyNumber = 1, AddedAt = Instant.Now(desk.Clock) };
        if (new WebhookWords(Name, Address, Events, Editions).Read(desk, row) is { } fault) return fault;
        string secret = NewSecret();
        // A seal may need a new key, which is written before the act begins.
        row.SealedKey = desk.Seals.Seal(WebhookDesk.Purpose, secret);
        return await desk.Journal.WriteAsync<NewWebhook>(actor, async context =>
        {
            int there = await context.Set<WebhookRow>().CountAsync(cancel);
            if (there >= Most) return new Refusal("too-many-webhooks", $"There are {Most} webhooks already.", "End one that nobody needs.") { Parts = [Most] };
            if (await WebhookWords.UnknownEditionAsync(context, row, cancel) is { } unknown) return unknown;
            row.Since = await context.Set<JournalRow>().MaxAsync(entry => (long?)entry.Sequence, cancel) ?? 0;
            // While there was none nobody followed.
            if (there == 0) await Cursors.PutAsync(context, WebhookDesk.Follower, row.Since, cancel);
            context.Add(row);
            string id = PublicId.Text(row.Id);
            return (new EntryDraft("WebhookAdded", [], WebhookWords.Told(id, row)), new NewWebhook(id, secret));
        }, cancel);
    }

    // As long as what it makes (RFC 2104, section 3), in letters that can be copied into any settings.
    internal static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}

/// <summary>What somebody says of a webhook.</summary>
internal sealed record WebhookWords(string? Name, string? Address, IReadOnlyList<string>? Events, IReadOnlyList<string>? Editions)
{
    /// <summary>How long a receiver's address may be.</summary>
    public const int MostInAddress = 2000;

    private const int LongestName = 100;

    /// <summary>Reads it into a row; the refusal, or null.</summary>
    public Refusal? Read(NewsDesk desk, WebhookRow row)
    {
        var checks = new Checks();
        row.Name = checks.Line("name", Name, LongestName, required: true);
        string address = checks.Line("address", Address, MostInAddress, required: true);
        if (checks.Fault is null) row.Address = ReadAddress(desk, checks, address);
        string[] events = [.. (Events ?? []).Distinct()];
        if (events.FirstOrDefault(one => !WebhookEvent.All.Contains(one)) is { } strange) checks.Refuse("unknown-event", $"There is no event \"{strange}\".", $"The events are {string.Join(", ", WebhookEvent.All)}.");
        if (events.Length == 0) checks.Refuse("no-events", "The webhook would be told nothing.", "Choose at least one event.");
        row.Events = string.Join(' ', WebhookEvent.All.Where(events.Contains));
        row.Editions = string.Join(' ', (Editions ?? []).Distinct().Order(StringComparer.Ordinal));
        return checks.Fault;
    }

    /// <summary>Whether it names an edition that is not there: the refusal, or null.</summary>
    public static async Task<Refusal?> UnknownEditionAsync(HouseContext context, WebhookRow row, CancellationToken cancel)
    {
        var known = await context.Set<EditionRow>().Select(edition => edition.Language).ToListAsync(cancel);
        return row.Editions.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(language => !known.Contains(language)) is { } strange ? new Refusal("unknown-edition", $"There is no edition in the language \"{strange}\".") : null;
    }

    /// <summary>What the journal says of it.</summary>
    public static object Told(string id, WebhookRow row) => new { webhook = id, row.Name, row.Address, events = row.Events.Split(' '), editions = row.Editions.Split(' ', StringSplitOptions.RemoveEmptyEntries) };

    /// <summary>The address of a receiver as it is sent to and signed; empty after a fault.</summary>
    public static string ReadAddress(NewsDesk desk, Checks checks, string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0 || uri.Host.Length == 0)
        {
            checks.Refuse("wrong-receiver", $"\"{text}\" is no address that a webhook can be sent to.", "It looks like https://receiver.example.com/stoppress, without a user's name and without #.");
            return "";
        }
        bool isSecure = uri.Scheme == Uri.UriSchemeHttps;
        if (!isSecure && !desk.Courier.GoesInside) checks.Refuse("receiver-plain", "Without encryption everybody on the way could read along.", "Write an address with https.");
        bool isNumber = IPAddress.TryParse(uri.IdnHost.Trim('[', ']'), out var number);
        if (isNumber && !desk.Courier.MayCall(number!, isSecure)) checks.Refuse("receiver-inside", "The receiver is inside a network of the house, or nowhere on the internet.", "Whoever runs the machine can allow it with the setting \"inside-networks\".");
        // In ASCII.
        return new UriBuilder(uri) { Host = uri.IdnHost }.Uri.AbsoluteUri;
    }
}
