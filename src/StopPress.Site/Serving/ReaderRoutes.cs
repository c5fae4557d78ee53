using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using StopPress.Site.Pages;
using StopPress.Site.Press;
using StopPress.Store.Blobs;
using StopPress.Store.Database;

namespace StopPress.Site.Serving;

/// <summary>Who may ask for a route.</summary>
/// <param name="Name">Readers, or a role.</param>
public sealed record Audience(string Name)
{
    /// <summary>Everybody, signed in or not.</summary>
    public static Audience Readers { get; } = new("readers");
}

/// <summary>The routes that readers have: pictures and files under the program's own addresses, and every other address a page.</summary>
public static class ReaderRoutes
{
    private const string ForEver = "public, max-age=31536000, immutable";

    /// <summary>Adds them.</summary>
    public static void MapReaders(this IEndpointRouteBuilder routes, HouseDatabase database, BlobStore blobs, PrintingPress press, WithdrawnList withdrawn)
    {
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        routes.MapMethods(Addresses.Own + "media/{name}", reading, (string name, HttpContext context) => PictureAsync(name, database, blobs, context)).WithMetadata(Audience.Readers);
        routes.MapMethods(Addresses.Own + "assets/{name}", reading, (HttpContext context) => File(context)).WithMetadata(Audience.Readers);
        routes.MapMethods("/{**path}", reading, (HttpContext context) => PageAsync(context, press, withdrawn, database)).WithMetadata(Audience.Readers);
    }

    private static async Task PageAsync(HttpContext context, PrintingPress press, WithdrawnList withdrawn, HouseDatabase database)
    {
        // This may wait for the database, and must not do so on the thread that serves all others.
        await Task.Yield();
        string path = context.Request.Path.Value ?? "/";
        if (path.StartsWith(Addresses.Own, StringComparison.Ordinal) || path == Addresses.Own.TrimEnd('/'))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var answer = await AnswerAsync(path, press, withdrawn, context.RequestAborted);
        if (answer.MovedTo is { } address)
        {
            context.Response.Headers.CacheControl = "no-cache";
            context.Response.Redirect(Addresses.Encoded(address) + context.Request.QueryString, permanent: true);
            return;
        }
        var features = context.Features;
        await Reply.SendAsync(
            features.GetRequiredFeature<IHttpRequestFeature>(), features.GetRequiredFeature<IHttpResponseFeature>(), features.GetRequiredFeature<IHttpResponseBodyFeature>(), answer.Page!);
    }

    // The list is ahead of the press: a page that is shown instead must be of a moment at which the address was withdrawn already, and still is.
    private static async Task<Answer> AnswerAsync(string path, PrintingPress press, WithdrawnList withdrawn, CancellationToken cancel)
    {
        // Whoever was asleep looks first at what was withdrawn meanwhile.
        await press.SureAsync(cancel);
        await withdrawn.WholeAsync();
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
        context.Response.Headers.CacheControl = ForEver;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(asset.Bytes, asset.MimeType);
    }

    private static async Task<IResult> PictureAsync(string name, HouseDatabase database, BlobStore blobs, HttpContext context)
    {
        await Task.Yield();
        if (!TryReadName(name, out long media, out int width, out string? mimeType)) return Results.NotFound();
        // Only what is a rendition is served: originals hold more than is meant for readers.
        var blob = await database.ReadAsync((connection, snapshot) => connection.ScalarAsync(
            snapshot, "SELECT blob FROM renditions WHERE media_id = @media AND width = @width AND mime_type = @type",
            ("media", media), ("width", (long)width), ("type", mimeType)), context.RequestAborted);
        if (blob is not string text || !BlobName.TryRead(text, out var found) || !blobs.Exists(found)) return Results.NotFound();
        context.Response.Headers.CacheControl = ForEver;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Surrogate-Key"] = "media:" + PublicId.Text(media);
        return Results.File(blobs.PathOf(found), mimeType, entityTag: new EntityTagHeaderValue($"\"{text[..16]}\""), enableRangeProcessing: true);
    }

    private static bool TryReadName(string name, out long media, out int width, out string? mimeType)
    {
        (media, width, mimeType) = (0, 0, null);
        int dash = name.IndexOf('-');
        int dot = name.LastIndexOf('.');
        return dash > 0 && dot > dash && PublicId.TryRead(name.AsSpan(0, dash), out media)
            && int.TryParse(name.AsSpan(dash + 1, dot - dash - 1), NumberStyles.None, CultureInfo.InvariantCulture, out width)
            && (mimeType = Addresses.MimeType(name[(dot + 1)..])) is not null;
    }
}
