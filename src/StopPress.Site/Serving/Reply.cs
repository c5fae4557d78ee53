using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using StopPress.Site.Press;

namespace StopPress.Site.Serving;

/// <summary>Sends a pressed page as a reader can take it.</summary>
internal static class Reply
{
    // A page is asked for anew each time, and answered in a few bytes when it is still the same: so nothing cached ever lives on.
    internal static readonly StringValues NoCache = "no-cache";

    // What says "not here" holds no key by which a cache could be told that it is there now.
    private static readonly StringValues NoStore = "no-store";
    internal static readonly StringValues Vary = "Accept-Encoding";

    // What only whoever has a key may read lies in no cache that serves others.
    private static readonly StringValues ForOne = "private, no-cache";
    private static readonly StringValues VaryByKey = "Accept-Encoding, Authorization";

    /// <summary>Sends it; the body only where one is wanted.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="response">The answer's head.</param>
    /// <param name="body">The answer's body.</param>
    /// <param name="page">The page.</param>
    /// <param name="isForOne">Whether only whoever asks may have it.</param>
    public static Task SendAsync(IHttpRequestFeature request, IHttpResponseFeature response, IHttpResponseBodyFeature body, PressedPage page, bool isForOne = false)
    {
        var headers = response.Headers;
        var encoded = AcceptedEncodings.Of(request.Headers.AcceptEncoding).Choose(page);
        bool found = page.Status == StatusCodes.Status200OK;
        headers.ContentType = page.MimeType;
        headers.CacheControl = !found ? NoStore : isForOne ? ForOne : NoCache;
        headers.Vary = isForOne ? VaryByKey : Vary;
        headers.ContentSecurityPolicy = page.Policy;
        if (found)
        {
            headers.ETag = encoded.ETag;
            if (!isForOne) headers["Surrogate-Key"] = page.SurrogateKey;
            if (IsHeldAlready(request.Headers.IfNoneMatch, page))
            {
                headers.ContentType = default;
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
        }
        response.StatusCode = page.Status;
        headers.ContentEncoding = encoded.Name;
        headers.ContentLength = encoded.Bytes.Length;
        if (HttpMethods.IsHead(request.Method)) return Task.CompletedTask;
        var writer = body.Writer;
        encoded.Bytes.CopyTo(writer.GetMemory(encoded.Bytes.Length));
        writer.Advance(encoded.Bytes.Length);
        return Task.CompletedTask;
    }

    /// <summary>Whether a reader has the page by one of the listed validators, or by a star, which any page matches (RFC 9110, section 13.1.2).</summary>
    public static bool IsHeldAlready(ReadOnlySpan<char> validators, PressedPage page)
    {
        for (var rest = validators; !rest.IsEmpty;)
        {
            int comma = rest.IndexOf(',');
            var one = (comma < 0 ? rest : rest[..comma]).Trim();
            if (one is "*" || page.Matches(one.StartsWith("W/", StringComparison.Ordinal) ? one[2..] : one)) return true;
            rest = comma < 0 ? [] : rest[(comma + 1)..];
        }
        return false;
    }

    private static bool IsHeldAlready(StringValues validators, PressedPage page)
    {
        foreach (string? line in validators)
        {
            if (IsHeldAlready(line.AsSpan(), page)) return true;
        }
        return false;
    }
}
