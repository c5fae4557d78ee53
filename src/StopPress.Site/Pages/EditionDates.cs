using System.Globalization;
using StopPress.Newsroom.Editions;
using StopPress.Store.Database;

namespace StopPress.Site.Pages;

/// <summary>Writes dates and times as an edition's readers write them: in its zone, its calendar and its language.</summary>
public sealed class EditionDates
{
    // What CLDR calls the "long" date, without the day of the week and the era, which .NET cannot be asked for.
    private static readonly Dictionary<string, string> Patterns = new()
    {
        ["zh"] = "yyyy年M月d日",
        ["ja"] = "yyyy年M月d日",
        ["ko"] = "yyyy년 M월 d일",
        ["en-US"] = "MMMM d, yyyy",
        ["hu"] = "yyyy. MMMM d.",
    };

    private readonly Edition edition;
    private readonly CultureInfo culture;
    private readonly string day;

    /// <summary>The dates of an edition.</summary>
    public EditionDates(Edition edition)
    {
        this.edition = edition;
        culture = (CultureInfo)CultureInfo.GetCultureInfo(edition.Locale).Clone();
        culture.DateTimeFormat.Calendar = edition.Calendar == "buddhist" ? new ThaiBuddhistCalendar() : new GregorianCalendar();
        day = Patterns.GetValueOrDefault(edition.Locale) ?? Patterns.GetValueOrDefault(edition.Language.Split('-')[0]) ?? "d MMMM yyyy";
    }

    /// <summary>A moment in every form that a page needs.</summary>
    public MomentModel Moment(Instant moment)
    {
        var local = edition.LocalTime(moment);
        string date = Day(DateOnly.FromDateTime(local.DateTime));
        string time = local.DateTime.ToString(culture.DateTimeFormat.ShortTimePattern, culture);
        string separator = edition.Language.Split('-')[0] is "zh" or "ja" or "th" ? " " : ", ";
        return new MomentModel(Iso(local), date + separator + time, date, time);
    }

    /// <summary>A day.</summary>
    public string Day(DateOnly date) => date.ToDateTime(TimeOnly.MinValue).ToString(day, culture);

    /// <summary>A month with its year.</summary>
    public string Month(DateOnly date) => date.ToDateTime(TimeOnly.MinValue).ToString(day.Contains('年') ? "yyyy年M月" : day.Contains('년') ? "yyyy년 M월" : "MMMM yyyy", culture);

    /// <summary>A day with the day of the week.</summary>
    public DayModel Today(DateOnly date) => new(
        date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        date.ToDateTime(TimeOnly.MinValue).ToString("dddd", culture) + (day[0] == 'y' ? " " : edition.Language.StartsWith("th", StringComparison.Ordinal) ? "ที่ " : " ") + Day(date));

    // Machines are told in the Gregorian calendar whatever readers use, with the offset that readers' clocks have.
    private static string Iso(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
