using System.Text;

namespace StopPress.Newsroom.Documents;

/// <summary>Sets a table as HTML, each heading cell saying what it heads.</summary>
internal sealed class TableHtml(StringBuilder html, InlineHtml inline)
{
    public void Render(Table given)
    {
        var table = given.Clipped();
        if (table.Rows.Count == 0)
            return;
        html.Append("<div class=\"table\"><table>\n");
        if (!InlineText.IsBlank(table.Caption))
        {
            html.Append("<caption>");
            inline.Render(table.Caption);
            html.Append("</caption>\n");
        }
        Rows("thead", table.Rows.Take(table.HeaderRows), "col");
        Rows("tbody", table.Rows.Skip(table.HeaderRows), "row");
        html.Append("</table></div>\n");
    }

    private void Rows(string group, IEnumerable<TableRow> rows, string scope)
    {
        if (!rows.Any())
            return;
        html.Append('<').Append(group).Append(">\n");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            foreach (var cell in row.Cells)
                Cell(cell, scope);
            html.Append("</tr>\n");
        }
        html.Append("</").Append(group).Append(">\n");
    }

    private void Cell(TableCell cell, string scope)
    {
        var name = cell.IsHeader ? "th" : "td";
        html.Append('<').Append(name);
        if (cell.IsHeader)
            html.Append(" scope=\"").Append(scope).Append('"');
        if (cell.ColumnSpan > 1)
            html.Append(" colspan=\"").Append(DocumentHtml.Text(cell.ColumnSpan)).Append('"');
        if (cell.RowSpan > 1)
            html.Append(" rowspan=\"").Append(DocumentHtml.Text(cell.RowSpan)).Append('"');
        html.Append('>');
        inline.Render(cell.Text);
        html.Append("</").Append(name).Append(">");
    }
}
