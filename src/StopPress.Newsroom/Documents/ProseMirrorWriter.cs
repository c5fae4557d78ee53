using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Documents;

/// <summary>Writes a document as ProseMirror JSON, properties always in the same order and nothing that is a default.</summary>
internal sealed class ProseMirrorWriter
{
    // The result is stored and sent as JSON, never put into a page as it is, so Thai may stay Thai.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 1000,
        SkipValidation = true,
    };

    // Bytes: most stories are shorter.
    private const int Usual = 8192;

    private readonly Utf8JsonWriter json;

    private ProseMirrorWriter(IBufferWriter<byte> target) => json = new(target, Options);

    public static string Write(Document document)
    {
        var target = new ArrayBufferWriter<byte>(Usual);
        var writer = new ProseMirrorWriter(target);
        using (writer.json)
            writer.Node("doc", document.Blocks, writer.Block);
        return Encoding.UTF8.GetString(target.WrittenSpan);
    }

    private void Block(Block block)
    {
        switch (block)
        {
            case Paragraph it: Node("paragraph", it.Text, Inline, it.Id); break;
            case Heading it: Node("heading", it.Text, Inline, it.Id, ("level", it.Level)); break;
            case BulletList it: Node("bullet_list", it.Items, Item, it.Id); break;
            case OrderedList it: Node("ordered_list", it.Items, Item, it.Id, ("order", it.Start == 1 ? null : it.Start)); break;
            case BlockQuote it: Node("blockquote", it.Blocks, Block, it.Attribution, it.Id); break;
            case Figure it: Figure(it); break;
            case Gallery it: Node("gallery", it.Figures, Figure, it.Id); break;
            case CodeBlock it: Node("code_block", CodeText(it), Inline, it.Id, ("language", it.Language)); break;
            case Rule it: Node<Inline>("horizontal_rule", [], Inline, it.Id); break;
            case RelatedStory it: Node<Inline>("related_story", [], Inline, it.Id, ("story", PublicId.Text(it.StoryId))); break;
            default: Larger(block); break;
        }
    }

    private void Larger(Block block)
    {
        switch (block)
        {
            case PullQuote it:
                Node("pull_quote", [() => Node("pull_quote_text", it.Text, Inline), .. AttributionOf(it.Attribution)], part => part(), it.Id);
                break;
            case Table it:
                Node("table", [.. CaptionOf(it), .. it.Rows.Select<TableRow, Action>(row => () => Node("table_row", row.Cells, Cell))],
                    part => part(), it.Id, ("header_rows", it.HeaderRows == 0 ? null : it.HeaderRows));
                break;
            case Embed it:
                Node<Inline>("embed", [], Inline, it.Id, ("provider", it.Address.Provider), ("address", it.Address.Address), ("title", it.Title));
                break;
            case FactBox it:
                Node("fact_box", [() => Node("fact_box_title", it.Title, Inline), .. it.Blocks.Select<Block, Action>(inner => () => Block(inner))],
                    part => part(), it.Id);
                break;
            case Conflict it:
                Node("conflict", [it.Ours, it.Theirs], side => Node("conflict_side", side, Block), it.Id);
                break;
            default:
                throw new InvalidOperationException($"No form in JSON for {block.GetType().Name}.");
        }
    }

    private void Item(ListItem item) => Node("list_item", item.Blocks, Block);

    private void Figure(Figure figure) => Node("figure", figure.Caption, Inline, figure.Id,
        ("media", PublicId.Text(figure.MediaId)), ("alt", figure.Alt), ("credit", figure.Credit));

    private void Cell(TableCell cell) => Node(cell.IsHeader ? "table_header" : "table_cell", cell.Text, Inline, null,
        ("colspan", cell.ColumnSpan == 1 ? null : cell.ColumnSpan), ("rowspan", cell.RowSpan == 1 ? null : cell.RowSpan));

    private IEnumerable<Action> CaptionOf(Table table) => table.Caption.Count == 0 ? [] : [() => Node("table_caption", table.Caption, Inline)];

    private IEnumerable<Action> AttributionOf(Sequence<Inline> words) => words.Count == 0 ? [] : [() => Node("attribution", words, Inline)];

    private static Sequence<Inline> CodeText(CodeBlock block) => block.Code.Length == 0 ? [] : [new TextRun(block.Code, Marks.None)];


    private void Node(string type, Sequence<Block> blocks, Action<Block> write, Sequence<Inline> attribution, BlockId id) =>
        Node(type, [.. blocks.Select<Block, Action>(block => () => write(block)), .. AttributionOf(attribution)], part => part(), id);

    private void Node<T>(string type, IReadOnlyList<T> content, Action<T> write, BlockId? id = null, params ReadOnlySpan<(string, object?)> attributes)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        Attributes(id, attributes);
        if (content.Count > 0)
        {
            json.WriteStartArray("content");
            foreach (var part in content)
                write(part);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private void Attributes(BlockId? id, ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        var open = false;
        if (id is { } name)
            Attribute("id", name.ToString());
        foreach (var (attribute, value) in attributes)
            Attribute(attribute, value);
        if (open)
            json.WriteEndObject();

        void Attribute(string attribute, object? value)
        {
            if (value is null)
                return;
            if (!open)
                json.WriteStartObject("attrs");
            open = true;
            if (value is int number)
                json.WriteNumber(attribute, number);
            else
                json.WriteString(attribute, (string)value);
        }
    }

    private void Inline(Inline inline)
    {
        json.WriteStartObject();
        if (inline is TextRun run)
        {
            json.WriteString("type", "text");
            json.WriteString("text", run.Text);
            if (run.Marks != Marks.None)
                WriteMarks(run.Marks);
        }
        else
        {
            json.WriteString("type", "hard_break");
        }
        json.WriteEndObject();
    }

    private void WriteMarks(Marks marks)
    {
        json.WriteStartArray("marks");
        if (marks.Link is { } link)
            Mark("link", ("href", link.Address));
        if (marks.Language is { } language)
            Mark("language", ("lang", language.Tag), ("dir", language.Dir));
        foreach (var (mark, name) in ProseMirrorMarks.Names)
        {
            if (marks.Set.HasFlag(mark))
                Mark(name);
        }
        json.WriteEndArray();
    }

    private void Mark(string name, params ReadOnlySpan<(string, object?)> attributes)
    {
        json.WriteStartObject();
        json.WriteString("type", name);
        Attributes(null, attributes);
        json.WriteEndObject();
    }
}
