using System.Text.Json;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Webhooks;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Webhooks;

/// <summary>The hub that a house names: what feeds say of it, and what it is told.</summary>
public class HubTests(Houses houses)
{
    private const string House = "https://courier.example";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Theory, BothDatabases]
    public async Task feeds_name_the_hub_as_long_as_there_is_one(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await SetUpAsync(paper);
        Assert.Empty(await HubsAsync(paper));
        await Paper.DoneAsync(new SetFeeds(true, "https://hub.invalid/").RunAsync(paper.Desk, "anna"));
        Assert.Equal(["https://hub.invalid/", "https://hub.invalid/", "https://hub.invalid/"], await HubsAsync(paper));
        // Whoever says only how much feeds tell leaves it as it is.
        await Paper.DoneAsync(new SetFeeds(false).RunAsync(paper.Desk, "anna"));
        Assert.Equal(3, (await HubsAsync(paper)).Count);
        await Paper.DoneAsync(new SetFeeds(true, "").RunAsync(paper.Desk, "anna"));
        Assert.Empty(await HubsAsync(paper));
        foreach (var (hub, code) in new[] { ("hub.example", "wrong-receiver"), ("http://hub.example/", "receiver-plain"), ("https://10.0.0.1/", "receiver-inside"), ("https://hub.example/" + new string('a', 2000), "too-long") })
        {
            Assert.Equal(code, (await new SetFeeds(true, hub).RunAsync(paper.Desk, "anna")).Refusal?.Code);
        }
    }

    [Theory, BothDatabases]
    public async Task the_hub_is_told_of_the_feeds_that_a_story_changes_and_of_no_others(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var hub = await Receiver.OpenAsync();
        await using var paper = await WebhookTests.OpenAsync(house, house.Clock);
        await SetUpAsync(paper);
        await paper.OpenThaiAsync();
        string section = await Paper.DoneAsync(new OpenSection(null, true, [new NewName("en", "Sea", "sea")]).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new OpenSection(null, true, [new NewName("en", "Land", "land")]).RunAsync(paper.Desk, "anna"));
        string staff = await Paper.DoneAsync(new AddStaff(null, [new NewName("en", "Jane Roe", "jane")]).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new SetFeeds(true, hub.Address).RunAsync(paper.Desk, "anna"));
        Assert.Equal(["/", "/th/"], await ToldAsync(paper, hub, house.Clock));

        // Drafts change no feed.
        string story = await paper.FileAsync("Harbour wall holds", filing: new StoryFiling([section], [], [], [new Credit(staff)]));
        Assert.Empty(await ToldAsync(paper, hub, house.Clock));
        await paper.PublishAsync(story);
        Assert.Equal(["/", "/author/jane/", "/sea/"], await ToldAsync(paper, hub, house.Clock));
        await Paper.DoneAsync(new CorrectStory(story, "en", "It is of stone.", new StoryWords("Harbour wall holds", Paper.Body("Of stone."))).RunAsync(paper.Desk, "anna"));
        Assert.Equal(["/", "/author/jane/", "/corrections/", "/sea/"], await ToldAsync(paper, hub, house.Clock));
        await Paper.DoneAsync(new KillStory(story).RunAsync(paper.Desk, "anna"));
        Assert.Equal(["/", "/author/jane/", "/corrections/", "/sea/"], await ToldAsync(paper, hub, house.Clock));
        var call = hub.Came[1];
        Assert.Equal("application/x-www-form-urlencoded", call.Headers["content-type"]);
        Assert.StartsWith("hub.mode=publish&hub.url=https%3A%2F%2Fcourier.example%2F-%2Ffeed%2F", call.Text, StringComparison.Ordinal);
        foreach (string form in new[] { "rss", "atom", "json" }) Assert.Contains(Uri.EscapeDataString($"{House}/-/feed/{form}/sea/"), call.Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task what_changes_together_is_told_together_and_a_hub_that_is_away_is_told_later(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var hub = await Receiver.OpenAsync();
        hub.Answer = (context, _) =>
        {
            context.Response.StatusCode = 503;
            return context.Response.WriteAsync("asleep");
        };
        await using var paper = await WebhookTests.OpenAsync(house, house.Clock);
        await SetUpAsync(paper);
        await Paper.DoneAsync(new SetFeeds(true, hub.Address).RunAsync(paper.Desk, "anna"));
        for (var tries = 1; tries <= 3; tries++)
        {
            house.Clock.Advance(TimeSpan.FromHours(1));
            await hub.WaitAsync(tries);
            await Eventually.AnswersAsync(async () => (await HubDesk.WaitingAsync(paper.Desk, default)) is { Why: not null } waiting && waiting.DueAt > Instant.Now(house.Clock), "it is put off");
        }
        var waits = (await HubDesk.WaitingAsync(paper.Desk, default))!;
        Assert.Equal((1, "receiver-refused", "asleep"), (waits.Count, waits.Why!.Code, waits.Said));
        await Eventually.HoldsAsync(() => paper.Desk.Worries.Present.Any(worry => worry.Code == HubDesk.Away), "the owner is told");
        // What comes meanwhile waits with it.
        for (var story = 0; story < 5; story++) await paper.PublishAsync(await paper.FileAsync($"Story {story}"));
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(0, await paper.Site.Hub.TellAsync());
        Assert.Equal(3, hub.Came.Count);
        hub.Answer = (context, _) => context.Response.WriteAsync("");
        house.Clock.Advance(TimeSpan.FromHours(1));
        await hub.WaitAsync(4);
        await Eventually.AnswersAsync(async () => await HubDesk.WaitingAsync(paper.Desk, default) is null, "all is told");
        await Eventually.HoldsAsync(() => paper.Desk.Worries.Present.Count == 0, "nothing to worry about");
        Assert.Equal(4, hub.Came.Count);

        // Without a hub nothing waits, and nobody is called.
        await Paper.DoneAsync(new SetFeeds(true, "").RunAsync(paper.Desk, "anna"));
        await paper.PublishAsync(await paper.FileAsync("Told to nobody"));
        house.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, await paper.Site.Hub.TellAsync());
        Assert.Equal(4, hub.Came.Count);
    }

    [Theory, BothDatabases]
    public async Task an_owner_names_a_hub_and_reads_why_it_does_not_listen(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var hub = await Receiver.OpenAsync();
        hub.Answer = (context, _) =>
        {
            context.Response.StatusCode = 400;
            return context.Response.WriteAsync("<i>unknown</i> topic");
        };
        await using var paper = await DeskVisitor.OpenAsync(house, way: Receiver.Here);
        await SetUpAsync(paper);
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        string refused = await (await owner.SendAsync("house", new() { ["whole"] = "false", ["hub"] = "hub.example" }, "house?handler=Feeds")).Content.ReadAsStringAsync();
        Assert.Contains("value=\"hub.example\"", refused, StringComparison.Ordinal);
        Assert.Equal(302, (int)(await owner.SendAsync("house", new() { ["whole"] = "true", ["hub"] = hub.Address }, "house?handler=Feeds")).StatusCode);
        await hub.WaitAsync(1);
        await Eventually.AnswersAsync(async () => (await owner.ReadAsync("house")).Text.Contains("The receiver answered 400.", StringComparison.Ordinal), "the room says why");
        Assert.Contains("&lt;i&gt;unknown&lt;/i&gt; topic", (await owner.ReadAsync("house")).Text, StringComparison.Ordinal);
        Assert.Equal(302, (int)(await owner.SendAsync("house", new() { ["whole"] = "true", ["hub"] = "" }, "house?handler=Feeds")).StatusCode);
        Assert.DoesNotContain("answered 400", (await owner.ReadAsync("house")).Text, StringComparison.Ordinal);
    }

    private static async Task SetUpAsync(Paper paper) => await Paper.DoneAsync(new SetUpHouse("The Courier").RunAsync(paper.Desk, "anna"));

    // What the three forms of the front's feed say.
    private static async Task<IReadOnlyList<string>> HubsAsync(Paper paper)
    {
        var hubs = new List<string>();
        var rss = XDocument.Parse(await paper.ReadAsync("/-/feed/rss/")).Root!.Element("channel")!;
        Assert.Equal(House + "/-/feed/rss/", (string?)rss.Elements(Atom + "link").Single(link => (string?)link.Attribute("rel") == "self").Attribute("href"));
        hubs.AddRange(rss.Elements(Atom + "link").Where(link => (string?)link.Attribute("rel") == "hub").Select(link => (string)link.Attribute("href")!));
        hubs.AddRange(XDocument.Parse(await paper.ReadAsync("/-/feed/atom/")).Root!.Elements(Atom + "link").Where(link => (string?)link.Attribute("rel") == "hub").Select(link => (string)link.Attribute("href")!));
        using var json = JsonDocument.Parse(await paper.ReadAsync("/-/feed/json/"));
        if (json.RootElement.TryGetProperty("hubs", out var told)) hubs.AddRange(told.EnumerateArray().Select(one => one.GetProperty("url").GetString()!));
        return hubs;
    }

    // The pages that the hub is told of by the calls that come now.
    private static async Task<IReadOnlyList<string>> ToldAsync(Paper paper, Receiver hub, HouseClock clock)
    {
        int before = hub.Came.Count;
        await Eventually.AnswersAsync(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(7));
            await paper.Site.Hub.TellAsync();
            return !await HubDesk.HasEntriesAsync(paper.Desk, default) && await HubDesk.WaitingAsync(paper.Desk, default) is null;
        }, "the hub is told of everything");
        return [.. hub.Came.Skip(before).SelectMany(call => call.Text.Split('&')).Where(part => part.StartsWith("hub.url=", StringComparison.Ordinal)).Select(part => Uri.UnescapeDataString(part[8..]))
            .Select(url => url[(House.Length + "/-/feed/".Length)..]).Select(rest => rest[rest.IndexOf('/', StringComparison.Ordinal)..]).Distinct().Order(StringComparer.Ordinal)];
    }
}
