using StopPress.Newsroom.Stories;
using StopPress.Site.Sharing;
using StopPress.Store.Counts;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Sharing;

/// <summary>What is read most, as pages list it: counted without knowing anybody.</summary>
public class MostReadTests(Houses houses)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory, BothDatabases]
    public async Task what_is_read_most_stands_on_fronts_and_stories_in_its_order_and_changes_at_most_once_a_minute(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Reading.OpenAsync(house, house.Clock);
        using var readers = new Reading(paper.Address);
        var stories = await PublishAsync(paper, 4);
        foreach (string page in new[] { "/", stories[0].Path }) Assert.DoesNotContain("most-read", await BodyAsync(paper, page), StringComparison.Ordinal);
        await readers.ReadAsync(stories[0].Id, MostRead.LeastReads);
        await readers.ReadAsync(stories[1].Id, MostRead.LeastReads + 2);
        await TellAsync(paper, house);
        // Two are no ranking, and fewer readers than one household could be are none.
        await readers.ReadAsync(stories[2].Id, MostRead.LeastReads - 1);
        await TellAsync(paper, house);
        Assert.DoesNotContain("most-read", await BodyAsync(paper, "/"), StringComparison.Ordinal);
        await readers.ReadAsync(stories[2].Id, MostRead.LeastReads + 4);
        await TellAsync(paper, house);
        string[] order = [stories[2].Path, stories[1].Path, stories[0].Path];
        foreach (string page in new[] { "/", stories[0].Path, stories[3].Path }) await Eventually.AnswersAsync(async () => (await ListedAsync(paper, page)).SequenceEqual(order), $"{page} lists them");
        Assert.Empty(await ListedAsync(paper, "/corrections/"));
        // Nothing new is no entry, however often somebody looks.
        long entries = await EntriesAsync(paper);
        await readers.ReadAsync(stories[2].Id, 3);
        await TellAsync(paper, house);
        Assert.Equal(entries, await EntriesAsync(paper));
    }

    [Theory, BothDatabases]
    public async Task what_is_killed_leaves_the_list_at_once_and_what_comes_next_stands_in_its_place(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Reading.OpenAsync(house, house.Clock);
        using var readers = new Reading(paper.Address);
        var stories = await PublishAsync(paper, 6);
        for (var i = 0; i < stories.Count; i++) await readers.ReadAsync(stories[i].Id, MostRead.LeastReads + 10 - i);
        await TellAsync(paper, house);
        await Eventually.AnswersAsync(async () => (await ListedAsync(paper, "/")).SequenceEqual(stories.Take(5).Select(story => story.Path)), "five are listed");
        await Paper.DoneAsync(new KillStory(stories[0].Id).RunAsync(paper.Desk, "anna"));
        Assert.Equal(stories.Skip(1).Select(story => story.Path), await ListedAsync(paper, "/"));
        Assert.Equal(410, (await readers.SendAsync($"/-/read/{stories[0].Id}", json: true, browser: Reading.Phone)).Status);
        await Paper.DoneAsync(new UnpublishStory(stories[1].Id).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new HoldStory(stories[2].Id).RunAsync(paper.Desk, "anna"));
        Assert.Equal(stories.Skip(3).Select(story => story.Path), await ListedAsync(paper, "/"));
        await Paper.DoneAsync(new HoldStory(stories[3].Id).RunAsync(paper.Desk, "anna"));
        Assert.Empty(await ListedAsync(paper, "/"));
    }

    [Theory, BothDatabases]
    public async Task a_day_later_it_is_forgotten_and_a_restart_forgets_nothing(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        List<(string Id, string Path)> stories;
        await using (var paper = await Reading.OpenAsync(house, house.Clock))
        {
            using var readers = new Reading(paper.Address);
            stories = await PublishAsync(paper, 3);
            foreach (var story in stories) await readers.ReadAsync(story.Id, MostRead.LeastReads);
            await TellAsync(paper, house);
            await Eventually.AnswersAsync(async () => (await ListedAsync(paper, "/")).Length == 3, "they are listed");
        }
        await using var again = await Reading.OpenAsync(house, house.Clock);
        Assert.Equal(3, (await ListedAsync(again, "/")).Length);
        long entries = await EntriesAsync(again);
        await TellAsync(again, house);
        Assert.Equal(entries, await EntriesAsync(again));
        house.Clock.Advance(TimeSpan.FromHours(24));
        await TellAsync(again, house);
        await Eventually.AnswersAsync(async () => (await ListedAsync(again, "/")).Length == 0, "the day is over");
        await again.Site.Counts.TurnDayAsync();
        await using var own = house.Kind == DatabaseKind.Sqlite ? HouseDatabase.OnSqlite(Path.Combine(house.Folder, CountLedger.FileName)) : HouseDatabase.OnPostgres(house.Connection);
        Assert.Equal(0L, await own.ReadAsync(async (connection, snapshot) => (long)(await connection.ScalarAsync(snapshot, "SELECT COUNT(*) FROM counts1_hours"))!));
    }

    [Theory, BothDatabases]
    public async Task each_edition_lists_what_is_read_in_it_and_the_desk_sees_how_often(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Reading.OpenAsync(house, house.Clock);
        using var readers = new Reading(paper.Address);
        await paper.OpenThaiAsync();
        var stories = await PublishAsync(paper, 3);
        var thai = new List<string>();
        foreach (var (id, _) in stories)
        {
            await Paper.DoneAsync(new AddText(id, "th", new StoryWords($"ข่าว {thai.Count}", Paper.Body("ข่าว"))).RunAsync(paper.Desk, "anna"));
            thai.Add(await paper.PublishAsync(id, "th"));
            await readers.ReadAsync(id, MostRead.LeastReads, "th");
        }
        await TellAsync(paper, house);
        await Eventually.AnswersAsync(async () => (await ListedAsync(paper, "/th/")).Length == 3, "the Thai edition lists them");
        Assert.Equal(thai.Order(StringComparer.Ordinal), (await ListedAsync(paper, "/th/")).Order(StringComparer.Ordinal));
        Assert.Empty(await ListedAsync(paper, "/"));
        Assert.Equal(MostRead.LeastReads, (await ReaderCounts.OfAsync(paper.Site.Counts, PublicIdOf(stories[0].Id)))!.Value.Reads);
    }

    [Theory, BothDatabases]
    public async Task machines_other_houses_and_a_single_network_move_nothing_and_are_answered_as_anybody(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Reading.OpenAsync(house);
        using var readers = new Reading(paper.Address);
        string story = (await PublishAsync(paper, 1))[0].Id, draft = await paper.FileAsync("Not yet"), about = await paper.FileAsync("About us", kind: StoryKind.Page);
        await paper.PublishAsync(about);
        string address = $"/-/read/{story}?in=en";
        foreach (string site in new[] { "cross-site", "same-site", "none" }) Assert.Equal(403, (await readers.SendAsync(address, site: site, browser: Reading.Phone)).Status);
        Assert.Equal(403, (await readers.SendAsync(address, site: null, origin: "https://elsewhere.example", browser: Reading.Phone)).Status);
        Assert.Equal(204, (await readers.SendAsync(address)).Status);
        Assert.Equal(204, (await readers.SendAsync(address, browser: "Googlebot/2.1 (+http://www.google.com/bot.html)")).Status);
        Assert.Equal(204, (await readers.SendAsync(address, browser: Reading.Phone, purpose: "prefetch;prerender")).Status);
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete }) Assert.InRange((await readers.SendAsync(address, method: method, browser: Reading.Phone)).Status, 404, 405);
        foreach (string id in new[] { draft, about, "x", "%00", new string('9', 6000), "1' OR '1'='1" })
            Assert.InRange((await readers.SendAsync($"/-/read/{Uri.EscapeDataString(id)}", json: true, browser: Reading.Phone)).Status, 400, 414);
        for (var i = 0; i < 40; i++)
        {
            var answer = await readers.SendAsync(address, $"203.0.113.{i}", browser: Reading.Phone);
            Assert.Equal((204, null, ""), (answer.Status, answer.Cookie, answer.Text));
        }
        await Eventually.AnswersAsync(async () => await paper.Site.Counts.DayAsync(ReaderCounts.Reads, PublicIdOf(story)) == CountLedger.Handful, "a handful is counted");
        try
        {
            Assert.Contains((await readers.SendAsync(address, "192.0.2.1", body: new byte[5 << 20], browser: Reading.Phone)).Status, new[] { 204, 400, 413 });
        }
        catch (HttpRequestException)
        {
            // The connection was closed on who sends so much.
        }
        // A like is still taken from the same network: reading uses up nothing of it.
        Assert.Equal(1, await readers.LikeAsync(story, "203.0.113.1"));
    }

    [Fact]
    public async Task a_flood_of_reads_is_not_kept_waiting_and_likes_are_taken_all_the_same()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Reading.OpenAsync(house);
        using var readers = new Reading(paper.Address);
        string story = (await PublishAsync(paper, 1))[0].Id;
        for (var i = 0; i < 20_000; i++) paper.Site.Counts.Note(new CountMove(ReaderCounts.Reads, 1, 1, default) { During = new CountedHour(1, paper.Site.Counts.Hour) });
        Assert.False(paper.Site.Counts.TakesNotes);
        Assert.Equal(204, (await readers.SendAsync($"/-/read/{story}", browser: Reading.Phone)).Status);
        Assert.Equal(1, await readers.LikeAsync(story, "203.0.113.1"));
    }

    [Fact]
    public async Task two_nodes_on_one_database_show_the_same_list_and_only_one_of_them_tells_it()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Postgres);
        await using var one = await Reading.OpenAsync(house, house.Clock);
        string folder = Path.Combine(house.Folder, "second");
        await using var two = await Paper.OpenAsync(folder, house.Connection, house.Clock, null);
        using var readers = new Reading(one.Address);
        var stories = await PublishAsync(one, 3);
        Assert.Empty(await ListedAsync(two, "/"));
        for (var i = 0; i < stories.Count; i++) await readers.ReadAsync(stories[i].Id, MostRead.LeastReads + i);
        string[] order = [.. stories.Select(story => story.Path).Reverse()];
        await Eventually.AnswersAsync(
            async () =>
            {
                house.Clock.Advance(TimeSpan.FromMinutes(1));
                await one.Site.Most.TellAsync(Cancel);
                await two.Site.Most.TellAsync(Cancel);
                return (await ListedAsync(one, "/")).SequenceEqual(order) && (await ListedAsync(two, "/")).SequenceEqual(order);
            }, "both list them");
        long entries = await EntriesAsync(one);
        for (var i = 0; i < 3; i++)
        {
            house.Clock.Advance(TimeSpan.FromMinutes(1));
            await one.Site.Most.TellAsync(Cancel);
            await two.Site.Most.TellAsync(Cancel);
        }
        Assert.Equal(entries, await EntriesAsync(one));
    }

    // What was noted is written within a quarter of a second; then it is told when a minute is over.
    private static async Task TellAsync(Paper paper, House house)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(700), Cancel);
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        await paper.Site.Most.TellAsync(Cancel);
    }

    private static async Task<List<(string Id, string Path)>> PublishAsync(Paper paper, int count)
    {
        var stories = new List<(string, string)>();
        for (var i = 0; i < count; i++)
        {
            string story = await paper.FileAsync($"Harbour wall holds {i}");
            stories.Add((story, await paper.PublishAsync(story)));
        }
        return stories;
    }

    private static async Task<string> BodyAsync(Paper paper, string path)
    {
        string page = await paper.ReadAsync(path);
        return page[page.IndexOf("<body", StringComparison.Ordinal)..];
    }

    private static async Task<string[]> ListedAsync(Paper paper, string path)
    {
        string body = await BodyAsync(paper, path);
        int begin = body.IndexOf("<aside class=\"most-read\"", StringComparison.Ordinal);
        if (begin < 0) return [];
        return [.. body[begin..body.IndexOf("</aside>", begin, StringComparison.Ordinal)].Split("<a href=\"").Skip(1).Select(link => link[..link.IndexOf('"')])];
    }

    private static long PublicIdOf(string story) => PublicId.TryRead(story, out long id) ? id : throw new FormatException(story);

    private static Task<long> EntriesAsync(Paper paper) => paper.Desk.Database.ReadAsync(async (connection, snapshot) => (long)(await connection.ScalarAsync(snapshot, "SELECT COUNT(*) FROM journal WHERE kind = 'MostReadCounted'"))!);
}
