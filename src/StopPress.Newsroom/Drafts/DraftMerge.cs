using StopPress.Newsroom.Documents;
using StopPress.Store;

namespace StopPress.Newsroom.Drafts;

/// <summary>Merges what a tab has changed into a draft. It decides by versions and tabs alone, and asks nothing.</summary>
/// <remarks>No word that was kept is lost by it: what two have changed differently stands on both sides of a conflict until somebody chooses.</remarks>
internal static class DraftMerge
{
    /// <summary>The draft with the change, and what the tab is told; or the refusal, when the change does not belong to this draft.</summary>
    public static Outcome<(Draft Draft, DraftAnswer Answer)> Keep(Draft draft, DraftChange change)
    {
        if (change.Base < 0 || change.Base > draft.Version)
        {
            return new Refusal("unknown-version", $"This draft has no version {change.Base}; it stands at {draft.Version}.", "Send all blocks and fields with the version 0.");
        }
        // What comes after a later request of the same tab is what that one has replaced.
        if (change.Sent > 0 && draft.Tabs.TryGetValue(change.Tab, out var seen) && change.Sent <= seen.Sent) return (draft, DraftAnswer.Of(draft, change));
        var blocks = new BlockMerge(draft, change);
        if (blocks.Unknown is { } unknown)
        {
            return new Refusal("unknown-block", $"The order names the block {unknown}, which this draft has never had.", "Send all blocks and fields with the version 0.");
        }
        var merged = Merged(draft, change, blocks);
        return (merged, DraftAnswer.Of(merged, change));
    }

    /// <summary>The draft with a change that is known to belong to it.</summary>
    public static Draft Follow(Draft draft, DraftChange change) => Merged(draft, change, new BlockMerge(draft, change));

    private static Draft Merged(Draft draft, DraftChange change, BlockMerge blocks)
    {
        long next = draft.Version + 1;
        var fields = draft.Fields.ToDictionary(
            field => field.Key, field => change.Fields.TryGetValue(field.Key, out string? text) ? Reworded(field.Value, text, change, change.Settles.Contains(field.Key), next) : field.Value);
        var merged = change.Order is null ? draft : blocks.Merge();
        bool isNew = !ReferenceEquals(merged, draft) || fields.Any(field => !field.Value.Equals(draft.Fields[field.Key]));
        return merged with
        {
            Version = isNew ? next : draft.Version,
            Fields = fields,
            Tabs = change.Sent == 0 ? draft.Tabs : new Dictionary<string, TabSeen>(draft.Tabs) { [change.Tab] = new TabSeen(change.Sent, next) },
        };
    }

    private static Sequence<Wording> Reworded(Sequence<Wording> wordings, string text, DraftChange change, bool settles, long next)
    {
        var wording = new Wording(text, next, change.Tab);
        bool IsOwn(Wording one) => one.Version <= change.Base || one.Tab == change.Tab;
        // Chosen: what the tab has not seen stands on.
        if (settles && wordings.Count > 1) return Sequence.Of<Wording>([wording, .. wordings.Where(one => one.Text != text && !IsOwn(one))]);
        if (wordings.Any(one => one.Text == text))
        {
            // Whoever was shown what goes is shown what stays.
            return wordings.Any(one => one.Tab == change.Tab && one.Text != text)
                ? Sequence.Of(wordings.Where(one => one.Tab != change.Tab || one.Text == text).Select(one => one with { Version = next }))
                : wordings;
        }
        if (wordings.Count == 1) return IsOwn(wordings[0]) ? [wording] : [wordings[0], wording];
        // Still in conflict: the tab writes on in its own wording, or else in the one that it was shown first.
        var own = wordings.FirstOrDefault(one => one.Tab == change.Tab) ?? (wordings[0].Version <= change.Base ? wordings[0] : null);
        return own is null ? [.. wordings, wording] : Sequence.Of(wordings.Select(one => one == own ? wording : one));
    }
}
