namespace StopPress.Newsroom.Documents.FromHtml;

/// <summary>Reads the elements of tables.</summary>
internal readonly struct TableTags(FrameStack stack, Action flow)
{
    public void Start(HtmlPiece tag)
    {
        var table = stack.Nearest<TableFrame>();
        if (stack.IsFull)
            stack.EndLine();
        else if (tag.Name == "table")
            Table(tag, table);
        else if (table is null)
            Stray(tag.Name);
        else
            Part(tag, table);
    }

    public void End(string name)
    {
        if (stack.IsFull || stack.Nearest<TableFrame>() is not { } table)
        {
            stack.End(name);
            return;
        }
        if (name is "td" or "th" or "caption" && stack.Top == table)
            return;
        stack.CloseAbove(table);
        if (name is "thead" or "tbody" or "tfoot")
            table.BeginSection("tbody");
        else if (name == "tr")
            table.EndRow();
        else if (name == "table")
            stack.Close(table);
    }

    private void Stray(string name)
    {
        stack.EndLine();
        flow();
        stack.Top.BeginPlain(name);
    }

    private void Table(HtmlPiece tag, TableFrame? outer)
    {
        stack.EndLine();
        flow();
        if (outer is not null && stack.Top == outer)
            stack.Close(outer);
        if (!stack.Open(new TableFrame(stack.Marks.Count)))
            Stray(tag.Name);
        else if (PassageLanguage.Read(tag["lang"], tag["dir"]) is { } language)
            stack.Marks.Start("table", language: language, isBlock: true);
    }

    private void Part(HtmlPiece tag, TableFrame table)
    {
        stack.CloseAbove(table);
        switch (tag.Name)
        {
            case "caption": stack.Open(new LineFrame("caption", stack.Marks.Count, true, table.Describe)); break;
            case "tr": table.BeginRow(); break;
            case "td" or "th": Cell(tag, table); break;
            default: table.BeginSection(tag.Name); break;
        }
    }

    private void Cell(HtmlPiece tag, TableFrame table)
    {
        var (row, isHeader, headsRow) = (table.Row, tag.Name == "th", tag["scope"] == "row");
        var columns = Elements.Number(tag["colspan"], 1, Documents.Table.MaxColumnSpan, 1);
        // "rowspan=0" reaches to the end of the section (HTML standard, section 4.9.11).
        var rows = Elements.Number(tag["rowspan"], 0, Documents.Table.MaxRowSpan, 1);
        stack.CountPart();
        stack.Open(new LineFrame(tag.Name, stack.Marks.Count, true, Take));
        if (PassageLanguage.Read(tag["lang"], tag["dir"]) is { } language)
            stack.Marks.Start(tag.Name, language: language, isBlock: true);

        void Take(Sequence<Inline> words) => table.Add(row, new(isHeader, words, columns, rows == 0 ? Documents.Table.MaxRowSpan : rows), headsRow);
    }
}
