using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>
/// Makes what an earlier revision says the text's newest one. What is written in the draft becomes a revision of its own before, so nothing is
/// lost by it; readers see it when it is published, as any other edit.
/// </summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Edition">The edition's language.</param>
/// <param name="Revision">The number of the earlier revision.</param>
/// <param name="Draft">The draft's version that was looked at; when somebody has written in it since, the act is refused. Null does not look.</param>
public sealed record RestoreRevision(string Story, string Edition, int Revision, long? Draft = null)
{
    /// <summary>Does it; the result is the new revision's number.</summary>
    public Task<Outcome<Settled<int>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<int>(actor, async context =>
        {
            var found = await context.FindTextAsync(Story, Edition);
            if (found.Refusal is { } unknown) return unknown;
            if (found.Value.Story.KilledAt is not null) return Withdrawals.ForGood;
            long text = found.Value.Text.Id;
            if (await context.Set<RevisionRow>().AsNoTracking().FirstOrDefaultAsync(row => row.TextId == text && row.Number == Revision, cancel) is not { } earlier)
            {
                return new Refusal("unknown-revision", $"The text has no revision {Revision}.", "Look at the list of its revisions.");
            }
            var filed = await OpenDraft.FileAsync(desk, context, found.Value, actor, Draft);
            if (filed.Refusal is { } refusal) return refusal;
            if (filed.Value.Latest!.SaysWhat(earlier)) return new Refusal("nothing-new", $"The text says already what revision {Revision} says.");
            var words = new StoryWords(earlier.Headline, earlier.Body, earlier.Kicker, earlier.Standfirst, earlier.Dateline, null, earlier.SearchHeadline, earlier.SocialHeadline);
            var checks = new Checks();
            var revision = words.Read(checks, desk, actor);
            if (checks.Fault is { } fault) return fault;
            revision.Kind = RevisionKind.Restored;
            if (await NextRevision.KeepAsync(context, filed.Value, words, revision, null) is { } gone) return gone;
            await MediaUses.PutAsync(context, filed.Value with { Latest = revision });
            return (new EntryDraft("RevisionRestored", [], new { Story, Edition, restored = Revision, revision = revision.Number }), revision.Number);
        }, cancel);
}
