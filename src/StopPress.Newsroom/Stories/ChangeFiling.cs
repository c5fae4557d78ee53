using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>Changes what belongs to a story in every language. Readers see it at once.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Filing">What changes.</param>
public sealed record ChangeFiling(string Story, StoryFiling Filing)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await context.FindStoryAsync(Story, cancel);
            if (found.Refusal is { } unknown) return unknown;
            var story = found.Value;
            if (await SectionReach.MayFileAsync(context, actor, story, Filing, cancel) is { } outside) return outside;
            if (await Filing.ApplyAsync(context, story, cancel) is { } refusal) return refusal;
            // The lists are worked out from the rows as they are now.
            await context.SaveChangesAsync(cancel);
            var touched = await ListAsync(context, story, cancel);
            if (Filing.Picture is not null) touched.AddRange(await MediaUses.PutAsync(context, story));
            return (new EntryDraft("FilingChanged", touched, new { Story }), true);
        }, cancel);

    private static async Task<List<string>> ListAsync(HouseContext context, StoryRow story, CancellationToken cancel)
    {
        var texts = await context.Set<StoryTextRow>().Where(row => row.StoryId == story.Id && row.PubStatus == PubStatus.Usable).ToListAsync(cancel);
        if (texts.Count == 0) return [];
        var touched = new List<string> { Subject.Story(story.Id) };
        foreach (var text in texts)
        {
            var edition = await context.Set<EditionRow>().FirstAsync(row => row.Id == text.EditionId, cancel);
            var copy = new TextCopy(story, text, edition);
            touched.AddRange(ListDesk.Put(context, copy, await StoryFacts.ReadAsync(context, copy), appears: false));
        }
        return touched;
    }
}
