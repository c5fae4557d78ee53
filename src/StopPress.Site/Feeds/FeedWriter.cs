using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using StopPress.Site.Pages;
using StopPress.Store.Database;

namespace StopPress.Site.Feeds;

/// <summary>Writes a feed in each of its forms.</summary>
internal static class FeedWriter
{
    private const string AtomSpace = "http://www.w3.org/2005/Atom", ContentSpace = "http://purl.org/rss/1.0/modules/content/", CoreSpace = "http://purl.org/dc/elements/1.1/", MediaSpace = "http://search.yahoo.com/mrss/";
    // It is no part of a page, so that only JSON has to be escaped.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it.</summary>
    public static string Write(Feed feed, FeedFormat format, string style) => format switch
    {
        FeedFormat.Rss => Xml(xml => Rss(xml, feed), style),
        FeedFormat.Atom => Xml(xml => Atom(xml, feed), style),
        _ => JsonOf(feed),
    };

    private static string Xml(Action<XmlWriter> write, string style)
    {
        using var text = new Utf8Text();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { NewLineChars = "\n", NewLineHandling = NewLineHandling.None }))
        {
            xml.WriteStartDocument();
            xml.WriteProcessingInstruction("xml-stylesheet", $"type=\"text/css\" href=\"{style}\"");
            write(xml);
        }
        return text.ToString();
    }

    private static void Rss(XmlWriter xml, Feed feed)
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteAttributeString("xml", "lang", null, feed.Language);
        foreach (var (prefix, space) in new[] { ("atom", AtomSpace), ("content", ContentSpace), ("dc", CoreSpace), ("media", MediaSpace) }) xml.WriteAttributeString("xmlns", prefix, null, space);
        xml.WriteStartElement("channel");
        Element(xml, "title", feed.Title);
        Element(xml, "link", feed.Home);
        Element(xml, "description", feed.Description);
        Element(xml, "language", feed.Language);
        Element(xml, "lastBuildDate", Rfc822(feed.UpdatedAt));
        Link(xml, "atom", "self", feed.Self, "application/rss+xml");
        if (feed.Hub.Length > 0) Link(xml, "atom", "hub", feed.Hub, null);
        if (feed.Logo is { } logo)
        {
            xml.WriteStartElement("image");
            Element(xml, "url", logo);
            Element(xml, "title", feed.Title);
            Element(xml, "link", feed.Home);
            xml.WriteEndElement();
        }
        foreach (var item in feed.Items) RssItem(xml, item);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void RssItem(XmlWriter xml, FeedItem item)
    {
        xml.WriteStartElement("item");
        Element(xml, "title", item.Title);
        Element(xml, "link", item.Url);
        xml.WriteStartElement("guid");
        xml.WriteAttributeString("isPermaLink", "false");
        Text(xml, item.Id);
        xml.WriteEndElement();
        Element(xml, "pubDate", Rfc822(item.PublishedAt));
        foreach (var (name, _) in item.Authors) Element(xml, "dc", "creator", CoreSpace, name);
        foreach (string category in item.Categories) Element(xml, "category", category);
        if (item.Summary.Length > 0) Element(xml, "description", item.Summary);
        if (item.Html.Length > 0) Element(xml, "content", "encoded", ContentSpace, item.Html);
        if (item.Picture is { } picture)
        {
            xml.WriteStartElement("media", "content", MediaSpace);
            xml.WriteAttributeString("url", picture.Url);
            xml.WriteAttributeString("type", FeedPicture.MimeType);
            xml.WriteAttributeString("medium", "image");
            xml.WriteAttributeString("width", Number(picture.Width));
            xml.WriteAttributeString("height", Number(picture.Height));
            if (picture.Alt.Length > 0) Element(xml, "media", "description", MediaSpace, picture.Alt);
            if (picture.Credit.Length > 0) Element(xml, "media", "credit", MediaSpace, picture.Credit);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Atom(XmlWriter xml, Feed feed)
    {
        xml.WriteStartElement(null, "feed", AtomSpace);
        xml.WriteAttributeString("xml", "lang", null, feed.Language);
        Element(xml, "id", feed.Id);
        Element(xml, "title", feed.Title);
        Element(xml, "subtitle", feed.Description);
        Element(xml, "updated", Rfc3339(feed.UpdatedAt));
        Link(xml, null, "self", feed.Self, "application/atom+xml");
        if (feed.Hub.Length > 0) Link(xml, null, "hub", feed.Hub, null);
        Link(xml, null, "alternate", feed.Home, "text/html");
        if (feed.Logo is { } logo) Element(xml, "icon", logo);
        Person(xml, feed.Publisher, null);
        foreach (var item in feed.Items) AtomEntry(xml, item);
        xml.WriteEndElement();
    }

    private static void AtomEntry(XmlWriter xml, FeedItem item)
    {
        xml.WriteStartElement("entry");
        Element(xml, "id", item.Id);
        Element(xml, "title", item.Title);
        Element(xml, "published", Rfc3339(item.PublishedAt));
        Element(xml, "updated", Rfc3339(item.UpdatedAt));
        Link(xml, null, "alternate", item.Url, "text/html");
        foreach (var (name, url) in item.Authors) Person(xml, name, url);
        foreach (string category in item.Categories)
        {
            xml.WriteStartElement("category");
            xml.WriteAttributeString("term", XmlLetters.Clean(category));
            xml.WriteEndElement();
        }
        if (item.Picture is { } picture) Link(xml, null, "enclosure", picture.Url, FeedPicture.MimeType);
        if (item.Summary.Length > 0) Element(xml, "summary", item.Summary);
        if (item.Html.Length > 0)
        {
            xml.WriteStartElement("content");
            xml.WriteAttributeString("type", "html");
            Text(xml, item.Html);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Person(XmlWriter xml, string name, string? url)
    {
        xml.WriteStartElement("author");
        Element(xml, "name", name);
        if (url is not null) Element(xml, "uri", url);
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string? prefix, string rel, string address, string? type)
    {
        xml.WriteStartElement(prefix, "link", AtomSpace);
        xml.WriteAttributeString("rel", rel);
        if (type is not null) xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text) => Element(xml, null, name, null, text);

    private static void Element(XmlWriter xml, string? prefix, string name, string? space, string text)
    {
        xml.WriteStartElement(prefix, name, space);
        Text(xml, text);
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string text) => xml.WriteString(XmlLetters.Clean(text));

    private static string JsonOf(Feed feed)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Json))
        {
            json.WriteStartObject();
            json.WriteString("version", "https://jsonfeed.org/version/1.1");
            json.WriteString("title", feed.Title);
            json.WriteString("home_page_url", feed.Home);
            json.WriteString("feed_url", feed.Self);
            json.WriteString("description", feed.Description);
            if (feed.Logo is { } logo) json.WriteString("icon", logo);
            Authors(json, [(feed.Publisher, null)]);
            json.WriteString("language", feed.Language);
            if (feed.Hub.Length > 0) Hubs(json, feed.Hub);
            json.WriteStartArray("items");
            foreach (var item in feed.Items) JsonItem(json, item);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Hubs(Utf8JsonWriter json, string hub)
    {
        json.WriteStartArray("hubs");
        json.WriteStartObject();
        json.WriteString("type", "WebSub");
        json.WriteString("url", hub);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void JsonItem(Utf8JsonWriter json, FeedItem item)
    {
        json.WriteStartObject();
        json.WriteString("id", item.Id);
        json.WriteString("url", item.Url);
        json.WriteString("title", item.Title);
        if (item.Summary.Length > 0) json.WriteString("summary", item.Summary);
        // One of the two must be there.
        if (item.Html.Length > 0) json.WriteString("content_html", item.Html);
        else json.WriteString("content_text", item.Summary);
        json.WriteString("date_published", Rfc3339(item.PublishedAt));
        json.WriteString("date_modified", Rfc3339(item.UpdatedAt));
        if (item.Authors.Count > 0) Authors(json, item.Authors);
        if (item.Categories.Count > 0)
        {
            json.WriteStartArray("tags");
            foreach (string category in item.Categories) json.WriteStringValue(category);
            json.WriteEndArray();
        }
        if (item.Picture is { } picture)
        {
            json.WriteString("image", picture.Url);
            json.WriteStartArray("attachments");
            json.WriteStartObject();
            json.WriteString("url", picture.Url);
            json.WriteString("mime_type", FeedPicture.MimeType);
            json.WriteEndObject();
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void Authors(Utf8JsonWriter json, IReadOnlyList<(string Name, string? Url)> authors)
    {
        json.WriteStartArray("authors");
        foreach (var (name, url) in authors)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            if (url is not null) json.WriteString("url", url);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Rfc822(Instant moment) => moment.ToDateTimeOffset().UtcDateTime.ToString("R", CultureInfo.InvariantCulture);

    private static string Rfc3339(Instant moment) => moment.ToDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class Utf8Text() : StringWriter(CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;
    }
}
