using Microsoft.AspNetCore.Http;
using StopPress.Site.Pages;
using StopPress.Site.Press;
using StopPress.Site.Serving;
using StopPress.Store.Counts;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Site.Sharing;

/// <summary>What answers readers who like a story or pass it on.</summary>
/// <param name="house">The newspaper.</param>
/// <param name="tail">The journal's end, which knows whether the database answers.</param>
/// <param name="press">Where the pages are that say that nothing is there, or nothing more.</param>
/// <param name="withdrawn">What was withdrawn.</param>
/// <param name="book">Where is counted.</param>
/// <param name="addresses">How addresses are written.</param>
public sealed class ReaderDesk(HouseDatabase house, JournalTail tail, PrintingPress press, WithdrawnList withdrawn, CountBook book, Addresses addresses)
{
    // Where in an address stands which edition somebody reads.
    private const string Edition = "in";

    /// <summary>Where is counted.</summary>
    public CountBook Book => book;

    /// <summary>How addresses are written.</summary>
    public Addresses Addresses => addresses;

    /// <summary>The words of an edition.</summary>
    public required Func<string, IReadOnlyDictionary<string, string>> Words { get; init; }

    /// <summary>Whether browsers come over an encrypted connection.</summary>
    public bool IsSecure => addresses.House.StartsWith("https:", StringComparison.Ordinal);

    /// <summary>The story that a request is about, in the edition that it names; null when it was answered that readers do not have it.</summary>
    internal async Task<(long Id, StoryForReaders Found)?> StoryAsync(HttpContext context, string story)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        var found = PublicId.TryRead(story, out long id) ? await FindAsync(id, context) : null;
        if (found is { IsOut: true }) return (id, found);
        if (WantsJson(context.Request)) context.Response.StatusCode = found is null ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone;
        else await SayMissingAsync(context, found);
        return null;
    }

    /// <summary>Whether a script asks, and not a form.</summary>
    internal static bool WantsJson(HttpRequest request) => request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a browser says that a request was made on a page of this house. One that is too old to say it is believed where it names no other house.</summary>
    internal bool IsOfOurPages(HttpRequest request)
    {
        string site = request.Headers["Sec-Fetch-Site"].ToString(), origin = request.Headers.Origin.ToString();
        if (site.Length > 0) return site == "same-origin";
        return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var from) && (from.Authority.Equals(addresses.Host, StringComparison.OrdinalIgnoreCase) || from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)));
    }

    private Task<StoryForReaders?> FindAsync(long id, HttpContext context)
    {
        string language = context.Request.Query[Edition].FirstOrDefault() ?? "";
        return tail.Currency.UnlessAwayAsync(Reads.LookAsync(house, reads => StoryForReaders.FindAsync(new PressRun(reads, press.Shelf.Stand().Furniture), id, language), context.RequestAborted));
    }

    private async Task SayMissingAsync(HttpContext context, StoryForReaders? found)
    {
        var edition = press.Shelf.LastFurniture?.EditionAt("/");
        if (found is null && edition is null) context.Response.StatusCode = StatusCodes.Status404NotFound;
        else await ReaderRoutes.SendAsync(context, found is null ? await press.GetAsync(SiteMap.NotFoundIn(edition!), context.RequestAborted) : await ReaderRoutes.AnswerAsync(found.Path, press, withdrawn, context.RequestAborted), "");
    }
}
