using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using StopPress.Desk.Rooms;
using StopPress.Newsroom.Staff;

namespace StopPress.Desk.Door;

/// <summary>Says which right a room of the desk needs, or one of the things that can be done in it.</summary>
/// <param name="right">The right.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute(Right right) : Attribute
{
    /// <summary>The right.</summary>
    public Right Right => right;
}

/// <summary>Says that a room is open to whoever comes, signed in or not.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OpenToAllAttribute : Attribute;

/// <summary>Keeps out whoever has not the right that the thing to be done needs; the room's own was asked for at the door.</summary>
internal sealed class NeedsFilter : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        // A room in which nothing such can be done is not shown instead of it.
        if (context.HandlerMethod is null && HttpMethods.IsPost(context.HttpContext.Request.Method))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
            return;
        }
        var needs = context.HandlerMethod?.MethodInfo.GetCustomAttribute<NeedsAttribute>();
        if (needs is not null && context.HttpContext.Caller()?.May(needs.Right) != true) context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
        else if (needs is not null && !await DoorKeeper.ReachesAsync(context.HttpContext, needs.Right)) context.Result = await ((DeskPage)context.HandlerInstance).OutOfReachAsync();
        else await next();
    }
}
