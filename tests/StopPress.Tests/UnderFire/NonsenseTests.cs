using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using StopPress.Newsroom.Documents;
using StopPress.Store.Control;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.UnderFire;

/// <summary>What the acts say when they are asked for what makes no sense.</summary>
public class NonsenseTests(Houses houses)
{
    // Longer than any field, and long enough that what compares letter by letter would be noticed.
    private const int Long = 60_000;

    // More than one of everything that is limited to some dozens.
    private const int Many = 300;

    [Theory, BothDatabases]
    public async Task every_act_refuses_what_makes_no_sense_in_plain_words(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        var known = await FillAsync(paper, house.Folder);
        await using var client = (await ControlClient.ConnectAsync(RunFolder.SocketOf(house.Folder)))!;
        var faults = new List<string>();
        var asked = 0;
        foreach (var (act, type) in paper.Site.Acts)
        {
            var sound = Sound(ControlFormat.Options.GetTypeInfo(type), "", known)!;
            foreach (var with in Spoiled(sound).Append(sound.DeepClone()))
            {
                asked++;
                var reply = await client.CallAsync(act, "anna", with);
                if (reply.Fault is { } fault) faults.Add($"{act} {Short(with.ToJsonString())}: {Short(fault)}");
                else if (!reply.Ok && reply.Refusal is not { Message.Length: > 0 and < 1000 }) faults.Add($"{act} {Short(with.ToJsonString())}: refused in {reply.Refusal?.Message.Length} letters");
            }
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(30)));
        Assert.True(asked > 1000, $"Only {asked} requests were made.");
        foreach (string path in new[] { "/", "/th/", "/nowhere/" }) Assert.InRange((int)(await paper.AskAsync(path)).StatusCode, 200, 404);
    }

    [Theory, BothDatabases]
    public async Task a_byline_needs_one_of_the_two_names_only(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        var known = await FillAsync(paper, house.Folder);
        await using var client = (await ControlClient.ConnectAsync(RunFolder.SocketOf(house.Folder)))!;
        foreach (object credit in new object[] { new { staff = (string)known["staff"]! }, new { guest = "Reuters" } })
        {
            Assert.True((await client.CallAsync("ChangeFiling", "anna", new { story = (string)known["story"]!, filing = new { byline = new[] { credit } } })).Ok);
        }
        Assert.Equal("not-a-request", (await client.CallAsync("DropPages", new string('a', 100_000))).Refusal!.Code);
        Assert.Equal("not-a-request", (await client.CallAsync(new string('a', 100_000), "anna")).Refusal!.Code);
    }

    // What each member is called stands for what it may hold; only with one thing wrong at a time does a request reach what an act does with it.
    private static async Task<JsonObject> FillAsync(Paper paper, string folder)
    {
        await paper.OpenThaiAsync();
        string story = await paper.FileAsync("Sound"), file = Path.Combine(folder, "sound.jpg");
        await paper.PublishAsync(story);
        await File.WriteAllBytesAsync(file, Shots.Jpeg(60, 40));
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(90, 60));
        string section = await Paper.DoneAsync(new StopPress.Newsroom.Sections.OpenSection(null, true, [new("en", "Sound section")]).RunAsync(paper.Desk, "anna"));
        string staff = await Paper.DoneAsync(new StopPress.Newsroom.Staff.AddStaff(null, [new("en", "Sound Anna")]).RunAsync(paper.Desk, "anna"));
        string body = ProseMirrorJson.Write(new Document([new Figure(BlockId.New(), Shots.Id(picture), null, [], null), new RelatedStory(BlockId.New(), Shots.Id(story))]));
        return new JsonObject
        {
            ["story"] = story,
            ["related"] = story,
            ["picture"] = picture,
            ["sections"] = section,
            ["staff"] = staff,
            ["body"] = body,
            ["file"] = file,
            ["edition"] = "en",
            ["subject"] = "section:" + section,
            ["language"] = "fr",
            ["prefix"] = "fr",
            ["locale"] = "fr-FR",
            ["time_zone"] = "Europe/Paris",
            ["path"] = "/",
            ["parent"] = null,
            ["guest"] = null,
            ["email"] = "anna@example.org",
            ["calendar"] = "gregorian",
            ["direction"] = "ltr",
            ["at"] = "2100-01-01T00:00:00Z",
            ["expires_at"] = "2100-01-01T00:00:00Z",
            ["embargoed_until"] = "2100-01-01T00:00:00Z",
            ["after"] = picture,
            ["storylines"] = new JsonArray(),
            ["tags"] = new JsonArray(),
        };
    }

    private static JsonNode? Sound(JsonTypeInfo type, string name, JsonObject known)
    {
        if (known.TryGetPropertyValue(name, out var value) && !(type.Kind == JsonTypeInfoKind.Enumerable && value is JsonValue)) return value?.DeepClone();
        var kind = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        return type.Kind switch
        {
            JsonTypeInfoKind.Object => new JsonObject(type.Properties.Select(member => KeyValuePair.Create(member.Name, Sound(ControlFormat.Options.GetTypeInfo(member.PropertyType), member.Name, known)))),
            JsonTypeInfoKind.Enumerable => new JsonArray(value?.DeepClone() ?? Sound(ControlFormat.Options.GetTypeInfo(type.ElementType!), "", known)),
            _ when kind == typeof(string) => "Sound",
            _ when kind == typeof(bool) => true,
            _ when kind == typeof(DateTimeOffset) || kind == typeof(Instant) => "2100-01-01T00:00:00Z",
            _ when kind.IsEnum => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(Enum.GetNames(kind)[0]),
            _ => 1,
        };
    }

    private static IEnumerable<JsonNode> Spoiled(JsonNode sound)
    {
        foreach (string path in Places(sound))
        {
            foreach (var nonsense in Nonsense()) yield return With(sound, path, nonsense);
        }
    }

    private static IEnumerable<string> Places(JsonNode? node, string path = "") => node switch
    {
        JsonObject members => members.SelectMany(member => Places(member.Value, $"{path}/{member.Key}").Prepend($"{path}/{member.Key}")),
        JsonArray items => items.SelectMany((item, number) => Places(item, $"{path}/{number}").Prepend($"{path}/{number}")),
        _ => [],
    };

    private static JsonNode With(JsonNode sound, string path, JsonNode? nonsense)
    {
        var copy = sound.DeepClone();
        string[] steps = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = copy;
        foreach (string step in steps[..^1]) at = at is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : at[step]!;
        if (at is JsonArray items) items[int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture)] = nonsense;
        else at[steps[^1]] = nonsense;
        return copy;
    }

    private static IEnumerable<JsonNode?> Nonsense() =>
    [
        null, true, 0, -1, long.MaxValue, long.MinValue, 1.5, "", " ", "a\0b", "\u202e\ufffe\u0301", "../../etc/passwd", "' OR 1=1 --", new string('x', Long), PublicId.Text(1), PublicId.Text(long.MaxValue),
        "zzzzzzzzzzzzz", "tag:" + PublicId.Text(2), "0001-01-01T00:00:00Z", "9999-12-31T23:59:59+00:00", """{"type":"doc","content":[null]}""", new JsonArray(), new JsonObject(), new JsonArray((JsonNode?)null),
        new JsonArray([.. Enumerable.Range(0, Many).Select(number => (JsonNode)PublicId.Text(number + 1))]), new JsonObject { ["edition"] = null },
    ];

    private static string Short(string text) => text.Length <= 300 ? text : text[..300] + "…";
}
