using System.Globalization;
using System.Xml;
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
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> said = new(StringComparer.Ordinal);
    private int open;

    private WordPressFile()
    {
    }

    /// <summary>Reads a file to its end and says what it is of; or refuses it whole. Texts are not kept: <see cref="Items"/> gives them.</summary>
    public static Outcome<WordPressSite> Read(Stream file)
    {
        var opened = ExportReader.Open(file);
        if (opened.Refusal is { } unreadable) return unreadable;
        using var reader = opened.Value;
        try
        {
            return new WordPressFile().Read(reader);
        }
        catch (XmlException fault)
        {
            return ExportReader.Broken(fault);
        }
    }

    private Outcome<WordPressSite> Read(ExportReader reader)
    {
        foreach (var thing in reader.Things()) Take(thing);
        if (!said.ContainsKey("wxr_version")) return NotAnExport();
        return new WordPressSite(Said("title"), Said("description"), Said("language"), (Said("base_blog_url") is { Length: > 0 } blog ? blog : Said("link")).TrimEnd('/'))
        {
            Authors = authors,
            Categories = categories,
            Tags = tags,
            Counts = counts,
            Public = open,
        };
    }

    /// <summary>The posts and pages of a file that was found sound, in its order, one after another. Throws <see cref="XmlException"/> when it has changed since.</summary>
    public static IEnumerable<WordPressItem> Items(Stream file)
    {
        using var reader = ExportReader.Open(file).Value;
        foreach (var thing in reader.Things().Where(thing => thing.Name == "item"))
        {
            if (thing.Said("post_type") is "post" or "page") yield return ItemOf(thing);
        }
    }

    private static Refusal NotAnExport() => new("not-an-export", "The file is no WordPress export: it does not say which version of the format it has.", "Export it from WordPress with Tools, Export.");

    private string Said(string name) => said.GetValueOrDefault(name, "");

    private void Take(ExportElement thing)
    {
        switch (thing.Name)
        {
            case "author":
                authors[thing.Said("author_login")] = thing.Said("author_display_name");
                break;
            case "category":
                Add(categories, thing.Said("category_nicename"), thing.Said("cat_name"), thing.Said("category_parent"), thing.Said("category_description"));
                break;
            case "tag":
                Add(tags, thing.Said("tag_slug"), thing.Said("tag_name"), "", thing.Said("tag_description"));
                break;
            case "item":
                TakeItem(thing);
                break;
            default:
                said.TryAdd(thing.Name, thing.Text.Trim());
                break;
        }
    }

    private static void Add(Dictionary<string, WordPressTerm> terms, string slug, string name, string parent, string description)
    {
        slug = Decoded(slug);
        if (slug.Length > 0) terms[slug] = new WordPressTerm(slug, name.Length > 0 ? name : slug, Decoded(parent), description);
    }

    private void TakeItem(ExportElement item)
    {
        string kind = item.Said("post_type");
        counts[kind] = counts.GetValueOrDefault(kind) + 1;
        if (kind is not ("post" or "page")) return;
        var read = ItemOf(item);
        if (read.IsPublic) open++;
        if (read.Author.Length > 0) authors.TryAdd(read.Author, "");
        Use(categories, item, "category", read.IsPublic);
        Use(tags, item, "post_tag", read.IsPublic);
    }

    // An item may be filed under something that the head of the file does not list.
    private static void Use(Dictionary<string, WordPressTerm> terms, ExportElement item, string domain, bool isPublic)
    {
        foreach (var term in item.All("category").Where(term => term.Attributes.GetValueOrDefault("domain") == domain))
        {
            string slug = SlugOf(term);
            terms.TryAdd(slug, new WordPressTerm(slug, term.Text.Trim(), "", ""));
            if (isPublic) terms[slug].Uses++;
        }
    }

    private static WordPressItem ItemOf(ExportElement item)
    {
        string[] filed(string domain) => [.. item.All("category").Where(term => term.Attributes.GetValueOrDefault("domain") == domain).Select(SlugOf).Distinct()];
        return new WordPressItem(
            item.Said("post_id"), item.Said("guid"), item.Said("post_type") == "page", item.Said("status"), TextOf(item, "", "title"), PathOf(TextOf(item, "", "link")),
            Decoded(item.Said("post_name")), item.Said("creator"), At(item), TextOf(item, "content", "encoded"), TextOf(item, "excerpt", "encoded"),
            item.Said("post_password").Length > 0, filed("category"), filed("post_tag"));
    }

    private static string SlugOf(ExportElement term) => Decoded(term.Attributes.GetValueOrDefault("nicename") ?? term.Text);

    private static string TextOf(ExportElement item, string kind, string name) => item.Inside.Find(one => one.Kind == kind && one.Name == name)?.Text ?? "";

    private static Instant At(ExportElement item)
    {
        foreach (string name in new[] { "post_date_gmt", "post_date" })
        {
            string text = item.Said(name);
            if (text != NoDate && DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date))
            {
                return Instant.From(new DateTimeOffset(date));
            }
        }
        return DateTimeOffset.TryParse(item.Said("pubDate"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var published) ? Instant.From(published) : Instant.From(DateTimeOffset.UnixEpoch);
    }

    private static string PathOf(string link) =>
        Uri.TryCreate(link.Trim(), UriKind.Absolute, out var address) && address.Query.Length == 0 && address.AbsolutePath.Length > 1 ? Decoded(address.AbsolutePath) : "";

    private static string Decoded(string text) => Nfc.Of(Uri.UnescapeDataString(text));
}
