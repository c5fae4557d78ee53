using System.Buffers;
using System.Text;

namespace StopPress.Newsroom.Documents;

/// <summary>An address that a link may lead to: nothing that runs, only what is fetched, written to or called.</summary>
/// <remarks>
/// Allowed: <c>http</c>, <c>https</c>, <c>mailto</c>, <c>tel</c>, a path, a query or a fragment. There is no other way to make one, so a
/// document cannot hold a dangerous link.
/// </remarks>
public sealed record Href
{
    // What an address of these letters says is clean as it is.
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&()*+,;=%");

    // RFC 9110, section 4.1 asks for at least 8,000 octets; more is not an address but a payload.
    private const int MaxLength = 8000;

    private Href(string address) => Address = address;

    /// <summary>The address, without spaces, quotes, backslashes or control characters; letters outside ASCII stay as they are.</summary>
    public string Address { get; }

    /// <summary>The host that it leads to, in lower case, or null when it stays in this newspaper or is not of the web.</summary>
    public string? Host => IsWeb(Address) && Uri.TryCreate(Address, UriKind.Absolute, out var uri) ? uri.Host.ToLowerInvariant() : null;

    /// <summary>Reads an address as a browser would, and gives null for anything that is not allowed.</summary>
    public static Href? Read(string? address)
    {
        if (address is null || address.Length > MaxLength || CleanText.HasLoneSurrogate(address))
            return null;
        var cleaned = Clean(Nfc.Of(address));
        if (cleaned.StartsWith("//", StringComparison.Ordinal))
            cleaned = "https:" + cleaned;
        return cleaned.Length is > 0 and <= MaxLength && IsAllowed(cleaned) ? new(cleaned) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Address;

    // Browsers drop tabs and line ends anywhere, and spaces and controls at the ends (URL standard, "basic URL parser", steps 1-3); a check
    // that does not do the same sees another scheme than they do.
    private static string Clean(string address)
    {
        if (!address.AsSpan().ContainsAnyExcept(Plain))
            return address;
        var text = new StringBuilder(address.Length);
        foreach (var rune in address.AsSpan().Trim(TrimmedByBrowsers).EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or '\r')
                continue;
            if (MustBeEncoded(rune))
                Encode(text, rune);
            else
                text.Append(rune.ToString());
        }
        return text.ToString();
    }

    private static readonly string TrimmedByBrowsers = string.Concat(Enumerable.Range(0, 0x21).Select(c => (char)c)) + "\u00a0\u2028\u2029\ufeff";

    // A backslash is a slash to browsers, so "/\host" would leave the newspaper unseen; invisible characters hide where a link leads.
    private static bool MustBeEncoded(Rune rune) =>
        rune.Value is <= ' ' or '"' or '\'' or '<' or '>' or '\\' or '`' or '^' or '{' or '|' or '}' || Rune.IsControl(rune) || Rune.IsWhiteSpace(rune)
        || Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format;

    private static void Encode(StringBuilder text, Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (var b in bytes[..rune.EncodeToUtf8(bytes)])
            text.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static bool IsAllowed(string address)
    {
        var colon = address.IndexOf(':');
        if (colon < 0 || address.AsSpan(0, colon).IndexOfAny('/', '?', '#') >= 0)
            return true;
        if (IsWeb(address))
            return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0;
        return address.Length > colon + 1
            && address[..colon].ToLowerInvariant() is "mailto" or "tel";
    }

    private static bool IsWeb(string address) =>
        address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
}
