using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Stories;

namespace StopPress.Site.Pages;

/// <summary>What an edition's readers were told that was wrong: the newest corrections, and those of a month. It is cut by date, so that a new one moves no old page.</summary>
public static class CorrectionsPage
{
    // Lines of a few sentences each, as many as a reader looks through; older ones stand by month.
    private const int Length = 50;

    // A month of any newspaper's, whole.
    private const int Whole = 1000;

    /// <summary>The address of an edition's corrections.</summary>
    public static string PathIn(Edition edition) => edition.Home + "corrections/";

    /// <summary>Makes the page of the newest.</summary>
    public static async Task<PageModel?> MakeAsync(PageDesk desk, Place place)
    {
        var corrections = new Corrections(desk.Reads, desk.Edition);
        var newest = await corrections.NewestAsync(Length + 1);
        DateOnly? older = newest.Count > Length ? desk.Edition.DayOf(newest[^1].At) : null;
        var head = desk.Head(
            "corrections", desk.Word("corrections"), desk.Word("corrections_text"), place.Path, desk.Furniture.Editions.Select(edition => (edition.Id, PathIn(edition))));
        return Page(desk, head, desk.Way(null, false), null, newest.Take(Length), older, null);
    }

    /// <summary>Makes the page of a month; null when nothing was corrected in it.</summary>
    public static async Task<PageModel?> MonthAsync(PageDesk desk, Place place)
    {
        var corrections = new Corrections(desk.Reads, desk.Edition);
        var found = await corrections.MonthAsync(place.Day, Whole);
        if (found.Count == 0) return null;
        var (older, newer) = await corrections.MonthsAroundAsync(place.Day);
        string month = desk.Dates.Month(place.Day);
        var all = new LinkModel(desk.Word("corrections"), Addresses.Link(PathIn(desk.Edition)));
        return Page(desk, desk.Head("corrections", $"{all.Name}, {month}", "", place.Path) with { Robots = ArchivePage.ForReadersOnly }, [.. desk.Way(null, false), all], month, found, older, newer);
    }

    /// <summary>A story's corrections, as its page shows them.</summary>
    internal static List<CorrectionModel> Of(PageDesk desk, StoryPage story) =>
        [.. story.Corrections.Select(correction => new CorrectionModel(desk.Dates.Moment(correction.At), correction.Says, Addresses.Link(story.Path), story.Headline))];

    private static PageModel Page(
        PageDesk desk, HeadModel head, IReadOnlyList<LinkModel> way, string? month, IEnumerable<ListedCorrection> corrections, DateOnly? older, DateOnly? newer) =>
        new("corrections", 200, head, way, new Dictionary<string, object?>
        {
            ["month"] = month,
            ["corrections"] = corrections.Select(one => new CorrectionModel(desk.Dates.Moment(one.At), one.Says, Addresses.Link(one.Path), one.Headline)).ToList(),
            ["older"] = Turn(desk, older),
            ["newer"] = Turn(desk, newer),
        });

    private static TurnModel? Turn(PageDesk desk, DateOnly? month) =>
        month is { } at ? new(Addresses.Link(ArchivePage.MonthBelow(PathIn(desk.Edition), at)), desk.Dates.Month(at)) : null;
}

/// <summary>A correction.</summary>
/// <param name="At">When it was made.</param>
/// <param name="Says">What it says.</param>
/// <param name="Url">The address of the story that was corrected.</param>
/// <param name="Headline">The story's headline today.</param>
public sealed record CorrectionModel(MomentModel At, string Says, string Url, string Headline);
