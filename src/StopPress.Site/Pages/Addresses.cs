using StopPress.Newsroom.Documents;
using StopPress.Newsroom.Media;
using StopPress.Site.Feeds;
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

    /// <summary>What stands before every path.</summary>
    public string House => house;

    /// <summary>Whether a page may lie ready at a path: the newspaper's own addresses, and those of feeds.</summary>
    public static bool IsOfPages(ReadOnlySpan<char> path) => !path.StartsWith(Own) || path.StartsWith(FeedAddress.Begin);

    /// <summary>The whole address of a path.</summary>
    public string Whole(string path) => house + Encoded(path);

    /// <summary>The whole address of a link on a page, which is readable, or has been escaped where that would break it; of one to elsewhere itself.</summary>
    public string WholeOf(string link) => link.StartsWith('/') ? house + (link.Contains('%', StringComparison.Ordinal) ? link : Encoded(link)) : link;

    /// <summary>A path as it stands in a header or in a whole address (RFC 3986: ASCII only).</summary>
    public static string Encoded(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    /// <summary>A path as it stands in a link on a page: readable, with only what would break it escaped.</summary>
    /// <remarks>A path that begins with two slashes, as some imported ones do, would be read as a host.</remarks>
    public static string Link(string path) => (path.StartsWith("//", StringComparison.Ordinal) ? "/." : "") + (path.AsSpan().IndexOfAny("%?# \"<>\\^`{|}") < 0 ? path : Encoded(path));

    /// <summary>The path that somebody means who gives it as it is shown, as a browser copies it, or with everything before and after it.</summary>
    public static string Meant(string pasted)
    {
        string text = pasted.Trim();
        if (text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            int path = text.IndexOf('/', text.IndexOf("//", StringComparison.Ordinal) + 2);
            text = path < 0 ? "/" : text[path..];
        }
        int end = text.IndexOfAny(['?', '#']);
        return Nfc.Of(Uri.UnescapeDataString(end < 0 ? text : text[..end]));
    }

    /// <summary>The address of a picture at one size. What is found there never changes: the stamp in it stands for all that the bytes depend on.</summary>
    public static string OfRendition(Original original, Rendition rendition) => $"{Own}media/{PublicId.Text(original.Id)}-{original.Stamp}-{rendition.Name}";

    /// <summary>The address of a file that is made of the house's logo; another logo has other addresses.</summary>
    public static string OfLogo(Logo logo, LogoFile file) => $"{Own}house/{logo.Stamp}-{file.Name}";

    /// <summary>Takes the last part of a rendition's address apart: the picture, its stamp, and the rendition's own name.</summary>
    public static bool TryReadRendition(string name, out long picture, out string stamp, out string rendition)
    {
        // Thirteen letters of an id and sixteen digits of a stamp, with a dash behind each.
        const int StampAt = 13 + 1, RenditionAt = StampAt + 16 + 1;
        (picture, stamp, rendition) = (0, "", "");
        if (name.Length <= RenditionAt || name[StampAt - 1] != '-' || name[RenditionAt - 1] != '-' || !PublicId.TryRead(name.AsSpan(0, StampAt - 1), out picture)) return false;
        (stamp, rendition) = (name[StampAt..(RenditionAt - 1)], name[RenditionAt..]);
        return true;
    }
}
