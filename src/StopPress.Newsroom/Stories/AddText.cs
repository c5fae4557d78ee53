using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>Adds a story's text in one more edition. No reader sees it before it is published.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Edition">The edition's language.</param>
/// <param name="Words">What is written.</param>
public sealed record AddText(string Story, string Edition, StoryWords Words)
{
    /// <summary>Does it; the result is the story's public id.</summary>
    public async Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        var revision = Words.Read(checks, desk, actor);
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<string>(actor, async context =>
        {
            var edition = await context.FindEditionAsync(Edition);
            if (edition.Refusal is { } unknown) return unknown;
            var found = await context.FindStoryAsync(Story, cancel);
            if (found.Refusal is { } refusal) return refusal;
            var story = found.Value;
            if (await context.Set<StoryTextRow>().AnyAsync(row => row.StoryId == story.Id && row.EditionId == edition.Value.Id, cancel))
            {
                return new Refusal("text-exists", $"The story has a text in the edition {Edition} already.", "Edit that one.");
            }
            if (await BodyReferences.MissingAsync(context, revision) is { } missing) return missing;
            TextDesk.Add(context, desk, story, edition.Value, revision, Words.Slug());
            return (new EntryDraft("TextAdded", [], new { Story, Edition }), Story);
        }, cancel);
    }
}
