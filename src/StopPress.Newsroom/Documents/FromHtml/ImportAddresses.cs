namespace StopPress.Newsroom.Documents.FromHtml;

/// <summary>Takes the addresses of imported HTML over into this newspaper.</summary>
internal sealed class ImportAddresses(HtmlImportOptions options, ImportReport report)
{
    /// <summary>Where a link leads here; null where it leads nowhere that is safe, which the report says.</summary>
    public Href? Link(string? address)
    {
        if (string.IsNullOrWhiteSpace(address))
            return null;
        if (Absolute(address) is { } absolute && Href.Read(options.Link(absolute)) is { } link)
            return link;
        report.Add("A link to an address that is not safe became plain text", address);
        return null;
    }

    /// <summary>The address as it was meant on the page that it stood on; null when it is not safe. A fragment stays one.</summary>
    public string? Absolute(string? address)
    {
        if (Href.Read(address) is not { } href)
            return null;
        if (options.BaseAddress is not { } origin || href.Address.StartsWith('#') || Uri.TryCreate(href.Address, UriKind.Absolute, out var own) && !own.IsFile)
            return href.Address;
        return Uri.TryCreate(origin, href.Address, out var resolved) ? resolved.GetComponents(UriComponents.AbsoluteUri, UriFormat.SafeUnescaped) : href.Address;
    }
}
