using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>Gives a text another slug. Once it was out its address changes at once, and every earlier one leads to the new one.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Edition">The edition's language.</param>
/// <param name="Slug">The last part of its address, as somebody writes it.</param>
public sealed record ChangeUrlSlug(string Story, string Edition, string Slug)
{
    /// <summary>Does it; the result is the text's address, or null while it was never out.</summary>
    public async Task<Outcome<Settled<string?>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        string slug = checks.Slug(Slug);
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<string?>(actor, async context =>
        {
            var found = await context.FindTextAsync(Story, Edition);
            if (found.Refusal is { } unknown) return unknown;
            var (story, text, edition) = found.Value;
            if (story.KilledAt is not null) return Withdrawals.ForGood;
            string? old = text.Path;
            text.UrlSlug = slug;
            var refusal = old is null ? await MayStandAsync(context, found.Value, cancel) : await Publication.AddressAsync(context, found.Value, isFree: false, cancel);
            if (refusal is not null) return refusal;
            var touched = new List<string>();
            // What was withdrawn is known by its addresses too, so the story is touched whether readers have it or not.
            if (old != text.Path) touched.Add(Subject.Story(story.Id));
            if (old != text.Path && story.Kind == StoryKind.Page && text.PubStatus == PubStatus.Usable) touched.Add(Subject.Pages(edition.Language));
            return (new EntryDraft("UrlSlugChanged", touched, new { Story, Edition, slug, text.Path }), text.Path);
        }, cancel);
    }

    // A page gets no number, so whoever chooses its slug is told at once, not when it goes out.
    private static async Task<Refusal?> MayStandAsync(HouseContext context, TextCopy copy, CancellationToken cancel) => copy.Story.Kind != StoryKind.Page
        ? null
        : await AddressBook.MayStandAtHomeAsync(context, copy.Edition, copy.Text.UrlSlug, cancel)
            ?? await AddressBook.MayHaveAsync(context, copy.Subject, Publication.PathOf(copy), cancel);
}
