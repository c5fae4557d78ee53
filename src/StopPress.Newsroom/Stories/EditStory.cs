using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Store;
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
            if (await NextRevision.KeepAsync(context, found.Value, Words, revision, BasedOn) is { } meanwhile) return meanwhile;
            await MediaUses.PutAsync(context, found.Value with { Latest = revision });
            return (new EntryDraft("StoryEdited", [], new { Story, Edition, revision = revision.Number }), revision.Number);
        }, cancel);
    }
}
