using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Import;
using StopPress.Site.Feeds;
using StopPress.Site.Pages;
using StopPress.Site.Press;

namespace StopPress.Site.Serving;

/// <summary>Who may ask for a route.</summary>
/// <param name="Name">Readers, or a role.</param>
public sealed record Audience(string Name)
{
    /// <summary>Everybody, signed in or not.</summary>
    public static Audience Readers { get; } = new("readers");
}

/// <summary>The routes that readers have: the program's own files under its own addresses, and every other address a page.</summary>
public static class ReaderRoutes
{
    internal const string ForEver = "public, max-age=31536000, immutable";

    /// <summary>Adds them.</summary>
    public static void MapReaders(this IEndpointRouteBuilder routes, PrintingPress press, WithdrawnList withdrawn)
    {
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        routes.MapMethods(Addresses.Own + "assets/{name}", reading, (HttpContext context) => File(context)).WithMetadata(Audience.Readers);
        routes.MapMethods(FeedAddress.Begin + "{**path}", reading, async (HttpContext context) =>
        {
            await Task.Yield();
            await SendAsync(context, await AnswerAsync(context.Request.Path.Value!, press, withdrawn, context.RequestAborted), "");
        }).WithMetadata(Audience.Readers);
        routes.MapMethods("/{**path}", reading, (HttpContext context) => PageAsync(context, press, withdrawn)).WithMetadata(Audience.Readers);
    }

    /// <summary>Answers with the page at the address of a request.</summary>
    internal static async Task PageAsync(HttpContext context, PrintingPress press, WithdrawnList withdrawn)
    {
        // This may wait for the database, and must not do so on the thread that serves all others.
        await Task.Yield();
        string path = context.Request.Path.Value ?? "/";
        if (path.StartsWith(Addresses.Own, StringComparison.Ordinal) || path == Addresses.Own.TrimEnd('/'))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        // Machines that look for a WordPress are told at once that there is none.
        if (WordPressAddress.IsMachinery(path))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        if (await AskedAsync(context, path, press, withdrawn) is { } old) await SendAsync(context, old, "");
        else await SendAsync(context, await AnswerAsync(path, press, withdrawn, context.RequestAborted), context.Request.QueryString.Value ?? "");
    }

    // What another house answered by number leads on, or says that it was withdrawn; where it leads nowhere the page answers that stands before the question mark.
    private static async Task<Answer?> AskedAsync(HttpContext context, string path, PrintingPress press, WithdrawnList withdrawn)
    {
        if (!WordPressAddress.IsAsked(context.Request.QueryString.Value)) return null;
        if (WordPressAddress.Asked(path, name => context.Request.Query[name].FirstOrDefault()) is not { } asked) return null;
        var answer = await AnswerAsync(Nfc.Of(asked), press, withdrawn, context.RequestAborted);
        return answer.MovedTo is not null || answer.Page?.Status == StatusCodes.Status410Gone ? answer : answer.Page?.Status == StatusCodes.Status200OK ? new Answer(null, asked) : null;
    }

    /// <summary>Sends what a reader gets.</summary>
    internal static Task SendAsync(HttpContext context, Answer answer, string query)
    {
        if (answer.MovedTo is { } address)
        {
            context.Response.Headers.CacheControl = "no-cache";
            // What was asked of an old address goes along within the house; elsewhere it would be nobody's business.
            context.Response.Redirect(Redirects.IsOutside(address) ? address : Addresses.Encoded(address) + query, permanent: true);
            return Task.CompletedTask;
        }
        var features = context.Features;
        return Reply.SendAsync(
            features.GetRequiredFeature<IHttpRequestFeature>(), features.GetRequiredFeature<IHttpResponseFeature>(), features.GetRequiredFeature<IHttpResponseBodyFeature>(), answer.Page!);
    }

    /// <summary>What a reader gets at an address: a page, perhaps one that is shown instead, or another address.</summary>
    public static async Task<Answer> AnswerAsync(string path, PrintingPress press, WithdrawnList withdrawn, CancellationToken cancel)
    {
        // Whoever was asleep looks first at what was withdrawn meanwhile.
        await press.SureAsync(cancel);
        await withdrawn.WholeAsync();
        // The list is ahead of the press: a page that is shown instead must be of a moment at which the address was withdrawn already, and still is.
        while (withdrawn.At(path) is { } gone)
        {
            await press.CatchUpAsync(gone.Seen);
            var answer = await press.GetAsync(gone.PageInstead, cancel);
            if (ReferenceEquals(withdrawn.At(path), gone)) return answer;
        }
        return await press.GetAsync(path, cancel);
    }

    private static IResult File(HttpContext context)
    {
        if (Assets.At(context.Request.Path.Value ?? "") is not { } asset) return Results.NotFound();
        var headers = context.Response.Headers;
        (headers.CacheControl, headers.Vary) = (ForEver, Reply.Vary);
        if (!AcceptedEncodings.Of(context.Request.Headers.AcceptEncoding).Gzip) return Results.Bytes(asset.Bytes, asset.MimeType);
        headers.ContentEncoding = "gzip";
        return Results.Bytes(asset.Packed, asset.MimeType);
    }
}
