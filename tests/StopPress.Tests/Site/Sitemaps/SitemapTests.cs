using System.Globalization;
using AngleSharp.Html.Parser;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Tags;
using StopPress.Site.Sitemaps;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Sitemaps;

/// <summary>Search engines learn of every page that readers have, and of no other.</summary>
public class SitemapTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task every_page_that_links_lead_to_is_told_and_nothing_else(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string story = await FillAsync(paper);
        Assert.Equal(await CrawlAsync(paper), (await SitemapReader.PathsAsync(paper)).Order(StringComparer.Ordinal));
        await Paper.DoneAsync(new KillStory(story, []).RunAsync(paper.Desk, "anna"));
        var left = await SitemapReader.PathsAsync(paper);
        Assert.DoesNotContain(left, path => path.Contains("harbour-wall", StringComparison.Ordinal));
        Assert.Subset(left.ToHashSet(), (await CrawlAsync(paper)).ToHashSet());
        // Nobody links to a tag of no story any more; its page is there all the same.
        foreach (string path in left) Assert.Equal((path, 200), (path, (int)(await paper.AskAsync(path)).StatusCode));
    }

    [Theory, BothDatabases]
    public async Task a_page_is_told_with_its_other_languages_its_pictures_and_when_it_changed(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string story = await FillAsync(paper);
        var pages = (await SitemapReader.AllAsync(paper)).ToDictionary(page => page.Path);
        foreach (var page in pages.Values)
        {
            // What a page says of its languages, each of them says of it, and the page itself says the same.
            foreach (string other in page.Alternates.Values) Assert.Equal(page.Alternates, pages[other].Alternates);
            var head = new HtmlParser().ParseDocument(await paper.ReadAsync(page.Path)).Head!;
            Assert.Equal(page.Alternates, head.QuerySelectorAll("link[rel=alternate][hreflang]").ToDictionary(link => link.GetAttribute("hreflang")!, link => SitemapReader.PathOf(link.GetAttribute("href")!)));
            Assert.Equal(page.Path, SitemapReader.PathOf(head.QuerySelector("link[rel=canonical]")!.GetAttribute("href")!));
        }
        var told = pages.Values.Single(page => page.Path.Contains("harbour-wall", StringComparison.Ordinal));
        Assert.Equal(["en", "th", "x-default"], told.Alternates.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(200, (int)(await paper.AskAsync(SitemapReader.PathOf(told.Element.Descendants(ToldPage.Image + "loc").Single().Value))).StatusCode);
        Assert.Equal(Written(house.Clock.GetUtcNow()), told.Changed);

        house.Clock.Advance(TimeSpan.FromHours(3));
        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords("Harbour wall holds", Paper.Body("The stones moved by a metre."))).RunAsync(paper.Desk, "anna"));
        await paper.PublishAsync(story);
        told = (await SitemapReader.AllAsync(paper)).Single(page => page.Path == told.Path);
        Assert.Equal(Written(house.Clock.GetUtcNow()), told.Changed);
    }

    [Theory, BothDatabases]
    public async Task news_is_news_for_two_days(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        string first = await paper.PublishAsync(await paper.FileAsync("First <& \"story\""));
        string at = Written(house.Clock.GetUtcNow());
        house.Clock.Advance(TimeSpan.FromHours(30));
        string second = await paper.PublishAsync(await paper.FileAsync("Second story"));
        var news = await SitemapReader.PagesAsync(paper, "/sitemap-en-news.xml");
        Assert.Equal([second, first], news.Select(page => page.Path));
        Assert.Equal(("First <& \"story\"", at, "en"), (Said(news[1], "title"), Said(news[1], "publication_date"), Said(news[1], "language")));
        house.Clock.Advance(TimeSpan.FromHours(20));
        Assert.Equal([second], (await SitemapReader.PagesAsync(paper, "/sitemap-en-news.xml")).Select(page => page.Path));
        house.Clock.Advance(TimeSpan.FromHours(30));
        Assert.Empty(await SitemapReader.PagesAsync(paper, "/sitemap-en-news.xml"));
        Assert.DoesNotContain("/sitemap-en-news.xml", await SitemapReader.FilesAsync(paper));

        static string Said(ToldPage page, string name) => page.Element.Descendants(ToldPage.News + name).Single().Value;
    }

    [Theory, BothDatabases]
    public async Task robots_are_told_where_the_sitemap_is_and_what_has_no_end(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        Assert.Equal("User-agent: *\nDisallow: /-/desk\nDisallow: /-/like/\nDisallow: /-/share/\nDisallow: /-/search\nDisallow: /th/-/search\n\nSitemap: https://courier.example/sitemap.xml\n", await paper.ReadAsync("/robots.txt"));
        foreach (string nowhere in new[] { "/sitemap-en-2020-01.xml", "/sitemap-en-pages-2.xml", "/sitemap-fr-pages.xml", "/sitemap-en-desk.xml", "/sitemap-en-news-2.xml", "/sitemap-.xml", "/sitemap-en-9999-99.xml" })
            Assert.Equal((nowhere, 404), (nowhere, (int)(await paper.AskAsync(nowhere)).StatusCode));
        foreach (string former in new[] { "/wp-sitemap.xml", "/sitemap_index.xml" }) Assert.Equal("/sitemap.xml", (await paper.AskAsync(former)).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task a_file_that_somebody_has_already_is_not_sent_again()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        await paper.PublishAsync(await paper.FileAsync("First story"));
        foreach (string file in new[] { "/sitemap.xml", "/sitemap-en-pages.xml", "/robots.txt" })
        {
            string tag = (await paper.AskAsync(file)).Headers.ETag!.ToString();
            Assert.Equal((file, 304), (file, (int)(await paper.AskAsync(file, holds: tag)).StatusCode));
        }
        string month = (await SitemapReader.FilesAsync(paper))[^1], had = (await paper.AskAsync(month)).Headers.ETag!.ToString();
        await paper.PublishAsync(await paper.FileAsync("Second story"));
        Assert.Equal(200, (int)(await paper.AskAsync(month, holds: had)).StatusCode);
    }

    [Fact]
    public void addresses_of_files_are_read_as_they_are_written()
    {
        foreach (var part in new[] { new SitemapPart("en", SitemapPart.Pages), new SitemapPart("zh-Hant", "tag", 12), SitemapPart.OfMonth("en-GB", new DateOnly(2026, 11, 1)) with { Number = 3 } })
            Assert.Equal(part, SitemapPart.Read(part.Language, part.Path[SitemapPart.Begin.Length..^SitemapPart.End.Length]));
        foreach (string name in new[] { "en-pages-1", "en-pages-01", "en-2026-13", "en-section", "en-", "en", "th-pages", "en-pages-99999" }) Assert.Null(SitemapPart.Read("en", name));
    }

    private static string Written(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // Two editions with every kind of page; the story that has most of it.
    private static async Task<string> FillAsync(Paper paper)
    {
        await paper.OpenThaiAsync();
        string section = await Paper.DoneAsync(new OpenSection(null, true, [new("en", "World"), new("th", "โลก")]).RunAsync(paper.Desk, "anna"));
        string tag = await Paper.DoneAsync(new AddTag([new("en", "Heavy rain")]).RunAsync(paper.Desk, "anna"));
        string staff = await Paper.DoneAsync(new AddStaff(null, [new("en", "Jane Doe"), new("th", "เจน โด")]).RunAsync(paper.Desk, "anna"));
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(900, 600), new AddPicture(Credit: "Jane Doe", Words: [new PictureWords("en", "A wall", "")]));
        string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("Harbour wall holds", Paper.Body("The stones stood.")), Filing: new StoryFiling([section], null, [tag], [new Credit(staff)], picture)).RunAsync(paper.Desk, "anna"));
        await paper.PublishAsync(story);
        await Paper.DoneAsync(new AddText(story, "th", new StoryWords("กำแพงท่าเรือยังอยู่", Paper.Body("หินยังอยู่"))).RunAsync(paper.Desk, "anna"));
        await paper.PublishAsync(story, "th");
        await paper.PublishAsync(await paper.FileAsync("Other story"));
        await paper.PublishAsync(await paper.FileAsync("About us", kind: StoryKind.Page));
        await paper.FileAsync("Not out yet");
        return story;
    }

    // Every page that can be come to from the front and that says of itself that it may be shown.
    private static async Task<IEnumerable<string>> CrawlAsync(Paper paper)
    {
        var seen = new HashSet<string> { "/" };
        var pages = new SortedSet<string>(StringComparer.Ordinal);
        for (var next = new Queue<string>(seen); next.TryDequeue(out string? path);)
        {
            var answer = await paper.AskAsync(path);
            Assert.Equal((path, 200), (path, (int)answer.StatusCode));
            if (answer.Content.Headers.ContentType!.MediaType != "text/html") continue;
            var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
            if (page.QuerySelector("meta[name=robots]") is null && !answer.Headers.Contains("X-Robots-Tag")) pages.Add(path);
            foreach (string link in page.QuerySelectorAll("a[href]:not([rel~=nofollow])").Select(link => link.GetAttribute("href")!).Where(link => link.StartsWith('/') && !link.StartsWith("/-/desk", StringComparison.Ordinal)))
            {
                string whole = Uri.UnescapeDataString(link.Split('?', '#')[0]);
                if (seen.Add(whole)) next.Enqueue(whole);
            }
        }
        return pages;
    }
}
