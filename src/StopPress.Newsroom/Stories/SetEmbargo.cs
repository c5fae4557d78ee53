using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>Puts a story under embargo, or moves the hour of the one that it is under. Hours at which texts were to go out before it are cancelled.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Until">The hour before which nothing of it may leave the house.</param>
public sealed record SetEmbargo(string Story, DateTimeOffset Until)
{
    /// <summary>Does it; the result is the hours that are cancelled, by the edition's language.</summary>
    public Task<Outcome<Settled<IReadOnlyDictionary<string, string>>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<IReadOnlyDictionary<string, string>>(actor, async context =>
        {
            var found = await context.FindStoryAsync(Story, cancel);
            if (found.Refusal is { } unknown) return unknown;
            var story = found.Value;
            var hour = Instant.From(Until);
            if (Embargo.IsPast(desk, hour) is { } past) return past;
            // An hour that is moved nearer by a wrong clock would end the embargo by the right one.
            if (hour < story.EmbargoedUntil && desk.Deadlines.Stopped is { } doubt) return doubt;
            var texts = await context.TextsOfAsync(story, cancel);
            if (texts.Exists(copy => copy.Text.PubStatus == PubStatus.Usable)) return new Refusal("is-out", "Readers have this story already; an embargo comes too late.", "Unpublish it first.");
            // It would come back with its release, before the hour.
            if (texts.Exists(copy => copy.Text.HeldAt is not null)) return new Refusal("is-out", "Readers had this story until it was held; an embargo comes too late.", "Unpublish it first.");
            await Embargo.SetAsync(desk, context, story, hour);
            var cancelled = await Withdrawals.CancelHoursAsync(context, texts, cancel, at => at < hour);
            return (new EntryDraft("EmbargoSet", [], new { Story, until = hour.ToString(), cancelled }), cancelled);
        }, cancel);
}

/// <summary>Ends an embargo by hand, as when whoever asked for it no longer does. Nothing goes out by that.</summary>
/// <param name="Story">The story's public id.</param>
public sealed record LiftEmbargo(string Story)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await context.FindStoryAsync(Story, cancel);
            if (found.Refusal is { } unknown) return unknown;
            var story = found.Value;
            if (story.EmbargoedUntil is null) return new Refusal("no-embargo", "The story is under no embargo.");
            // Whoever believes the wrong clock must not end by hand what it would have ended.
            if (desk.Deadlines.Stopped is { } doubt) return doubt;
            await Embargo.SetAsync(desk, context, story, null);
            return (new EntryDraft("EmbargoLifted", [], new { Story }), true);
        }, cancel);
}

/// <summary>The hour before which nothing of a story may leave the house.</summary>
internal static class Embargo
{
    /// <summary>The kind of the deadline at which it ends.</summary>
    public const string Kind = "embargo";

    /// <summary>Whether an embargo would be over before it began: the refusal, or null.</summary>
    public static Refusal? IsPast(NewsDesk desk, Instant hour) =>
        hour > Instant.Now(desk.Clock) ? null : desk.Deadlines.Stopped ?? new Refusal("past", $"{hour} is past.", "Choose a later hour.");

    /// <summary>Sets the hour in place of an earlier one, or takes it away.</summary>
    public static async Task SetAsync(NewsDesk desk, HouseContext context, StoryRow story, Instant? hour)
    {
        story.EmbargoedUntil = hour;
        await desk.Deadlines.MoveAsync(context, hour, Kind, Subject.Story(story.Id));
    }

    /// <summary>What happens at the hour.</summary>
    public static async Task<Outcome<EntryDraft>> FallDueAsync(HouseContext context, DeadlineRow deadline)
    {
        long id = Subject.IdOf(deadline.Subject);
        var story = await context.Set<StoryRow>().FirstOrDefaultAsync(row => row.Id == id);
        if (story is null) return new Refusal("unknown-story", "The story is not there any more.");
        story.EmbargoedUntil = null;
        return new EntryDraft("EmbargoEnded", [], new { story = PublicId.Text(id) });
    }
}
