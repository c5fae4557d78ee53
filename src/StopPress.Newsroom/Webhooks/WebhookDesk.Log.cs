using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Webhooks;

/// <summary>How it stands with a webhook.</summary>
/// <param name="Webhook">The webhook.</param>
/// <param name="Waiting">How many events wait to be sent.</param>
/// <param name="Failed">How many were given up.</param>
/// <param name="LastTaken">When something was last taken, or null.</param>
public sealed record WebhookLine(WebhookRow Webhook, int Waiting, int Failed, Instant? LastTaken);

/// <summary>A line of a webhook's log.</summary>
/// <param name="Delivery">The event.</param>
/// <param name="Headline">The headline of its story as the desk has it; empty where there is none.</param>
/// <param name="Language">The language of the edition in which the desk opens it; empty likewise.</param>
public sealed record DeliveryLine(WebhookDeliveryRow Delivery, string Headline, string Language);

public static partial class WebhookDesk
{
    /// <summary>All webhooks in the order in which they were set up.</summary>
    public static Task<List<WebhookLine>> ListAsync(NewsDesk desk, CancellationToken cancel) => desk.Database.LookAsync(async context =>
    {
        var lines = new List<WebhookLine>();
        foreach (var hook in await context.Set<WebhookRow>().AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancel)) lines.Add(await LineAsync(context, hook, cancel));
        return lines;
    }, cancel);

    /// <summary>One webhook, or null.</summary>
    public static Task<WebhookLine?> FindLineAsync(NewsDesk desk, string? webhook, CancellationToken cancel) => desk.Database.LookAsync(async context =>
        PublicId.TryRead(webhook ?? "", out long id) && await context.Set<WebhookRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancel) is { } hook ? await LineAsync(context, hook, cancel) : null, cancel);

    /// <summary>A webhook's log, the newest first.</summary>
    /// <param name="desk">The newsroom.</param>
    /// <param name="webhook">The webhook.</param>
    /// <param name="before">Only what happened before this entry of the journal; null from the newest on.</param>
    /// <param name="most">How many lines at most.</param>
    /// <param name="cancel">Gives up.</param>
    public static Task<List<DeliveryLine>> LogAsync(NewsDesk desk, long webhook, long? before, int most, CancellationToken cancel) => desk.Database.LookAsync(async context =>
    {
        long end = before ?? long.MaxValue;
        var rows = await context.Set<WebhookDeliveryRow>().AsNoTracking().Where(row => row.WebhookId == webhook && row.Sequence < end).OrderByDescending(row => row.Sequence).Take(most).ToListAsync(cancel);
        long[] ids = [.. rows.Select(row => row.StoryId).OfType<long>().Distinct()];
        var headlines = await (from story in context.Set<StoryRow>()
                               join text in context.Set<StoryTextRow>() on new { StoryId = story.Id, EditionId = story.OriginalEditionId } equals new { text.StoryId, text.EditionId }
                               join revision in context.Set<RevisionRow>() on text.LatestRevisionId equals revision.Id
                               join edition in context.Set<Editions.EditionRow>() on text.EditionId equals edition.Id
                               where ids.Contains(story.Id)
                               select new { story.Id, revision.Headline, edition.Language }).ToDictionaryAsync(one => one.Id, cancel);
        return rows.ConvertAll(row => row.StoryId is { } id && headlines.TryGetValue(id, out var found) ? new DeliveryLine(row, found.Headline, found.Language) : new DeliveryLine(row, "", ""));
    }, cancel);

    private static async Task<WebhookLine> LineAsync(HouseContext context, WebhookRow hook, CancellationToken cancel)
    {
        var rows = context.Set<WebhookDeliveryRow>().Where(row => row.WebhookId == hook.Id);
        return new WebhookLine(
            hook, await rows.CountAsync(row => row.DeliveredAt == null && row.FailedAt == null, cancel), await rows.CountAsync(row => row.FailedAt != null, cancel), await rows.MaxAsync(row => row.DeliveredAt, cancel));
    }
}
