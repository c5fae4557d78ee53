using System.Security.Cryptography;

namespace StopPress.Store.Backups;

/// <summary>The house's own files in the data folder, such as its theme: they go wherever the newspaper goes.</summary>
/// <param name="Data">The data folder.</param>
/// <param name="Folders">The folders in it that hold them.</param>
public sealed record OwnFiles(string Data, IReadOnlyList<string> Folders)
{
    private const string Unfinished = ".part";

    /// <summary>Reads each, once: what a person may be writing just now is hashed as it is kept.</summary>
    public IEnumerable<(BackupPart Part, byte[] Bytes)> Read() => Folders.Select(folder => new DirectoryInfo(Path.Combine(Data, folder))).Where(folder => folder.Exists)
        .SelectMany(folder => folder.EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        .Select(file => Read(Data, file)).Where(read => MayHold(read.Part));

    /// <summary>Whether a file may be one of them: nothing else may lead out of the folders, or over what the program keeps there.</summary>
    public bool MayHold(BackupPart part) => part.IsSound(Folders) && Folders.Contains(part.Name.Split('/')[0]);

    /// <summary>Puts one in its place; false when another file is there.</summary>
    public bool Put(BackupPart part, byte[] bytes)
    {
        string place = Path.Combine(Data, part.Name);
        if (File.Exists(place)) return File.ReadAllBytes(place).AsSpan().SequenceEqual(bytes);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        using (var file = new FileStream(place + Unfinished, FileMode.Create))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }
        File.Move(place + Unfinished, place);
        return true;
    }

    internal static (BackupPart Part, byte[] Bytes) Read(string data, FileInfo file)
    {
        byte[] bytes = File.ReadAllBytes(file.FullName);
        return (new BackupPart(Path.GetRelativePath(data, file.FullName).Replace('\\', '/'), bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes))), bytes);
    }
}
