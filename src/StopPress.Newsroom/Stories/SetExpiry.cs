using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>Sets the hour at which a story leaves readers in every edition, in place of an earlier one, or takes the hour back. Hours at which texts were to go out from then on are cancelled.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="At">The hour; null takes back the one that was set, and a story that has left may go out again.</param>
public sealed record SetExpiry(string Story, DateTimeOffset? At)
{
    /// <summary>Does it; the result is the hours that are cancelled, by the edition's language.</summary>
    public Task<Outcome<Settled<IReadOnlyDictionary<string, string>>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<IReadOnlyDictionary<string, string>>(actor, async context =>
        {
            var found = await context.FindStoryAsync(Story, cancel);
            if (found.Refusal is { } unknown) return unknown;
            var story = found.Value;
            Instant? hour = At is { } at ? Instant.From(at) : null;
            if (hour is null && story.ExpiresAt is null) return new Refusal("no-expiry", "No hour is set at which the story leaves readers.");
            if (hour <= Instant.Now(desk.Clock)) return desk.Deadlines.Stopped ?? new Refusal("past", $"{hour} is past.", "Choose a later hour, or unpublish it now.");
            await Expiry.SetAsync(desk, context, story, hour);
            var cancelled = await Withdrawals.CancelHoursAsync(context, await context.TextsOfAsync(story, cancel), cancel, outAt => outAt >= hour);
            return (new EntryDraft("ExpirySet", [], new { Story, at = hour?.ToString(), cancelled }), cancelled);
        }, cancel);
}

/// <summary>The hour at which a story leaves readers.</summary>
internal static class Expiry
{
    /// <summary>The kind of the deadline.</summary>
    public const string Kind = "expire-story";

    /// <summary>Sets the hour in place of an earlier one, or takes it away.</summary>
    public static async Task SetAsync(NewsDesk desk, HouseContext context, StoryRow story, Instant? hour)
    {
        story.ExpiresAt = hour;
        await desk.Deadlines.MoveAsync(context, hour, Kind, Subject.Story(story.Id));
    }

    /// <summary>What happens at the hour. It stays on the story, so that nobody lets it out again unawares.</summary>
    public static async Task<Outcome<EntryDraft>> FallDueAsync(HouseContext context, DeadlineRow deadline)
    {
        long id = Subject.IdOf(deadline.Subject);
        var story = await context.Set<StoryRow>().FirstOrDefaultAsync(row => row.Id == id);
        if (story is null) return new Refusal("unknown-story", "The story is not there any more.");
        // What is held would come back with its release.
        var texts = await context.TextsOfAsync(story, CancellationToken.None);
        var left = texts.Where(copy => copy.Text.PubStatus == PubStatus.Usable).Select(copy => copy.Edition.Language).ToList();
        var touched = await Withdrawals.TakeBackAsync(context, texts);
        foreach (var copy in texts) copy.Text.HeldAt = null;
        var cancelled = await Withdrawals.CancelHoursAsync(context, texts, CancellationToken.None);
        return new EntryDraft(Withdrawals.Expired, touched, new { story = PublicId.Text(id), editions = left, cancelled });
    }
}
