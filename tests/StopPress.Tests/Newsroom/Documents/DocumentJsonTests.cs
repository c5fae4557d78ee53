using System.Text;
using CsCheck;
using StopPress.Newsroom.Documents;

namespace StopPress.Tests.Newsroom.Documents;

public class DocumentJsonTests
{
    [Fact]
    public void a_document_comes_back_from_json_as_it_was() => AnyDocument.ForJson.Sample(document =>
    {
        string json = ProseMirrorJson.Write(document);
        var read = ProseMirrorJson.Read(json);
        Assert.Null(read.Refusal);
        Assert.Equal(document, read.Value);
        Assert.Equal(json, ProseMirrorJson.Write(read.Value));
    }, iter: 400);

    [Fact]
    public void json_that_was_tampered_with_is_read_or_refused_in_plain_words() =>
        Gen.Select(AnyDocument.ForJson, Gen.Int[0, 1_000_000], Gen.Int[0, 12], Gen.OneOfConst("", "null", "{}", "[]", "\"x\"", "-1", "\\ud800", "\"type\":\"doc\",", "é", "\0", "}"))
            .Sample((document, at, length, put) =>
            {
                string json = ProseMirrorJson.Write(document);
                at %= json.Length;
                var read = ProseMirrorJson.Read(json.Remove(at, Math.Min(length, json.Length - at)).Insert(at, put));
                if (read.Refusal is { } refusal)
                {
                    Assert.Matches("^document-[a-z-]+$", refusal.Code);
                    Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
                    return;
                }
                Assert.Equal(read.Value, ProseMirrorJson.Read(ProseMirrorJson.Write(read.Value)).Value);
            }, iter: 1000);

    [Theory]
    [InlineData("", "document-broken")]
    [InlineData("[]", "document-broken")]
    [InlineData("""{"type":"paragraph"}""", "document-broken")]
    [InlineData("""{"type":"doc","type":"doc"}""", "document-broken")]
    [InlineData("""{"type":"doc","content":{}}""", "document-broken")]
    [InlineData("""{"type":"doc","extra":1}""", "document-broken")]
    [InlineData("""{"type":"doc","\ud800":1}""", "document-broken")]
    [InlineData("""{"type":"doc","content":[{"type":"script"}]}""", "document-unknown")]
    [InlineData("""{"type":"doc","content":[{"type":"list_item"}]}""", "document-wrong-place")]
    [InlineData("""{"type":"doc","content":[{"type":"text","text":"x"}]}""", "document-wrong-place")]
    [InlineData("""{"type":"doc","content":[{"type":"paragraph","attrs":{"style":"x"}}]}""", "document-unknown")]
    [InlineData("""{"type":"doc","content":[{"type":"paragraph","attrs":{"id":"a b"}}]}""", "document-broken-id")]
    [InlineData("""{"type":"doc","content":[{"type":"paragraph","attrs":{"id":"a"}},{"type":"paragraph","attrs":{"id":"a"}}]}""", "document-duplicate-id")]
    [InlineData("""{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"\ud800"}]}]}""", "document-broken-character")]
    [InlineData("""{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"x","marks":[{"type":"link","attrs":{"href":"java\tscript:x"}}]}]}]}""", "document-unsafe-link")]
    [InlineData("""{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"x","marks":[{"type":"onclick"}]}]}]}""", "document-unknown")]
    [InlineData("""{"type":"doc","content":[{"type":"embed","attrs":{"address":"https://evil.example/"}}]}""", "document-unknown-provider")]
    [InlineData("""{"type":"doc","content":[{"type":"figure","attrs":{"media":"-1"}}]}""", "document-broken")]
    [InlineData("""{"type":"doc","content":[{"type":"heading","attrs":{"level":1}}]}""", "document-broken")]
    [InlineData("""{"type":"doc","content":[{"type":"blockquote","content":[{"type":"conflict"}]}]}""", "document-wrong-place")]
    public void what_is_not_a_document_is_refused(string json, string code)
    {
        var refusal = ProseMirrorJson.Read(json).Refusal;
        Assert.Equal(code, refusal?.Code);
        Assert.EndsWith(".", refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void a_refusal_says_where_it_is()
    {
        var refusal = ProseMirrorJson.Read("""{"type":"doc","content":[{"type":"rule"},{"type":"paragraph","content":[{"type":"text","text":"x"},{"type":"image"}]}]}""").Refusal;
        Assert.Equal("Block 1 (rule) is of a kind that is not known.", refusal?.Message);
    }

    [Fact]
    public void a_document_nested_too_deep_is_refused_without_a_crash()
    {
        Assert.Equal("document-broken", ProseMirrorJson.Read(Nested(100_000)).Refusal?.Code);
        Assert.Equal("document-too-deep", ProseMirrorJson.Read(Nested(Document.MaxDepth + 1)).Refusal?.Code);
        Assert.Null(ProseMirrorJson.Read(Nested(Document.MaxDepth)).Refusal);
    }

    [Fact]
    public void a_document_with_too_many_blocks_or_letters_is_refused()
    {
        string paragraphs = string.Join(',', Enumerable.Repeat("""{"type":"paragraph"}""", Document.MaxBlocks + 1));
        Assert.Equal("document-too-large", ProseMirrorJson.Read($$"""{"type":"doc","content":[{{paragraphs}}]}""").Refusal?.Code);
        string text = Paragraph(new string('x', Document.MaxLetters + 1));
        Assert.Equal("document-too-large", ProseMirrorJson.Read(text).Refusal?.Code);
    }

    [Fact]
    public void characters_that_say_nothing_or_lie_are_left_out_and_text_is_composed()
    {
        string json = Paragraph("""a\u0000\u202eb\u0007\u2028e\u0301\ufeff\u200fר""");
        Assert.Equal("ab é\u200fר", PlainText.Render(ProseMirrorJson.Read(json).Value));
    }

    [Fact]
    public void json_is_written_with_its_letters_and_the_same_each_time() => Assert.Equal(
        """{"type":"doc","content":[{"type":"heading","attrs":{"id":"h","level":3},"content":[{"type":"text","text":"ข่าว <&>","marks":[{"type":"link","attrs":{"href":"/x"}},{"type":"language","attrs":{"lang":"th"}},{"type":"strong"},{"type":"em"}]},{"type":"hard_break"},{"type":"text","text":"b"}]}]}""",
        ProseMirrorJson.Write(ProseMirrorJson.Read("""
            {"content":[{"attrs":{"level":3,"id":"h"},"content":[{"text":"ข่าว <&>","type":"text","marks":[{"type":"em"},{"type":"strong"},
            {"attrs":{"lang":"TH"},"type":"language"},{"type":"link","attrs":{"href":" /x "}}]},{"type":"hard_break"},{"type":"text","text":"b"}],"type":"heading"}],"type":"doc"}
            """).Value));

    private static string Paragraph(string text) => $$"""{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"{{text}}"}]}]}""";

    private static string Nested(int depth)
    {
        var json = new StringBuilder("""{"type":"doc","content":[""");
        for (var i = 1; i < depth; i++) json.Append("""{"type":"blockquote","content":[""");
        json.Append("""{"type":"paragraph"}""");
        for (var i = 1; i < depth; i++) json.Append("]}");
        return json.Append("]}").ToString();
    }
}
