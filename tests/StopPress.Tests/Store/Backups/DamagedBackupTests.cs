using System.Formats.Tar;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using StopPress.Store.Backups;
using StopPress.Store.Database;
using StopPress.Tests.Support;

namespace StopPress.Tests.Store.Backups;

/// <summary>A backup of which a byte is not what it was is refused whole, and so is one that somebody has made up.</summary>
public class DamagedBackupTests(Houses houses)
{
    private const int Flips = 60;

    private const string Good = "newsroom.db";

    private static readonly string[] Folders = ["theme"];

    [Fact]
    public async Task a_backup_is_refused_when_any_byte_of_it_was_flipped_or_its_end_is_missing()
    {
        int seed = int.Parse(Environment.GetEnvironmentVariable("SOAK_SEED") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var chance = new Random(seed);
        await using var house = await houses.OpenAsync(DatabaseKind.Sqlite);
        using var folder = new TemporaryFolder();
        await using (var paper = await Paper.OpenAsync(house))
        {
            await paper.PublishAsync(await paper.FileAsync("In the backup"));
            await Shots.AddAsync(paper, Shots.Jpeg(60, 40));
            Assert.Null((await paper.Site.Backups.MakeAsync(folder["good.tar"], "anna", CancellationToken.None)).Refusal);
        }
        byte[] good = await File.ReadAllBytesAsync(folder["good.tar"]);
        Assert.Null(await LookAsync(folder["good.tar"]));
        // Every block of the beginning and the end, where headers stand, and places in between.
        var places = Enumerable.Range(0, 12).SelectMany(block => new[] { (block * 512) + chance.Next(512), good.Length - 1 - (block * 512) - chance.Next(512) }).Concat(Enumerable.Range(0, Flips).Select(_ => chance.Next(good.Length)));
        foreach (int place in places)
        {
            byte[] bad = [.. good];
            bad[place] ^= (byte)(1 << chance.Next(8));
            Assert.NotNull(await LookAsync(folder, bad));
        }
        foreach (int length in Enumerable.Range(0, 20).Select(_ => chance.Next(good.Length)).Concat([0, 1, 512, 2048, good.Length - 1, good.Length - 512, good.Length - 1024, good.Length - 2048])) Assert.NotNull(await LookAsync(folder, good[..length]));
        Assert.NotNull(await LookAsync(folder, [.. good, 0]));
        Assert.NotNull(await LookAsync(folder, [.. good, .. new byte[512]]));
        Assert.Equal("backup-is-newer", (await BackupFile.OpenAsync(folder["good.tar"], 1, Folders, _ => { })).Refusal?.Code);
        await File.WriteAllBytesAsync(folder["bad.tar"], good[..(good.Length / 2)]);
        var said = await Terminal.StopPressAsync("restore", folder["bad.tar"], "--data", folder["new"]);
        Assert.Equal(1, said.ExitCode);
        Assert.Contains("is damaged", said.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["new"]));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("/etc/outside")]
    [InlineData("theme/../../outside")]
    [InlineData("theme/")]
    [InlineData("theme//x")]
    [InlineData("theme/a\\b")]
    [InlineData("run/lock")]
    [InlineData("media/aa/bb/notahash")]
    [InlineData("NEWSROOM.DB")]
    public async Task a_name_that_leads_elsewhere_is_refused(string name)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("backup-damaged", await MadeUpAsync(folder, [(Good, "x"), (name, "y")]));
    }

    [Fact]
    public async Task what_is_made_up_with_a_right_seal_is_refused_and_leaves_nothing()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(await MadeUpAsync(folder, [(Good, "x"), ("theme/a.css", "y")]));
        // A link in place of a file; a file that is longer than was said; one too few; another's bytes.
        Assert.Equal("backup-damaged", await RestoreAsync(folder, tar => tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, Good) { LinkName = "/etc/passwd" })));
        Assert.Equal("backup-damaged", await RestoreAsync(folder, tar => Write(tar, Good, "xx")));
        Assert.Equal("backup-damaged", await RestoreAsync(folder, _ => { }));
        Assert.Equal("backup-damaged", await RestoreAsync(folder, tar => Write(tar, Good, "z")));
        // A length that no file has.
        Assert.Equal("backup-damaged", await MadeUpAsync(folder, [(Good, "x")], manifest => manifest["parts"]![0]!["length"] = long.MaxValue));
        Assert.Equal("backup-damaged", await MadeUpAsync(folder, [(Good, "x")], manifest => manifest["parts"]![0]!["length"] = -1));
        Assert.Equal("backup-is-newer", await MadeUpAsync(folder, [(Good, "x")], manifest => manifest["format"] = BackupManifest.PresentFormat + 1));
        Assert.Equal("backup-is-newer", await MadeUpAsync(folder, [(Good, "x")], manifest => manifest["schema"] = 100_000));
        Assert.Equal("backup-damaged", await MadeUpAsync(folder, [(Good, "x")], manifest => manifest.Remove("parts")));
        Assert.Equal("backup-damaged", await MadeUpAsync(folder, [("theme/a.css", "y")]));
        Assert.Equal("backup-damaged", await MadeUpAsync(folder, [(Good, "x"), (Good, "x")]));
        Assert.Equal("no-backup", (await BackupFile.OpenAsync(Path.Combine(AppContext.BaseDirectory, "stoppress.dll"), 1, Folders, _ => { })).Refusal?.Code);
        Assert.Equal("no-backup-file", (await BackupFile.OpenAsync(folder["nothing"], 1, Folders, _ => { })).Refusal?.Code);
        Assert.False(Directory.Exists(folder["new"]));
    }

    private static async Task<string?> LookAsync(TemporaryFolder folder, byte[] bytes)
    {
        await File.WriteAllBytesAsync(folder["bad.tar"], bytes);
        return await LookAsync(folder["bad.tar"]);
    }

    private static async Task<string?> LookAsync(string file) => (await BackupFile.OpenAsync(file, 1000, Folders, _ => { })).Refusal?.Code;

    private static async Task<string?> MadeUpAsync(TemporaryFolder folder, (string Name, string Text)[] parts, Action<JsonObject>? spoil = null)
    {
        await File.WriteAllBytesAsync(folder["bad.tar"], Seal(parts, spoil, tar => Array.ForEach(parts, part => Write(tar, part.Name, part.Text))));
        return await LookAsync(folder["bad.tar"]);
    }

    // Says that it holds one file of one letter, and holds what the test wants.
    private static async Task<string?> RestoreAsync(TemporaryFolder folder, Action<TarWriter> write)
    {
        await File.WriteAllBytesAsync(folder["bad.tar"], Seal([(Good, "x")], null, write));
        var opened = await BackupFile.OpenAsync(folder["bad.tar"], 1000, Folders, _ => { });
        return (opened.Refusal ?? await new RestoredFolder(folder["new"]).FillAsync(opened.Value, null, _ => true, _ => { }, CancellationToken.None))?.Code;
    }

    private static byte[] Seal((string Name, string Text)[] parts, Action<JsonObject>? spoil, Action<TarWriter> write)
    {
        var manifest = new JsonObject
        {
            ["format"] = 1,
            ["program"] = "tests",
            ["schema"] = 1,
            ["database"] = "sqlite",
            ["sequence"] = 1,
            ["made_at"] = "2026-03-01T12:00:00Z",
            ["rows"] = new JsonObject(),
            ["missing"] = new JsonArray(),
            ["parts"] = new JsonArray([.. parts.Select(part => new JsonObject { ["name"] = part.Name, ["length"] = part.Text.Length, ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(part.Text))) })]),
        };
        spoil?.Invoke(manifest);
        var memory = new MemoryStream();
        using (var tar = new TarWriter(memory, TarEntryFormat.Pax, leaveOpen: true))
        {
            Write(tar, "stoppress-backup.json", manifest.ToJsonString());
            write(tar);
            Write(tar, "seal.sha256", Convert.ToHexStringLower(SHA256.HashData(memory.ToArray())));
        }
        return memory.ToArray();
    }

    private static void Write(TarWriter tar, string name, string text) => tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
    {
        ModificationTime = DateTimeOffset.UnixEpoch,
        Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
    });
}
