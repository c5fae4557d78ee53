namespace StopPress.Newsroom.Documents.FromHtml;

/// <summary>A table. What stands in it but in no cell comes before it, as browsers show it.</summary>
internal sealed class TableFrame(int marksFrom) : Frame("table", marksFrom)
{
    private readonly List<List<TableCell>> head = [], body = [], foot = [];
    private List<List<TableCell>> section = [];
    private List<TableCell>? row;
    private readonly JoinedLines caption = new();
    private readonly List<Block> hoisted = [];
    private bool firstRowHeads = true;

    public override bool IsBoundary => true;

    public void BeginSection(string name) => (section, row) = (name switch { "thead" => head, "tfoot" => foot, _ => body }, null);

    public void BeginRow()
    {
        row = [];
        // "Table" without a section is "tbody" to the standard.
        (section == head || section == foot ? section : body).Add(row);
    }

    public void EndRow() => row = null;

    public List<TableCell> Row
    {
        get
        {
            if (row is null)
                BeginRow();
            return row!;
        }
    }

    /// <summary>Takes a cell's text.</summary>
    /// <param name="into">The row that it was begun in.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="headsRow">Whether it says that it heads its row, not its column.</param>
    public void Add(List<TableCell> into, TableCell cell, bool headsRow)
    {
        if (body.Count > 0 && into == body[0])
            firstRowHeads &= cell.IsHeader && !headsRow;
        into.Add(cell);
    }

    public void Describe(Sequence<Inline> words) => caption.Add(words);

    /// <summary>Takes a block that a cell cannot hold; it stands after the table.</summary>
    public void Hoist(Block block) => hoisted.Add(block);

    public override void Close(FrameStack stack)
    {
        Blocks.ForEach(stack.Add);
        List<List<TableCell>> rows = [.. head, .. body, .. foot];
        var isBlank = rows.All(cells => cells.All(cell => cell.Text.Count == 0));
        if (rows.Count > 0 && !(isBlank && hoisted.Count > 0 && caption.IsEmpty))
        {
            var headers = head.Count > 0 || rows.Count == 1 || body.Count == 0 || body[0].Count < 2 || !firstRowHeads ? head.Count : 1;
            stack.Add(new Table(stack.NewId(), caption.Take(), headers, Sequence.Of(rows.Select(cells => new TableRow(Sequence.Of<TableCell>(cells))))).Clipped());
        }
        else if (!caption.IsEmpty)
        {
            stack.Add(new Paragraph(stack.NewId(), caption.Take()));
        }
        hoisted.ForEach(stack.Add);
    }
}
