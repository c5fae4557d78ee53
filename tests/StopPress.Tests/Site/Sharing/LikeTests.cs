using StopPress.Newsroom.Stories;
using StopPress.Site.Sharing;
using StopPress.Store.Counts;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Sharing;

/// <summary>Readers like stories, without an account and without a script.</summary>
public class LikeTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task a_reader_likes_a_story_is_led_back_to_it_and_can_take_it_back(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Reading.OpenAsync(house);
        using var readers = new Reading(paper.Address);
        string story = await paper.FileAsync("Harbour wall holds");
        string path = await paper.PublishAsync(story);
        Assert.Contains($"action=\"/-/like/{story}?in=en\"", await paper.ReadAsync(path), StringComparison.Ordinal);

        var liked = await readers.SendAsync($"/-/like/{story}?in=en");
        Assert.Equal((303, path + "#liked"), (liked.Status, liked.Location));
        Assert.Equal("liked=1", liked.Mark);
        // Only at that one address does the browser show it.
        Assert.Contains($"path=/-/like/{story};", liked.Cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", liked.Cookie, StringComparison.Ordinal);
        Assert.Equal(1, (await CountsAsync(paper, story)).Likes);

        // Twice is once.
        var twice = await readers.SendAsync($"/-/like/{story}?in=en", mark: liked.Mark);
        Assert.Equal((303, null), (twice.Status, twice.Cookie));
        Assert.Equal(1, (await CountsAsync(paper, story)).Likes);

        var back = await readers.SendAsync($"/-/like/{story}/take-back?in=en", mark: liked.Mark);
        Assert.Equal((303, path + "#like"), (back.Status, back.Location));
        Assert.Contains("1970", back.Cookie, StringComparison.Ordinal);
        Assert.Equal(0, (await CountsAsync(paper, story)).Likes);
        // Who has given nothing takes nothing back.
        await readers.LikeAsync(story, "198.51.100.1");
        Assert.Null((await readers.SendAsync($"/-/like/{story}/take-back")).Cookie);
        Assert.Equal(1, (await CountsAsync(paper, story)).Likes);
    }

    [Theory, BothDatabases]
    public async Task a_script_is_told_the_number_in_the_words_of_the_edition_and_a_story_has_one_in_all_of_them(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Reading.OpenAsync(house);
        using var readers = new Reading(paper.Address);
        await paper.OpenThaiAsync();
        string story = await paper.FileAsync("Harbour wall holds");
        await Paper.DoneAsync(new AddText(story, "th", new StoryWords("เขื่อนยังอยู่", Paper.Body("ยังอยู่"))).RunAsync(paper.Desk, "anna"));
        await paper.PublishAsync(story);
        string thai = await paper.PublishAsync(story, "th");
        var first = await readers.SendAsync($"/-/like/{story}?in=en", json: true);
        Assert.Equal("""{"liked":true,"likes":1,"text":"One reader likes this story"}""", first.Text);
        Assert.Contains("\"likes\":2", (await readers.SendAsync($"/-/like/{story}?in=th", "198.51.100.7", json: true)).Text, StringComparison.Ordinal);
        var thaiAnswer = await readers.SendAsync($"/-/like/{story}?in=th", "192.0.2.7");
        Assert.Equal(Addresses(thai) + "#liked", thaiAnswer.Location);
        Assert.DoesNotContain("Set-Cookie", (await readers.SendAsync(thai, method: HttpMethod.Get)).Headers, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task likes_come_onto_the_page_by_an_entry_at_most_one_a_minute(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Reading.OpenAsync(house, house.Clock);
        using var readers = new Reading(paper.Address);
        string story = await paper.FileAsync("Harbour wall holds");
        string path = await paper.PublishAsync(story);
        string other = await paper.PublishAsync(await paper.FileAsync("Harbour wall opens"));
        foreach (string page in new[] { path, path, other, other }) Assert.DoesNotContain("likes this", await paper.ReadAsync(page), StringComparison.Ordinal);
        await readers.LikeAsync(story, "203.0.113.1");
        // Whoever tells by itself may have been quicker.
        await paper.Site.Likes.TellAsync(TestContext.Current.CancellationToken);
        await Eventually.AnswersAsync(async () => (await paper.ReadAsync(path)).Contains("One reader likes this story", StringComparison.Ordinal), "the first like is on the page");
        long entries = await EntriesAsync(paper);
        Assert.Equal(1, entries);
        await readers.LikeAsync(story, "198.51.100.1");
        await readers.LikeAsync(story, "192.0.2.1");
        Assert.Equal(0, await paper.Site.Likes.TellAsync(TestContext.Current.CancellationToken));
        Assert.Contains("One reader likes this story", await paper.ReadAsync(path), StringComparison.Ordinal);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await paper.Site.Likes.TellAsync(TestContext.Current.CancellationToken);
        await Eventually.AnswersAsync(async () => (await paper.ReadAsync(path)).Contains("3 readers like this story", StringComparison.Ordinal), "the others follow a minute later");
        Assert.Equal(2, await EntriesAsync(paper));
        // Only its own piece was made anew.
        Assert.Equal("the first reader who asked for it", paper.Site.Press.Shelf.Why(path)!.PressedBy);
        Assert.DoesNotContain("likes this", await paper.ReadAsync(other), StringComparison.Ordinal);
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, await paper.Site.Likes.TellAsync(TestContext.Current.CancellationToken));
    }

    [Theory, BothDatabases]
    public async Task one_network_cannot_drive_a_number_up_also_after_a_restart_and_the_page_shows_what_was_counted(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        string story, path;
        await using (var paper = await Reading.OpenAsync(house))
        {
            using var readers = new Reading(paper.Address);
            story = await paper.FileAsync("Harbour wall holds");
            path = await paper.PublishAsync(story);
            for (var i = 0; i < 30; i++)
            {
                var answer = await readers.SendAsync($"/-/like/{story}", $"203.0.113.{i}");
                Assert.Equal(i < CountLedger.Handful ? "liked=1" : "liked=0", answer.Mark);
            }
            // What was not counted is not taken off either.
            await readers.SendAsync($"/-/like/{story}/take-back", "198.51.100.1", mark: "liked=0");
            Assert.Equal(CountLedger.Handful, (await CountsAsync(paper, story)).Likes);
        }
        await using var again = await Reading.OpenAsync(house);
        using var others = new Reading(again.Address);
        Assert.Equal(CountLedger.Handful, await others.LikeAsync(story, "203.0.113.99"));
        Assert.Contains($"{CountLedger.Handful} readers like this story", await again.ReadAsync(path), StringComparison.Ordinal);
        Assert.Equal(CountLedger.Handful + 1, await others.LikeAsync(story, "203.0.112.99"));
    }

    [Theory, BothDatabases]
    public async Task pages_of_other_houses_are_refused_and_stories_that_readers_do_not_have_cannot_be_liked(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Reading.OpenAsync(house);
        using var readers = new Reading(paper.Address);
        string story = await paper.FileAsync("Harbour wall holds"), draft = await paper.FileAsync("Not yet"), killed = await paper.FileAsync("Wrong"), about = await paper.FileAsync("About us", kind: StoryKind.Page);
        foreach (string one in new[] { story, killed, about }) await paper.PublishAsync(one);
        await Paper.DoneAsync(new KillStory(killed).RunAsync(paper.Desk, "anna"));
        foreach (string site in new[] { "cross-site", "same-site", "none", "" }) Assert.Equal(site.Length == 0 ? 303 : 403, (await readers.SendAsync($"/-/like/{story}", site: site.Length == 0 ? null : site)).Status);
        foreach (string origin in new[] { "https://elsewhere.example", "null", "https://courier.example.elsewhere.example" }) Assert.Equal(403, (await readers.SendAsync($"/-/like/{story}", site: null, origin: origin)).Status);
        Assert.Equal(303, (await readers.SendAsync($"/-/like/{story}", "198.51.100.1", site: null, origin: "https://courier.example")).Status);
        Assert.Equal(2, (await CountsAsync(paper, story)).Likes);
        foreach (var (id, status) in new[] { (draft, 404), (killed, 410), (about, 404), (PublicId.Text(PublicId.Next(TimeProvider.System)), 404) })
        {
            foreach (bool json in new[] { true, false })
            {
                var answer = await readers.SendAsync($"/-/like/{id}", json: json);
                Assert.Equal((id, status, null), (id, answer.Status, answer.Cookie));
                Assert.DoesNotContain("Not yet", answer.Text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task whatever_is_sent_breaks_nothing_and_is_kept_nowhere()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Reading.OpenAsync(house);
        using var readers = new Reading(paper.Address);
        string story = await paper.FileAsync("Harbour wall holds");
        await paper.PublishAsync(story);
        foreach (string id in new[] { "x", "0000000000000", "zzzzzzzzzzzzz", "..%2f..%2fetc", "%00", new string('9', 6000), "%f0%9f%92%a5", "1' OR '1'='1" })
        {
            Assert.InRange((await readers.SendAsync($"/-/like/{Uri.EscapeDataString(id)}")).Status, 400, 414);
            Assert.InRange((await readers.SendAsync($"/-/share/{Uri.EscapeDataString(id)}/facebook", method: HttpMethod.Get)).Status, 400, 414);
        }
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch, HttpMethod.Options }) Assert.InRange((await readers.SendAsync($"/-/like/{story}", method: method)).Status, 404, 405);
        foreach (int megabytes in new[] { 1, 5 })
        {
            try
            {
                Assert.Contains((await readers.SendAsync($"/-/like/{story}", body: new byte[megabytes << 20])).Status, new[] { 303, 400, 413 });
            }
            catch (HttpRequestException)
            {
                // The connection was closed on who sends so much.
            }
        }
        for (var i = 0; i < 500; i++) Assert.Equal(404, (await readers.SendAsync($"/-/like/{PublicId.Text(PublicId.Next(TimeProvider.System))}", $"10.{i}.1.1", json: true)).Status);
        Assert.Equal(303, (await readers.SendAsync($"/-/like/{story}?in=<script>&in=th", "192.0.2.77")).Status);
        Assert.InRange((await CountsAsync(paper, story)).Likes, 1, 3);
        await using var own = HouseDatabase.OnSqlite(Path.Combine(house.Folder, CountLedger.FileName));
        Assert.Equal(1L, await own.ReadAsync(async (connection, snapshot) => (long)(await connection.ScalarAsync(snapshot, "SELECT COUNT(*) FROM counts1_numbers"))!));
    }

    [Fact]
    public async Task a_ledger_that_is_broken_stops_no_page_and_the_owner_hears_of_it()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await File.WriteAllTextAsync(Path.Combine(house.Folder, CountLedger.FileName), new string('x', 9000), TestContext.Current.CancellationToken);
        await using var paper = await Reading.OpenAsync(house);
        using var readers = new Reading(paper.Address);
        string story = await paper.FileAsync("Harbour wall holds");
        string path = await paper.PublishAsync(story);
        Assert.Contains("Harbour wall holds", await paper.ReadAsync(path), StringComparison.Ordinal);
        Assert.Equal(503, (await readers.SendAsync($"/-/like/{story}")).Status);
        Assert.Contains(paper.Desk.Worries.Present, worry => worry.Code == CountBook.AwayCode);
        Assert.StartsWith("xxx", await File.ReadAllTextAsync(Path.Combine(house.Folder, CountLedger.FileName), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static string Addresses(string path) => StopPress.Site.Pages.Addresses.Encoded(path);

    private static async Task<(long Likes, long Shares, long Reads)> CountsAsync(Paper paper, string story)
    {
        PublicId.TryRead(story, out long id);
        return (await ReaderCounts.OfAsync(paper.Site.Counts, id))!.Value;
    }

    private static Task<long> EntriesAsync(Paper paper) => paper.Desk.Database.ReadAsync(async (connection, snapshot) => (long)(await connection.ScalarAsync(snapshot, "SELECT COUNT(*) FROM journal WHERE kind = 'LikesCounted'"))!);
}
