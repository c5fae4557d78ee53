using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>Takes a story back from readers, in one edition or in all: its addresses say that it was withdrawn, until it is published again.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Edition">The edition's language, or null for all.</param>
public sealed record UnpublishStory(string Story, string? Edition = null)
{
    /// <summary>Does it; the result is the number of texts taken back.</summary>
    public Task<Outcome<Settled<int>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<int>(actor, async context =>
        {
            var found = await context.FindStoryAsync(Story, cancel);
            if (found.Refusal is { } unknown) return unknown;
            if (Edition is not null && !await context.Set<EditionRow>().AnyAsync(row => row.Language == Edition, cancel)) return new Refusal("unknown-edition", $"There is no edition in the language \"{Edition}\".");
            // What is held would come back with the release: it is taken back as well.
            var texts = (await context.TextsOfAsync(found.Value, cancel))
                .Where(copy => (copy.Text.PubStatus == PubStatus.Usable || copy.Text.HeldAt is not null) && (Edition is null || copy.Edition.Language == Edition)).ToList();
            if (texts.Count == 0) return new Refusal("not-out", "Readers do not have this story.");
            var touched = await Withdrawals.TakeBackAsync(context, texts);
            foreach (var copy in texts) copy.Text.HeldAt = null;
            // What was set to go out again would come back by itself.
            var cancelled = await Withdrawals.CancelHoursAsync(context, texts, cancel);
            return (new EntryDraft(Withdrawals.Unpublished, touched, new { Story, editions = texts.Select(copy => copy.Edition.Language), cancelled }), texts.Count);
        }, cancel);
}
