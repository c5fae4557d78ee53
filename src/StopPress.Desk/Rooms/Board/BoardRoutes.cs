using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using StopPress.Desk.Door;
using StopPress.Newsroom.Staff;

namespace StopPress.Desk.Rooms.Board;

/// <summary>Where an open board hears that it has changed: a stream of events (HTML standard, "Server-sent events"), or an answer for whoever asks now and then.</summary>
internal static class BoardRoutes
{
    private const string Stream = "text/event-stream";

    public static void MapBoard(this IEndpointRouteBuilder routes) => routes.MapGet("/board/news", TellAsync).WithMetadata(new NeedsAttribute(Right.SeeBoard));

    private static async Task TellAsync(HttpContext context, BoardNews news)
    {
        if (!context.Request.Headers.Accept.ToString().Contains(Stream, StringComparison.Ordinal))
        {
            await context.Response.WriteAsJsonAsync(new { mark = await news.MarkOfAsync(context.Caller()!) }, context.RequestAborted);
            return;
        }
        context.Response.ContentType = Stream;
        // A proxy that gathers an answer before it sends it (nginx does) would tell nothing.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var listener = news.Listen(context.Caller()!);
        await SendAsync(context, ": open\n\n");
        await foreach (string mark in listener.ReadAsync(context.RequestAborted)) await SendAsync(context, mark.Length == 0 ? ": open\n\n" : $"data: {mark}\n\n");
        await SendAsync(context, "event: out\ndata:\n\n");
    }

    private static async Task SendAsync(HttpContext context, string text)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
