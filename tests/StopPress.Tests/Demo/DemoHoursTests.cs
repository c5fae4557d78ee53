using StopPress.Demo;

namespace StopPress.Tests.Demo;

public class DemoHoursTests
{
    private static readonly DemoCopy Copy = DemoCopy.Read();
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(Copy.Editions[0].Zone);

    [Fact]
    public void whenever_the_sample_is_opened_its_stories_came_out_in_order_at_hours_at_which_a_newsroom_works()
    {
        for (var minutes = 0; minutes < 24 * 60; minutes += 7)
        {
            var now = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes);
            var hours = DemoHours.Of(Copy.Stories, now, Zone);
            var inOrder = Copy.Stories.Select(story => hours[story.Key]).ToList();
            Assert.Equal(inOrder.Order(), inOrder);
            Assert.InRange(now - inOrder[^1], TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
            foreach (var (hour, story) in inOrder.Zip(Copy.Stories).Where(pair => now - pair.First > TimeSpan.FromHours(24)))
            {
                Assert.InRange(TimeZoneInfo.ConvertTime(hour, Zone).TimeOfDay, new TimeSpan(6, 30, 0), new TimeSpan(21, 0, 0));
                Assert.InRange((now - story.Age - hour).Duration(), TimeSpan.Zero, TimeSpan.FromDays(1.5));
            }
            Assert.True(inOrder.CountBy(hour => hour.Minute).Max(minute => minute.Value) < 12, "Too many came out at one minute of the hour.");
        }
    }

    [Fact]
    public void the_storm_is_told_after_the_noon_that_it_tells_of()
    {
        var hours = DemoHours.Of(Copy.Stories, DateTimeOffset.UtcNow, Zone);
        Assert.InRange(TimeZoneInfo.ConvertTime(hours["harbour-wall-storm"], Zone).TimeOfDay, new TimeSpan(12, 15, 0), new TimeSpan(21, 0, 0));
    }
}
