using System.Globalization;
using StopPress.Newsroom.Editions;
using StopPress.Store.Database;

namespace StopPress.Tests.Newsroom.Editions;

public class LocalHourTests
{
    [Theory]
    [InlineData("2026-03-28T02:30", "Europe/Berlin", "2026-03-28T01:30Z")]
    [InlineData("2026-03-29T03:00", "Europe/Berlin", "2026-03-29T01:00Z")]
    [InlineData("2026-10-25T01:59", "Europe/Berlin", "2026-10-24T23:59Z")]
    [InlineData("2026-07-01T12:00", "Asia/Bangkok", "2026-07-01T05:00Z")]
    [InlineData("2026-07-01T00:00", "Pacific/Chatham", "2026-06-30T11:15Z")]
    [InlineData("2026-03-29T01:00", "Asia/Beirut", "2026-03-28T22:00Z")]
    public void an_hour_is_read_by_the_clocks_of_its_edition(string typed, string zone, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), LocalHour.Read(typed, zone).Value);

    [Theory]
    [InlineData("2026-10-25T02:00", "Europe/Berlin", "2026-10-25T01:00Z")]
    [InlineData("2026-10-25T02:30", "Europe/Berlin", "2026-10-25T01:30Z")]
    [InlineData("2026-10-25T01:30", "Europe/Dublin", "2026-10-25T01:30Z")]
    [InlineData("2026-11-01T01:30", "America/New_York", "2026-11-01T06:30Z")]
    [InlineData("2026-04-05T01:45", "Australia/Lord_Howe", "2026-04-04T15:15Z")]
    public void of_an_hour_that_comes_twice_the_second_is_meant(string typed, string zone, string instant) =>
        Assert.Equal(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture), LocalHour.Read(typed, zone).Value);

    [Theory]
    [InlineData("2026-03-29T02:30", "Europe/Berlin", "no-such-hour")]
    [InlineData("2026-03-29T00:30", "Asia/Beirut", "no-such-hour")]
    [InlineData("2026-10-04T02:15", "Australia/Lord_Howe", "no-such-hour")]
    [InlineData(null, "Europe/Berlin", "no-hour")]
    [InlineData("", "Europe/Berlin", "no-hour")]
    [InlineData("tomorrow", "Europe/Berlin", "no-hour")]
    [InlineData("2026-02-30T12:00", "Europe/Berlin", "no-hour")]
    [InlineData("2026-03-28T12:00Z", "Europe/Berlin", "no-hour")]
    [InlineData("2026-03-28T12:00+07:00", "Europe/Berlin", "no-hour")]
    public void what_is_no_hour_is_refused(string? typed, string zone, string code) => Assert.Equal(code, LocalHour.Read(typed, zone).Refusal?.Code);

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Asia/Bangkok")]
    public void every_hour_that_is_read_is_written_as_it_was_typed(string zone)
    {
        for (var hour = new DateTime(2026, 3, 1); hour.Year == 2026; hour = hour.AddMinutes(30))
        {
            string typed = hour.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            var read = LocalHour.Read(typed, zone);
            if (read.Refusal is null) Assert.Equal(typed, LocalHour.Write(Instant.From(read.Value), zone));
        }
    }
}
