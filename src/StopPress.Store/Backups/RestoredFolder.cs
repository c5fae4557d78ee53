using StopPress.Store.Blobs;
using StopPress.Store.Control;

namespace StopPress.Store.Backups;

/// <summary>A data folder into which a backup is put. Until all of it is there the folder says so itself, and no newspaper opens on it.</summary>
/// <param name="folder">The folder.</param>
public sealed class RestoredFolder(string folder)
{
    // What is put in its place comes from here; while this folder is there, the restore is not done.
    private const string Marker = ".restoring";

    // Where the machine's settings of then are kept when they are not those of now.
    private const string SettingsOfThen = "stoppress-of-backup.json";

    // What may lie in a folder that is called empty: a file system's own, and the lock that is taken before one looks.
    private static readonly string[] NoMatter = ["lost+found", "run", Marker];

    /// <summary>Where the database of a newspaper on PostgreSQL waits to be put back.</summary>
    public string DumpFile => Path.Combine(folder, Marker, BackupPart.Postgres);

    /// <summary>Whether a restore into a folder was begun and not ended.</summary>
    public static bool IsUnfinished(string folder) => Directory.Exists(Path.Combine(folder, Marker));

    /// <summary>What is said to whoever opens such a folder.</summary>
    public static Refusal Unfinished(string folder) => new("restore-unfinished", $"A restore into {folder} was begun and not ended; it holds no newspaper.", "Run \"stoppress restore\" again.");

    /// <summary>Puts a backup into the folder: all of it, or nothing.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="loadDump">Puts the database back where it is not a file in the folder; or null.</param>
    /// <param name="mayUseSettings">Whether the machine's settings of then may be those of now; else they are kept beside.</param>
    /// <param name="tell">Is told how far it has come.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Refusal?> FillAsync(BackupFile backup, Func<string, Task<Refusal?>>? loadDump, Func<string, bool> mayUseSettings, Action<BackupProgress> tell, CancellationToken cancel)
    {
        bool isNew = !Directory.Exists(folder);
        var taken = FolderLock.Take(folder);
        if (taken.Refusal is { } refusal) return refusal;
        var isDone = false;
        var isOurs = false;
        try
        {
            if (!IsEmptyBut(IsUnfinished(folder) ? PlacesOf(backup) : [])) return new Refusal("not-empty", $"The folder {folder} is not empty; nothing was changed.", "Name a new folder with --data.");
            isOurs = true;
            var wrong = await TryFillAsync(backup, loadDump, mayUseSettings, tell, cancel);
            isDone = wrong is null;
            return wrong;
        }
        catch (Exception fault) when (Breakdown.RefusalOf(fault) is { } broken)
        {
            return broken.Code == Breakdown.DiskFull.Code ? broken with { Message = $"The disk of {folder} is full; nothing was restored.", Help = "Make room there, or name a folder on another disk." } : broken;
        }
        finally
        {
            if (!isDone && isOurs) Clear(backup);
            taken.Value.Dispose();
            if (!isDone && isNew) Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<Refusal?> TryFillAsync(BackupFile backup, Func<string, Task<Refusal?>>? loadDump, Func<string, bool> mayUseSettings, Action<BackupProgress> tell, CancellationToken cancel)
    {
        Clear(backup);
        string aside = Directory.CreateDirectory(Path.Combine(folder, Marker)).FullName;
        if (await Task.Run(() => backup.Extract(aside, tell, cancel), cancel) is { } damaged) return damaged;
        if (loadDump is not null && await loadDump(DumpFile) is { } refusal) return refusal;
        File.Delete(DumpFile);
        string settings = Path.Combine(aside, BackupPart.Settings);
        if (File.Exists(settings) && !mayUseSettings(settings)) File.Move(settings, Path.Combine(aside, SettingsOfThen));
        // The database comes last: where it is, all that it names is.
        foreach (string place in Directory.EnumerateFileSystemEntries(aside).OrderBy(place => Path.GetFileName(place) == BackupPart.Sqlite).ToList())
        {
            string final = Path.Combine(folder, Path.GetFileName(place));
            if (Directory.Exists(place)) Directory.Move(place, final);
            else File.Move(place, final);
        }
        foreach (string place in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories).Append(folder)) DiskFolder.Flush(place);
        Directory.Delete(aside);
        DiskFolder.Flush(folder);
        return null;
    }

    private bool IsEmptyBut(IReadOnlyCollection<string> places) =>
        Directory.EnumerateFileSystemEntries(folder).Select(place => Path.GetFileName(place)).All(name => NoMatter.Contains(name) || places.Contains(name));

    // What a restore puts into the folder itself.
    private static HashSet<string> PlacesOf(BackupFile backup) => [.. backup.Manifest.Parts.Select(part => part.Name.Split('/')[0]), SettingsOfThen];

    // The folder was empty, so what lies in it under these names came from the restore that was not ended.
    private void Clear(BackupFile backup)
    {
        foreach (string place in PlacesOf(backup).Select(name => Path.Combine(folder, name)))
        {
            if (Directory.Exists(place)) Directory.Delete(place, recursive: true);
            else File.Delete(place);
        }
        // Last, so that a kill leaves a folder that still says what it is.
        if (IsUnfinished(folder)) Directory.Delete(Path.Combine(folder, Marker), recursive: true);
    }
}
