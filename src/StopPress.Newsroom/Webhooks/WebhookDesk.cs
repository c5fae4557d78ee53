using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Webhooks;

/// <summary>Follows the journal for webhooks, and keeps what waits to be sent and what became of it.</summary>
public static partial class WebhookDesk
{
    internal const string Purpose = "webhook";

    /// <summary>The entry of an event that somebody at the desk wants to see.</summary>
    internal const string Tried = "WebhookTried";

    internal const string Follower = "webhooks";

    // One transaction; the next turn goes on.
    private const int Batch = 200;

    /// <summary>What is said of a webhook that is not there.</summary>
    internal static Refusal Unknown(string? id) => new("unknown-webhook", $"There is no webhook with the id \"{id}\".");

    /// <summary>A webhook, or the refusal.</summary>
    internal static async Task<Outcome<WebhookRow>> FindAsync(HouseContext context, string? webhook, CancellationToken cancel) =>
        PublicId.TryRead(webhook ?? "", out long id) && await context.Set<WebhookRow>().FirstOrDefaultAsync(row => row.Id == id, cancel) is { } row ? row : Unknown(webhook);

    /// <summary>Whether there are entries that nobody has looked at for webhooks yet.</summary>
    public static Task<bool> HasEntriesAsync(NewsDesk desk, CancellationToken cancel) => desk.Database.LookAsync(async context =>
    {
        if (!await context.Set<WebhookRow>().AnyAsync(cancel)) return false;
        return await Cursors.IsBehindAsync(context, Follower, cancel);
    }, cancel);

    /// <summary>Writes down what webhooks are to be told of the entries that follow, with how far it has come, in one transaction; how many entries it went through.</summary>
    public static async Task<int> TakeEntriesAsync(NewsDesk desk, CancellationToken cancel)
    {
        var kept = await desk.Journal.KeepUnseenAsync<int>(async context =>
        {
            var hooks = await context.Set<WebhookRow>().AsNoTracking().ToListAsync(cancel);
            if (hooks.Count == 0) return 0;
            var entries = await Cursors.TakeAsync(context, Follower, Batch, cancel);
            foreach (var entry in entries) await TakeAsync(desk, context, hooks, entry, cancel);
            return entries.Count;
        }, cancel);
        return kept.Refusal is { } refusal ? throw new IOException($"{refusal.Code}: {refusal.Message}") : kept.Value;
    }

    private static async Task TakeAsync(NewsDesk desk, HouseContext context, List<WebhookRow> hooks, JournalEntry entry, CancellationToken cancel)
    {
        try
        {
            if (entry.Kind == Tried)
            {
                using var payload = JsonDocument.Parse(entry.Payload);
                string? tried = payload.RootElement.GetProperty("webhook").GetString();
                foreach (var hook in hooks.Where(hook => PublicId.Text(hook.Id) == tried)) context.Add(RowOf(hook, entry, new WebhookEvent(WebhookEvent.Test, null, []), []));
                return;
            }
            if (WebhookEvent.Of(entry) is not { } happened) return;
            var editions = happened.Editions ?? await ConcernedAsync(context, happened, cancel);
            if (happened.Story is not null && editions.Count == 0) return;
            foreach (var hook in hooks.Where(hook => entry.Sequence > hook.Since && hook.Events.Split(' ').Contains(happened.Name)))
            {
                string[] wanted = hook.Editions.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                string[] told = [.. editions.Where(language => wanted.Length == 0 || wanted.Contains(language))];
                if (happened.Story is null || told.Length > 0) context.Add(RowOf(hook, entry, happened, told));
            }
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            // An entry that nobody understands must not stop those behind it.
            context.Add(new ParkedRow { Follower = Follower, Sequence = entry.Sequence, Reason = fault.Message, At = Instant.Now(desk.Clock) });
        }
    }

    // The editions whose readers have the story; of one that was killed, or may have been told of before, those that ever had it.
    private static Task<List<string>> ConcernedAsync(HouseContext context, WebhookEvent happened, CancellationToken cancel) =>
        (from text in context.Set<StoryTextRow>()
         join edition in context.Set<Editions.EditionRow>() on text.EditionId equals edition.Id
         where text.StoryId == happened.Story && (happened.Name == WebhookEvent.Killed ? text.PublishedRevisionId != null : text.PubStatus == PubStatus.Usable)
         orderby edition.Position, edition.Id
         select edition.Language).ToListAsync(cancel);

    private static WebhookDeliveryRow RowOf(WebhookRow hook, JournalEntry entry, WebhookEvent happened, IReadOnlyList<string> editions) => new()
    {
        WebhookId = hook.Id,
        Sequence = entry.Sequence,
        At = entry.At,
        Event = happened.Name,
        StoryId = happened.Story,
        // Of what was killed nothing is told but that it was.
        Editions = happened.Name == WebhookEvent.Killed ? "" : string.Join(' ', editions),
        DueAt = entry.At,
    };
}
