using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StopPress.Site.Pages;
using StopPress.Site.Serving;
using StopPress.Store.Counts;
using StopPress.Store.Database;

namespace StopPress.Site.Sharing;

/// <summary>
/// The routes on which readers like a story, and take it back: forms that need no script. A browser that likes is given a mark, which it shows at that one address and
/// nowhere else; whoever does not like is given none.
/// </summary>
public static class LikeRoutes
{
    /// <summary>The name of the mark in a reader's browser.</summary>
    public const string Mark = "liked";

    // What of a page shows that it was liked, and where liking is offered again.
    private const string Liked = "#liked", Offered = "#like";

    // The mark says whether the like was counted: what was not is not taken off either.
    private const string Counted = "1", Uncounted = "0";

    // As long as browsers keep any (RFC 6265bis).
    private static readonly TimeSpan ForGood = TimeSpan.FromDays(400);

    /// <summary>Adds them.</summary>
    public static void MapLikes(this IEndpointRouteBuilder routes, ReaderDesk desk)
    {
        string pattern = LikeAddress.Of("{story}");
        routes.MapPost(pattern, (string story, HttpContext context) => AnswerAsync(desk, story, true, context)).WithMetadata(Audience.Readers);
        routes.MapPost(pattern + LikeAddress.TakeBack, (string story, HttpContext context) => AnswerAsync(desk, story, false, context)).WithMetadata(Audience.Readers);
    }

    private static async Task<IResult> AnswerAsync(ReaderDesk desk, string story, bool likes, HttpContext context)
    {
        // This waits for the database, and must not do so on the thread that serves all others.
        await Task.Yield();
        if (!desk.IsOfOurPages(context.Request)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (await desk.StoryAsync(context, story) is not var (id, found)) return Results.Empty;
        string? mark = context.Request.Cookies[Mark];
        bool isCounted = mark == Counted;
        if (likes ? mark is null : isCounted)
        {
            var move = new CountMove(ReaderCounts.Likes, id, likes ? 1 : -1, NetworkMark.Of(context.Connection.RemoteIpAddress));
            if (await desk.Book.KeepAsync(move, context.RequestAborted) is not { } kept) return Busy(context);
            isCounted = kept.IsCounted;
        }
        var cookie = new CookieOptions { Path = LikeAddress.Of(PublicId.Text(id)), HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = desk.IsSecure };
        if (!likes && mark is not null) context.Response.Cookies.Delete(Mark, cookie);
        else if (likes && mark is null) context.Response.Cookies.Append(Mark, isCounted ? Counted : Uncounted, new CookieOptions(cookie) { MaxAge = ForGood });
        if (!ReaderDesk.WantsJson(context.Request)) return new SeeOther(Addresses.Encoded(found.Path) + (likes ? Liked : Offered));
        long number = await desk.Book.NumberAsync(ReaderCounts.Likes, id) ?? 0;
        return Results.Json(new { liked = likes, likes = number, text = ReaderCounts.InWords(number, desk.Words(found.Edition.Language)) });
    }

    private static IResult Busy(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "5";
        return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }
}

/// <summary>Leads a browser on by a request of its own (RFC 9110, section 15.4.4).</summary>
/// <param name="address">Where to.</param>
internal sealed class SeeOther(string address) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}
