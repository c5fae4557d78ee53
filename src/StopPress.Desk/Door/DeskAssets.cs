using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace StopPress.Desk.Door;

/// <summary>The desk's own style and scripts, at addresses that change with their bytes.</summary>
public static class DeskAssets
{
    private const int HashLetters = 12;

    private static readonly IReadOnlyDictionary<string, (byte[] Bytes, string Address)> Files = Load();

    /// <summary>The address of a file.</summary>
    public static string Address(string name) => Files[name].Address;

    internal static void MapDeskAssets(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/assets/{hash}/{name}", [HttpMethods.Get, HttpMethods.Head], (string name, HttpContext context) =>
        {
            if (!Files.TryGetValue(name, out var file)) return Results.NotFound();
            context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
            return Results.Bytes(file.Bytes, name.EndsWith(".css", StringComparison.Ordinal) ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8");
        }).WithMetadata(new OpenToAllAttribute());

    private static Dictionary<string, (byte[], string)> Load()
    {
        const string prefix = "desk/";
        var assembly = typeof(DeskAssets).Assembly;
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(name => name[prefix.Length..], name =>
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return (bytes, $"{DeskDoor.Path}/assets/{Convert.ToHexStringLower(SHA256.HashData(bytes))[..HashLetters]}/{name[prefix.Length..]}");
        });
    }
}
