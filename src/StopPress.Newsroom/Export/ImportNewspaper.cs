using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Newsroom.Storylines;
using StopPress.Newsroom.Tags;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Export;

/// <summary>Brings a newspaper in that was exported, with every id, address and hour that it had; into a newspaper that has nothing of its own yet.</summary>
/// <param name="Folder">The folder of the export.</param>
/// <remarks>
/// First all of it is looked through; then its originals are brought, which nobody sees without rows; then the rows are written in one transaction, with one entry. So a
/// broken export leaves nothing, an import that is killed leaves nothing that anybody sees, and one that is run again comes to the same end.
/// </remarks>
public sealed record ImportNewspaper(string Folder)
{
    // So many stories fit into memory, however long they are.
    private const int Batch = 100;

    /// <summary>Does it.</summary>
    /// <param name="desk">What acts work with.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancel">Gives up.</param>
    /// <param name="tell">Is told how many lines are written, and of how many.</param>
    public async Task<Outcome<Settled<ImportedNewspaper>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default, Action<int, int>? tell = null)
    {
        var opened = ExportFolder.Open(Folder);
        if (opened.Refusal is { } closed) return closed;
        var folder = opened.Value;
        if (await desk.Database.LookAsync(context => WhyNotAsync(context, cancel), cancel) is { } full) return full;
        try
        {
            var checks = new IncomingChecks();
            if (await CheckAsync(folder, checks, cancel) is { } broken) return broken;
            if (await BringOriginalsAsync(desk, folder, checks, cancel) is { } spoilt) return spoilt;
            if (await folder.BringOwnFilesAsync(desk.Files, cancel) is { } other) return other;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Breakdown.RefusalOf(fault) ?? new Refusal("unreadable", $"The export in {Folder} cannot be read: {fault.Message}");
        }
        return await desk.Journal.WriteAsync<ImportedNewspaper>(actor, async context =>
        {
            if (await WhyNotAsync(context, cancel) is { } meanwhile) return meanwhile;
            await ClearAsync(context, cancel);
            if (await PutAsync(desk, context, folder, tell, cancel) is { } changed) return changed;
            var manifest = folder.Manifest;
            var result = new ImportedNewspaper(manifest.LinesOf(ExportManifest.Stories), manifest.LinesOf(ExportManifest.Media), manifest.LinesOf(ExportManifest.Accounts), manifest.Missing);
            return (new EntryDraft("NewspaperMovedIn", [Subject.Everything], new { result.Stories, result.Media, result.Accounts, made_at = manifest.MadeAt.ToString(), manifest.Program }), result);
        }, cancel);
    }

    // What a newspaper has of itself when it is opened for the first time may be there: a name, and an edition with nothing in it.
    private static async Task<Refusal?> WhyNotAsync(HouseContext context, CancellationToken cancel)
    {
        bool isFull = await context.Set<StoryRow>().AnyAsync(cancel) || await context.Set<MediaRow>().AnyAsync(cancel) || await context.Set<AccountRow>().AnyAsync(cancel)
            || await context.Set<SectionRow>().AnyAsync(cancel) || await context.Set<StaffRow>().AnyAsync(cancel) || await context.Set<StorylineRow>().AnyAsync(cancel)
            || await context.Set<TagRow>().AnyAsync(cancel) || await context.Set<RedirectRow>().AnyAsync(cancel) || await context.Set<LogoRow>().AnyAsync(cancel);
        return isFull ? new Refusal("not-empty-newspaper", "This newspaper is not empty; nothing was imported.", "Name a new folder with --data, or an empty database.") : null;
    }

    private static async Task ClearAsync(HouseContext context, CancellationToken cancel)
    {
        await context.Set<DeadlineRow>().Where(row => row.Kind == DayBegins.Kind || row.Kind == BreakingLine.Kind).ExecuteDeleteAsync(cancel);
        await context.Set<BreakingLineRow>().ExecuteDeleteAsync(cancel);
        await context.Set<MenuLinkRow>().ExecuteDeleteAsync(cancel);
        await context.Set<StandardRow>().ExecuteDeleteAsync(cancel);
        await context.Set<SocialAccountRow>().ExecuteDeleteAsync(cancel);
        await context.Set<EditionRow>().ExecuteDeleteAsync(cancel);
        await context.Set<HouseRow>().ExecuteDeleteAsync(cancel);
    }

    private static async Task<Refusal?> CheckAsync(ExportFolder folder, IncomingChecks checks, CancellationToken cancel)
    {
        Task<Refusal?> Look<T>(string file, Action<T> see) => folder.ReadAsync<T>(file, (line, number) =>
        {
            checks.At(file, number);
            see(line);
            return Task.CompletedTask;
        }, cancel);
        return await Look<HouseLine>(ExportManifest.House, checks.See)
            ?? await Look<EditionLine>(ExportManifest.Editions, checks.See)
            ?? await Look<RedirectLine>(ExportManifest.Redirects, checks.See)
            ?? await checks.EndRedirectsAsync()
            ?? await Look<StaffLine>(ExportManifest.Staff, checks.See)
            ?? await Look<SectionLine>(ExportManifest.Sections, checks.See)
            ?? await Look<TagLine>(ExportManifest.Tags, checks.See)
            ?? await Look<StorylineLine>(ExportManifest.Storylines, checks.See)
            ?? await Look<AccountLine>(ExportManifest.Accounts, checks.See)
            ?? await Look<MediaLine>(ExportManifest.Media, checks.See)
            ?? await Look<StoryLine>(ExportManifest.Stories, checks.See)
            ?? await Look<CommentLine>(ExportManifest.Comments, checks.See)
            ?? checks.End();
    }

    private static async Task<Refusal?> BringOriginalsAsync(NewsDesk desk, ExportFolder folder, IncomingChecks checks, CancellationToken cancel)
    {
        foreach (var (sha256, (mimeType, file, line)) in checks.Originals)
        {
            bool IsRight(byte[] head)
            {
                var format = MediaFormats.Of(head);
                return mimeType is null ? format is MediaFormat.Png or MediaFormat.Jpeg or MediaFormat.Webp : MediaFormats.Named(mimeType) == format;
            }
            if (await folder.BringAsync(desk.Blobs, sha256, IsRight, cancel) is { } wrong) return ExportFolder.Broken(file, wrong, line);
        }
        return null;
    }

    private static async Task<Refusal?> PutAsync(NewsDesk desk, HouseContext context, ExportFolder folder, Action<int, int>? tell, CancellationToken cancel)
    {
        var rows = new IncomingRows(desk, context);
        int written = 0, all = folder.Manifest.Files.Sum(file => file.Lines);
        async Task SaveAsync()
        {
            await context.SaveAndForgetAsync(cancel);
            tell?.Invoke(written, all);
        }
        Task<Refusal?> Write<T>(string file, Func<T, Task> put) => folder.ReadAsync<T>(file, async (line, _) =>
        {
            await put(line);
            if (++written % Batch == 0) await SaveAsync();
        }, cancel);
        Task<Refusal?> WriteAtOnce<T>(string file, Action<T> put) => Write<T>(file, line =>
        {
            put(line);
            return Task.CompletedTask;
        });
        var changed = await WriteAtOnce<HouseLine>(ExportManifest.House, rows.Put)
            ?? await Write<EditionLine>(ExportManifest.Editions, rows.PutAsync)
            ?? await WriteAtOnce<RedirectLine>(ExportManifest.Redirects, rows.Put)
            ?? await WriteAtOnce<StaffLine>(ExportManifest.Staff, rows.Put)
            ?? await WriteAtOnce<SectionLine>(ExportManifest.Sections, rows.Put)
            ?? await WriteAtOnce<TagLine>(ExportManifest.Tags, rows.Put)
            ?? await WriteAtOnce<StorylineLine>(ExportManifest.Storylines, rows.Put)
            ?? await WriteAtOnce<AccountLine>(ExportManifest.Accounts, rows.Put)
            ?? await WriteAtOnce<MediaLine>(ExportManifest.Media, rows.Put)
            ?? await Write<StoryLine>(ExportManifest.Stories, rows.PutAsync)
            ?? await WriteAtOnce<CommentLine>(ExportManifest.Comments, rows.Put);
        await SaveAsync();
        return changed;
    }
}

/// <summary>What an import of an export came to.</summary>
/// <param name="Stories">How many stories and pages came in.</param>
/// <param name="Media">How many pictures, sounds and documents.</param>
/// <param name="Accounts">How many people who come to the desk; each needs a new way in.</param>
/// <param name="Missing">Originals that were missing in the newspaper that it was exported from.</param>
public sealed record ImportedNewspaper(int Stories, int Media, int Accounts, IReadOnlyList<string> Missing);
