using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace StopPress.Store.Control;

/// <summary>The folder of one node's running files, closed to everybody but the user who runs the newspaper.</summary>
public static class RunFolder
{
    /// <summary>The mode of a folder that nobody but its owner may look into.</summary>
    internal const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // sun_path holds 108 bytes with its closing zero on Linux, 104 on macOS (unix(7), sys/un.h).
    private const int LongestSocketPath = 100;

    /// <summary>The running files of a data folder.</summary>
    public static string Of(string data) => Path.Combine(Path.GetFullPath(data), "run");

    /// <summary>Where the control socket of a data folder is: inside it, or by a hash in the temporary folder when the path would be too long.</summary>
    public static string SocketOf(string data)
    {
        string inside = Path.Combine(Of(data), "control.sock");
        if (Encoding.UTF8.GetByteCount(inside) <= LongestSocketPath) return inside;
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.TrimEndingDirectorySeparator(Path.GetFullPath(data)))))[..16];
        return Path.Combine(Path.GetTempPath(), $"stoppress-{(OperatingSystem.IsWindows() ? 0 : UserId())}", $"{hash}.sock");
    }

    /// <summary>Makes a folder that only this user can enter, or closes it when it is there; throws when it is another user's.</summary>
    public static void Claim(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        Directory.CreateDirectory(folder, OwnerOnly);
        // In a temporary folder anybody can have made it first, to listen in. Only an owner may give a file to itself.
        if (new DirectoryInfo(folder).LinkTarget is not null || ChangeOwner(folder, UserId(), -1) != 0)
        {
            throw new UnauthorizedAccessException($"The folder {folder} belongs to another user.");
        }
        File.SetUnixFileMode(folder, OwnerOnly);
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern int UserId();

    [DllImport("libc", EntryPoint = "lchown", SetLastError = true)]
    private static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int owner, int group);
}
