using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Desk.Door;

/// <summary>Finds out who asks, and lets in whom the room is for.</summary>
public static class DoorKeeper
{
    internal const string SessionCookie = "stoppress-desk";

    /// <summary>Whose page a script asks from: in another tab somebody else may have signed in since.</summary>
    internal const string Person = "X-Person";

    /// <summary>Who asks, or null.</summary>
    public static Colleague? Caller(this HttpContext context) => context.Features.Get<Colleague>();

    /// <summary>A cookie of the desk: readers' pages never see it.</summary>
    internal static CookieBuilder CookieOf(HouseAddress address, string name, SameSiteMode site) => new()
    {
        Name = name,
        Path = DeskDoor.Path,
        HttpOnly = true,
        IsEssential = true,
        SameSite = site,
        SecurePolicy = address.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None,
    };

    internal static async Task LetIn(HttpContext context, RequestDelegate next)
    {
        var desk = context.RequestServices.GetRequiredService<NewsDesk>();
        if (context.Request.Cookies[SessionCookie] is { Length: > 0 } token
            && await desk.Database.FindSessionAsync(token, Instant.Now(desk.Clock), context.RequestAborted) is { } signedIn)
        {
            context.Features.Set(signedIn);
            // What a form is sealed for: another person's form does not work.
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, signedIn.Actor)], "session"));
        }
        var endpoint = context.GetEndpoint();
        // What answers that a route takes no such request is no route, and for everybody.
        if (endpoint is not RouteEndpoint || endpoint.Metadata.GetMetadata<OpenToAllAttribute>() is not null)
        {
            await next(context);
            return;
        }
        var needs = endpoint.Metadata.GetMetadata<NeedsAttribute>() ?? throw new InvalidOperationException($"{endpoint.DisplayName} does not say whom it is for.");
        if (context.Caller() is not { } caller || (context.Request.Headers[Person] is { Count: > 0 } person && person != caller.Actor)) SendToSignIn(context);
        else if (!caller.May(needs.Right) || !await ReachesAsync(context, needs.Right)) context.Response.StatusCode = StatusCodes.Status403Forbidden;
        else await next(context);
    }

    /// <summary>Whether a right of whoever asks reaches the story that the address names; where it names none, what is shown there is looked at by itself.</summary>
    internal static async Task<bool> ReachesAsync(HttpContext context, Right right) => !PublicId.TryRead(context.GetRouteValue("story") as string ?? "", out long story)
        || await new StoryBoard(context.RequestServices.GetRequiredService<NewsDesk>().Database, context.Caller()!).ReachesAsync(right, story);

    /// <summary>Whether a page is asked for, as a browser does for whoever looks at it.</summary>
    internal static bool WantsPage(HttpContext context) => context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);

    // A page leads to the sign-in and back; what a script asks for is told by its number.
    private static void SendToSignIn(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method) && WantsPage(context))
        {
            string back = context.Request.Path + context.Request.QueryString;
            context.Response.Redirect($"{DeskDoor.Path}/sign-in{(back is "/" ? "" : "?back=" + Uri.EscapeDataString(back))}");
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
    }
}
