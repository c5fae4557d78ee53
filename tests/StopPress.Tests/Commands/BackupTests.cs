using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store.Control;
using StopPress.Store.Counts;
using StopPress.Store.Database;
using StopPress.Tests.Site.Sharing;
using StopPress.Tests.Support;
using StopPress.Tests.UnderFire;

namespace StopPress.Tests.Commands;

/// <summary>A newspaper is put into a file, and comes back from it.</summary>
public class BackupTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task what_was_acknowledged_before_the_command_is_in_a_backup_that_is_made_while_everybody_works(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var paper = await Paper.OpenAsync(house);
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        await Shots.AddAsync(paper, Shots.Jpeg(600, 400));
        var kept = new List<(string Path, string Headline)>();
        var desks = Enumerable.Range(0, 2).Select(_ => PublishAsync(paper, kept, stop.Token)).ToList();
        for (var round = 0; round < 2; round++)
        {
            await Eventually.HoldsAsync(() => CountOf(kept) > 5 * (round + 1), "stories are published", TimeSpan.FromSeconds(60));
            string file = folder[$"paper-{round}.tar"];
            (string Path, string Headline)[] before;
            lock (kept) before = [.. kept];
            var made = await BackUpAsync(house, file);
            Assert.Equal((0, ""), (made.ExitCode, made.Errors));
            await using var there = await houses.OpenEmptyAsync(kind);
            await RestoredAsync(there, file);
            await using var again = await Paper.OpenAsync(there);
            foreach (var (path, headline) in before) Assert.Contains(headline, await again.ReadAsync(path), StringComparison.Ordinal);
            await Soundness.HoldsAsync(again.House.Database, there.Folder);
        }
        await stop.CancelAsync();
        await Task.WhenAll(desks);
    }

    [Theory, BothDatabases]
    public async Task a_newspaper_that_comes_back_serves_the_same_bytes(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        using var folder = new TemporaryFolder();
        string file = folder["paper.tar"];
        var pages = new Dictionary<string, byte[]>();
        Directory.CreateDirectory(Path.Combine(house.Folder, "theme"));
        await File.WriteAllTextAsync(Path.Combine(house.Folder, "theme", "ours.css"), "/* ours */");
        await using (var paper = await Paper.OpenAsync(house))
        {
            await paper.OpenThaiAsync();
            for (var i = 0; i < 4; i++) pages[await paper.PublishAsync(await paper.FileAsync($"Story {i}"))] = [];
            await Shots.AddAsync(paper, Shots.Jpeg(300, 200));
            foreach (string path in pages.Keys.Concat(["/", "/th/", "/nowhere/"]).ToList()) pages[path] = await BytesAsync(paper, path);
            Assert.Equal(0, (await BackUpAsync(house, file)).ExitCode);
        }
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal([file], Directory.GetFiles(folder.Path));
        await using var there = await houses.OpenEmptyAsync(kind);
        await RestoredAsync(there, file);
        Assert.Equal("/* ours */", await File.ReadAllTextAsync(Path.Combine(there.Folder, "theme", "ours.css")));
        await using var again = await Paper.OpenAsync(there);
        foreach (var (path, bytes) in pages) Assert.Equal(bytes, await BytesAsync(again, path));
    }

    [Theory, BothDatabases]
    public async Task the_numbers_of_readers_come_back_and_nothing_by_which_their_networks_could_be_found(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        using var folder = new TemporaryFolder();
        string file = folder["paper.tar"];
        string story, path;
        await using (var paper = await Reading.OpenAsync(house))
        {
            using var readers = new Reading(paper.Address);
            story = await paper.FileAsync("Harbour wall holds");
            path = await paper.PublishAsync(story);
            for (var i = 1; i <= 7; i++) await readers.LikeAsync(story, $"198.51.{i}.1");
            Assert.Equal(0, (await BackUpAsync(house, file)).ExitCode);
            await readers.LikeAsync(story, "198.51.99.1");
        }
        await using var there = await houses.OpenEmptyAsync(kind);
        await RestoredAsync(there, file);
        Assert.False(File.Exists(Path.Combine(there.Folder, CountLedger.FileName)));
        await using (var again = await Reading.OpenAsync(there))
        {
            Assert.Contains("7 readers like this story", await again.ReadAsync(path), StringComparison.Ordinal);
            Assert.Equal(0, await TalliesAsync(there));
            using var readers = new Reading(again.Address);
            Assert.Equal(8, await readers.LikeAsync(story, "198.51.1.1"));
            Assert.Equal(1, await TalliesAsync(there));
        }
        Assert.False(File.Exists(Path.Combine(there.Folder, CountLines.FileName)));
        // What was taken in once is not taken in again.
        await using var later = await Reading.OpenAsync(there);
        Assert.Contains("8 readers like this story", await later.ReadAsync(path), StringComparison.Ordinal);
    }

    private static async Task<long> TalliesAsync(House house)
    {
        await using var counts = house.Kind == DatabaseKind.Sqlite ? HouseDatabase.OnSqlite(Path.Combine(house.Folder, CountLedger.FileName)) : HouseDatabase.OnPostgres(house.Connection);
        return await counts.ReadAsync(async (connection, snapshot) => (long)(await connection.ScalarAsync(snapshot, "SELECT COUNT(*) FROM counts1_tallies"))!);
    }

    [Fact]
    public async Task a_newspaper_that_is_closed_is_backed_up_without_being_opened_and_replaces_only_a_backup()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        using var folder = new TemporaryFolder();
        string path;
        await using (var paper = await Paper.OpenAsync(house)) path = await paper.PublishAsync(await paper.FileAsync("Before the night"));
        for (var i = 0; i < 2; i++) Assert.Equal(0, (await BackUpAsync(house, folder["paper.tar"])).ExitCode);
        await File.WriteAllTextAsync(folder["letter.txt"], "mine");
        var refused = await BackUpAsync(house, folder["letter.txt"]);
        Assert.Equal((1, "mine"), (refused.ExitCode, await File.ReadAllTextAsync(folder["letter.txt"])));
        Assert.Contains("is no backup", refused.Errors, StringComparison.Ordinal);
        var full = await Terminal.StopPressAsync("restore", folder["paper.tar"], "--data", house.Folder);
        Assert.Contains("is not empty", full.Errors, StringComparison.Ordinal);
        await using (var untouched = await Paper.OpenAsync(house)) Assert.Contains("Before the night", await untouched.ReadAsync(path), StringComparison.Ordinal);

        var fresh = await Terminal.StopPressAsync("restore", folder["paper.tar"], "--data", folder["new"]);
        Assert.Equal((0, ""), (fresh.ExitCode, fresh.Errors));
        await using var again = await Paper.OpenAsync(folder["new"], "", TimeProvider.System, null);
        Assert.Contains("Before the night", await again.ReadAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task settings_that_name_a_database_are_kept_beside_and_not_used()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        using var folder = new TemporaryFolder();
        await using (await Paper.OpenAsync(house))
        {
            await File.WriteAllTextAsync(Path.Combine(house.Folder, "stoppress.json"), """{"public-address":"https://courier.example"}""");
            Assert.Equal(0, (await BackUpAsync(house, folder["mine.tar"])).ExitCode);
            await File.WriteAllTextAsync(Path.Combine(house.Folder, "stoppress.json"), """{"database":"Host=elsewhere"}""");
            await using var client = (await ControlClient.ConnectAsync(RunFolder.SocketOf(house.Folder)))!;
            Assert.True((await client.CallAsync("BackUp", "anna", new { file = folder["theirs.tar"] })).Ok);
        }
        foreach (string name in new[] { "mine", "theirs" }) Assert.Equal(0, (await Terminal.StopPressAsync("restore", folder[name + ".tar"], "--data", folder[name])).ExitCode);
        Assert.True(File.Exists(folder["mine/stoppress.json"]));
        Assert.True(File.Exists(folder["theirs/stoppress-of-backup.json"]));
        Assert.False(File.Exists(folder["theirs/stoppress.json"]));
    }

    [Theory, BothDatabases]
    public async Task a_rehearsal_compares_and_nothing_leaves_the_house(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        await using var office = new PostOffice();
        using var folder = new TemporaryFolder();
        string scheduled;
        // The mail waits since the clock that sends it stands still, and a story is due by the machine's clock when it is rehearsed.
        await using (var paper = await Paper.OpenAsync(house, house.Clock))
        {
            await Mailing.SetUpAsync(paper, office);
            await Paper.DoneAsync(new AddAccount("boon@example.org", "Boon", Role.Reporter).RunAsync(paper.Desk, "tests"));
            await Mailing.WantedAsync(paper, "boon@example.org");
            await paper.PublishAsync(await paper.FileAsync("Out already"));
            scheduled = await paper.FileAsync("Due long ago");
            await Paper.DoneAsync(new SchedulePublish(scheduled, "en", house.Clock.GetUtcNow().AddHours(1)).RunAsync(paper.Desk, "anna"));
            await paper.Site.Carrier.DisposeAsync();
            await Paper.DoneAsync(new AssignStory(scheduled, "boon@example.org").RunAsync(paper.Desk, "anna"));
            Assert.Equal(1, await Mailing.CountAsync(paper));
            Assert.Equal(0, (await BackUpAsync(house, folder["paper.tar"])).ExitCode);
        }
        string scratch = Directory.CreateDirectory(folder["scratch"]).FullName;
        string[] words = ["backup", "--verify", folder["paper.tar"], "--data", folder["nowhere"], .. Database(house)];
        var said = await Terminal.StopPressAsync("", [("TMPDIR", scratch)], words);
        Assert.Equal((0, ""), (said.ExitCode, said.Errors));
        foreach (string part in new[] { "The journal ends with entry", "2 stories", "fronts of 1 editions, and the newest 1 stories", "The backup is good" }) Assert.Contains(part, said.Output, StringComparison.Ordinal);
        Assert.Empty(office.Letters);
        Assert.DoesNotContain(Directory.GetDirectories(scratch), place => place.Contains("rehearsal", StringComparison.Ordinal));
        Assert.False(Directory.Exists(folder["nowhere"]));
        if (kind == DatabaseKind.Postgres)
        {
            var left = await house.OpenDatabase().ReadAsync((connection, snapshot) => connection.ScalarAsync(snapshot, "SELECT COUNT(*) FROM pg_database WHERE datname LIKE 'stoppress_rehearsal%'"));
            Assert.Equal(0L, left);
        }
    }

    [Fact]
    public async Task without_its_tools_a_newspaper_on_postgresql_is_told_which_commands_to_run()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Postgres);
        using var folder = new TemporaryFolder();
        var said = await Terminal.StopPressAsync("", [("PATH", folder.Path)], ["backup", folder["paper.tar"], "--data", house.Folder, .. Database(house)]);
        Assert.Equal(1, said.ExitCode);
        foreach (string part in new[] { "pg_dump was not found", "pg_dump --format=custom", "media" }) Assert.Contains(part, said.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path));
        // A tool that is older than the server would leave out what it does not know.
        await File.WriteAllTextAsync(folder["pg_dump"], "#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.1'\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(folder["pg_dump"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.Contains("older than the server", (await Terminal.StopPressAsync("", [("PATH", folder.Path)], ["backup", folder["paper.tar"], "--data", house.Folder, .. Database(house)])).Errors, StringComparison.Ordinal);
    }

    private static string[] Database(House house) => house.Connection.Length > 0 ? ["--database", house.Connection] : [];

    private static Task<Screen> BackUpAsync(House house, string file) => Terminal.StopPressAsync(["backup", file, "--data", house.Folder, .. Database(house)]);

    private static async Task RestoredAsync(House there, string file)
    {
        var said = await Terminal.StopPressAsync(["restore", file, "--data", there.Folder, .. Database(there)]);
        Assert.Equal((0, ""), (said.ExitCode, said.Errors));
    }

    private static async Task<byte[]> BytesAsync(Paper paper, string path) => await (await paper.AskAsync(path)).Content.ReadAsByteArrayAsync();

    private static int CountOf(List<(string, string)> kept)
    {
        lock (kept) return kept.Count;
    }

    private static async Task PublishAsync(Paper paper, List<(string Path, string Headline)> kept, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            string headline = $"Story {Guid.NewGuid():N}";
            string path = await paper.PublishAsync(await paper.FileAsync(headline, new string('x', 5000)));
            lock (kept) kept.Add((path, headline));
        }
    }
}
