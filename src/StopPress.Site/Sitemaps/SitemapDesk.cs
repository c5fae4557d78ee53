using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Site.Pages;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Site.Sitemaps;

/// <summary>Reads which pages an edition has: every one that a search engine may show, and no other.</summary>
/// <param name="reads">The look at the house.</param>
/// <param name="furniture">What stands on every page.</param>
/// <param name="edition">The edition.</param>
/// <param name="addresses">How addresses are written.</param>
internal sealed class SitemapDesk(Reads reads, Furniture furniture, Edition edition, Addresses addresses)
{
    // What Google's extension calls news, and how much of it a file may hold.
    private static readonly TimeSpan News = TimeSpan.FromDays(2);
    private const int MostNews = 1000;

    private readonly StoryLists lists = new(reads, edition);

    /// <summary>The files that hold anything.</summary>
    public async Task<List<SitemapPart>> PartsAsync(Instant now)
    {
        var parts = new List<SitemapPart>();
        if ((await NewsAsync(now, 1)).Count > 0) parts.Add(new SitemapPart(edition.Language, SitemapPart.News));
        parts.AddRange(Files(new SitemapPart(edition.Language, SitemapPart.Pages), (await FrameAsync()).Count));
        foreach (string kind in SitemapPart.Named) parts.AddRange(Files(new SitemapPart(edition.Language, kind), await CountNamedAsync(kind)));
        foreach (var (month, count) in await lists.MonthsAsync()) parts.AddRange(Files(SitemapPart.OfMonth(edition.Language, month), count));
        return parts;
    }

    /// <summary>The pages of a file; none where there is no such file.</summary>
    public async Task<List<MappedPage>> PagesAsync(SitemapPart part, Instant now)
    {
        if (part.What == SitemapPart.News) return part.Number == 1 ? await NewsAsync(now, MostNews) : [];
        int skip = (part.Number - 1) * SitemapPart.Length;
        if (part.Month is { } month) return await MonthAsync(month, skip);
        if (part.What == SitemapPart.Pages) return [.. (await FrameAsync()).Skip(skip).Take(SitemapPart.Length)];
        return await NamesAsync(await SubjectsAsync(part.What, skip));
    }

    private static IEnumerable<SitemapPart> Files(SitemapPart part, int count) =>
        Enumerable.Range(1, (count + SitemapPart.Length - 1) / SitemapPart.Length).Select(number => part with { Number = number });

    // What an edition has however little was published in it.
    private async Task<List<MappedPage>> FrameAsync()
    {
        var pages = new List<MappedPage> { Page(edition.Home, furniture.Editions.Select(one => (one.Id, one.Home))) };
        // A page that was imported with this address keeps it, and is among the house's own.
        if (await Permalinks.FindAsync(reads, CorrectionsPage.PathIn(edition)) is null) pages.Add(Page(CorrectionsPage.PathIn(edition), furniture.Editions.Select(one => (one.Id, CorrectionsPage.PathIn(one)))));
        pages.AddRange(await NamesAsync(await SubjectsAsync("section", 0)));
        pages.AddRange(await StoriesAsync([.. (await lists.NewestAsync(Subject.PagesList, int.MaxValue)).Select(listing => listing.StoryId)]));
        return pages;
    }

    private async Task<int> CountNamedAsync(string kind) => (int)(await reads.ListAsync(
        "SELECT COUNT(*) FROM local_names WHERE edition_id = @edition AND subject >= @first AND subject < @end", row => row.GetInt64(0), Range(kind)))[0];

    private Task<List<string>> SubjectsAsync(string kind, int skip) => reads.ListAsync(
        "SELECT subject FROM local_names WHERE edition_id = @edition AND subject >= @first AND subject < @end ORDER BY subject LIMIT @most OFFSET @skip",
        row => row.GetString(0), [.. Range(kind), ("most", (long)SitemapPart.Length), ("skip", (long)skip)]);

    // Binary order: what begins with "tag:" lies before "tag;".
    private (string Name, object? Value)[] Range(string kind) => [("edition", edition.Id), ("first", kind + ":"), ("end", kind + ";")];

    private async Task<List<MappedPage>> NamesAsync(List<string> subjects)
    {
        var names = await LocalNames.ReadAsync(reads, subjects);
        return [.. subjects.Select(subject => Page(
            names.In(edition.Id, subject)!.Path, furniture.Editions.Select(one => names.In(one.Id, subject)).OfType<LocalName>().Select(name => (name.EditionId, name.Path))))];
    }

    // The first file has the month's own page and those of its days as well.
    private async Task<List<MappedPage>> MonthAsync(DateOnly month, int skip)
    {
        var listed = await lists.MonthAsync(Subject.FrontList, month, int.MaxValue);
        var stories = await StoriesAsync([.. listed.Skip(skip).Take(SitemapPart.Length).Select(listing => listing.StoryId)]);
        if (skip > 0 || listed.Count == 0) return stories;
        var days = listed.Select(listing => edition.DayOf(listing.ListedAt)).Distinct().Select(day => ArchivePage.DayBelow(edition.Home, day));
        return [.. days.Prepend(ArchivePage.MonthBelow(edition.Home, month)).Select(path => Page(path, [])), .. stories];
    }

    private async Task<List<MappedPage>> StoriesAsync(long[] stories)
    {
        if (stories.Length == 0) return [];
        var texts = await reads.ListAsync(
            "SELECT id, story_id, edition_id, path, first_published_at, updated_at FROM story_texts WHERE story_id IN @stories AND pub_status = @usable",
            row => new MappedText(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3), new Instant(row.NumberOrNull(5) ?? row.GetInt64(4))),
            ("stories", stories), ("usable", (long)PubStatus.Usable));
        var everywhere = texts.ToLookup(text => text.Story);
        var here = texts.Where(text => text.Edition == edition.Id).ToDictionary(text => text.Story);
        var shown = (await reads.ListAsync(
            "SELECT text_id, media_id FROM media_uses WHERE shown AND text_id IN @texts", row => (Text: row.GetInt64(0), Media: row.GetInt64(1)), ("texts", here.Values.Select(text => text.Id).ToArray()))).ToLookup(row => row.Text, row => row.Media);
        var pictures = await PictureDesk.ReadAsync(reads, edition.Id, shown.SelectMany(uses => uses));
        return [.. stories.Where(here.ContainsKey).Select(story => here[story]).Select(text =>
            Page(text.Path, everywhere[text.Story].Select(other => (other.Edition, other.Path))) with
            {
                ChangedAt = text.ChangedAt,
                Pictures = [.. shown[text.Id].Order().Where(pictures.ContainsKey).Select(id => Picture(pictures[id]))],
            })];
    }

    private async Task<List<MappedPage>> NewsAsync(Instant now, int most)
    {
        var newest = (await lists.NewestAsync(Subject.FrontList, most)).Where(listing => now.Microseconds - listing.ListedAt.Microseconds < News.Ticks / TimeSpan.TicksPerMicrosecond);
        return [.. (await StoryCards.ReadAsync(reads, edition, newest.Select(listing => listing.StoryId))).Select(card =>
            new MappedPage(addresses.Whole(card.Path)) { News = new MappedNews(edition.Name, LanguageOf(edition), card.PublishedAt, card.Headline) })];
    }

    // The extension wants the bare language, but Chinese with its script as a country (Google's guide for news sitemaps).
    private static string LanguageOf(Edition edition) => edition.Language.Split('-') switch
    {
        ["zh", "Hant" or "TW" or "HK" or "MO", ..] => "zh-tw",
        ["zh", ..] => "zh-cn",
        var parts => parts[0],
    };

    // The same size that a story's own page gives to search engines.
    private string Picture(Picture picture) => addresses.Whole(Addresses.OfRendition(picture.Original, Rendition.Of(picture.Original, Crop.Whole, RenditionFormat.Jpeg)[^1]));

    private MappedPage Page(string path, IEnumerable<(long Edition, string Path)> all) =>
        new(addresses.Whole(path)) { Alternates = [.. AlternateModel.Of(furniture, addresses, edition, all).Select(one => (one.Language, one.Url))] };

    private sealed record MappedText(long Id, long Story, long Edition, string Path, Instant ChangedAt);
}
