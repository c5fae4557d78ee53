using Microsoft.EntityFrameworkCore;
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
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        long? story = Story is null ? null : checks.Id("story", Story);
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await context.FindEditionAsync(Edition);
            if (found.Refusal is { } unknown) return unknown;
            if (story is { } id && !await context.Set<StoryRow>().AnyAsync(row => row.Id == id && row.Kind == StoryKind.Story, cancel)) return new Refusal("unknown-story", $"There is no story with the id \"{Story}\".");
            found.Value.LeadStoryId = story;
            return (new EntryDraft("LeadChosen", [Subject.Lead(Edition)], new { Edition, Story }), true);
        }, cancel);
    }
}
