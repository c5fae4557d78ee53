namespace StopPress.Newsroom.Documents;

/// <summary>A document as words alone, for search, counting, mail and telephones that read aloud.</summary>
public static class PlainText
{
    /// <summary>
    /// The words in reading order: blocks separated by an empty line, cells of a row by a tab. Captions, credits, attributions and titles are
    /// words too; alternative texts, addresses, notes to the desk and both sides of a conflict are not.
    /// </summary>
    public static string Render(Document document) =>
        string.Join("\n\n", Lines(ForReaders.Of(document).Blocks).Where(block => !string.IsNullOrWhiteSpace(block)));

    private static IEnumerable<string> Lines(IEnumerable<Block> blocks) => blocks.SelectMany(block => block switch
    {
        Paragraph it => [Words(it.Text)],
        Heading it => [Words(it.Text)],
        BlockQuote it => [.. Lines(it.Blocks), Words(it.Attribution)],
        PullQuote it => [Words(it.Text), Words(it.Attribution)],
        Figure it => [Words(it.Caption), it.Credit ?? ""],
        Table it => [Words(it.Caption), .. it.Rows.Select(row => string.Join('\t', row.Cells.Select(cell => InlineText.Words(cell.Text, " "))))],
        Embed it => [it.Title ?? ""],
        FactBox it => [Words(it.Title), .. Lines(it.Blocks)],
        CodeBlock it => [it.Code],
        Conflict => [],
        _ => Lines(block.Inner),
    });

    private static string Words(Sequence<Inline> text) => InlineText.Words(text, "\n");
}
