using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using StopPress.Desk.Door;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Control;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.Story;

/// <summary>What the editor asks for while somebody writes (docs/contracts/draft.md): the draft, and the newspaper's own stories.</summary>
internal static class StoryRoutes
{
    private const int MostLinks = 10;
    private const string Asked = "X-Requested-With";

    internal static readonly Refusal NotSeen = new("unknown-story", "There is no such story.", "It may be another one's.");

    public static void MapStory(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/stories/{story}/{edition}/draft", ReadAsync).WithMetadata(new NeedsAttribute(Right.SeeBoard));
        routes.MapPost("/stories/{story}/{edition}/draft", KeepAsync).WithMetadata(new NeedsAttribute(Right.Write));
        routes.MapPost("/stories/{story}/{edition}/presence", AttendAsync).WithMetadata(new NeedsAttribute(Right.Write));
        routes.MapGet("/links", LinksAsync).WithMetadata(new NeedsAttribute(Right.SeeBoard));
    }

    private static async Task<IResult> ReadAsync(string story, string edition, string? tab, HttpContext context, NewsDesk desk)
    {
        if (!PublicId.TryRead(story, out long id) || !await BoardOf(context, desk).SeesWholeAsync(id, edition)) return Refused(NotSeen);
        var read = await new ReadDraft(story, edition, tab).RunAsync(desk, context.RequestAborted);
        if (read.Refusal is { } refusal) return Refused(refusal);
        string version = string.Create(CultureInfo.InvariantCulture, $"\"{read.Value.Version}\"");
        if (context.Request.Headers.IfNoneMatch == version) return Results.StatusCode(StatusCodes.Status304NotModified);
        context.Response.Headers.ETag = version;
        return Told(read.Value);
    }

    private static async Task<IResult> KeepAsync(string story, string edition, HttpContext context, NewsDesk desk)
    {
        if (!IsOwn(context)) return Results.BadRequest();
        if (!PublicId.TryRead(story, out long id)) return Refused(NotSeen);
        var board = BoardOf(context, desk);
        if (!await board.MayWriteAsync(id, edition)) return Refused(await board.GoneAsync(id) ?? NotSeen);
        JsonObject with;
        try
        {
            with = await JsonNode.ParseAsync(context.Request.Body, documentOptions: new() { AllowDuplicateProperties = false, MaxDepth = 1000 }, cancellationToken: context.RequestAborted) as JsonObject ?? throw new JsonException();
        }
        catch (JsonException)
        {
            return Refused(new Refusal("not-a-request", "This is no change of a draft."));
        }
        (with["story"], with["edition"]) = (story, edition);
        string actor = context.Caller()!.Actor;
        var asked = new ControlRequest(nameof(KeepDraft), actor, with).As<KeepDraft>();
        if (asked.Refusal is { } wrong) return Refused(wrong);
        var kept = await asked.Value.RunAsync(desk, actor, context.RequestAborted);
        return kept.Refusal is { } refusal ? Refused(refusal) : Told(kept.Value);
    }

    private static async Task<IResult> AttendAsync(string story, string edition, HttpContext context, NewsDesk desk, Attendance attendance)
    {
        if (!IsOwn(context)) return Results.BadRequest();
        if (!PublicId.TryRead(story, out long id) || !await BoardOf(context, desk).MayWriteAsync(id, edition)) return Refused(NotSeen);
        try
        {
            var where = await context.Request.ReadFromJsonAsync<AttendRequest>(ControlFormat.Options, context.RequestAborted);
            return where is { Tab: { Length: >= 16 and <= 64 } tab } && tab.All(char.IsAsciiLetterOrDigit)
                ? Told(attendance.Attend(id, edition, context.Caller()!, where))
                : Refused(new Refusal("wrong-tab", "A tab is named by 16 to 64 letters and digits."));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return Refused(new Refusal("not-a-request", "This does not say where a tab is."));
        }
    }

    // Own stories by words of their headline, or one by its id.
    private static async Task<IResult> LinksAsync(string? q, string? id, HttpContext context, NewsDesk desk)
    {
        var found = await BoardOf(context, desk).LinksAsync(q, PublicId.TryRead(id ?? "", out long story) ? [story] : null, MostLinks);
        return Told(found.Select(one => new { one.Id, address = one.Address, one.Headline }));
    }

    private static StoryBoard BoardOf(HttpContext context, NewsDesk desk) => new(desk.Database, context.Caller()!);

    // A page of elsewhere cannot send this header without asking first (Fetch standard, "CORS-preflight"), and is not answered.
    internal static bool IsOwn(HttpContext context) => context.Request.Headers[Asked] == "fetch";

    internal static IResult Told(object answer) => Results.Json(answer, ControlFormat.Options);

    internal static IResult Refused(Refusal refusal) => Results.Json(refusal, ControlFormat.Options, statusCode: refusal.Code switch
    {
        "unknown-story" or "unknown-edition" or "no-text" => StatusCodes.Status404NotFound,
        "cancelled" => StatusCodes.Status410Gone,
        _ when Breakdown.IsOne(refusal) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status400BadRequest,
    });
}
