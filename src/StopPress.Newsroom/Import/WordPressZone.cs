using StopPress.Store.Database;

namespace StopPress.Newsroom.Import;

/// <summary>Finds the time zone of a site: an export does not name it, but says of each post when it was by the site's clocks and in Greenwich.</summary>
internal static class WordPressZone
{
    // Where many zones fit, a newspaper is likelier in one of these; clocks of the same time are kept apart by dates long ago.
    private static readonly string[] Likely =
    [
        "Etc/UTC", "Europe/London", "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Europe/Rome", "Europe/Amsterdam", "Europe/Athens", "Europe/Istanbul", "Europe/Moscow",
        "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix", "America/Sao_Paulo", "America/Mexico_City", "America/Bogota", "America/Buenos_Aires",
        "Africa/Cairo", "Africa/Lagos", "Africa/Nairobi", "Africa/Johannesburg", "Asia/Dubai", "Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok", "Asia/Jakarta", "Asia/Shanghai", "Asia/Singapore",
        "Asia/Manila", "Asia/Tokyo", "Asia/Seoul", "Australia/Sydney", "Australia/Perth", "Pacific/Auckland",
    ];

    /// <summary>The IANA name of the zone that fits best; the machine's own where it fits as well, or nothing is known.</summary>
    /// <param name="clocks">Moments, with how much the site's clocks were ahead of Greenwich.</param>
    public static string Of(IReadOnlyCollection<(Instant At, TimeSpan Ahead)> clocks)
    {
        string own = TimeZoneInfo.Local.HasIanaId ? TimeZoneInfo.Local.Id : "Etc/UTC";
        if (clocks.Count == 0) return own;
        var zones = TimeZoneInfo.GetSystemTimeZones(skipSorting: true).Where(zone => zone.HasIanaId && (zone.Id.Contains('/') && !zone.Id.StartsWith("Etc/", StringComparison.Ordinal) || zone.Id == "Etc/UTC"));
        return zones.Append(TimeZoneInfo.Utc).Append(TimeZoneInfo.Local)
            .OrderByDescending(zone => clocks.Count(clock => zone.GetUtcOffset(clock.At.ToDateTimeOffset()) == clock.Ahead))
            .ThenBy(zone => zone.Id == own ? -1 : Array.IndexOf(Likely, zone.Id) is >= 0 and var rank ? rank : Likely.Length).ThenBy(zone => zone.Id, StringComparer.Ordinal)
            .First() is var best && best.HasIanaId && best.Id.Contains('/') ? best.Id : "Etc/UTC";
    }
}
