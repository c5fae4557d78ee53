namespace StopPress.Demo;

/// <summary>Gives the demonstration's stories hours at which a newsroom works: each on the day that its age says, in the order of their ages.</summary>
internal static class DemoHours
{
    // From the first bulletin to the last edition.
    private static readonly TimeSpan First = new(6, 30, 0), Last = new(21, 0, 0);

    // What came out today has come out by now; at night it is what came out in the evening before.
    private static readonly TimeSpan Latest = TimeSpan.FromMinutes(4), AtLeast = TimeSpan.FromHours(5);

    /// <summary>The hour of each story, by its key.</summary>
    /// <param name="stories">The stories, the oldest first.</param>
    /// <param name="now">What time it is.</param>
    /// <param name="zone">The newspaper's time zone.</param>
    public static IReadOnlyDictionary<string, DateTimeOffset> Of(IEnumerable<DemoStory> stories, DateTimeOffset now, TimeZoneInfo zone)
    {
        var hours = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var today = Today(now, zone);
        foreach (var day in stories.GroupBy(story => now - story.Age >= today ? (DateTime?)null : Day(now - story.Age, today, zone)))
        {
            var (from, until) = day.Key is { } date ? (At(date + First, zone), Earlier(At(date + Last, zone), today)) : (today, now - Latest);
            var told = day.ToList();
            for (var i = 0; i < told.Count; i++)
            {
                // Nothing comes out at the full hour; the key's own minutes are the same each time.
                double place = (i + 0.15 + (0.7 * Share(told[i].Key))) / told.Count;
                hours[told[i].Key] = from + ((until - from) * (day.Key is null && i == told.Count - 1 ? 1 : place));
            }
        }
        return hours;
    }

    // What falls between midnight and the first bulletin of a day that has hardly begun belongs to the day before.
    private static DateTime Day(DateTimeOffset hour, DateTimeOffset today, TimeZoneInfo zone) =>
        Local(hour, zone).Date is var date && At(date + First, zone) < today ? date : date.AddDays(-1);

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    // Where today's news begins: at the first bulletin, or some hours ago when that is later than now or only just past.
    private static DateTimeOffset Today(DateTimeOffset now, TimeZoneInfo zone)
    {
        var morning = At(Local(now, zone).Date + First, zone);
        return morning < now - AtLeast ? morning : now - AtLeast;
    }

    private static DateTime Local(DateTimeOffset instant, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;

    private static DateTimeOffset At(DateTime local, TimeZoneInfo zone) => new(local, zone.GetUtcOffset(local));

    // A number from 0 to 1 that is the key's own (FNV-1a, 32 bits).
    private static double Share(string key) => key.Aggregate(2166136261u, (hash, letter) => (hash ^ letter) * 16777619u) / (double)uint.MaxValue;
}
