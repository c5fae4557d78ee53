using System.Globalization;
using StopPress.Newsroom.Media;
using StopPress.Store.Database;

namespace StopPress.Site.Pages;

/// <summary>Writes addresses: paths for links on a page, whole addresses for machines.</summary>
/// <param name="house">What stands before every path, such as <c>https://www.example.org</c>.</param>
public sealed class Addresses(string house)
{
    /// <summary>Under which the program's own addresses lie; all others are the newspaper's.</summary>
    public const string Own = "/-/";

    /// <summary>The host, in lower case, as links to this newspaper name it.</summary>
    public string Host { get; } = new Uri(house).Authority.ToLowerInvariant();

    /// <summary>The whole address of a path.</summary>
    public string Whole(string path) => house + Encoded(path);

    /// <summary>A path as it stands in a header or in a whole address (RFC 3986: ASCII only).</summary>
    public static string Encoded(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    /// <summary>A path as it stands in a link on a page: readable, with only what would break it escaped.</summary>
    /// <remarks>A path that begins with two slashes, as some imported ones do, would be read as a host.</remarks>
    public static string Link(string path) => (path.StartsWith("//", StringComparison.Ordinal) ? "/." : "") + (path.AsSpan().IndexOfAny("%?# \"<>\\^`{|}") < 0 ? path : Encoded(path));

    /// <summary>The address of a picture at one size. What is found there never changes.</summary>
    public static string OfRendition(long media, Rendition rendition) =>
        string.Create(CultureInfo.InvariantCulture, $"{Own}media/{PublicId.Text(media)}-{rendition.Width}.{Extension(rendition.MimeType)}");

    /// <summary>The file name extension of a media type.</summary>
    public static string Extension(string mimeType) => mimeType switch
    {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/webp" => "webp",
        "image/avif" => "avif",
        _ => "bin",
    };

    /// <summary>The media type of a file name extension, or null when no picture has it.</summary>
    public static string? MimeType(string extension) => extension switch
    {
        "jpg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        "avif" => "image/avif",
        _ => null,
    };
}
