namespace StopPress.Newsroom.Documents.FromHtml;

/// <summary>A quotation, or a sentence of the story set large.</summary>
internal sealed class QuoteFrame(string ends, int marksFrom, bool isPulled) : Frame(ends, marksFrom)
{
    private readonly JoinedLines attribution = new();

    public override bool IsLevel => true;

    /// <summary>Whether it is a post of another house, of which the last link leads to the post itself.</summary>
    public bool IsPost { get; init; }

    /// <summary>The address of that post where the quotation itself names it.</summary>
    public string? PostAddress { get; init; }

    public void Attribute(Sequence<Inline> words) => attribution.Add(words);

    public override void Close(FrameStack stack)
    {
        if (Blocks.Count == 0 && attribution.IsEmpty)
            return;
        if (isPulled)
            Pull(stack);
        else
            stack.Add(new BlockQuote(stack.NewId(), Sequence.Of<Block>(Blocks), attribution.Take()));
        if (IsPost && Post() is { } post)
            stack.Add(new Embed(stack.NewId(), post, null));
    }

    private EmbedAddress? Post() => EmbedAddress.Recognise(PostAddress) ?? Blocks.OfType<Paragraph>().SelectMany(paragraph => paragraph.Text).OfType<TextRun>()
        .Select(run => EmbedAddress.Recognise(run.Marks.Link?.Address)).LastOrDefault(post => post is not null);

    // A quotation in an element that says it is a pull quote comes as one block; its text is the sentence.
    private void Pull(FrameStack stack)
    {
        var text = new JoinedLines();
        var others = new List<Block>();
        var blocks = Blocks is [BlockQuote inner] ? Unwrap(inner) : Blocks;
        foreach (var block in blocks)
        {
            if (block is not Paragraph paragraph)
                others.Add(block);
            else
                text.Add(paragraph.Text);
        }
        if (!text.IsEmpty || !attribution.IsEmpty)
            stack.Add(new PullQuote(stack.NewId(), text.Take(), attribution.Take()));
        others.ForEach(stack.Add);
    }

    private IEnumerable<Block> Unwrap(BlockQuote inner)
    {
        Attribute(inner.Attribution);
        return inner.Blocks;
    }
}

/// <summary>A box of background; its first heading is its title.</summary>
internal sealed class FactBoxFrame(string ends, int marksFrom) : Frame(ends, marksFrom)
{
    private Sequence<Inline> title = [];

    public override bool IsLevel => true;

    /// <summary>Whether a heading met now is the title: one with a name of its own is a heading in the box.</summary>
    public bool WantsTitle => title.Count == 0 && Blocks.Count == 0 && Text.IsEmpty;

    public void Entitle(Sequence<Inline> words) => title = words;

    public override void Close(FrameStack stack)
    {
        if (Blocks.Count > 0 || title.Count > 0)
            stack.Add(new FactBox(stack.NewId(), title, Sequence.Of<Block>(Blocks)));
    }
}

/// <summary>A pointer to another story: a line that is one link, to a story that is known.</summary>
internal sealed class RelatedFrame(string ends, int marksFrom, Func<string, long?> story) : Frame(ends, marksFrom)
{
    public override void Close(FrameStack stack)
    {
        if (Blocks is [Paragraph only] && InlineShape.OnlyLink(only.Text) is { } link && story(link.Address) is { } id)
            stack.Add(new RelatedStory(stack.NewId(), id));
        else
            Blocks.ForEach(stack.Add);
    }
}

/// <summary>A film or a sound that is not at a known provider: a link to it, and instead of it what stands inside when there is no link.</summary>
internal sealed class FilmFrame(string ends, int marksFrom) : Frame(ends, marksFrom)
{
    /// <summary>Whether its address was found, so that what stands inside is only for old browsers.</summary>
    public bool IsFound { get; set; }

    /// <summary>Whether its own tag ended it: what only the end of something else ends may have swallowed the story.</summary>
    public bool IsEnded { get; set; }

    public List<Block> Found { get; } = [];

    public override void Close(FrameStack stack)
    {
        Found.ForEach(stack.Add);
        if (!IsFound || !IsEnded)
            Blocks.ForEach(stack.Add);
    }
}

/// <summary>What a line of text is, seen as a whole.</summary>
internal static class InlineShape
{
    /// <summary>The link that the whole line is, or null.</summary>
    public static Href? OnlyLink(Sequence<Inline> text)
    {
        var links = text.OfType<TextRun>().Select(run => run.Marks.Link).Distinct().ToList();
        return links is [{ } link] ? link : null;
    }
}
