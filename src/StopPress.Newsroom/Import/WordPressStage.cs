using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Import;

/// <summary>A post or page as it will come in, without its words: they lie in a revision.</summary>
/// <param name="Item">What the file says of it, without its texts.</param>
/// <param name="Headline">Its headline.</param>
/// <param name="PictureId">The picture at its head, or null.</param>
/// <param name="Lines">What became something else on the way.</param>
internal sealed record StagedItem(WordPressItem Item, string Headline, long? PictureId, IReadOnlyList<string> Lines)
{
    // Nothing but the import reads it.
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text that its revision is of, unless it renews one that is here.</summary>
    public long TextId { get; init; }

    /// <summary>The media that its document shows or links.</summary>
    public IReadOnlyList<long> Media { get; init; } = [];

    /// <summary>Itself as a text.</summary>
    public string Write() => JsonSerializer.Serialize(this, Format);

    /// <summary>What <see cref="Write"/> wrote.</summary>
    public static StagedItem Read(string text) => JsonSerializer.Deserialize<StagedItem>(text)!;
}

/// <summary>Makes the posts and pages of a WordPress export ready behind the curtain, batch by batch.</summary>
/// <param name="desk">What acts work with.</param>
/// <param name="site">The site that they are of.</param>
/// <param name="run">The run that they are made ready for.</param>
/// <param name="actor">Who brings it in.</param>
internal sealed class WordPressStage(NewsDesk desk, WordPressSite site, long run, string actor)
{
    // What is longer is no headline that anybody would read; the text begins with it.
    private const int LongestHeadline = 60;
    private int place, filePlace = ImportStageRow.Files;
    private bool isKnown, hasMedia;

    /// <summary>Finds out what there is of the site already.</summary>
    public Task OpenAsync(CancellationToken cancel) => desk.Database.LookAsync(
        async context =>
        {
            string prefix = site.Sources;
            isKnown = await context.Set<ImportedRow>().AnyAsync(row => row.Source.StartsWith(prefix), cancel);
            return hasMedia = await context.Set<ImportMediaRow>().AnyAsync(row => row.Source.StartsWith(prefix), cancel);
        }, cancel);

    /// <summary>Clears away what was made ready by some runs. What was adopted of it is of a text, and stays.</summary>
    public static async Task SweepAsync(HouseContext context, Expression<Func<ImportStageRow, bool>> runs, CancellationToken cancel)
    {
        var rows = context.Set<ImportStageRow>().Where(runs);
        var made = rows.Where(row => row.RevisionId != null).Select(row => row.RevisionId!.Value);
        await context.Set<RevisionRow>().Where(revision => made.Contains(revision.Id) && !context.Set<StoryTextRow>().Any(text => text.Id == revision.TextId)).ExecuteDeleteAsync(cancel);
        await rows.ExecuteDeleteAsync(cancel);
    }

    /// <summary>
    /// Makes the rows of a batch, in the order of the file: of its posts and pages, with their revisions, and of the pictures and files between them. What is
    /// here just so is only noted.
    /// </summary>
    public async ValueTask<IReadOnlyList<object>> MakeAsync(IReadOnlyList<object> batch, CancellationToken cancel)
    {
        WordPressItem[] items = [.. batch.OfType<WordPressItem>()];
        string[] sources = [.. items.Select(item => Source(site, item))];
        var pictures = hasMedia ? await desk.Database.LookAsync(context => WordPressPictures.OfAsync(context, site, items, cancel), cancel) : WordPressPictures.None;
        var known = isKnown ? await KnownAsync(sources, cancel) : [];
        var places = items.Zip(sources, (item, source) => (Item: item, Row: new ImportStageRow { Run = run, Place = place++, Source = source, Fingerprint = "", Item = "" }, Revision: PublicId.Next(desk.Clock), Text: PublicId.Next(desk.Clock)));
        // Making a document is most of the work, and each is made by itself.
        var made = Partitioner.Create(places.ToList(), loadBalance: true).AsParallel().AsOrdered().WithCancellation(cancel).Select(one =>
        {
            var (item, row) = (one.Item, one.Row);
            (row.Fingerprint, row.Words) = (Fingerprint(item, pictures.Fingerprint(item)), WordPressProof.OfSource(item));
            if (known.GetValueOrDefault(row.Source) == row.Fingerprint) return [row];
            var (staged, revision) = Make(site, item, pictures);
            (row.Item, row.RevisionId) = ((staged with { TextId = one.Text, Media = [.. MediaUses.In(revision.Body).Distinct()] }).Write(), one.Revision);
            (revision.Id, revision.TextId, revision.Number, revision.Actor) = (one.Revision, one.Text, 1, actor);
            return new object[] { row, revision };
        });
        return [.. made.ToList().SelectMany(rows => rows), .. batch.OfType<WordPressAttachment>().Select(file => new ImportStageRow { Run = run, Place = filePlace++, Source = "", Fingerprint = "", Item = JsonSerializer.Serialize(file) })];
    }

    private Task<Dictionary<string, string>> KnownAsync(string[] sources, CancellationToken cancel) => desk.Database.LookAsync(
        context => context.Set<ImportedRow>().AsNoTracking().Where(row => sources.Contains(row.Source)).ToDictionaryAsync(row => row.Source, row => row.Fingerprint, cancel), cancel);

    /// <summary>What a post or page becomes, and the revision with its words, of no text and nobody yet.</summary>
    public static (StagedItem Staged, RevisionRow Revision) Make(WordPressSite site, WordPressItem item, WordPressPictures pictures)
    {
        var (read, report) = Read(site, item.Body, item.Field("footnotes"), pictures, pictures.InPost(item.Id));
        List<string> lines = [.. report, .. Strange(site, item), .. ReportOf("its title", item.Title), .. ReportOf("its excerpt", item.Excerpt)];
        string summary = PlainOf(item.Excerpt) is { Length: > 0 } excerpt ? excerpt : Checks.Clean(WordPressFields.Written(item, WordPressFields.SearchDescription));
        string picture = item.Field("_thumbnail_id");
        long? head = picture.Length > 0 ? pictures.Picture(WordPressPictures.ById(picture)) : null;
        if (picture.Length > 0 && head is null) lines.Add($"The picture at its head ({picture}) is not in the library.");
        var comments = new List<WordPressComment>();
        foreach (var comment in item.Comments)
        {
            var (said, told) = Comment(site, comment.Body);
            comments.Add(comment with { Body = ProseMirrorJson.Write(said) });
            lines.AddRange(told.Select(line => $"In comment {comment.Id}: {line}"));
            if (comment.Link.Length > 0 && Href.Read(comment.Link) is null) lines.Add($"In comment {comment.Id}: the address of its author ({comment.Link}) is none, and was left out.");
        }
        string headline = Headline(item, read);
        var revision = new RevisionRow
        {
            At = item.At,
            Actor = "",
            Kicker = "",
            Headline = headline,
            Standfirst = summary,
            Dateline = "",
            SearchHeadline = Checks.Clean(WordPressFields.Written(item, WordPressFields.SearchTitle)),
            Body = ProseMirrorJson.Write(read),
            Kind = RevisionKind.Filed,
        };
        return (new StagedItem(item with { Body = "", Excerpt = "", Comments = comments }, headline, head, lines), revision);
    }

    private static (Document Document, IReadOnlyList<string> Lines) Read(WordPressSite site, string body, string footnotes, WordPressPictures pictures, IReadOnlyList<string> inPost)
    {
        var text = new WordPressText(site.Patterns, footnotes, inPost);
        string html = text.ToHtml(body);
        var read = HtmlToDocument.Convert(html, new HtmlImportOptions { Link = address => pictures.File(address) ?? (WordPressPictures.IsById(address) ? "" : Link(site, address)), Picture = pictures.Picture, BaseAddress = Base(site), KeepsAlt = false });
        return (read.Document, [.. text.Lines, .. read.Report]);
    }

    // Nothing plays below a story: what would is a link.
    private static (Document Document, IReadOnlyList<string> Lines) Comment(WordPressSite site, string body)
    {
        var (read, lines) = Read(site, body, "", WordPressPictures.None, []);
        return (read with
        {
            Blocks = Sequence.Of<Block>(read.Blocks.Select(block => block is Embed embed && Href.Read(embed.Address.Address) is { } link
                ? new Paragraph(embed.Id, [new TextRun(link.Address, new Marks(MarkSet.None, link))]) : block)),
        }, lines);
    }

    // What is wrong with when and where it was published.
    private static IEnumerable<string> Strange(WordPressSite site, WordPressItem item)
    {
        if (item.At.Microseconds == 0) yield return "It says no date that can be: here it is of 1 January 1970.";
        if (item.Link.Length == 0 || !item.IsPublic) yield break;
        bool isOwn = Uri.TryCreate(item.Link, UriKind.Absolute, out var link) && (Base(site) is not { } own || IsSameHost(own, link));
        if (item.Path.Length == 0 && link?.Query is null or "") yield return $"Its address {item.Link} is none that it can have here; it gets one of its own.";
        else if (!isOwn) yield return $"Its address {item.Link} is not on the site's own host.";
    }

    private static IEnumerable<string> ReportOf(string where, string html) =>
        html.Contains('<', StringComparison.Ordinal) ? HtmlToDocument.Convert(html, new HtmlImportOptions()).Report.Select(line => $"In {where}: {line}") : [];

    /// <summary>What a post or page of a site is called in this newspaper.</summary>
    /// <remarks>A number is only the post's on a site that says which it is; what is known of a post tells it from others where that fails.</remarks>
    public static string Source(WordPressSite site, WordPressItem item) => site.Address.Length > 0 && item.Id.Length > 0
        ? site.Sources + item.Id
        : $"{site.Sources}{item.Id}:{Shortened(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', item.Guid, item.Title, item.Path, item.At.ToString()))))}";

    // Texts as they are: writing them as JSON would take longer than all the rest.
    private static string Fingerprint(WordPressItem item, string pictures)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(item with { Body = "", Excerpt = "" }));
        foreach (string text in new[] { item.Body, item.Excerpt, pictures })
        {
            hash.AppendData(MemoryMarshal.AsBytes<char>(text));
            hash.AppendData("\0"u8);
        }
        return Shortened(hash.GetHashAndReset());
    }

    /// <summary>Half of a hash, which tells any two things apart as well.</summary>
    public static string Shortened(byte[] hash) => Convert.ToHexStringLower(hash)[..32];

    private static string Headline(WordPressItem item, Document body)
    {
        string title = PlainOf(item.Title);
        if (title.Length > 0) return title;
        // Readers and lists need something to call it by: its first words, as a paper would.
        string words = Checks.Clean(PlainText.Render(body));
        if (words.Length == 0) return item.Id;
        int end = words.Length <= LongestHeadline ? words.Length : words.LastIndexOf(' ', LongestHeadline) is > 0 and var space ? space : LongestHeadline;
        return words[..(char.IsHighSurrogate(words[end - 1]) ? end - 1 : end)];
    }

    /// <summary>The words of a line that may hold HTML.</summary>
    public static string PlainOf(string html) => Checks.Clean(html.AsSpan().ContainsAny('<', '&') ? PlainText.Render(HtmlToDocument.Convert(html, new HtmlImportOptions()).Document) : html);

    private static Uri? Base(WordPressSite site) => Uri.TryCreate(site.Address + "/", UriKind.Absolute, out var address) ? address : null;

    // What led to the old site leads to the same path here.
    private static string Link(WordPressSite site, string address) =>
        site.Address.Length > 0 && Uri.TryCreate(address, UriKind.Absolute, out var link) && Base(site) is { } old && IsSameHost(link, old)
            ? link.PathAndQuery + link.Fragment
            : address;

    // A site answers with www. and without.
    private static bool IsSameHost(Uri one, Uri other) => string.Equals(Bare(one.Host), Bare(other.Host), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string host) => host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host["www.".Length..] : host;
}
