using System.Diagnostics;

namespace StopPress.Tests.UnderFire;

/// <summary>A small disk of our own, in memory, that can be filled and made read-only. Where the system lets nobody make one, the test is skipped.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string ballast;

    private SmallDisk(string folder) => (Folder, ballast) = (folder, Path.Combine(folder, "ballast"));

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>Makes one.</summary>
    /// <param name="megabytes">How large it is.</param>
    public static SmallDisk Make(int megabytes)
    {
        string folder = Directory.CreateTempSubdirectory("stoppress-disk-").FullName;
        if (!Mount("-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder))
        {
            Directory.Delete(folder);
            if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 }) Assert.Fail("No disk could be mounted.");
            Assert.Skip("No disk could be mounted here: that needs root.");
        }
        return new SmallDisk(folder);
    }

    /// <summary>Fills it to the last page but so many.</summary>
    public void Fill(int pagesLeft = 0)
    {
        using (var file = new FileStream(ballast, FileMode.Append, FileAccess.Write, FileShare.None, 0))
        {
            byte[] page = new byte[4096];
            try
            {
                while (true) file.Write(page);
            }
            catch (IOException)
            {
                // Full.
            }
            if (pagesLeft > 0) file.SetLength(file.Length - (pagesLeft * 4096L));
        }
    }

    /// <summary>Makes room again.</summary>
    public void Empty() => File.Delete(ballast);

    /// <summary>Lets nobody write on it, or lets everybody again; nobody may have a file open on it.</summary>
    public void SetReadOnly(bool readOnly) => Assert.True(Mount("-o", $"remount,{(readOnly ? "ro" : "rw")}", Folder), "The disk could not be mounted anew.");

    /// <summary>Takes it away.</summary>
    public void Dispose()
    {
        Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    private static bool Mount(params string[] arguments) => Run("mount", arguments);

    private static bool Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
