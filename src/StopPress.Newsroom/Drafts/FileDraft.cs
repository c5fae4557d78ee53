using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Drafts;

/// <summary>Makes what is written of a text its newest revision. The draft goes on from there, for whoever has it open.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Edition">The edition's language.</param>
/// <param name="Draft">The draft's version that was looked at; when somebody has written in it since, the act is refused. Null does not look.</param>
public sealed record FileDraft(string Story, string Edition, long? Draft = null)
{
    /// <summary>Does it; the result is the revision's number.</summary>
    public Task<Outcome<Settled<int>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<int>(actor, async context =>
        {
            var found = await context.FindTextAsync(Story, Edition);
            if (found.Refusal is { } unknown) return unknown;
            if (found.Value.Story.KilledAt is not null) return Withdrawals.ForGood;
            var filed = await OpenDraft.FileAsync(desk, context, found.Value, actor, Draft);
            if (filed.Refusal is { } refusal) return refusal;
            if (filed.Value.Latest == found.Value.Latest) return new Refusal("nothing-new", "Nothing is written since the newest revision.");
            var revision = filed.Value.Latest!;
            await MediaUses.PutAsync(context, filed.Value);
            return (new EntryDraft("StoryEdited", [], new { Story, Edition, revision = revision.Number }), revision.Number);
        }, cancel);
}
