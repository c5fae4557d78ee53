using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Site.Pages;
using StopPress.Store.Database;

namespace StopPress.Site.Feeds;

/// <summary>The feed of a page: what is new there, for programs that follow it.</summary>
public static class FeedPage
{
    // What readers' programs ask for once an hour, a busy day of a newspaper long.
    private const int Length = 30;

    // A browser that is led here shows it as a page with this style; nothing else is fetched, and nothing runs.
    private const string Policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The kinds of page that have one.</summary>
    public static IReadOnlyList<Surface> Followed { get; } = [Surface.Front, Surface.Section, Surface.Storyline, Surface.Author, Surface.Tag, Surface.Corrections];

    /// <summary>What stands in the address of a feed for the line of breaking news, which has no page of its own: it is on all of them.</summary>
    public static string BreakingIn(Edition edition) => edition.Home + Addresses.Own[1..] + "breaking";

    /// <summary>Writes it; null when the page is not there.</summary>
    public static async Task<ReadyFile?> WriteAsync(PageDesk desk, Place place)
    {
        var address = FeedAddress.Read(place.Path)!;
        if (await MakeAsync(desk, place, address) is not { } feed) return null;
        return Ready(feed with { Hub = desk.Furniture.Hub }, address.Format);
    }

    private static async Task<Feed?> MakeAsync(PageDesk desk, Place place, FeedAddress address)
    {
        if (place.Followed is not { } page) return await BreakingAsync(desk, address);
        var (home, self) = (desk.Addresses.Whole(address.Page), desk.Addresses.Whole(address.Path));
        if (page.Surface == Surface.Front) return await FeedAsync(desk, home, self, "", desk.Edition.Tagline, Subject.FrontList, await NewestAsync(desk, Subject.FrontList));
        if (page.Surface == Surface.Corrections) return await FeedAsync(desk, home, self, desk.Word("corrections"), desk.Word("corrections_text"), "corrections", await CorrectionsAsync(desk));
        var names = await LocalNames.ReadAsync(desk.Reads, [page.Subject]);
        return names.In(desk.Edition.Id, page.Subject) is { } name ? await FeedAsync(desk, home, self, name.Name, name.Description, page.Subject, await NewestAsync(desk, page.Subject)) : null;
    }

    // The line that stands: what was taken away was wrong or is over, and is told no more.
    private static async Task<Feed> BreakingAsync(PageDesk desk, FeedAddress address)
    {
        string front = desk.Addresses.Whole(desk.Edition.Home), language = desk.Edition.Language;
        FeedItem[] items = await BreakingLine.ReadAsync(desk.Reads, desk.Edition) is not { } line ? [] :
        [
            new FeedItem(
                Feed.UrnOf($"breaking {line.ToldAt.Microseconds} {language}"), line.Path is { } path ? desk.Addresses.Whole(path) : front, line.Text, line.Text, "",
                await ToldAsync(desk, line), await ToldAsync(desk, line)),
        ];
        return await FeedAsync(desk, front, desk.Addresses.Whole(address.Path), desk.Word("breaking"), "", "breaking", items);
    }

    // One that an earlier release set is as old as the day.
    private static async Task<Instant> ToldAsync(PageDesk desk, BreakingLine line) => line.ToldAt != default ? line.ToldAt : desk.Edition.StartOf(await desk.ReadTodayAsync());

    /// <summary>Writes the feed of a search.</summary>
    /// <param name="desk">What pages are made with.</param>
    /// <param name="format">The form.</param>
    /// <param name="search">The whole address of the search.</param>
    /// <param name="self">The whole address of the feed.</param>
    /// <param name="name">What is looked for, in words.</param>
    /// <param name="stories">What it finds, the newest first.</param>
    public static async Task<ReadyFile> WriteSearchAsync(PageDesk desk, FeedFormat format, string search, string self, string name, IEnumerable<long> stories) =>
        Ready(await FeedAsync(desk, search, self, name, "", self, await StoriesAsync(desk, stories)), format);

    private static ReadyFile Ready(Feed feed, FeedFormat format) => new(FeedWriter.Write(feed, format, Assets.FeedStyle.Path), $"{FeedAddress.SentAs(format)}; charset=utf-8", Policy);

    private static async Task<Feed> FeedAsync(PageDesk desk, string home, string self, string name, string description, string followed, IReadOnlyList<FeedItem> items)
    {
        var (furniture, edition) = (desk.Furniture, desk.Edition);
        string title = name.Length > 0 ? desk.Title(name) : edition.Name;
        // One in which nothing ever was is as old as the day.
        var updated = items.Count > 0 ? items.Max(item => item.UpdatedAt) : edition.StartOf(await desk.ReadTodayAsync());
        return new Feed(
            Feed.UrnOf($"feed {edition.Language} {followed}"), title, description.Length > 0 ? description : title, home, self, edition.Language,
            furniture.HouseName.Length > 0 ? furniture.HouseName : edition.Name, furniture.Logo is { } logo ? desk.Addresses.Whole(Addresses.OfLogo(logo, LogoFile.Icons[^1])) : null, updated, items);
    }

    private static async Task<IReadOnlyList<FeedItem>> NewestAsync(PageDesk desk, string list) => await StoriesAsync(desk, (await desk.Lists.NewestAsync(list, Length)).Select(listing => listing.StoryId));

    private static async Task<IReadOnlyList<FeedItem>> StoriesAsync(PageDesk desk, IEnumerable<long> ids)
    {
        var stories = await WholeStories.ReadAsync(desk.Reads, desk.Edition, ids);
        var pictures = await PictureDesk.ReadAsync(desk.Reads, desk.Edition.Id, stories.SelectMany(story => story.PictureId is { } head ? story.Body.MediaIds.Append(head) : story.Body.MediaIds));
        var names = await LocalNames.ReadAsync(desk.Reads, stories.SelectMany(story => story.Filings).Where(filing => Subject.KindOf(filing) is "storyline" or "tag"));
        var context = await ReadElsewhere.ContextAsync(desk, stories.Select(story => story.Body), pictures);
        return [.. stories.Select(story => Item(desk, story, pictures, names, context))];
    }

    private static FeedItem Item(PageDesk desk, WholeStory story, IReadOnlyDictionary<long, Picture> pictures, LocalNames names, RenderContext context)
    {
        string? Name(string filing) => Subject.KindOf(filing) == "section" ? desk.SectionLink(filing)?.Name : names.In(desk.Edition.Id, filing)?.Name;
        return new FeedItem(
            Feed.UrnOf($"story {PublicId.Text(story.Id)} {desk.Edition.Language}"), desk.Addresses.Whole(story.Path), story.Headline,
            story.Standfirst.Length > 0 ? story.Standfirst : ArticlePage.Excerpt(story.Body), desk.Furniture.FeedsAreWhole ? DocumentHtml.Render(story.Body, context) : "", story.PublishedAt, story.UpdatedAt ?? story.PublishedAt)
        {
            Authors = [.. story.Bylines.Where(name => name.Role is BylineRole.Reporting or BylineRole.Agency).Select(name => (name.Name, name.Path is { } path ? desk.Addresses.Whole(path) : null))],
            Categories = [.. story.Filings.Select(Name).OfType<string>().Distinct()],
            Picture = story.PictureId is { } head && pictures.TryGetValue(head, out var picture) ? Cut(desk, picture) : null,
        };
    }

    private static FeedPicture Cut(PageDesk desk, Picture picture)
    {
        var largest = Rendition.Of(picture.Original, Crop.Card, RenditionFormat.Jpeg)[^1];
        return new FeedPicture(desk.Addresses.Whole(Addresses.OfRendition(picture.Original, largest)), largest.Width, largest.Height, picture.Alt, picture.Original.Credit);
    }

    private static async Task<IReadOnlyList<FeedItem>> CorrectionsAsync(PageDesk desk) =>
        [.. (await new Corrections(desk.Reads, desk.Edition).NewestAsync(Length)).Select(one => new FeedItem(
            Feed.UrnOf($"correction {PublicId.Text(one.StoryId)} {one.At.Microseconds} {desk.Edition.Language}"), desk.Addresses.Whole(one.Path), one.Headline, one.Says, "", one.At, one.At))];
}
