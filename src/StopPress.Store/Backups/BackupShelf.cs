using System.Globalization;
using System.Text.RegularExpressions;

namespace StopPress.Store.Backups;

/// <summary>The folder in which the nightly backups lie, each under the hour of its making.</summary>
/// <param name="folder">The folder.</param>
/// <param name="keep">How many are kept.</param>
public sealed partial class BackupShelf(string folder, int keep)
{
    /// <summary>Makes the folder, for this user alone, where there is none, and clears away what a kill has left in it.</summary>
    public void Open()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var left = new DirectoryInfo(folder).EnumerateFiles().Select(file => Leftover().Match(file.Name)).Where(match => match.Success).Select(match => match.Groups[1].Value).Distinct().ToList();
        foreach (string name in left) BackupMaker.Sweep(Path.Combine(folder, name));
    }

    /// <summary>The file of a backup that is made at an hour.</summary>
    public string FileAt(DateTimeOffset hour) => Path.Combine(folder, $"stoppress-{hour.UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}.tar");

    /// <summary>Takes away what is older than those that are kept, once one more was made. That one stays whatever the clock says, and what is not whole counts for nothing.</summary>
    public void Prune(string made)
    {
        var older = new DirectoryInfo(folder).EnumerateFiles().Where(file => Nightly().IsMatch(file.Name) && file.FullName != Path.GetFullPath(made) && BackupFile.LooksWhole(file.FullName))
            .OrderByDescending(file => file.Name, StringComparer.Ordinal).Skip(keep - 1).ToList();
        foreach (var file in older) file.Delete();
    }

    [GeneratedRegex(@"^stoppress-\d{8}-\d{6}\.tar$")]
    private static partial Regex Nightly();

    [GeneratedRegex(@"^\.(stoppress-\d{8}-\d{6}\.tar)\.\w+\.part(-db)?$")]
    private static partial Regex Leftover();
}
