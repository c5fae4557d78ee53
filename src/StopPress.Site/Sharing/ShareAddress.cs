using StopPress.Newsroom.House;

namespace StopPress.Site.Sharing;

/// <summary>Where a story can be passed on. Each is the network's own public address, which needs no script of the network on our pages; nothing in it comes from a request but the story.</summary>
public static class ShareAddress
{
    /// <summary>The networks that have such an address. Instagram, YouTube and TikTok have none.</summary>
    public static IReadOnlyList<SocialNetwork> Networks { get; } =
        [SocialNetwork.Facebook, SocialNetwork.X, SocialNetwork.Line, SocialNetwork.Whatsapp, SocialNetwork.Telegram, SocialNetwork.Bluesky, SocialNetwork.Mastodon];

    /// <summary>A network as it is called in an address of the house.</summary>
    public static string KeyOf(SocialNetwork network) => network.ToString().ToLowerInvariant();

    /// <summary>The network that is called so in an address, or null.</summary>
    public static SocialNetwork? Find(string key) => Networks.Where(network => KeyOf(network) == key).Select(network => (SocialNetwork?)network).FirstOrDefault();

    /// <summary>The address at which a network takes a story.</summary>
    /// <param name="network">The network.</param>
    /// <param name="story">The story's whole address.</param>
    /// <param name="headline">Its headline.</param>
    public static string Of(SocialNetwork network, string story, string headline)
    {
        string url = Uri.EscapeDataString(story), text = Uri.EscapeDataString(headline), both = Uri.EscapeDataString($"{headline} {story}");
        return network switch
        {
            SocialNetwork.Facebook => $"https://www.facebook.com/sharer/sharer.php?u={url}",
            SocialNetwork.X => $"https://x.com/intent/post?text={text}&url={url}",
            SocialNetwork.Line => $"https://social-plugins.line.me/lineit/share?url={url}",
            SocialNetwork.Whatsapp => $"https://wa.me/?text={both}",
            SocialNetwork.Telegram => $"https://t.me/share/url?url={url}&text={text}",
            SocialNetwork.Bluesky => $"https://bsky.app/intent/compose?text={both}",
            // It asks for the reader's own server, which we could not lead to without trusting the request. What stands behind the sign is not even sent to it.
            SocialNetwork.Mastodon => $"https://share.joinmastodon.org/#text={both}",
            _ => throw new ArgumentOutOfRangeException(nameof(network), network, "A network without a public address for sharing."),
        };
    }

    /// <summary>The same for the reader's own mail.</summary>
    public static string OfMail(string story, string headline) => $"mailto:?subject={Uri.EscapeDataString(headline)}&body={Uri.EscapeDataString(story)}";
}
