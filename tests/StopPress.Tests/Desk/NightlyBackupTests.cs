using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Backups;
using StopPress.Store.Control;
using StopPress.Store.Database;
using StopPress.Store.Journal;
using StopPress.Store.Settings;
using StopPress.Tests.Support;

namespace StopPress.Tests.Desk;

/// <summary>The newspaper is backed up each night by itself, and administrators are told when it is not.</summary>
public class NightlyBackupTests(Houses houses, Browser browser)
{
    [Theory, BothDatabases]
    public async Task each_night_one_is_made_and_the_last_ones_are_kept(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        string folder = Path.Combine(house.Folder, "nights");
        await using var paper = await OpenAsync(house, folder);
        var names = new List<string>();
        for (var night = 0; night < 4; night++)
        {
            Assert.False(await paper.Site.Backups.MakeDueAsync());
            await paper.PublishAsync(await paper.FileAsync($"Day {night}"));
            await NightAsync(paper, house);
            await MadeAsync(paper, night + 1);
            var made = (await paper.Desk.BackupsAsync()).Last!;
            Assert.True(new FileInfo(made.File!).Length == made.Bytes && made.Bytes > 10_000);
            // The clocks of the first edition: noon in UTC is the test's first hour.
            Assert.Equal(3, (await EditionAsync(paper)).LocalTime(made.WantedAt).Hour);
            names.Add(made.File!);
        }
        Assert.Equal(names[1..], Directory.GetFiles(folder).Order(StringComparer.Ordinal));
        foreach (string file in names[1..]) Assert.Null((await BackupFile.OpenAsync(file, 1000, [], _ => { })).Refusal);
        Assert.Equal(4L, await CountAsync(paper, "journal WHERE kind = 'BackupMade'"));
        Assert.Equal(1L, await CountAsync(paper, "deadlines WHERE kind = 'backup'"));
    }

    [Fact]
    public async Task a_night_that_was_slept_through_is_made_up_for_and_never_means_none()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        string folder = Path.Combine(house.Folder, "nights");
        await using (await OpenAsync(house, folder)) house.Clock.Advance(TimeSpan.FromHours(1));
        house.Clock.Advance(TimeSpan.FromDays(3));
        await using (var later = await OpenAsync(house, folder))
        {
            await Eventually.AnswersAsync(async () => await CountAsync(later, "backups") == 1, "the night is made up for");
            await MadeAsync(later, 1);
        }
        await using var never = await OpenAsync(house, folder, hour: null);
        Assert.Equal(0L, await CountAsync(never, "deadlines WHERE kind = 'backup'"));
        Assert.Null((await never.Desk.BackupsAsync()).Next);
    }

    [Fact]
    public void the_last_good_one_is_kept_whatever_the_clock_says()
    {
        using var folder = new TemporaryFolder();
        var shelf = new BackupShelf(folder.Path, 1);
        shelf.Open();
        string made = shelf.FileAt(DateTimeOffset.UnixEpoch);
        foreach (string file in new[] { made, shelf.FileAt(DateTimeOffset.UnixEpoch.AddDays(1)), folder["other.tar"] }) File.WriteAllText(file, "not a backup");
        File.WriteAllText(folder[".stoppress-19700101-000000.tar.0a.part"], "left by a kill");
        File.WriteAllText(folder[".stoppress-19700101-000000.tar.0b.part-db"], "left by a kill");
        using var written = new FileStream(folder[".stoppress-19700101-000000.tar.0c.part"], FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        shelf.Prune(made);
        shelf.Open();
        // Nothing that is not whole counts, and nothing else is touched.
        Assert.Equal(4, Directory.GetFiles(folder.Path).Length);
        Assert.True(File.Exists(written.Name));
    }

    [Fact]
    public async Task two_nodes_make_one()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Postgres);
        await using var other = await houses.OpenEmptyAsync(DatabaseKind.Sqlite);
        string folder = Path.Combine(house.Folder, "nights");
        await using var first = await OpenAsync(house, folder);
        await using var second = await Paper.OpenAsync(other.Folder, house.Connection, house.Clock, null, backups: new BackupPlan(folder, 3, 3));
        await NightAsync(first, house);
        await second.Desk.Deadlines.FireDueAsync();
        await Task.WhenAll(first.Site.Backups.MakeDueAsync(), second.Site.Backups.MakeDueAsync());
        await MadeAsync(first, 1);
        // A node that was stopped meanwhile, and goes on.
        var late = (await first.Desk.BackupsAsync()).Last!;
        Assert.Equal("backup-ended", (await second.Desk.BackupFailedAsync(late, BackupDesk.EndedAlready)).Refusal?.Code);
        Assert.Single(Directory.GetFiles(folder));
        Assert.Equal(1L, await CountAsync(first, "journal WHERE kind = 'BackupMade'"));
    }

    [Theory, BothDatabases]
    public async Task a_night_that_fails_is_told_to_administrators_and_to_nobody_else(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        // A file stands where the folder is to be.
        string folder = Path.Combine(house.Folder, "nights");
        await File.WriteAllTextAsync(folder, "");
        int port = Paper.FreePort();
        await using var paper = await Paper.OpenAsync(house.Folder, house.Connection, house.Clock, null, port: port, backups: new BackupPlan(folder, 3, 3));
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        using var editor = await DeskVisitor.ComeAsync(paper, Role.Editor);
        Assert.Contains("There is none yet", (await owner.ReadAsync("house/backups")).Text, StringComparison.Ordinal);
        for (var night = 0; night < 2; night++)
        {
            await NightAsync(paper, house);
            await MadeAsync(paper, night + 1);
        }
        Assert.NotNull((await paper.Desk.BackupsAsync()).Failure);
        Assert.Contains("The last backup failed", (await owner.ReadAsync("")).Text, StringComparison.Ordinal);
        Assert.Contains("The newest backup failed", (await owner.ReadAsync("house/backups")).Text, StringComparison.Ordinal);
        string messages = (await owner.ReadAsync("messages")).Text;
        Assert.Single(messages.Split("The nightly backup failed")[1..]);
        Assert.Contains("/-/desk/house/backups", messages, StringComparison.Ordinal);
        Assert.DoesNotContain("backup", (await editor.ReadAsync("")).Text, StringComparison.Ordinal);
        Assert.NotEqual(200, (await editor.ReadAsync("house/backups")).Status);
        await owner.SendAsync("account", new() { ["language"] = "th" }, "account?handler=Language");
        Assert.Contains("การสำรองข้อมูลครั้งล่าสุดไม่สำเร็จ", (await owner.ReadAsync("")).Text, StringComparison.Ordinal);
        await owner.SendAsync("account", new() { ["language"] = "en" }, "account?handler=Language");

        File.Delete(folder);
        await NightAsync(paper, house);
        await MadeAsync(paper, 3);
        Assert.DoesNotContain("The last backup failed", (await owner.ReadAsync("")).Text, StringComparison.Ordinal);
        Assert.Contains("up to entry", (await owner.ReadAsync("house/backups")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_room_is_usable_without_eyes_and_on_a_phone()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        string folder = Path.Combine(house.Folder, "nights");
        await using var paper = await Paper.OpenAsync(house.Folder, "", TimeProvider.System, null, port: Paper.FreePort(), backups: new BackupPlan(folder, 3, 3));
        using var owner = await DeskVisitor.ComeAsync(paper, Role.Administrator);
        Assert.Null((await paper.Site.Backups.MakeAsync(Path.Combine(house.Folder, "a.tar"), "anna", CancellationToken.None)).Refusal);
        await paper.Desk.BackupFailedAsync(new BackupRow { Id = 1, Actor = "clock" }, new StopPress.Store.Refusal("backup-disk-full", "The disk of the backups is full; no backup was made.", "Make room there."));
        foreach (int width in new[] { 390, 1280 })
        {
            await using var window = await browser.OpenAsync(new() { ViewportSize = new() { Width = width, Height = 900 } });
            await DeskScreen.LookAsync(await DeskScreen.OpenAsync(window, paper, owner, "house/backups"), $"backups-{width}");
            await DeskScreen.LookAsync(await DeskScreen.OpenAsync(window, paper, owner, ""), $"board-backup-failed-{width}");
        }
    }

    [Theory, BothDatabases]
    public async Task in_a_rehearsal_no_hour_falls_due_and_no_letter_is_taken(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        string story;
        await using (var paper = await Paper.OpenAsync(house, house.Clock))
        {
            story = await paper.FileAsync("Due long ago");
            await Paper.DoneAsync(new SchedulePublish(story, "en", house.Clock.GetUtcNow().AddHours(1)).RunAsync(paper.Desk, "anna"));
        }
        var settings = new MachineSettings(house.Folder, house.Connection, ["http://127.0.0.1:0"], "https://courier.example", 64, LogLevel.Warning) { Backups = new BackupPlan(house.Folder, 3, 3) };
        await using var opened = (await OpenHouse.OpenAsync(settings, TimeProvider.System, NullLoggerFactory.Instance)).Value;
        long before = await PositionAsync(opened);
        await using (await OpenSite.OpenAsync(opened, rehearsal: true))
        {
            await Task.Delay(TimeSpan.FromSeconds(2));
            Assert.Null(await ControlClient.ConnectAsync(RunFolder.SocketOf(house.Folder)));
            Assert.Equal(before, await PositionAsync(opened));
        }
        await using (await OpenSite.OpenAsync(opened)) Assert.True(await PositionAsync(opened) > before);
    }

    private static Task<Paper> OpenAsync(House house, string folder, int? hour = 3) => Paper.OpenAsync(house.Folder, house.Connection, house.Clock, null, backups: new BackupPlan(folder, hour, 3));

    private static Task<long> PositionAsync(OpenHouse house) => house.Database.ReadAsync(NewsJournal.PositionAsync);

    private static async Task NightAsync(Paper paper, House house)
    {
        long before = await CountAsync(paper, "journal WHERE kind = 'BackupBegan'");
        house.Clock.Advance((await paper.Desk.BackupsAsync()).Next!.Value.ToDateTimeOffset() - house.Clock.GetUtcNow());
        await paper.Desk.Deadlines.FireDueAsync();
        await Eventually.AnswersAsync(async () => await CountAsync(paper, "journal WHERE kind = 'BackupBegan'") > before, "the night's hour has come");
    }

    // Whoever looks for it first makes it: the test, or the newspaper by itself.
    private static async Task MadeAsync(Paper paper, long ended)
    {
        await paper.Site.Backups.MakeDueAsync();
        await Eventually.AnswersAsync(async () => await CountAsync(paper, "backups WHERE ended_at IS NOT NULL") == ended, "it is made");
    }

    private static async Task<StopPress.Newsroom.Editions.Edition> EditionAsync(Paper paper) => (await Reads.LookAsync(paper.Desk.Database, Furniture.ReadAsync)).Editions[0];

    private static Task<long> CountAsync(Paper paper, string what) => paper.House.Database.ReadAsync(async (connection, snapshot) => (long)(await connection.ScalarAsync(snapshot, $"SELECT COUNT(*) FROM {what}"))!);
}
