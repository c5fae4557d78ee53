using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Site.Pages;
using StopPress.Store.Blobs;
using StopPress.Store.Database;

namespace StopPress.Site.Serving;

/// <summary>The routes of pictures and files. Nobody outside has one unless a text that readers have shows it, and it has not expired.</summary>
/// <remarks>Each request asks the database, by primary key: what was withdrawn is gone with the act's answer, on every node.</remarks>
public static class MediaRoutes
{
    // What somebody handed in is shown by the browser's own players, and by nothing that it brings itself.
    private const string Sealed = "default-src 'none'; media-src 'self'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    private const string ShownBy = "EXISTS (SELECT 1 FROM media_uses u WHERE u.media_id = m.id AND u.shown)";

    /// <summary>Adds them.</summary>
    public static void MapMedia(this IEndpointRouteBuilder routes, HouseDatabase database, BlobStore blobs, Darkroom darkroom)
    {
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        routes.MapMethods(Addresses.Own + "media/{name}", reading, (string name, HttpContext context) => PictureAsync(name, database, darkroom, context)).WithMetadata(Audience.Readers);
        routes.MapMethods(Addresses.Own + "media/{id}/{name}", reading, (string id, string name, HttpContext context) => FileAsync(id, name, database, blobs, context)).WithMetadata(Audience.Readers);
    }

    private static async Task<IResult> PictureAsync(string name, HouseDatabase database, Darkroom darkroom, HttpContext context)
    {
        // The database and the disk may wait, which must not happen on the thread that serves all others.
        await Task.Yield();
        if (!Addresses.TryReadRendition(name, out long id, out string stamp, out string rest)) return KeptByNobody.Nothing(context);
        var found = await Originals.ShownAsync(database, id, context.RequestAborted);
        if (found is not { } original || Rendition.Find(original, rest) is not { } rendition) return KeptByNobody.Nothing(context);
        // The picture is cropped or credited anew since the page was printed.
        if (stamp != original.Stamp) return KeptByNobody.Elsewhere(context, Addresses.OfRendition(original, rendition));
        if (!darkroom.IsReady(original, rendition))
        {
            // AVIF takes as long as all else together; no reader waits for it.
            if (rendition.Format == RenditionFormat.Avif)
            {
                darkroom.Expect(original, RenditionFormat.Avif);
                return KeptByNobody.Elsewhere(context, Addresses.OfRendition(original, Rendition.Of(original, rendition.Crop, RenditionFormat.Webp).First(one => one.Width == rendition.Width)));
            }
            if (!await darkroom.MakeAsync(original, rendition, context.RequestAborted)) return KeptByNobody.Nothing(context);
            // It may have been withdrawn, or been given another credit, while it was made.
            if ((await Originals.ShownAsync(database, id, context.RequestAborted))?.Stamp != stamp) return KeptByNobody.Nothing(context);
        }
        var headers = Head(context, id);
        headers.CacheControl = ReaderRoutes.ForEver;
        return Results.File(darkroom.PathOf(original, rendition), rendition.MimeType, entityTag: new EntityTagHeaderValue($"\"{stamp}-{rendition.Name}\""), enableRangeProcessing: true);
    }

    private static async Task<IResult> FileAsync(string id, string name, HouseDatabase database, BlobStore blobs, HttpContext context)
    {
        await Task.Yield();
        if (!PublicId.TryRead(id, out long media)) return KeptByNobody.Nothing(context);
        var rows = await database.ReadAsync((connection, snapshot) => connection.ListAsync(
            snapshot, $"SELECT m.blob, m.mime_type, m.name FROM media m WHERE m.id = @id AND m.kind <> @picture AND NOT m.expired AND {ShownBy}",
            row => (Blob: row.GetString(0), MimeType: row.GetString(1), Name: row.GetString(2)), ("id", media), ("picture", (long)MediaKind.Picture)), context.RequestAborted);
        if (rows is not [var file] || file.Name != name || !BlobName.TryRead(file.Blob, out var blob) || !blobs.Exists(blob)) return KeptByNobody.Nothing(context);
        var headers = Head(context, media);
        headers.CacheControl = "no-cache";
        headers.ContentSecurityPolicy = Sealed;
        return Results.File(blobs.PathOf(blob), file.MimeType, entityTag: new EntityTagHeaderValue($"\"{file.Blob[..32]}\""), enableRangeProcessing: true);
    }

    private static IHeaderDictionary Head(HttpContext context, long media)
    {
        var headers = context.Response.Headers;
        headers["Surrogate-Key"] = Subject.Media(media);
        return headers;
    }
}
