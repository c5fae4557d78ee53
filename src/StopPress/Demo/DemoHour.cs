using System.Globalization;
using System.Text.RegularExpressions;

namespace StopPress.Demo;

/// <summary>When something of the demonstration goes out: at a time of day, or so long before the demonstration is opened.</summary>
internal abstract partial record DemoHour
{
    private DemoHour() { }

    /// <summary>At a time of day in the newspaper's zone.</summary>
    /// <param name="Days">How many days before the newspaper's newest day.</param>
    /// <param name="Time">The time of day; it fits what the story tells.</param>
    public sealed record OnDay(int Days, TimeOnly Time) : DemoHour;

    /// <summary>Before the demonstration is opened, by the hours at which the newsroom works.</summary>
    public sealed record Ago(TimeSpan Age) : DemoHour;

    /// <summary>The hour that is written like <c>5d 22.36</c>; null when it is not written so.</summary>
    public static DemoHour? ReadDay(string text) => DayAndTime().Match(text) is { Success: true } match
        && TimeOnly.TryParseExact(match.Groups[2].Value, "HH.mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? new OnDay(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), time)
        : null;

    /// <summary>The age that is written like <c>52m</c> or <c>2h 17m</c>; null when it is not written so.</summary>
    public static DemoHour? ReadAge(string text) => HoursAndMinutes().Match(text) is { Success: true } match && text.Length > 0
        ? new Ago(new TimeSpan(Number(match.Groups[1]), Number(match.Groups[2]), 0))
        : null;

    /// <summary>Where it stands among others on a day on which nobody looks at the clock; what has an age comes last.</summary>
    public TimeSpan Place => this switch
    {
        OnDay day => day.Time.ToTimeSpan() - TimeSpan.FromDays(day.Days),
        Ago ago => TimeSpan.FromDays(1) - ago.Age,
        _ => throw new InvalidOperationException(),
    };

    /// <summary>Whether it comes before another whatever the clock shows.</summary>
    public bool IsBefore(DemoHour other) => (this, other) switch
    {
        (OnDay one, OnDay two) => one.Days > two.Days || (one.Days == two.Days && one.Time < two.Time),
        // What is a few hours old may have gone out on the evening before the newest day.
        (OnDay one, Ago) => one.Days > 1,
        (Ago one, Ago two) => one.Age > two.Age,
        _ => false,
    };

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(\d{1,2})d (\d\d\.\d\d)$")]
    private static partial Regex DayAndTime();

    [GeneratedRegex(@"^(?:(\d)h)?(?:(?:^| )(\d\d?)m)?$")]
    private static partial Regex HoursAndMinutes();
}
