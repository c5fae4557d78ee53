using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>The calendar of the desk: by the clocks of an edition, and by right.</summary>
public class CalendarTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task hours_stand_on_the_day_that_the_editions_clocks_show_also_when_they_are_changed(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house, house.Clock);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        await Paper.DoneAsync(new OpenEdition("de", "de", "de-DE", "Kurier", "", "Deutsch", "Europe/Berlin").RunAsync(paper.Desk, "anna"));
        // 2026-03-29 has 23 hours in Berlin: it begins at 23:00 and ends at 22:00 UTC; 2026-10-25 has 25, and 02:30 comes twice.
        foreach (var (headline, utc) in new[] { ("Before", "2026-03-28T22:59:00Z"), ("First", "2026-03-28T23:00:00Z"), ("Skipped", "2026-03-29T01:00:00Z"), ("Last", "2026-03-29T21:59:00Z"), ("After", "2026-03-29T22:00:00Z"), ("Summer", "2026-10-25T00:30:00Z"), ("Winter", "2026-10-25T01:30:00Z") })
        {
            string story = await paper.FileAsync(headline, edition: "de");
            await Paper.DoneAsync(new SchedulePublish(story, "de", DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture)).RunAsync(paper.Desk, "anna"));
        }
        string march = (await editor.ReadAsync("calendar?in=de&day=2026-03-10")).Text;
        Assert.Empty(Day(march, "2026-03-27"));
        Assert.Equal(["23:59 Before"], Day(march, "2026-03-28"));
        Assert.Equal(["00:00 First", "03:00 Skipped", "23:59 Last"], Day(march, "2026-03-29"));
        Assert.Equal(["00:00 After"], Day(march, "2026-03-30"));
        string october = (await editor.ReadAsync("calendar?in=de&view=week&day=2026-10-25")).Text;
        Assert.Equal(["02:30 (UTC+02:00) Summer", "02:30 (UTC+01:00) Winter"], Day(october, "2026-10-25"));
        // The week of a German edition begins on Monday, and a page that is turned leads on.
        Assert.Equal("2026-10-19", Days(october)[0]);
        Assert.Equal(7, Days(october).Length);
        Assert.Contains("view=week&amp;day=2026-11-01", october, StringComparison.Ordinal);
        Assert.Contains("day=2026-02-10", march, StringComparison.Ordinal);
        Assert.Equal(200, (await editor.ReadAsync("calendar?in=xx&view=never&day=0001-01-01")).Status);
    }

    [Theory, BothDatabases]
    public async Task a_thai_edition_counts_buddhist_years_by_its_own_clocks_and_everything_that_happens_is_there(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await DeskVisitor.OpenAsync(house, house.Clock);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        await paper.OpenThaiAsync();
        string embargoed = await paper.FileAsync("Embargoed", edition: "th"), expiring = await paper.FileAsync("Expiring", edition: "th"), due = await paper.FileAsync("Awaited", edition: "th"), elsewhere = await paper.FileAsync("Elsewhere");
        await Paper.DoneAsync(new SetEmbargo(embargoed, new DateTimeOffset(2026, 3, 31, 17, 30, 0, TimeSpan.Zero)).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new SetExpiry(expiring, new DateTimeOffset(2026, 4, 5, 5, 0, 0, TimeSpan.Zero)).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new AssignStory(due, "editor@example.org", new DateTimeOffset(2026, 4, 6, 5, 0, 0, TimeSpan.Zero)).RunAsync(paper.Desk, "anna"));
        await Paper.DoneAsync(new SchedulePublish(elsewhere, "en", new DateTimeOffset(2026, 4, 6, 5, 0, 0, TimeSpan.Zero)).RunAsync(paper.Desk, "anna"));
        string april = (await editor.ReadAsync("calendar?in=th&day=2026-04-10")).Text;
        Assert.Contains("April 2569", april, StringComparison.Ordinal);
        Assert.Equal(["00:30 Embargoed"], Day(april, "2026-04-01"));
        Assert.Equal(["12:00 Expiring"], Day(april, "2026-04-05"));
        Assert.Equal(["12:00 Awaited"], Day(april, "2026-04-06"));
        // What is handed in is not awaited any more.
        await Paper.DoneAsync(new SetStage(due, WorkStage.Ready).RunAsync(paper.Desk, "anna"));
        string handedIn = (await editor.ReadAsync("calendar?in=th&day=2026-04-10")).Text;
        Assert.Empty(Day(handedIn, "2026-04-06"));
        // A reporter finds no hour of what is not theirs.
        using var reporter = await DeskVisitor.ComeAsync(paper, Role.Reporter);
        string theirs = (await reporter.ReadAsync("calendar?in=th&day=2026-04-10")).Text;
        Assert.DoesNotContain("<li", theirs[theirs.IndexOf("<table", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    private static string[] Days(string page) => [.. page.Split("data-day=\"").Skip(1).Select(part => part[..10])];

    private static string[] Day(string page, string day)
    {
        page = System.Net.WebUtility.HtmlDecode(page);
        string cell = page[page.IndexOf($"data-day=\"{day}\"", StringComparison.Ordinal)..];
        cell = cell[..cell.IndexOf("</td>", StringComparison.Ordinal)];
        return [.. cell.Split("<li").Skip(1).Select(item => $"{item.Split("\">").First(part => part.Contains("</time>", StringComparison.Ordinal)).Split("</time>")[0]} {item.Split("</a>")[0].Split('>')[^1]}")];
    }
}
