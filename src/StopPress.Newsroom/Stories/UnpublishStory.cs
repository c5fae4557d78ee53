using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Store;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>Takes a story back from readers, in one edition or in all: its addresses say that it was withdrawn, until it is published again.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Edition">The edition's language, or null for all.</param>
public sealed record UnpublishStory(string Story, string? Edition = null)
{
    /// <summary>Does it; the result is the number of texts taken back.</summary>
    public async Task<Outcome<Settled<int>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        long id = checks.Id("story", Story);
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<int>(actor, async context =>
        {
            var story = await context.Set<StoryRow>().FirstOrDefaultAsync(row => row.Id == id, cancel);
            if (story is null) return new Refusal("unknown-story", $"There is no story with the id \"{Story}\".");
            var editions = await context.Set<EditionRow>().ToListAsync(cancel);
            if (Edition is not null && editions.All(row => row.Language != Edition)) return new Refusal("unknown-edition", $"There is no edition in the language \"{Edition}\".");
            var texts = (await context.Set<StoryTextRow>().Where(row => row.StoryId == id && row.PubStatus == PubStatus.Usable).ToListAsync(cancel))
                .Join(editions, text => text.EditionId, edition => edition.Id, (text, edition) => new TextCopy(story, text, edition))
                .Where(copy => Edition is null || copy.Edition.Language == Edition).ToList();
            if (texts.Count == 0) return new Refusal("not-out", "Readers do not have this story.");
            var touched = new List<string> { Subject.Story(id) };
            foreach (var copy in texts)
            {
                copy.Text.PubStatus = PubStatus.Withheld;
                var facts = await StoryFacts.ReadAsync(context, copy);
                touched.AddRange(ListDesk.TakeOut(context, copy, facts));
                if (facts.Media.Count > 0) touched.AddRange(await MediaUses.PutAsync(context, copy));
                // What was set to go out again would come back by itself.
                if (facts.IsScheduled) await DeadlineClerk.CancelAsync(context, Publication.Kind, copy.Subject);
            }
            return (new EntryDraft("StoryUnpublished", touched, new { Story, editions = texts.Select(copy => copy.Edition.Language) }), texts.Count);
        }, cancel);
    }
}
