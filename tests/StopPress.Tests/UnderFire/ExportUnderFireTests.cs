using System.Diagnostics;
using System.Globalization;
using StopPress.Store.Database;
using StopPress.Tests.Newsroom.Export;
using StopPress.Tests.Support;

namespace StopPress.Tests.UnderFire;

/// <summary>Exports and imports that are killed, and that find no room.</summary>
[Collection(nameof(WholeMachine))]
public class ExportUnderFireTests(Houses houses)
{
    // "./soak export" sets it.
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("SOAK_EXPORT_KILLS") ?? "4", CultureInfo.InvariantCulture);

    // Large enough that a kill meets the lines and the originals.
    private const int Stories = 60;

    private static readonly byte[] Noise = new byte[300_000];

    [Theory, BothDatabases]
    public async Task an_import_that_is_killed_shows_nothing_or_all_and_ends_as_one_that_was_not(DatabaseKind kind)
    {
        var chance = Chance();
        using var folder = new TemporaryFolder();
        await using (var house = await houses.OpenAsync(kind))
        {
            await using var paper = await Paper.OpenAsync(house, house.Clock);
            await FillAsync(paper, house);
            await Moving.ExportAsync(paper, folder["out"]);
        }
        await using var whole = await houses.OpenAsync(kind);
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, await RunAsync(["import", folder["out"]], whole, null));
        var lasts = clock.Elapsed;
        var expected = await Moving.RowsAsync(whole.OpenDatabase());
        int killed = 0, empty = 0;
        while (killed < Kills)
        {
            await using var house = await houses.OpenAsync(kind);
            for (var tries = 0; tries < 8 && killed < Kills; tries++)
            {
                // Most of the time goes into starting: the moments after it count.
                clock.Restart();
                if (await RunAsync(["import", folder["out"]], house, lasts * (0.3 + (0.7 * chance.NextDouble()))) == 0)
                {
                    lasts = clock.Elapsed;
                    break;
                }
                killed++;
                var seen = await Moving.RowsAsync(house.OpenDatabase());
                if (seen.Values.All(rows => rows.Count == 0)) empty++;
                else
                {
                    Moving.Same(Timeless(expected), Timeless(seen));
                    break;
                }
            }
            int ended = await RunAsync(["import", folder["out"]], house, null);
            Assert.Equal((await Moving.RowsAsync(house.OpenDatabase()))["stories"].Count, expected["stories"].Count);
            Moving.Same(Timeless(expected), Timeless(await Moving.RowsAsync(house.OpenDatabase())));
            // Where all of it was there already nothing was to be done.
            Assert.InRange(ended, 0, 1);
            await Soundness.HoldsAsync(house.OpenDatabase(), house.Folder);
        }
        if (Environment.GetEnvironmentVariable("SOAK_REPORT") is { } report) await File.AppendAllTextAsync(report, $"{kind}, {killed} kills of an import of an export, after {empty} of them nothing was there\n");
    }

    [Fact]
    public async Task an_export_that_is_killed_leaves_nothing_that_looks_whole_and_the_next_one_sweeps_up()
    {
        var chance = Chance();
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using (var paper = await Paper.OpenAsync(house, house.Clock)) await FillAsync(paper, house);
        using var folder = new TemporaryFolder();
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, await RunAsync(["export", folder["whole"]], house, null));
        var lasts = clock.Elapsed;
        for (var kill = 0; kill < Kills; kill++)
        {
            int code = await RunAsync(["export", folder["out"]], house, lasts * (0.5 + (0.5 * chance.NextDouble())));
            Assert.Equal(code == 0 || Directory.Exists(folder["out"]), File.Exists(folder["out/manifest.json"]));
            if (!Directory.Exists(folder["out"])) continue;
            Moving.SameFiles(folder["whole"], folder["out"]);
            Directory.Delete(folder["out"], recursive: true);
        }
        Assert.Equal(0, await RunAsync(["export", folder["out"]], house, null));
        Moving.SameFiles(folder["whole"], folder["out"]);
        Assert.Equal(["out", "whole"], new DirectoryInfo(folder.Path).GetFileSystemInfos().Select(one => one.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task a_newspaper_that_is_killed_in_the_middle_of_an_export_leaves_nothing()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using (var filled = await Paper.OpenAsync(house, house.Clock)) await FillAsync(filled, house);
        using var folder = new TemporaryFolder();
        await using var paper = await RunningPaper.StartAsync(house.Folder, house.Connection);
        var asking = Terminal.StopPressAsync("export", folder["out"], "--data", house.Folder);
        await Eventually.HoldsAsync(() => asking.IsCompleted || Directory.GetFileSystemEntries(folder.Path).Length > 0, "the export begins", TimeSpan.FromSeconds(60));
        await paper.KillAsync();
        var said = await asking;
        Assert.True(said.ExitCode == 0 || said.Errors.Contains("was not acknowledged", StringComparison.Ordinal), said.Errors);
        if (Directory.Exists(folder["out"])) Assert.True(File.Exists(folder["out/manifest.json"]));
        else Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task on_a_full_disk_nothing_is_exported_or_imported_and_nothing_stays()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await using (var paper = await Paper.OpenAsync(house, house.Clock)) await FillAsync(paper, house);
        using var folder = new TemporaryFolder();
        Assert.Equal(0, await RunAsync(["export", folder["out"]], house, null));
        using var disk = SmallDisk.Make(8);
        foreach (int room in new[] { 0, 1, 30, 200, 1000 })
        {
            disk.Fill(room);
            string[] before = Directory.GetFileSystemEntries(disk.Folder);
            var said = await Terminal.StopPressAsync("export", Path.Combine(disk.Folder, "out"), "--data", house.Folder);
            Assert.True(said.ExitCode == 1 && said.Errors.Contains("is full; nothing was exported", StringComparison.Ordinal), said.Errors);
            Assert.Equal(before, Directory.GetFileSystemEntries(disk.Folder));
            var brought = await Terminal.StopPressAsync("import", folder["out"], "--data", Path.Combine(disk.Folder, "there"));
            Assert.True(brought.ExitCode == 1 && brought.Errors.Contains("is full", StringComparison.Ordinal) && !brought.Errors.Contains("   at ", StringComparison.Ordinal), brought.Errors);
            if (Directory.Exists(Path.Combine(disk.Folder, "there"))) Directory.Delete(Path.Combine(disk.Folder, "there"), recursive: true);
            disk.Empty();
        }
    }

    [Fact]
    public async Task a_newspaper_that_runs_is_exported_by_itself_and_none_is_imported_into_it()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        using var folder = new TemporaryFolder();
        await using var paper = await Paper.OpenAsync(house, house.Clock);
        await paper.PublishAsync(await paper.FileAsync("While it runs"));
        var made = await Terminal.StopPressAsync("export", folder["out"], "--data", house.Folder);
        Assert.Equal((0, ""), (made.ExitCode, made.Errors));
        Assert.Contains("1 stories and pages", made.Output, StringComparison.Ordinal);
        var over = await Terminal.StopPressAsync("export", folder["out"], "--data", house.Folder);
        Assert.True(over.ExitCode == 1 && over.Errors.Contains("is not empty", StringComparison.Ordinal), over.Errors);
        var into = await Terminal.StopPressAsync("import", folder["out"], "--data", house.Folder);
        Assert.True(into.ExitCode == 1 && into.Errors.Contains("A newspaper is open", StringComparison.Ordinal), into.Errors);
        Assert.Equal(2, (await Terminal.StopPressAsync("import", "--data", house.Folder)).ExitCode);
        var fresh = await Terminal.StopPressAsync("import", folder["out"], "--data", folder["new"]);
        Assert.Equal((0, ""), (fresh.ExitCode, fresh.Errors));
        await using var again = await Paper.OpenAsync(folder["new"], "", house.Clock, null);
        Assert.Contains("While it runs", await again.ReadAsync("/"), StringComparison.Ordinal);
        var full = await Terminal.StopPressAsync("export", folder["elsewhere"], "--data", folder["nowhere"]);
        Assert.True(full.ExitCode == 1 && full.Errors.Contains("There is no newspaper", StringComparison.Ordinal), full.Errors);
    }

    private static async Task FillAsync(Paper paper, House house)
    {
        await FullPaper.FillAsync(paper, house.Clock);
        for (var i = 0; i < Stories; i++) await paper.PublishAsync(await paper.FileAsync($"Story {i}", new string('x', 20_000)));
        for (var i = 0; i < 10; i++)
        {
            Random.Shared.NextBytes(Noise);
            await Shots.AddAsync(paper, [.. Shots.Jpeg(60, 40), .. Noise]);
        }
    }

    // Midnights and what is looked ahead to are set by the clock of whoever imports.
    private static SortedDictionary<string, IReadOnlyList<string>> Timeless(SortedDictionary<string, IReadOnlyList<string>> rows)
    {
        var timeless = new SortedDictionary<string, IReadOnlyList<string>>(rows, StringComparer.Ordinal);
        timeless["deadlines"] = [.. rows["deadlines"].Where(row => !row.Contains("kind=midnight", StringComparison.Ordinal))];
        return timeless;
    }

    private static Random Chance()
    {
        int seed = int.Parse(Environment.GetEnvironmentVariable("SOAK_SEED") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        return new Random(seed);
    }

    private static Task<int> RunAsync(string[] words, House house, TimeSpan? life) => OneCommand.RunAsync(house, words, life, mayRefuse: "is not empty");
}
