using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Stories;
using StopPress.Site.Serving;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Serving;

public class ReaderTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task a_published_story_is_on_its_page_and_on_the_front_when_the_act_is_answered(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        Assert.DoesNotContain("Harbour wall holds", await paper.ReadAsync("/"), StringComparison.Ordinal);
        string path = await paper.PublishAsync(await paper.FileAsync("Harbour wall holds", "The wall <held> & stood."));
        Assert.Contains("Harbour wall holds", await paper.ReadAsync("/"), StringComparison.Ordinal);
        string page = await paper.ReadAsync(path);
        Assert.Contains("The wall &lt;held&gt; &amp; stood.", page, StringComparison.Ordinal);
        Assert.Contains($"<link rel=\"canonical\" href=\"https://courier.example{path}\">", page, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task readers_see_an_edited_story_only_once_it_is_published_again(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("First words");
        string path = await paper.PublishAsync(story);
        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords("Second words", Paper.Body("It happened otherwise."))).RunAsync(paper.Desk, "anna"));
        Assert.Contains("First words", await paper.ReadAsync(path), StringComparison.Ordinal);
        Assert.Equal(path, await paper.PublishAsync(story));
        string page = await paper.ReadAsync(path);
        Assert.Contains("Second words", page, StringComparison.Ordinal);
        Assert.Contains("modified_time", page, StringComparison.Ordinal);
        Assert.DoesNotContain("First words", await paper.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task a_withdrawn_story_answers_410_at_every_address_it_ever_had_and_is_on_no_page(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("The mayor's secret");
        string first = await paper.PublishAsync(story);
        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords("The mayor's secret", Paper.Body("More."), UrlSlug: "mayor")).RunAsync(paper.Desk, "anna"));
        string second = await paper.PublishAsync(story);
        var moved = await paper.AskAsync(first);
        Assert.Equal((301, second), ((int)moved.StatusCode, moved.Headers.Location!.OriginalString));
        await paper.AskAsync(second);
        await Paper.DoneAsync(new UnpublishStory(story).RunAsync(paper.Desk, "anna"));
        foreach (string path in new[] { first, second })
        {
            var gone = await paper.AskAsync(path);
            Assert.Equal(410, (int)gone.StatusCode);
            Assert.Equal("no-store", gone.Headers.CacheControl!.ToString());
            Assert.DoesNotContain("secret", await gone.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.DoesNotContain("secret", await paper.ReadAsync("/"), StringComparison.Ordinal);
        await paper.PublishAsync(story);
        Assert.Equal(200, (int)(await paper.AskAsync(second)).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task a_story_goes_out_at_the_hour_that_was_set_and_not_before(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Budget at noon");
        await Paper.DoneAsync(new SchedulePublish(story, "en", DateTimeOffset.UtcNow.AddSeconds(1.5)).RunAsync(paper.Desk, "anna"));
        Assert.DoesNotContain("Budget at noon", await paper.ReadAsync("/"), StringComparison.Ordinal);
        var waited = Stopwatch.StartNew();
        while (!(await paper.ReadAsync("/")).Contains("Budget at noon", StringComparison.Ordinal))
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(20), "The hour came and nothing went out.");
            await Task.Delay(50);
        }
        Assert.True(waited.Elapsed > TimeSpan.FromSeconds(0.5), "It went out before its hour.");
    }

    [Fact]
    public async Task an_embargoed_story_does_not_go_out_before_its_hour()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("Under embargo", Paper.Body("Text.")), EmbargoedUntil: DateTimeOffset.UtcNow.AddHours(1)).RunAsync(paper.Desk, "anna"));
        Assert.Equal("embargoed", (await new PublishStory(story, "en").RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.Equal("embargoed", (await new SchedulePublish(story, "en", DateTimeOffset.UtcNow.AddMinutes(30)).RunAsync(paper.Desk, "anna")).Refusal!.Code);
        Assert.DoesNotContain("Under embargo", await paper.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("")]
    public async Task a_page_is_the_same_in_every_encoding_and_is_sent_once_to_whoever_holds_it(string encoding)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        string path = await paper.PublishAsync(await paper.FileAsync("Same to all", new string('x', 3000)));
        string plain = await paper.ReadAsync(path);
        // Brotli is made in the background once a page is in demand.
        HttpResponseMessage answer = null!;
        for (var i = 0; i < 400; i++)
        {
            answer = await paper.AskAsync(path, encoding);
            if (encoding != "br" || answer.Content.Headers.ContentEncoding.Contains("br")) break;
            await Task.Delay(10);
        }
        Assert.Equal(encoding, string.Join(',', answer.Content.Headers.ContentEncoding));
        Assert.Equal(plain, Unpacked(await answer.Content.ReadAsByteArrayAsync(), encoding));
        Assert.Equal("Accept-Encoding", string.Join(',', answer.Headers.Vary));
        string etag = answer.Headers.ETag!.ToString();
        var again = await paper.AskAsync(path, encoding, $"\"other\", {etag}");
        Assert.Equal((304, 0), ((int)again.StatusCode, (await again.Content.ReadAsByteArrayAsync()).Length));
        Assert.Equal(etag[..30], again.Headers.ETag!.ToString()[..30]);
        var head = await paper.AskAsync(path, encoding, method: HttpMethod.Head);
        Assert.Equal((200, 0), ((int)head.StatusCode, (await head.Content.ReadAsByteArrayAsync()).Length));
        Assert.True(head.Content.Headers.ContentLength > 500);
    }

    [Fact]
    public async Task tracking_parameters_share_the_page_without_them()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        string path = await paper.PublishAsync(await paper.FileAsync("One page"));
        Assert.Equal((await paper.AskAsync(path)).Headers.ETag, (await paper.AskAsync(path + "?utm_source=x&fbclid=1")).Headers.ETag);
        Assert.Equal(1, paper.Site.Press.Shelf.Count);
    }

    [Fact]
    public async Task addresses_that_lead_nowhere_are_not_kept_one_by_one()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        for (var i = 0; i < 200; i++)
        {
            var answer = await paper.AskAsync($"/nowhere/{i}");
            Assert.Equal((404, "no-store"), ((int)answer.StatusCode, answer.Headers.CacheControl!.ToString()));
        }
        Assert.Equal(1, paper.Site.Press.Shelf.Count);
    }

    [Theory]
    [InlineData("/%00")]
    [InlineData("/%ff%fe/")]
    [InlineData("/..%2f..%2fetc/passwd")]
    [InlineData("/2026/13/")]
    [InlineData("/9999/99/99/")]
    [InlineData("/-/not-found/en")]
    [InlineData("/-/media/../../newsroom.db")]
    [InlineData("/-/media/zzzzzzzzzzzzz-960.jpg")]
    [InlineData("/%ED%A0%80/")]
    [InlineData("/%EF%BF%BE/")]
    [InlineData("/'; DROP TABLE stories; --/")]
    public async Task a_hostile_address_leads_nowhere(string path)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        Assert.Contains((int)(await paper.AskAsync(path)).StatusCode, new[] { 400, 404 });
        Assert.Equal(200, (int)(await paper.AskAsync("/")).StatusCode);
    }

    [Fact]
    public async Task nobody_can_post_to_a_page()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        Assert.Equal(405, (int)(await paper.AskAsync("/", method: HttpMethod.Post)).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task another_spelling_of_an_address_that_works_is_one_redirect(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        string section = await Paper.DoneAsync(new OpenSection(null, true, [new NewName("en", "Café life"), new NewName("th", "ท้องถิ่น")]).RunAsync(paper.Desk, "anna"));
        string path = await paper.PublishAsync(await paper.FileAsync("Somewhere", filing: new StoryFiling([section])));
        foreach (string home in new[] { path, "/cafe-life/", "/th/", "/th/ท้องถิ่น/" })
        {
            var moved = await paper.AskAsync(home.TrimEnd('/') + "?utm_source=x");
            Assert.Equal((301, home + "?utm_source=x"), ((int)moved.StatusCode, Uri.UnescapeDataString(moved.Headers.Location!.OriginalString)));
            Assert.Equal(200, (int)(await paper.AskAsync(home)).StatusCode);
        }
    }

    [Fact]
    public async Task every_route_says_who_may_ask_for_it()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        Assert.NotEmpty(paper.Site.Routes);
        Assert.All(paper.Site.Routes, route => Assert.True(route.Metadata.GetMetadata<Audience>() is not null, $"{route.DisplayName} is not classified."));
    }

    [Fact]
    public async Task a_thousand_readers_of_a_cold_page_get_it_whole()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        string path = await paper.PublishAsync(await paper.FileAsync("Asked for by all"));
        paper.Site.Press.DropEverything();
        var answers = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => paper.ReadAsync(path)));
        Assert.Single(answers.Distinct());
        Assert.Contains("Asked for by all", answers[0], StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task two_desks_that_publish_at_once_give_each_story_an_address_of_its_own(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        var stories = new List<string>();
        for (var i = 0; i < 8; i++) stories.Add(await paper.FileAsync("The same headline"));
        var outcomes = await Task.WhenAll(stories.Select(story => Task.Run(() => new PublishStory(story, "en").RunAsync(paper.Desk, "anna"))));
        Assert.All(outcomes, outcome => Assert.Null(outcome.Refusal));
        var paths = outcomes.Select(outcome => outcome.Value.Result).ToList();
        Assert.Equal(paths.Count, paths.Distinct().Count());
        foreach (string path in paths) Assert.Equal(200, (int)(await paper.AskAsync(path)).StatusCode);
    }

    private static string Unpacked(byte[] bytes, string encoding)
    {
        using Stream stream = encoding switch
        {
            "gzip" => new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress),
            "br" => new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress),
            _ => new MemoryStream(bytes),
        };
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
