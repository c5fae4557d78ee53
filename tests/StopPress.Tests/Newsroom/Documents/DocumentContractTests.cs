using System.Text.RegularExpressions;
using StopPress.Newsroom.Documents;
using StopPress.Store.Database;
using StopPress.Tests.HouseRules;

namespace StopPress.Tests.Newsroom.Documents;

public partial class DocumentContractTests
{
    private static readonly string Contract = File.ReadAllText(Path.Combine(Repository.Root, "docs", "contracts", "document.md"));

    [Fact]
    public void every_node_and_mark_that_is_written_is_in_the_contract_and_the_reader_knows_every_one_in_it()
    {
        var written = new HashSet<string>();
        CsCheck.Check.Sample(AnyDocument.ForJson, document => written.UnionWith(Types().Matches(ProseMirrorJson.Write(document)).Select(type => type.Groups[1].Value)), iter: 300, threads: 1);
        var named = Table().Matches(Contract).SelectMany(row => Name().Matches(row.Groups[1].Value)).Select(name => name.Groups[1].Value).ToHashSet();
        Assert.All(written.Except(["text", "hard_break", "strong", "em", "strike", "code", "subscript", "superscript", "link", "language"]), type => Assert.Contains(type, named));
        Assert.All(written, type => Assert.Contains($"`{type}`", Contract, StringComparison.Ordinal));
        Assert.All(named, type => Assert.NotEqual("document-unknown", ProseMirrorJson.Read($$$"""{"type":"doc","content":[{"type":"{{{type}}}"}]}""").Refusal?.Code));
    }

    [Fact]
    public void a_body_takes_the_ids_that_acts_answer()
    {
        string id = PublicId.Text(PublicId.Next(TimeProvider.System));
        string json = $$$"""{"type":"doc","content":[{"type":"figure","attrs":{"media":"{{{id}}}"}},{"type":"related_story","attrs":{"story":"{{{id}}}"}}]}""";
        var document = ProseMirrorJson.Read(json).Value;
        Assert.Equal([id], document.MediaIds.Select(PublicId.Text));
        Assert.Equal([id], document.StoryIds.Select(PublicId.Text));
        Assert.Equal(2, ProseMirrorJson.Write(document).Split(id).Length - 1);
    }

    [GeneratedRegex("\"type\":\"([a-z_]+)\"")]
    private static partial Regex Types();

    [GeneratedRegex(@"(?m)^\| (`[^|]+) \|")]
    private static partial Regex Table();

    [GeneratedRegex("`([a-z_]+)`")]
    private static partial Regex Name();
}
