using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>Sets the hour at which a text goes out, in place of an earlier one. What goes out is the newest revision at that hour.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Edition">The edition's language.</param>
/// <param name="At">The hour.</param>
/// <param name="Draft">The draft's version that was looked at: what is written in it is kept as the newest revision. Refused when somebody has written in it since. Null leaves the draft.</param>
public sealed record SchedulePublish(string Story, string Edition, DateTimeOffset At, long? Draft = null)
{
    /// <summary>Does it; the result is the hour.</summary>
    public Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<string>(actor, async context =>
        {
            var found = await context.FindTextAsync(Story, Edition);
            if (found.Refusal is { } unknown) return unknown;
            var at = Instant.From(At);
            if (at <= Instant.Now(desk.Clock)) return new Refusal("past", $"{at} is past.", "Choose a later hour, or publish it now.");
            var copy = found.Value;
            if (Draft is not null)
            {
                var filed = await OpenDraft.FileAsync(desk, context, copy, actor, Draft);
                if (filed.Refusal is { } unseen) return unseen;
                copy = filed.Value;
                await MediaUses.PutAsync(context, copy);
            }
            // What cannot go out as it stands would be refused when nobody looks.
            if (Publication.Decide(copy, at) is { } refusal) return refusal;
            await desk.Deadlines.MoveAsync(context, at, Publication.Kind, copy.Subject);
            await ScheduleWarning.SetAsync(desk, context, copy.Subject, at, actor);
            return (new EntryDraft("PublishScheduled", [], new { Story, Edition, at = at.ToString() }), at.ToString());
        }, cancel);
}

/// <summary>Takes back the hour that was set for a text.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Edition">The edition's language.</param>
public sealed record CancelSchedule(string Story, string Edition)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await context.FindTextAsync(Story, Edition);
            if (found.Refusal is { } unknown) return unknown;
            return await DeadlineClerk.CancelAsync(context, Publication.Kind, found.Value.Subject) == 0
                ? new Refusal("not-scheduled", "No hour was set for this text.")
                : (new EntryDraft("ScheduleCancelled", [], new { Story, Edition }), true);
        }, cancel);
}
