namespace StopPress.Demo;

/// <summary>Tells at what instants the demonstration's stories went out, for the moment at which it is opened.</summary>
/// <remarks>The same moment gives the same instants, none of them in the future.</remarks>
internal sealed class DemoAlmanac
{
    // A local newsroom's hours: from the first reporter at the harbour to the last page.
    private static readonly TimeOnly Opens = new(6, 0), Closes = new(23, 0);

    private readonly TimeZoneInfo zone;
    private readonly DateTime now;
    private readonly DateTime newest;

    /// <param name="now">The moment.</param>
    /// <param name="zone">The newspaper's time zone.</param>
    /// <param name="hours">All hours of the copy.</param>
    public DemoAlmanac(DateTimeOffset now, TimeZoneInfo zone, IEnumerable<DemoHour> hours)
    {
        this.zone = zone;
        this.now = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        // The newest day is today once everything of its morning has happened.
        bool ahead = hours.OfType<DemoHour.OnDay>().Any(hour => hour.Days == 0 && this.now.Date + hour.Time.ToTimeSpan() > this.now);
        newest = this.now.Date.AddDays(ahead ? -1 : 0);
    }

    /// <summary>The instant of an hour.</summary>
    public DateTimeOffset Of(DemoHour hour)
    {
        var local = hour switch
        {
            DemoHour.OnDay day => newest.AddDays(-day.Days) + day.Time.ToTimeSpan(),
            DemoHour.Ago ago => Back(ago.Age),
            _ => throw new ArgumentOutOfRangeException(nameof(hour), hour, null),
        };
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    // Back from now by hours at which somebody works: what would have gone out at night went out in the evening.
    private DateTime Back(TimeSpan age)
    {
        var at = now;
        while (true)
        {
            var (opens, closes) = (at.Date + Opens.ToTimeSpan(), at.Date + Closes.ToTimeSpan());
            if (at > closes) at = closes;
            if (at - age >= opens) return at - age;
            if (at > opens) age -= at - opens;
            at = closes.AddDays(-1);
        }
    }
}
