using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Import;

/// <summary>The copy of a WordPress site on its way in.</summary>
internal sealed class WordPressCopy(NewsDesk desk, WordPressSite site, string actor)
{
    private readonly List<string> lines = [];

    /// <summary>Writes posts and pages as unpublished work. Those that an earlier run has written are passed over.</summary>
    public async Task WriteAsync(HouseContext context, IReadOnlyList<WordPressItem> items, CancellationToken cancel)
    {
        string[] sources = [.. items.Select(Source)];
        var known = (await context.Set<StoryRow>().Where(row => row.Source != null && sources.Contains(row.Source)).Select(row => row.Source!).ToListAsync(cancel)).ToHashSet();
        var edition = await FirstEditionAsync(context, cancel);
        foreach (var item in items.Where(item => known.Add(Source(item)))) Write(context, edition, item);
    }

    /// <summary>Lets out what was public, gives everything its address, and files it; in one transaction.</summary>
    public async Task<ImportResult> AdoptAsync(HouseContext context, CancellationToken cancel)
    {
        var edition = await FirstEditionAsync(context, cancel);
        var terms = new WordPressTerms(desk, site, context, edition, lines);
        await terms.OpenAsync(cancel);
        var written = await WrittenAsync(context, cancel);
        int stories = 0, pages = 0, unpublished = 0, known = 0;
        foreach (var item in site.Items)
        {
            if (!written.TryGetValue(Source(item), out var found)) continue;
            var (story, text) = found;
            // What was adopted before is no draft any more, published or not; and what the desk keeps back meanwhile no import lets out.
            if (text.Path is not null || story.WorkStage != WorkStage.Draft || Publication.MayGoOut(desk, story) is not null)
            {
                known++;
                lines.Add($"{item.Id} \"{story.Slugline}\" is here already, and was left as it is.");
                continue;
            }
            await terms.FileAsync(story, item, cancel);
            if (!item.IsPublic)
            {
                unpublished++;
                Keep(context, item, text);
                continue;
            }
            await PublishAsync(context, edition, item, story, text, cancel);
            if (item.IsPage) pages++;
            else stories++;
        }
        lines.AddRange(site.Others.OrderBy(other => other.Key, StringComparer.Ordinal).Select(other => $"{other.Value} of the kind \"{other.Key}\" are left out."));
        return new ImportResult(stories, pages, unpublished, known, lines);
    }

    // A number is only the post's on a site that says which it is; what is known of a post tells it from others where that fails.
    private string Source(WordPressItem item) => site.Address.Length > 0 && item.Id.Length > 0
        ? $"wordpress:{site.Address}:{item.Id}"
        : $"wordpress:{site.Address}:{item.Id}:{Fingerprint(item.Guid, item.Title, item.Path, item.At.ToString())}";

    private static string Fingerprint(params string[] known) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', known))))[..32];

    private static Task<EditionRow> FirstEditionAsync(HouseContext context, CancellationToken cancel) =>
        context.Set<EditionRow>().OrderBy(row => row.Position).FirstAsync(cancel);

    private async Task<Dictionary<string, (StoryRow, StoryTextRow)>> WrittenAsync(HouseContext context, CancellationToken cancel)
    {
        string prefix = $"wordpress:{site.Address}:";
        var rows = await (from story in context.Set<StoryRow>()
                          join text in context.Set<StoryTextRow>() on story.Id equals text.StoryId
                          where story.Source != null && story.Source.StartsWith(prefix) && text.EditionId == story.OriginalEditionId
                          select new { story, text }).ToListAsync(cancel);
        return rows.ToDictionary(row => row.story.Source!, row => (row.story, row.text));
    }

    private void Write(HouseContext context, EditionRow edition, WordPressItem item)
    {
        var read = HtmlToDocument.Convert(WordPressText.ToHtml(item.Body), new HtmlImportOptions { Link = Link, BaseAddress = Base() });
        string headline = Headline(item, read.Document);
        lines.AddRange(read.Report.Select(line => $"{item.Id} \"{headline}\": {line}"));
        var story = new StoryRow
        {
            Id = PublicId.Next(desk.Clock),
            Kind = item.IsPage ? StoryKind.Page : StoryKind.Story,
            OriginalEditionId = edition.Id,
            Slugline = headline,
            FiledAt = item.At,
            Source = Source(item),
        };
        context.Add(story);
        string slug = UrlSlug.Of(item.Slug.Length > 0 ? item.Slug : headline);
        TextDesk.Add(context, desk, story, edition, new RevisionRow
        {
            Id = PublicId.Next(desk.Clock),
            At = item.At,
            Actor = actor,
            Kicker = "",
            Headline = headline,
            Standfirst = PlainOf(item.Excerpt),
            Dateline = "",
            Body = ProseMirrorJson.Write(read.Document),
        }, slug);
    }

    private async Task PublishAsync(HouseContext context, EditionRow edition, WordPressItem item, StoryRow story, StoryTextRow text, CancellationToken cancel)
    {
        string subject = Subject.Text(text.Id);
        (text.FirstPublishedAt, text.PubStatus, text.PublishedRevisionId) = (item.At, PubStatus.Usable, text.LatestRevisionId);
        story.WorkStage = WorkStage.Ready;
        string wanted = item.Path.Length > 0 ? item.Path : item.IsPage ? $"{AddressBook.Home(edition)}{text.UrlSlug}/" : AddressBook.OfStory(edition, edition.AsEdition().DayOf(item.At), text.UrlSlug);
        text.Path = await AddressBook.GiveAsync(context, edition, subject, wanted, cancel);
        if (text.Path != wanted) lines.Add($"{item.Id} \"{story.Slugline}\" is at {text.Path}: its old address {wanted} leads to something else.");
        string single = wanted.Replace("//", "/", StringComparison.Ordinal);
        if (single != wanted && await AddressBook.GiveExactlyAsync(context, edition, subject, single, cancel) is null) await AddressBook.RetireAsync(context, single, cancel);
        // Filings and bylines were added in this transaction, and lists are worked out from rows.
        await context.SaveChangesAsync(cancel);
        var copy = new TextCopy(story, text, edition);
        var facts = await StoryFacts.ReadAsync(context, copy);
        ListDesk.Put(context, copy, facts, appears: true);
        if (facts.Media.Count > 0) await MediaUses.PutAsync(context, copy);
    }

    private void Keep(HouseContext context, WordPressItem item, StoryTextRow text)
    {
        var story = context.Set<StoryRow>().Local.First(row => row.Id == text.StoryId);
        story.WorkStage = WorkStage.Submitted;
        string why = item.IsProtected ? "a password was needed to read it" : $"its status was \"{item.Status}\"";
        lines.Add($"{item.Id} \"{story.Slugline}\" is not published: {why}.");
        if (item.Status != "future" || item.IsProtected || item.At <= Instant.Now(desk.Clock)) return;
        desk.Deadlines.Set(context, item.At, Publication.Kind, Subject.Text(text.Id));
        lines.Add($"{item.Id} \"{story.Slugline}\" goes out at {item.At}.");
    }

    private static string Headline(WordPressItem item, Document body)
    {
        string title = PlainOf(item.Title);
        if (title.Length > 0) return title;
        // Readers and lists need something to call it by: its first words, as a paper would.
        string words = Checks.Clean(PlainText.Render(body));
        if (words.Length == 0) return item.Id;
        int end = words.Length <= 60 ? words.Length : words.LastIndexOf(' ', 60) is > 0 and var space ? space : 60;
        return words[..end];
    }

    private static string PlainOf(string html) => Checks.Clean(PlainText.Render(HtmlToDocument.Convert(html, new HtmlImportOptions()).Document));

    private Uri? Base() => Uri.TryCreate(site.Address + "/", UriKind.Absolute, out var address) ? address : null;

    // What led to the old site leads to the same path here.
    private string Link(string address) =>
        site.Address.Length > 0 && Uri.TryCreate(address, UriKind.Absolute, out var link) && Base() is { } old && string.Equals(link.Host, old.Host, StringComparison.OrdinalIgnoreCase)
            ? link.PathAndQuery + link.Fragment
            : address;
}
