using System.Security.Cryptography;
using System.Text.Json;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Backups;
using StopPress.Store.Blobs;
using StopPress.Store.Control;

namespace StopPress.Newsroom.Export;

/// <summary>Something in a line of an export that cannot be; whoever reads the file tells which line.</summary>
internal sealed class BrokenLineException(string what) : Exception(what);

/// <summary>An export in a folder, as it is read: nothing of it is trusted before it is looked at.</summary>
internal sealed class ExportFolder
{
    // A story with all its revisions is one line; the largest body that there can be has 20 million letters, and most stories have a few of a few thousand.
    private const int LongestLine = 512 * 1024 * 1024;

    // A million originals that are missing, of 70 bytes each.
    private const long LongestManifest = 100L * 1024 * 1024;

    private const string Help = "Nothing was imported. Make the export anew, or fetch it again from where it is kept.";

    private readonly string folder;
    private readonly HashSet<string> missing;

    private ExportFolder(string folder, ExportManifest manifest) => (this.folder, Manifest, missing) = (folder, manifest, manifest.Missing.ToHashSet(StringComparer.Ordinal));

    /// <summary>What it says of itself.</summary>
    public ExportManifest Manifest { get; }

    /// <summary>Reads the manifest, and looks whether every file that it names has the length that it says.</summary>
    public static Outcome<ExportFolder> Open(string folder)
    {
        string file = Path.Combine(folder, ExportManifest.FileName);
        try
        {
            if (!Directory.Exists(folder)) return new Refusal("no-folder", $"There is no folder {folder}.");
            if (!File.Exists(file)) return new Refusal("no-export", $"{folder} holds no whole export: it has no {ExportManifest.FileName}.", "Name the folder that \"stoppress export\" made.");
            if (new FileInfo(file).Length > LongestManifest) return Broken(ExportManifest.FileName, "it is too long");
            using var stream = File.OpenRead(file);
            using var text = JsonDocument.Parse(stream);
            return Read(folder, text.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return Broken(ExportManifest.FileName, Said(fault));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new Refusal("unreadable", $"The export in {folder} cannot be read: {fault.Message}");
        }
    }

    /// <summary>Reads every line of a file, and then looks whether its bytes are those that were written.</summary>
    /// <param name="name">The file.</param>
    /// <param name="take">Takes a line with its number; throws <see cref="BrokenLineException"/> when something in it cannot be.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The refusal that names the file and the line, or null.</returns>
    public async Task<Refusal?> ReadAsync<T>(string name, Func<T, int, Task> take, CancellationToken cancel)
    {
        var says = Manifest.Files.First(one => one.Name == name);
        var number = 0;
        try
        {
            using var hash = SHA256.Create();
            await using var stream = new CryptoStream(File.OpenRead(Path.Combine(folder, name)), hash, CryptoStreamMode.Read);
            await using var lines = new LineReader(stream, LongestLine);
            while (await lines.NextAsync(cancel) is { } line)
            {
                number++;
                if (line.TooLong) return Broken(name, "it is too long", number);
                await take(JsonSerializer.Deserialize<T>(line.Bytes.Span, ExportFormat.Options) ?? throw new BrokenLineException("it is empty"), number);
            }
            return number == says.Lines && Convert.ToHexStringLower(hash.Hash!) == says.Sha256 ? null : Broken(name, "its bytes are not those that were written");
        }
        catch (Exception fault) when (fault is BrokenLineException or JsonException or InvalidOperationException { InnerException: System.Text.DecoderFallbackException or null, Source: "System.Text.Json" })
        {
            return Broken(name, Said(fault), number);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return Broken(name, "it is not there any more");
        }
    }

    /// <summary>Brings an original into the newspaper; a null says that it is there, or that it was missing in the newspaper that it is of.</summary>
    /// <param name="blobs">Where originals are kept.</param>
    /// <param name="sha256">Its name.</param>
    /// <param name="isRight">Whether what begins so is what the line says.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public async Task<string?> BringAsync(BlobStore blobs, string sha256, Func<byte[], bool> isRight, CancellationToken cancel)
    {
        const int Head = Media.MediaFormats.HeadLength;
        string name = ExportManifest.PathOf(sha256);
        var file = new FileInfo(Path.Combine(folder, name));
        if (!file.Exists) return missing.Contains(sha256) ? null : $"its original {name} is not there";
        if (file.LinkTarget is not null) return $"{name} is a link and no file";
        await using var content = file.OpenRead();
        byte[] head = new byte[Head];
        int length = await content.ReadAtLeastAsync(head, Head, throwOnEndOfStream: false, cancel);
        if (!isRight(head[..length])) return $"its original {name} is of another type";
        if (BlobName.TryRead(sha256, out var blob) && blobs.Exists(blob)) return null;
        content.Position = 0;
        using var incoming = (await blobs.ReceiveAsync(content, cancel: cancel))!;
        if (incoming.Name.Hex != sha256) return $"the bytes of its original {name} are not those that were written";
        incoming.Keep();
        return null;
    }

    /// <summary>Puts the house's own files in their places; the refusal, or null.</summary>
    public async Task<Refusal?> BringOwnFilesAsync(OwnFiles files, CancellationToken cancel)
    {
        foreach (var part in Manifest.OwnFiles)
        {
            if (!files.MayHold(part)) return Broken(ExportManifest.FileName, $"{HousePath.Short(part.Name)} is no file that a house can have of its own");
            string name = ExportManifest.PathOf(part);
            var file = new FileInfo(Path.Combine(folder, name));
            if (!file.Exists || file.LinkTarget is not null || file.Length != part.Length) return Broken(name, "it is not what was written");
            byte[] bytes = await File.ReadAllBytesAsync(file.FullName, cancel);
            if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != part.Sha256) return Broken(name, "it is not what was written");
            if (!files.Put(part, bytes)) return new Refusal("own-file-there", $"There is another {part.Name} in the data folder already; nothing was imported.", "Take it away, or name a new folder with --data.");
        }
        return null;
    }

    /// <summary>The refusal of what is broken in a file.</summary>
    public static Refusal Broken(string file, string what, int line = 0) => new("export-broken", line > 0 ? $"The export is broken. {file}, line {line}: {what}." : $"The export is broken. {file}: {what}.", Help);

    // The serializer names types of the program, and a place that counts from 0 and knows one line only; the member and its path are what helps.
    private static string Said(Exception fault)
    {
        string message = fault.Message;
        foreach (string end in new[] { " Path:", " to any .NET member", " converted to" })
        {
            if (message.IndexOf(end, StringComparison.Ordinal) is >= 0 and var at) message = message[..at];
        }
        const string Lacks = "was missing required properties including: ";
        if (message.IndexOf(Lacks, StringComparison.Ordinal) is >= 0 and var start) message = $"it lacks {message[(start + Lacks.Length)..]}";
        message = message.Contains("doesn't allow null values", StringComparison.Ordinal) ? "it has no value" : message.TrimEnd('.');
        return fault is JsonException { Path: { Length: > 2 } path } ? $"{path[2..]}: {message}" : message;
    }

    private static Outcome<ExportFolder> Read(string folder, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("kind", out var kind) || kind.ValueKind != JsonValueKind.String || kind.GetString() != ExportManifest.PresentKind
            || !root.TryGetProperty("version", out var version) || !version.TryGetInt32(out int number)) return Broken(ExportManifest.FileName, "it does not say that it is of an export");
        if (number > ExportManifest.PresentVersion) return new Refusal("export-is-newer", "The export was made by a newer release than this one.", "Import it with that release.");
        var manifest = root.Deserialize<ExportManifest>(ExportFormat.Options)!;
        if (!manifest.Files.Select(file => file.Name).SequenceEqual(ExportManifest.FileNames)) return Broken(ExportManifest.FileName, $"the files of an export are {string.Join(", ", ExportManifest.FileNames)}");
        foreach (var file in manifest.Files)
        {
            var there = new FileInfo(Path.Combine(folder, file.Name));
            if (!there.Exists) return Broken(file.Name, "it is not there");
            if (there.Length != file.Bytes) return Broken(file.Name, $"it has {there.Length} bytes, and was written with {file.Bytes}");
        }
        return new ExportFolder(folder, manifest);
    }
}
