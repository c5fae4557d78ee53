using System.Globalization;
using System.Text;
using System.Xml;
using StopPress.Site.Pages;
using StopPress.Store.Database;

namespace StopPress.Site.Sitemaps;

/// <summary>A page as a sitemap tells it. All addresses are whole.</summary>
/// <param name="Url">Its address.</param>
/// <param name="ChangedAt">When it last changed as a reader would call it; null where nobody noted that.</param>
internal sealed record MappedPage(string Url, Instant? ChangedAt = null)
{
    /// <summary>The same page in each language that has it, by its tag.</summary>
    public IReadOnlyList<(string Language, string Url)> Alternates { get; init; } = [];

    /// <summary>The pictures that it shows.</summary>
    public IReadOnlyList<string> Pictures { get; init; } = [];

    /// <summary>What makes it news; null for all but the newest stories.</summary>
    public MappedNews? News { get; init; }
}

/// <summary>A story as a sitemap of news tells it.</summary>
/// <param name="Publication">What the newspaper is called.</param>
/// <param name="Language">Its language (ISO 639, or a tag for Chinese).</param>
/// <param name="PublishedAt">When the story first went out.</param>
/// <param name="Headline">The headline.</param>
internal sealed record MappedNews(string Publication, string Language, Instant PublishedAt, string Headline);

/// <summary>Writes sitemaps (sitemaps.org 0.9, with Google's extensions for languages, pictures and news).</summary>
internal static class SitemapWriter
{
    private const string Space = "http://www.sitemaps.org/schemas/sitemap/0.9", XhtmlSpace = "http://www.w3.org/1999/xhtml",
        ImageSpace = "http://www.google.com/schemas/sitemap-image/1.1", NewsSpace = "http://www.google.com/schemas/sitemap-news/0.9";

    /// <summary>The list of a sitemap's files.</summary>
    public static byte[] Index(IEnumerable<string> files) => Write("sitemapindex", xml =>
    {
        foreach (string file in files)
        {
            xml.WriteStartElement("sitemap", Space);
            xml.WriteElementString("loc", Space, file);
            xml.WriteEndElement();
        }
    });

    /// <summary>A file.</summary>
    public static byte[] Pages(IEnumerable<MappedPage> pages) => Write("urlset", xml =>
    {
        foreach (var (prefix, space) in new[] { ("xhtml", XhtmlSpace), ("image", ImageSpace), ("news", NewsSpace) }) xml.WriteAttributeString("xmlns", prefix, null, space);
        foreach (var page in pages) Page(xml, page);
    });

    private static void Page(XmlWriter xml, MappedPage page)
    {
        xml.WriteStartElement("url", Space);
        xml.WriteElementString("loc", Space, page.Url);
        if (page.ChangedAt is { } changed) xml.WriteElementString("lastmod", Space, Moment(changed));
        foreach (var (language, url) in page.Alternates)
        {
            xml.WriteStartElement("link", XhtmlSpace);
            xml.WriteAttributeString("rel", "alternate");
            xml.WriteAttributeString("hreflang", language);
            xml.WriteAttributeString("href", url);
            xml.WriteEndElement();
        }
        foreach (string picture in page.Pictures)
        {
            xml.WriteStartElement("image", ImageSpace);
            xml.WriteElementString("loc", ImageSpace, picture);
            xml.WriteEndElement();
        }
        if (page.News is { } news) News(xml, news);
        xml.WriteEndElement();
    }

    private static void News(XmlWriter xml, MappedNews news)
    {
        xml.WriteStartElement("news", NewsSpace);
        xml.WriteStartElement("publication", NewsSpace);
        xml.WriteElementString("name", NewsSpace, news.Publication);
        xml.WriteElementString("language", NewsSpace, news.Language);
        xml.WriteEndElement();
        xml.WriteElementString("publication_date", NewsSpace, Moment(news.PublishedAt));
        xml.WriteElementString("title", NewsSpace, XmlLetters.Clean(news.Headline));
        xml.WriteEndElement();
    }

    private static byte[] Write(string root, Action<XmlWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineChars = "\n", NewLineHandling = NewLineHandling.None }))
        {
            xml.WriteStartElement(root, Space);
            write(xml);
            xml.WriteEndElement();
        }
        return bytes.ToArray();
    }

    private static string Moment(Instant at) => at.ToDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
