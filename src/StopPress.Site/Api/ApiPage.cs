using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Storylines;
using StopPress.Site.Pages;
using StopPress.Store.Database;

namespace StopPress.Site.Api;

/// <summary>Answers of the read API, as JSON: a surface like any other, pressed and dropped by the same entries as pages are.</summary>
public static class ApiPage
{
    /// <summary>Their media type.</summary>
    public const string Json = "application/json; charset=utf-8";

    // What a program shows first, and what one that follows a newspaper has missed since it last asked.
    private const int Newest = 30;

    // A day of everything or a month of one thing, as archives have it.
    private const int Whole = 1000;

    // What no browser shows as a page.
    private const string Policy = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>How values are written: readable in any script, and nulls said.</summary>
    public static JsonSerializerOptions Format { get; } = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), WriteIndented = false };

    /// <summary>Writes the answer at an address; null when nothing is there.</summary>
    public static async Task<ReadyFile?> WriteAsync(PageDesk desk, Place place)
    {
        var address = ApiAddress.Read(place.Path)!;
        return await MakeAsync(desk, address) is { } made ? Ready(made) : null;
    }

    /// <summary>An answer as it is sent.</summary>
    public static ReadyFile Ready(object made) => new(made as string ?? JsonSerializer.Serialize(made, made.GetType(), Format), Json, Policy);

    private static async Task<object?> MakeAsync(PageDesk desk, ApiAddress address)
    {
        var tell = new ApiStoryDesk(desk);
        return address.Resource switch
        {
            ApiResource.House => House(desk),
            ApiResource.Description => ApiDescription.Write(desk.Addresses.Whole("/").TrimEnd('/'), desk.Furniture.HouseName),
            ApiResource.Edition => Edition(desk, desk.Edition),
            ApiResource.Stories => await StoriesAsync(desk, tell, address),
            ApiResource.Story => await tell.WholeAsync(address.Id),
            ApiResource.Sections => new ApiSections(Sections(desk, null)),
            ApiResource.Storylines => await StorylinesAsync(desk),
            ApiResource.List => await ListAsync(desk, tell, address),
            ApiResource.Corrections => await CorrectionsAsync(desk, address),
            _ => await ApiPictures.AllAsync(desk, address.Id),
        };
    }

    private static ApiHouse House(PageDesk desk) => new(
        desk.Furniture.HouseName, [.. desk.Furniture.Editions.Select(edition => Edition(desk, edition))],
        desk.Addresses.Whole(ApiAddress.Guide), desk.Addresses.Whole(new ApiAddress(ApiResource.Description).Path));

    private static ApiEdition Edition(PageDesk desk, Edition edition)
    {
        string At(ApiResource resource) => desk.Addresses.Whole(new ApiAddress(resource, edition.Language).Path);
        return new(
            edition.Language, edition.Locale, edition.Direction, edition.Name, edition.Tagline, edition.TimeZone, desk.Addresses.Whole(edition.Home), At(ApiResource.Edition), At(ApiResource.Stories), At(ApiResource.Sections),
            At(ApiResource.Storylines), At(ApiResource.Corrections), desk.Addresses.Whole(ApiAddress.SearchIn(edition.Language)));
    }

    private static async Task<ApiStories?> StoriesAsync(PageDesk desk, ApiStoryDesk tell, ApiAddress address)
    {
        if (address.Of is not { } day)
        {
            var newest = await desk.Lists.NewestAsync(Subject.FrontList, Newest + 1);
            return new ApiStories(await tell.CardsAsync(newest.Take(Newest)), newest.Count > Newest ? At(desk.Edition.DayOf(newest[^1].ListedAt)) : null, null);
        }
        var listed = await desk.Lists.DayAsync(Subject.FrontList, day, Whole);
        if (listed.Count == 0) return null;
        var (older, newer) = await desk.Lists.DaysAroundAsync(day);
        return new ApiStories(await tell.CardsAsync(listed), At(older), At(newer));

        string? At(DateOnly? of) => of is null ? null : desk.Addresses.Whole((address with { Of = of }).Path);
    }

    private static List<ApiSection> Sections(PageDesk desk, long? parent) => [.. desk.Furniture.Sections.Below(parent, desk.Edition.Id).Select(place =>
    {
        var name = desk.Furniture.Sections.Name(desk.Edition.Id, place.Subject)!;
        var said = ApiStoryDesk.Named(desk, name);
        return new ApiSection(said.Id, said.Name, name.Description, said.Url, said.Api, Sections(desk, place.Id));
    })];

    private static async Task<ApiStorylines> StorylinesAsync(PageDesk desk)
    {
        var names = await LocalNames.ReadStorylinesAsync(desk.Reads);
        return new ApiStorylines([.. names.Subjects.Select(subject => names.In(desk.Edition.Id, subject)).OfType<LocalName>().OrderByDescending(name => Subject.IdOf(name.Subject)).Select(name => ApiStoryDesk.Named(desk, name))]);
    }

    private static async Task<ApiList?> ListAsync(PageDesk desk, ApiStoryDesk tell, ApiAddress address)
    {
        string subject = $"{address.Kind}:{PublicId.Text(address.Id)}";
        var tree = desk.Furniture.Sections;
        bool isSection = address.Kind == "section";
        var name = isSection ? tree.Name(desk.Edition.Id, subject) : (await LocalNames.ReadAsync(desk.Reads, [subject])).In(desk.Edition.Id, subject);
        if (name is null || await PartAsync(desk, address, subject) is not { } part) return null;
        var line = isSection ? tree.Line(subject) : [];
        ApiName? Section(SectionPlace place) => tree.Name(desk.Edition.Id, place.Subject) is { } said ? ApiStoryDesk.Named(desk, said) : null;
        var (closed, points) = address.Kind == "storyline" ? await TurningPoint.ReadAsync(desk.Reads, desk.Edition, subject) : (false, []);
        return new ApiList(
            PublicId.Text(address.Id), name.Name, name.Title, name.Description, desk.Addresses.Whole(name.Path), line.Count > 1 ? Section(line[^2]) : null,
            line.Count > 0 ? [.. tree.Below(line[^1].Id, desk.Edition.Id).Select(Section).OfType<ApiName>()] : [], closed,
            [.. points.Select(point => new ApiTurningPoint(Iso(point.Day), point.Says))], await tell.CardsAsync(part.Listed), part.Older, part.Newer);
    }

    // The newest of a list, or a month of it; null where the edition has nothing of that month at all.
    private static async Task<(IEnumerable<Listing> Listed, string? Older, string? Newer)?> PartAsync(PageDesk desk, ApiAddress address, string list)
    {
        if (address.Of is not { } month)
        {
            var newest = await desk.Lists.NewestAsync(list, Newest + 1);
            return (newest.Take(Newest), newest.Count > Newest ? At(MonthOf(desk, newest[^1].ListedAt)) : null, null);
        }
        var listed = await desk.Lists.MonthAsync(list, month, Whole);
        if (listed.Count == 0 && (await desk.Lists.MonthAsync(Subject.FrontList, month, 1)).Count == 0) return null;
        var (older, newer) = await desk.Lists.MonthsAroundAsync(month);
        return (listed, At(older), At(newer));

        string? At(DateOnly? of) => of is null ? null : desk.Addresses.Whole((address with { Of = of }).Path);
    }

    private static async Task<ApiCorrections?> CorrectionsAsync(PageDesk desk, ApiAddress address)
    {
        var corrections = new Corrections(desk.Reads, desk.Edition);
        if (address.Of is not { } month)
        {
            var newest = await corrections.NewestAsync(Newest + 1);
            return new ApiCorrections([.. newest.Take(Newest).Select(Tell)], newest.Count > Newest ? At(MonthOf(desk, newest[^1].At)) : null, null);
        }
        var listed = await corrections.MonthAsync(month, Whole);
        if (listed.Count == 0) return null;
        var (older, newer) = await corrections.MonthsAroundAsync(month);
        return new ApiCorrections([.. listed.Select(Tell)], At(older), At(newer));

        string? At(DateOnly? of) => of is null ? null : desk.Addresses.Whole((address with { Of = of }).Path);
        ApiCorrection Tell(ListedCorrection one) => new(
            desk.Dates.Moment(one.At).Iso, one.Says, new ApiName(PublicId.Text(one.StoryId), one.Headline, desk.Addresses.Whole(one.Path), ApiStoryDesk.At(desk, one.StoryId)));
    }

    private static DateOnly MonthOf(PageDesk desk, Instant at)
    {
        var day = desk.Edition.DayOf(at);
        return new DateOnly(day.Year, day.Month, 1);
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
