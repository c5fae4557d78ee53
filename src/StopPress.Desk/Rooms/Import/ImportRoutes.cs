using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using StopPress.Desk.Door;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.Import;

/// <summary>Where the file of an export comes in. It goes to the disk as it comes, and is never in memory whole; the page before says what became of it.</summary>
internal static class ImportRoutes
{
    // What stands around the file in a form.
    private const long AroundFile = 64 * 1024;
    private const int LongestToken = 4096;
    private const string TokenField = "__RequestVerificationToken", TokenHeader = "X-Form-Token";

    private static readonly Refusal NoFile = new("no-export", "No file was chosen.", "Choose the export that WordPress made: a file that ends in .xml.");

    public static void MapImport(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/set-up/import", SetUpAsync).WithMetadata(new OpenToAllAttribute());
        routes.MapPost("/house/import/file", HouseAsync).WithMetadata(new NeedsAttribute(Right.KeepHouse));
    }

    // The link is looked at before a byte is taken: without it nobody fills the disk.
    private static async Task<IResult> SetUpAsync(string? link, HttpContext context, NewsDesk desk, ImportDesk imports, IAntiforgery forms)
    {
        if (await desk.Database.FindLinkAsync(link, Instant.Now(desk.Clock), context.RequestAborted) is not { Link.Kind: LinkKind.SetUp }) return Results.NotFound();
        return await TakeAsync(context, imports, forms) is { } wrong ? wrong : Go($"/set-up?link={Uri.EscapeDataString(link!)}&way=wordpress");
    }

    private static async Task<IResult> HouseAsync(HttpContext context, ImportDesk imports, IAntiforgery forms)
    {
        if (await TakeAsync(context, imports, forms) is { } wrong) return wrong;
        if (imports.State.Refusal is null) imports.Begin(context.Caller()!.Actor);
        return Go("/house/import");
    }

    private static async Task<IResult?> TakeAsync(HttpContext context, ImportDesk imports, IAntiforgery forms)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = imports.Most + AroundFile;
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary) return Results.BadRequest();
        try
        {
            return await TakeAsync(context, new MultipartReader(boundary, context.Request.Body), imports, forms);
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            imports.Refuse(ImportDesk.TooLarge(imports.Most));
            return null;
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException)
        {
            return Results.BadRequest();
        }
    }

    // The form's token stands before the file, so that nothing is written down for a form of elsewhere.
    private static async Task<IResult?> TakeAsync(HttpContext context, MultipartReader reader, ImportDesk imports, IAntiforgery forms)
    {
        bool withPictures = false;
        while (await reader.ReadNextSectionAsync(context.RequestAborted) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var says)) continue;
            string name = HeaderUtilities.RemoveQuotes(says.Name).Value ?? "";
            if (name == TokenField) context.Request.Headers[TokenHeader] = await ReadTokenAsync(part.Body, context.RequestAborted);
            if (name == "pictures") withPictures = true;
            if (name != "file") continue;
            // Without a token the framework would look for one in the rest of the form, and read the file to find none.
            if (context.Request.Headers[TokenHeader].Count == 0 || !await forms.IsRequestValidAsync(context)) return Results.BadRequest();
            if (string.IsNullOrEmpty(HeaderUtilities.RemoveQuotes(says.FileName).Value)) imports.Refuse(NoFile);
            else if (await imports.TakeAsync(part.Body, withPictures, context.RequestAborted) is { } refusal) imports.Refuse(refusal);
            return null;
        }
        return Results.BadRequest();
    }

    private static async Task<string> ReadTokenAsync(Stream body, CancellationToken cancel)
    {
        byte[] token = new byte[LongestToken];
        int read = await body.ReadAtLeastAsync(token, LongestToken, throwOnEndOfStream: false, cancel);
        return System.Text.Encoding.ASCII.GetString(token, 0, read);
    }

    private static IResult Go(string room) => Results.Redirect(DeskDoor.Path + room);
}
