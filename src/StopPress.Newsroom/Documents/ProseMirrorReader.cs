using System.Text.Json;
using StopPress.Store;

namespace StopPress.Newsroom.Documents;

/// <summary>Reads the blocks of ProseMirror JSON.</summary>
internal sealed class ProseMirrorReader
{
    private const int MaxOrder = 1_000_000;

    private readonly ReadingFault fault = new();
    private readonly ProseMirrorInlineReader inlines;
    private readonly HashSet<string> ids = [];
    private HashSet<string>? sideIds;
    private int blocks;

    public ProseMirrorReader() => inlines = new(fault);

    public static Refusal BrokenCharacter(string place) => new("document-broken-character",
        $"There is half a character in {place}: it cannot be kept or shown.", "Delete the character there and type it again.");

    public Outcome<Document> Read(JsonElement root)
    {
        var doc = new ProseMirrorNode(root, fault, null, 0);
        if (doc.Type != "doc")
            doc.Refuse("document-broken", "does not begin with a \"doc\"");
        doc.AllowAttributes();
        var document = new Document(Blocks(doc.Children(), depth: 1));
        return fault.First is { } refusal ? refusal : document;
    }

    private Sequence<Block> Blocks(IEnumerable<ProseMirrorNode> nodes, int depth)
    {
        var read = new List<Block>();
        foreach (var node in nodes)
        {
            if (depth > Document.MaxDepth)
                node.Refuse("document-too-deep", $"stands inside more than {Document.MaxDepth} others", "Move it out of its list or quotation.");
            else if (blocks++ == Document.MaxBlocks)
                node.Refuse("document-too-large", $"is one more than the {Document.MaxBlocks:N0} that a story can have", "Split the story.");
            else if (fault.First is null && Block(node, depth) is { } block)
                read.Add(block);
        }
        return Sequence.Of<Block>(read);
    }

    private Block? Block(ProseMirrorNode node, int depth)
    {
        if (node.Marks is not null)
            node.Refuse("document-broken", "has marks, which only text can have");
        switch (node.Type)
        {
            case "paragraph": return new Paragraph(Id(node, "id"), inlines.Read(node));
            case "heading": return new Heading(Id(node, "id", "level"), Level(node), inlines.Read(node));
            case "bullet_list": return new BulletList(Id(node, "id"), Items(node, depth));
            case "ordered_list": return new OrderedList(Id(node, "id", "order"), Items(node, depth), node.NumberOf("order", 0, MaxOrder, 1));
            case "blockquote": return Quote(node, depth);
            case "pull_quote": return PullQuote(node);
            case "figure": return Figure(node);
            case "gallery": return new Gallery(Id(node, "id"), Parts(node, "figure", Figure));
            case "table": return Table(node);
            case "embed": return Embed(node);
            case "fact_box": return FactBox(node, depth);
            case "code_block": return Code(node);
            case "horizontal_rule": return Leaf(node, new Rule(Id(node, "id")));
            case "related_story": return Leaf(node, new RelatedStory(Id(node, "id", "story"), node.IdOf("story")));
            case "conflict" when depth == 1 && sideIds is null: return Conflict(node);
            default: return WrongPlace(node);
        }
    }

    private static Block? WrongPlace(ProseMirrorNode node)
    {
        var known = node.Type is "doc" or "text" or "hard_break" or "list_item" or "table_row" or "table_cell" or "table_header" or "table_caption"
            or "attribution" or "pull_quote_text" or "fact_box_title" or "conflict" or "conflict_side";
        if (known)
            node.Refuse("document-wrong-place", "cannot stand there", "Move it to where blocks of its kind belong.");
        else
            node.Refuse("document-unknown", "is of a kind that is not known");
        return null;
    }

    private BlockId Id(ProseMirrorNode node, params ReadOnlySpan<string> attributes)
    {
        node.AllowAttributes(attributes);
        var text = node.TextOf("id");
        if (text is null)
            return NewId();
        if (!BlockId.TryParse(text, out var id))
            node.Refuse("document-broken-id", $"has an id that is none: \"{text[..Math.Min(text.Length, 40)]}\"");
        else if (!Claim(text))
            node.Refuse("document-duplicate-id", $"has the id of another block: \"{text}\"", "Paste it without its id.");
        return id;
    }

    private BlockId NewId()
    {
        var id = BlockId.New();
        while (!Claim(id.ToString()))
            id = BlockId.New();
        return id;
    }

    // Both versions in a conflict hold the block under the id that it had, so each side is held against the rest of the document only.
    private bool Claim(string id) => sideIds is null ? ids.Add(id) : !ids.Contains(id) && sideIds.Add(id);

    private static Block Leaf(ProseMirrorNode node, Block block)
    {
        if (node.Children().Any())
            node.Refuse("document-wrong-place", "cannot hold anything");
        return block;
    }

    private static int Level(ProseMirrorNode node) => node.NumberOf("level", 2, 4, 2);

    private Sequence<ListItem> Items(ProseMirrorNode list, int depth) => Parts(list, "list_item", item =>
    {
        item.AllowAttributes();
        return new ListItem(Blocks(item.Children(), depth + 1));
    });

    private static Sequence<T> Parts<T>(ProseMirrorNode node, string type, Func<ProseMirrorNode, T> read) => Sequence.Of(node.Children().Select(part =>
    {
        if (part.Type != type)
            WrongPlace(part);
        return read(part);
    }));

    private BlockQuote Quote(ProseMirrorNode node, int depth)
    {
        var id = Id(node, "id");
        var parts = node.Children().ToList();
        var attribution = TakeLast(parts, "attribution");
        return new(id, Blocks(parts, depth + 1), attribution);
    }

    private PullQuote PullQuote(ProseMirrorNode node)
    {
        var id = Id(node, "id");
        var parts = node.Children().ToList();
        var attribution = TakeLast(parts, "attribution");
        var text = TakeFirst(parts, "pull_quote_text");
        parts.ForEach(part => WrongPlace(part));
        return new(id, text, attribution);
    }

    private FactBox FactBox(ProseMirrorNode node, int depth)
    {
        var id = Id(node, "id");
        var parts = node.Children().ToList();
        var title = TakeFirst(parts, "fact_box_title");
        return new(id, title, Blocks(parts, depth + 1));
    }

    private Figure Figure(ProseMirrorNode node) => new(Id(node, "id", "media", "alt", "credit"), node.IdOf("media"),
        CleanText.Label(node.TextOf("alt")), inlines.Read(node), CleanText.Label(node.TextOf("credit")));

    private Table Table(ProseMirrorNode node)
    {
        var id = Id(node, "id", "header_rows");
        var rows = node.Children().ToList();
        var caption = TakeFirst(rows, "table_caption");
        var headers = node.NumberOf("header_rows", 0, rows.Count, 0);
        return new Table(id, caption, headers, Sequence.Of(rows.Select(Row))).Clipped();
    }

    private TableRow Row(ProseMirrorNode row)
    {
        if (row.Type != "table_row")
            WrongPlace(row);
        row.AllowAttributes();
        return new(Sequence.Of(row.Children().Select(Cell)));
    }

    private TableCell Cell(ProseMirrorNode cell)
    {
        if (cell.Type is not ("table_header" or "table_cell"))
            WrongPlace(cell);
        if (blocks++ == Document.MaxBlocks)
            cell.Refuse("document-too-large", "is one cell too many for a story", "Split the table.");
        cell.AllowAttributes("colspan", "rowspan");
        return new(cell.Type == "table_header", inlines.Read(cell), cell.NumberOf("colspan", 1, Documents.Table.MaxColumnSpan, 1),
            cell.NumberOf("rowspan", 1, Documents.Table.MaxRowSpan, 1));
    }

    private Embed? Embed(ProseMirrorNode node)
    {
        var id = Id(node, "id", "provider", "address", "title");
        Leaf(node, new Rule(id));
        if (EmbedAddress.Recognise(node.TextOf("address")) is not { } address)
            node.Refuse("document-unknown-provider", "shows something from a house that is not known", "Put a link there instead.");
        else if (node.TextOf("provider") is { } provider && provider != address.Provider)
            node.Refuse("document-broken", $"says that {address.Address} is served by \"{provider}\"");
        else
            return new(id, address, CleanText.Label(node.TextOf("title")));
        return null;
    }

    private CodeBlock Code(ProseMirrorNode node)
    {
        var id = Id(node, "id", "language");
        var language = node.TextOf("language");
        if (language is not null && !CodeBlock.IsLanguage(language))
            node.Refuse("document-broken", "has the name of a language that is none");
        return new(id, inlines.ReadCode(node), language);
    }

    private Conflict Conflict(ProseMirrorNode node)
    {
        var id = Id(node, "id");
        var sides = node.Children().ToList();
        if (sides.Count != 2)
            node.Refuse("document-broken", "must hold two versions");
        var claimed = new HashSet<string>();
        var read = sides.Select(side => Side(side, claimed)).ToList();
        ids.UnionWith(claimed);
        return new(id, read.ElementAtOrDefault(0) ?? [], read.ElementAtOrDefault(1) ?? []);
    }

    private Sequence<Block> Side(ProseMirrorNode side, HashSet<string> claimed)
    {
        if (side.Type != "conflict_side")
            WrongPlace(side);
        side.AllowAttributes();
        sideIds = [];
        // What stood in the text itself fits into a side, however deep it goes.
        var version = Blocks(side.Children(), depth: 1);
        claimed.UnionWith(sideIds);
        sideIds = null;
        return version;
    }

    private Sequence<Inline> TakeFirst(List<ProseMirrorNode> parts, string type) => parts is [{ } first, ..] && first.Type == type ? Take(parts, 0) : [];

    private Sequence<Inline> TakeLast(List<ProseMirrorNode> parts, string type) =>
        parts is [.., { } last] && last.Type == type ? Take(parts, parts.Count - 1) : [];

    private Sequence<Inline> Take(List<ProseMirrorNode> parts, int at)
    {
        var part = parts[at];
        parts.RemoveAt(at);
        part.AllowAttributes();
        return inlines.Read(part);
    }
}
