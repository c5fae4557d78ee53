using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Stories;
using StopPress.Site.LinkCards;
using StopPress.Site.Sharing;
using StopPress.Site.Themes;
using StopPress.Store.Database;
using StopPress.Store.Text;

namespace StopPress.Site.Pages;

/// <summary>A story's page; or a page of the house, such as "About", which has no date and no byline.</summary>
public static class ArticlePage
{
    // A reader of news takes in about so many words a minute (Brysbaert 2019: 238).
    private const double WordsPerMinute = 238;

    // What came before is why a reader looks at the box; what came since, that there is more.
    private const int Before = 4, After = 2;

    // Search engines show about as much.
    private const int LongestDescription = 160;

    // Where a picture stands in the column of text: as wide as the window on a phone, 40 rem beyond.
    private const string SizesInText = "(min-width:50rem) 40rem, 100vw";

    // Two beside each other in a gallery, which stands wider than the text where there is room.
    private const string SizesInGallery = "(min-width:60rem) 23.5rem, (min-width:30rem) 50vw, 100vw";

    /// <summary>Makes it.</summary>
    public static async Task<PageModel?> MakeAsync(PageDesk desk, Place place) =>
        await StoryPage.ReadAsync(desk.Reads, desk.Edition, Subject.IdOf(place.Subject)) is { } story ? await OfAsync(desk, story, isOut: true) : null;

    /// <summary>Makes it of a story that was read.</summary>
    /// <param name="desk">What pages are made with.</param>
    /// <param name="story">The story.</param>
    /// <param name="isOut">Whether readers are shown it; what only the desk looks at can be neither liked nor passed on, and is not counted as read.</param>
    public static async Task<PageModel> OfAsync(PageDesk desk, StoryPage story, bool isOut)
    {
        var pictures = await PictureDesk.ReadAsync(desk.Reads, desk.Edition.Id, [.. story.Body.MediaIds, .. story.PictureId is { } id ? [id] : Array.Empty<long>()]);
        string body = await BodyAsync(desk, story, pictures);
        var head = Head(desk, story, story.PictureId is { } lead ? pictures.GetValueOrDefault(lead) : null);
        bool hasFrames = story.Body.AllBlocks().OfType<Embed>().Any(embed => embed.Address.Frame is not null);
        var sharing = isOut && story.Kind == StoryKind.Story ? SharingModel.Of(desk, story) : null;
        head = head with { Scripts = [.. hasFrames ? [Assets.EmbedScript.Path] : Array.Empty<string>(), .. sharing is null ? Array.Empty<string>() : [Assets.StoryScript.Path]] };
        var page = story.Kind == StoryKind.Page ? HousePage(desk, story, head, body) : await ArticleAsync(desk, story, pictures, head, body, sharing);
        return page with { FrameHosts = EmbedFrames.HostsOf(story.Body) };
    }

    private static PageModel HousePage(PageDesk desk, StoryPage story, HeadModel head, string body) =>
        new("page", 200, head with { Kind = "page" }, desk.Way(null, false), new Dictionary<string, object?>
        {
            ["story"] = new { story.Headline, story.Standfirst, Body = new Markup(body), Corrections = CorrectionsPage.Of(desk, story), Comments = CommentModel.Of(desk, story) },
        })
        { Says = [SchemaOrg.Page(desk, head)], Called = story.Headline };

    private static async Task<PageModel> ArticleAsync(PageDesk desk, StoryPage story, IReadOnlyDictionary<long, Picture> pictures, HeadModel head, string body, SharingModel? sharing)
    {
        var names = await LocalNames.ReadAsync(desk.Reads, story.Filings.Where(filing => Subject.KindOf(filing) is "storyline" or "tag"));
        // Who translated a story is said where it is a translation.
        var bylines = (await Bylines.ReadAsync(desk.Reads, desk.Edition, [story.Id])).Where(name => name.Role != BylineRole.Translation || !story.IsOriginal).ToList();
        var storylines = new List<object>();
        foreach (var line in Named("storyline"))
        {
            var around = await desk.Lists.AroundAsync(line.Subject, new Listing(story.Id, story.PublishedAt), Before, After);
            storylines.Add(new { Key = line.Subject, Title = line.Name, Url = Addresses.Link(line.Path), Stories = await desk.CardsAsync(around) });
        }
        var related = await StoryCards.ReadAsync(desk.Reads, desk.Edition, story.Related);
        string? section = story.Filings.FirstOrDefault(filing => Subject.KindOf(filing) == "section");
        int words = WordCount.Of(PlainText.Render(story.Body));
        var tags = Named("tag").ToList();
        var picture = story.PictureId is { } id ? pictures.GetValueOrDefault(id) : null;
        head = head with { Section = section is null ? "" : desk.SectionLink(section)?.Name ?? "", Tags = [.. tags.Select(tag => tag.Name)], Authors = OpenGraph.Authors(desk, bylines) };
        return new PageModel("story", 200, head, desk.Way(section, withItself: true), new Dictionary<string, object?>
        {
            ["story"] = new
            {
                Key = PublicId.Text(story.Id),
                Url = Addresses.Link(story.Path),
                story.Kicker,
                story.Headline,
                story.Standfirst,
                story.Dateline,
                Bylines = ByRole(desk, bylines),
                Published = desk.Dates.Moment(story.PublishedAt),
                Updated = story.UpdatedAt is { } updated ? desk.Dates.Moment(updated) : null,
                Sections = story.Filings.Where(filing => Subject.KindOf(filing) == "section").Select(desk.SectionLink).OfType<LinkModel>().ToList(),
                Tags = tags.Select(tag => new LinkModel(tag.Name, Addresses.Link(tag.Path))).ToList(),
                Picture = picture is null ? null : PictureModels.Of(picture, Crop.Card),
                Body = new Markup(body),
                Corrections = CorrectionsPage.Of(desk, story),
                Comments = CommentModel.Of(desk, story),
                WordCount = words,
                Minutes = (int)Math.Max(1, Math.Round(words / WordsPerMinute)),
                Languages = OtherEditions(desk, story),
                Storylines = storylines,
                Related = related.Select(desk.Card).ToList(),
                Sharing = sharing,
            },
        })
        {
            Says = [NewsArticle.Of(desk, story, bylines, head, picture, [.. tags, .. Named("storyline")])],
            Called = story.Headline,
            Sections = section is null ? new HashSet<string>() : desk.Furniture.Sections.Line(section).Select(place => place.Subject).ToHashSet(),
        };

        IEnumerable<LocalName> Named(string kind) =>
            story.Filings.Where(filing => Subject.KindOf(filing) == kind).Select(filing => names.In(desk.Edition.Id, filing)).OfType<LocalName>();
    }

    private static async Task<string> BodyAsync(PageDesk desk, StoryPage story, IReadOnlyDictionary<long, Picture> pictures)
    {
        var pointed = (await StoryCards.ReadAsync(desk.Reads, desk.Edition, story.Body.StoryIds)).ToDictionary(card => card.Id);
        return DocumentHtml.Render(story.Body, new RenderContext(
            id => pictures.TryGetValue(id, out var picture) ? InText(picture) : null,
            id => pointed.TryGetValue(id, out var card) ? new StoryLink(Addresses.Link(card.Path), card.Headline) : null)
        {
            OwnHost = desk.Addresses.Host,
            Words = new BodyWords(desk.Word("embed_show"), desk.Word("embed_open")),
        });
    }

    private static FigureMedia InText(Picture picture)
    {
        var model = PictureModels.Of(picture, Crop.Whole);
        return new FigureMedia(model.Src, model.Srcset, model.Width, model.Height, model.Alt, model.Caption, model.Credit)
        {
            Sources = [("image/avif", model.Avif), ("image/webp", model.Webp)],
            Tone = model.Tone,
            Sizes = SizesInText,
            SizesInGallery = SizesInGallery,
        };
    }

    private static HeadModel Head(PageDesk desk, StoryPage story, Picture? picture)
    {
        string description = story.Standfirst.Length > 0 ? story.Standfirst : Excerpt(story.Body);
        var head = desk.Head("story", story.Headline, description, story.Path, story.Editions.Select(edition => (edition.EditionId, edition.Path)));
        // Where nobody has written others, the headline stands for them.
        head = head with
        {
            Title = story.SearchHeadline.Length > 0 ? desk.Title(story.SearchHeadline) : head.Title,
            Headline = story.PassedOn,
        };
        if (story.Kind == StoryKind.Story)
        {
            head = head with { OgType = "article", PublishedIso = desk.Dates.Moment(story.PublishedAt).Iso, ModifiedIso = story.UpdatedAt is { } updated ? desk.Dates.Moment(updated).Iso : null };
        }
        return picture is null ? head.Showing(desk, LinkCard.Of(desk.Edition, story.PassedOn, desk.CardColours), story.Id) : head.Showing(desk, picture);
    }

    // What stands for a summary where nobody wrote one: the first words of the body.
    internal static string Excerpt(Document body)
    {
        string text = PlainText.Render(body).ReplaceLineEndings(" ").Trim();
        return Graphemes.Shortened(text, LongestDescription);
    }

    // One line for each role, in the order in which the roles first come; each story names its reporters first.
    private static List<BylineModel> ByRole(PageDesk desk, IReadOnlyList<BylineName> bylines) => [.. bylines.GroupBy(name => name.Role).Select(role => new BylineModel(
        role.Key.ToString().ToLowerInvariant(), desk.Word(WordOf(role.Key)),
        [.. role.Select(name => new PersonModel(name.Name, name.Path is { } path ? Addresses.Link(path) : null, name.Title))]))];

    private static string WordOf(BylineRole role) => role switch
    {
        BylineRole.Photography => "photographs",
        BylineRole.Translation => "translation",
        BylineRole.Editing => "editing",
        BylineRole.Agency => "agency",
        _ => "by",
    };

    private static List<LanguageModel> OtherEditions(PageDesk desk, StoryPage story) => [.. desk.Furniture.Editions
        .Where(edition => edition.Id != desk.Edition.Id)
        .Join(story.Editions, edition => edition.Id, address => address.EditionId, (edition, address) =>
            new LanguageModel(edition.Language, edition.OwnName, Addresses.Link(address.Path), edition.Direction, address.Headline))];
}

/// <summary>Those who did one thing for a story.</summary>
/// <param name="Role">What they did, as a machine name.</param>
/// <param name="Label">The word before their names.</param>
/// <param name="People">Who they are.</param>
public sealed record BylineModel(string Role, string Label, IReadOnlyList<PersonModel> People);

/// <summary>A name in a byline.</summary>
/// <param name="Name">The name.</param>
/// <param name="Url">The page of their stories, or null.</param>
/// <param name="Title">Their job, or empty.</param>
public sealed record PersonModel(string Name, string? Url, string Title);

/// <summary>A story in another language.</summary>
/// <param name="Language">The language.</param>
/// <param name="OwnName">The language by its own name.</param>
/// <param name="Url">The story's address there.</param>
/// <param name="Direction"><c>ltr</c> or <c>rtl</c>.</param>
/// <param name="Headline">The headline there.</param>
public sealed record LanguageModel(string Language, string OwnName, string Url, string Direction, string Headline);
