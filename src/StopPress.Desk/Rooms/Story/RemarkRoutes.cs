using System.Text.Json;
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

/// <summary>What colleagues say about the passages of a text, for those who may write in it.</summary>
internal static class RemarkRoutes
{
    public static void MapRemarks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/stories/{story}/{edition}/remarks", ReadAsync).WithMetadata(new NeedsAttribute(Right.Write));
        routes.MapPost("/stories/{story}/{edition}/remarks", MakeAsync).WithMetadata(new NeedsAttribute(Right.Write));
        routes.MapPost("/stories/{story}/{edition}/remarks/{remark}", ResolveAsync).WithMetadata(new NeedsAttribute(Right.Write));
    }

    private static async Task<IResult> ReadAsync(string story, string edition, HttpContext context, NewsDesk desk) =>
        await MayAsync(story, edition, context, desk) ? await ToldAsync(story, edition, context, desk) : StoryRoutes.Refused(StoryRoutes.NotSeen);

    private static Task<IResult> MakeAsync(string story, string edition, HttpContext context, NewsDesk desk) => DoAsync<Said>(story, edition, context, desk, async said =>
        (await new MakeRemark(story, edition, said.Says, said.Place, said.Quote, said.Answers, said.Mentions).RunAsync(desk, context.Caller()!.Actor, context.RequestAborted)).Refusal);

    private static Task<IResult> ResolveAsync(string story, string edition, string remark, HttpContext context, NewsDesk desk) => DoAsync<Done>(story, edition, context, desk, async done =>
        (await new ResolveRemark(story, edition, remark, done.Resolved).RunAsync(desk, context.Caller()!.Actor, context.RequestAborted)).Refusal);

    // Whatever is done, the answer is all that stands there now.
    private static async Task<IResult> DoAsync<T>(string story, string edition, HttpContext context, NewsDesk desk, Func<T, Task<Refusal?>> act)
        where T : class
    {
        if (!StoryRoutes.IsOwn(context)) return Results.BadRequest();
        if (!await MayAsync(story, edition, context, desk)) return StoryRoutes.Refused(StoryRoutes.NotSeen);
        T? asked;
        try
        {
            asked = await context.Request.ReadFromJsonAsync<T>(ControlFormat.Options, context.RequestAborted);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            asked = null;
        }
        if (asked is null) return StoryRoutes.Refused(new Refusal("not-a-request", "This is no comment."));
        return await act(asked) is { } refusal ? StoryRoutes.Refused(refusal) : await ToldAsync(story, edition, context, desk);
    }

    private static async Task<bool> MayAsync(string story, string edition, HttpContext context, NewsDesk desk) =>
        PublicId.TryRead(story, out long id) && await new StoryBoard(desk.Database, context.Caller()!).MayWriteAsync(id, edition);

    private static async Task<IResult> ToldAsync(string story, string edition, HttpContext context, NewsDesk desk)
    {
        var read = await new ReadRemarks(story, edition).RunAsync(desk, context.RequestAborted);
        return read.Refusal is { } refusal ? StoryRoutes.Refused(refusal) : StoryRoutes.Told(read.Value);
    }

    private sealed record Said(string Says, string? Place = null, string? Quote = null, string? Answers = null, IReadOnlyList<string>? Mentions = null);

    private sealed record Done(bool Resolved);
}
