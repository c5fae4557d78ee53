using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Site.Pages;
using StopPress.Site.Press;
using StopPress.Site.Themes;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Desk.Rooms.Story;

/// <summary>A text in the theme of the newspaper before readers have it: for whoever sees it whole at the desk, and for whoever has a link to it.</summary>
internal static class PreviewRoutes
{
    private const string ReadersMedia = "/-/media/";

    public static void MapPreview(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/stories/{story}/{edition}/preview", async (string story, string edition, string? scheme, HttpContext context, NewsDesk desk, PageRoom pages) =>
            PublicId.TryRead(story, out long id) && await new StoryBoard(desk.Database, context.Caller()!).SeesWholeAsync(id, edition) ? await ShowAsync(id, edition, "media/", scheme, context, desk, pages) : Results.NotFound())
            .WithMetadata(new NeedsAttribute(Right.SeeBoard));
        routes.MapGet("/media/{name}", async (string name, HttpContext context, NewsDesk desk) =>
            Addresses.TryReadRendition(name, out long picture, out _, out string rendition) && await new PictureLibrary(desk.Database, context.Caller()!).MaySeeAsync(picture) ? await PictureAsync(picture, rendition, context, desk) : Results.NotFound())
            .WithMetadata(new NeedsAttribute(Right.SeeBoard));
        routes.MapGet("/preview/{token}", async (string token, HttpContext context, NewsDesk desk, PageRoom pages) =>
            await TextOfAsync(desk, token, context) is { } text ? await ShowAsync(text.StoryId, text.Edition, $"preview/{token}/media/", null, context, desk, pages) : Results.NotFound())
            .WithMetadata(new OpenToAllAttribute());
        routes.MapGet("/preview/{token}/media/{name}", async (string token, string name, HttpContext context, NewsDesk desk) =>
            await TextOfAsync(desk, token, context) is { } text && Addresses.TryReadRendition(name, out long picture, out _, out string rendition) && await IsInAsync(desk, text, picture) ? await PictureAsync(picture, rendition, context, desk) : Results.NotFound())
            .WithMetadata(new OpenToAllAttribute());
    }

    private static async Task<IResult> ShowAsync(long story, string language, string media, string? scheme, HttpContext context, NewsDesk desk, PageRoom pages)
    {
        ColourScheme? only = scheme switch { "light" => ColourScheme.Light, "dark" => ColourScheme.Dark, _ => null };
        var written = await new ReadDraft(PublicId.Text(story), language).RunAsync(desk, context.RequestAborted);
        if (written.Refusal is not null) return Results.NotFound();
        var shown = await Reads.LookAsync(desk.Database, async reads =>
        {
            var run = new PressRun(reads, null);
            var edition = (await run.FurnitureAsync()).Editions.First(one => one.Language == language);
            var page = await StoryPage.PreviewAsync(reads, edition, story, written.Value, Instant.Now(desk.Clock));
            return page is null ? default : await pages.PreviewAsync(run, edition, page, only);
        }, context.RequestAborted);
        if (shown.Html is null) return Results.NotFound();
        // The desk shows it in a frame of its own, wide and narrow.
        context.Response.Headers.XFrameOptions = "SAMEORIGIN";
        context.Response.Headers.ContentSecurityPolicy = shown.Policy;
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        return Results.Text(shown.Html.Replace(ReadersMedia, $"{DeskDoor.Path}/{media}", StringComparison.Ordinal), MediaTypeNames.Text.Html, Encoding.UTF8);
    }

    private static async Task<IResult> PictureAsync(long picture, string name, HttpContext context, NewsDesk desk)
    {
        if (await Originals.FindAsync(desk.Database, picture) is not { } original || Rendition.Find(original, name) is not { } rendition) return Results.NotFound();
        return await desk.Darkroom.MakeAsync(original, rendition, context.RequestAborted) ? Results.File(desk.Darkroom.PathOf(original, rendition), rendition.MimeType) : Results.NotFound();
    }

    // A link shows what whoever made it may see, and no longer than they may.
    private static async Task<Previewed?> TextOfAsync(NewsDesk desk, string token, HttpContext context)
    {
        string hash = Token.Hash(token);
        var now = Instant.Now(desk.Clock);
        var found = await desk.Database.LookAsync(rows => (
            from link in rows.Set<LinkRow>()
            join text in rows.Set<StoryTextRow>() on link.TextId equals text.Id
            join story in rows.Set<StoryRow>() on text.StoryId equals story.Id
            join edition in rows.Set<EditionRow>() on text.EditionId equals edition.Id
            where link.Hash == hash && link.Kind == LinkKind.Preview && link.EndsAt > now && story.KilledAt == null
            select new { link.AccountId, Text = new Previewed(text.Id, story.Id, edition.Language) }).FirstOrDefaultAsync(context.RequestAborted), context.RequestAborted);
        if (found?.AccountId is not { } maker) return found?.Text;
        var account = await desk.Database.LookAsync(rows => rows.Set<AccountRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == maker && row.LeftAt == null, context.RequestAborted), context.RequestAborted);
        return account is not null && await new StoryBoard(desk.Database, await desk.Database.AsColleagueAsync(account, context.RequestAborted)).SeesWholeAsync(found.Text.StoryId, found.Text.Edition) ? found.Text : null;
    }

    private static Task<bool> IsInAsync(NewsDesk desk, Previewed text, long picture) => desk.Database.LookAsync(async rows =>
        await rows.Set<MediaUseRow>().AnyAsync(use => use.TextId == text.TextId && use.MediaId == picture) || await rows.Set<DraftMediaRow>().AnyAsync(use => use.TextId == text.TextId && use.MediaId == picture));

    private sealed record Previewed(long TextId, long StoryId, string Edition);
}
