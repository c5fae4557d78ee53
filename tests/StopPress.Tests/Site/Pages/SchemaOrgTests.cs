using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Storylines;
using StopPress.Newsroom.Tags;
using StopPress.Site.LinkCards;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Pages;

/// <summary>What pages say of themselves to machines: schema.org in JSON-LD, and Open Graph.</summary>
public partial class SchemaOrgTests(Houses houses, DemoPaper demo)
{
    private const string House = "https://courier.example";

    // Google's guide for articles.
    private const int LongestHeadline = 110;

    /// <summary>Headlines that would break what is made of them by gluing, or by cutting between two halves.</summary>
    public static TheoryData<string> HostileHeadlines() =>
    [
        "</script><script>alert(1)</script>",
        "<!-- <script> \"quoted\" 'twice' & \\ \u2028 ]]>",
        string.Concat(Enumerable.Repeat("\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466", 40)),
        string.Concat(Enumerable.Repeat("ที่นี่น้ำท่วม", 30)),
        "هذا خبر \u202E طويل " + new string('ع', 280),
        string.Concat(Enumerable.Repeat("e\u0301\u0323", 150)),
        new string('W', 300),
        string.Join(' ', Enumerable.Repeat("Ferries", 60)),
    ];

    [Theory, BothDatabases]
    public async Task a_story_tells_who_did_what_where_it_belongs_and_what_it_shows(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        string world = await Paper.DoneAsync(new OpenSection(null, true, [new NewName("en", "World & Sea", "world")]).RunAsync(paper.Desk, "anna"));
        string asia = await Paper.DoneAsync(new OpenSection(world, true, [new NewName("en", "Asia", "asia")]).RunAsync(paper.Desk, "anna"));
        string line = await Paper.DoneAsync(new StartStoryline([new NewName("en", "The floods", "floods")]).RunAsync(paper.Desk, "anna"));
        string tag = await Paper.DoneAsync(new AddTag([new NewName("en", "rain")]).RunAsync(paper.Desk, "anna"));
        string jane = await Paper.DoneAsync(new AddStaff(null, [new NewName("en", "Jane Roe", "jane", "Reporter")]).RunAsync(paper.Desk, "anna"));
        string picture = await Shots.AddAsync(paper, Shots.Jpeg(1600, 1000), new AddPicture(Creator: "John Doe", Credit: "John Doe / Courier", Copyright: "2026 Courier", Words: [new PictureWords("en", "A pier", "The pier at noon.")]));
        Credit[] byline =
        [
            new(jane), new(Guest: "Press Agency", Role: BylineRole.Agency), new(Guest: "Ann Lens", Role: BylineRole.Photography), new(Guest: "Ed Blue", Role: BylineRole.Editing),
        ];
        string story = await Paper.DoneAsync(new FileStory(
            "en", new StoryWords("Ferry late", Paper.Body("It is late."), Standfirst: "In short.", Dateline: "BANGKOK"), null, new StoryFiling([asia], [line], [tag], byline, picture)).RunAsync(paper.Desk, "anna"));
        string path = await paper.PublishAsync(story);
        await Paper.DoneAsync(new CorrectStory(story, "en", "The hour was wrong.").RunAsync(paper.Desk, "anna"));
        var page = await ReadAsync(paper, path);
        var article = page.Thing("NewsArticle");
        Assert.Equal(
            ("Ferry late", "In short.", "BANGKOK", "en", "Asia", House + path),
            (Text(article, "headline"), Text(article, "description"), Text(article, "dateline"), Text(article, "inLanguage"), Text(article, "articleSection"), Text(article, "mainEntityOfPage")));
        Assert.Equal(["rain"], article.GetProperty("keywords").EnumerateArray().Select(word => word.GetString()));
        Assert.Equal([("Person", "Jane Roe", House + "/author/jane/"), ("Organization", "Press Agency", "")], People(article, "author"));
        Assert.Equal([("Person", "Ann Lens", "")], People(article, "contributor"));
        Assert.Equal([("Person", "Ed Blue", "")], People(article, "editor"));
        Assert.Equal([("CreativeWorkSeries", "The floods", House + "/storyline/floods/")], People(article, "isPartOf"));
        Assert.Equal("The hour was wrong.", Text(article.GetProperty("correction")[0], "text"));
        Assert.Equal(page.Meta("article:published_time"), Text(article, "datePublished"));
        Assert.Equal(page.Meta("article:modified_time"), Text(article, "dateModified"));
        Assert.Equal(House + "/corrections/", Text(article.GetProperty("publisher"), "correctionsPolicy"));
        var images = article.GetProperty("image").EnumerateArray().ToList();
        Assert.Equal([16 / 9.0, 4 / 3.0, 1], images.Select(image => Math.Round(image.GetProperty("width").GetDouble() / image.GetProperty("height").GetDouble(), 2)), (one, other) => Math.Abs(one - other) < 0.01);
        foreach (var image in images)
        {
            Assert.Equal(("John Doe / Courier", "2026 Courier", "The pier at noon."), (Text(image, "creditText"), Text(image, "copyrightNotice"), Text(image, "caption")));
            var answer = await paper.AskAsync(new Uri(Text(image, "url")).AbsolutePath);
            Assert.Equal((200, "image/jpeg"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            using var shown = NetVips.Image.NewFromBuffer(await answer.Content.ReadAsByteArrayAsync());
            Assert.Equal((image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32()), (shown.Width, shown.Height));
        }
        page.AssertWay(("Front", "/"), ("World & Sea", "/world/"), ("Asia", "/world/asia/"), ("Ferry late", path));
        Assert.Equal(("Asia", "rain", House + "/author/jane/", "summary_large_image"), (page.Meta("article:section"), page.Meta("article:tag"), page.Meta("article:author"), page.Meta("twitter:card")));
        Assert.Equal("CreativeWorkSeries", Text((await ReadAsync(paper, "/storyline/floods/")).Things[0], "@type"));
    }

    [Theory, BothDatabases]
    public async Task a_translation_tells_who_translated_it_and_its_card_in_its_own_language(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await paper.OpenThaiAsync();
        string story = await paper.FileAsync("Ferry late", filing: new StoryFiling(Byline: [new Credit(Guest: "Jane Roe"), new Credit(Guest: "Somchai", Role: BylineRole.Translation)]));
        await Paper.DoneAsync(new AddText(story, "th", new StoryWords("เรือสาย", Paper.Body("สาย"))).RunAsync(paper.Desk, "anna"));
        var original = await ReadAsync(paper, await paper.PublishAsync(story));
        var translation = await ReadAsync(paper, await paper.PublishAsync(story, "th"));
        Assert.False(original.Thing("NewsArticle").TryGetProperty("translator", out _));
        Assert.Equal([("Person", "Somchai", "")], People(translation.Thing("NewsArticle"), "translator"));
        Assert.Equal(("en_GB", ""), (original.Meta("og:locale"), original.Meta("og:locale:alternate")));
        Assert.Equal(("th_TH", "en_GB"), (translation.Meta("og:locale"), translation.Meta("og:locale:alternate")));
        Assert.Contains("-th-", translation.Meta("og:image"), StringComparison.Ordinal);
        Assert.Equal("เรือสาย", translation.Meta("og:image:alt"));
    }

    [Theory, BothDatabases]
    public async Task the_front_tells_of_the_newspaper_and_other_pages_what_they_are(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        await Paper.DoneAsync(new AddStaff(null, [new NewName("en", "Jane Roe", "jane", "Reporter", "She sails.")]).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new OpenSection(null, true, [new NewName("en", "Sea", "sea")]).RunAsync(paper.Desk, "anna"));
        string about = await paper.PublishAsync(await paper.FileAsync("About us", kind: StoryKind.Page));
        var front = await ReadAsync(paper, "/");
        var newspaper = front.Thing("NewsMediaOrganization");
        Assert.Equal((House + "/", House + "/corrections/"), (Text(newspaper, "url"), Text(newspaper, "correctionsPolicy")));
        Assert.Equal(front.Document.Title, Text(front.Thing("WebSite"), "name"));
        Assert.DoesNotContain(front.Things, thing => Text(thing, "@type") == "BreadcrumbList");
        var profile = await ReadAsync(paper, "/author/jane/");
        var jane = profile.Thing("ProfilePage").GetProperty("mainEntity");
        Assert.Equal(("Person", "Jane Roe", "Reporter", "She sails.", House + "/author/jane/"), (Text(jane, "@type"), Text(jane, "name"), Text(jane, "jobTitle"), Text(jane, "description"), Text(jane, "url")));
        Assert.Equal("profile", profile.Meta("og:type"));
        profile.AssertWay(("Front", "/"), ("Jane Roe", "/author/jane/"));
        Assert.Equal("About us", Text((await ReadAsync(paper, about)).Thing("WebPage"), "name"));
        (await ReadAsync(paper, "/sea/")).AssertWay(("Front", "/"), ("Sea", "/sea/"));
        Assert.Empty((await ReadAsync(paper, "/nowhere/")).Things);
    }

    [Theory, MemberData(nameof(HostileHeadlines))]
    public async Task no_headline_breaks_what_machines_are_told(string headline)
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using var paper = await Paper.OpenAsync(house);
        string story = await paper.FileAsync(headline);
        var page = await ReadAsync(paper, await paper.PublishAsync(story));
        string shown = page.Document.QuerySelector("h1")!.TextContent;
        string told = Text(page.Thing("NewsArticle"), "headline");
        Assert.InRange(told.Length, 2, LongestHeadline);
        Assert.Equal(shown.Length <= LongestHeadline, told == shown);
        if (told != shown)
        {
            string begin = told[..^1];
            Assert.Equal('…', told[^1]);
            Assert.StartsWith(begin, shown, StringComparison.Ordinal);
            Assert.Contains(begin.Length, StringInfo.ParseCombiningCharacters(shown));
        }
        Assert.Equal(shown, page.Meta("og:title"));
        Assert.DoesNotContain("<script>alert", page.Html, StringComparison.Ordinal);
        var card = await paper.AskAsync(new Uri(page.Meta("og:image")).AbsolutePath);
        Assert.Equal((200, LinkCard.MimeType), ((int)card.StatusCode, card.Content.Headers.ContentType!.MediaType));
    }

    [Theory]
    [InlineData("/"), InlineData("/th/")]
    public async Task every_kind_of_page_of_the_sample_newspaper_tells_what_it_shows(string home)
    {
        var paper = await demo.OpenAsync();
        var front = await ReadAsync(paper, home);
        Assert.Equal(House + Encoded(home), front.Meta("og:url"));
        string story = front.Document.QuerySelectorAll("main a[href]").Select(link => link.GetAttribute("href")!).First(link => StoryPath().IsMatch(link));
        var page = await ReadAsync(paper, story);
        Assert.Equal(page.Document.QuerySelector("h1")!.TextContent, Text(page.Thing("NewsArticle"), "headline"));
        foreach (string link in page.Document.QuerySelectorAll("nav.crumbs a, .crumbs a").Select(link => link.GetAttribute("href")!)) Assert.Contains(page.Steps, step => step.Address == House + Encoded(link));
        Assert.All(page.Steps, step => Assert.StartsWith(House + "/", step.Address, StringComparison.Ordinal));
        Assert.Equal("summary_large_image", page.Meta("twitter:card"));
    }

    private static string Encoded(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static string Text(JsonElement thing, string name) => thing.TryGetProperty(name, out var value) ? value.GetString()! : "";

    private static IEnumerable<(string Type, string Name, string Url)> People(JsonElement thing, string name) =>
        thing.GetProperty(name).EnumerateArray().Select(person => (Text(person, "@type"), Text(person, "name"), Text(person, "url")));

    private static async Task<MachinePage> ReadAsync(Paper paper, string path)
    {
        string html = await paper.ReadAsync(path);
        var document = new HtmlParser().ParseDocument(html);
        // One element, ended by its own end and by nothing in it.
        var scripts = document.QuerySelectorAll("script[type='application/ld+json']").ToList();
        if (scripts.Count == 0) return new MachinePage(html, document, []);
        var told = JsonDocument.Parse(Assert.Single(scripts).TextContent).RootElement.Clone();
        var things = told.ValueKind == JsonValueKind.Array ? told.EnumerateArray().ToList() : [told];
        Assert.All(things, thing => Assert.Equal("https://schema.org", Text(thing, "@context")));
        return new MachinePage(html, document, things);
    }

    [GeneratedRegex("/20[0-9]{2}/[^/]+/[^/]+/$")]
    private static partial Regex StoryPath();

    private sealed record MachinePage(string Html, IHtmlDocument Document, IReadOnlyList<JsonElement> Things)
    {
        public IEnumerable<(string Name, string Address)> Steps => Things.Where(thing => Text(thing, "@type") == "BreadcrumbList").SelectMany(way => way.GetProperty("itemListElement").EnumerateArray())
            .Select(step => (Text(step, "name"), Text(step, "item")));

        public JsonElement Thing(string type) => Assert.Single(Things, thing => Text(thing, "@type") == type);

        public string Meta(string name) => Document.QuerySelector($"meta[property='{name}'], meta[name='{name}']")?.GetAttribute("content") ?? "";

        public void AssertWay(params (string Name, string Path)[] steps) => Assert.Equal(steps.Skip(1).Select(step => (step.Name, House + step.Path)), Steps.Skip(1));
    }
}
