using Microsoft.Extensions.Logging;
using StopPress.Commands;
using StopPress.Store.Control;
using StopPress.Store.Database;
using StopPress.Store.Settings;
using StopPress.Tests.Support;

namespace StopPress.Tests.Commands;

public class DoctorTests(Houses houses)
{
    [Theory, BothDatabases]
    public async Task a_sound_house_passes_every_check(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        foreach (var check in Doctor.Checks) Assert.True((await check(Settings(house), CancellationToken.None)).Ok);
    }

    [Theory, BothDatabases]
    public async Task a_clock_behind_the_journal_is_found(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        house.Clock.SetUtcNow(DateTimeOffset.UtcNow.AddHours(2));
        await (await house.StartNodeAsync()).WriteAsync("StoryPublished", "story:1");
        var finding = await DatabaseChecks.Clock(Settings(house), CancellationToken.None);
        Assert.Matches("^failed: the clock is (119|120) minutes behind the last entry", finding.ToString());
    }

    [Theory, BothDatabases]
    public async Task a_database_of_a_newer_release_is_found(DatabaseKind kind)
    {
        await using var house = await houses.OpenAsync(kind);
        var database = house.OpenDatabase();
        var connection = await database.RentAsync();
        await connection.ExecuteAsync(null, "INSERT INTO migrations (number, name, applied_at) VALUES (9999, '9999-the-future.sql', 0)");
        await database.Return(connection);
        Assert.StartsWith("failed: the database has schema 9999", (await DatabaseChecks.Schema(Settings(house), CancellationToken.None)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_database_that_does_not_answer_is_found()
    {
        using var folder = new TemporaryFolder();
        var settings = NewSettings(folder.Path, $"Host={folder.Path};Username=paper");
        Assert.StartsWith("failed: the database does not answer", (await DatabaseChecks.Schema(settings, CancellationToken.None)).ToString(), StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder["newsroom.db"], new string('x', 5000));
        Assert.StartsWith("failed: the database does not answer", (await DatabaseChecks.Schema(NewSettings(folder.Path, ""), CancellationToken.None)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_newspaper_that_holds_the_folder_and_does_not_answer_is_found()
    {
        using var folder = new TemporaryFolder();
        using var held = FolderLock.Take(folder.Path).Value;
        Assert.False((await FolderChecks.Socket(NewSettings(folder.Path, ""), CancellationToken.None)).Ok);
    }

    [Fact]
    public async Task the_doctor_looks_and_makes_nothing()
    {
        using var folder = new TemporaryFolder();
        var screen = await Terminal.StopPressAsync("doctor", "--data", folder["paper"]);
        Assert.Equal((0, ""), (screen.ExitCode, screen.Errors));
        Assert.All(screen.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.StartsWith("ok: ", line, StringComparison.Ordinal));
        string[] said = screen.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(said.Distinct(), said);
        Assert.Contains("theme", screen.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["paper"]));
        var failed = await Terminal.StopPressAsync("doctor", "--data", folder.Path, "--database", $"Host={folder.Path}");
        Assert.Equal(1, failed.ExitCode);
    }

    private static MachineSettings Settings(House house) => NewSettings(house.Folder, house.Connection);

    private static MachineSettings NewSettings(string data, string database) =>
        new(data, database, ["http://localhost:5080"], "http://localhost:5080", 128, LogLevel.Information);
}
