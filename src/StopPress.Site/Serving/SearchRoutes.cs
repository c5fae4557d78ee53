using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StopPress.Site.Feeds;
using StopPress.Site.Pages;
using StopPress.Site.Press;
using StopPress.Site.Search;

namespace StopPress.Site.Serving;

/// <summary>The routes on which readers look for stories, and follow what they look for, in each edition. Nobody keeps what they answer, and search engines are told not to.</summary>
public static class SearchRoutes
{
    // What no browser shows as a page.
    private const string NoPage = "default-src 'none'; frame-ancestors 'none'";

    /// <summary>Adds them.</summary>
    public static void MapSearch(this IEndpointRouteBuilder routes, SearchRoom room, PrintingPress press, WithdrawnList withdrawn)
    {
        Map(Addresses.Own + "search", prefixed: false);
        Map("/{prefix}" + Addresses.Own + "search", prefixed: true);

        void Map(string search, bool prefixed)
        {
            string[] reading = [HttpMethods.Get, HttpMethods.Head];
            string Prefix(HttpContext context) => prefixed ? (string)context.Request.RouteValues["prefix"]! : "";
            void Answer(string path, Func<string, SearchQuestion, CancellationToken, Task<ReadyFile?>> make) =>
                routes.MapMethods(path, reading, (HttpContext context) => AnswerAsync(context, Prefix(context), make)).WithMetadata(Audience.Readers);
            Answer(search, async (prefix, question, cancel) => await room.AnswerAsync(prefix, question, cancel) is { } page ? new ReadyFile(page.Html, MarkedText.Html, page.Policy) : null);
            foreach (var format in Enum.GetValues<FeedFormat>()) Answer($"{search}/{format.ToString().ToLowerInvariant()}", (prefix, question, cancel) => room.FeedAsync(prefix, question, format, cancel));
            Answer(search + "/suggest", async (prefix, question, cancel) => await room.SuggestAsync(prefix, question.Typed, cancel) is { } offered
                ? new ReadyFile(JsonSerializer.Serialize(new { suggestions = offered }), "application/json; charset=utf-8", NoPage) : null);
        }

        async Task AnswerAsync(HttpContext context, string prefix, Func<string, SearchQuestion, CancellationToken, Task<ReadyFile?>> make)
        {
            // This waits for the database, and must not do so on the thread that serves all others.
            await Task.Yield();
            var question = SearchQuestion.Read(name => context.Request.Query[name].FirstOrDefault());
            if (await make(prefix, question, context.RequestAborted) is { } made) await SendAsync(context, made);
            else await ReaderRoutes.PageAsync(context, press, withdrawn);
        }
    }

    private static Task SendAsync(HttpContext context, ReadyFile made)
    {
        var headers = context.Response.Headers;
        headers.ContentType = made.MimeType;
        headers.CacheControl = "no-store";
        headers["X-Robots-Tag"] = "noindex";
        headers.ContentSecurityPolicy = made.Policy;
        return PackedReply.SendAsync(context, Encoding.UTF8.GetBytes(made.Text));
    }
}
