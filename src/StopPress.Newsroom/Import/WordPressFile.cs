using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using StopPress.Newsroom.Documents;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Import;

/// <summary>Reads a WordPress export (WXR 1.0 to 1.2: RSS 2.0 with names of WordPress's own).</summary>
/// <remarks>Names are told by their local part: exports disagree on whether the namespace begins with http or https.</remarks>
public sealed class WordPressFile
{
    private const string NoDate = "0000-00-00 00:00:00";
    private readonly Dictionary<string, string> authors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WordPressTerm> categories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WordPressTerm> tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> others = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> said = new(StringComparer.Ordinal);
    private readonly List<WordPressItem> items = [];

    /// <summary>Reads a file whole, or refuses it whole.</summary>
    public static Outcome<WordPressSite> Read(Stream file)
    {
        // A definition in the file could make a few bytes into gigabytes, or fetch other files; no export has one.
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };
        try
        {
            using var reader = XmlReader.Create(file, settings);
            return new WordPressFile().Read(reader);
        }
        catch (XmlException fault)
        {
            return new Refusal("not-xml", $"The file cannot be read: {fault.Message}", "Nothing was imported. Export it from WordPress again (Tools, Export), and check that the file is whole.");
        }
        catch (DecoderFallbackException)
        {
            return new Refusal("not-xml", "The file holds bytes that are no text.", "Nothing was imported. Export it from WordPress again.");
        }
    }

    private Outcome<WordPressSite> Read(XmlReader reader)
    {
        reader.MoveToContent();
        if (reader.LocalName != "rss" || !reader.ReadToDescendant("channel")) return NotAnExport();
        reader.Read();
        while (!reader.EOF && reader.Depth >= 2)
        {
            if (reader.NodeType != XmlNodeType.Element) reader.Read();
            else Take((XElement)XNode.ReadFrom(reader));
        }
        // The rest must be sound as well: half a file is refused whole.
        while (reader.Read())
        {
        }
        if (!said.ContainsKey("wxr_version")) return NotAnExport();
        return new WordPressSite(Said("title"), Said("description"), Said("language"), (Said("base_blog_url") is { Length: > 0 } blog ? blog : Said("link")).TrimEnd('/'))
        {
            Authors = authors,
            Categories = categories,
            Tags = tags,
            Items = items,
            Others = others,
        };
    }

    private static Refusal NotAnExport() => new("not-an-export", "The file is no WordPress export: it does not say which version of the format it has.", "Export it from WordPress with Tools, Export.");

    private string Said(string name) => said.GetValueOrDefault(name, "");

    private void Take(XElement element)
    {
        switch (element.Name.LocalName)
        {
            case "author":
                authors[Text(element, "author_login")] = Text(element, "author_display_name");
                break;
            case "category":
                Add(categories, Text(element, "category_nicename"), Text(element, "cat_name"), Text(element, "category_parent"), Text(element, "category_description"));
                break;
            case "tag":
                Add(tags, Text(element, "tag_slug"), Text(element, "tag_name"), "", Text(element, "tag_description"));
                break;
            case "item":
                TakeItem(element);
                break;
            default:
                said.TryAdd(element.Name.LocalName, element.Value.Trim());
                break;
        }
    }

    private static void Add(Dictionary<string, WordPressTerm> terms, string slug, string name, string parent, string description)
    {
        slug = Decoded(slug);
        if (slug.Length > 0) terms[slug] = new WordPressTerm(slug, name.Length > 0 ? name : slug, Decoded(parent), description);
    }

    private void TakeItem(XElement item)
    {
        string kind = Text(item, "post_type");
        if (kind is not ("post" or "page"))
        {
            others[kind] = others.GetValueOrDefault(kind) + 1;
            return;
        }
        string[] filed(string domain) => [.. item.Elements("category").Where(term => (string?)term.Attribute("domain") == domain).Select(term => Term(domain, term)).Distinct()];
        items.Add(new WordPressItem(
            Text(item, "post_id"), Text(item, "guid"), kind == "page", Text(item, "status"), item.Element("title")?.Value ?? "", PathOf(item.Element("link")?.Value ?? ""),
            Decoded(Text(item, "post_name")), Text(item, "creator"), At(item), Content(item, excerpt: false), Content(item, excerpt: true),
            Text(item, "post_password").Length > 0, filed("category"), filed("post_tag")));
    }

    // An item may be filed under something that the head of the file does not list.
    private string Term(string domain, XElement term)
    {
        string slug = Decoded((string?)term.Attribute("nicename") ?? term.Value);
        (domain == "category" ? categories : tags).TryAdd(slug, new WordPressTerm(slug, term.Value.Trim(), "", ""));
        return slug;
    }

    private static string Text(XElement parent, string name) => parent.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim() ?? "";

    private static string Content(XElement item, bool excerpt) => item.Elements()
        .FirstOrDefault(element => element.Name.LocalName == "encoded" && element.Name.NamespaceName.Contains("excerpt", StringComparison.Ordinal) == excerpt)?.Value ?? "";

    private static Instant At(XElement item)
    {
        foreach (string name in new[] { "post_date_gmt", "post_date" })
        {
            string text = Text(item, name);
            if (text != NoDate && DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date))
            {
                return Instant.From(new DateTimeOffset(date));
            }
        }
        return DateTimeOffset.TryParse(Text(item, "pubDate"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var published) ? Instant.From(published) : Instant.From(DateTimeOffset.UnixEpoch);
    }

    private static string PathOf(string link) =>
        Uri.TryCreate(link.Trim(), UriKind.Absolute, out var address) && address.Query.Length == 0 && address.AbsolutePath.Length > 1 ? Decoded(address.AbsolutePath) : "";

    private static string Decoded(string text) => Nfc.Of(Uri.UnescapeDataString(text));
}
