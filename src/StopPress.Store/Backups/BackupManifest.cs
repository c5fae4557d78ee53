using System.Text.RegularExpressions;
using StopPress.Store.Blobs;
using StopPress.Store.Counts;
using StopPress.Store.Database;

namespace StopPress.Store.Backups;

/// <summary>One file in a backup.</summary>
/// <param name="Name">Its name, as a path below the data folder.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="Sha256">The SHA-256 of its bytes, as 64 hexadecimal digits.</param>
public sealed partial record BackupPart(string Name, long Length, string Sha256)
{
    /// <summary>The database of a newspaper on SQLite.</summary>
    public const string Sqlite = "newsroom.db";

    /// <summary>The database of a newspaper on PostgreSQL, as <c>pg_dump</c> writes it in its custom format.</summary>
    public const string Postgres = "newsroom.dump";

    /// <summary>The machine's settings.</summary>
    public const string Settings = "stoppress.json";

    /// <summary>What was counted of readers in a newspaper on SQLite, as lines of JSON; on PostgreSQL it is in the database.</summary>
    public const string Counts = CountLines.FileName;

    internal const string Media = "media/";

    // The longest name in a folder that Linux and macOS allow, and a path that every one of them opens.
    private const int LongestSegment = 255;
    private const int LongestName = 1000;

    /// <summary>Whether the name is one that a backup can hold: nothing else may lead out of the folder, or over what the program keeps there.</summary>
    /// <param name="folders">The folders of the house's own files, such as its theme.</param>
    internal bool IsSound(IReadOnlyList<string> folders)
    {
        if (Name is null || Sha256 is null || Length < 0 || Name.Length > LongestName || !BlobName.TryRead(Sha256, out var hash)) return false;
        if (Name is Sqlite or Postgres or Settings or Counts) return true;
        if (Name.StartsWith(Media, StringComparison.Ordinal)) return Name == OfMedia(hash);
        string[] segments = Name.Split('/');
        return segments.Length > 1 && folders.Contains(segments[0]) && segments.All(segment =>
            segment.Length is > 0 and <= LongestSegment && segment is not ("." or "..") && !Unusable().IsMatch(segment));
    }

    /// <summary>The name of an original's part.</summary>
    internal static string OfMedia(BlobName blob) => $"{Media}{blob.Hex[..2]}/{blob.Hex[2..4]}/{blob.Hex}";

    [GeneratedRegex(@"[\p{C}\\:]")]
    private static partial Regex Unusable();
}

/// <summary>What a backup says about itself; it stands at the beginning of the file.</summary>
/// <param name="Format">The version of the file's form.</param>
/// <param name="Program">The version of the program that made it.</param>
/// <param name="Schema">The schema of the database in it.</param>
/// <param name="Database">On which database the newspaper stood.</param>
/// <param name="Sequence">The last entry of the journal that is in it.</param>
/// <param name="MadeAt">The moment that it shows.</param>
/// <param name="Rows">How many rows some tables have, to compare a restored newspaper with.</param>
/// <param name="Missing">Originals that the database names, and that were missing or damaged in the newspaper itself.</param>
/// <param name="Parts">The files in it, in their order.</param>
public sealed record BackupManifest(
    int Format, string Program, int Schema, DatabaseKind Database, long Sequence, Instant MadeAt, IReadOnlyDictionary<string, long> Rows, IReadOnlyList<string> Missing,
    IReadOnlyList<BackupPart> Parts)
{
    /// <summary>The form of file that this release writes, and the newest that it reads.</summary>
    public const int PresentFormat = 2;

    internal const string FileName = "stoppress-backup.json";

    // A million originals of some 200 bytes each.
    internal const long LongestManifest = 256L * 1024 * 1024;

    /// <summary>How many originals are in it.</summary>
    public int Originals => Parts.Count(part => part.Name.StartsWith(BackupPart.Media, StringComparison.Ordinal));
}

/// <summary>How far a backup, or a restore, has come.</summary>
/// <param name="Step">What is being done.</param>
/// <param name="Done">How many bytes are done.</param>
/// <param name="All">Of how many; 0 while that is not known.</param>
public sealed record BackupProgress(BackupStep Step, long Done, long All);

/// <summary>What is being done with a backup.</summary>
public enum BackupStep
{
    /// <summary>The database is copied.</summary>
    Database = 0,

    /// <summary>The file is written.</summary>
    Write = 1,

    /// <summary>A file is looked through for damage.</summary>
    Check = 2,

    /// <summary>A file's parts are put in their places.</summary>
    Restore = 3,
}
