using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Blobs;
using StopPress.Store.Control;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.Pictures;

/// <summary>Pictures as scripts ask for them: one that is brought, a list to choose from, and what is to be seen of each.</summary>
internal static class PictureRoutes
{
    // What stands around a file in a form: its name, the credit, and the lines between the parts.
    private const long AroundFile = 64 * 1024;
    private const int ListLength = 24;
    private const string Asked = "X-Requested-With";

    // Wide enough for the desk's column on a fine screen; and for the wall, on which many stand beside each other.
    private const int Large = 960, Small = 320;

    private static readonly Refusal Unknown = new("unknown-picture", "There is no such picture.");
    private static readonly Refusal NoFile = new("no-file", "There is no file in what came.");

    public static void MapPictures(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/uploads", AddAsync).WithMetadata(new NeedsAttribute(Right.AddPictures));
        routes.MapGet("/uploads", ListAsync).WithMetadata(new NeedsAttribute(Right.SeeBoard));
        routes.MapGet("/uploads/{picture}", DescribeAsync).WithMetadata(new NeedsAttribute(Right.SeeBoard));
        routes.MapGet("/pictures/{picture}/view", ViewAsync).WithMetadata(new NeedsAttribute(Right.SeeBoard));
        routes.MapGet("/pictures/{picture}/original", OriginalAsync).WithMetadata(new NeedsAttribute(Right.KeepPictures));
    }

    // One that comes while somebody writes is for that text; from the picture desk it is for the house.
    private static async Task<IResult> AddAsync(HttpContext context, NewsDesk desk, DeskWords words)
    {
        // A page of elsewhere cannot send this header without asking first (Fetch standard, "CORS-preflight"), and is not answered.
        if (context.Request.Headers[Asked] != "fetch") return Results.BadRequest();
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = desk.Darkroom.Limits.PictureBytes + AroundFile;
        if (!context.Request.HasFormContentType) return Refused(NoFile, context, words);
        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException)
        {
            return Refused(new Refusal("too-large", "The file is larger than the newspaper takes.", $"Make the picture smaller: {desk.Darkroom.Limits.PictureBytes / (1024 * 1024)} MB are the most."), context, words);
        }
        if (form.Files.GetFile("file") is not { } file) return Refused(NoFile, context, words);
        await using var content = file.OpenReadStream();
        var added = await new AddPicture(Credit: Said(form["credit"]), FileName: file.FileName, ForDesk: form["for"] == "desk").RunAsync(desk, context.Caller()!.Actor, content, context.RequestAborted);
        return added.Refusal is { } refusal
            ? Refused(refusal, context, words)
            : Told(Described(added.Value.Result.Id, added.Value.Result.Width, added.Value.Result.Height, added.Value.Result.Credit, added.Value.Result.Caption, ""));
    }

    private static async Task<IResult> ListAsync(string? q, long? before, string? edition, HttpContext context, NewsDesk desk)
    {
        var found = await LibraryOf(context, desk).ReadAsync(new PictureSearch(q), before, ListLength + 1, edition ?? "");
        return Told(new
        {
            pictures = found.Take(ListLength).Where(one => !one.Expired).Select(one => new { one.Id, src = View(one.Id), small = View(one.Id) + "?size=small", one.Width, one.Height, one.Credit, one.Caption, one.Alt, name = one.FileName }),
            older = found.Count > ListLength ? found[ListLength - 1].Place : (long?)null,
        });
    }

    private static async Task<IResult> DescribeAsync(string picture, string? edition, HttpContext context, NewsDesk desk, DeskWords words)
    {
        if (!PublicId.TryRead(picture, out long id) || await LibraryOf(context, desk).FindAsync(id) is not { } sheet) return Refused(Unknown, context, words);
        var text = sheet.Editions.FirstOrDefault(row => row.Language == edition) is { } own ? sheet.Words.GetValueOrDefault(own.Id) : null;
        return Told(Described(picture, sheet.Media.Width, sheet.Media.Height, sheet.Media.Credit, text?.Caption ?? "", text?.Alt ?? ""));
    }

    private static async Task<IResult> ViewAsync(string picture, string? size, string? crop, string? earlier, HttpContext context, NewsDesk desk)
    {
        if (!PublicId.TryRead(picture, out long id) || !await LibraryOf(context, desk).MaySeeAsync(id)) return Results.NotFound();
        var original = earlier is null ? await Originals.KeptAsync(desk.Database, id) : await LibraryOf(context, desk).MayKeepAsync(id) ? await EarlierAsync(desk, id, earlier) : null;
        if (original is null) return Results.NotFound();
        int wide = size == "small" ? Small : Large;
        var all = Rendition.Of(original, crop switch { "card" => Crop.Card, "social" => Crop.Social, _ => Crop.Whole }, RenditionFormat.Jpeg);
        var rendition = all.FirstOrDefault(one => one.Width >= wide) ?? all[^1];
        return await desk.Darkroom.MakeAsync(original, rendition, context.RequestAborted) ? Results.File(desk.Darkroom.PathOf(original, rendition), rendition.MimeType) : Results.NotFound();
    }

    // As it came, for whoever prints or retouches it; a browser only keeps it, and shows nothing of what is in it.
    private static async Task<IResult> OriginalAsync(string picture, HttpContext context, NewsDesk desk)
    {
        if (!PublicId.TryRead(picture, out long id) || !await LibraryOf(context, desk).MayKeepAsync(id) || await LibraryOf(context, desk).FindAsync(id) is not { } sheet) return Results.NotFound();
        if (!BlobName.TryRead(sheet.Media.Blob, out var blob) || !desk.Blobs.Exists(blob)) return Results.NotFound();
        string name = sheet.Arrival.FileName.Length > 0 ? sheet.Arrival.FileName : $"{picture}.{sheet.Media.MimeType.Split('/')[1]}";
        return Results.File(desk.Blobs.PathOf(blob), sheet.Media.MimeType, name);
    }

    private static async Task<Original?> EarlierAsync(NewsDesk desk, long picture, string earlier)
    {
        if (!PublicId.TryRead(earlier, out long id)) return null;
        var row = await desk.Database.LookAsync(context => context.Set<EarlierOriginalRow>().AsNoTracking().FirstOrDefaultAsync(one => one.Id == id && one.MediaId == picture));
        return row is null || !BlobName.TryRead(row.Blob, out var blob) ? null : new Original(picture, blob, row.Width, row.Height, new FocalPoint(row.FocalX, row.FocalY), row.Creator, row.Credit, row.Copyright);
    }

    private static object Described(string id, int width, int height, string credit, string caption, string alt) => new { id, src = View(id), width, height, credit, caption, alt };

    private static string View(string id) => $"{DeskDoor.Path}/pictures/{id}/view";

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static PictureLibrary LibraryOf(HttpContext context, NewsDesk desk) => new(desk.Database, context.Caller()!);

    private static IResult Told(object answer) => Results.Json(answer, ControlFormat.Options);

    // In the words of whoever asks: a script shows them as they are.
    private static IResult Refused(Refusal refusal, HttpContext context, DeskWords words) => Results.Json(new Refusal(refusal.Code, words.For(context).Of(refusal)), ControlFormat.Options, statusCode: refusal.Code switch
    {
        "unknown-picture" => StatusCodes.Status404NotFound,
        "too-large" => StatusCodes.Status413PayloadTooLarge,
        _ when Breakdown.IsOne(refusal) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    });
}
