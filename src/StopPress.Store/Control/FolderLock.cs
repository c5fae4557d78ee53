namespace StopPress.Store.Control;

/// <summary>One process's hold on a data folder. It ends with the process, however the process ends.</summary>
public sealed class FolderLock : IDisposable
{
    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    /// <summary>Takes the folder, making it, for this user alone, if it is not there; refuses while another process serves it.</summary>
    public static Outcome<FolderLock> Take(string data)
    {
        try
        {
            return TryTake(data);
        }
        catch (Exception fault) when (Breakdown.RefusalOf(fault) is { Code: var code })
        {
            return code == Breakdown.DiskFull.Code
                ? Breakdown.DiskFull with { Message = $"The disk of the folder {Path.GetFullPath(data)} is full." }
                : Breakdown.FolderReadOnly with { Message = $"The folder {Path.GetFullPath(data)} cannot be written." };
        }
    }

    private static Outcome<FolderLock> TryTake(string data)
    {
        // What is under embargo lies there: no other user of the machine may read it. A folder that was there is its owner's business.
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(data);
        else Directory.CreateDirectory(data, RunFolder.OwnerOnly);
        RunFolder.Claim(RunFolder.Of(data));
        string path = Path.Combine(RunFolder.Of(data), "lock");
        try
        {
            return new FolderLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException fault) when (File.Exists(path) && Breakdown.RefusalOf(fault) is null)
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
