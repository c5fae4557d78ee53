using System.Globalization;
using StopPress.Newsroom.Editions;
using StopPress.Store.Database;

namespace StopPress.Desk.Door;

/// <summary>Writes hours as an edition's clocks and calendar have them, in the words of whoever is at the desk.</summary>
/// <param name="edition">The edition.</param>
/// <param name="words">The words.</param>
/// <param name="now">What time it is: the present year goes without saying.</param>
public sealed class DeskDates(Edition edition, WordsIn words, Instant now)
{
    // Buddhist years count from 543 years earlier.
    private const int BuddhistYears = 543;

    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(edition.TimeZone);
    // A desk's clock has 24 hours and its months are written out, so only their names are asked of the language.
    private readonly DateTimeFormatInfo names = NamesIn(words.Language == "en" ? "en-GB" : words.Language);

    /// <summary>The edition whose clocks and calendar these are.</summary>
    public Edition Edition => edition;

    /// <summary>The day that it is.</summary>
    public DateOnly Today => edition.DayOf(now);

    /// <summary>A day and an hour, short.</summary>
    public string Short(Instant at) => edition.DayOf(at) is var day && day == Today ? Time(at) : $"{Day(day)} {Time(at)}";

    /// <summary>The hour alone; where the clocks are put back and show it twice, with its offset.</summary>
    public string Time(Instant at)
    {
        var local = edition.LocalTime(at);
        string time = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return zone.IsAmbiguousTime(local.DateTime) ? $"{time} (UTC{local.ToString("zzz", CultureInfo.InvariantCulture)})" : time;
    }

    /// <summary>A day; with its year unless that is the present one.</summary>
    public string Day(DateOnly day) => $"{day.Day} {names.GetAbbreviatedMonthName(day.Month)}{(day.Year == Today.Year ? "" : " " + Year(day))}";

    /// <summary>A day of the week, with the day and the year.</summary>
    public string Full(DateOnly day) => $"{names.GetDayName(day.DayOfWeek)} {day.Day} {names.GetMonthName(day.Month)} {Year(day)}";

    /// <summary>A month with its year.</summary>
    public string Month(DateOnly day) => $"{names.GetMonthName(day.Month)} {Year(day)}";

    /// <summary>A day of the week, short.</summary>
    public string Weekday(DayOfWeek day) => names.GetAbbreviatedDayName(day);

    // The months of the desk are those of the Gregorian year, also where a language's own calendar has others.
    private static DateTimeFormatInfo NamesIn(string language)
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo(language).Clone();
        if (culture.OptionalCalendars.OfType<GregorianCalendar>().FirstOrDefault() is { } gregorian) culture.DateTimeFormat.Calendar = gregorian;
        return culture.DateTimeFormat;
    }

    private string Year(DateOnly day) => (day.Year + (edition.Calendar == "buddhist" ? BuddhistYears : 0)).ToString(CultureInfo.InvariantCulture);
}
