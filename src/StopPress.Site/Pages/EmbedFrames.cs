using StopPress.Newsroom.Documents;

namespace StopPress.Site.Pages;

/// <summary>What a page must allow so that a reader who asks for an embed gets it.</summary>
internal static class EmbedFrames
{
    /// <summary>The hosts whose frames a document's embeds open, each once.</summary>
    public static IReadOnlyList<string> HostsOf(Document body) => [.. body.AllBlocks().OfType<Embed>()
        .Select(embed => embed.Address.Frame).OfType<string>().Select(frame => new Uri(frame).GetLeftPart(UriPartial.Authority))
        .Distinct().Order(StringComparer.Ordinal)];
}
