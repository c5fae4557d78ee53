using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

namespace StopPress.Site.Pages;

/// <summary>A file of the program's own that pages ask for. Its address holds its hash, so it may be kept for ever.</summary>
/// <param name="Path">Its address.</param>
/// <param name="MimeType">Its media type.</param>
/// <param name="Bytes">Its bytes.</param>
public sealed record Asset(string Path, string MimeType, byte[] Bytes)
{
    /// <summary>Its bytes as gzip, packed once.</summary>
    public byte[] Packed { get; } = Pack(Bytes);

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize)) gzip.Write(bytes);
        return packed.ToArray();
    }
}

/// <summary>The program's own files.</summary>
public static class Assets
{
    // 64 bits tell any two versions of a file apart.
    private const int HashLength = 16;

    /// <summary>Shows embeds when readers ask for them.</summary>
    public static Asset EmbedScript { get; } = Load("embed.js", "text/javascript; charset=utf-8");

    /// <summary>Offers words while somebody types what they look for.</summary>
    public static Asset SearchScript { get; } = Load("search.js", "text/javascript; charset=utf-8");

    /// <summary>Likes a story in its place, passes it on by what the reader's browser has for it, tells that it was read, and shows what is new in it to whoever comes back.</summary>
    public static Asset StoryScript { get; } = Load("story.js", "text/javascript; charset=utf-8");

    /// <summary>The sign in the browser's tab, until the house has one of its own.</summary>
    public static Asset Icon { get; } = Load("icon.svg", "image/svg+xml");

    /// <summary>How a feed looks that a browser is led to.</summary>
    public static Asset FeedStyle { get; } = Load("feed.css", "text/css; charset=utf-8");

    /// <summary>The file at an address, or null.</summary>
    public static Asset? At(string path) => new[] { EmbedScript, SearchScript, StoryScript, Icon, FeedStyle }.FirstOrDefault(asset => asset.Path == path);

    private static Asset Load(string name, string mimeType)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("asset/" + name)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()))[..HashLength];
        return new Asset($"{Addresses.Own}assets/{System.IO.Path.GetFileNameWithoutExtension(name)}.{hash}{System.IO.Path.GetExtension(name)}", mimeType, bytes.ToArray());
    }
}
