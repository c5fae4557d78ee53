using System.Xml;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Import;

/// <summary>Reads a WordPress export (WXR 1.0 to 1.2: RSS 2.0 with names of WordPress's own).</summary>
/// <remarks>Names are told by their local part: exports disagree on whether the namespace begins with http or https.</remarks>
public sealed class WordPressFile
{
    // What is kept once for many posts is a line or a box; a site that keeps books so is not known.
    private const int MostPatterns = 4 * 1024 * 1024;

    // Enough to tell a summer from a winter.
    private const int MostClocks = 500;

    // A batch fits in memory many times over, since the next one is read and made while one is written.
    private const int MostInBatch = 100, MostLettersInBatch = 4 * 1024 * 1024;

    // More than any menu has; the rest would be no menu.
    private const int MostMenuLinks = 2000;
    private readonly Dictionary<string, WordPressAuthor> authors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WordPressTerm> categories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WordPressTerm> tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> said = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> patterns = new(StringComparer.Ordinal);
    private readonly List<WordPressMenuLink> menuLinks = [];
    private readonly List<(Instant At, TimeSpan Ahead)> clocks = [];
    private int open, kept;

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

    /// <summary>The posts and pages of a file that was found sound, in its order, one after another. Throws <see cref="XmlException"/> when it has changed since.</summary>
    public static IEnumerable<WordPressItem> Items(Stream file) => Contents(file).OfType<WordPressItem>();

    /// <summary>Its pictures, sounds and other files, in its order. Throws as <see cref="Items"/>.</summary>
    public static IEnumerable<WordPressAttachment> Attachments(Stream file) => Contents(file).OfType<WordPressAttachment>();

    /// <summary>Both, as they come: each a <see cref="WordPressItem"/> or a <see cref="WordPressAttachment"/>. Throws as <see cref="Items"/>.</summary>
    public static IEnumerable<object> Contents(Stream file)
    {
        using var reader = ExportReader.Open(file).Value;
        foreach (var thing in reader.Things().Where(thing => thing.Name == "item"))
        {
            string kind = thing.Said("post_type");
            if (kind is "post" or "page") yield return WordPressReading.ItemOf(thing);
            else if (kind == WordPressAttachment.Kind) yield return WordPressReading.AttachmentOf(thing);
        }
    }

    /// <summary>The same by the batch: as many as are worth a transaction, and no more than fit in memory however long their texts are. Throws as <see cref="Items"/>.</summary>
    public static IEnumerable<IReadOnlyList<object>> Batches(Stream file)
    {
        var batch = new List<object>();
        long letters = 0;
        foreach (object thing in Contents(file))
        {
            batch.Add(thing);
            letters += thing is WordPressItem item ? item.Body.Length : 0;
            if (batch.Count < MostInBatch && letters < MostLettersInBatch) continue;
            yield return batch;
            (batch, letters) = ([], 0);
        }
        if (batch.Count > 0) yield return batch;
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
            MenuLinks = menuLinks,
            Patterns = patterns,
            TimeZone = WordPressZone.Of(clocks),
            Counts = counts,
            Public = open,
        };
    }

    private static Refusal NotAnExport() => new("not-an-export", "The file is no WordPress export: it does not say which version of the format it has.", "Export it from WordPress with Tools, Export.");

    private string Said(string name) => said.GetValueOrDefault(name, "");

    private void Take(ExportElement thing)
    {
        switch (thing.Name)
        {
            case "author":
                AddAuthor(thing.Said("author_login"), thing.Said("author_display_name"), thing.Said("author_id"));
                break;
            case "category":
                Add(categories, thing.Said("category_nicename"), thing.Said("cat_name"), thing.Said("category_parent"), thing.Said("category_description"), thing.Said("term_id"));
                break;
            case "tag":
                Add(tags, thing.Said("tag_slug"), thing.Said("tag_name"), "", thing.Said("tag_description"), thing.Said("term_id"));
                break;
            // Later exports have one name for terms of every kind.
            case "term" when TermsOf(thing.Said("term_taxonomy")) is { } terms:
                Add(terms, thing.Said("term_slug"), thing.Said("term_name"), thing.Said("term_parent"), thing.Said("term_description"), thing.Said("term_id"));
                break;
            case "item":
                TakeItem(thing);
                break;
            default:
                said.TryAdd(thing.Name, thing.Text.Trim());
                break;
        }
    }

    private Dictionary<string, WordPressTerm>? TermsOf(string taxonomy) => taxonomy switch { "category" => categories, "post_tag" => tags, _ => null };

    private void AddAuthor(string login, string name, string id)
    {
        string slug = WordPressAuthor.SlugOf(login);
        if (slug.Length == 0) return;
        if (!authors.ContainsKey(slug)) Count("author");
        authors[slug] = new WordPressAuthor(slug, name.Length > 0 ? name : login, id);
    }

    private void Add(Dictionary<string, WordPressTerm> terms, string slug, string name, string parent, string description, string id)
    {
        slug = WordPressReading.Decoded(slug);
        if (slug.Length == 0) return;
        if (!terms.ContainsKey(slug)) Count(terms == tags ? "tag" : "category");
        terms[slug] = new WordPressTerm(slug, name.Length > 0 ? name : slug, WordPressReading.Decoded(parent), description, id);
    }

    private void Count(string kind, int times = 1) => counts[kind] = counts.GetValueOrDefault(kind) + times;

    private void TakeItem(ExportElement item)
    {
        string kind = item.Said("post_type");
        Count(kind);
        if (kind == "nav_menu_item" && menuLinks.Count < MostMenuLinks) menuLinks.AddRange(WordPressReading.MenuLinksOf(item));
        else if (kind == "wp_block") TakePattern(item);
        else if (kind == "guest-author") TakeGuest(item);
        if (kind is not ("post" or "page")) return;
        bool isPublic = item.Said("status") == "publish" && item.Said("post_password").Length == 0;
        if (isPublic) open++;
        if (isPublic && clocks.Count < MostClocks && WordPressReading.AheadOf(item) is { } ahead) clocks.Add((WordPressReading.AtOf(item), ahead));
        if (item.All("comment").Count(comment => comment.Inside.Count > 0) is > 0 and var comments) Count("comment", comments);
        foreach (string author in WordPressReading.AuthorsOf(item).Where(author => !authors.ContainsKey(author))) authors[author] = new WordPressAuthor(author, WordPressReading.NameOfAuthor(item, author), "");
        Use(categories, item, "category", isPublic);
        Use(tags, item, "post_tag", isPublic);
    }

    private void TakePattern(ExportElement item)
    {
        string body = WordPressReading.TextOf(item, "content", "encoded");
        if ((kept += body.Length) <= MostPatterns) patterns[item.Said("post_id")] = body;
    }

    // Somebody without a login who stands in bylines (Co-Authors Plus).
    private void TakeGuest(ExportElement item)
    {
        var fields = WordPressReading.FieldsOf(item);
        string value(string name) => fields.FirstOrDefault(field => field.Name == name)?.Value ?? "";
        AddAuthor(value("cap-user_login"), value("cap-display_name") is { Length: > 0 } name ? name : item.Said("title"), "");
    }

    // An item may be filed under something that the head of the file does not list.
    private static void Use(Dictionary<string, WordPressTerm> terms, ExportElement item, string domain, bool isPublic)
    {
        foreach (var (slug, name) in WordPressReading.FiledUnder(item, domain))
        {
            terms.TryAdd(slug, new WordPressTerm(slug, name, "", ""));
            if (isPublic) terms[slug].Uses++;
        }
    }
}
