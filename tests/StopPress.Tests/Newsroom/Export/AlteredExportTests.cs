using System.Globalization;
using System.Text.Json.Nodes;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Newsroom.Export;

/// <summary>An export in which anything at all was altered, by somebody who made its checksums fit.</summary>
public class AlteredExportTests(Houses houses)
{
    // "./soak export" sets it.
    private static readonly int Times = int.Parse(Environment.GetEnvironmentVariable("SOAK_ALTERED") ?? "150", CultureInfo.InvariantCulture);
    private static readonly int Seed = int.Parse(Environment.GetEnvironmentVariable("SOAK_SEED") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    [Fact]
    public async Task whatever_is_altered_is_refused_in_words_or_is_a_newspaper_that_answers()
    {
        TestContext.Current.SendDiagnosticMessage($"seed {Seed}");
        var chance = new Random(Seed);
        using var folder = new TemporaryFolder();
        await Altering.MakeAsync(houses, folder["sound"]);
        int refused = 0, imported = 0;
        var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        var paper = await Paper.OpenAsync(house, house.Clock);
        for (var time = 0; time < Times; time++)
        {
            string altered = folder[$"altered-{time}"];
            Altering.Copy(folder["sound"], altered);
            string what = await AlterAsync(chance, altered);
            try
            {
                if ((await Moving.TryAsync(paper, altered)).Refusal is { } refusal)
                {
                    refused++;
                    Assert.True(refusal.Message.Length > 20 && !refusal.Message.Contains("StopPress.", StringComparison.Ordinal), $"{what}: {refusal.Message}");
                    continue;
                }
                imported++;
                await AnswersAsync(paper);
                await paper.DisposeAsync();
                await house.DisposeAsync();
                house = await houses.OpenAsync(DatabaseKind.Sqlite);
                paper = await Paper.OpenAsync(house, house.Clock);
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {Seed}, {what}: {fault}");
            }
            finally
            {
                Directory.Delete(altered, recursive: true);
            }
        }
        await paper.DisposeAsync();
        await house.DisposeAsync();
        Assert.True(refused > Times / 4 && imported > 0, $"{refused} were refused, and {imported} imported.");
    }

    private static async Task AnswersAsync(Paper paper)
    {
        foreach (string path in await Moving.AddressesAsync(paper))
        {
            int status = (int)(await paper.AskAsync(path)).StatusCode;
            Assert.True(status is 200 or 301 or 302 or 308 or 404 or 410, $"{path} answers {status}.");
        }
        // It goes out again as well.
        using var folder = new TemporaryFolder();
        await Moving.ExportAsync(paper, folder["out"]);
    }

    private static async Task<string> AlterAsync(Random chance, string folder)
    {
        string[] files = [.. Directory.GetFiles(folder, "*.jsonl").Where(file => new FileInfo(file).Length > 0).Order(StringComparer.Ordinal)];
        string file = files[chance.Next(files.Length)];
        string[] lines = await File.ReadAllLinesAsync(file);
        int number = chance.Next(lines.Length);
        var line = JsonNode.Parse(lines[number])!;
        var places = Places(line).ToList();
        var (parent, key) = places[chance.Next(places.Count)];
        var value = Values(chance, lines);
        string what = $"{Path.GetFileName(file)}, line {number + 1}, {parent.GetPath()}, {key}: {value?.ToJsonString() ?? "null"}";
        switch (parent)
        {
            case JsonObject one when chance.Next(4) == 0:
                one.Remove((string)key);
                break;
            case JsonObject one:
                one[(string)key] = value;
                break;
            case JsonArray list when chance.Next(3) == 0:
                list.Add(list[(int)key]?.DeepClone());
                break;
            case JsonArray list:
                list[(int)key] = value;
                break;
        }
        lines[number] = line.ToJsonString();
        await File.WriteAllTextAsync(file, string.Concat(lines.Select(one => one + "\n")));
        Altering.Seal(folder);
        return what;
    }

    private static IEnumerable<(JsonNode Parent, object Key)> Places(JsonNode? node) => node switch
    {
        JsonObject one => one.SelectMany(member => Places(member.Value).Prepend((one, member.Key))),
        JsonArray list => list.SelectMany((item, place) => Places(item).Prepend((list, place))),
        _ => [],
    };

    // Values of another kind, and those that stand elsewhere in the file.
    private static JsonNode? Values(Random chance, string[] lines)
    {
        JsonNode?[] odd =
        [
            null, "", " ", 0, -1, int.MaxValue, long.MaxValue, 1.5, true, "../../etc/passwd", "/", "//evil.example/", "javascript:alert(1)", "<script>alert(1)</script>", "\u202e\ufffe\u0301", new string('x', 70_000),
            PublicId.Text(1), "en", "th", "fr", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "usable", "cancelled", "unpublished", new JsonArray(), new JsonObject(), new JsonArray((JsonNode?)null),
        ];
        if (chance.Next(3) > 0) return odd[chance.Next(odd.Length)]?.DeepClone();
        var other = Places(JsonNode.Parse(lines[chance.Next(lines.Length)])).ToList();
        var (parent, key) = other[chance.Next(other.Count)];
        return (parent is JsonObject one ? one[(string)key] : parent[(int)key])?.DeepClone();
    }
}
