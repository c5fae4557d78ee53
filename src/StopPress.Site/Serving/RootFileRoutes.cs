using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using StopPress.Site.Press;
using StopPress.Site.Sitemaps;

namespace StopPress.Site.Serving;

/// <summary>The routes of files that machines look for: which pages there are, what may be asked for, and what the house declares. They stand where the standards want them.</summary>
public static class RootFileRoutes
{
    // A file of addresses; what it is shown with in a browser is the browser's own.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    private const string Text = "text/plain; charset=utf-8", Xml = "application/xml; charset=utf-8";

    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Where else they are looked for, with where that leads: WordPress and its plugins have their sitemaps there, and security.txt stood at the root before it had a standard.</summary>
    public static IReadOnlyList<(string Former, string Present)> Formers { get; } = [("/wp-sitemap.xml", SitemapPart.Index), ("/sitemap_index.xml", SitemapPart.Index), ("/security.txt", RootFiles.SecurityPath)];

    /// <summary>Adds them.</summary>
    public static void MapRootFiles(this IEndpointRouteBuilder routes, RootFileRoom room, PrintingPress press, WithdrawnList withdrawn)
    {
        Map("/robots.txt", Text, room.RobotsAsync);
        Map("/ads.txt", Text, room.AdsAsync);
        Map(RootFiles.SecurityPath, Text, room.SecurityAsync);
        Map(SitemapPart.Index, Xml, room.IndexAsync);
        routes.MapMethods(SitemapPart.Begin + "{name}" + SitemapPart.End, Reading, (string name, HttpContext context) => AnswerAsync(context, Xml, cancel => room.FileAsync(name, cancel))).WithMetadata(Audience.Readers);
        foreach (var (former, present) in Formers) routes.MapMethods(former, Reading, () => Results.Redirect(present, permanent: true)).WithMetadata(Audience.Readers);

        void Map(string path, string type, Func<CancellationToken, Task<MadeFile?>> make) => routes.MapMethods(path, Reading, (HttpContext context) => AnswerAsync(context, type, make)).WithMetadata(Audience.Readers);

        async Task AnswerAsync(HttpContext context, string type, Func<CancellationToken, Task<MadeFile?>> make)
        {
            // This waits for the database, and must not do so on the thread that serves all others.
            await Task.Yield();
            if (await make(context.RequestAborted) is { } file) await SendAsync(context, type, file);
            else await ReaderRoutes.PageAsync(context, press, withdrawn);
        }
    }

    private static async Task SendAsync(HttpContext context, string type, MadeFile file)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = Reply.NoCache;
        // A weak one, since the file is sent packed or not (RFC 9110, section 8.8.3).
        var held = new EntityTagHeaderValue(file.ETag, isWeak: true);
        headers.ETag = held.ToString();
        headers.ContentSecurityPolicy = Policy;
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag == EntityTagHeaderValue.Any || tag.Compare(held, useStrongComparison: false)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        headers.ContentType = type;
        await PackedReply.SendAsync(context, file.Body);
    }
}
