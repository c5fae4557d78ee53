using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using StopPress.Tests.Site.Sitemaps;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Pages;

/// <summary>What every page of the sample newspaper says of itself to machines, as one of them sees it that follows all links.</summary>
public class DemoCrawlTests(DemoPaper demo)
{
    [Fact]
    public async Task what_pages_say_of_themselves_and_of_each_other_holds()
    {
        var paper = await demo.OpenAsync();
        var pages = new Dictionary<string, IHtmlDocument>();
        var told = new HashSet<string>();
        for (var ahead = new Queue<string>(["/", "/th/"]); ahead.TryDequeue(out string? path);)
        {
            if (pages.ContainsKey(path)) continue;
            var answer = await paper.AskAsync(path);
            Assert.True((int)answer.StatusCode == 200, $"{path} answers {(int)answer.StatusCode}.");
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            var page = pages[path] = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
            foreach (var link in page.QuerySelectorAll("a[href^='/']:not([rel~=nofollow])"))
            {
                string to = Uri.UnescapeDataString(link.GetAttribute("href")!.Split('?', '#')[0]);
                if (!to.Contains("/-/", StringComparison.Ordinal)) ahead.Enqueue(to);
            }
            if (page.QuerySelector("meta[name=robots]") is null) told.Add(path);
        }

        foreach (var (path, page) in pages)
        {
            Assert.Equal((path, path), (path, page.QuerySelector("link[rel=canonical]")?.GetAttribute("href") is { } canonical ? SitemapReader.PathOf(canonical) : null));
            var alternates = Alternates(page);
            foreach (string other in alternates.Values) Assert.Equal(alternates, Alternates(pages[other]));
            foreach (var script in page.QuerySelectorAll("script[type='application/ld+json']"))
            {
                using var says = JsonDocument.Parse(script.TextContent);
                Assert.All(says.RootElement.ValueKind == JsonValueKind.Array ? says.RootElement.EnumerateArray().ToList() : [says.RootElement], thing => Assert.Equal("https://schema.org", thing.GetProperty("@context").GetString()));
            }
        }
        // Cards and pictures for links, of which many pages share one.
        foreach (string image in pages.Values.Select(page => page.QuerySelector("meta[property='og:image']")?.GetAttribute("content")).OfType<string>().Distinct().Take(60))
            Assert.Equal((image, 200), (image, (int)(await paper.AskAsync(new Uri(image).AbsolutePath)).StatusCode));
        var mapped = await SitemapReader.PathsAsync(paper);
        // A tag or somebody to whom nothing leads has a page all the same.
        Assert.Empty(told.Except(mapped));
        foreach (string unlinked in mapped.Except(told)) Assert.Equal((unlinked, 200), (unlinked, (int)(await paper.AskAsync(unlinked)).StatusCode));
        Assert.True(told.Count > 100, $"Only {told.Count} pages were found.");
    }

    private static SortedDictionary<string, string> Alternates(IHtmlDocument page) =>
        new(page.QuerySelectorAll("link[rel=alternate][hreflang]").ToDictionary(link => link.GetAttribute("hreflang")!, link => SitemapReader.PathOf(link.GetAttribute("href")!)), StringComparer.Ordinal);
}
