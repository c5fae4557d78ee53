using System.Reflection;
using StopPress.Store.Backups;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Export;

/// <summary>What an export says of itself; it is written last, so that what has one is whole.</summary>
/// <param name="Kind">Always <c>stoppress-export</c>.</param>
/// <param name="Version">The version of the form.</param>
/// <param name="Program">The version of the program that made it.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Sequence">The last entry of the journal that is in it.</param>
/// <param name="Files">The files of lines, in their order.</param>
/// <param name="OwnFiles">The house's own files, such as its theme; each lies below <c>files/</c>.</param>
/// <param name="Originals">How many originals are in it.</param>
/// <param name="Missing">Originals that were missing or damaged in the newspaper itself, by the SHA-256 that they had.</param>
internal sealed record ExportManifest(
    string Kind, int Version, string Program, Instant MadeAt, long Sequence, IReadOnlyList<ExportedFile> Files, IReadOnlyList<BackupPart> OwnFiles, int Originals,
    IReadOnlyList<string> Missing)
{
    public const string FileName = "manifest.json";

    public const string PresentKind = "stoppress-export";

    /// <summary>The form that this release writes, and the newest that it reads.</summary>
    public const int PresentVersion = 1;

    /// <summary>The files of lines; each names only what is in itself or in one before it, but for stories, which anything may name.</summary>
    public static IReadOnlyList<string> FileNames { get; } = [House, Editions, Redirects, Staff, Sections, Tags, Storylines, Accounts, Media, Stories, Comments];

    public const string House = "house.jsonl";
    public const string Editions = "editions.jsonl";
    public const string Redirects = "redirects.jsonl";
    public const string Staff = "staff.jsonl";
    public const string Sections = "sections.jsonl";
    public const string Tags = "tags.jsonl";
    public const string Storylines = "storylines.jsonl";
    public const string Accounts = "accounts.jsonl";
    public const string Media = "media.jsonl";
    public const string Stories = "stories.jsonl";
    public const string Comments = "comments.jsonl";

    /// <summary>The version of this program.</summary>
    public static string PresentProgram { get; } = typeof(ExportManifest).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>How many lines a file has.</summary>
    public int LinesOf(string file) => Files.First(one => one.Name == file).Lines;

    /// <summary>Where one of the house's own files lies below the folder of an export.</summary>
    public static string PathOf(BackupPart file) => $"files/{file.Name}";

    /// <summary>Where an original lies below the folder of an export.</summary>
    public static string PathOf(string sha256) => $"media/{sha256[..2]}/{sha256}";
}

/// <summary>A file of lines.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Lines">How many lines it has.</param>
/// <param name="Bytes">How many bytes it has.</param>
/// <param name="Sha256">The SHA-256 of its bytes, as 64 hexadecimal digits.</param>
internal sealed record ExportedFile(string Name, int Lines, long Bytes, string Sha256);
