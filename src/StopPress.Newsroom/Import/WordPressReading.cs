using System.Globalization;
using StopPress.Newsroom.Documents;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Import;

/// <summary>Reads the single things of a WordPress export.</summary>
internal static class WordPressReading
{
    private const string NoDate = "0000-00-00 00:00:00";

    // Nothing longer is looked up for readers (SiteMap), and what leads on may be a little longer than this.
    private const int LongestPath = 900;

    // Below it lie the desk, pictures and styles.
    private const string ProgramsOwn = "/-/";

    // Years that a newspaper can be of; a date beyond them was typed by mistake, and would stand at the head of every list for ever.
    private const int FirstYear = 1400, LastYear = 2999;

    // What machines ask every site for.
    private static readonly HashSet<string> Machines = new(["robots.txt", "ads.txt", "security.txt", "favicon.ico", "sitemap.xml", "sitemap_index.xml", "wp-sitemap.xml", "feed"], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Reserved = ["/.well-known/", "/sitemap-"];

    // What Co-Authors Plus puts before the slug of whoever stands in a byline.
    private const string CoAuthor = "cap-";

    /// <summary>A post or a page.</summary>
    public static WordPressItem ItemOf(ExportElement item) => new(
        item.Said("post_id"), item.Said("guid"), item.Said("post_type") == "page", item.Said("status"), TextOf(item, "", "title"), PathOf(TextOf(item, "", "link")),
        Decoded(item.Said("post_name")), AtOf(item), TextOf(item, "content", "encoded"), TextOf(item, "excerpt", "encoded"), item.Said("post_password").Length > 0)
    {
        Authors = AuthorsOf(item),
        Categories = [.. FiledUnder(item, "category").Select(term => term.Slug)],
        Tags = [.. FiledUnder(item, "post_tag").Select(term => term.Slug)],
        Fields = FieldsOf(item),
        Comments = [.. item.All("comment").Where(comment => comment.Inside.Count > 0).Select(CommentOf)],
        IsSticky = item.Said("is_sticky") == "1",
        Link = item.Said("link"),
    };

    /// <summary>A picture, a sound or another file.</summary>
    public static WordPressAttachment AttachmentOf(ExportElement item)
    {
        var fields = FieldsOf(item);
        string address = item.Said("attachment_url");
        return new WordPressAttachment(
            item.Said("post_id"), address.Length > 0 ? address : item.Said("guid"), PathOf(TextOf(item, "", "link")), NumberOf(item, "post_parent"), TextOf(item, "", "title"),
            fields.FirstOrDefault(field => field.Name == "_wp_attachment_image_alt")?.Value ?? "", TextOf(item, "excerpt", "encoded"), PlaceOf(item));
    }

    /// <summary>What a link of a menu is; none where it says nothing that can be followed.</summary>
    public static IEnumerable<WordPressMenuLink> MenuLinksOf(ExportElement item)
    {
        var fields = FieldsOf(item).DistinctBy(field => field.Name).ToDictionary(field => field.Name, field => field.Value);
        string value(string name) => fields.GetValueOrDefault("_menu_item_" + name, "").Trim();
        bool isOwn = value("type") is "post_type" or "taxonomy";
        string leads = isOwn ? value("object") : "custom", to = isOwn ? value("object_id") : value("url");
        if (to.Length == 0 || item.Said("status") != "publish") return [];
        return FiledUnder(item, "nav_menu").Select(menu => new WordPressMenuLink(menu.Slug, PlaceOf(item), TextOf(item, "", "title").Trim(), leads, to, value("menu_item_parent") is not ("" or "0")));
    }

    /// <summary>What an item is filed under of one kind: slug and name, each once.</summary>
    public static IEnumerable<(string Slug, string Name)> FiledUnder(ExportElement item, string domain) => item.All("category")
        .Where(term => term.Attributes.GetValueOrDefault("domain") == domain).Select(term => (SlugOf(term), term.Text.Trim())).Where(term => term.Item1.Length > 0).DistinctBy(term => term.Item1);

    /// <summary>The custom fields of an item, in their order.</summary>
    public static IReadOnlyList<WordPressField> FieldsOf(ExportElement item) =>
        [.. item.All("postmeta").Select(field => new WordPressField(field.Said("meta_key"), TextOf(field, "wp", "meta_value"))).Where(field => field.Name.Length > 0)];

    /// <summary>What somebody is called who is named by an item alone.</summary>
    public static string NameOfAuthor(ExportElement item, string slug) =>
        CoAuthors(item).FirstOrDefault(one => one.Slug == slug).Name is { Length: > 0 } name ? name : item.Said("creator");

    /// <summary>The text of the first thing of a name and a vocabulary; empty where there is none.</summary>
    public static string TextOf(ExportElement item, string kind, string name) => item.Inside.Find(one => one.Kind == kind && one.Name == name)?.Text ?? "";

    /// <summary>A part of an address without its escapes.</summary>
    public static string Decoded(string text) => Nfc.Of(Uri.UnescapeDataString(text));

    /// <summary>Who stands in the byline: those whom Co-Authors Plus names, else the one who made the post.</summary>
    public static string[] AuthorsOf(ExportElement item)
    {
        string[] named = [.. CoAuthors(item).Select(one => one.Slug)];
        return named.Length > 0 ? named : WordPressAuthor.SlugOf(item.Said("creator")) is { Length: > 0 } slug ? [slug] : [];
    }

    private static IEnumerable<(string Slug, string Name)> CoAuthors(ExportElement item) =>
        FiledUnder(item, "author").Select(term => (WordPressAuthor.SlugOf(term.Slug.StartsWith(CoAuthor, StringComparison.Ordinal) ? term.Slug[CoAuthor.Length..] : term.Slug), term.Name)).Where(one => one.Item1.Length > 0);

    private static WordPressComment CommentOf(ExportElement comment) => new(
        comment.Said("comment_id"), NumberOf(comment, "comment_parent"), comment.Said("comment_author"), comment.Said("comment_author_url"), At(comment, "comment_date", ""),
        TextOf(comment, "wp", "comment_content"), comment.Said("comment_approved") is { Length: > 0 } status ? status : "1", comment.Said("comment_type") is "pingback" or "trackback");

    private static string NumberOf(ExportElement thing, string name) => thing.Said(name) is { Length: > 0 } number && number != "0" ? number : "";

    private static int PlaceOf(ExportElement item) => int.TryParse(item.Said("menu_order"), NumberStyles.Integer, CultureInfo.InvariantCulture, out int place) ? place : 0;

    private static string SlugOf(ExportElement term) => Decoded(term.Attributes.GetValueOrDefault("nicename") ?? term.Text);

    /// <summary>How much the clocks of the site were ahead of Greenwich when a post was published; null where it does not say.</summary>
    public static TimeSpan? AheadOf(ExportElement item) =>
        DateOf(item, "post_date") is { } there && DateOf(item, "post_date_gmt") is { } greenwich && (there - greenwich).Duration() <= TimeSpan.FromHours(14) ? there - greenwich : null;

    /// <summary>When a post was published.</summary>
    public static Instant AtOf(ExportElement item) => At(item, "post_date", item.Said("pubDate"));

    private static DateTime? DateOf(ExportElement thing, string name) => thing.Said(name) is var text && text != NoDate
        && DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) && at.Year is >= FirstYear and <= LastYear ? at : null;

    private static Instant At(ExportElement thing, string date, string otherwise)
    {
        if ((DateOf(thing, date + "_gmt") ?? DateOf(thing, date)) is { } at) return Instant.From(new DateTimeOffset(at));
        return DateTimeOffset.TryParse(otherwise, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var told) && told.Year is >= FirstYear and <= LastYear ? Instant.From(told) : Instant.From(DateTimeOffset.UnixEpoch);
    }

    // What no story can stand at here is no address: none of the web's, the program's own, what machines ask for, a question, or what is longer than any.
    private static string PathOf(string link)
    {
        if (!Uri.TryCreate(link.Trim(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Query.Length > 0 || address.AbsolutePath.Length < 2) return "";
        if (Machines.Contains(address.AbsolutePath.Trim('/')) || Reserved.Any(begin => address.AbsolutePath.StartsWith(begin, StringComparison.OrdinalIgnoreCase))) return "";
        string path = Decoded(address.AbsolutePath);
        return path.Length > LongestPath || path.StartsWith(ProgramsOwn, StringComparison.Ordinal) || path.AsSpan().ContainsAny('?', '#') || path.Any(letter => char.IsControl(letter) || letter is Nfc.NoCharacter or '\uffff') ? "" : path;
    }
}
