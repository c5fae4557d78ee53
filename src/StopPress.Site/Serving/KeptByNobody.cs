using Microsoft.AspNetCore.Http;

namespace StopPress.Site.Serving;

/// <summary>Answers that no cache may keep: it may be otherwise a moment later, and nobody would tell whoever kept them.</summary>
internal static class KeptByNobody
{
    /// <summary>Nothing is there.</summary>
    public static IResult Nothing(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.NotFound();
    }

    /// <summary>What is asked for has another address now.</summary>
    /// <param name="context">The request.</param>
    /// <param name="present">The address.</param>
    public static IResult Elsewhere(HttpContext context, string present)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Results.Redirect(present);
    }
}
