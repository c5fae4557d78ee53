using System.Runtime.InteropServices;

namespace StopPress.Store.Blobs;

/// <summary>A folder on the disk: a file that was renamed is there after a power cut only when its folder was flushed.</summary>
internal static class DiskFolder
{
    // EINVAL: some network file systems have nothing to flush for a folder (fsync(2)).
    private const int CannotFlush = 22;

    /// <summary>Flushes it. .NET opens no folders, so this asks the system itself.</summary>
    public static void Flush(string place)
    {
        if (OperatingSystem.IsWindows()) return;
        int handle = OpenFolder(place, 0);
        if (handle < 0) throw new IOException($"Cannot open the folder {place} (error {Marshal.GetLastPInvokeError()}).");
        try
        {
            if (FlushHandle(handle) != 0 && Marshal.GetLastPInvokeError() is var error and not CannotFlush) throw new IOException($"Cannot flush the folder {place} (error {error}).");
        }
        finally
        {
            _ = Close(handle);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int OpenFolder([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int FlushHandle(int handle);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int handle);
}
