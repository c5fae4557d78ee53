using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Tags;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Search;

/// <summary>A search can be followed as a feed, and while somebody types they are offered what they may mean.</summary>
public class FollowingTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task a_search_is_followed_as_a_feed_in_each_form_and_in_step(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        await paper.OpenThaiAsync();
        foreach (string headline in new[] { "First lantern", "A quay", "Second lantern" })
        {
            await paper.PublishAsync(await paper.FileAsync(headline));
            house.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        var page = new HtmlParser().ParseDocument(await paper.SearchAsync("\"lantern\" -third", "&page=2"));
        string rss = page.QuerySelector("a[type='application/rss+xml']")!.GetAttribute("href")!;
        Assert.Equal(
            ["application/rss+xml", "application/atom+xml", "application/feed+json"],
            page.QuerySelectorAll("link[rel=alternate][type]").Select(link => link.GetAttribute("type")!));
        Assert.Contains(page.QuerySelectorAll("link[rel=alternate][type]"), link => link.GetAttribute("href") == rss);
        Assert.Equal(["Second lantern", "First lantern"], await RssAsync(rss));
        var atom = XDocument.Parse(await paper.ReadAsync(rss.Replace("/rss", "/atom", StringComparison.Ordinal)));
        Assert.Equal(["Second lantern", "First lantern"], atom.Root!.Elements("{http://www.w3.org/2005/Atom}entry").Select(entry => entry.Element("{http://www.w3.org/2005/Atom}title")!.Value));
        using var json = JsonDocument.Parse(await paper.ReadAsync(rss.Replace("/rss", "/json", StringComparison.Ordinal)));
        Assert.Equal(2, json.RootElement.GetProperty("items").GetArrayLength());
        Assert.StartsWith("https://courier.example/-/search?q=", json.RootElement.GetProperty("home_page_url").GetString(), StringComparison.Ordinal);

        string third = await paper.FileAsync("Third lantern"), fourth = await paper.FileAsync("Fourth lantern");
        await paper.PublishAsync(third);
        await paper.PublishAsync(fourth);
        Assert.Equal(["Fourth lantern", "Second lantern", "First lantern"], await RssAsync(rss));
        await Paper.DoneAsync(new KillStory(fourth, []).RunAsync(paper.Desk, "anna"));
        Assert.Equal(["Second lantern", "First lantern"], await RssAsync(rss));
        Assert.Empty(await RssAsync("/-/search/rss"));
        Assert.Empty(await RssAsync("/th/-/search/rss?q=lantern"));
        Assert.Equal(404, (int)(await paper.AskAsync("/fr/-/search/rss?q=lantern")).StatusCode);

        async Task<IEnumerable<string>> RssAsync(string path) => XDocument.Parse(await paper.ReadAsync(path)).Descendants("item").Select(item => item.Element("title")!.Value);
    }

    [Theory, BothDatabases]
    public async Task names_words_and_headlines_are_offered_while_somebody_types(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        string tag = await Paper.DoneAsync(new AddTag([new("en", "Harbour board"), new("th", "ท่าเรือ")]).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new AddStaff(null, [new("en", "Mina Dahl")]).RunAsync(paper.Desk, "anna"));
        await paper.PublishAsync(await paper.FileAsync("Lanterns light the old harbour", filing: new StoryFiling(Tags: [tag])));
        await paper.FileAsync("Secret lantern plan");
        string thai = await Paper.DoneAsync(new FileStory("th", new StoryWords("รถสีแดงคันใหม่", Paper.Body("ข่าว"))).RunAsync(paper.Desk, "anna"));
        await paper.PublishAsync(thai, "th");

        Assert.Equal(["Mina Dahl"], await OfferedAsync("da"));
        Assert.Equal("Harbour board", (await OfferedAsync("HAR"))[0]);
        Assert.Equal(["old lanterns", "Lanterns light the old harbour"], (await OfferedAsync("old lant")).Order(StringComparer.Ordinal).Reverse());
        Assert.DoesNotContain(await OfferedAsync("lantern"), one => one.Contains("Secret", StringComparison.Ordinal));
        Assert.Equal(["รถสีแดงคันใหม่"], await OfferedAsync("สีแดง", "/th/"));
        Assert.Equal(["ท่าเรือ"], await OfferedAsync("เรือ", "/th/"));
        foreach (string nothing in new[] { "", " ", "x", "\"harbour", "-harbour", "!?" }) Assert.Equal((nothing, 0), (nothing, (await OfferedAsync(nothing)).Count));

        async Task<IReadOnlyList<string>> OfferedAsync(string typed, string home = "/")
        {
            using var told = JsonDocument.Parse(await paper.ReadAsync($"{home}-/search/suggest?q={Uri.EscapeDataString(typed)}"));
            return [.. told.RootElement.GetProperty("suggestions").EnumerateArray().Select(one => one.GetString()!)];
        }
    }
}
