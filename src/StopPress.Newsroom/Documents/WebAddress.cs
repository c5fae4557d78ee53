using System.Collections.Specialized;
using System.Web;

namespace StopPress.Newsroom.Documents;

/// <summary>The parts of an address that providers tell their pages apart by.</summary>
internal sealed class WebAddress
{
    private readonly NameValueCollection query;

    private WebAddress(Uri uri)
    {
        query = HttpUtility.ParseQueryString(uri.Query);
        Host = WithoutPrefix(uri.IdnHost.ToLowerInvariant());
        Path = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        Secure = "https" + uri.AbsoluteUri[uri.Scheme.Length..].Replace("'", "%27");
    }

    /// <summary>Takes an address of the web apart; null for any other, and for one with a port or a password, which no provider has.</summary>
    public static WebAddress? Read(string? address) =>
        Href.Read(address) is { } safe && Uri.TryCreate(safe.Address, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" && uri.IsDefaultPort && uri.UserInfo.Length == 0 ? new(uri) : null;

    /// <summary>The host without <c>www.</c>, <c>m.</c> or <c>mobile.</c>, in lower case.</summary>
    public string Host { get; }

    /// <summary>The parts of the path, none empty.</summary>
    public string[] Path { get; }

    /// <summary>The address as it was, percent-encoded, over https.</summary>
    public string Secure { get; }

    /// <summary>A value of the query, or null.</summary>
    public string? Query(string name) => query[name];

    /// <summary>A value of the query that is a plain token: letters, digits, <c>-</c> and <c>_</c>; else null.</summary>
    public string? TokenOf(string name) => IsToken(query[name]) ? query[name] : null;

    /// <summary>A part of the path that is a plain token, else null.</summary>
    public string? Token(int index) => index < Path.Length && IsToken(Path[index]) ? Path[index] : null;

    /// <summary>A part of the path that is a number, else null.</summary>
    public string? Number(int index) => Token(index) is { } token && token.All(char.IsAsciiDigit) ? token : null;

    /// <summary>Whether a text holds nothing but letters and digits of ASCII, <c>-</c> and <c>_</c>.</summary>
    public static bool IsToken(string? text) =>
        text is { Length: > 0 and <= 100 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static string WithoutPrefix(string host) =>
        new[] { "www.", "m.", "mobile." }.FirstOrDefault(host.StartsWith) is { } prefix ? host[prefix.Length..] : host;
}
