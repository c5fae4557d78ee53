namespace StopPress.Newsroom.Documents;

/// <summary>One block of a document: a paragraph, a list, a figure.</summary>
/// <param name="Id">Its name, which survives editing.</param>
public abstract record Block(BlockId Id)
{
    /// <summary>The blocks that stand inside it, in order.</summary>
    public virtual IEnumerable<Block> Inner => [];
}

/// <summary>A paragraph.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Text">Its words.</param>
public sealed record Paragraph(BlockId Id, Sequence<Inline> Text) : Block(Id);

/// <summary>A heading inside the story (a crosshead); the story's own headline is not one of them.</summary>
/// <param name="Id">Its name, which readers can link to.</param>
/// <param name="Level">2 to 4; level 1 is the story's headline.</param>
/// <param name="Text">Its words.</param>
public sealed record Heading(BlockId Id, int Level, Sequence<Inline> Text) : Block(Id);

/// <summary>A list whose order says nothing.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Items">What is listed.</param>
public sealed record BulletList(BlockId Id, Sequence<ListItem> Items) : Block(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<Block> Inner => Items.SelectMany(item => item.Blocks);
}

/// <summary>A numbered list.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Items">What is listed.</param>
/// <param name="Start">The first number.</param>
public sealed record OrderedList(BlockId Id, Sequence<ListItem> Items, int Start = 1) : Block(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<Block> Inner => Items.SelectMany(item => item.Blocks);
}

/// <summary>One item of a list.</summary>
/// <param name="Blocks">What stands in it, usually one paragraph.</param>
public sealed record ListItem(Sequence<Block> Blocks);

/// <summary>Somebody else's words, set apart.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Blocks">The words.</param>
/// <param name="Attribution">Whose they are, or empty.</param>
public sealed record BlockQuote(BlockId Id, Sequence<Block> Blocks, Sequence<Inline> Attribution) : Block(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<Block> Inner => Blocks;
}

/// <summary>A sentence of the story, set large to draw the eye.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Attribution">Whose it is, or empty.</param>
public sealed record PullQuote(BlockId Id, Sequence<Inline> Text, Sequence<Inline> Attribution) : Block(Id);

/// <summary>A picture with what stands below it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="MediaId">Which picture.</param>
/// <param name="Alt">What it shows, for those who do not see it; null takes the picture's own.</param>
/// <param name="Caption">What is said about it here; empty takes the picture's own.</param>
/// <param name="Credit">Who made it, when the picture's own credit is not the one to print; else null.</param>
public sealed record Figure(BlockId Id, long MediaId, string? Alt, Sequence<Inline> Caption, string? Credit) : Block(Id);

/// <summary>Pictures that belong together.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Figures">The pictures, in order.</param>
public sealed record Gallery(BlockId Id, Sequence<Figure> Figures) : Block(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<Block> Inner => Figures;
}

/// <summary>A video, a post or a map that another house serves, shown when the reader asks for it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Address">What is shown, at a provider that is known.</param>
/// <param name="Title">What it is, or null.</param>
public sealed record Embed(BlockId Id, EmbedAddress Address, string? Title) : Block(Id);

/// <summary>A box of background beside the story.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Blocks">What it says.</param>
public sealed record FactBox(BlockId Id, Sequence<Inline> Title, Sequence<Block> Blocks) : Block(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<Block> Inner => Blocks;
}

/// <summary>Text that a computer reads, set as it was typed.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Code">The text, with its lines and spaces.</param>
/// <param name="Language">The language it is written in, such as <c>sql</c>, or null.</param>
public sealed record CodeBlock(BlockId Id, string Code, string? Language) : Block(Id)
{
    // The names in use (highlight.js, Prism, GitHub's Linguist) are shorter and hold nothing else.
    private const int MaxLanguageLength = 30;

    /// <summary>Whether this can be the name of a programming language.</summary>
    public static bool IsLanguage(string name) =>
        name.Length is > 0 and <= MaxLanguageLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '#' or '-' or '.' or '_');
}

/// <summary>A line across the column, where the story pauses.</summary>
/// <param name="Id">Its name.</param>
public sealed record Rule(BlockId Id) : Block(Id);

/// <summary>A pointer to another story of this newspaper.</summary>
/// <param name="Id">Its name.</param>
/// <param name="StoryId">Which story.</param>
public sealed record RelatedStory(BlockId Id, long StoryId) : Block(Id);

/// <summary>Two versions of one block, written by two people at once; somebody must choose before the story can be published.</summary>
/// <remarks>Both versions keep the ids that their blocks had, so that the chosen one can take its place again: ids are unique per side.</remarks>
/// <param name="Id">Its name.</param>
/// <param name="Ours">The version that was there first.</param>
/// <param name="Theirs">The version that came second.</param>
public sealed record Conflict(BlockId Id, Sequence<Block> Ours, Sequence<Block> Theirs) : Block(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<Block> Inner => Ours.Concat(Theirs);
}
