using System.Globalization;
using StopPress.Site.Pages;
using StopPress.Store.Database;

namespace StopPress.Site.Api;

/// <summary>What stands at an address of the read API.</summary>
public enum ApiResource
{
    /// <summary>The house and its editions.</summary>
    House,

    /// <summary>What there is to ask for, as OpenAPI.</summary>
    Description,

    /// <summary>An edition.</summary>
    Edition,

    /// <summary>The stories of an edition.</summary>
    Stories,

    /// <summary>A story.</summary>
    Story,

    /// <summary>The sections.</summary>
    Sections,

    /// <summary>The storylines.</summary>
    Storylines,

    /// <summary>A section, a storyline, a tag or somebody, with the stories of it.</summary>
    List,

    /// <summary>What was corrected.</summary>
    Corrections,

    /// <summary>A picture.</summary>
    Picture,
}

/// <summary>An address of the read API.</summary>
/// <param name="Resource">What stands there.</param>
/// <param name="Language">The edition's language; empty where it is of the whole house.</param>
/// <param name="Id">The id of what it is about; 0 where it is about no one thing.</param>
/// <param name="Kind">For a list, the kind of its subject: <c>section</c>, <c>storyline</c>, <c>tag</c> or <c>staff</c>.</param>
/// <param name="Of">The day that it is of, for stories of an edition; else the first day of the month. Null for the newest.</param>
public sealed record ApiAddress(ApiResource Resource, string Language = "", long Id = 0, string Kind = "", DateOnly? Of = null)
{
    /// <summary>What every one begins with. Another version would stand beside it.</summary>
    public const string Begin = Addresses.Own + "api/v1/";

    /// <summary>The page on which people read what there is to ask for.</summary>
    public const string Guide = Addresses.Own + "api/";

    private const string OfDescription = "openapi.json", DayFormat = "yyyy-MM-dd", MonthFormat = "yyyy-MM";

    private static readonly (string Part, string Kind)[] Lists = [("sections", "section"), ("storylines", "storyline"), ("tags", "tag"), ("authors", "staff")];

    /// <summary>The path.</summary>
    public string Path => Begin + Resource switch
    {
        ApiResource.House => "",
        ApiResource.Description => OfDescription,
        ApiResource.Edition => Language,
        ApiResource.Stories => $"{Language}/{(Of is null ? "stories" : "days")}{When(DayFormat)}",
        ApiResource.Story => $"{Language}/stories/{PublicId.Text(Id)}",
        ApiResource.Sections => Language + "/sections",
        ApiResource.Storylines => Language + "/storylines",
        ApiResource.List => $"{Language}/{Lists.First(list => list.Kind == Kind).Part}/{PublicId.Text(Id)}{When(MonthFormat)}",
        ApiResource.Corrections => $"{Language}/corrections{When(MonthFormat)}",
        _ => $"{Language}/media/{PublicId.Text(Id)}",
    };

    private string When(string format) => Of is { } day ? "/" + day.ToString(format, CultureInfo.InvariantCulture) : "";

    /// <summary>The address of an edition's search; what is asked stands behind it.</summary>
    public static string SearchIn(string language) => $"{Begin}{language}/search";

    /// <summary>The list of a subject, such as <c>section:…</c>.</summary>
    public static ApiAddress OfList(string language, string subject) => new(ApiResource.List, language, Newsroom.House.Subject.IdOf(subject), Newsroom.House.Subject.KindOf(subject));

    /// <summary>Reads one; null where a path is none. There is one path to each.</summary>
    public static ApiAddress? Read(string path)
    {
        if (!path.StartsWith(Begin, StringComparison.Ordinal)) return null;
        var read = Parts(path[Begin.Length..].Split('/'));
        return read?.Path == path ? read : null;
    }

    private static ApiAddress? Parts(string[] parts) => parts switch
    {
        [""] => new ApiAddress(ApiResource.House),
        [OfDescription] => new ApiAddress(ApiResource.Description),
        [var language] => new ApiAddress(ApiResource.Edition, language),
        [var language, "stories"] => new ApiAddress(ApiResource.Stories, language),
        [var language, "stories", var id] => WithId(ApiResource.Story, language, id),
        [var language, "days", var part] => DateOf(part, DayFormat) is { } day ? new ApiAddress(ApiResource.Stories, language, Of: day) : null,
        [var language, "sections"] => new ApiAddress(ApiResource.Sections, language),
        [var language, "storylines"] => new ApiAddress(ApiResource.Storylines, language),
        [var language, "corrections"] => new ApiAddress(ApiResource.Corrections, language),
        [var language, "corrections", var part] => DateOf(part, MonthFormat) is { } month ? new ApiAddress(ApiResource.Corrections, language, Of: month) : null,
        [var language, "media", var id] => WithId(ApiResource.Picture, language, id),
        [var language, var list, var id] => ListOf(language, list, id),
        [var language, var list, var id, var part] => DateOf(part, MonthFormat) is { } month && ListOf(language, list, id) is { } whole ? whole with { Of = month } : null,
        _ => null,
    };

    private static ApiAddress? ListOf(string language, string part, string id) =>
        Lists.FirstOrDefault(list => list.Part == part).Kind is { } kind && WithId(ApiResource.List, language, id) is { } list ? list with { Kind = kind } : null;

    private static ApiAddress? WithId(ApiResource resource, string language, string text) => PublicId.TryRead(text, out long id) ? new ApiAddress(resource, language, id) : null;

    private static DateOnly? DateOf(string text, string format) =>
        DateOnly.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is > 1800 and < 3000 ? date : null;
}
