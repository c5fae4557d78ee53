using System.Security.Cryptography;
using System.Text;
using StopPress.Store.Database;

namespace StopPress.Site.Feeds;

/// <summary>What a feed says, in whatever form. All addresses are whole.</summary>
/// <param name="Id">Its name for machines, which stays the same wherever the newspaper moves (a URN, RFC 9562).</param>
/// <param name="Title">What it is called.</param>
/// <param name="Description">What it is about; never empty.</param>
/// <param name="Home">The page that it follows.</param>
/// <param name="Self">Its own address.</param>
/// <param name="Language">Its language (BCP 47).</param>
/// <param name="Publisher">Who publishes it.</param>
/// <param name="Logo">The sign of the house, a square PNG; or null.</param>
/// <param name="UpdatedAt">When something in it last changed.</param>
/// <param name="Items">The newest first.</param>
internal sealed record Feed(
    string Id, string Title, string Description, string Home, string Self, string Language, string Publisher, string? Logo, Instant UpdatedAt, IReadOnlyList<FeedItem> Items)
{
    /// <summary>The hub that tells whoever follows the feed when it has changed (WebSub), or empty.</summary>
    public string Hub { get; init; } = "";

    /// <summary>A name for machines that is made of what something is called here: the same each time (RFC 9562, version 8).</summary>
    public static string UrnOf(string name)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return $"urn:uuid:{new Guid(hash.AsSpan(0, 16), bigEndian: true)}";
    }
}

/// <summary>A story in a feed, or something else that is told.</summary>
/// <param name="Id">Its name for machines, which stays the same however it is edited.</param>
/// <param name="Url">Where it is read.</param>
/// <param name="Title">The headline, in plain words.</param>
/// <param name="Summary">A summary in plain words, or empty.</param>
/// <param name="Html">The whole text, or empty where only the summary is told.</param>
/// <param name="PublishedAt">When it first went out.</param>
/// <param name="UpdatedAt">When it last changed.</param>
internal sealed record FeedItem(string Id, string Url, string Title, string Summary, string Html, Instant PublishedAt, Instant UpdatedAt)
{
    /// <summary>Who wrote it, with the page of their stories where there is one.</summary>
    public IReadOnlyList<(string Name, string? Url)> Authors { get; init; } = [];

    /// <summary>The names of the sections, storylines and tags that it is filed under.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Its picture, or null.</summary>
    public FeedPicture? Picture { get; init; }
}

/// <summary>A picture in a feed, a JPEG.</summary>
/// <param name="Url">Its address.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Alt">What it shows, or empty.</param>
/// <param name="Credit">Who made it.</param>
internal sealed record FeedPicture(string Url, int Width, int Height, string Alt, string Credit)
{
    /// <summary>Its media type.</summary>
    public const string MimeType = "image/jpeg";
}
