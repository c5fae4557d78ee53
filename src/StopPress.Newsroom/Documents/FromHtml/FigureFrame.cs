namespace StopPress.Newsroom.Documents.FromHtml;

/// <summary>A figure of HTML: one picture, several, a table, an embed or anything else, with a caption.</summary>
internal sealed class FigureFrame(string ends, int marksFrom) : Frame(ends, marksFrom)
{
    private readonly JoinedLines caption = new();

    /// <summary>Whether it is said to be a gallery, even of one picture.</summary>
    public bool IsGallery { get; init; }

    /// <summary>Whether it is said to show something of another house.</summary>
    public bool IsEmbed { get; init; }

    /// <summary>Who made the picture.</summary>
    public string? Credit { get; private set; }

    /// <summary>What pictures show that are not there; said where no caption says more.</summary>
    public List<string> Missing { get; } = [];

    public void Describe(Sequence<Inline> words) => caption.Add(words);

    /// <summary>Takes one of those who made the picture.</summary>
    public void AddCredit(Sequence<Inline> words)
    {
        if (InlineText.Label(words) is { } name) Credit = Credit is null ? name : $"{Credit}, {name}";
    }

    public override void Close(FrameStack stack)
    {
        if (IsEmbed)
            RecogniseEmbed(stack);
        var figures = Blocks.OfType<Figure>().ToList();
        if (figures.Count > 0 && (IsGallery || (figures.Count > 1 && figures.Count == Blocks.Count)))
            AddGallery(stack, figures);
        else
            Blocks.ForEach(block => stack.Add(Described(block)));
        if (!caption.IsEmpty)
            stack.Add(new Paragraph(stack.NewId(), caption.Take()));
        else
            Missing.ForEach(words => stack.Add(new Paragraph(stack.NewId(), InlineText.Plain(words))));
        if (Credit is not null)
            stack.Add(new Paragraph(stack.NewId(), InlineText.Plain(Credit)));
    }

    private void AddGallery(FrameStack stack, List<Figure> figures)
    {
        stack.Add(new Gallery(stack.NewId(), Sequence.Of<Figure>(figures)));
        Blocks.Where(block => block is not Figure).ToList().ForEach(stack.Add);
    }

    // The caption belongs to the first block that can have one.
    private Block Described(Block block)
    {
        if (block is Figure { Caption.Count: 0, Credit: null } figure && (!caption.IsEmpty || Credit is not null))
            return figure with { Caption = caption.Take(), Credit = TakeCredit() };
        if (caption.IsEmpty)
            return block;
        return block switch
        {
            Table { Caption.Count: 0 } table => table with { Caption = caption.Take() },
            Embed { Title: null } embed => embed with { Title = InlineText.Label(caption.Take()) },
            _ => block,
        };
    }

    private string? TakeCredit()
    {
        var taken = Credit;
        Credit = null;
        return taken;
    }

    // Our own figure holds a link with the provider's address, WordPress's the bare address.
    private void RecogniseEmbed(FrameStack stack)
    {
        if (Blocks.Exists(block => block is Embed))
            return;
        for (var i = 0; i < Blocks.Count; i++)
        {
            if (Blocks[i] is Paragraph paragraph
                && EmbedAddress.Recognise(InlineShape.OnlyLink(paragraph.Text)?.Address ?? InlineText.Words(paragraph.Text, " ").Trim()) is { } address)
            {
                Blocks[i] = new Embed(stack.NewId(), address, null);
                return;
            }
        }
    }
}
