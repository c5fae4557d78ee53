using System.Text.RegularExpressions;

namespace StopPress.Site.Themes;

/// <summary>Whether a page is looked at by day or by night (Media Queries Level 5, "prefers-color-scheme").</summary>
public enum ColourScheme
{
    /// <summary>Dark letters on light paper.</summary>
    Light,

    /// <summary>Light letters on dark paper.</summary>
    Dark,
}

/// <summary>Fixes a style to one scheme, whichever the browser prefers: a frame cannot say which one the page in it is to have.</summary>
internal static partial class ColourSchemes
{
    /// <summary>The style as a browser sees it that prefers a scheme.</summary>
    public static string Only(this string style, ColourScheme scheme)
    {
        string wanted = scheme.ToString().ToLowerInvariant();
        string asked = Asked().Replace(style, match => match.Groups[1].Value.Equals(wanted, StringComparison.OrdinalIgnoreCase) ? "(min-width:0)" : "(max-width:0)");
        return Offered().Replace(asked, $"color-scheme:{wanted}");
    }

    [GeneratedRegex(@"\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)", RegexOptions.IgnoreCase)]
    private static partial Regex Asked();

    [GeneratedRegex(@"(?<![-\w])color-scheme\s*:\s*(light\s+dark|dark\s+light)", RegexOptions.IgnoreCase)]
    private static partial Regex Offered();
}
