namespace StopPress.Newsroom.Documents;

/// <summary>A table of facts.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Caption">What it shows, or empty.</param>
/// <param name="HeaderRows">How many of the first rows head the columns.</param>
/// <param name="Rows">All rows, the heading ones first.</param>
public sealed record Table(BlockId Id, Sequence<Inline> Caption, int HeaderRows, Sequence<TableRow> Rows) : Block(Id)
{
    /// <summary>The widest cell: HTML's own limit is 1,000 columns; a hundred already fit on no page.</summary>
    public const int MaxColumnSpan = 100;

    /// <summary>The tallest cell, in rows.</summary>
    public const int MaxRowSpan = 1000;

    /// <summary>The table with no cell that reaches below the table's end or from the heading rows into the others.</summary>
    internal Table Clipped()
    {
        var headers = Math.Clamp(HeaderRows, 0, Rows.Count);
        var rows = Rows.Select((row, i) => Clip(row, (i < headers ? headers : Rows.Count) - i));
        return this with { HeaderRows = headers, Rows = Sequence.Of(rows) };
    }

    private static TableRow Clip(TableRow row, int rowsLeft) => new(Sequence.Of(row.Cells.Select(cell => cell with
    {
        ColumnSpan = Math.Clamp(cell.ColumnSpan, 1, MaxColumnSpan),
        RowSpan = Math.Clamp(cell.RowSpan, 1, Math.Min(rowsLeft, MaxRowSpan)),
    })));
}

/// <summary>One row of a table.</summary>
/// <param name="Cells">Its cells, from the side where reading begins.</param>
public sealed record TableRow(Sequence<TableCell> Cells);

/// <summary>One cell of a table.</summary>
/// <param name="IsHeader">Whether it heads its row or column.</param>
/// <param name="Text">Its words.</param>
/// <param name="ColumnSpan">How many columns it covers.</param>
/// <param name="RowSpan">How many rows it covers.</param>
public sealed record TableCell(bool IsHeader, Sequence<Inline> Text, int ColumnSpan = 1, int RowSpan = 1);
