using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Site.LinkCards;
using StopPress.Site.Themes;

namespace StopPress.Site.Pages;

/// <summary>Something in the words of schema.org, with what is said of it in its order.</summary>
public sealed class Thing : IEnumerable<KeyValuePair<string, object>>
{
    private readonly Dictionary<string, object> says = [];

    /// <summary>Begins one.</summary>
    /// <param name="type">What it is, such as <c>NewsArticle</c>.</param>
    public Thing(string type) => says["@type"] = type;

    /// <summary>Says something of it; nothing, an empty text and an empty list say nothing.</summary>
    public void Add(string name, object? value)
    {
        if (value is null or "" or ICollection { Count: 0 }) return;
        says[name] = value;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => says.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal Dictionary<string, object> Written() => says.ToDictionary(one => one.Key, one => Written(one.Value));

    private static object Written(object value) => value switch
    {
        Thing thing => thing.Written(),
        IEnumerable<Thing> things => things.Select(thing => thing.Written()).ToList(),
        _ => value,
    };
}

/// <summary>What a page says of itself to machines, as JSON-LD in the words of schema.org: what it is, and the way from the front to it.</summary>
internal static class SchemaOrg
{
    // All scripts as they are; what could end the script element (<, >, &) is escaped by any encoder.
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>All that a page says; null where it says nothing.</summary>
    public static Markup? Of(PageDesk desk, PageModel page)
    {
        // What search engines are to leave alone has nothing to tell them.
        if (page.Status != 200 || page.Head.Robots is not null) return null;
        List<Thing> things = [.. page.Says];
        if (Way(desk, page) is { } way) things.Add(way);
        var written = things.Select(thing => new Dictionary<string, object> { ["@context"] = "https://schema.org" }.Concat(thing.Written()).ToDictionary()).ToList();
        return written.Count == 0 ? null : new Markup(JsonSerializer.Serialize(written.Count == 1 ? (object)written[0] : written, Format));
    }

    /// <summary>The newspaper, as whoever publishes what the page shows.</summary>
    public static Thing House(PageDesk desk)
    {
        var furniture = desk.Furniture;
        return new Thing("NewsMediaOrganization")
        {
            { "name", furniture.HouseName.Length > 0 ? furniture.HouseName : desk.Edition.Name },
            { "url", desk.Addresses.Whole("/") },
            { "logo", furniture.Logo is { } logo ? Sign(desk, logo) : Nameplate(desk) },
            { "sameAs", furniture.Accounts.Select(account => account.Address).ToList() },
            { "masthead", Told(desk, Standard.Masthead) },
            { "ethicsPolicy", Told(desk, Standard.Ethics) },
            { "correctionsPolicy", Told(desk, Standard.Corrections) ?? desk.Addresses.Whole(CorrectionsPage.PathIn(desk.Edition)) },
            { "publishingPrinciples", Told(desk, Standard.Principles) },
            { "ownershipFundingInfo", Told(desk, Standard.Ownership) },
        };
    }

    private static string? Told(PageDesk desk, Standard standard) =>
        desk.Furniture.Standards[desk.Edition.Id].FirstOrDefault(page => page.Standard == standard) is not { } told ? null
            : Redirects.IsOutside(told.Address) ? told.Address : desk.Addresses.Whole(told.Address);

    /// <summary>A page about nothing but itself.</summary>
    public static Thing Page(PageDesk desk, HeadModel head) => About(desk, "WebPage", head);

    /// <summary>A page in the words of schema.org, with what every page has.</summary>
    public static Thing About(PageDesk desk, string type, HeadModel head) => new(type)
    {
        { "name", head.Headline },
        { "description", head.Description },
        { "url", head.Canonical },
        { "inLanguage", desk.Edition.Language },
    };

    /// <summary>An edition's front: the newspaper, and the site of the edition.</summary>
    public static IReadOnlyList<Thing> Front(PageDesk desk, HeadModel head) => [House(desk), About(desk, "WebSite", head)];

    /// <summary>The page of somebody's stories.</summary>
    public static Thing Profile(PageDesk desk, HeadModel head, string title) => new("ProfilePage")
    {
        { "url", head.Canonical },
        { "inLanguage", desk.Edition.Language },
        {
            "mainEntity", new Thing("Person")
            {
                { "name", head.Headline },
                { "jobTitle", title },
                { "description", head.Description },
                { "url", head.Canonical },
                { "worksFor", House(desk) },
            }
        },
    };

    /// <summary>A storyline, as its stories name it and its own page is.</summary>
    public static Thing Storyline(PageDesk desk, string name, string path) => new("CreativeWorkSeries")
    {
        { "name", name },
        { "url", desk.Addresses.Whole(path) },
    };

    private static Thing Sign(PageDesk desk, Logo logo)
    {
        var (width, height) = logo.SizeOf(LogoFile.Fine);
        return new("ImageObject")
        {
            { "url", desk.Addresses.Whole(Addresses.OfLogo(logo, LogoFile.Fine)) },
            { "width", width },
            { "height", height },
        };
    }

    // A house without a logo is known by its nameplate: search engines show no story of one that has neither.
    private static Thing Nameplate(PageDesk desk) => new("ImageObject")
    {
        { "url", desk.Addresses.Whole(LinkCard.Of(desk.Edition, desk.CardColours).PathFor(null)) },
        { "width", LinkCard.Width },
        { "height", LinkCard.Height },
    };

    // The breadcrumb that the page shows, and the page itself at its end; the front alone is no way.
    private static Thing? Way(PageDesk desk, PageModel page)
    {
        if (page.Breadcrumb.Count == 0 || page.Head.Canonical is not { } itself) return null;
        var steps = page.Breadcrumb.Select(step => (step.Name, Address: desk.Addresses.WholeOf(step.Url))).Append((Name: page.Called ?? page.Head.Headline, Address: itself));
        return new("BreadcrumbList")
        {
            {
                "itemListElement", steps.Select((step, index) => new Thing("ListItem")
                {
                    { "position", index + 1 },
                    { "name", step.Name },
                    { "item", step.Address },
                }).ToList()
            },
        };
    }
}
