using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using StopPress.Desk.Door;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Desk.Rooms.Calendar;

/// <summary>What is scheduled, under embargo, expiring and due, by the clocks and the calendar of an edition.</summary>
[Needs(Right.SeeBoard)]
public sealed class IndexModel(NewsDesk desk, DeskWords words) : DeskPage(desk, words)
{
    private const int DaysPerWeek = 7;
    // Years in which every calendar of the desk can count, and no week runs over the end of time.
    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    /// <summary>The edition's language; without it the first.</summary>
    [BindProperty(SupportsGet = true)]
    public string? In { get; set; }

    /// <summary><c>month</c> or <c>week</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    /// <summary>A day of the month or the week, as <c>2026-11-26</c>; without it today.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Day { get; set; }

    /// <summary>The editions that can be chosen.</summary>
    public IReadOnlyList<(string Language, string Name)> Editions { get; private set; } = [];

    /// <summary>The clocks and the calendar.</summary>
    public DeskDates Dates { get; private set; } = null!;

    /// <summary>The days, by weeks.</summary>
    public IReadOnlyList<IReadOnlyList<CalendarDay>> Weeks { get; private set; } = [];

    /// <summary>The day that was asked for.</summary>
    public DateOnly Chosen { get; private set; }

    /// <summary>Whether one week is shown.</summary>
    public bool IsWeek => View == "week";

    /// <summary>A day of the month or week before.</summary>
    public DateOnly Before => IsWeek ? Chosen.AddDays(-DaysPerWeek) : Chosen.AddMonths(-1);

    /// <summary>A day of the month or week after.</summary>
    public DateOnly After => IsWeek ? Chosen.AddDays(DaysPerWeek) : Chosen.AddMonths(1);

    /// <summary>What is shown, as its title says.</summary>
    public string Shown => IsWeek ? $"{Dates.Day(Weeks[0][0].Date)} – {Dates.Day(Weeks[0][^1].Date)}" : Dates.Month(Chosen);

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        var rows = await Desk.Database.LookAsync(context => context.Set<EditionRow>().AsNoTracking().OrderBy(row => row.Position).ToListAsync());
        if ((rows.Find(row => row.Language == In) ?? rows.FirstOrDefault())?.AsEdition() is not { } edition) return NotFound();
        Editions = [.. rows.Select(row => (row.Language, row.OwnName))];
        Dates = new DeskDates(edition, Words, Instant.Now(Desk.Clock));
        Chosen = DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) && asked.Year is >= FirstYear and <= LastYear ? asked : Dates.Today;
        var monday = CultureInfo.GetCultureInfo(edition.Locale).DateTimeFormat.FirstDayOfWeek;
        var first = IsWeek ? Chosen : new DateOnly(Chosen.Year, Chosen.Month, 1);
        var last = IsWeek ? Chosen : first.AddMonths(1).AddDays(-1);
        first = first.AddDays(-((first.DayOfWeek - monday + DaysPerWeek) % DaysPerWeek));
        last = last.AddDays(DaysPerWeek - 1 - ((last.DayOfWeek - monday + DaysPerWeek) % DaysPerWeek));
        // A day is as long as its clocks make it: 23 hours, or 25, where they are changed.
        var hours = (await new StoryBoard(Desk.Database, Here).HoursAsync(edition.Language, edition.StartOf(first), edition.StartOf(last.AddDays(1)))).ToLookup(hour => edition.DayOf(hour.At));
        Weeks = [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).Select(day => new CalendarDay(day, IsWeek || day.Month == Chosen.Month, [.. hours[day]])).Chunk(DaysPerWeek)];
        return Page();
    }

    /// <summary>The calendar with another view or day.</summary>
    public string Address(DateOnly day, string? view = null) => $"{DeskDoor.Path}/calendar?in={Uri.EscapeDataString(Dates.Edition.Language)}&view={view ?? (IsWeek ? "week" : "month")}&day={Machine(day)}";

    /// <summary>A day as machines read it.</summary>
    public static string Machine(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A day in the calendar.</summary>
/// <param name="Date">Which.</param>
/// <param name="IsMeant">Whether it belongs to the month that is shown.</param>
/// <param name="Hours">What happens on it.</param>
public sealed record CalendarDay(DateOnly Date, bool IsMeant, IReadOnlyList<BoardHour> Hours);
