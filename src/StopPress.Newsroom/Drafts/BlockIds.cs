using StopPress.Newsroom.Documents;

namespace StopPress.Newsroom.Drafts;

/// <summary>Keeps the ids of merged blocks apart: two tabs may have put the same inner block into two places.</summary>
internal static class BlockIds
{
    private static readonly BlockId Any = BlockId.TryParse("any", out var id) ? id : default;

    /// <summary>Whether two blocks say the same, whatever they are called.</summary>
    public static bool AreSame(Block one, Block other) => Nameless(one).Equals(Nameless(other));

    /// <summary>The same blocks, in which no id stands twice. Those at the top keep theirs; what had to be named anew stands since the given version.</summary>
    public static List<DraftBlock> Apart(IReadOnlyList<DraftBlock> blocks, long version)
    {
        var claimed = blocks.Select(block => block.Block.Id).ToHashSet();
        return [.. blocks.Select(block =>
        {
            var apart = Apart(block, claimed);
            return ReferenceEquals(apart, block) ? block : apart with { Version = version };
        })];
    }

    private static DraftBlock Apart(DraftBlock block, HashSet<BlockId> claimed)
    {
        if (block.Block is not Conflict conflict)
        {
            var inner = Inner(block.Block, part => Renamed(part, claimed.Add));
            return inner.Equals(block.Block) ? block : block with { Block = inner };
        }
        // Both sides may hold a block under the same id.
        var sides = new[] { conflict.Ours, conflict.Theirs };
        var all = new HashSet<BlockId>();
        var places = block.Sides ?? [];
        for (var side = 0; side < 2; side++)
        {
            var own = new HashSet<BlockId>();
            var before = sides[side];
            sides[side] = Sequence.Of(before.Select(part => Renamed(part, id => !claimed.Contains(id) && own.Add(id))));
            for (var i = 0; i < before.Count; i++)
            {
                string old = before[i].Id.ToString(), name = sides[side][i].Id.ToString();
                if (old != name) places = Sequence.Of(places.Select(place => place.Side == side && place.Id == old ? place with { Id = name } : place));
            }
            all.UnionWith(own);
        }
        claimed.UnionWith(all);
        var renamed = conflict with { Ours = sides[0], Theirs = sides[1] };
        return renamed.Equals(conflict) ? block : block with { Block = renamed, Sides = places };
    }

    private static Block Renamed(Block block, Func<BlockId, bool> claim)
    {
        var id = block.Id;
        while (!claim(id)) id = BlockId.New();
        return Inner(id == block.Id ? block : block with { Id = id }, part => Renamed(part, claim));
    }

    private static Block Nameless(Block block) => Inner(block with { Id = Any }, Nameless);

    private static Block Inner(Block block, Func<Block, Block> change) => block switch
    {
        BulletList it => it with { Items = Items(it.Items, change) },
        OrderedList it => it with { Items = Items(it.Items, change) },
        BlockQuote it => it with { Blocks = Sequence.Of(it.Blocks.Select(change)) },
        FactBox it => it with { Blocks = Sequence.Of(it.Blocks.Select(change)) },
        Gallery it => it with { Figures = Sequence.Of(it.Figures.Select(figure => (Figure)change(figure))) },
        Conflict it => it with { Ours = Sequence.Of(it.Ours.Select(change)), Theirs = Sequence.Of(it.Theirs.Select(change)) },
        _ => block,
    };

    private static Sequence<ListItem> Items(Sequence<ListItem> items, Func<Block, Block> change) =>
        Sequence.Of(items.Select(item => new ListItem(Sequence.Of(item.Blocks.Select(change)))));
}
