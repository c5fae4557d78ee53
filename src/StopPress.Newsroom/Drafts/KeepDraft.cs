using System.Text.Json;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store;

namespace StopPress.Newsroom.Drafts;

/// <summary>Keeps what somebody types, merged with what others have typed since. It is no entry of the journal, and no reader has it.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Edition">The edition's language.</param>
/// <param name="Tab">The tab that it is typed in: 16 to 64 letters and digits, new for each page load.</param>
/// <param name="Base">The draft's version that the tab has seen and merged; 0 when it has seen none.</param>
/// <param name="Sent">The number of the request, counted by the tab from 1: one that comes after a later one is not merged any more. 0 does not count.</param>
/// <param name="Fields">The fields that were changed since, or sent since without an answer.</param>
/// <param name="Settles">Those of these fields in which the tab has chosen between two wordings, by name.</param>
/// <param name="Blocks">The top-level blocks that were changed or added since, or sent since without an answer, as nodes of ProseMirror JSON with ids.</param>
/// <param name="Order">The ids of all top-level blocks as the tab has them; null when it says nothing of the body.</param>
public sealed record KeepDraft(
    string Story, string Edition, string Tab, long Base, int Sent = 0, DraftFields? Fields = null, IReadOnlyList<string>? Settles = null,
    IReadOnlyList<JsonElement>? Blocks = null, IReadOnlyList<string>? Order = null)
{
    /// <summary>Does it.</summary>
    public async Task<Outcome<DraftAnswer>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var read = DraftChange.Read(this);
        if (read.Refusal is { } fault) return fault;
        return await desk.Journal.KeepUnseenAsync<DraftAnswer>(async context =>
        {
            var found = await context.FindTextAsync(Story, Edition);
            if (found.Refusal is { } unknown) return unknown;
            if (found.Value.Story.KilledAt is not null) return Withdrawals.ForGood;
            var open = await OpenDraft.ForAsync(context, found.Value, Base);
            if (open.Refusal is { } refusal) return refusal;
            var kept = DraftMerge.Keep(open.Value.Draft, read.Value);
            if (kept.Refusal is { } foreign) return foreign;
            if (await open.Value.PutAsync(desk, actor, kept.Value.Draft, cancel) is { } tooLarge) return tooLarge;
            return kept.Value.Answer;
        }, cancel);
    }
}
