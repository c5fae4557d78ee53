using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using StopPress.Tests.Site.Sitemaps;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Pages;

/// <summary>A machine that follows all links of a newspaper, and holds against each other what its pages say.</summary>
internal static class Crawl
{
    /// <summary>Follows all links; how many pages were found that search engines may show.</summary>
    /// <param name="paper">The newspaper.</param>
    /// <param name="starts">Where it begins.</param>
    /// <param name="leadsNowhere">Links in texts that lead to what was never there.</param>
    public static async Task<int> CheckAsync(Paper paper, IEnumerable<string> starts, Func<string, bool>? leadsNowhere = null)
    {
        var pages = new Dictionary<string, IHtmlDocument>();
        var told = new HashSet<string>();
        var from = new Dictionary<string, string>();
        for (var ahead = new Queue<string>(starts); ahead.TryDequeue(out string? path);)
        {
            if (pages.ContainsKey(path) || leadsNowhere?.Invoke(path) == true) continue;
            using var answer = await FollowAsync(paper, path);
            Assert.True((int)answer.StatusCode == 200, $"{path} answers {(int)answer.StatusCode}; {from.GetValueOrDefault(path)} leads there.");
            path = Uri.UnescapeDataString(answer.RequestMessage!.RequestUri!.AbsolutePath);
            if (pages.ContainsKey(path) || answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            var page = pages[path] = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
            foreach (var link in page.QuerySelectorAll("a[href^='/']:not([rel~=nofollow])"))
            {
                string to = Uri.UnescapeDataString(link.GetAttribute("href")!.Split('?', '#')[0]);
                if (to.Contains("/-/", StringComparison.Ordinal)) continue;
                from.TryAdd(to, path);
                ahead.Enqueue(to);
            }
            if (page.QuerySelector("meta[name=robots]") is null) told.Add(path);
        }
        foreach (var (path, page) in pages) CheckSaid(pages, path, page);
        await CheckCardsAsync(paper, pages.Values);
        var mapped = await SitemapReader.PathsAsync(paper);
        // A tag or somebody to whom nothing leads has a page all the same.
        Assert.Empty(told.Except(mapped));
        foreach (string unlinked in mapped.Except(told)) Assert.Equal((unlinked, 200), (unlinked, (int)(await paper.AskAsync(unlinked)).StatusCode));
        return told.Count;
    }

    // Where an address has moved, its link leads on.
    private static async Task<HttpResponseMessage> FollowAsync(Paper paper, string path)
    {
        var answer = await paper.AskAsync(path);
        for (var steps = 0; steps < 3 && answer.Headers.Location is { } moved; steps++)
        {
            answer.Dispose();
            answer = await paper.AskAsync(moved.IsAbsoluteUri ? moved.PathAndQuery : moved.OriginalString);
        }
        return answer;
    }

    private static void CheckSaid(Dictionary<string, IHtmlDocument> pages, string path, IHtmlDocument page)
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
    private static async Task CheckCardsAsync(Paper paper, IEnumerable<IHtmlDocument> pages)
    {
        foreach (string image in pages.Select(page => page.QuerySelector("meta[property='og:image']")?.GetAttribute("content")).OfType<string>().Distinct().Take(60))
            Assert.Equal((image, 200), (image, (int)(await paper.AskAsync(new Uri(image).AbsolutePath)).StatusCode));
    }

    private static SortedDictionary<string, string> Alternates(IHtmlDocument page) =>
        new(page.QuerySelectorAll("link[rel=alternate][hreflang]").ToDictionary(link => link.GetAttribute("hreflang")!, link => SitemapReader.PathOf(link.GetAttribute("href")!)), StringComparer.Ordinal);
}
