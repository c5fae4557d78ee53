namespace StopPress.Newsroom.Documents;

/// <summary>Something that a known provider serves: where people find it, and the quietest frame that shows it.</summary>
/// <remarks>Only <see cref="Recognise"/> makes one, so no address of an unknown house can end up in a frame.</remarks>
public sealed record EmbedAddress
{
    internal EmbedAddress(string provider, string providerName, string address, string? frame) =>
        (Provider, ProviderName, Address, Frame) = (provider, providerName, address, frame);

    /// <summary>The provider's key, such as <c>youtube</c>.</summary>
    public string Provider { get; }

    /// <summary>The provider's name as readers know it.</summary>
    public string ProviderName { get; }

    /// <summary>The public address, in one canonical form.</summary>
    public string Address { get; }

    /// <summary>What a frame shows once the reader asks for it, or null where the provider has no frame that leaves the reader alone.</summary>
    public string? Frame { get; }

    /// <summary>Finds the provider of a public address or of a frame's; null when nobody known serves it.</summary>
    public static EmbedAddress? Recognise(string? address)
    {
        if (WebAddress.Read(address) is not { } web)
            return null;
        return EmbedProviders.All.Select(recognise => recognise(web)).FirstOrDefault(found => found is not null);
    }
}
