using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using StopPress.Site.Api;
using StopPress.Site.Pages;
using StopPress.Site.Press;
using StopPress.Site.Search;

namespace StopPress.Site.Serving;

/// <summary>The routes of the read API: its answers lie ready as pages do, and whoever asks passes its gate first.</summary>
public static class ApiRoutes
{
    // What RFC 9457 calls it.
    private const string Problem = "application/problem+json; charset=utf-8";

    private static readonly string Described = new ApiAddress(ApiResource.Description).Path;

    /// <summary>Adds them.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes, ApiGate gate, SearchRoom room, PrintingPress press, WithdrawnList withdrawn)
    {
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        routes.MapMethods(ApiAddress.Guide, reading, (HttpContext context) => GuideAsync(context, press, withdrawn)).WithMetadata(Audience.Readers);
        Map(ApiAddress.Begin + "{language}/search", context => SearchAsync(context, room));
        Map(ApiAddress.Begin + "{**path}", context => FileAsync(context, gate, press, withdrawn));

        void Map(string path, Func<HttpContext, Task> answer) => routes.MapMethods(path, [.. reading, HttpMethods.Options], async (HttpContext context) =>
        {
            // This may wait for the database, and must not do so on the thread that serves all others.
            await Task.Yield();
            ForScripts(context.Response.Headers);
            if (HttpMethods.IsOptions(context.Request.Method)) Allow(context.Response);
            // Whoever asks for a key must be able to read what it is for.
            else if (context.Request.Path != Described && await gate.AskAsync(context) is { } refusal) await RefuseAsync(context, refusal.Status, refusal.Says);
            else await answer(context);
        }).WithMetadata(Audience.Readers);
    }

    private static async Task GuideAsync(HttpContext context, PrintingPress press, WithdrawnList withdrawn)
    {
        await Task.Yield();
        if (context.Request.Path.Value != ApiAddress.Guide) context.Response.Redirect(ApiAddress.Guide, permanent: true);
        else await ReaderRoutes.SendAsync(context, await ReaderRoutes.AnswerAsync(ApiAddress.Guide, press, withdrawn, context.RequestAborted), "");
    }

    private static async Task FileAsync(HttpContext context, ApiGate gate, PrintingPress press, WithdrawnList withdrawn)
    {
        string path = context.Request.Path.Value!;
        await press.SureAsync(context.RequestAborted);
        var ready = withdrawn.Holds(path) ? null : press.Ready(path, AcceptedEncodings.Of(context.Request.Headers.AcceptEncoding).Brotli);
        var page = ready ?? (await ReaderRoutes.AnswerAsync(path, press, withdrawn, context.RequestAborted)).Page!;
        if (page.Status != StatusCodes.Status200OK)
        {
            // There is one path to each; a slash too many or too few leads to it.
            if (ApiAddress.Read(path) is null && (ApiAddress.Read(path.TrimEnd('/')) ?? ApiAddress.Read(path + "/")) is { } meant)
            {
                context.Response.Headers.CacheControl = "no-cache";
                context.Response.Redirect(Addresses.Encoded(meant.Path), permanent: true);
                return;
            }
            bool isGone = page.Status == StatusCodes.Status410Gone;
            await RefuseAsync(context, page.Status, isGone ? "This story was withdrawn. Take it out where you show it." : "Nothing is here. What there is to ask for stands at " + ApiAddress.Guide + ".");
            return;
        }
        var features = context.Features;
        await Reply.SendAsync(
            features.GetRequiredFeature<IHttpRequestFeature>(), features.GetRequiredFeature<IHttpResponseFeature>(), features.GetRequiredFeature<IHttpResponseBodyFeature>(), page,
            isForOne: !await gate.IsForEverybodyAsync());
    }

    private static async Task SearchAsync(HttpContext context, SearchRoom room)
    {
        string? Value(string name) => context.Request.Query[name].FirstOrDefault();
        var question = SearchQuestion.Read(Value);
        // A page leaves out what makes no sense; a program is told, or it would take what it gets for what it asked.
        if (question.Misread(Value) is { } wrong)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, $"What stands behind \"{wrong}\" makes no sense. What may stand there is told at {ApiAddress.Guide}.");
            return;
        }
        if (await room.TellAsync((string)context.Request.RouteValues["language"]!, question, context.RequestAborted) is not { } found)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "There is no edition in this language.");
            return;
        }
        context.Response.ContentType = found.MimeType;
        context.Response.Headers.CacheControl = "no-store";
        await PackedReply.SendAsync(context, Encoding.UTF8.GetBytes(found.Text));
    }

    // Scripts of pages elsewhere may read it, as any program may; search engines show it to nobody.
    private static void ForScripts(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "ETag, RateLimit, RateLimit-Policy, Retry-After";
        headers["X-Robots-Tag"] = "noindex";
    }

    // A browser asks first whether a page of another house may send a key (Fetch, "CORS-preflight request").
    private static void Allow(HttpResponse response)
    {
        response.Headers.AccessControlAllowMethods = "GET, HEAD";
        response.Headers.AccessControlAllowHeaders = "Authorization, If-None-Match";
        response.Headers.AccessControlMaxAge = "86400";
        response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task RefuseAsync(HttpContext context, int status, string says)
    {
        var response = context.Response;
        (response.StatusCode, response.ContentType, response.Headers.CacheControl) = (status, Problem, "no-store");
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(new ApiProblem("about:blank", ReasonPhrases.GetReasonPhrase(status), status, says), ApiPage.Format);
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await response.Body.WriteAsync(body);
    }
}
