using System.Diagnostics;
using System.Globalization;
using StopPress.Store.Backups;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.UnderFire;

/// <summary>Backups and restores that are killed, and that find no room.</summary>
[Collection(nameof(WholeMachine))]
public class BackupUnderFireTests(Houses houses)
{
    // "./soak kill" sets it.
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("SOAK_BACKUPS") ?? "4", CultureInfo.InvariantCulture);

    // Large enough that a kill meets the copying and the writing.
    private const int Originals = 30;

    [Theory, BothDatabases]
    public async Task a_newspaper_that_is_killed_in_the_middle_of_a_backup_leaves_the_earlier_one_and_nothing_else(DatabaseKind kind)
    {
        var chance = Chance();
        await using var house = await houses.OpenAsync(kind);
        await FillAsync(house);
        using var folder = new TemporaryFolder();
        string file = folder["paper.tar"];
        await using (var paper = await RunningPaper.StartAsync(house.Folder, house.Connection)) await BackedUpAsync(house, file);
        for (var kill = 0; kill < Kills; kill++)
        {
            byte[] before = await File.ReadAllBytesAsync(file);
            await using var paper = await RunningPaper.StartAsync(house.Folder, house.Connection);
            using var command = Start(["backup", file, "--data", house.Folder, .. Database(house)]);
            await Eventually.HoldsAsync(() => command.HasExited || Directory.GetFiles(folder.Path).Length > 1, "the backup begins", TimeSpan.FromSeconds(60));
            await Task.Delay(chance.Next(0, 150));
            await paper.KillAsync();
            await command.WaitForExitAsync();
            Assert.Equal([file], Directory.GetFiles(folder.Path));
            // The kill may have come between the file's new name and the answer.
            byte[] after = await File.ReadAllBytesAsync(file);
            if (!before.AsSpan().SequenceEqual(after)) Assert.Null((await BackupFile.OpenAsync(file, 1000, [], _ => { })).Refusal);
        }
        Assert.Equal(0, (await Terminal.StopPressAsync(["backup", "--verify", file, "--data", folder["nowhere"], .. Database(house)])).ExitCode);
    }

    [Fact]
    public async Task a_restore_that_is_killed_leaves_no_folder_on_which_a_newspaper_opens_and_can_be_run_again()
    {
        var chance = Chance();
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        string path = await FillAsync(house);
        using var folder = new TemporaryFolder();
        string file = folder["paper.tar"], there = folder["there"];
        await BackedUpAsync(house, file);
        var stopped = 0;
        for (var kill = 0; kill < Kills * 2; kill++)
        {
            using (var command = Start(["restore", file, "--data", there]))
            {
                await Eventually.HoldsAsync(() => command.HasExited || Directory.Exists(there), "the restore begins", TimeSpan.FromSeconds(60));
                await Task.Delay(chance.Next(0, 120));
                if (!command.HasExited) command.Kill();
                await command.WaitForExitAsync();
            }
            if (File.Exists(Path.Combine(there, "newsroom.db")) && !RestoredFolder.IsUnfinished(there))
            {
                await OpensAsync(there, path);
                Directory.Delete(there, recursive: true);
                continue;
            }
            if (!RestoredFolder.IsUnfinished(there)) continue;
            stopped++;
            var (paper, words) = await RunningPaper.TryStartAsync(there);
            Assert.Null(paper);
            Assert.Contains("was begun and not ended", words, StringComparison.Ordinal);
        }
        var again = await Terminal.StopPressAsync("restore", file, "--data", there);
        Assert.Equal((0, ""), (again.ExitCode, again.Errors));
        await OpensAsync(there, path);
        TestContext.Current.SendDiagnosticMessage($"stopped in the middle: {stopped}");
    }

    [Fact]
    public async Task on_a_full_disk_no_backup_is_made_and_nothing_stays()
    {
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        await FillAsync(house);
        using var disk = SmallDisk.Make(8);
        using var folder = new TemporaryFolder();
        await BackedUpAsync(house, folder["paper.tar"]);
        foreach (int room in new[] { 0, 1, 30, 200 })
        {
            disk.Fill(room);
            string[] before = Directory.GetFileSystemEntries(disk.Folder);
            foreach (string[] words in new string[][] { ["backup", Path.Combine(disk.Folder, "paper.tar"), "--data", house.Folder], ["restore", folder["paper.tar"], "--data", Path.Combine(disk.Folder, "there")] })
            {
                var said = await Terminal.StopPressAsync(words);
                Assert.Equal(1, said.ExitCode);
                Assert.Contains("is full", said.Errors, StringComparison.Ordinal);
                Assert.DoesNotContain("   at ", said.Errors, StringComparison.Ordinal);
                Assert.Equal(before, Directory.GetFileSystemEntries(disk.Folder));
            }
            disk.Empty();
        }
        // Room for the copy of the database and for a part of the rest.
        Assert.Equal(1, (await Terminal.StopPressAsync("backup", Path.Combine(disk.Folder, "paper.tar"), "--data", house.Folder)).ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(disk.Folder));
    }

    private static Random Chance()
    {
        int seed = int.Parse(Environment.GetEnvironmentVariable("SOAK_SEED") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        return new Random(seed);
    }

    private static async Task<string> FillAsync(House house)
    {
        await using var paper = await Paper.OpenAsync(house);
        string path = await paper.PublishAsync(await paper.FileAsync("Kept through it all"));
        byte[] noise = new byte[300_000];
        for (var i = 0; i < Originals; i++)
        {
            Random.Shared.NextBytes(noise);
            await Shots.AddAsync(paper, [.. Shots.Jpeg(60, 40), .. noise]);
        }
        return path;
    }

    private static async Task BackedUpAsync(House house, string file)
    {
        var said = await Terminal.StopPressAsync(["backup", file, "--data", house.Folder, .. Database(house)]);
        Assert.Equal((0, ""), (said.ExitCode, said.Errors));
    }

    private static async Task OpensAsync(string folder, string path)
    {
        await using var paper = await Paper.OpenAsync(folder, "", TimeProvider.System, null);
        Assert.Contains("Kept through it all", await paper.ReadAsync(path), StringComparison.Ordinal);
        await Soundness.HoldsAsync(paper.House.Database, folder);
    }

    private static string[] Database(House house) => house.Connection.Length > 0 ? ["--database", house.Connection] : [];

    private static Process Start(string[] words) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "stoppress.dll"), .. words]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
