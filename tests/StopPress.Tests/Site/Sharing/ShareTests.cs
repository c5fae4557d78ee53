using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Site.Sharing;
using StopPress.Store.Counts;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Sharing;

/// <summary>Readers pass stories on.</summary>
public class ShareTests(Houses houses)
{
    private static readonly string[] Hosts = ["www.facebook.com", "x.com", "social-plugins.line.me", "wa.me", "t.me", "bsky.app", "share.joinmastodon.org"];

    [Fact]
    public void a_network_takes_a_story_by_its_own_address_with_nothing_in_it_that_could_lead_elsewhere()
    {
        const string Story = "https://courier.example/2026/03/a/?&#", Headline = "50 % & more: “เขื่อน” #1";
        var addresses = ShareAddress.Networks.Select(network => new Uri(ShareAddress.Of(network, Story, Headline))).ToList();
        Assert.Equal(Hosts, addresses.Select(address => address.Host));
        Assert.All(addresses, address => Assert.Equal("https", address.Scheme));
        Assert.All(addresses, address => Assert.Contains(Uri.EscapeDataString(Story), address.OriginalString, StringComparison.Ordinal));
        Assert.Equal("mailto:?subject=50%20%25%20%26%20more%3A%20%E2%80%9C%E0%B9%80%E0%B8%82%E0%B8%B7%E0%B9%88%E0%B8%AD%E0%B8%99%E2%80%9D%20%231&body=https%3A%2F%2Fcourier.example%2F2026%2F03%2Fa%2F%3F%26%23", ShareAddress.OfMail(Story, Headline));
        foreach (var network in new[] { SocialNetwork.Instagram, SocialNetwork.Youtube, SocialNetwork.Tiktok }) Assert.Null(ShareAddress.Find(ShareAddress.KeyOf(network)));
    }

    [Theory, BothDatabases]
    public async Task a_share_is_counted_and_leads_to_the_network_with_the_storys_own_address(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        string story;
        await using (var paper = await Reading.OpenAsync(house))
        {
            using var readers = new Reading(paper.Address);
            story = await paper.FileAsync("Harbour wall holds");
            string path = await paper.PublishAsync(story);
            string page = await paper.ReadAsync(path);
            foreach (var network in ShareAddress.Networks)
            {
                string key = ShareAddress.KeyOf(network);
                Assert.Contains($"<a href=\"/-/share/{story}/{key}?in=en\" rel=\"nofollow noopener\">{SocialAccount.NameOf(network)}</a>", page, StringComparison.Ordinal);
                var answer = await readers.SendAsync($"/-/share/{story}/{key}?in=en", $"192.0.{(int)network}.1", method: HttpMethod.Get);
                Assert.Equal((303, ShareAddress.Of(network, "https://courier.example" + path, "Harbour wall holds")), (answer.Status, answer.Location));
                Assert.Contains("noindex, nofollow", answer.Headers, StringComparison.Ordinal);
                Assert.Null(answer.Cookie);
            }
            Assert.Equal(204, (await readers.SendAsync($"/-/share/{story}/link", "198.51.100.1")).Status);
        }
        // What nobody waited for was written when it closed.
        await using var again = await Reading.OpenAsync(house);
        Assert.Equal(ShareAddress.Networks.Count + 1, await SharesAsync(again, story));
    }

    [Theory, BothDatabases]
    public async Task machines_are_led_on_and_not_counted_and_nobody_is_led_anywhere_else(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Reading.OpenAsync(house);
        using var readers = new Reading(paper.Address);
        string story = await paper.FileAsync("Harbour wall holds"), killed = await paper.FileAsync("Wrong"), draft = await paper.FileAsync("Not yet");
        await paper.PublishAsync(story);
        await paper.PublishAsync(killed);
        await Paper.DoneAsync(new KillStory(killed).RunAsync(paper.Desk, "anna"));
        foreach (string? site in new[] { null, "cross-site", "none" }) Assert.Equal(303, (await readers.SendAsync($"/-/share/{story}/x", site: site, method: HttpMethod.Get)).Status);
        Assert.Equal(303, (await readers.SendAsync($"/-/share/{story}/x", method: HttpMethod.Head)).Status);
        Assert.Equal(403, (await readers.SendAsync($"/-/share/{story}/link", site: "cross-site")).Status);
        foreach (string way in new[] { "instagram", "youtube", "tiktok", "link", "evil", "FACEBOOK", "1", "https%3A%2F%2Fevil.example" }) Assert.Equal((way, 404), (way, (await readers.SendAsync($"/-/share/{story}/{way}", method: HttpMethod.Get)).Status));
        foreach (string asked in new[] { "?url=https://evil.example", "?in=//evil.example", "?in=https://evil.example&u=https://evil.example", "?server=evil.example" })
            Assert.DoesNotContain("evil", (await readers.SendAsync($"/-/share/{story}/mastodon{asked}", site: null, method: HttpMethod.Get)).Location, StringComparison.Ordinal);
        Assert.Equal(404, (await readers.SendAsync($"/-/share/{draft}/x", method: HttpMethod.Get)).Status);
        Assert.Equal(410, (await readers.SendAsync($"/-/share/{killed}/x", method: HttpMethod.Get)).Status);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.Equal(0, await SharesAsync(paper, story));
        for (var i = 0; i < 20; i++) await readers.SendAsync($"/-/share/{story}/x", method: HttpMethod.Get);
        await Eventually.AnswersAsync(async () => await SharesAsync(paper, story) == CountLedger.Handful, "a handful of one network is counted");
    }

    [Theory, BothDatabases]
    public async Task the_desk_sees_how_many_like_a_story_and_passed_it_on(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house);
        using var readers = new Reading(paper.Address);
        string story = await paper.FileAsync("Harbour wall holds");
        using var visitor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        Assert.DoesNotContain("Readers:", (await visitor.ReadAsync($"stories/{story}/en")).Text, StringComparison.Ordinal);
        await paper.PublishAsync(story);
        await readers.LikeAsync(story, "203.0.113.1");
        await readers.SendAsync($"/-/share/{story}/x", method: HttpMethod.Get);
        await Eventually.AnswersAsync(async () => (await visitor.ReadAsync($"stories/{story}/en")).Text.Contains("Readers: 1 likes, 1 shares, read 0 times in the last day.", StringComparison.Ordinal), "the desk sees it");
    }

    [Fact]
    public async Task the_houses_accounts_stand_after_a_story_and_at_the_foot_where_they_vouch_for_each_other()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        string path = await paper.PublishAsync(await paper.FileAsync("Harbour wall holds"));
        Assert.Contains("<li><a href=\"/-/feed/rss/\" type=\"application/rss+xml\">RSS</a></li>", await paper.ReadAsync(path), StringComparison.Ordinal);
        await Paper.DoneAsync(new KeepSocialAccounts([new(SocialNetwork.Mastodon, "https://mastodon.example/@courier"), new(SocialNetwork.Youtube, "https://www.youtube.com/@courier")]).RunAsync(paper.Desk, "anna"));
        string page = await paper.ReadAsync(path);
        Assert.Contains("<a href=\"https://mastodon.example/@courier\" rel=\"noopener\">Mastodon</a>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://mastodon.example/@courier\" rel=\"me noopener\">Mastodon</a>", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://www.youtube.com/@courier\" rel=\"me noopener\">YouTube</a>", await paper.ReadAsync("/"), StringComparison.Ordinal);
    }

    private static async Task<long> SharesAsync(Paper paper, string story)
    {
        PublicId.TryRead(story, out long id);
        return (await ReaderCounts.OfAsync(paper.Site.Counts, id))!.Value.Shares;
    }
}
