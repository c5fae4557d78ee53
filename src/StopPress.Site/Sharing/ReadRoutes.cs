using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StopPress.Site.Serving;
using StopPress.Store.Counts;

namespace StopPress.Site.Sharing;

/// <summary>The route by which the program's own script says that a story was read. It is told nothing else, answers nothing, and leaves nothing in the browser.</summary>
public static class ReadRoutes
{
    /// <summary>Adds it.</summary>
    public static void MapReads(this IEndpointRouteBuilder routes, ReaderDesk desk) =>
        routes.MapPost(ReadAddress.Of("{story}"), (string story, HttpContext context) => AnswerAsync(desk, story, context)).WithMetadata(Audience.Readers);

    private static async Task<IResult> AnswerAsync(ReaderDesk desk, string story, HttpContext context)
    {
        // This waits for the database, and must not do so on the thread that serves all others.
        await Task.Yield();
        if (!desk.IsOfOurPages(context.Request)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        // Machines are answered as readers are. A flood is not even looked up.
        if (Robots.IsOne(context.Request) || !desk.Book.TakesNotes) return KeptNowhere(context);
        if (await desk.StoryAsync(context, story) is not var (id, found)) return Results.Empty;
        desk.Book.Note(new CountMove(ReaderCounts.Reads, id, 1, NetworkMark.Of(context.Connection.RemoteIpAddress)) { During = new CountedHour(found.Edition.Id, desk.Book.Hour) });
        return KeptNowhere(context);
    }

    private static IResult KeptNowhere(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.NoContent();
    }
}

/// <summary>Where it is told that a story was read.</summary>
internal static class ReadAddress
{
    /// <summary>The address for a story.</summary>
    public static string Of(string story) => $"{Pages.Addresses.Own}read/{story}";
}
