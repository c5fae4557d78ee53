using StopPress.Newsroom.Documents;

namespace StopPress.Newsroom.Drafts;

/// <summary>The two sides of a conflict, and which tab writes in which.</summary>
internal static class ConflictWords
{
    /// <summary>What somebody else has written and what a tab writes instead, side by side.</summary>
    public static DraftBlock Between(DraftBlock present, Block block, string tab, long version)
    {
        string id = present.Id;
        // A block that became a conflict in the tab brings its sides along.
        var theirs = block is Conflict sides ? Sequence.Of(sides.Ours.Concat(sides.Theirs)) : [block];
        return new DraftBlock(
            new Conflict(BlockId.New(), [present.Block], theirs), version, Draft.NoTab,
            [new ConflictSide(present.Tab, id, 0, id, version), .. theirs.Select(one => new ConflictSide(tab, one.Id.ToString(), 1, one.Id.ToString(), version))]);
    }

    /// <summary>Every id under which a tab that has seen a version may know a block that stands in a conflict.</summary>
    public static IEnumerable<string> Of(DraftBlock conflict, long seen) =>
        (conflict.Sides ?? []).Where(place => seen < place.Since).Select(place => place.Origin).Concat(((Conflict)conflict.Block).Inner.Select(block => block.Id.ToString())).Distinct();

    /// <summary>A block as somebody writes it who has seen it. In a conflict whoever wrote there before has no claim any more to what was changed.</summary>
    public static DraftBlock Rewritten(DraftBlock present, Block block)
    {
        if (present.Block is not Conflict before || block is not Conflict after) return present with { Block = block, Sides = null };
        var places = (present.Sides ?? []).Where(place => Find(before, place.Side, place.Id) is { } old && old.Equals(Find(after, place.Side, place.Id)));
        return present with { Block = block, Sides = Sequence.Of(places) };
    }

    /// <summary>The conflict with what a tab writes that does not know of it, or not of what has become of it.</summary>
    public static DraftBlock WriteInto(DraftBlock conflict, Block block, DraftChange change, long version)
    {
        if (block is not Conflict sides) return WriteInto(conflict, block, change, version, null);
        for (var side = 0; side < 2; side++)
        {
            foreach (var one in side == 0 ? sides.Ours : sides.Theirs) conflict = WriteInto(conflict, one, change, version, side);
        }
        return conflict;
    }

    private static DraftBlock WriteInto(DraftBlock conflict, Block block, DraftChange change, long version, int? side)
    {
        var both = (Conflict)conflict.Block;
        string origin = block.Id.ToString();
        var places = conflict.Sides ?? [];
        if (places.FirstOrDefault(place => place.Tab == change.Tab && place.IsMeant(origin, change.Base) && (side is null || place.Side == side)) is { } own && Find(both, own.Side, own.Id) is { } present)
        {
            return conflict with { Block = Changed(both, own.Side, blocks => blocks.Select(one => one.Id == present.Id ? block with { Id = present.Id } : one)) };
        }
        if (both.Inner.Any(one => BlockIds.AreSame(one, block))) return conflict;
        // Two sides hold any number of versions: a third one stands below the second.
        int at = side ?? 1;
        var named = Find(both, at, origin) is null ? block : block with { Id = BlockId.New() };
        return conflict with
        {
            Block = Changed(both, at, blocks => blocks.Append(named)),
            Sides = [.. places, new ConflictSide(change.Tab, origin, at, named.Id.ToString(), version)],
        };
    }

    private static Block? Find(Conflict conflict, int side, string id) => (side == 0 ? conflict.Ours : conflict.Theirs).FirstOrDefault(block => block.Id.ToString() == id);

    private static Conflict Changed(Conflict conflict, int side, Func<IEnumerable<Block>, IEnumerable<Block>> change) => side == 0
        ? conflict with { Ours = Sequence.Of(change(conflict.Ours)) }
        : conflict with { Theirs = Sequence.Of(change(conflict.Theirs)) };
}
