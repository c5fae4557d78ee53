using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Site.Pages;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Site.Serving;

/// <summary>The route of what is made of the house's logo. Its addresses change with it: whoever asks for an earlier one is sent to the present one.</summary>
public static class HouseRoutes
{
    // The digits of a logo's stamp, and the dash behind them.
    private const int FileAt = 16 + 1;

    /// <summary>Adds it.</summary>
    public static void MapHouse(this IEndpointRouteBuilder routes, HouseDatabase database, Darkroom darkroom)
    {
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        routes.MapMethods(Addresses.Own + "house/{name}", reading, (string name, HttpContext context) => AnswerAsync(name, database, darkroom, context)).WithMetadata(Audience.Readers);
    }

    private static async Task<IResult> AnswerAsync(string name, HouseDatabase database, Darkroom darkroom, HttpContext context)
    {
        // The database and the disk may wait, which must not happen on the thread that serves all others.
        await Task.Yield();
        if (WebManifest.LanguageIn(name) is { } language) return await ManifestAsync(name, language, database, context);
        if (name.Length <= FileAt || LogoFile.Find(name[FileAt..]) is not { } file || await Logo.PresentAsync(database, context.RequestAborted) is not { } logo) return KeptByNobody.Nothing(context);
        if (Addresses.OfLogo(logo, file) is var present && !IsAt(present, name)) return KeptByNobody.Elsewhere(context, present);
        if (!await darkroom.MakeAsync(logo, file, context.RequestAborted)) return KeptByNobody.Nothing(context);
        Keep(context);
        return Results.File(darkroom.PathOf(logo, file), "image/png");
    }

    private static async Task<IResult> ManifestAsync(string name, string language, HouseDatabase database, HttpContext context)
    {
        var furniture = await Reads.LookAsync(database, Furniture.ReadAsync, context.RequestAborted);
        if (furniture.Logo is not { } logo || furniture.Editions.FirstOrDefault(one => one.Language == language) is not { } edition) return KeptByNobody.Nothing(context);
        var manifest = WebManifest.Of(furniture, edition, logo);
        if (!IsAt(manifest.Path, name)) return KeptByNobody.Elsewhere(context, manifest.Path);
        Keep(context);
        return Results.Bytes(manifest.Bytes, WebManifest.MimeType);
    }

    private static bool IsAt(string path, string name) => path.EndsWith("/" + name, StringComparison.Ordinal);

    private static void Keep(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = ReaderRoutes.ForEver;
        headers["Surrogate-Key"] = Subject.House;
    }
}
