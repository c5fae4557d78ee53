using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StopPress.Store.Blobs;
using StopPress.Store.Control;
using StopPress.Store.Database;

namespace StopPress.Store.Backups;

/// <summary>A backup that was looked through, and of which every byte is as it was written.</summary>
public sealed class BackupFile
{
    private const int Chunk = 1 << 20;
    private const int Block = 512;

    private static readonly Refusal Damaged = new("backup-damaged", "The backup is damaged, or not all of it is there; nothing of it was used.", "Take another one, or fetch this one anew from where it is kept.");

    private readonly string path;

    private BackupFile(string path, BackupManifest manifest) => (this.path, Manifest) = (path, manifest);

    /// <summary>What it says about itself.</summary>
    public BackupManifest Manifest { get; }

    /// <summary>Whether a file calls itself a backup: what does not is never written over.</summary>
    public static bool IsOne(string path)
    {
        byte[] name = [.. Encoding.ASCII.GetBytes(BackupManifest.FileName), 0];
        using var file = File.OpenRead(path);
        byte[] start = new byte[name.Length];
        return file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan().SequenceEqual(name);
    }

    /// <summary>Whether a file ends as a whole backup does; its bytes are not looked through.</summary>
    internal static bool LooksWhole(string path)
    {
        using var file = File.OpenRead(path);
        return IsOne(path) && TryReadEnd(file, out _);
    }

    /// <summary>Looks a file through, and refuses it whole when a byte of it is not what it was, or when this release cannot use it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="schema">The newest schema that this release knows.</param>
    /// <param name="folders">The folders of the house's own files that may be in it.</param>
    /// <param name="tell">Is told how far it has come.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<Outcome<BackupFile>> OpenAsync(string path, int schema, IReadOnlyList<string> folders, Action<BackupProgress> tell, CancellationToken cancel = default)
    {
        try
        {
            if (!File.Exists(path)) return new Refusal("no-backup-file", $"There is no file {path}.");
            if (!IsOne(path)) return new Refusal("no-backup", $"{path} is no backup of a newspaper.", "Name a file that \"stoppress backup\" made.");
            return await Task.Run(() => Open(path, schema, folders, tell, cancel), cancel);
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException)
        {
            return new Refusal("unreadable", $"The backup {path} cannot be read: {fault.Message}");
        }
    }

    /// <summary>Writes its parts below a folder; each is on the disk when this returns. Refuses when one is not what the backup says, and leaves the rest to whoever asked.</summary>
    internal Refusal? Extract(string folder, Action<BackupProgress> tell, CancellationToken cancel)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var tar = new TarReader(file);
            if (Next(tar)?.Name != BackupManifest.FileName) return Damaged;
            long done = 0, all = Manifest.Parts.Sum(part => part.Length);
            foreach (var part in Manifest.Parts)
            {
                if (Next(tar) is not { DataStream: var content } entry || entry.Name != part.Name || entry.Length != part.Length) return Damaged;
                string place = Path.Combine(folder, part.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(place)!);
                using var source = new PartStream(content ?? Stream.Null, part);
                using var target = PrivateFile.Open(place, FileMode.CreateNew);
                byte[] chunk = new byte[Math.Clamp(part.Length, 1, Chunk)];
                while (source.Read(chunk) is > 0 and var count)
                {
                    cancel.ThrowIfCancellationRequested();
                    target.Write(chunk.AsSpan(0, count));
                    tell(new BackupProgress(BackupStep.Restore, done += count, all));
                }
                target.Flush(flushToDisk: true);
            }
            return null;
        }
        catch (Exception fault) when (IsDamage(fault))
        {
            return Damaged;
        }
    }

    // A link, a folder or whatever else a tar can hold is in no backup.
    private static TarEntry? Next(TarReader tar) => tar.GetNextEntry() is { EntryType: TarEntryType.RegularFile } entry ? entry : null;

    private static bool IsDamage(Exception fault) => fault is SpoiltPartException or EndOfStreamException or InvalidDataException or FormatException or ArgumentException or OverflowException or JsonException;

    private static Outcome<BackupFile> Open(string path, int schema, IReadOnlyList<string> folders, Action<BackupProgress> tell, CancellationToken cancel)
    {
        using var file = File.OpenRead(path);
        if (!TryReadEnd(file, out byte[] seal) || !seal.AsSpan().SequenceEqual(HashOf(file, tell, cancel))) return Damaged;
        try
        {
            file.Position = 0;
            using var tar = new TarReader(file);
            if (Next(tar) is not { Length: <= BackupManifest.LongestManifest, DataStream: { } content }) return Damaged;
            using var text = JsonDocument.Parse(content);
            if (!text.RootElement.TryGetProperty("format", out var format) || !format.TryGetInt32(out int number)) return Damaged;
            if (number > BackupManifest.PresentFormat) return Newer;
            var manifest = text.Deserialize<BackupManifest>(ControlFormat.Options)!;
            if (manifest.Schema > schema) return Newer;
            return IsSound(manifest, folders, file.Length) ? new BackupFile(path, manifest) : Damaged;
        }
        catch (Exception fault) when (IsDamage(fault) || fault is InvalidOperationException)
        {
            return Damaged;
        }
    }

    private static Refusal Newer => new("backup-is-newer", "The backup was made by a newer release than this one.", "Restore it with that release.");

    // All of it is in the file itself, so nothing that comes out can be larger than what went in.
    private static bool IsSound(BackupManifest manifest, IReadOnlyList<string> folders, long length)
    {
        if (manifest.Parts.Any(part => part is null || !part.IsSound(folders) || part.Length > length)) return false;
        string database = manifest.Database == DatabaseKind.Sqlite ? BackupPart.Sqlite : BackupPart.Postgres;
        string other = manifest.Database == DatabaseKind.Sqlite ? BackupPart.Postgres : BackupPart.Sqlite;
        // Two names that one file system takes for the same would be one file.
        return manifest.Parts.Select(part => part.Name.ToUpperInvariant()).Distinct().Count() == manifest.Parts.Count
            && manifest.Parts.Any(part => part.Name == database) && manifest.Parts.All(part => part.Name != other);
    }

    private static bool TryReadEnd(FileStream file, out byte[] seal)
    {
        seal = [];
        if (file.Length < BackupSeal.Length || file.Length % Block != 0) return false;
        byte[] end = new byte[BackupSeal.Length];
        file.Position = file.Length - BackupSeal.Length;
        file.ReadExactly(end);
        return BackupSeal.TryRead(end, out seal);
    }

    private static byte[] HashOf(FileStream file, Action<BackupProgress> tell, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] chunk = new byte[Chunk];
        long left = file.Length - BackupSeal.Length, all = left;
        file.Position = 0;
        while (left > 0 && file.Read(chunk, 0, (int)Math.Min(chunk.Length, left)) is > 0 and var count)
        {
            cancel.ThrowIfCancellationRequested();
            hash.AppendData(chunk, 0, count);
            tell(new BackupProgress(BackupStep.Check, all - (left -= count), all));
        }
        return hash.GetHashAndReset();
    }
}
