using StopPress.Newsroom.Documents;

namespace StopPress.Newsroom.House;

/// <summary>Reads addresses that somebody writes or pastes: paths of the house's own, and whole addresses elsewhere.</summary>
internal static class HousePath
{
    // No address that the house makes is longer.
    private const int Longest = 1000;

    /// <summary>A path as the newspaper knows it, decoded and in NFC; null when it is none, or one that the program keeps for itself.</summary>
    public static string? Of(string? text)
    {
        string raw = (text ?? "").Trim();
        if (raw.Length is 0 or > Longest || raw.AsSpan().IndexOfAny('?', '#', '\\') >= 0) return null;
        string path = Nfc.Of(Uri.UnescapeDataString(raw));
        bool isOwn = path[0] == '/' && !path.StartsWith("//", StringComparison.Ordinal) && path != "/-" && !path.StartsWith("/-/", StringComparison.Ordinal);
        return isOwn && Checks.Clean(path) == path ? path : null;
    }

    /// <summary>A whole address with https, its host as the domain name system has it; or null.</summary>
    public static Uri? Outside(string? text)
    {
        if (text is not { Length: <= Longest } || !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address)) return null;
        if (address.Scheme != Uri.UriSchemeHttps || address.Host.Length == 0 || address.UserInfo.Length > 0) return null;
        // What leads there is told in a header, which holds ASCII only.
        return address.IdnHost == address.Host ? address : new UriBuilder(address) { Host = address.IdnHost }.Uri;
    }

    /// <summary>An address that a link may lead to: a path of the house's own, or a whole one with https; else a fault, and an empty one.</summary>
    /// <param name="checks">Where the fault is noted.</param>
    /// <param name="text">What was written.</param>
    /// <param name="host">The house's own host: what names it is a path.</param>
    public static string Target(Checks checks, string? text, string host)
    {
        if (Of(text) is { } path) return path;
        if (Outside(text) is { } address)
        {
            if (!address.Authority.Equals(host, StringComparison.OrdinalIgnoreCase)) return address.AbsoluteUri;
            if (Of(address.AbsolutePath) is { } own) return own;
        }
        checks.Refuse("wrong-target", $"\"{Short(text)}\" is nothing that can be led to.", "Write a path of the newspaper such as /about/, without ? or #, or a whole address with https://.");
        return "";
    }

    /// <summary>The same path without the slash at its end, by which redirects are kept: both spellings lead to the same.</summary>
    public static string Key(string path) => path.TrimEnd('/');

    /// <summary>What somebody wrote, short enough to be told back.</summary>
    public static string Short(string? text)
    {
        string clean = Checks.Clean(text);
        return clean.Length <= 100 ? clean : clean[..100] + "…";
    }
}
