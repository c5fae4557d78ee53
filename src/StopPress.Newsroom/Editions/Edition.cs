using System.Data.Common;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Editions;

/// <summary>One language's newspaper, as its pages need to know it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Language">Its language as a BCP 47 tag.</param>
/// <param name="Locale">The locale of its dates and numbers.</param>
/// <param name="Prefix">The first part of its addresses; empty for the first edition.</param>
/// <param name="Name">What the newspaper is called in it.</param>
/// <param name="Tagline">The line under the nameplate.</param>
/// <param name="OwnName">The language by its own name.</param>
/// <param name="TimeZone">Its time zone, as IANA names it.</param>
/// <param name="Calendar"><c>gregorian</c> or <c>buddhist</c>.</param>
/// <param name="Direction"><c>ltr</c> or <c>rtl</c>.</param>
public sealed record Edition(
    long Id, string Language, string Locale, string Prefix, string Name, string Tagline, string OwnName, string TimeZone, string Calendar, string Direction)
{
    // What Of reads.
    private const string Columns = "id, language, locale, prefix, name, tagline, own_name, time_zone, calendar, direction";

    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>Every edition, the first one first. Whoever keeps what comes of it notes <see cref="House.Subject.Editions"/>.</summary>
    public static Task<List<Edition>> ReadAllAsync(Reads reads) => reads.ListAsync($"SELECT {Columns} FROM editions ORDER BY position, id", Of);

    /// <summary>The edition of a language, or null.</summary>
    public static Task<Edition?> FindAsync(Reads reads, string language) => reads.FirstAsync($"SELECT {Columns} FROM editions WHERE language = @language", Of, ("language", language));

    /// <summary>The address of its front.</summary>
    public string Home => Prefix.Length == 0 ? "/" : $"/{Prefix}/";

    /// <summary>Whether its language runs from right to left.</summary>
    public bool IsRightToLeft => Direction == "rtl";

    /// <summary>A moment as the edition's clocks show it.</summary>
    public DateTimeOffset LocalTime(Instant moment) => TimeZoneInfo.ConvertTime(moment.ToDateTimeOffset(), zone);

    /// <summary>The day that a moment falls on in the edition.</summary>
    public DateOnly DayOf(Instant moment) => DateOnly.FromDateTime(LocalTime(moment).DateTime);

    /// <summary>The first moment of a day in the edition, also where a change of the clocks skips midnight.</summary>
    public Instant StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Clocks are put forward by an hour at most places, by two at a few; they never skip a day's first half.
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(30);
        var offset = zone.IsAmbiguousTime(midnight) ? zone.GetAmbiguousTimeOffsets(midnight).Max() : zone.GetUtcOffset(midnight);
        return Instant.From(new DateTimeOffset(midnight, offset));
    }

    private static Edition Of(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6), row.GetString(7), row.GetString(8), row.GetString(9));
}
