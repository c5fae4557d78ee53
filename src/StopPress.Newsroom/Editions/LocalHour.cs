using System.Globalization;
using System.Text.RegularExpressions;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Editions;

/// <summary>An hour as it is typed and read at the desk: by the clocks on the wall where an edition is read.</summary>
public static partial class LocalHour
{
    private const string Written = "yyyy-MM-dd HH:mm";

    // Before the first, zones have no rules; behind the last, an hour is a slip of the finger.
    private const int FirstYear = 1900;
    private const int LastYear = 2199;

    /// <summary>Reads what was typed, such as <c>2026-10-25T02:30</c>. An hour that comes twice, when clocks go back, is the second one: nothing ends or goes out too early.</summary>
    /// <param name="typed">A day and an hour.</param>
    /// <param name="timeZone">The edition's time zone, as IANA names it.</param>
    /// <returns>The hour; refused when nothing of the kind was typed, or when clocks leap over it.</returns>
    public static Outcome<DateTimeOffset> Read(string? typed, string timeZone)
    {
        // An offset that somebody typed as well would be another hour than the one that is shown.
        if (!DateTime.TryParse(typed, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var hour) || hour.Kind != DateTimeKind.Unspecified)
        {
            return new Refusal("no-hour", "No day and hour were chosen.", "Choose a day and an hour.");
        }
        if (hour.Year is < FirstYear or > LastYear) return new Refusal("far-hour", $"The year {hour.Year} is too far away.", $"Choose one from {FirstYear} to {LastYear}.");
        var possible = PossibleOffsets(hour, TimeZoneInfo.FindSystemTimeZoneById(timeZone));
        if (possible.Count == 0)
        {
            return new Refusal("no-such-hour", $"There is no {hour.ToString(Written, CultureInfo.InvariantCulture)} in {timeZone}: the clocks go forward over it.", "Choose an hour before or after it.");
        }
        return new DateTimeOffset(hour, possible.Min());
    }

    /// <summary>Writes an hour as it is read on the wall.</summary>
    /// <param name="at">The instant.</param>
    /// <param name="timeZone">The edition's time zone, as IANA names it.</param>
    public static string Write(Instant at, string timeZone) =>
        TimeZoneInfo.ConvertTime(at.ToDateTimeOffset(), TimeZoneInfo.FindSystemTimeZoneById(timeZone)).ToString(Written, CultureInfo.InvariantCulture);

    /// <summary>The same as a browser's field has it (HTML, local date and time).</summary>
    /// <param name="at">The instant.</param>
    /// <param name="timeZone">The edition's time zone, as IANA names it.</param>
    public static string Field(Instant at, string timeZone) => Write(at, timeZone).Replace(' ', 'T');

    /// <summary>A text in which instants (RFC 3339) are written as they are read on the wall.</summary>
    /// <param name="text">The text, such as a refusal's.</param>
    /// <param name="timeZone">The edition's time zone, as IANA names it.</param>
    public static string WriteIn(string text, string timeZone) => AnInstant().Replace(
        text, match => Write(Instant.From(DateTimeOffset.Parse(match.Value, CultureInfo.InvariantCulture)), timeZone));

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")]
    private static partial Regex AnInstant();

    // By what the zone says of instants; what TimeZoneInfo says of hours on the wall is wrong where winter, not summer, is the exception (Europe/Dublin).
    private static List<TimeSpan> PossibleOffsets(DateTime hour, TimeZoneInfo zone)
    {
        var utc = DateTime.SpecifyKind(hour, DateTimeKind.Utc);
        var around = new[] { zone.GetUtcOffset(utc.AddDays(-1)), zone.GetUtcOffset(utc.AddDays(1)) };
        return [.. around.Distinct().Where(offset => zone.GetUtcOffset(utc - offset) == offset)];
    }
}
