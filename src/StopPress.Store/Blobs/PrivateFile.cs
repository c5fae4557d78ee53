namespace StopPress.Store.Blobs;

/// <summary>A file that nobody but its owner may read: what is under embargo, and whose password is what, lies in it.</summary>
internal static class PrivateFile
{
    /// <summary>Opens it for this process alone; a new one has mode 0600.</summary>
    public static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
