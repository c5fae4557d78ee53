using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace StopPress.Site.Sharing;

/// <summary>Machines that open pages as a reader's browser does, and say that they are none.</summary>
/// <remarks>Most run no scripts, and so tell nothing. Of the others these words are in the names under which they are documented (those of Google, Bing, Apple, Meta, and of browsers that nobody sits at).</remarks>
public static partial class Robots
{
    // Longer than any browser's name; what is longer was made up.
    private const int LongestName = 1000;

    /// <summary>Whether a machine asks, or a browser that only makes ready what might be read.</summary>
    public static bool IsOne(HttpRequest request) =>
        request.Headers["Sec-Purpose"].Count > 0 || request.Headers["Purpose"].Count > 0 || request.Headers["X-Moz"] == "prefetch" || IsNamed(request.Headers.UserAgent.ToString());

    /// <summary>Whether it is a machine by its name; so is whoever gives none.</summary>
    public static bool IsNamed(string name) => name.Length is 0 or > LongestName || Named().IsMatch(name);

    // "bot" ends the name of a robot, and is followed by its version or its kind; Cubot makes telephones, and a space or a sign follows.
    [GeneratedRegex(
        "bot(?=[/;:,)-]|$)|crawl|spider|slurp|headless|lighthouse|pagespeed|prerender|phantomjs|puppeteer|playwright|selenium"
        + "|facebookexternalhit|facebookcatalog|meta-external|google-|googleother|apis-google|mediapartners|bingpreview|monitor|validator|curl/|wget/|python|java/|go-http",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Named();
}
