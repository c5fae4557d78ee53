using System.Globalization;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Storylines;

namespace StopPress.Site.Pages;

/// <summary>The newest stories of a list, and the way to the older ones: what the pages of sections, storylines, tags and people share.</summary>
/// <param name="Stories">The newest, newest first.</param>
/// <param name="Older">The month in which the next one is found, or null when these are all.</param>
internal sealed record NewestOfList(IReadOnlyList<CardModel> Stories, TurnModel? Older)
{
    // What a reader scrolls through on a phone before turning the page; older ones stand by month.
    private const int Length = 24;

    public static async Task<NewestOfList> ReadAsync(PageDesk desk, string subject, string path)
    {
        var listed = await desk.Lists.NewestAsync(subject, Length + 1);
        var cards = await desk.CardsAsync(listed.Take(Length));
        if (listed.Count <= Length) return new(cards, null);
        var month = desk.Edition.DayOf(listed[^1].ListedAt);
        return new(cards, new TurnModel(Addresses.Link(ArchivePage.MonthBelow(path, month)), desk.Dates.Month(month)));
    }
}

/// <summary>A section's page.</summary>
public static class SectionPage
{
    /// <summary>Makes it.</summary>
    public static async Task<PageModel?> MakeAsync(PageDesk desk, Place place)
    {
        var sections = desk.Furniture.Sections;
        if (sections.Name(desk.Edition.Id, place.Subject) is not { } name) return null;
        var line = sections.Line(place.Subject);
        var newest = await NewestOfList.ReadAsync(desk, place.Subject, place.Path);
        var children = sections.Below(line[^1].Id, desk.Edition.Id).Select(child => desk.SectionLink(child.Subject)!).ToList();
        var parent = line.Count > 1 ? desk.SectionLink(line[^2].Subject) : null;
        var all = desk.Furniture.Editions.Select(edition => sections.Name(edition.Id, place.Subject)).OfType<LocalName>().Select(found => (found.EditionId, found.Path));
        return new PageModel("section", 200, desk.Head("section", name.Name, name.Description, place.Path, all), desk.Way(place.Subject, withItself: false), new Dictionary<string, object?>
        {
            ["section"] = new SectionModel(name.Name, name.Description, Addresses.Link(place.Path), parent, children),
            ["lead"] = newest.Stories.FirstOrDefault(),
            ["stories"] = newest.Stories.Skip(1).ToList(),
            ["older"] = newest.Older,
        })
        { Sections = line.Select(section => section.Subject).ToHashSet() };
    }
}

/// <summary>A section at the head of its page.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is about, or empty.</param>
/// <param name="Url">Its address.</param>
/// <param name="Parent">The section that it is part of, or null.</param>
/// <param name="Children">The sections that are part of it.</param>
public sealed record SectionModel(string Name, string Description, string Url, LinkModel? Parent, IReadOnlyList<LinkModel> Children);

/// <summary>A day on which a storyline took a turn.</summary>
/// <param name="Day">The day.</param>
/// <param name="Says">What happened.</param>
public sealed record TurningPointModel(DayModel Day, string Says);

/// <summary>A storyline's page: its turning points, and its stories as a line of dates.</summary>
public static class StorylinePage
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Makes it.</summary>
    public static async Task<PageModel?> MakeAsync(PageDesk desk, Place place)
    {
        var names = await LocalNames.ReadAsync(desk.Reads, [place.Subject]);
        if (names.In(desk.Edition.Id, place.Subject) is not { } name) return null;
        var newest = await NewestOfList.ReadAsync(desk, place.Subject, place.Path);
        var (closed, points) = await TurningPoint.ReadAsync(desk.Reads, desk.Edition, place.Subject);
        var head = desk.Head("storyline", name.Name, name.Description, place.Path, desk.Everywhere(names, place.Subject));
        return new PageModel("storyline", 200, head, desk.Way(null, false), new Dictionary<string, object?>
        {
            ["storyline"] = new { Title = name.Name, Summary = name.Description, Url = Addresses.Link(place.Path), Closed = closed },
            ["turning_points"] = points.Select(point => new TurningPointModel(new DayModel(point.Day.ToString(DayFormat, CultureInfo.InvariantCulture), desk.Dates.Day(point.Day)), point.Says)).ToList(),
            ["timeline"] = newest.Stories,
            ["older"] = newest.Older,
        })
        { Says = [SchemaOrg.About(desk, "CreativeWorkSeries", head)] };
    }

    /// <summary>Where something is found in each edition.</summary>
    internal static IEnumerable<(long Edition, string Path)> Everywhere(this PageDesk desk, LocalNames names, string subject) =>
        desk.Furniture.Editions.Select(edition => names.In(edition.Id, subject)).OfType<LocalName>().Select(name => (name.EditionId, name.Path));
}

/// <summary>The page of somebody's stories.</summary>
public static class AuthorPage
{
    /// <summary>Makes it.</summary>
    public static async Task<PageModel?> MakeAsync(PageDesk desk, Place place)
    {
        var names = await LocalNames.ReadAsync(desk.Reads, [place.Subject]);
        if (names.In(desk.Edition.Id, place.Subject) is not { } name) return null;
        var newest = await NewestOfList.ReadAsync(desk, place.Subject, place.Path);
        var head = desk.Head("author", name.Name, name.Description, place.Path, desk.Everywhere(names, place.Subject)) with { OgType = "profile" };
        return new PageModel("author", 200, head, desk.Way(null, false), new Dictionary<string, object?>
        {
            ["author"] = new { name.Name, name.Title, Biography = name.Description, Url = Addresses.Link(place.Path) },
            ["stories"] = newest.Stories,
            ["older"] = newest.Older,
        })
        { Says = [SchemaOrg.Profile(desk, head, name.Title)] };
    }
}

/// <summary>A tag's page.</summary>
public static class TagPage
{
    /// <summary>Makes it.</summary>
    public static async Task<PageModel?> MakeAsync(PageDesk desk, Place place)
    {
        var names = await LocalNames.ReadAsync(desk.Reads, [place.Subject]);
        if (names.In(desk.Edition.Id, place.Subject) is not { } name) return null;
        var newest = await NewestOfList.ReadAsync(desk, place.Subject, place.Path);
        return new PageModel("tag", 200, desk.Head("tag", name.Name, name.Description, place.Path, desk.Everywhere(names, place.Subject)), desk.Way(null, false), new Dictionary<string, object?>
        {
            ["tag"] = new { name.Name, name.Description, Url = Addresses.Link(place.Path) },
            ["stories"] = newest.Stories,
            ["older"] = newest.Older,
        });
    }
}

/// <summary>What is shown where there is nothing to show.</summary>
public static class NoticePages
{
    private const int Helpful = 12;

    /// <summary>Nothing is at this address: the newest stories help on.</summary>
    public static async Task<PageModel?> NotFoundAsync(PageDesk desk, Place place)
    {
        var latest = await desk.CardsAsync(await desk.Lists.NewestAsync(Subject.FrontList, Helpful));
        return new PageModel("not-found", 404, Head(desk, "not-found", desk.Word("not_found_headline")), [], new Dictionary<string, object?> { ["latest"] = latest });
    }

    /// <summary>What was at this address has been withdrawn; for good, when the place says which story it was: then the house's reason, if it gave one.</summary>
    public static async Task<PageModel?> GoneAsync(PageDesk desk, Place place)
    {
        string? reason = place.Subject.Length == 0 ? null : await KillReasons.ReadAsync(desk.Reads, desk.Edition, Subject.IdOf(place.Subject));
        return new PageModel("gone", 410, Head(desk, "gone", desk.Word("gone_headline")), [], new Dictionary<string, object?> { ["reason"] = reason });
    }

    // The page stands at many addresses, so it names none.
    private static HeadModel Head(PageDesk desk, string kind, string headline) =>
        new(kind, $"{headline} | {desk.Edition.Name}", headline, "", "", null, []) { Robots = "noindex" };
}
