using System.Security.Cryptography;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Site.Feeds;
using StopPress.Site.Press;
using StopPress.Site.Search;
using StopPress.Site.Sharing;
using StopPress.Site.Themes;
using StopPress.Store.Counts;
using StopPress.Store.Database;

namespace StopPress.Site.Pages;

/// <summary>Where pages are made up: finds what stands at an address, reads it, and sets it in the theme.</summary>
/// <param name="rack">The theme in use.</param>
/// <param name="addresses">How addresses are written.</param>
/// <param name="counts">How many readers like a story.</param>
/// <param name="clock">What time it is.</param>
public sealed class PageRoom(ThemeRack rack, Addresses addresses, CountBook counts, TimeProvider clock)
{
    private const string StylePiece = "style";

    // A page's text can hold anything but this: control characters are never set, and the number is drawn anew for every process.
    private static readonly string Marker = $"\u0002{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}\u0002";

    /// <summary>Makes the page at an address.</summary>
    public async Task<Made> MakeAsync(PressRun run, string path)
    {
        run.Reads.Note(Subject.Theme);
        var (found, moved) = await SiteMap.FindAsync(run, path);
        if (moved is not null) return new Made(null, moved);
        // Before the first edition is opened, and at the program's own addresses, there is nothing to set.
        if (found is not { } place) return new Made(Bare());
        if (place.Path != path) return new Made(null, null, place.Path);
        var furniture = await run.FurnitureAsync();
        return await rack.SetAsync(async theme =>
        {
            var desk = new PageDesk(run, furniture, place.Edition, theme, addresses, clock);
            return await MarkedAsync(theme, desk, place) is { } marked ? new Made(marked) : new Made(null, null, SiteMap.NotFoundIn(place.Edition));
        });
    }

    private static async Task<MarkedText?> MarkedAsync(Theme theme, PageDesk desk, Place place)
    {
        if (place.Surface.Write is { } write) return await write(desk, place) is { } file ? new MarkedText(200, file.Text, Marker, file.Policy) { MimeType = file.MimeType } : null;
        if (await place.Surface.Make!(desk, place) is not { } page) return null;
        return await SetAsync(theme, desk, page with { Head = page.Head with { Feeds = FeedsOf(desk, place, page.Head) } });
    }

    // What is new on the page where it has a feed, and on a front what breaks; else in the whole edition.
    private static IReadOnlyList<FeedLinkModel> FeedsOf(PageDesk desk, Place place, HeadModel head) => FeedPage.Followed.Contains(place.Surface)
        ? [.. FeedAddress.Of(place.Path).Select(feed => new FeedLinkModel(head.Headline, Addresses.Link(feed.Path), feed.MimeType)), .. place.Surface == Surface.Front ? BreakingOf(desk) : []]
        : [.. FeedAddress.Of(desk.Edition.Home).Take(1).Select(feed => new FeedLinkModel(desk.Edition.Name, Addresses.Link(feed.Path), feed.MimeType))];

    private static IEnumerable<FeedLinkModel> BreakingOf(PageDesk desk) =>
        FeedAddress.Of(FeedPage.BreakingIn(desk.Edition)).Take(1).Select(feed => new FeedLinkModel(desk.Title(desk.Word("breaking")), Addresses.Link(feed.Path), feed.MimeType));

    /// <summary>Sets a story as readers would have it: whole, and filed nowhere.</summary>
    /// <param name="run">The run.</param>
    /// <param name="edition">The edition.</param>
    /// <param name="story">The story.</param>
    /// <param name="scheme">The colour scheme that it is looked at in; null for the one that the browser prefers.</param>
    /// <returns>The page, and its Content-Security-Policy.</returns>
    public async Task<(string Html, string Policy)> PreviewAsync(PressRun run, Edition edition, StoryPage story, ColourScheme? scheme = null)
    {
        var furniture = await run.FurnitureAsync();
        var (set, worn) = await rack.SetAsync(async theme =>
        {
            var desk = new PageDesk(run, furniture, edition, theme, addresses, clock);
            return (await SetAsync(theme, desk, await ArticlePage.OfAsync(desk, story, isOut: false)), theme);
        });
        string style = scheme is { } only ? worn.Style.Only(only) : worn.Style;
        return (await WholeAsync(run, set, style), set.Policy.Replace(worn.StyleHash, Theme.HashOf(style), StringComparison.Ordinal));
    }

    /// <summary>Sets a page that is made for one reader alone: whole, and filed nowhere.</summary>
    /// <param name="run">The run.</param>
    /// <param name="edition">The edition.</param>
    /// <param name="make">Makes it.</param>
    /// <returns>The page, and its Content-Security-Policy.</returns>
    public async Task<(string Html, string Policy)> SetAloneAsync(PressRun run, Edition edition, Func<PageDesk, Task<PageModel>> make)
    {
        var furniture = await run.FurnitureAsync();
        var (set, style) = await rack.SetAsync(async theme =>
        {
            var desk = new PageDesk(run, furniture, edition, theme, addresses, clock);
            return (await SetAsync(theme, desk, await make(desk)), theme.Style);
        });
        return (await WholeAsync(run, set, style), set.Policy);
    }

    /// <summary>Writes a file that is made for one reader's program alone, and filed nowhere.</summary>
    /// <param name="run">The run.</param>
    /// <param name="edition">The edition.</param>
    /// <param name="write">Writes it.</param>
    public async Task<ReadyFile> WriteAloneAsync(PressRun run, Edition edition, Func<PageDesk, Task<ReadyFile>> write)
    {
        var furniture = await run.FurnitureAsync();
        return await rack.SetAsync(theme => write(new PageDesk(run, furniture, edition, theme, addresses, clock)));
    }

    private async Task<string> WholeAsync(PressRun run, MarkedText set, string style)
    {
        var whole = new System.Text.StringBuilder();
        string[] cut = set.Text.Split(set.Marker);
        for (var i = 0; i < cut.Length; i++) whole.Append(i % 2 == 0 ? cut[i] : cut[i] == StylePiece ? style : await MakePieceAsync(run, cut[i]));
        return whole.ToString();
    }

    /// <summary>Makes a piece: the rail of an edition, its line of breaking news, what is read most, how many like one of its stories, or the style.</summary>
    public async Task<string> MakePieceAsync(PressRun run, string name)
    {
        run.Reads.Note(Subject.Theme);
        if (name == StylePiece) return rack.Current.Style;
        string[] parts = name.Split(' ');
        var furniture = await run.FurnitureAsync();
        var edition = furniture.Editions.First(one => one.Language == parts[1]);
        return await rack.SetAsync(async theme =>
        {
            var desk = new PageDesk(run, furniture, edition, theme, addresses, clock);
            var model = parts[0] switch
            {
                "breaking" => await BreakingAsync(desk),
                "likes" => await LikesAsync(desk, parts[^1]),
                "most-read" => new() { ["most_read"] = await MostRead.ReadAsync(desk, counts) },
                _ => await RailAsync(desk),
            };
            model["words"] = desk.Words;
            model["edition"] = Model(edition);
            model["house"] = HouseModel.Of(furniture, edition);
            return await theme.RenderAsync("pieces/" + parts[0], model, (_, _) => "");
        });
    }

    private static async Task<Dictionary<string, object?>> RailAsync(PageDesk desk)
    {
        var (_, newest, _) = await FrontPage.OpeningAsync(desk, FrontPage.RailLength);
        return new() { ["latest"] = newest.Select(desk.Card).ToList() };
    }

    private static async Task<Dictionary<string, object?>> BreakingAsync(PageDesk desk) =>
        new() { ["breaking"] = await BreakingLine.ReadAsync(desk.Reads, desk.Edition) is { } line ? new { line.Text, Url = line.Path is { } path ? Addresses.Link(path) : null } : null };

    // Counted beside the journal, and brought here by an entry that touches the subject: so the look and the number may be a moment apart, and the entry mends it.
    private async Task<Dictionary<string, object?>> LikesAsync(PageDesk desk, string key)
    {
        if (!PublicId.TryRead(key, out long story)) return new() { ["likes"] = new { Count = 0L, Text = "" } };
        desk.Reads.Note(Subject.Likes(story));
        long count = await counts.NumberAsync(ReaderCounts.Likes, story) ?? 0;
        return new() { ["likes"] = new { Count = count, Text = ReaderCounts.InWords(count, desk.Words) } };
    }

    private static async Task<MarkedText> SetAsync(Theme theme, PageDesk desk, PageModel page)
    {
        page = page with { Head = page.Head with { JsonLd = SchemaOrg.Of(desk, page) } };
        var model = Frame(desk, page);
        // Only the front shows the day: any other page would have to be pressed anew at midnight.
        if (page.Template == "front") model["today"] = desk.Dates.Today(await desk.ReadTodayAsync());
        foreach (var (name, value) in page.Content) model[name] = value;
        string language = desk.Edition.Language;
        string Piece(string name, string key) => Marker + (key.Length > 0 ? $"{name} {language} {key}" : $"{name} {language}") + Marker;
        model["content"] = new Markup(await theme.RenderAsync(page.Template, model, Piece));
        return new MarkedText(page.Status, await theme.RenderAsync("layout", model, Piece), Marker, Policy(theme, page));
    }

    private static Dictionary<string, object?> Frame(PageDesk desk, PageModel page)
    {
        var (furniture, edition) = (desk.Furniture, desk.Edition);
        return new()
        {
            ["style"] = new Markup(Marker + StylePiece + Marker),
            ["words"] = desk.Words,
            ["house"] = HouseModel.Of(furniture, edition),
            ["edition"] = Model(edition),
            ["menu"] = Menu(desk, page),
            ["pages"] = furniture.Pages[edition.Id].Select(link => new LinkModel(link.Name, Addresses.Link(link.Path))).ToList(),
            ["standards"] = Standards(desk),
            ["editions"] = furniture.Editions.Select(one => new EditionLinkModel(one.Language, one.OwnName, Addresses.Link(one.Home), one.Id == edition.Id, one.Direction)).ToList(),
            ["page"] = page.Head,
            ["breadcrumb"] = page.Breadcrumb,
        };
    }

    // What the foot of the page leads to already is not named again.
    private static List<LinkModel> Standards(PageDesk desk)
    {
        var listed = desk.Furniture.Pages[desk.Edition.Id].Select(page => page.Path).Append(CorrectionsPage.PathIn(desk.Edition)).ToHashSet();
        return [.. desk.Furniture.Standards[desk.Edition.Id].Where(page => listed.Add(page.Address))
            .Select(page => new LinkModel(desk.Word("standard_" + page.Standard.ToString().ToLowerInvariant()), Redirects.IsOutside(page.Address) ? page.Address : Addresses.Link(page.Address)))];
    }

    // The house's own, or else the tree.
    private static List<MenuModel> Menu(PageDesk desk, PageModel page)
    {
        var (furniture, edition) = (desk.Furniture, desk.Edition);
        if (furniture.Menus.Of(edition.Id) is not { } kept) return [.. furniture.Sections.Menu(edition.Id).Select(place => Menu(desk, place.Id, place.Subject, page.Sections))];
        return [.. kept.Select(item =>
        {
            if (item.Section is { } section) return Menu(desk, section.Id, section.Subject, page.Sections) with { Name = item.Name };
            string url = Redirects.IsOutside(item.Address) ? item.Address : Addresses.Link(item.Address);
            return new MenuModel(item.Name, url, url == page.Head.Url, []);
        })];
    }

    private static MenuModel Menu(PageDesk desk, long id, string subject, IReadOnlySet<string> current)
    {
        var link = desk.SectionLink(subject)!;
        return new(link.Name, link.Url, current.Contains(subject), [.. desk.Furniture.Sections.Below(id, desk.Edition.Id).Select(child => Menu(desk, child.Id, child.Subject, current))]);
    }

    private static EditionModel Model(Edition edition) => new(
        edition.Language, edition.Language, edition.Locale, edition.Direction, edition.Name, edition.Tagline, edition.OwnName, Addresses.Link(edition.Home),
        Addresses.Link(CorrectionsPage.PathIn(edition)), Addresses.Link(FeedAddress.Of(edition.Home).First().Path), Addresses.Link(SearchPage.PathIn(edition)), OpenGraph.Locale(edition));

    // Nothing runs but the program's own scripts, nothing is fetched but from the house; frames only where a reader may ask for them.
    // Tools that look at a page from inside it, such as Lighthouse, ask for robots.txt there: the house may be asked.
    private static string Policy(Theme theme, PageModel page) =>
        $"default-src 'none'; connect-src 'self'; img-src 'self'; manifest-src 'self'; style-src '{theme.StyleHash}'; script-src {(page.Head.Scripts.Count > 0 ? "'self'" : "'none'")}; "
        + (page.FrameHosts.Count > 0 ? $"frame-src {string.Join(' ', page.FrameHosts)}; " : "")
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    private static MarkedText Bare() => new(
        404, "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>StopPress</title></head><body><h1>This newspaper is not set up yet</h1></body></html>\n",
        Marker, "default-src 'none'; frame-ancestors 'none'");
}
