using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StopPress.Site.Pages;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Site.Serving;

/// <summary>What watches the newspaper from outside may ask: whether the process answers, and whether it can do all of its work.</summary>
public static class HealthRoutes
{
    /// <summary>Where it is asked whether the process answers.</summary>
    public const string Live = Addresses.Own + "health/live";

    /// <summary>Where it is asked whether readers and desk are served as they should be.</summary>
    public const string Ready = Addresses.Own + "health/ready";

    // Whoever watches asks every few seconds and gives up after as many.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Adds them.</summary>
    /// <param name="routes">Where to.</param>
    /// <param name="tail">The end of the journal as this node knows it.</param>
    /// <param name="disk">The disks of the newspaper.</param>
    public static void MapHealth(this IEndpointRouteBuilder routes, JournalTail tail, DiskWatch disk)
    {
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        routes.MapMethods(Live, reading, (HttpContext context) => Say(context, StatusCodes.Status200OK, new { live = true })).WithMetadata(Audience.Readers);
        routes.MapMethods(Ready, reading, (Delegate)((HttpContext context) => ReadyAsync(context, tail, disk))).WithMetadata(Audience.Readers);
    }

    private static async Task<IResult> ReadyAsync(HttpContext context, JournalTail tail, DiskWatch disk)
    {
        // This waits for the database, and must not do so on the thread that serves all others.
        await Task.Yield();
        bool inStep = await IsInStepAsync(tail, context.RequestAborted);
        bool database = !tail.Currency.IsAway;
        var room = disk.Room;
        bool ready = database && inStep && room != DiskRoom.Full;
        return Say(context, ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, new
        {
            ready,
            database = database ? "ok" : "away",
            press = inStep ? "ok" : "behind",
            disk = room switch { DiskRoom.Full => "full", DiskRoom.Low => "low", _ => "ok" },
        });
    }

    // Nothing that lies ready is sent unless the node has seen the journal's end within a second; so it is asked the same.
    private static async Task<bool> IsInStepAsync(JournalTail tail, CancellationToken cancel)
    {
        try
        {
            await tail.SureAsync(cancel).AsTask().WaitAsync(Patience, cancel);
            return !tail.Currency.IsAway;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static IResult Say(HttpContext context, int status, object words)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Json(words, statusCode: status);
    }
}
