namespace StopPress.Newsroom.Documents.FromHtml;

/// <summary>What is open while HTML is read, from the document down to the line.</summary>
internal sealed class FrameStack
{
    // Levels of a document, each with the parts that make no level (lists, figures, tables, lines).
    private const int MaxOpen = Document.MaxDepth * 4;

    // Every open frame may still become a few blocks when it ends.
    private const int RoomToEnd = MaxOpen * 4;

    private readonly List<Frame> frames = [new RootFrame()];
    private readonly HashSet<BlockId> ids = [];
    private readonly ImportReport report;
    private int parts, letters;

    public FrameStack(ImportReport report) => this.report = report;

    public ActiveMarks Marks { get; } = new();

    public Frame Top => frames[^1];

    /// <summary>Whether there are as many blocks as a document can have: whatever comes is lines of the last one.</summary>
    public bool IsFull => ids.Count + parts >= Document.MaxBlocks - RoomToEnd;

    /// <summary>The nearest open frame of a kind that end tags can reach, or null.</summary>
    public T? Nearest<T>()
        where T : Frame
    {
        for (var i = frames.Count - 1; i >= 0; i--)
        {
            if (frames[i] is T found)
                return found;
            if (frames[i].IsBoundary && typeof(T) != typeof(TableFrame))
                return null;
        }
        return null;
    }

    /// <summary>The number of the first mark that an end tag here can reach.</summary>
    public int FirstMark => frames.FindLast(frame => frame.IsBoundary)!.MarksFrom;

    public BlockId NewId()
    {
        var id = BlockId.New();
        while (!ids.Add(id))
            id = BlockId.New();
        return id;
    }

    /// <summary>An id that the HTML brings, where it is one and no other block has it; else a new one.</summary>
    public BlockId Claim(string? text) => text is not null && BlockId.TryParse(text, out var id) && ids.Add(id) ? id : NewId();

    /// <summary>Counts what is no block but as good as one, such as a cell.</summary>
    public void CountPart() => parts++;

    /// <summary>Adds words where reading has come to.</summary>
    public void Say(string text, Marks marks)
    {
        var words = Room(text);
        if (Top is CodeFrame code)
            code.Append(words);
        else
            Top.Text.Append(words, marks);
    }

    /// <summary>Adds a block where reading has come to.</summary>
    public void Add(Block block)
    {
        if (Top is LineFrame && Nearest<TableFrame>() is { } table)
            table.Hoist(block);
        else if (Top.IsLine || !Top.Text.IsEmpty)
            Top.After.Add(block);
        else
            Top.Blocks.Add(block);
    }

    /// <summary>Ends the line: what comes now stands below.</summary>
    public void EndLine()
    {
        Top.InParagraph = false;
        if (Marks.HasBlock("p"))
            Marks.End("p");
        if (Top is CodeFrame code)
            code.EndLine();
        else if (Top.IsLine || IsFull)
            Break();
        else
            EndParagraph(Top);
    }

    /// <summary>Opens a frame; false when it would be too deep, and what stands in it becomes a part of what is around it.</summary>
    public bool Open(Frame frame)
    {
        if (IsFull || frames.Count >= MaxOpen || (frame.IsLevel && frames.Count(open => open.IsLevel) + 1 >= Document.MaxDepth))
        {
            ReportRoom();
            return false;
        }
        frames.Add(frame);
        return true;
    }

    /// <summary>Says that something could not be a block for want of room.</summary>
    public void ReportRoom() =>
        report.Add("Some parts are nested deeper, or are more, than a story can have; they were joined with what is around them.");

    /// <summary>Closes every frame above one.</summary>
    public void CloseAbove(Frame frame)
    {
        while (Top != frame)
            CloseTop();
    }

    public void Close(Frame frame)
    {
        CloseAbove(frame);
        CloseTop();
    }

    /// <summary>The end tag of an element that is a block; false when nothing that it could end is open.</summary>
    public bool End(string name)
    {
        for (var i = frames.Count - 1; i >= 0; i--)
        {
            var frame = frames[i];
            var isPlain = frame.EndPlain(name);
            if (isPlain)
            {
                CloseAbove(frame);
                EndLine();
                if (Marks.HasBlock(name))
                    Marks.End(name);
            }
            else if (frame.Ends == name)
            {
                if (frame is FilmFrame film)
                    film.IsEnded = true;
                Close(frame);
            }
            if (isPlain || frame.Ends == name)
                return true;
            if (frame.IsBoundary)
                break;
        }
        return false;
    }

    /// <summary>The end tag of a paragraph, also where frames inside it were left open.</summary>
    public void EndParagraph()
    {
        for (var i = frames.Count - 1; i > 0 && !frames[i].IsBoundary; i--)
        {
            if (!frames[i].InParagraph)
                continue;
            CloseAbove(frames[i]);
            break;
        }
        EndLine();
    }

    public Document Finish()
    {
        CloseAbove(frames[0]);
        EndParagraph(Top);
        return new(Sequence.Of<Block>(Top.Blocks));
    }

    // As much of a text as the document has room for.
    private string Room(string text)
    {
        // Composing never makes a text longer than three times (Unicode Standard Annex #15, section 9), and hardly ever longer at all.
        var length = Nfc.Of(text).Length;
        var room = Document.MaxLetters - letters;
        letters += Math.Min(length, room);
        if (length <= room)
            return text;
        report.Add($"The text is longer than the {Document.MaxLetters:N0} letters that a story can have; the rest was left out.");
        var kept = length == text.Length ? room : Math.Min(room, text.Length) / 3;
        return text[..(kept > 0 && char.IsHighSurrogate(text[kept - 1]) ? kept - 1 : kept)];
    }

    private void Break()
    {
        if (!Top.Text.EndsInBreak)
            Top.Text.Break();
    }

    private void EndParagraph(Frame frame)
    {
        if (!frame.Text.IsEmpty)
        {
            var text = frame.Text.Take();
            if (!InlineText.IsBlank(text))
                frame.Blocks.Add(new Paragraph(NewId(), text));
        }
        if (frame.IsLine)
            return;
        frame.Blocks.AddRange(frame.After);
        frame.After.Clear();
    }

    private void CloseTop()
    {
        var frame = Top;
        if (!frame.IsLine)
            EndParagraph(frame);
        Marks.EndFrom(frame.MarksFrom, onlyBlocks: !frame.IsBoundary);
        frames.RemoveAt(frames.Count - 1);
        frame.Close(this);
    }
}
