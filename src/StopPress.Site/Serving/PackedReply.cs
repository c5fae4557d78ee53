using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace StopPress.Site.Serving;

/// <summary>Sends what was made for whoever asks, and lies ready in no encoding.</summary>
internal static class PackedReply
{
    /// <summary>Sends it, packed where it may be; the body only where one is wanted.</summary>
    public static async Task SendAsync(HttpContext context, byte[] body)
    {
        var headers = context.Response.Headers;
        headers.Vary = Reply.Vary;
        if (AcceptedEncodings.Of(context.Request.Headers.AcceptEncoding).Gzip)
        {
            headers.ContentEncoding = "gzip";
            body = Packed(body);
        }
        headers.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(body);
    }

    private static byte[] Packed(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(body);
        return packed.ToArray();
    }
}
