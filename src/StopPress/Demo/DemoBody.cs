using System.Text.RegularExpressions;
using System.Xml.Linq;
using StopPress.Newsroom.Documents;

namespace StopPress.Demo;

/// <summary>Sets the body of a text of the demonstration as a document.</summary>
/// <param name="picture">The id of a picture by its key.</param>
/// <param name="story">The id of a story by its key.</param>
internal sealed partial class DemoBody(Func<string, long> picture, Func<string, long> story)
{
    /// <summary>The document that a body says.</summary>
    /// <exception cref="InvalidDataException">There is an element in it that the copy may not use there.</exception>
    public Document Set(XElement body) => new(Blocks(body));

    private Sequence<Block> Blocks(XElement parent) => [.. parent.Elements().Where(element => !IsLabel(element)).Select(Block)];

    // What names the block that it stands in, and is read with that block.
    private static bool IsLabel(XElement element) =>
        element.Name.LocalName is "cite" or "figcaption" || (element.Name == "h3" && IsFactBox(element.Parent!) && element.ElementsBeforeSelf().FirstOrDefault() is null);

    private static bool IsFactBox(XElement element) => element.Name == "aside" && (string?)element.Attribute("class") == "factbox";

    private Block Block(XElement element) => element.Name.LocalName switch
    {
        "p" => new Paragraph(BlockId.New(), Line(element)),
        "h2" => new Heading(BlockId.New(), 2, Line(element)),
        "h3" => new Heading(BlockId.New(), 3, Line(element)),
        "ul" => new BulletList(BlockId.New(), Items(element)),
        "ol" => new OrderedList(BlockId.New(), Items(element)),
        "blockquote" => new BlockQuote(BlockId.New(), Blocks(element), Line(element.Element("cite"))),
        "aside" when IsFactBox(element) => new FactBox(BlockId.New(), Line(element.Element("h3")), Blocks(element)),
        "aside" => new PullQuote(BlockId.New(), Line(element.Element("p")), Line(element.Element("cite"))),
        "figure" => Figure(element),
        "div" when (string?)element.Attribute("class") == "gallery" => new Gallery(BlockId.New(), [.. element.Elements("figure").Select(Figure)]),
        "table" => Table(element),
        "hr" => new Rule(BlockId.New()),
        "div" when element.Attribute("data-embed") is { } embed => Embed(embed.Value, element),
        "div" when element.Attribute("data-related") is { } related => new RelatedStory(BlockId.New(), story(related.Value)),
        var other => throw new InvalidDataException($"<{other}> cannot stand here in the copy."),
    };

    private Figure Figure(XElement element) =>
        new(BlockId.New(), picture((string)element.Attribute("data-picture")!), (string?)element.Attribute("alt"), Line(element.Element("figcaption")), null);

    private static Embed Embed(string address, XElement element) => new(
        BlockId.New(), EmbedAddress.Recognise(address) ?? throw new InvalidDataException($"Nobody known serves {address}."), Spaces().Replace(element.Value, " ").Trim());

    private static Sequence<ListItem> Items(XElement list) =>
        [.. list.Elements("li").Select(item => new ListItem([new Paragraph(BlockId.New(), Line(item))]))];

    private static Table Table(XElement table)
    {
        TableRow[] head = [.. table.Elements("thead").Elements("tr").Select(Row)];
        TableRow[] rows = [.. head, .. table.Elements("tbody").Concat([table]).Elements("tr").Select(Row)];
        return new Table(BlockId.New(), Line(table.Element("caption")), head.Length, Sequence.Of<TableRow>(rows));
    }

    private static TableRow Row(XElement row) => new([.. row.Elements().Select(cell => new TableCell(cell.Name == "th", Line(cell)))]);

    // One line of text: white space as HTML has it, neighbours with the same marks in one run.
    private static Sequence<Inline> Line(XElement? element)
    {
        if (element is null) return [];
        var runs = new List<TextRun>();
        Collect(element, Marks.None, runs);
        if (runs.Count == 0) return [];
        runs[0] = runs[0] with { Text = runs[0].Text.TrimStart() };
        runs[^1] = runs[^1] with { Text = runs[^1].Text.TrimEnd() };
        return [.. runs.Where(run => run.Text.Length > 0)];
    }

    private static void Collect(XElement element, Marks marks, List<TextRun> runs)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText text when runs.Count > 0 && runs[^1].Marks == marks: runs[^1] = runs[^1] with { Text = Spaces().Replace(runs[^1].Text + text.Value, " ") }; break;
                case XText text: runs.Add(new TextRun(Spaces().Replace(text.Value, " "), marks)); break;
                case XElement inner: Collect(inner, Marked(inner, marks), runs); break;
            }
        }
    }

    private static Marks Marked(XElement element, Marks marks) => element.Name.LocalName switch
    {
        "strong" => marks.With(MarkSet.Strong),
        "em" => marks.With(MarkSet.Emphasis),
        "a" => marks with { Link = Href.Read((string?)element.Attribute("href")) },
        var other => throw new InvalidDataException($"<{other}> cannot stand in a line of the copy."),
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
