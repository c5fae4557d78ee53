using System.Net;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Store.Settings;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Serving;

/// <summary>The newspaper behind each proxy and cache, as docs/operate tells owners to set them up.</summary>
public class BehindProxyTests(Houses houses)
{
    // Enough that a page which was on its way while it changed would be found in the cache; each round publishes, updates, and takes away.
    private const int Rounds = 25;

    [Theory]
    [InlineData("nginx")]
    [InlineData("caddy")]
    [InlineData("varnish")]
    [InlineData("slow varnish")]
    [InlineData("nginx before varnish")]
    public async Task whatever_the_desk_does_is_seen_at_once_through_what_stands_in_front(string front)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var set = await Set.UpAsync(house, front);
        var (paper, reader) = (set.Paper, set.Reader);
        using var enough = new CancellationTokenSource();
        string last = "/";
        var crowd = Enumerable.Range(0, 3).Select(_ => CrowdAsync()).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            string headline = $"Harbour wall holds, {round}";
            string story = await paper.FileAsync(headline);
            string path = await paper.PublishAsync(story);
            last = path;
            Assert.Contains(headline, await reader.GetStringAsync("/"), StringComparison.Ordinal);
            Assert.Contains(headline, await reader.GetStringAsync(path), StringComparison.Ordinal);
            string changed = $"Harbour wall gives way, {round}";
            await Paper.DoneAsync(new EditStory(story, "en", new StoryWords(changed, Paper.Body("It gave way."))).RunAsync(paper.Desk, "anna"));
            await paper.PublishAsync(story);
            Assert.Contains(changed, await reader.GetStringAsync("/"), StringComparison.Ordinal);
            Assert.Contains(changed, await reader.GetStringAsync(path), StringComparison.Ordinal);
            if (round % 2 == 0) await Paper.DoneAsync(new HoldStory(story).RunAsync(paper.Desk, "anna"));
            else await Paper.DoneAsync(new KillStory(story).RunAsync(paper.Desk, "anna"));
            using var gone = await reader.GetAsync(path);
            Assert.Equal(HttpStatusCode.Gone, gone.StatusCode);
            Assert.DoesNotContain("gave way", await gone.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.DoesNotContain(changed, await reader.GetStringAsync("/"), StringComparison.Ordinal);
        }
        await enough.CancelAsync();
        Assert.All(await Task.WhenAll(crowd), read => Assert.True(read > Rounds, $"Only {read} pages were read meanwhile."));
        Assert.Empty(paper.Desk.Worries.Present);

        async Task<int> CrowdAsync()
        {
            var read = 0;
            for (; !enough.IsCancellationRequested; read++)
            {
                using var answer = await reader.GetAsync(read % 2 == 0 ? "/" : last);
            }
            return read;
        }
    }

    [Fact]
    public async Task a_picture_leaves_the_cache_with_the_story_that_showed_it()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var set = await Set.UpAsync(house, "varnish");
        string picture = await Shots.AddAsync(set.Paper, Shots.Jpeg(700, 500));
        string story = await Shots.FileAsync(set.Paper, "With a picture", picture);
        await set.Paper.PublishAsync(story);
        string address = (await Shots.AddressesAsync(set.Paper, picture))[0];
        Assert.Equal(HttpStatusCode.OK, (await set.Reader.GetAsync(address)).StatusCode);
        Assert.NotNull((await set.Reader.GetAsync(address)).Headers.Age);
        await Paper.DoneAsync(new KillStory(story).RunAsync(set.Paper.Desk, "anna"));
        Assert.Equal(HttpStatusCode.NotFound, (await set.Reader.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task the_cache_spares_the_newspaper_and_keeps_what_was_not_touched()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var set = await Set.UpAsync(house, "varnish");
        string picture = await Shots.AddAsync(set.Paper, Shots.Jpeg(700, 500));
        string path = await set.Paper.PublishAsync(await Shots.FileAsync(set.Paper, "With a picture", picture));
        string address = (await Shots.AddressesAsync(set.Paper, picture))[0];
        // What was done is told once more a second later.
        await Task.Delay(1500);
        foreach (string one in new[] { path, address }) await set.Reader.GetAsync(one);
        foreach (string one in new[] { path, address }) Assert.True(await IsKeptAsync(set, one), one);
        // What was filed just before a purge, of whatever, is fetched anew once.
        await Task.Delay(2000);
        await set.Paper.FileAsync("A draft that no reader sees");
        Assert.True(await IsKeptAsync(set, path));
        await set.Paper.PublishAsync(await set.Paper.FileAsync("Another story"));
        await Task.Delay(1500);
        Assert.True(await IsKeptAsync(set, address));
    }

    [Fact]
    public async Task a_reader_is_known_by_his_own_address_behind_both_and_nobody_can_purge()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var set = await Set.UpAsync(house, "nginx before varnish", FrontDoor.Usual with { TrustedProxies = [IPNetwork.Parse("127.0.0.1/32")], RequestsPerSecond = 1 });
        // All of them are this machine, which is never counted; who claims to be another is not believed.
        set.Reader.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.7");
        for (var i = 0; i < 30; i++) Assert.Equal(HttpStatusCode.NotFound, (await set.Reader.GetAsync($"/nowhere/{i}/")).StatusCode);
        string path = await set.Paper.PublishAsync(await set.Paper.FileAsync("Harbour wall holds"));
        await Task.Delay(1500);
        await set.Reader.GetStringAsync(path);
        using var purge = await set.Reader.SendAsync(new HttpRequestMessage(new HttpMethod("PURGE"), path) { Headers = { { "Surrogate-Key", "everything" } } });
        Assert.Equal(HttpStatusCode.MethodNotAllowed, purge.StatusCode);
        Assert.True(await IsKeptAsync(set, path));
    }

    [Fact]
    public async Task whoever_comes_without_encryption_is_sent_to_where_it_is()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var set = await Set.UpAsync(house, "nginx");
        using var answer = await set.Reader.GetAsync(new Uri(set.Front.Plain!, "/news/?a=b"));
        Assert.Equal((HttpStatusCode.MovedPermanently, new Uri(set.Front.Address, "/news/?a=b")), (answer.StatusCode, answer.Headers.Location));
        using var page = await set.Reader.GetAsync("/");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.StartsWith("max-age=", page.Headers.GetValues("Strict-Transport-Security").Single(), StringComparison.Ordinal);
        // The desk seals its forms with a cookie that only goes over an encrypted connection.
        Assert.Contains("__RequestVerificationToken", await set.Reader.GetStringAsync("/-/desk/sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task what_another_node_does_is_seen_through_the_cache_within_a_second()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Postgres);
        await using var set = await Set.UpAsync(house, "varnish");
        using var folder = new TemporaryFolder();
        await using var other = await Paper.OpenAsync(folder.Path, house.Connection, TimeProvider.System, null, door: FrontDoor.Usual with { Caches = [new Uri($"http://127.0.0.1:{set.Purge}")] });
        string story = await other.FileAsync("Harbour wall holds");
        string path = await other.PublishAsync(story);
        await Eventually.AnswersAsync(async () => (await set.Reader.GetAsync(path)).StatusCode == HttpStatusCode.OK, "the cache's node has followed");
        for (var round = 0; round < 10; round++)
        {
            await set.Reader.GetAsync("/");
            string headline = $"Harbour wall holds, {round}";
            await Paper.DoneAsync(new EditStory(story, "en", new StoryWords(headline, Paper.Body("It holds."))).RunAsync(other.Desk, "anna"));
            await other.PublishAsync(story);
            var published = TimeProvider.System.GetTimestamp();
            // The cache may have asked its own node again before that node knew; then it is told once more when it does.
            await Eventually.AnswersAsync(async () => (await set.Reader.GetStringAsync(path)).Contains(headline, StringComparison.Ordinal) && (await set.Reader.GetStringAsync("/")).Contains(headline, StringComparison.Ordinal), "the update is seen");
            Assert.InRange(TimeProvider.System.GetElapsedTime(published).TotalSeconds, 0, 3);
        }
        await Paper.DoneAsync(new KillStory(story).RunAsync(other.Desk, "anna"));
        await Eventually.AnswersAsync(async () => (await set.Reader.GetAsync(path)).StatusCode == HttpStatusCode.Gone, "the kill is seen");
    }

    [Fact]
    public async Task a_cache_that_is_away_holds_nobody_up_and_is_made_good_when_it_is_back()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var set = await Set.UpAsync(house, "varnish");
        await set.Front.DisposeAsync();
        string path = await set.Paper.PublishAsync(await set.Paper.FileAsync("Harbour wall holds"));
        var worry = Assert.Single(set.Paper.Desk.Worries.Present);
        Assert.Equal("cache-away", worry.Code);
        var began = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < 10; i++) await set.Paper.PublishAsync(await set.Paper.FileAsync($"Meanwhile {i}"));
        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 0, 2);
        await using var back = await FrontServer.VarnishAsync(set.Paper.Address, set.Purge);
        await Eventually.HoldsAsync(() => set.Paper.Desk.Worries.Present.Count == 0, "the cache is told everything", TimeSpan.FromSeconds(10));
        using var reader = back.NewReader();
        Assert.Contains("Meanwhile 9", await reader.GetStringAsync("/"), StringComparison.Ordinal);
        string story = await set.Paper.FileAsync("Told again");
        await set.Paper.PublishAsync(story);
        Assert.Contains("Told again", await reader.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(path)).StatusCode);
    }

    // Varnish names the request that brought what it has kept beside the one that asks for it.
    private static async Task<bool> IsKeptAsync(Set set, string address)
    {
        using var answer = await set.Reader.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Surrogate-Key"));
        return answer.Headers.GetValues("X-Varnish").Single().Split(' ').Length == 2;
    }

    /// <summary>A newspaper with what stands in front of it.</summary>
    private sealed record Set(Paper Paper, FrontServer Front, FrontServer? Cache, HttpClient Reader, int Purge) : IAsyncDisposable
    {
        public static async Task<Set> UpAsync(House house, string front, FrontDoor? door = null)
        {
            bool cached = front.Contains("varnish", StringComparison.Ordinal);
            int purge = Paper.FreePort();
            door ??= FrontDoor.Usual;
            if (cached) door = door with { Caches = [new Uri($"http://127.0.0.1:{purge}")] };
            var paper = await Paper.OpenAsync(house.Folder, house.Connection, TimeProvider.System, null, door: door);
            var cache = cached ? await FrontServer.VarnishAsync(paper.Address, purge, isSlow: front.StartsWith("slow", StringComparison.Ordinal)) : null;
            // It was opened before the cache, which it has told nothing yet.
            await Eventually.HoldsAsync(() => paper.Desk.Worries.Present.Count == 0, "the cache is told everything", TimeSpan.FromSeconds(10));
            var server = front switch
            {
                "varnish" or "slow varnish" => cache!,
                "caddy" => await FrontServer.CaddyAsync(paper.Address),
                _ => await FrontServer.NginxAsync(paper.Address, cache?.Address),
            };
            return new Set(paper, server, cache, server.NewReader(), purge);
        }

        public async ValueTask DisposeAsync()
        {
            Reader.Dispose();
            await Front.DisposeAsync();
            if (Cache is not null && !ReferenceEquals(Cache, Front)) await Cache.DisposeAsync();
            await Paper.DisposeAsync();
        }
    }
}
