namespace StopPress.Newsroom.Documents.FromHtml;

/// <summary>An element of HTML that is open and will become a block, or a part of one.</summary>
/// <param name="ends">The tag that ends it.</param>
/// <param name="marksFrom">How many marks were open when it began.</param>
internal abstract class Frame(string ends, int marksFrom)
{
    private Dictionary<string, int>? plain;

    public string Ends { get; } = ends;

    public int MarksFrom { get; } = marksFrom;

    /// <summary>The line being read.</summary>
    public InlineBuilder Text { get; } = new(collapse: true);

    /// <summary>The blocks in it so far.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>Blocks that were met in the middle of a line and stand after it.</summary>
    public List<Block> After { get; } = [];

    /// <summary>Whether a paragraph was begun by its tag.</summary>
    public bool InParagraph { get; set; }

    /// <summary>Whether it holds one line of text only: blocks in it become lines.</summary>
    public virtual bool IsLine => false;

    /// <summary>Whether end tags inside it cannot reach out of it (the standard's scopes).</summary>
    public virtual bool IsBoundary => false;

    /// <summary>Whether what stands in it is one level deeper in the document.</summary>
    public virtual bool IsLevel => false;

    /// <summary>Gives what was read to what is around it; it is on the stack no more.</summary>
    public abstract void Close(FrameStack stack);

    /// <summary>An element that has no block of its own, such as a <c>div</c>, begins in it.</summary>
    public void BeginPlain(string name)
    {
        plain ??= [];
        plain[name] = plain.GetValueOrDefault(name) + 1;
    }

    /// <summary>Whether an element that has no block is open in it.</summary>
    public bool HasPlain(string name) => plain is not null && plain.GetValueOrDefault(name) > 0;

    /// <summary>Such an element ends; false when none of this name is open.</summary>
    public bool EndPlain(string name)
    {
        if (!HasPlain(name))
            return false;
        plain![name]--;
        return true;
    }
}

/// <summary>Lines that come one by one and are one text: captions, attributions.</summary>
internal sealed class JoinedLines
{
    private List<Inline> lines = [];

    public bool IsEmpty => lines.Count == 0;

    public void Add(Sequence<Inline> line)
    {
        if (line.Count == 0)
            return;
        if (lines.Count > 0)
            lines.Add(HardBreak.Instance);
        lines.AddRange(line);
    }

    /// <summary>Everything so far; nothing is left afterwards.</summary>
    public Sequence<Inline> Take()
    {
        var taken = Sequence.Of<Inline>(lines);
        lines = [];
        return taken;
    }
}

/// <summary>The whole document.</summary>
internal sealed class RootFrame() : Frame("", 0)
{
    public override bool IsBoundary => true;

    public override void Close(FrameStack stack)
    {
    }
}

/// <summary>One line of text: a heading, a caption, a cell.</summary>
internal sealed class LineFrame(string ends, int marksFrom, bool isBoundary, Action<Sequence<Inline>> take) : Frame(ends, marksFrom)
{
    public override bool IsLine => true;

    public override bool IsBoundary => isBoundary;

    public override void Close(FrameStack stack)
    {
        var text = Text.Take();
        take(InlineText.IsBlank(text) ? [] : text);
        After.ForEach(stack.Add);
    }
}

/// <summary>A list; without a tag of its own where items stand alone.</summary>
internal sealed class ListFrame(string ends, int marksFrom, int? start) : Frame(ends, marksFrom)
{
    private readonly List<ListItem> items = [];

    public bool IsImplied => Ends.Length == 0;

    /// <summary>Opens the last item again, for what stands between items.</summary>
    public ItemFrame Reopen(int marksOpen)
    {
        var item = new ItemFrame(marksOpen, this);
        if (items.Count == 0)
            return item;
        item.Blocks.AddRange(items[^1].Blocks);
        items.RemoveAt(items.Count - 1);
        return item;
    }

    public void Add(ListItem item) => items.Add(item);

    public override void Close(FrameStack stack)
    {
        if (items.Count == 0)
            return;
        stack.Add(start is { } first ? new OrderedList(stack.NewId(), Sequence.Of<ListItem>(items), first)
            : new BulletList(stack.NewId(), Sequence.Of<ListItem>(items)));
    }
}

/// <summary>An item of a list; one that holds nothing still counts, or the numbers after it would change.</summary>
internal sealed class ItemFrame(int marksFrom, ListFrame list) : Frame("li", marksFrom)
{
    public override bool IsLevel => true;

    public override void Close(FrameStack stack) =>
        list.Add(new(Blocks.Count > 0 ? Sequence.Of<Block>(Blocks) : [new Paragraph(stack.NewId(), [])]));
}

/// <summary>Text as it was typed.</summary>
internal sealed class CodeFrame(string ends, int marksFrom, string? language) : Frame(ends, marksFrom)
{
    private readonly System.Text.StringBuilder code = new();

    public string? Language { get; set; } = language;

    /// <summary>Whether it holds an element for code, so that it means something even when empty.</summary>
    public bool IsCode { get; set; }

    public override bool IsLine => true;

    public void Append(string text)
    {
        // HTML standard, "in body": a line end right after the tag is for the writer's eye only.
        var skipped = code.Length == 0 && !IsCode && text.StartsWith('\n') ? 1 : 0;
        code.Append(text, skipped, text.Length - skipped);
    }

    public void EndLine()
    {
        if (code.Length > 0 && code[^1] != '\n')
            code.Append('\n');
    }

    public override void Close(FrameStack stack)
    {
        var text = CleanText.Lines(code.ToString());
        if (IsCode || !string.IsNullOrWhiteSpace(text))
            stack.Add(new CodeBlock(stack.NewId(), text, Language));
        After.ForEach(stack.Add);
    }
}
