namespace StopPress.Store.Blobs;

/// <summary>
/// A folder that is filled beside its place and gets its name when it is whole: until then nothing has its name. What a kill leaves has a hidden name, and is swept
/// away by the next try; what is still being filled is locked.
/// </summary>
public sealed class AsideFolder : IDisposable
{
    private const string Unfinished = ".part";

    // Large enough that a line of a story is written at once as a rule.
    private const int Buffer = 64 * 1024;

    private readonly string place;
    private readonly string aside;
    private bool isWhole;

    private AsideFolder(string place, string aside, FileStream last) => (this.place, this.aside, Last) = (place, aside, last);

    /// <summary>The file that is written last. Held open, it is the lock.</summary>
    public FileStream Last { get; }

    /// <summary>Begins one, or refuses; a folder that holds anything is left as it is.</summary>
    /// <param name="folder">Its place, as a full path; there is nothing there, or an empty folder.</param>
    /// <param name="last">The name of the file that is written last.</param>
    public static Outcome<AsideFolder> Begin(string folder, string last)
    {
        string place = Path.TrimEndingDirectorySeparator(folder);
        if (WhyNot(place) is { } wrong) return wrong;
        string above = Path.GetDirectoryName(place)!, name = Path.GetFileName(place);
        Sweep(place, last);
        string aside = Path.Combine(above, $".{name}.{Guid.NewGuid():N}{Unfinished}");
        Make(aside);
        return new AsideFolder(place, aside, PrivateFile.Open(Path.Combine(aside, last), FileMode.CreateNew));
    }

    /// <summary>A new file in it, which nobody but its owner may read.</summary>
    /// <param name="name">Its path below the folder.</param>
    public Stream Create(string name)
    {
        string file = Path.Combine(aside, name);
        Make(Path.GetDirectoryName(file)!);
        return new BufferedStream(PrivateFile.Open(file, FileMode.CreateNew), Buffer);
    }

    /// <summary>Ends a file that <see cref="Create"/> began: it is on the disk when this returns.</summary>
    public static void Close(Stream file)
    {
        file.Flush();
        ((FileStream)((BufferedStream)file).UnderlyingStream).Flush(flushToDisk: true);
        file.Dispose();
    }

    /// <summary>Takes a file away again that turned out to be none.</summary>
    public void Remove(string name) => File.Delete(Path.Combine(aside, name));

    /// <summary>Gives the folder its name; from here on it survives a power cut.</summary>
    public void Adopt()
    {
        Last.Flush(flushToDisk: true);
        foreach (string folder in Directory.EnumerateDirectories(aside, "*", SearchOption.AllDirectories).Prepend(aside)) DiskFolder.Flush(folder);
        // Whoever asked for it may have made the folder already.
        if (Directory.Exists(place)) Directory.Delete(place);
        Directory.Move(aside, place);
        isWhole = true;
        DiskFolder.Flush(Path.GetDirectoryName(place)!);
    }

    /// <summary>Lets go of it; what is not whole is taken away.</summary>
    public void Dispose()
    {
        if (!isWhole && Directory.Exists(aside)) Directory.Delete(aside, recursive: true);
        Last.Dispose();
    }

    private static Refusal? WhyNot(string folder)
    {
        if (!Path.IsPathFullyQualified(folder) || Path.GetFileName(folder).Length == 0 || folder.Contains('\0')) return new Refusal("wrong-folder", $"\"{folder}\" is no path of a folder.", "Name the folder with all folders above it.");
        if (!Directory.Exists(Path.GetDirectoryName(folder))) return new Refusal("no-folder", $"There is no folder {Path.GetDirectoryName(folder)}.", "Make it, or name another one.");
        return File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            ? new Refusal("not-empty", $"{folder} is there already, and is not empty; it was left as it is.", "Name a folder that is new or empty.")
            : null;
    }

    /// <summary>Takes away what is left of folders that a kill has stopped. What is still being filled is locked, and stays.</summary>
    /// <param name="folder">Their place, as a full path.</param>
    /// <param name="last">The name of the file that is written last.</param>
    public static void Sweep(string folder, string last)
    {
        string place = Path.TrimEndingDirectorySeparator(folder);
        if (Path.GetDirectoryName(place) is not { } above || !Directory.Exists(above)) return;
        foreach (string left in Directory.GetDirectories(above, $".{Path.GetFileName(place)}.*{Unfinished}", new EnumerationOptions { AttributesToSkip = FileAttributes.None }))
        {
            try
            {
                using var ours = PrivateFile.Open(Path.Combine(left, last), FileMode.OpenOrCreate);
                Directory.Delete(left, recursive: true);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // Somebody fills it still, or it is not ours to delete.
            }
        }
    }

    // What is under embargo lies in it.
    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
