using System.Text.Json.Nodes;
using Json.Schema;
using StopPress.Store.Database;
using StopPress.Tests.HouseRules;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Export;

/// <summary>An export is what its contract says: another program's engineer has nothing else.</summary>
public class ExportSchemaTests(Houses houses)
{
    private static readonly Dictionary<string, string> Shapes = new()
    {
        ["house.jsonl"] = "house",
        ["editions.jsonl"] = "edition",
        ["redirects.jsonl"] = "redirect",
        ["staff.jsonl"] = "staff",
        ["sections.jsonl"] = "section",
        ["tags.jsonl"] = "tag",
        ["storylines.jsonl"] = "storyline",
        ["accounts.jsonl"] = "account",
        ["media.jsonl"] = "media",
        ["stories.jsonl"] = "story",
        ["comments.jsonl"] = "comment",
        ["manifest.json"] = "manifest",
    };

    [Theory, BothDatabases]
    public async Task every_line_of_an_export_is_what_its_contract_says(DatabaseKind kind)
    {
        using var folder = new TemporaryFolder();
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        await FullPaper.FillAsync(paper, house.Clock);
        await Moving.ExportAsync(paper, folder["out"]);
        Assert.Equal(Shapes.Keys.Order(), Directory.GetFiles(folder["out"]).Select(Path.GetFileName).Order());
        var unsaid = Properties();
        foreach (var (file, shape) in Shapes)
        {
            var schema = Schema(shape);
            foreach (string line in await File.ReadAllLinesAsync(folder[$"out/{file}"]))
            {
                var node = JsonNode.Parse(line)!;
                Assert.True(schema.Evaluate(node).IsValid, $"{file}: {string.Join("; ", Faults(schema, node))}");
                Assert.False(schema.Evaluate(new JsonObject([.. node.AsObject().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())), new("another", 1)])).IsValid);
                Say(unsaid, shape, node);
            }
            Assert.False(schema.Evaluate(new JsonObject()).IsValid);
        }
        // What no line has was never looked at.
        Assert.Empty(unsaid);
    }

    private static void Say(HashSet<string> unsaid, string shape, JsonNode node)
    {
        foreach (string member in node.AsObject().Select(member => member.Key)) unsaid.Remove($"{shape}/{member}");
        foreach (var (member, below) in new[] { ("texts", "text"), ("revisions", "revision") })
        {
            foreach (var one in node[member]?.AsArray() ?? []) Say(unsaid, below, one!);
        }
    }

    private static JsonObject Contract() => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "contracts", "export.schema.json")))!.AsObject();

    private static JsonSchema Schema(string shape)
    {
        var contract = Contract();
        contract["$ref"] = $"#/$defs/{shape}";
        return JsonSchema.FromText(contract.ToJsonString());
    }

    // The members of every shape of a line.
    private static HashSet<string> Properties() =>
        [.. Shapes.Values.Concat(["text", "revision"]).SelectMany(shape => Contract()["$defs"]![shape]!["properties"]!.AsObject().Select(member => $"{shape}/{member.Key}"))];

    private static IEnumerable<string> Faults(JsonSchema schema, JsonNode node) => schema.Evaluate(node, new EvaluationOptions { OutputFormat = OutputFormat.List }).Details
        .Where(detail => detail.HasErrors).Select(detail => $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}");
}
