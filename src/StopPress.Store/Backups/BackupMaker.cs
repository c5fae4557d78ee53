using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;
using StopPress.Store.Blobs;
using StopPress.Store.Control;
using StopPress.Store.Counts;
using StopPress.Store.Database;

namespace StopPress.Store.Backups;

/// <summary>Makes a backup: one file, beside which it is written, flushed, and then renamed. Until then nothing has its name.</summary>
/// <param name="source">The newspaper.</param>
/// <param name="clock">What time it is.</param>
public sealed class BackupMaker(BackupSource source, TimeProvider clock)
{
    // Around each part stand a header and what fills up its last block; a long name takes two more.
    private const long AroundPart = 3 * 512;

    private const int LongestSettings = 1 << 20;

    // What is written beside the file until it is whole has a hidden name, drawn anew each time, with one of these endings.
    private const string Unfinished = ".part";
    private const string DatabaseCopy = ".part-db";

    /// <summary>Takes away what is left of backups to a file that a kill has stopped. What is still being written is locked, and stays.</summary>
    public static void Sweep(string file)
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(Path.GetFullPath(file))!);
        if (!folder.Exists) return;
        foreach (var left in folder.EnumerateFiles($".{Path.GetFileName(file)}.*{DatabaseCopy}", new EnumerationOptions { AttributesToSkip = FileAttributes.None }).Concat(folder.EnumerateFiles($".{Path.GetFileName(file)}.*{Unfinished}", new EnumerationOptions { AttributesToSkip = FileAttributes.None })).ToList())
        {
            string archive = left.FullName.EndsWith(DatabaseCopy, StringComparison.Ordinal) ? left.FullName[..^DatabaseCopy.Length] + Unfinished : left.FullName;
            try
            {
                using var ours = PrivateFile.Open(archive, FileMode.OpenOrCreate);
                left.Delete();
                File.Delete(archive);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Somebody writes it still, or it is not ours to delete.
            }
        }
    }

    /// <summary>Makes it, or leaves nothing.</summary>
    /// <param name="file">The file, as a full path. An earlier backup of that name is replaced; anything else is not.</param>
    /// <param name="tell">Is told how far it has come.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Outcome<BackupManifest>> MakeAsync(string file, Action<BackupProgress> tell, CancellationToken cancel = default)
    {
        if (WhyNot(file) is { } wrong) return wrong;
        string hidden = Path.Combine(Path.GetDirectoryName(file)!, $".{Path.GetFileName(file)}.{Guid.NewGuid():N}");
        string[] aside = [hidden + Unfinished, hidden + DatabaseCopy];
        FileStream? target = null;
        try
        {
            Sweep(file);
            // Held open, it is locked: nobody sweeps it away.
            target = PrivateFile.Open(aside[0], FileMode.CreateNew);
            PrivateFile.Open(aside[1], FileMode.CreateNew).Dispose();
            var taken = await SnapshotTaker.TakeAsync(source, aside[1], tell, cancel);
            if (taken.Refusal is { } refusal) return refusal;
            byte[]? counts = await CountLines.ReadAsync(source.Database);
            var outcome = await Task.Run(() => Write(target, aside[1], counts, taken.Value, tell, cancel), cancel);
            if (outcome.Refusal is not null) return outcome;
            File.Move(aside[0], file, overwrite: true);
            DiskFolder.Flush(Path.GetDirectoryName(file)!);
            return outcome;
        }
        catch (Exception fault) when (Breakdown.RefusalOf(fault) is { } broken)
        {
            return Told(broken, file);
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or NotSupportedException)
        {
            return new Refusal("cannot-write", $"The backup cannot be written to {file}: {fault.Message}", "Name another file.");
        }
        finally
        {
            if (target is not null) Array.ForEach(aside, File.Delete);
            target?.Dispose();
        }
    }

    private static Refusal? WhyNot(string file)
    {
        if (!Path.IsPathFullyQualified(file) || Path.GetFileName(file).Length == 0 || file.Contains('\0')) return new Refusal("wrong-file", $"\"{file}\" is no path of a file.", "Name the file with all folders above it.");
        if (Directory.Exists(file)) return new Refusal("wrong-file", $"{file} is a folder.", "Name a file in it.");
        if (!Directory.Exists(Path.GetDirectoryName(file))) return new Refusal("no-folder", $"There is no folder {Path.GetDirectoryName(file)}.", "Make it, or name another file.");
        try
        {
            return !File.Exists(file) || BackupFile.IsOne(file) ? null : new Refusal("not-a-backup", $"{file} is there already, and is no backup; it was left as it is.", "Name another file.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Refusal("not-a-backup", $"{file} is there already, and cannot be read: {fault.Message}", "Name another file.");
        }
    }

    private static Refusal Told(Refusal broken, string file) =>
        broken.Code == Breakdown.DiskFull.Code ? broken with { Code = "backup-disk-full", Message = $"The disk of {file} is full; no backup was made.", Help = "Make room there, or name a file on another disk." }
        : broken.Code == Breakdown.FolderReadOnly.Code ? broken with { Code = "backup-read-only", Message = $"{file} cannot be written; no backup was made.", Help = "The user who runs the newspaper writes it: give that user the folder, or name another file." }
        : broken with { Message = broken.Message.Replace("nothing was changed", "no backup was made", StringComparison.Ordinal) };

    private Outcome<BackupManifest> Write(FileStream target, string database, byte[]? counts, Snapshot snapshot, Action<BackupProgress> tell, CancellationToken cancel)
    {
        var own = OwnFiles(counts);
        var databasePart = new BackupPart(snapshot.Part, new FileInfo(database).Length, Hash(database, cancel));
        var spoilt = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var media = Originals().Where(part => !spoilt.Contains(part.Name)).ToList();
            var there = media.Select(part => part.Sha256).ToHashSet(StringComparer.Ordinal);
            var manifest = new BackupManifest(
                BackupManifest.PresentFormat, source.Program, snapshot.Schema, source.Database.Kind, snapshot.Sequence, Instant.Now(clock), snapshot.Rows,
                [.. snapshot.Originals.Except(there).Order(StringComparer.Ordinal)], [databasePart, .. own.Select(one => one.Part), .. media]);
            long all = manifest.Parts.Sum(part => part.Length + AroundPart);
            if (new DriveInfo(Path.GetDirectoryName(target.Name)!).AvailableFreeSpace + target.Length < all) return Told(Breakdown.DiskFull, Path.GetDirectoryName(target.Name)!);
            try
            {
                target.SetLength(0);
                WriteParts(target, manifest, part => Open(part, database, own), done => tell(new BackupProgress(BackupStep.Write, Math.Min(done, all), all)), cancel);
                target.Flush(flushToDisk: true);
                return manifest;
            }
            catch (SpoiltPartException fault) when (spoilt.Add(fault.Part) && fault.Part.StartsWith(BackupPart.Media, StringComparison.Ordinal))
            {
                // An original that has rotted on the disk is told as missing, and all others are kept.
            }
        }
    }

    private static void WriteParts(FileStream target, BackupManifest manifest, Func<BackupPart, Stream> open, Action<long> written, CancellationToken cancel)
    {
        using var sealing = new SealingStream(target, written, cancel);
        using var tar = new TarWriter(sealing, TarEntryFormat.Pax, leaveOpen: true);
        tar.WriteEntry(BackupSeal.New(BackupManifest.FileName, new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, ControlFormat.Options))));
        foreach (var part in manifest.Parts)
        {
            using var content = open(part);
            tar.WriteEntry(BackupSeal.New(part.Name, content));
        }
        tar.WriteEntry(BackupSeal.Entry(sealing.HashSoFar));
    }

    private Stream Open(BackupPart part, string database, IReadOnlyList<(BackupPart Part, byte[] Bytes)> own)
    {
        try
        {
            return new PartStream(
                part.Name is BackupPart.Sqlite or BackupPart.Postgres ? File.OpenRead(database)
                : part.Name.StartsWith(BackupPart.Media, StringComparison.Ordinal) ? File.OpenRead(Path.Combine(source.MediaFolder, part.Name[BackupPart.Media.Length..]))
                : new MemoryStream(own.First(one => one.Part == part).Bytes),
                part);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SpoiltPartException(part.Name);
        }
    }

    // Each lies under the hash of its bytes, in two levels of folders. They are listed after the database was copied, so what it names is there.
    private IEnumerable<BackupPart> Originals()
    {
        if (!Directory.Exists(source.MediaFolder)) yield break;
        foreach (var file in new DirectoryInfo(source.MediaFolder).EnumerateDirectories("??").SelectMany(first => first.EnumerateDirectories("??")).SelectMany(second => second.EnumerateFiles()))
        {
            if (BlobName.TryRead(file.Name, out var blob) && BackupPart.OfMedia(blob) is var name && file.FullName.EndsWith(name[BackupPart.Media.Length..], StringComparison.Ordinal)) yield return new BackupPart(name, file.Length, blob.Hex);
        }
    }

    private List<(BackupPart Part, byte[] Bytes)> OwnFiles(byte[]? counts)
    {
        var settings = new FileInfo(Path.Combine(source.Data, BackupPart.Settings));
        var files = new OwnFiles(source.Data, source.Folders).Read();
        if (counts is not null) files = files.Prepend((new BackupPart(BackupPart.Counts, counts.Length, Convert.ToHexStringLower(SHA256.HashData(counts))), counts));
        return [.. settings is { Exists: true, Length: < LongestSettings } ? files.Prepend(Backups.OwnFiles.Read(source.Data, settings)) : files];
    }

    private static string Hash(string file, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        using var content = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
