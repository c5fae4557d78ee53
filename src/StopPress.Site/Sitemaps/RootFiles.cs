using System.Globalization;
using System.Text;
using StopPress.Newsroom.House;
using StopPress.Site.Pages;
using StopPress.Site.Search;
using StopPress.Store.Database;

namespace StopPress.Site.Sitemaps;

/// <summary>Writes the short files that machines look for at the root of a newspaper.</summary>
internal static class RootFiles
{
    /// <summary>Where somebody looks who has found a way to break in (RFC 9116).</summary>
    public const string SecurityPath = "/.well-known/security.txt";

    // Researchers must not trust what is old (RFC 9116, section 2.5.5: less than a year). A whole month long it is the same.
    private const int MonthsOfSecurity = 7;

    /// <summary>What machines may ask for (RFC 9309): all that readers have, but not the results of searches, which have no end, nor what only people do: like, share, come in to the desk.</summary>
    public static string Robots(Furniture furniture, Addresses addresses)
    {
        var says = new StringBuilder("User-agent: *\n");
        foreach (string path in furniture.Editions.Select(SearchPage.PathIn).Prepend(Addresses.Own + "share/").Prepend(Addresses.Own + "like/").Prepend(Addresses.Own + "desk").Distinct()) says.Append("Disallow: ").Append(Addresses.Encoded(path)).Append('\n');
        if (furniture.Editions.Count > 0) says.Append("\nSitemap: ").Append(addresses.Whole(SitemapPart.Index)).Append('\n');
        return says.ToString();
    }

    /// <summary>To whom somebody turns who has found a way to break in; null where the house has not said.</summary>
    public static string? Security(Furniture furniture, Declarations declared, Addresses addresses, Instant now)
    {
        if (declared.SecurityContact.Length == 0) return null;
        var day = now.ToDateTimeOffset().UtcDateTime;
        var expires = new DateTime(day.Year, day.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(MonthsOfSecurity);
        string contact = declared.SecurityContact.Contains("://", StringComparison.Ordinal) ? declared.SecurityContact : "mailto:" + declared.SecurityContact;
        var says = new StringBuilder($"Contact: {contact}\nExpires: {expires.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}\n");
        if (furniture.Editions.Count > 0) says.Append("Preferred-Languages: ").AppendJoin(", ", furniture.Editions.Select(edition => edition.Language)).Append('\n');
        says.Append("Canonical: ").Append(addresses.Whole(SecurityPath)).Append('\n');
        if (declared.SecurityPolicy.Length > 0) says.Append("Policy: ").Append(declared.SecurityPolicy).Append('\n');
        return says.ToString();
    }

    /// <summary>Who may sell advertising (ads.txt 1.1); null where the house has not said.</summary>
    public static string? Ads(Declarations declared) => declared.AdsTxt.Length == 0 ? null : declared.AdsTxt + "\n";
}
