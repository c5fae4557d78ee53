using System.Globalization;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;

namespace StopPress.Site.Pages;

/// <summary>All that an edition published on a day or in a month, or what of it is filed under one thing. It is cut by date, so that a new story moves no old page.</summary>
public static class ArchivePage
{
    // A month of everything is an overview, with its days beside it; a day, or a month of one thing, is whole.
    private const int Overview = 60;
    private const int Whole = 1000;

    // What stands on the months of one list, search engines find on the months of all of them and in the sitemap. They follow its links all the same.
    internal const string ForReadersOnly = "noindex";

    /// <summary>The address of a month below another address.</summary>
    public static string MonthBelow(string path, DateOnly month) => path + month.ToString("yyyy/MM/", CultureInfo.InvariantCulture);

    /// <summary>The address of a day below another address.</summary>
    public static string DayBelow(string path, DateOnly day) => path + day.ToString("yyyy/MM/dd/", CultureInfo.InvariantCulture);

    /// <summary>Makes it; null when the edition has nothing of that day or month.</summary>
    public static async Task<PageModel?> MakeAsync(PageDesk desk, Place place)
    {
        string path = place.Subject.Length == 0 ? desk.Edition.Home : place.Path[..^"yyyy/MM/".Length];
        return place.IsOneDay ? await DayAsync(desk, place, path)
            : place.Subject.Length == 0 ? await MonthAsync(desk, place, path)
            : await MonthOfListAsync(desk, place, path);
    }

    private static async Task<PageModel?> DayAsync(PageDesk desk, Place place, string home)
    {
        var listed = await desk.Lists.DayAsync(Subject.FrontList, place.Day, Whole);
        if (listed.Count == 0) return null;
        var (older, newer) = await desk.Lists.DaysAroundAsync(place.Day);
        string title = desk.Dates.Day(place.Day);
        var way = desk.Way(null, false).Append(new LinkModel(desk.Dates.Month(place.Day), Addresses.Link(MonthBelow(home, place.Day)))).ToList();
        return Page(desk, place, title, way, null, await desk.CardsAsync(listed), Turn(older), Turn(newer), []);

        TurnModel? Turn(DateOnly? day) => day is { } at ? new(Addresses.Link(DayBelow(home, at)), desk.Dates.Day(at)) : null;
    }

    private static async Task<PageModel?> MonthAsync(PageDesk desk, Place place, string home)
    {
        var listed = await desk.Lists.MonthAsync(Subject.FrontList, place.Day, int.MaxValue);
        if (listed.Count == 0) return null;
        var (older, newer) = await desk.Lists.MonthsAroundAsync(place.Day);
        var days = listed.Select(listing => desk.Edition.DayOf(listing.ListedAt)).Distinct().Order()
            .Select(day => new TurnModel(Addresses.Link(DayBelow(home, day)), day.Day.ToString(CultureInfo.InvariantCulture))).ToList();
        var cards = await desk.CardsAsync(listed.Take(Overview));
        return Page(desk, place, desk.Dates.Month(place.Day), desk.Way(null, false), null, cards, TurnToMonth(desk, home, older), TurnToMonth(desk, home, newer), days);
    }

    private static async Task<PageModel?> MonthOfListAsync(PageDesk desk, Place place, string path)
    {
        var name = Subject.KindOf(place.Subject) == "section"
            ? desk.Furniture.Sections.Name(desk.Edition.Id, place.Subject)
            : (await LocalNames.ReadAsync(desk.Reads, [place.Subject])).In(desk.Edition.Id, place.Subject);
        if (name is null) return null;
        // The months of the whole edition turn the pages: which of them hold something of this list would change with every filing.
        var (older, newer) = await desk.Lists.MonthsAroundAsync(place.Day);
        var listed = await desk.Lists.MonthAsync(place.Subject, place.Day, Whole);
        if (listed.Count == 0 && (await desk.Lists.MonthAsync(Subject.FrontList, place.Day, 1)).Count == 0) return null;
        var link = new LinkModel(name.Name, Addresses.Link(name.Path));
        bool section = Subject.KindOf(place.Subject) == "section";
        var way = section ? desk.Way(place.Subject, withItself: true) : [.. desk.Way(null, false), link];
        return Page(
            desk, place, desk.Dates.Month(place.Day), way, link, await desk.CardsAsync(listed),
            TurnToMonth(desk, path, older), TurnToMonth(desk, path, newer), []) with
        { Sections = section ? desk.Furniture.Sections.Line(place.Subject).Select(one => one.Subject).ToHashSet() : [] };
    }

    private static PageModel Page(
        PageDesk desk, Place place, string title, IReadOnlyList<LinkModel> way, LinkModel? section, IReadOnlyList<CardModel> stories,
        TurnModel? older, TurnModel? newer, IReadOnlyList<TurnModel> days) =>
        // In a window of its own the title must say what the page is of; on the page the way to it does.
        new("archive", 200, desk.Head("archive", section is null ? title : $"{section.Name}, {title}", "", place.Path) with { Robots = section is null ? null : ForReadersOnly }, way, new Dictionary<string, object?>
        {
            ["archive"] = new { Title = title, Section = section },
            ["stories"] = stories,
            ["older"] = older,
            ["newer"] = newer,
            ["days"] = days,
        });

    internal static TurnModel? TurnToMonth(PageDesk desk, string path, DateOnly? month) =>
        month is { } first ? new(Addresses.Link(MonthBelow(path, first)), desk.Dates.Month(first)) : null;
}
