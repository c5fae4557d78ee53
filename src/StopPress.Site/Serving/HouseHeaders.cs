using Microsoft.AspNetCore.Http;

namespace StopPress.Site.Serving;

/// <summary>
/// What every answer of the newspaper tells the browser to refuse: pages, pictures, the desk, and what says that there is nothing. Whoever answers may say
/// more strictly what fits, such as a page its own Content-Security-Policy.
/// </summary>
/// <param name="isSecure">Whether browsers come over an encrypted connection only: the public address begins with https.</param>
public sealed class HouseHeaders(bool isSecure)
{
    // Two years, as hstspreload.org asks of those who mean it. Not for names below this one: they may be other people's.
    private const string ForTwoYears = "max-age=63072000";

    // What no page of a newspaper asks a browser for (W3C Permissions Policy, with the names that browsers know).
    private const string NothingOfTheDevice = "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), serial=(), usb=()";

    // Of what is no page nothing may run, and it may stand in nobody's frame.
    internal const string NoPage = "default-src 'none'; frame-ancestors 'none'";

    internal const string NoSniff = "nosniff";
    internal const string Referrer = "strict-origin-when-cross-origin";

    /// <summary>The lines as they stand in the head of a page, for whoever writes heads by hand; all but the Content-Security-Policy, which is the page's own.</summary>
    public string Lines { get; } =
        $"X-Content-Type-Options: {NoSniff}\r\nReferrer-Policy: {Referrer}\r\nPermissions-Policy: {NothingOfTheDevice}\r\n"
        + (isSecure ? $"Strict-Transport-Security: {ForTwoYears}\r\n" : "");

    /// <summary>Writes them, before anybody has answered.</summary>
    public void Write(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = NoPage;
        headers.XContentTypeOptions = NoSniff;
        headers["Referrer-Policy"] = Referrer;
        headers["Permissions-Policy"] = NothingOfTheDevice;
        if (isSecure) headers.StrictTransportSecurity = ForTwoYears;
    }
}
