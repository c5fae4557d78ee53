using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using StopPress.Newsroom.ApiKeys;
using StopPress.Newsroom.Stories;
using StopPress.Site.Api;
using StopPress.Store.Database;
using StopPress.Tests.Site.Press;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Api;

/// <summary>The read API: it tells what pages tell, as it is described, to those whom the house answers.</summary>
public partial class ApiTests(Houses houses)
{
    private const string Json = "application/json", Problem = "application/problem+json";

    [Theory, BothDatabases]
    public async Task every_answer_is_as_it_is_described_and_leads_to_the_next(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        var canary = await Canary.FileAsync(paper);
        foreach (string language in new[] { "en", "th" }) await paper.PublishAsync(canary.Story, language);
        foreach (string language in new[] { "en", "th" }) await Paper.DoneAsync(new CorrectStory(canary.Story, language, "It was another bird.").RunAsync(paper.Desk, "anna"));
        var description = JsonNode.Parse(await paper.ReadAsync(ApiAddress.Begin + "openapi.json"))!;
        Assert.Equal("3.1.1", description["openapi"]!.GetValue<string>());
        // Whatever the names in braces are, no two addresses are the same (OpenAPI 3.1.1, "Path Templating").
        var paths = description["paths"]!.AsObject().Select(path => Name().Replace(path.Key, "{}")).ToList();
        Assert.Equal(paths.Distinct(), paths);
        var asked = new Dictionary<string, string>();
        var waiting = new Queue<string>(canary.Surfaces["api"].Prepend(ApiAddress.Begin));
        while (waiting.TryDequeue(out string? path))
        {
            if (asked.ContainsKey(path)) continue;
            using var answer = await paper.AskAsync(path);
            Assert.Equal((path, 200, Json), (path, (int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
            var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync());
            if (path.EndsWith("openapi.json", StringComparison.Ordinal)) continue;
            string template = Templates(description).Single(one => one.Pattern.IsMatch(path[ApiAddress.Begin.Length..])).Name;
            Assert.Empty(Faults(description, description["paths"]![template]!["get"]!["responses"]!["200"]!["content"]![Json]!["schema"]!, body, path));
            asked[path] = template;
            foreach (string address in Addresses(body))
            {
                if (address.StartsWith(ApiAddress.Begin, StringComparison.Ordinal)) waiting.Enqueue(address);
                else Assert.Contains((int)(await paper.AskAsync(address)).StatusCode, new[] { 200, 302 });
            }
        }
        Assert.Equal(Templates(description).Select(one => one.Name).Order(), asked.Values.Distinct().Order());
    }

    [Theory, BothDatabases]
    public async Task what_changes_is_told_at_once_and_what_has_not_is_not_sent_again(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string story = await paper.FileAsync("Ferry returns", "It came at noon.");
        string[] paths = [$"{ApiAddress.Begin}en/stories", $"{ApiAddress.Begin}en/stories/{story}"];
        Assert.Equal(404, (int)(await paper.AskAsync(paths[1])).StatusCode);
        await paper.PublishAsync(story);
        foreach (string path in paths)
        {
            using var first = await paper.AskAsync(path, "br");
            string tag = first.Headers.ETag!.Tag;
            Assert.Equal("no-cache", first.Headers.CacheControl!.ToString());
            Assert.Contains("story:" + story, first.Headers.GetValues("Surrogate-Key").Single(), StringComparison.Ordinal);
            using var held = await paper.AskAsync(path, "br", tag);
            Assert.Equal((304, 0L), ((int)held.StatusCode, held.Content.Headers.ContentLength ?? 0));
            using var head = await paper.AskAsync(path, method: HttpMethod.Head);
            Assert.True(head.Content.Headers.ContentLength > 100);
            Assert.Contains("Ferry returns", await paper.ReadAsync(path), StringComparison.Ordinal);
        }
        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords("Ferry leaves", Paper.Body("It went at one."))).RunAsync(paper.Desk, "anna"));
        Assert.Contains("Ferry returns", await paper.ReadAsync(paths[1]), StringComparison.Ordinal);
        await paper.PublishAsync(story);
        foreach (string path in paths) Assert.Contains("Ferry leaves", await paper.ReadAsync(path), StringComparison.Ordinal);
        Assert.Contains("It went at one.", await paper.ReadAsync(paths[1]), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task what_was_withdrawn_says_so_and_what_never_was_says_nothing(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string killed = await paper.FileAsync("Killed one"), held = await paper.FileAsync("Taken back"), draft = await paper.FileAsync("Draft");
        foreach (string story in new[] { killed, held }) await paper.PublishAsync(story);
        await Paper.DoneAsync(new UnpublishStory(held).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new KillStory(killed, [new KillReason("en", "A court has ordered it.")]).RunAsync(paper.Desk, "anna"));
        foreach (var (what, status) in new[]
        {
            ("stories/" + killed, 410), ("stories/" + held, 410), ("stories/" + draft, 404), ("stories/0000000000000", 404), ("stories/2026-03-01", 404), ("days/2026-02-30", 404), ("days/2199-01-01", 404), ("days", 404), ("stories/" + killed.ToLowerInvariant() + "x", 404),
            ("media/" + draft, 404), ("sections/" + draft, 404), ("tags", 404), ("../../desk", 404), ("corrections/0000-00", 404),
        })
        {
            using var answer = await paper.AskAsync($"{ApiAddress.Begin}en/{what}");
            Assert.Equal((what, status), (what, (int)answer.StatusCode));
            if (answer.Content.Headers.ContentType is not { } type || !answer.RequestMessage!.RequestUri!.AbsolutePath.StartsWith(ApiAddress.Begin, StringComparison.Ordinal)) continue;
            Assert.Equal((what, Problem, "no-store"), (what, type.MediaType, answer.Headers.CacheControl!.ToString()));
            Assert.Equal(status, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["status"]!.GetValue<int>());
        }
        foreach (string language in new[] { "xx", "EN", "en-GB" }) Assert.Equal(404, (int)(await paper.AskAsync(ApiAddress.Begin + language + "/stories")).StatusCode);
        Assert.Equal(404, (int)(await paper.AskAsync(ApiAddress.SearchIn("xx") + "?q=one")).StatusCode);
        foreach (var (asked, there) in new[] { ("en/stories/", "en/stories"), ("en/", "en"), ("openapi.json/", "openapi.json") }) Assert.Equal(ApiAddress.Begin + there, (await paper.AskAsync(ApiAddress.Begin + asked)).Headers.Location!.OriginalString);
        Assert.Equal(ApiAddress.Begin, (await paper.AskAsync(ApiAddress.Begin.TrimEnd('/'))).Headers.Location!.OriginalString);
        foreach (string wrong in new[] { "by=worst", "section=1", "author=x", "storyline=-", "from=yesterday", "until=2026-02-30", "page=0", "page=99", "page=x", "before=x" })
        {
            using var refused = await paper.AskAsync($"{ApiAddress.SearchIn("en")}?q=one&{wrong}");
            Assert.Equal((wrong, 400), (wrong, (int)refused.StatusCode));
            Assert.Contains($"\\u0022{wrong.Split('=')[0]}\\u0022", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory, BothDatabases]
    public async Task a_search_finds_what_the_page_finds_and_goes_on(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        for (var i = 0; i < 25; i++)
        {
            await paper.PublishAsync(await paper.FileAsync($"Harbour day {i}"));
            house.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        var found = new List<string>();
        string? next = ApiAddress.SearchIn("en") + "?q=harbour&by=newest";
        while (next is not null)
        {
            var page = JsonNode.Parse(await paper.ReadAsync(next))!;
            found.AddRange(page["stories"]!.AsArray().Select(story => story!["headline"]!.GetValue<string>()));
            next = page["next"]?.GetValue<string>() is { } address ? new Uri(address).PathAndQuery : null;
        }
        Assert.Equal(Enumerable.Range(0, 25).Reverse().Select(i => $"Harbour day {i}"), found);
        Assert.Empty(JsonNode.Parse(await paper.ReadAsync(ApiAddress.SearchIn("en")))!["stories"]!.AsArray());
    }

    [Theory, BothDatabases]
    public async Task keys_open_what_the_house_lets_them_open_until_they_are_taken_back(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string key = await Paper.DoneAsync(new GiveApiKey("The app").RunAsync(paper.Desk, "anna"));
        Assert.Equal((200, 200, 401), (await AskAsync(paper, null), await AskAsync(paper, key), await AskAsync(paper, key + "x")));
        await Paper.DoneAsync(new SetApiAccess(ApiAccess.Keys).RunAsync(paper.Desk, "anna"));
        Assert.Equal((401, 200, 401), (await AskAsync(paper, null), await AskAsync(paper, key), await AskAsync(paper, "")));
        using (var kept = await SendAsync(paper, key))
        {
            // What is for those who have a key lies in no cache that serves others.
            Assert.Equal("no-cache, private", string.Join(", ", kept.Headers.CacheControl!.ToString().Split(", ").Order()));
            Assert.Contains("Authorization", kept.Headers.Vary);
            Assert.False(kept.Headers.Contains("Surrogate-Key"));
        }
        await Paper.DoneAsync(new SetApiAccess(ApiAccess.Nobody).RunAsync(paper.Desk, "anna"));
        Assert.Equal((403, 403), (await AskAsync(paper, null), await AskAsync(paper, key)));
        Assert.Contains("Nobody: this newspaper does not answer programs here.", await paper.ReadAsync(ApiAddress.Guide), StringComparison.Ordinal);
        await Paper.DoneAsync(new SetApiAccess(ApiAccess.Keys).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new TakeBackApiKey("The app").RunAsync(paper.Desk, "anna"));
        Assert.Equal(401, await AskAsync(paper, key));
        Assert.Equal("unknown-key", (await new TakeBackApiKey("The app").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        // A key is nowhere but with whoever was told it.
        string journal = string.Concat(await paper.Desk.Database.ReadAsync((connection, snapshot) => connection.ListAsync(snapshot, "SELECT payload FROM journal", row => row.GetString(0))));
        Assert.DoesNotContain(key[4..], journal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task acts_refuse_what_makes_no_sense()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        await Paper.DoneAsync(new GiveApiKey("The app").RunAsync(paper.Desk, "anna"));
        foreach (var (act, code) in new[] { (new GiveApiKey(""), "empty"), (new GiveApiKey("The app"), "key-there"), (new GiveApiKey("x", 0), "wrong-limit"), (new GiveApiKey("x", 6001), "wrong-limit"), (new GiveApiKey(new string('x', 101)), "too-long") })
            Assert.Equal(code, (await act.RunAsync(paper.Desk, "anna")).Refusal!.Code);
        foreach (var (act, code) in new[] { (new SetApiAccess((ApiAccess)9), "unknown-access"), (new SetApiAccess(ApiAccess.Keys, -1), "wrong-limit") })
            Assert.Equal(code, (await act.RunAsync(paper.Desk, "anna")).Refusal!.Code);
    }

    [Fact]
    public async Task whoever_asks_too_often_is_told_when_to_come_again_and_keeps_nobody_else_away()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        await Paper.DoneAsync(new SetApiAccess(ApiAccess.Everybody, 3).RunAsync(paper.Desk, "anna"));
        string key = await Paper.DoneAsync(new GiveApiKey("The app", 5).RunAsync(paper.Desk, "anna"));
        var gate = new ApiGate(paper.Desk.Database, house.Clock);
        Assert.Equal([200, 200, 200, 429, 429], await TriesAsync(gate, "203.0.113.7", null, 5));
        Assert.Equal([200, 200, 200, 429], await TriesAsync(gate, "2001:db8::1", null, 4));
        Assert.Equal([429], await TriesAsync(gate, "2001:db8::2:9", null, 1));
        Assert.Equal([200], await TriesAsync(gate, "2001:db8:0:1::1", null, 1));
        // A key counts by itself, from wherever it comes.
        Assert.Equal([200, 200, 200], await TriesAsync(gate, "203.0.113.7", key, 3));
        Assert.Equal([200, 200, 429], await TriesAsync(gate, "127.0.0.1", key, 3));
        Assert.DoesNotContain(429, await TriesAsync(gate, "127.0.0.1", null, 50));
        var refused = Request("203.0.113.7", null);
        Assert.Equal(429, (await gate.AskAsync(refused))!.Status);
        Assert.Equal(("20", "\"requests\";q=3;w=60", "\"requests\";r=0;t=60"), (refused.Response.Headers.RetryAfter.ToString(), refused.Response.Headers["RateLimit-Policy"].ToString(), refused.Response.Headers["RateLimit"].ToString()));
        house.Clock.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal([200, 429], await TriesAsync(gate, "203.0.113.7", null, 2));
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal([200, 200, 200, 429], await TriesAsync(gate, "203.0.113.7", null, 4));
    }

    [Fact]
    public async Task a_page_of_another_house_may_ask_with_a_key()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        using var answer = await paper.AskAsync(ApiAddress.Begin + "en/stories", method: HttpMethod.Options);
        Assert.Equal((204, "*"), ((int)answer.StatusCode, answer.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        Assert.Contains("Authorization", answer.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
        Assert.Equal(405, (int)(await paper.AskAsync(ApiAddress.Begin + "en/stories", method: HttpMethod.Post)).StatusCode);
    }

    [Fact]
    public async Task the_guide_names_all_there_is()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        string guide = WebUtility.HtmlDecode(await paper.ReadAsync(ApiAddress.Guide));
        var description = JsonNode.Parse(await paper.ReadAsync(ApiAddress.Begin + "openapi.json"))!;
        foreach (var (name, _) in Templates(description)) Assert.Contains($"GET {ApiAddress.Begin}{name[1..]}<", guide, StringComparison.Ordinal);
        foreach (var (name, schema) in description["components"]!["schemas"]!.AsObject())
        {
            Assert.Contains($"id=\"{name}\"", guide, StringComparison.Ordinal);
            Assert.All(schema!["properties"]!.AsObject(), property => Assert.True(property.Value!["description"]!.GetValue<string>().Length > 3));
        }
        Assert.Equal(ApiAddress.Guide, (await paper.AskAsync("/-/api")).Headers.Location!.OriginalString);
    }

    private static async Task<int> AskAsync(Paper paper, string? key)
    {
        using var answer = await SendAsync(paper, key);
        return (int)answer.StatusCode;
    }

    private static async Task<HttpResponseMessage> SendAsync(Paper paper, string? key)
    {
        using var client = new HttpClient { BaseAddress = paper.Address };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return await client.GetAsync(ApiAddress.Begin + "en/stories");
    }

    private static async Task<List<int>> TriesAsync(ApiGate gate, string from, string? key, int count)
    {
        var answers = new List<int>();
        for (var i = 0; i < count; i++) answers.Add((await gate.AskAsync(Request(from, key)))?.Status ?? 200);
        return answers;
    }

    private static DefaultHttpContext Request(string from, string? key)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        if (key is not null) context.Request.Headers.Authorization = "Bearer " + key;
        return context;
    }

    private static List<(string Name, Regex Pattern)> Templates(JsonNode description) => [.. description["paths"]!.AsObject().Select(path => (path.Key, new Regex("^" + Regex.Escape(path.Key[1..])
        .Replace("\\{language}", "(en|th)", StringComparison.Ordinal).Replace("\\{id}", "[0-9A-Za-z]{13}", StringComparison.Ordinal).Replace("\\{day}", "[0-9]{4}-[0-9]{2}-[0-9]{2}", StringComparison.Ordinal)
        .Replace("\\{month}", "[0-9]{4}-[0-9]{2}", StringComparison.Ordinal) + "$")))];

    // Where an answer is not what its schema says.
    private static IEnumerable<string> Faults(JsonNode description, JsonNode schema, JsonNode? value, string at)
    {
        if (schema["anyOf"] is JsonArray any) return any.Any(one => !Faults(description, one!, value, at).Any()) ? [] : [$"{at} is none of them"];
        if (schema["$ref"]?.GetValue<string>() is { } reference) schema = description["components"]!["schemas"]![reference.Split('/')[^1]]!;
        string[] kinds = schema["type"] is JsonArray several ? [.. several.Select(one => one!.GetValue<string>())] : [schema["type"]!.GetValue<string>()];
        string kind = value?.GetValueKind() switch { null => "null", JsonValueKind.Object => "object", JsonValueKind.Array => "array", JsonValueKind.String => "string", JsonValueKind.Number => "integer", _ => "boolean" };
        if (!kinds.Contains(kind)) return [$"{at} is {kind}"];
        if (value is JsonArray items) return items.SelectMany((item, i) => Faults(description, schema["items"]!, item, $"{at}[{i}]"));
        if (value is not JsonObject whole) return [];
        var properties = schema["properties"]!.AsObject();
        return whole.Where(one => !properties.ContainsKey(one.Key)).Select(one => $"{at}.{one.Key} is not described")
            .Concat(schema["required"]!.AsArray().Select(one => one!.GetValue<string>()).Where(name => !whole.ContainsKey(name)).Select(name => $"{at}.{name} is missing"))
            .Concat(whole.Where(one => properties.ContainsKey(one.Key)).SelectMany(one => Faults(description, properties[one.Key]!, one.Value, $"{at}.{one.Key}")));
    }

    // Every address of the newspaper that an answer names, also those in the HTML of a story.
    private static IEnumerable<string> Addresses(JsonNode? body) => Whole().Matches(body!.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })).Select(match => new Uri(match.Value).PathAndQuery).Distinct();

    [GeneratedRegex("{[a-z]+}")]
    private static partial Regex Name();

    [GeneratedRegex("https://courier\\.example/[^\"\\\\ <>]*")]
    private static partial Regex Whole();
}
