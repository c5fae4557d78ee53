using StopPress.Newsroom.Documents;

namespace StopPress.Newsroom.Drafts;

/// <summary>Merges the blocks that a tab has changed, deleted and moved into those of a draft.</summary>
internal sealed class BlockMerge
{
    private readonly Draft draft;
    private readonly DraftChange change;
    private readonly long next;
    private readonly HashSet<string> order;
    private readonly Dictionary<string, DraftBlock> blocks;
    private readonly Dictionary<string, DraftBlock> gone;

    // In which conflict a block stands that the tab may still know by itself.
    private readonly Dictionary<string, string> conflictOf = [];

    public BlockMerge(Draft draft, DraftChange change)
    {
        (this.draft, this.change, next) = (draft, change, draft.Version + 1);
        order = [.. change.Order ?? []];
        blocks = draft.Blocks.ToDictionary(block => block.Id);
        gone = new(draft.Gone);
        foreach (var block in draft.Blocks.Where(block => block.Block is Conflict && !IsLeft(block)))
        {
            foreach (string id in ConflictWords.Of(block, change.Base)) conflictOf.TryAdd(id, block.Id);
        }
    }

    /// <summary>A block that the order names and nobody has ever sent, or null.</summary>
    public string? Unknown
    {
        get
        {
            var sent = change.Blocks.Select(block => block.Id.ToString()).ToHashSet();
            return change.Order?.FirstOrDefault(id => !blocks.ContainsKey(id) && !sent.Contains(id) && !conflictOf.ContainsKey(id) && !gone.ContainsKey(id));
        }
    }

    /// <summary>The draft with the blocks merged; the same one when nothing is new.</summary>
    public Draft Merge()
    {
        // What is written in a side comes after what is written in the conflict as a whole, since it is newer.
        foreach (var block in change.Blocks.OrderBy(block => block is not Conflict)) Put(block);
        foreach (string id in change.Order!) Restore(id);
        foreach (var block in draft.Blocks.Where(block => IsLeft(block) && blocks.ContainsKey(block.Id)))
        {
            blocks.Remove(block.Id);
            gone[block.Id] = block with { Version = next, Tab = change.Tab };
        }
        var (ids, moved) = Order();
        bool isNew = moved || !ids.SequenceEqual(draft.Blocks.Select(block => block.Id)) || blocks.Values.Any(block => block.Version == next);
        if (!isNew) return draft;
        return draft with
        {
            Blocks = BlockIds.Apart([.. ids.Select(id => blocks[id])], next),
            Gone = gone,
            OrderVersion = moved ? next : draft.OrderVersion,
            OrderTab = moved ? change.Tab : draft.OrderTab,
        };
    }

    // Whether nobody else has changed it since the tab looked.
    private bool IsOwn(DraftBlock block) => block.Version <= change.Base || block.Tab == change.Tab;

    // Whether the tab has deleted it, and may. A tab that has seen nothing deletes nothing.
    private bool IsLeft(DraftBlock block) => change.Base > 0 && change.Order is not null && !order.Contains(block.Id) && IsOwn(block);

    private void Put(Block block)
    {
        string id = block.Id.ToString();
        if (blocks.TryGetValue(id, out var present)) Change(present, block);
        else if (conflictOf.TryGetValue(id, out string? conflict)) WriteInto(blocks[conflict], block);
        else Set(new DraftBlock(block, next, change.Tab));
    }

    private void Change(DraftBlock present, Block block)
    {
        if (present.Block.Equals(block)) return;
        if (IsOwn(present)) Set(ConflictWords.Rewritten(present, block) with { Version = next, Tab = change.Tab });
        else if (present.Block is Conflict) WriteInto(present, block);
        else
        {
            var conflict = ConflictWords.Between(present, block, change.Tab, next);
            blocks.Remove(present.Id);
            // Whoever slept through all of the conflict still knows it by its own id.
            gone[present.Id] = present with { Version = next, Tab = Draft.NoTab };
            Set(conflict);
            foreach (string id in ConflictWords.Of(conflict, change.Base)) conflictOf[id] = conflict.Id;
        }
    }

    // A tab's words never belong to the conflict as a whole, which the merge has made and the tab has not seen.
    private void WriteInto(DraftBlock conflict, Block block)
    {
        var written = ConflictWords.WriteInto(conflict, block, change, next);
        if (!written.Block.Equals(conflict.Block)) Set(written with { Version = next, Tab = Draft.NoTab });
    }

    // What the tab itself has deleted since it looked, and has again: the answer to the deletion was lost.
    private void Restore(string id)
    {
        if (!blocks.ContainsKey(id) && !conflictOf.ContainsKey(id) && gone.TryGetValue(id, out var deleted) && deleted.Tab == change.Tab && deleted.Version > change.Base)
        {
            Set(deleted with { Version = next });
        }
    }

    private void Set(DraftBlock block)
    {
        blocks[block.Id] = block;
        gone.Remove(block.Id);
    }

    private (List<string> Ids, bool Moved) Order()
    {
        var here = Known(draft.Blocks.Select(block => block.Id));
        var there = Known(change.Order!);
        var both = here.Intersect(there).ToHashSet();
        bool differs = !here.Where(both.Contains).SequenceEqual(there.Where(both.Contains));
        bool moved = differs && (draft.OrderVersion <= change.Base || draft.OrderTab == change.Tab);
        var ids = moved ? Woven(there, here) : Woven(here, there);
        return (ids, moved);
    }

    // The blocks that there are, in this order; what has become a side of a conflict stands where the conflict does.
    private List<string> Known(IEnumerable<string> ids) =>
        [.. ids.Select(id => blocks.ContainsKey(id) ? id : conflictOf.GetValueOrDefault(id)).OfType<string>().Where(blocks.ContainsKey).Distinct()];

    // One order, with what only the other has after the block that it follows there.
    private static List<string> Woven(List<string> order, List<string> other)
    {
        var woven = new LinkedList<string>(order);
        var places = new Dictionary<string, LinkedListNode<string>>();
        for (var place = woven.First; place is not null; place = place.Next) places[place.Value] = place;
        LinkedListNode<string>? before = null;
        foreach (string id in other)
        {
            if (!places.TryGetValue(id, out var place)) places[id] = place = before is null ? woven.AddFirst(id) : woven.AddAfter(before, id);
            before = place;
        }
        return [.. woven];
    }
}
