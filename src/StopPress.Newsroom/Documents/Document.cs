namespace StopPress.Newsroom.Documents;

/// <summary>The body of a text: a tree of blocks. Every output is a renderer over it.</summary>
/// <param name="Blocks">The blocks, from the top of the story down.</param>
public sealed record Document(Sequence<Block> Blocks)
{
    /// <summary>How deep blocks may stand in one another: a list in a list in a quotation is three.</summary>
    public const int MaxDepth = 16;

    /// <summary>How many blocks there may be: the longest stories of the largest imports have hundreds.</summary>
    public const int MaxBlocks = 20_000;

    /// <summary>How many letters there may be; a long novel has a million.</summary>
    public const int MaxLetters = 1_000_000;

    /// <summary>A document in which nothing is written yet.</summary>
    public static Document Empty { get; } = new([]);

    /// <summary>Every block, each before those inside it.</summary>
    public IEnumerable<Block> AllBlocks()
    {
        var ahead = new Stack<Block>(Blocks.Reverse());
        while (ahead.TryPop(out var block))
        {
            yield return block;
            foreach (var inner in block.Inner.Reverse())
                ahead.Push(inner);
        }
    }

    /// <summary>The pictures that it shows, each once, in order.</summary>
    public IReadOnlyList<long> MediaIds => [.. AllBlocks().OfType<Figure>().Select(figure => figure.MediaId).Distinct()];

    /// <summary>The stories that it points to, each once, in order.</summary>
    public IReadOnlyList<long> StoryIds => [.. AllBlocks().OfType<RelatedStory>().Select(related => related.StoryId).Distinct()];

    /// <summary>Whether two writers' versions of a block still stand side by side; such a document cannot be published.</summary>
    public bool HasConflict => AllBlocks().Any(block => block is Conflict);
}
