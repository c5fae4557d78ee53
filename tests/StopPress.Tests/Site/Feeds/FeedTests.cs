using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Site.Feeds;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Feeds;

/// <summary>What programs that follow the newspaper are told.</summary>
public partial class FeedTests(Houses houses, DemoPaper demo)
{
    private const string House = "https://courier.example";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom", Content = "http://purl.org/rss/1.0/modules/content/", Core = "http://purl.org/dc/elements/1.1/", Media = "http://search.yahoo.com/mrss/";

    // What may stand in a text that somebody else's program shows (feedvalidator.org, "SecurityRisk").
    private static readonly HashSet<string> Elements =
        ["p", "a", "em", "strong", "s", "sub", "sup", "code", "pre", "br", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "figure", "figcaption", "img", "span", "cite", "footer", "aside", "hr", "div", "table", "caption", "thead", "tbody", "tr", "th", "td"];

    private static readonly HashSet<string> Attributes = ["href", "rel", "src", "alt", "width", "height", "class", "lang", "dir", "start", "colspan", "rowspan", "scope"];

    [Theory, BothDatabases]
    public async Task a_feed_tells_what_is_new_on_its_page_in_every_form(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        string section = await Paper.DoneAsync(new OpenSection(null, true, [new NewName("en", "Sea & Shore", "sea", Description: "What the tide brings")]).RunAsync(paper.Desk, "anna"));
        string staff = await Paper.DoneAsync(new AddStaff(null, [new NewName("en", "Jane Roe", "jane")]).RunAsync(paper.Desk, "anna"));
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(1600, 1000));
        var filing = new StoryFiling([section], [], [], [new Credit(staff)], picture);
        string body = ProseMirrorJson.Write(new Document(
        [
            new Heading(BlockId.New(), 2, [new TextRun("Within", Marks.None)]),
            new Paragraph(BlockId.New(), [new TextRun("All of it ", Marks.None), new TextRun("here", new Marks(MarkSet.None, Href.Read("/about/")!)), new TextRun(" & <there>.", Marks.None)]),
            new Figure(BlockId.New(), Shots.Id(picture), "A wall", [], null),
        ]));
        string story = await Paper.DoneAsync(new FileStory("en", new StoryWords("Ferries <late> & early", body, Standfirst: "They \"ran\"."), null, filing).RunAsync(paper.Desk, "anna"));
        string path = await paper.PublishAsync(story);
        foreach (string page in new[] { "/", "/sea/", "/author/jane/" })
        {
            var rss = XDocument.Parse(await paper.ReadAsync("/-/feed/rss" + page)).Root!.Element("channel")!;
            var item = Assert.Single(rss.Elements("item"));
            Assert.Equal("Ferries <late> & early", (string?)item.Element("title"));
            Assert.Equal(House + path, (string?)item.Element("link"));
            Assert.Equal("They \"ran\".", (string?)item.Element("description"));
            Assert.Equal("Jane Roe", (string?)item.Element(Core + "creator"));
            Assert.Equal("Sea & Shore", (string?)item.Element("category"));
            string html = (string)item.Element(Content + "encoded")!;
            Assert.Contains($"<a href=\"{House}/about/\">here</a> &amp; &lt;there&gt;.", html, StringComparison.Ordinal);
            Assert.Matches($"<img src=\"{House}/-/media/[^\"]+\\.jpg\" alt=\"A wall\" width=\"[0-9]+\" height=\"[0-9]+\">", html);
            var shown = item.Element(Media + "content")!;
            Assert.Equal(("image/jpeg", "image"), ((string?)shown.Attribute("type"), (string?)shown.Attribute("medium")));
            Assert.Equal(200, (int)(await paper.AskAsync(new Uri((string)shown.Attribute("url")!).AbsolutePath)).StatusCode);
            var entry = XDocument.Parse(await paper.ReadAsync("/-/feed/atom" + page)).Root!.Element(Atom + "entry")!;
            Assert.Equal((string?)item.Element("guid"), (string?)entry.Element(Atom + "id"));
            Assert.Equal(html, (string?)entry.Element(Atom + "content"));
            using var json = JsonDocument.Parse(await paper.ReadAsync("/-/feed/json" + page));
            Assert.Equal((html, House + path), (json.RootElement.GetProperty("items")[0].GetProperty("content_html").GetString(), json.RootElement.GetProperty("items")[0].GetProperty("url").GetString()));
        }
        Assert.Equal("What the tide brings", (string?)XDocument.Parse(await paper.ReadAsync("/-/feed/rss/sea/")).Root!.Element("channel")!.Element("description"));
        Assert.Empty(XDocument.Parse(await paper.ReadAsync("/-/feed/rss/th/")).Descendants("item"));
        Assert.Contains("<link rel=\"alternate\" type=\"application/rss+xml\" title=\"Sea & Shore\" href=\"/-/feed/rss/sea/\">", System.Net.WebUtility.HtmlDecode(await paper.ReadAsync("/sea/")), StringComparison.Ordinal);
        Assert.Contains("href=\"/-/feed/rss/\"", await paper.ReadAsync(path), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task what_breaks_has_a_feed_of_its_own_in_each_edition(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        await paper.OpenThaiAsync();
        string story = await paper.FileAsync("Harbour wall breaks");
        string path = await paper.PublishAsync(story);
        Assert.Contains("title=\"Breaking | ", await paper.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Contains("href=\"/-/feed/rss/-/breaking\"", await paper.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Contains("href=\"/-/feed/rss/th/-/breaking\"", await paper.ReadAsync("/th/"), StringComparison.Ordinal);
        Assert.Empty(await BreakingAsync(paper));
        var until = house.Clock.GetUtcNow().AddHours(3);
        await Paper.DoneAsync(new SetBreakingLine("en", "The harbour wall has broken", until, story).RunAsync(paper.Desk, "anna"));
        var first = Assert.Single(await BreakingAsync(paper));
        Assert.Equal(("The harbour wall has broken", House + path), ((string?)first.Element("title"), (string?)first.Element("link")));
        Assert.Empty(await BreakingAsync(paper, "/th/"));
        // The hour at which it goes is no news; other words are.
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await Paper.DoneAsync(new SetBreakingLine("en", "The harbour wall has broken", until.AddHours(1), story).RunAsync(paper.Desk, "anna"));
        Assert.Equal((string?)first.Element("guid"), (string?)Assert.Single(await BreakingAsync(paper)).Element("guid"));
        Assert.Equal((string?)first.Element("pubDate"), (string?)Assert.Single(await BreakingAsync(paper)).Element("pubDate"));
        await Paper.DoneAsync(new SetBreakingLine("en", "The harbour wall has broken twice", until, story).RunAsync(paper.Desk, "anna"));
        Assert.NotEqual((string?)first.Element("guid"), (string?)Assert.Single(await BreakingAsync(paper)).Element("guid"));
        await Paper.DoneAsync(new KillStory(story).RunAsync(paper.Desk, "anna"));
        Assert.Empty(await BreakingAsync(paper));
        await Paper.DoneAsync(new SetBreakingLine("th", "กำแพงพัง", until).RunAsync(paper.Desk, "anna"));
        Assert.Equal(House + "/th/", (string?)Assert.Single(await BreakingAsync(paper, "/th/")).Element("link"));
        await Paper.DoneAsync(new EndBreakingLine("th").RunAsync(paper.Desk, "anna"));
        Assert.Empty(await BreakingAsync(paper, "/th/"));
        foreach (string form in new[] { "atom", "json" }) Assert.Equal(200, (int)(await paper.AskAsync($"/-/feed/{form}/-/breaking")).StatusCode);
        foreach (string nowhere in new[] { "/-/feed/rss/-/breaking/", "/-/feed/rss/-/rail", "/-/feed/rss/fr/-/breaking" }) Assert.Equal(404, (int)(await paper.AskAsync(nowhere)).StatusCode);
    }

    private static async Task<List<XElement>> BreakingAsync(Paper paper, string home = "/") => [.. XDocument.Parse(await paper.ReadAsync($"/-/feed/rss{home}-/breaking")).Descendants("item")];

    [Theory, BothDatabases]
    public async Task a_story_keeps_its_name_for_machines_and_is_told_no_more_once_it_is_gone(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync("Ferry");
        await paper.PublishAsync(story);
        string id = await IdAsync();
        await Paper.DoneAsync(new EditStory(story, "en", new StoryWords("Ferry late", Paper.Body("It is late."), UrlSlug: "late")).RunAsync(paper.Desk, "anna"));
        await paper.PublishAsync(story);
        Assert.Equal(id, await IdAsync());
        Assert.Contains("Ferry late", await paper.ReadAsync("/-/feed/rss/"), StringComparison.Ordinal);
        await Paper.DoneAsync(new CorrectStory(story, "en", "The hour was wrong.").RunAsync(paper.Desk, "anna"));
        Assert.Contains("<description>The hour was wrong.</description>", await paper.ReadAsync("/-/feed/rss/corrections/"), StringComparison.Ordinal);
        await Paper.DoneAsync(new KillStory(story).RunAsync(paper.Desk, "anna"));
        foreach (var feed in FeedAddress.Of("/").Concat(FeedAddress.Of("/corrections/"))) Assert.DoesNotContain("Ferry", await paper.ReadAsync(feed.Path), StringComparison.Ordinal);

        async Task<string> IdAsync() => (string)XDocument.Parse(await paper.ReadAsync("/-/feed/rss/")).Descendants("guid").Single();
    }

    [Theory, BothDatabases]
    public async Task an_owner_says_how_much_of_a_story_feeds_tell(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.PublishAsync(await Paper.DoneAsync(new FileStory("en", new StoryWords("Ferry", Paper.Body("All of it."), Standfirst: "In short.")).RunAsync(paper.Desk, "anna")));
        foreach (bool whole in new[] { true, false, true })
        {
            await Paper.DoneAsync(new SetFeeds(whole).RunAsync(paper.Desk, "anna"));
            foreach (var feed in FeedAddress.Of("/"))
            {
                string told = await paper.ReadAsync(feed.Path);
                Assert.Equal((true, whole), (told.Contains("In short.", StringComparison.Ordinal), told.Contains("All of it.", StringComparison.Ordinal)));
            }
        }
    }

    [Fact]
    public async Task a_feed_is_where_its_page_is_and_ready_like_it()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        await paper.PublishAsync(await paper.FileAsync("Ferry"));
        string section = await Paper.DoneAsync(new OpenSection(null, true, [new NewName("en", "Sea", "sea")]).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new RenameSection(section, "en", "Coast", "coast").RunAsync(paper.Desk, "anna"));
        var moved = await paper.AskAsync("/-/feed/atom/sea/");
        Assert.Equal((301, "/-/feed/atom/coast/"), ((int)moved.StatusCode, moved.Headers.Location!.OriginalString));
        // Where another house had it.
        foreach (var (old, now) in new[] { ("/feed/", "/-/feed/rss/"), ("/coast/feed/atom/", "/-/feed/atom/coast/"), ("/?feed=rss2", "/-/feed/rss/"), ("/?feed=atom", "/-/feed/atom/") })
        {
            var led = await paper.AskAsync(old);
            Assert.Equal((301, now), ((int)led.StatusCode, led.Headers.Location!.OriginalString));
        }
        foreach (string nowhere in new[] { "/-/feed/rss", "/-/feed/", "/-/feed/rss/nowhere/", "/-/feed/xml/", "/-/feed/rss/-/desk/", "/-/feed/rss/-/feed/rss/", "/-/feed/rss/2026/11/" }) Assert.Equal(404, (int)(await paper.AskAsync(nowhere)).StatusCode);
        var first = await paper.AskAsync("/-/feed/rss/", "gzip");
        Assert.Equal(("application/xml", "no-cache"), (first.Content.Headers.ContentType!.MediaType, first.Headers.CacheControl!.ToString()));
        Assert.Equal(304, (int)(await paper.AskAsync("/-/feed/rss/", "gzip", first.Headers.ETag!.ToString())).StatusCode);
        Assert.NotNull(paper.Site.Press.Ready("/-/feed/rss/", false));
    }

    [Theory]
    [InlineData("/"), InlineData("/th/")]
    public async Task no_feed_of_the_sample_newspaper_breaks_a_rule(string home)
    {
        var paper = await demo.OpenAsync();
        string front = await paper.ReadAsync(home);
        string story = Regex.Match(front, $"href=\"({home}20[0-9]{{2}}/[^\"]+/[^\"]+/)\"").Groups[1].Value;
        string[] pages = [home, home + "corrections/", .. Linked().Matches(front + await paper.ReadAsync(story)).Select(link => link.Groups[1].Value).Where(path => path.StartsWith(home, StringComparison.Ordinal)).Distinct()];
        var followed = 0;
        foreach (string page in pages)
        {
            if ((int)(await paper.AskAsync("/-/feed/rss" + page)).StatusCode != 200) continue;
            followed++;
            CheckRss(XDocument.Parse(await paper.ReadAsync("/-/feed/rss" + page)), $"{House}/-/feed/rss{page}");
            CheckAtom(XDocument.Parse(await paper.ReadAsync("/-/feed/atom" + page)), $"{House}/-/feed/atom{page}");
        }
        Assert.True(followed > 5, $"Only {followed} feeds were found.");
    }

    // RSS 2.0 and the rules that validators add to it.
    private static void CheckRss(XDocument feed, string self)
    {
        var channel = feed.Root!.Element("channel")!;
        CheckCommon(feed);
        foreach (string once in new[] { "title", "link", "description", "language", "lastBuildDate" }) Assert.Single(channel.Elements(once));
        CheckLink(channel.Elements(Atom + "link").Single(), self);
        if (channel.Element("image") is { } image)
        {
            Assert.Equal(((string?)channel.Element("title"), (string?)channel.Element("link")), ((string?)image.Element("title"), (string?)image.Element("link")));
            Assert.Matches(@"\.(png|jpe?g|gif)$", (string)image.Element("url")!);
        }
        var items = channel.Elements("item").ToList();
        Assert.Equal(items.Count, items.Select(item => (string)item.Element("guid")!).Distinct().Count());
        string[] known = ["title", "link", "guid", "pubDate", "category", "description"];
        foreach (var item in items)
        {
            Assert.All(item.Elements().Where(one => one.Name.NamespaceName.Length == 0), one => Assert.Contains(one.Name.LocalName, known));
            foreach (string once in known.Except(["category"])) Assert.Single(item.Elements(once));
            Assert.Equal("false", (string?)item.Element("guid")!.Attribute("isPermaLink"));
            Assert.True(DateTimeOffset.TryParseExact((string)item.Element("pubDate")!, "ddd, dd MMM yyyy HH:mm:ss 'GMT'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _));
            // A summary stands before the whole text.
            if (item.Element(Content + "encoded") is { } whole)
            {
                Assert.True(item.Elements().ToList().IndexOf(item.Element("description")!) < item.Elements().ToList().IndexOf(whole));
                CheckHtml(whole.Value);
            }
        }
    }

    // RFC 4287, sections 4.1 and 4.2.
    private static void CheckAtom(XDocument feed, string self)
    {
        CheckCommon(feed);
        var root = feed.Root!;
        foreach (string once in new[] { "id", "title", "subtitle", "updated" }) Assert.Single(root.Elements(Atom + once));
        CheckLink(root.Elements(Atom + "link").Single(link => (string?)link.Attribute("rel") == "self"), self);
        var entries = root.Elements(Atom + "entry").ToList();
        Assert.Equal(entries.Count, entries.Select(entry => (string)entry.Element(Atom + "id")!).Distinct().Count());
        foreach (var entry in entries)
        {
            foreach (string once in new[] { "id", "title", "updated", "published" }) Assert.Single(entry.Elements(Atom + once));
            Assert.Single(entry.Elements(Atom + "link"), link => (string?)link.Attribute("rel") == "alternate");
            Assert.True(entry.Element(Atom + "content") is not null || entry.Element(Atom + "summary") is not null);
            Assert.All(new[] { "updated", "published" }, date => Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", (string)entry.Element(Atom + date)!));
            Assert.All(entry.Elements(Atom + "category"), category => Assert.NotEqual("", (string)category.Attribute("term")!));
            if (entry.Element(Atom + "content") is { } whole) CheckHtml(whole.Value);
        }
    }

    private static void CheckCommon(XDocument feed)
    {
        Assert.Equal("utf-8", feed.Declaration!.Encoding);
        // Nothing is empty, no name or summary holds HTML, and every address is whole.
        Assert.All(feed.Descendants().Where(one => !one.HasElements && !one.HasAttributes), one => Assert.NotEqual("", one.Value.Trim()));
        Assert.All(feed.Descendants().Where(one => one.Name.LocalName is "title" or "description" or "summary" or "subtitle"), one => Assert.DoesNotMatch("<[a-z/][^>]*>|&[a-z]+;", one.Value));
        var addresses = feed.Descendants().Where(one => one.Name.LocalName is "link" or "url" or "uri" or "icon" && !one.HasElements && one.Value.Length > 0).Select(one => one.Value)
            .Concat(feed.Descendants().Attributes().Where(one => one.Name.LocalName is "href" or "url").Select(one => one.Value));
        Assert.All(addresses, address => Assert.True(Uri.IsWellFormedUriString(address, UriKind.Absolute), address));
    }

    private static void CheckLink(XElement link, string self) => Assert.Equal((self, "self"), (Uri.UnescapeDataString((string)link.Attribute("href")!), (string?)link.Attribute("rel")));

    private static void CheckHtml(string html)
    {
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);
        foreach (var element in page.Body!.QuerySelectorAll("*"))
        {
            Assert.Contains(element.LocalName, Elements);
            Assert.All(element.Attributes, attribute => Assert.Contains(attribute.Name, Attributes));
            foreach (string? address in new[] { element.GetAttribute("href"), element.GetAttribute("src") }) Assert.True(address is null || Uri.TryCreate(address, UriKind.Absolute, out _), address);
        }
    }

    [GeneratedRegex("href=\"(/[^\"#?]*/)\"")]
    private static partial Regex Linked();
}
