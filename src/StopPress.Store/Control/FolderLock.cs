namespace StopPress.Store.Control;

/// <summary>One process's hold on a data folder. It ends with the process, however the process ends.</summary>
public sealed class FolderLock : IDisposable
{
    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    /// <summary>Takes the folder, making it if it is not there; refuses while another process serves it.</summary>
    public static Outcome<FolderLock> Take(string data)
    {
        Directory.CreateDirectory(data);
        RunFolder.Claim(RunFolder.Of(data));
        string path = Path.Combine(RunFolder.Of(data), "lock");
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            return new Refusal(
                "folder-in-use",
                $"Another newspaper is already running on the folder {Path.GetFullPath(data)}.",
                "Stop it first, or give this one a folder of its own with --data.");
        }
    }

    /// <summary>Lets the folder go.</summary>
    public void Dispose() => file.Dispose();
}
