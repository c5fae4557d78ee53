using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Store;
using StopPress.Store.Backups;
using StopPress.Store.Blobs;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Export;

/// <summary>Writes the whole newspaper into a folder that other programs read as well, as docs/contracts/export.md tells it; while everybody works.</summary>
/// <param name="Folder">The folder, as a full path; there is nothing there yet, or an empty folder. What is written down of it in the journal comes after it, and is not in it.</param>
/// <remarks>It is read in one snapshot, and filled beside its place: a kill or a full disk leaves nothing that has its name.</remarks>
public sealed record ExportNewspaper(string Folder)
{
    /// <summary>Does it.</summary>
    /// <param name="desk">What acts work with.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancel">Gives up, leaving nothing.</param>
    /// <param name="tell">Is told how many stories, media, comments and originals are written, and of how many.</param>
    public async Task<Outcome<Settled<ExportResult>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default, Action<int, int>? tell = null)
    {
        var written = await WriteAsync(desk, new Progress(tell), cancel);
        if (written.Refusal is { } refusal) return refusal;
        return await desk.Journal.WriteAsync<ExportResult>(
            actor, _ => Task.FromResult<Outcome<(EntryDraft, ExportResult)>>((new EntryDraft("NewspaperExported", [], written.Value), written.Value)), CancellationToken.None);
    }

    /// <summary>Takes away what a newspaper that was killed has left of an export to a folder.</summary>
    public static void Sweep(string folder) => AsideFolder.Sweep(folder, ExportManifest.FileName);

    private async Task<Outcome<ExportResult>> WriteAsync(NewsDesk desk, Progress progress, CancellationToken cancel)
    {
        try
        {
            var begun = AsideFolder.Begin(Folder, ExportManifest.FileName);
            if (begun.Refusal is { } wrong) return wrong;
            using var folder = begun.Value;
            var (rows, originals) = await WriteRowsAsync(desk, folder, progress, cancel);
            var missing = await WriteOriginalsAsync(desk, folder, originals, progress, cancel);
            var manifest = rows with { OwnFiles = WriteOwnFiles(desk, folder), Originals = originals.Count - missing.Count, Missing = missing };
            await JsonSerializer.SerializeAsync(folder.Last, manifest, ExportFormat.Options, cancel);
            folder.Adopt();
            return new ExportResult(Folder, manifest.LinesOf(ExportManifest.Stories), manifest.LinesOf(ExportManifest.Media), manifest.Originals, manifest.Sequence, manifest.Missing);
        }
        catch (Exception fault) when (fault is DbException && desk.Database.RefusalOf(fault) is not null)
        {
            var broken = desk.Database.RefusalOf(fault)!;
            return broken with { Message = broken.Message.Replace("nothing was changed", "nothing was exported", StringComparison.Ordinal) };
        }
        catch (Exception fault) when (Breakdown.RefusalOf(fault) is { } broken)
        {
            return Told(broken);
        }
        catch (Exception fault) when (fault is IOException or ArgumentException or NotSupportedException)
        {
            return new Refusal("cannot-write", $"The export cannot be written to {Folder}: {fault.Message}", "Name another folder.");
        }
    }

    private Refusal Told(Refusal broken) =>
        broken.Code == Breakdown.DiskFull.Code ? broken with { Code = "export-disk-full", Message = $"The disk of {Folder} is full; nothing was exported.", Help = "Make room there, or name a folder on another disk." }
        : broken.Code == Breakdown.FolderReadOnly.Code ? broken with { Code = "export-read-only", Message = $"{Folder} cannot be written; nothing was exported.", Help = "The user who runs the newspaper writes it: give that user the folder above it, or name another one." }
        : broken with { Message = broken.Message.Replace("nothing was changed", "nothing was exported", StringComparison.Ordinal) };

    private static async Task<(ExportManifest Manifest, IReadOnlyList<string> Originals)> WriteRowsAsync(NewsDesk desk, AsideFolder folder, Progress progress, CancellationToken cancel)
    {
        var connection = await desk.Database.RentAsync(cancel);
        try
        {
            await using var moment = desk.Database.BeginSnapshot(connection);
            await using var context = desk.Database.NewContext(connection);
            await context.Database.UseTransactionAsync(moment, cancel);
            long sequence = await NewsJournal.PositionAsync(connection, moment);
            var originals = await connection.ListAsync(moment, Originals.OfLibrary, row => row.GetString(0));
            progress.All = originals.Count + Convert.ToInt32(await connection.ScalarAsync(moment, "SELECT (SELECT COUNT(*) FROM media) + (SELECT COUNT(*) FROM stories) + (SELECT COUNT(*) FROM comments)"), CultureInfo.InvariantCulture);
            var lines = await OutgoingLines.OfAsync(context, cancel);
            ExportedFile[] files =
            [
                await WriteAsync(folder, ExportManifest.House, lines.HouseAsync(), cancel),
                await WriteAsync(folder, ExportManifest.Editions, lines.EditionsAsync(), cancel),
                await WriteAsync(folder, ExportManifest.Redirects, lines.RedirectsAsync(), cancel),
                await WriteAsync(folder, ExportManifest.Staff, lines.StaffAsync(), cancel),
                await WriteAsync(folder, ExportManifest.Sections, lines.SectionsAsync(), cancel),
                await WriteAsync(folder, ExportManifest.Tags, lines.TagsAsync(), cancel),
                await WriteAsync(folder, ExportManifest.Storylines, lines.StorylinesAsync(), cancel),
                await WriteAsync(folder, ExportManifest.Accounts, lines.AccountsAsync(), cancel),
                await WriteAsync(folder, ExportManifest.Media, lines.MediaAsync(), cancel, progress),
                await WriteAsync(folder, ExportManifest.Stories, lines.StoriesAsync(), cancel, progress),
                await WriteAsync(folder, ExportManifest.Comments, lines.CommentsAsync(), cancel, progress),
            ];
            return (new ExportManifest(ExportManifest.PresentKind, ExportManifest.PresentVersion, ExportManifest.PresentProgram, Instant.Now(desk.Clock), sequence, files, [], 0, []), originals);
        }
        finally
        {
            await desk.Database.Return(connection);
        }
    }

    private static async Task<ExportedFile> WriteAsync<T>(AsideFolder folder, string name, IAsyncEnumerable<T> lines, CancellationToken cancel, Progress? progress = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0;
        long length = 0;
        await using var file = folder.Create(name);
        await foreach (var line in lines.WithCancellation(cancel))
        {
            byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(line, ExportFormat.Options), (byte)'\n'];
            await file.WriteAsync(bytes, cancel);
            hash.AppendData(bytes);
            (count, length) = (count + 1, length + bytes.Length);
            progress?.Step();
        }
        AsideFolder.Close(file);
        return new ExportedFile(name, count, length, Convert.ToHexStringLower(hash.GetCurrentHash()));
    }

    private static IReadOnlyList<BackupPart> WriteOwnFiles(NewsDesk desk, AsideFolder folder)
    {
        var written = new List<BackupPart>();
        foreach (var (part, bytes) in desk.Files.Read().OrderBy(one => one.Part.Name, StringComparer.Ordinal))
        {
            var file = folder.Create(ExportManifest.PathOf(part));
            file.Write(bytes);
            AsideFolder.Close(file);
            written.Add(part);
        }
        return written;
    }

    // Originals are written before the rows that name them and never deleted, so what the snapshot names is there. What has rotted does not stop all others.
    private static async Task<IReadOnlyList<string>> WriteOriginalsAsync(NewsDesk desk, AsideFolder folder, IReadOnlyList<string> originals, Progress progress, CancellationToken cancel)
    {
        var missing = new List<string>();
        foreach (string name in originals)
        {
            if (!BlobName.TryRead(name, out var blob) || !await CopyAsync(desk, folder, blob, cancel)) missing.Add(name);
            progress.Step();
        }
        return [.. missing.Order(StringComparer.Ordinal)];
    }

    private static async Task<bool> CopyAsync(NewsDesk desk, AsideFolder folder, BlobName blob, CancellationToken cancel)
    {
        if (!desk.Blobs.Exists(blob)) return false;
        string name = ExportManifest.PathOf(blob.Hex);
        await using (var source = desk.Blobs.Open(blob))
        await using (var target = folder.Create(name))
        {
            using var hash = SHA256.Create();
            await using (var hashed = new CryptoStream(source, hash, CryptoStreamMode.Read)) await hashed.CopyToAsync(target, cancel);
            AsideFolder.Close(target);
            if (Convert.ToHexStringLower(hash.Hash!) == blob.Hex) return true;
        }
        folder.Remove(name);
        return false;
    }

    private sealed class Progress(Action<int, int>? tell)
    {
        private int done;

        public int All { get; set; }

        public void Step() => tell?.Invoke(++done, All);
    }
}

/// <summary>What an export came to.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Stories">How many stories and pages are in it.</param>
/// <param name="Media">How many pictures, sounds and documents are in it.</param>
/// <param name="Originals">How many originals are in it.</param>
/// <param name="Sequence">The last entry of the journal that is in it.</param>
/// <param name="Missing">Originals that are missing or damaged in the newspaper itself.</param>
public sealed record ExportResult(string Folder, int Stories, int Media, int Originals, long Sequence, IReadOnlyList<string> Missing);
