using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StopPress.Site.Pages;
using StopPress.Site.Press;
using StopPress.Site.Search;

namespace StopPress.Site.Serving;

/// <summary>The routes on which readers look for stories, one in each edition. Nobody keeps what they answer, and search engines are told not to.</summary>
public static class SearchRoutes
{
    /// <summary>Adds them.</summary>
    public static void MapSearch(this IEndpointRouteBuilder routes, SearchRoom room, PrintingPress press, WithdrawnList withdrawn)
    {
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        routes.MapMethods(Addresses.Own + "search", reading, (HttpContext context) => AnswerAsync("", context, room, press, withdrawn)).WithMetadata(Audience.Readers);
        routes.MapMethods("/{prefix}" + Addresses.Own + "search", reading, (string prefix, HttpContext context) => AnswerAsync(prefix, context, room, press, withdrawn)).WithMetadata(Audience.Readers);
    }

    private static async Task AnswerAsync(string prefix, HttpContext context, SearchRoom room, PrintingPress press, WithdrawnList withdrawn)
    {
        // This waits for the database, and must not do so on the thread that serves all others.
        await Task.Yield();
        var question = SearchQuestion.Read(name => context.Request.Query[name].FirstOrDefault());
        if (await room.AnswerAsync(prefix, question, context.RequestAborted) is { } page) await SendAsync(context, page.Html, page.Policy);
        else await ReaderRoutes.PageAsync(context, press, withdrawn);
    }

    private static Task SendAsync(HttpContext context, string html, string policy)
    {
        var headers = context.Response.Headers;
        headers.ContentType = MarkedText.Html;
        headers.CacheControl = "no-store";
        headers["X-Robots-Tag"] = "noindex";
        headers.ContentSecurityPolicy = policy;
        return PackedReply.SendAsync(context, Encoding.UTF8.GetBytes(html));
    }
}
