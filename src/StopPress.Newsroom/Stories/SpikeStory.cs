using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>Drops a story before it was ever out. It is kept, and can be taken back into work.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Spiked">Whether to drop it, or to take it back.</param>
public sealed record SpikeStory(string Story, bool Spiked = true)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await context.FindStoryAsync(Story, cancel);
            if (found.Refusal is { } unknown) return unknown;
            var story = found.Value;
            var texts = await context.Set<StoryTextRow>().Where(row => row.StoryId == story.Id).ToListAsync(cancel);
            if (texts.Exists(text => text.PubStatus == PubStatus.Usable)) return new Refusal("was-out", "Readers have this story; it cannot be spiked.", "Unpublish it.");
            if (texts.Exists(text => text.PubStatus != PubStatus.Unpublished)) return new Refusal("was-out", "Readers have had this story; it cannot be spiked.", "Leave it withdrawn, or kill it.");
            story.WorkStage = Spiked ? WorkStage.Spiked : WorkStage.Draft;
            foreach (var text in texts.Where(_ => Spiked)) await DeadlineClerk.CancelAsync(context, Publication.Kind, Subject.Text(text.Id));
            return (new EntryDraft(Spiked ? "StorySpiked" : "StoryUnspiked", [], new { Story }), true);
        }, cancel);
}
