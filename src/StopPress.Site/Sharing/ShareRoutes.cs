using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StopPress.Site.Pages;
using StopPress.Site.Serving;
using StopPress.Store.Counts;

namespace StopPress.Site.Sharing;

/// <summary>
/// The route by which a story is passed on: it counts, and leads to the network. Where to is made of the network's name and the story's own address, so that nobody can
/// be led anywhere else.
/// </summary>
public static class ShareRoutes
{
    // Ways that lead nowhere: the program's script says that one was taken.
    private static readonly string[] OtherWays = ["link", "sheet", "mail"];

    /// <summary>Adds it.</summary>
    public static void MapShares(this IEndpointRouteBuilder routes, ReaderDesk desk)
    {
        string[] methods = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post];
        routes.MapMethods(Addresses.Own + "share/{story}/{way}", methods, (string story, string way, HttpContext context) => AnswerAsync(desk, story, way, context)).WithMetadata(Audience.Readers);
    }

    private static async Task<IResult> AnswerAsync(ReaderDesk desk, string story, string way, HttpContext context)
    {
        // This waits for the database, and must not do so on the thread that serves all others.
        await Task.Yield();
        bool isNote = HttpMethods.IsPost(context.Request.Method);
        if (isNote && !desk.IsOfOurPages(context.Request)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        var network = isNote ? null : ShareAddress.Find(way);
        if (isNote ? !OtherWays.Contains(way) : network is null)
        {
            context.Response.Headers.CacheControl = "no-store";
            return Results.NotFound();
        }
        if (await desk.StoryAsync(context, story) is not var (id, found)) return Results.Empty;
        if (isNote || IsByHand(context.Request)) desk.Book.Note(new CountMove(ReaderCounts.Shares, id, 1, NetworkMark.Of(context.Connection.RemoteIpAddress)));
        if (isNote) return Results.NoContent();
        return new SeeOther(ShareAddress.Of(network!.Value, desk.Addresses.Whole(found.Path), found.Headline));
    }

    // A link that somebody follows on a page of the house. Machines that look where it leads, and pictures on other houses' pages, are led on and not counted.
    private static bool IsByHand(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Site"] == "same-origin" && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Purpose"].Count == 0;
}
