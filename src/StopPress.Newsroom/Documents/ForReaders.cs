namespace StopPress.Newsroom.Documents;

/// <summary>
/// Takes the notes to the desk out of a text. Everything that leaves the desk is made of what is left: the site reads stories so, and each
/// renderer begins with it, so that no output can forget it.
/// </summary>
public static class ForReaders
{
    /// <summary>The document without notes, and without blocks in which there was nothing but notes; the same one where there are none.</summary>
    public static Document Of(Document document) => document.Blocks.Any(HasNote) ? new Document(Blocks(document.Blocks)) : document;

    private static bool HasNote(Block block) => Lines(block).Any(HasNote) || block.Inner.Any(HasNote);

    private static bool HasNote(Sequence<Inline> line) => line.Any(IsNote);

    private static bool IsNote(Inline inline) => inline is TextRun run && run.Marks.Set.HasFlag(MarkSet.Note);

    private static IEnumerable<Sequence<Inline>> Lines(Block block) => block switch
    {
        Paragraph it => [it.Text],
        Heading it => [it.Text],
        BlockQuote it => [it.Attribution],
        PullQuote it => [it.Text, it.Attribution],
        Figure it => [it.Caption],
        Table it => [it.Caption, .. it.Rows.SelectMany(row => row.Cells.Select(cell => cell.Text))],
        FactBox it => [it.Title],
        _ => [],
    };

    private static Sequence<Block> Blocks(IEnumerable<Block> blocks) => Sequence.Of(blocks.Select(Block).OfType<Block>());

    // What a writer left empty stays as it is; what is empty for want of a note goes with it.
    private static Block? Block(Block block)
    {
        if (!HasNote(block)) return block;
        return block switch
        {
            Paragraph it => Line(it.Text) is var text && InlineText.IsBlank(text) ? null : it with { Text = text },
            Heading it => Line(it.Text) is var text && InlineText.IsBlank(text) ? null : it with { Text = text },
            BulletList it => Items(it.Items) is { Count: > 0 } items ? it with { Items = items } : null,
            OrderedList it => Items(it.Items) is { Count: > 0 } items ? it with { Items = items } : null,
            BlockQuote it => Quote(it with { Blocks = Blocks(it.Blocks), Attribution = Line(it.Attribution) }),
            PullQuote it => Quote(it with { Text = Line(it.Text), Attribution = Line(it.Attribution) }),
            Figure it => it with { Caption = Line(it.Caption) },
            Gallery it => it with { Figures = Sequence.Of(it.Figures.Select(figure => figure with { Caption = Line(figure.Caption) })) },
            Table it => it with { Caption = Line(it.Caption), Rows = Sequence.Of(it.Rows.Select(row => new TableRow(Sequence.Of(row.Cells.Select(cell => cell with { Text = Line(cell.Text) }))))) },
            FactBox it => Box(it with { Title = Line(it.Title), Blocks = Blocks(it.Blocks) }),
            Conflict it => it with { Ours = Blocks(it.Ours), Theirs = Blocks(it.Theirs) },
            _ => throw new InvalidOperationException($"Nobody says how a note is taken out of a {block.GetType().Name}."),
        };
    }

    private static BlockQuote? Quote(BlockQuote quote) => quote.Blocks.Count == 0 && InlineText.IsBlank(quote.Attribution) ? null : quote;

    private static PullQuote? Quote(PullQuote quote) => InlineText.IsBlank(quote.Text) && InlineText.IsBlank(quote.Attribution) ? null : quote;

    private static FactBox? Box(FactBox box) => box.Blocks.Count == 0 && InlineText.IsBlank(box.Title) ? null : box;

    private static Sequence<ListItem> Items(IEnumerable<ListItem> items) =>
        Sequence.Of(items.Select(item => (Before: item, After: new ListItem(Blocks(item.Blocks)))).Where(item => item.After.Blocks.Count > 0 || item.Before.Blocks.Count == 0).Select(item => item.After));

    // Where a note stood between two spaces, one is enough; none stands at the end of a line for it.
    private static Sequence<Inline> Line(Sequence<Inline> line)
    {
        if (!HasNote(line)) return line;
        var words = new InlineBuilder(collapse: true);
        foreach (var inline in line.Where(inline => !IsNote(inline)))
        {
            if (inline is TextRun run) words.Append(run.Text, run.Marks);
            else words.Break();
        }
        return words.Take();
    }
}
