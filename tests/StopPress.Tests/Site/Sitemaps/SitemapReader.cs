using System.Xml.Linq;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Sitemaps;

/// <summary>A page in a sitemap, as it was told.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Element">All that is said of it.</param>
internal sealed record ToldPage(string Path, XElement Element)
{
    /// <summary>The namespaces of the protocol and of what it was extended with.</summary>
    public static readonly XNamespace Space = "http://www.sitemaps.org/schemas/sitemap/0.9", Xhtml = "http://www.w3.org/1999/xhtml", Image = "http://www.google.com/schemas/sitemap-image/1.1", News = "http://www.google.com/schemas/sitemap-news/0.9";

    /// <summary>When it last changed, as it is written.</summary>
    public string? Changed => Element.Element(Space + "lastmod")?.Value;

    /// <summary>Its alternates, by language.</summary>
    public Dictionary<string, string> Alternates => Element.Elements(Xhtml + "link").ToDictionary(link => link.Attribute("hreflang")!.Value, link => SitemapReader.PathOf(link.Attribute("href")!.Value));
}

/// <summary>Reads a newspaper's sitemap as a search engine does.</summary>
internal static class SitemapReader
{
    /// <summary>The paths of its files.</summary>
    public static async Task<IReadOnlyList<string>> FilesAsync(Paper paper) =>
        [.. XDocument.Parse(await paper.ReadAsync("/sitemap.xml")).Root!.Elements(ToldPage.Space + "sitemap").Select(file => PathOf(file.Element(ToldPage.Space + "loc")!.Value))];

    /// <summary>The pages of a file.</summary>
    public static async Task<IReadOnlyList<ToldPage>> PagesAsync(Paper paper, string file) =>
        [.. XDocument.Parse(await paper.ReadAsync(file)).Root!.Elements(ToldPage.Space + "url").Select(page => new ToldPage(PathOf(page.Element(ToldPage.Space + "loc")!.Value), page))];

    /// <summary>The pages of all files but those of news, which are told twice.</summary>
    public static async Task<IReadOnlyList<ToldPage>> AllAsync(Paper paper)
    {
        var pages = new List<ToldPage>();
        foreach (string file in (await FilesAsync(paper)).Where(file => !file.EndsWith("-news.xml", StringComparison.Ordinal))) pages.AddRange(await PagesAsync(paper, file));
        return pages;
    }

    /// <summary>Their paths; throws where one is told twice.</summary>
    public static async Task<IReadOnlySet<string>> PathsAsync(Paper paper) => (await AllAsync(paper)).ToDictionary(page => page.Path).Keys.ToHashSet();

    /// <summary>The path of a whole address, as it is shown.</summary>
    public static string PathOf(string address) => Uri.UnescapeDataString(new Uri(address).AbsolutePath);
}
