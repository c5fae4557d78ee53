using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>Keeps a new revision of a text. Readers see it when it is published.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Edition">The edition's language.</param>
/// <param name="Words">What is written now.</param>
/// <param name="BasedOn">The number of the revision that was edited; when somebody has kept another one since, the act is refused. Null does not look.</param>
public sealed record EditStory(string Story, string Edition, StoryWords Words, int? BasedOn = null)
{
    /// <summary>Does it; the result is the revision's number.</summary>
    public async Task<Outcome<Settled<int>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        var revision = Words.Read(checks, desk, actor);
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<int>(actor, async context =>
        {
            var found = await context.FindTextAsync(Story, Edition);
            if (found.Refusal is { } refusal) return refusal;
            // What was withdrawn for good is kept as it was.
            if (found.Value.Story.KilledAt is not null) return Withdrawals.ForGood;
            var text = found.Value.Text;
            var latest = found.Value.Latest!;
            if (BasedOn is { } number && number != latest.Number)
            {
                return new Refusal("edited-meanwhile", $"{latest.Actor} has kept revision {latest.Number} since you began with revision {number}.", "Look at that one first, and put your words into it.");
            }
            (revision.TextId, revision.Number) = (text.Id, latest.Number + 1);
            context.Add(revision);
            text.LatestRevisionId = revision.Id;
            await MediaUses.PutAsync(context, found.Value with { Latest = revision });
            // A slug that somebody asked for stays; one made of the headline follows it until the text is out.
            bool asked = !string.IsNullOrWhiteSpace(Words.UrlSlug);
            bool follows = text.Path is null && (text.UrlSlug == Editions.UrlSlug.Of(latest.Headline) || text.UrlSlug == PublicId.Text(text.StoryId));
            if ((asked || follows) && Words.Slug() is { Length: > 0 } slug) text.UrlSlug = slug;
            return (new EntryDraft("StoryEdited", [], new { Story, Edition, revision = revision.Number }), revision.Number);
        }, cancel);
    }
}
