using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Editions;

/// <summary>Chooses the story that leads an edition's front; while readers cannot read it, the newest with a picture leads.</summary>
/// <param name="Edition">The edition's language.</param>
/// <param name="Story">The story's public id; null leaves it to the newest.</param>
public sealed record ChooseLead(string Edition, string? Story)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await context.FindEditionAsync(Edition);
            if (found.Refusal is { } unknown) return unknown;
            found.Value.LeadStoryId = null;
            if (Story is not null)
            {
                var story = await context.FindStoryAsync(Story, cancel);
                if (story.Refusal is { } refusal) return refusal;
                if (story.Value.Kind != StoryKind.Story) return new Refusal("unknown-story", $"\"{Story}\" is one of the house's pages, not a story.");
                found.Value.LeadStoryId = story.Value.Id;
            }
            return (new EntryDraft("LeadChosen", [Subject.Lead(Edition)], new { Edition, Story }), true);
        }, cancel);
}
