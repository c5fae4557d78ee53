using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;
using StopPress.Newsroom.Documents;

namespace StopPress.Tests.Newsroom.Documents;

/// <summary>Random documents in their canonical form.</summary>
internal static partial class AnyDocument
{
    private static readonly string[] Words =
    [
        "a", "story", "ไทย", "น้ำ", "中文", "こんにちは", "العربية", "עברית", "é", "e\u0301", "Å", "<b>", "</p>", "&amp;", "&", "\"", "'", "👩‍🚀", "\u200f", "]]>",
        "<!--", "javascript:alert(1)", "12.5%", "\u00a0", "``", "${x}", "{{ y }}", "\\", "b\u00adc",
    ];

    private static readonly Href?[] Links =
        [null, null, .. new[] { "/2026/01/x/", "https://example.org/?a=1&b=2#c", "mailto:desk@example.org", "tel:+6612345", "#b-x", "/ไทย" }.Select(Href.Read)];

    private static readonly PassageLanguage?[] Languages =
        [null, null, null, PassageLanguage.Read("th"), PassageLanguage.Read("ar", "rtl"), PassageLanguage.Read("zh-Hant", "ltr")];

    private static readonly EmbedAddress[] Embeds =
    [
        .. new[]
        {
            "https://youtu.be/abcdefghijk?t=90", "https://vimeo.com/123/abc", "https://soundcloud.com/a/b", "https://x.com/a/status/1", "https://www.instagram.com/p/xyz/",
            "https://open.spotify.com/track/abc", "https://www.openstreetmap.org/node/1", "https://www.google.com/maps/d/u/0/embed?mid=abc",
            "https://www.facebook.com/a/videos/1/?x=1", "https://www.tiktok.com/@a.b/video/1", "https://archive.org/details/x", "https://dai.ly/x1",
        }.Select(address => EmbedAddress.Recognise(address)!),
    ];

    private static readonly Gen<string> Phrase = Gen.OneOfConst(Words).Array[1, 4].Select(words => string.Join(' ', words).Normalize(NormalizationForm.FormC));

    private static readonly Gen<string?> Label = Phrase.Select(phrase => string.IsNullOrWhiteSpace(phrase) ? null : phrase.Trim());

    private static readonly Gen<Marks> AnyMarks = Gen.Select(Gen.Int[0, 63], Gen.Int[0, 3], Gen.OneOfConst(Links), Gen.OneOfConst(Languages),
        (set, plain, link, language) => plain == 0 ? new Marks((MarkSet)set, link, language) : Marks.None);

    private static readonly Gen<Sequence<Inline>> Line = Gen.Select(Phrase, AnyMarks, Gen.Int[0, 5]).Array[1, 5].Select(Join);

    private static readonly Gen<Sequence<Inline>> MaybeLine = Gen.OneOf(Line, Gen.Const<Sequence<Inline>>([]));

    /// <summary>Documents of every kind of block, at most so deep; those that HTML can carry whole.</summary>
    public static Gen<Document> ForHtml { get; } = Blocks(3).Select(blocks => new Document(blocks));

    /// <summary>Documents with what only JSON can carry too: empty blocks, spaces at the ends, conflicts.</summary>
    public static Gen<Document> ForJson { get; } = Gen.Select(Blocks(3), Blocks(1), Blocks(1), Phrase.Array[0, 3], (blocks, ours, theirs, spaced) => new Document(
    [
        .. blocks, new Conflict(BlockId.New(), ours, theirs), new Paragraph(BlockId.New(), []), new BulletList(BlockId.New(), [new([])]),
        .. spaced.Select(text => new Paragraph(BlockId.New(), [HardBreak.Instance, new TextRun($"  {text}  ", Marks.None)])),
    ]));

    /// <summary>Documents in which any words of any line may be a note to the desk; each of these has the word "sotto".</summary>
    public static Gen<Document> WithNotes { get; } = Gen.Select(ForJson, Gen.Int[1, int.MaxValue]).Select((document, seed) =>
    {
        var chance = new Random(seed);
        using var json = JsonDocument.Parse(ProseMirrorJson.Write(document), new JsonDocumentOptions { MaxDepth = 1000 });
        var root = JsonNode.Parse(json.RootElement.GetRawText(), documentOptions: new() { MaxDepth = 1000 })!;
        Note(root, chance);
        return ProseMirrorJson.Read(root.ToJsonString()).Value;
    });

    private static void Note(JsonNode node, Random chance)
    {
        if (node["content"] is not JsonArray content || node["type"]!.GetValue<string>() == "code_block") return;
        foreach (var child in content)
        {
            if (child!["type"]!.GetValue<string>() != "text") Note(child, chance);
            else if (chance.Next(3) == 0)
            {
                child["text"] = $"sotto {child["text"]}";
                if (child["marks"] is JsonArray marks) marks.Add(new JsonObject { ["type"] = "note" });
                else child["marks"] = new JsonArray(new JsonObject { ["type"] = "note" });
            }
        }
    }

    /// <summary>The document's JSON without its ids.</summary>
    public static string WithoutIds(Document document) => Ids().Replace(ProseMirrorJson.Write(document), "").Replace("\"attrs\":{},", "").Replace(",\"attrs\":{}", "");

    /// <summary>Runs in canonical form: equal neighbours joined, no space at the end of a line.</summary>
    private static Sequence<Inline> Join((string Text, Marks Marks, int End)[] runs)
    {
        var line = new List<Inline>();
        for (var i = 0; i < runs.Length; i++)
        {
            var (text, marks, end) = runs[i];
            if (string.IsNullOrWhiteSpace(text)) text = "x";
            bool isLast = i == runs.Length - 1;
            if (end < 3 && !isLast) text += " ";
            if (line is [.., TextRun last] && last.Marks == marks)
            {
                line[^1] = last with { Text = (last.Text + text).Normalize(NormalizationForm.FormC) };
            }
            else
            {
                line.Add(new TextRun(text, marks));
            }
            if (end == 5 && !isLast) line.Add(HardBreak.Instance);
        }
        return [.. line];
    }

    private static Gen<Sequence<Block>> Blocks(int depth) => Block(depth).Array[1, 4].Select(blocks => Sequence.Of<Block>(blocks));

    private static Gen<Block> Block(int depth)
    {
        Gen<Block>[] leaves =
        [
            Line.Select(text => (Block)new Paragraph(BlockId.New(), text)),
            Line.Select(text => (Block)new Paragraph(BlockId.New(), text)),
            Gen.Select(Line, Gen.Int[2, 4], (text, level) => (Block)new Heading(BlockId.New(), level, text)),
            Gen.Select(Line, MaybeLine, (text, who) => (Block)new PullQuote(BlockId.New(), text, who)),
            Figure.Select(figure => (Block)figure),
            Figure.Array[1, 3].Select(figures => (Block)new Gallery(BlockId.New(), [.. figures])),
            Table,
            Gen.Select(Gen.OneOfConst(Embeds), Label, (address, title) => (Block)new Embed(BlockId.New(), address, title)),
            Gen.Select(Phrase.Array[0, 4], Gen.OneOfConst(null, "sql", "c++"), (lines, language) =>
                (Block)new CodeBlock(BlockId.New(), string.Join("\n\t ", lines).Normalize(NormalizationForm.FormC), language)),
            Gen.Const(() => (Block)new Rule(BlockId.New())),
            Gen.Long[1, long.MaxValue].Select(story => (Block)new RelatedStory(BlockId.New(), story)),
        ];
        if (depth == 0) return Gen.OneOf(leaves);
        var items = Blocks(depth - 1).Array[1, 3].Select(blocks => Sequence.Of(blocks.Select(inner => new ListItem(inner))));
        return Gen.OneOf(
        [
            .. leaves,
            items.Select(list => (Block)new BulletList(BlockId.New(), list)),
            Gen.Select(items, Gen.Int[0, 3], (list, start) => (Block)new OrderedList(BlockId.New(), list, start)),
            Gen.Select(Blocks(depth - 1), MaybeLine, (blocks, who) => (Block)new BlockQuote(BlockId.New(), blocks, who)),
            Gen.Select(MaybeLine, Blocks(depth - 1), (title, blocks) => (Block)new FactBox(BlockId.New(), title, blocks)),
        ]);
    }

    private static Gen<Figure> Figure => Gen.Select(Gen.Long[1, long.MaxValue], Label, MaybeLine, Label,
        (media, alt, caption, credit) => new Figure(BlockId.New(), media, alt, caption, credit));

    private static Gen<Block> Table => Gen.Select(MaybeLine, Gen.Int[0, 2],
        Gen.Select(Gen.Bool, MaybeLine, Gen.Int[1, 3], Gen.Int[1, 2], (heads, text, columns, rows) => new TableCell(heads, text, columns, rows)).Array[0, 3].Array[1, 4],
        (caption, headers, rows) =>
        {
            headers = Math.Min(headers, rows.Length);
            var clipped = rows.Select((cells, i) => new TableRow([.. cells.Select(cell => cell with
            {
                RowSpan = Math.Min(cell.RowSpan, (i < headers ? headers : rows.Length) - i),
            })]));
            return (Block)new Table(BlockId.New(), caption, headers, [.. clipped]);
        });

    [GeneratedRegex("\"id\":\"[^\"]*\",?")]
    private static partial Regex Ids();
}
