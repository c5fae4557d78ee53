using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;
using StopPress.Store.Outside;

namespace StopPress.Newsroom.Import;

/// <summary>Brings a WordPress newspaper in: authors, categories, tags, posts, pages, comments, pictures and its menu, each at the address that it always had.</summary>
/// <param name="File">The export file on this machine.</param>
/// <param name="Media">Where its pictures and files are: a folder on this machine, or <c>download</c>, which fetches them from the old site; null leaves them out.</param>
/// <remarks>
/// The file is read twice, never as a whole: first it is judged; then what is in it is made ready in batches behind a curtain, and adopted in one act. So a
/// broken file leaves nothing, an import that is killed leaves nothing that anybody sees, and one that is run again changes nothing. A later export of the same
/// site brings what is new or has changed there and was not edited here.
/// </remarks>
public sealed record ImportWordPress(string File, string? Media = null)
{
    /// <summary>What <see cref="Media"/> says to fetch them from the old site.</summary>
    public const string Download = "download";

    // What a run has made ready that was stopped is swept up when nobody can be at it any more.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);
    private static readonly Refusal FileChanged = new("file-changed", "The file has changed while it was read.", "Nothing was imported. Try again when nobody writes it.");

    /// <summary>Reads the file, or refuses it whole.</summary>
    public static Outcome<WordPressSite> Read(string file)
    {
        try
        {
            using var stream = System.IO.File.OpenRead(file);
            return WordPressFile.Read(stream);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new Refusal("unreadable", $"The file {file} cannot be read: {fault.Message}");
        }
    }

    /// <summary>Does it.</summary>
    /// <param name="desk">What acts work with.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="cancel">Gives up between two batches.</param>
    /// <param name="tell">Is told how many pictures and files are brought, and posts and pages made ready, and of how many.</param>
    public async Task<Outcome<Settled<ImportResult>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default, Action<int, int>? tell = null)
    {
        var read = Read(File);
        if (read.Refusal is { } refusal) return refusal;
        var site = read.Value;
        var now = Instant.Now(desk.Clock);
        long run = now.Microseconds, stopped = now.Plus(-Abandoned).Microseconds;
        await WriteUnseenAsync(desk, context => WordPressStage.SweepAsync(context, row => row.Run < stopped, cancel), cancel);
        var notes = new ImportNotes();
        if (await BringMediaAsync(desk, site, notes, tell, cancel) is { } broken) return broken;
        try
        {
            if (await StageAsync(desk, site, run, actor, tell, cancel) is { } changed) return changed;
            var adopted = await AdoptAsync(desk, site, run, actor, notes, cancel);
            return adopted.Refusal is { } refused ? refused : await ProvedAsync(desk, site, run, adopted.Value, cancel);
        }
        finally
        {
            // However it ends: what was adopted stays, and the rest would only take room.
            await SweepAsync(desk, run);
        }
    }

    private static Task<Outcome<Settled<ImportResult>>> AdoptAsync(NewsDesk desk, WordPressSite site, long run, string actor, ImportNotes notes, CancellationToken cancel) =>
        desk.Journal.WriteAsync<ImportResult>(actor, async context =>
        {
            var edition = await ImportedEdition.OpenAsync(desk, context, site, cancel);
            if (edition.Refusal is { } closed) return closed;
            var result = await new WordPressCopy(desk, site, run, actor, notes).AdoptAsync(context, edition.Value, cancel);
            // Nothing new, nothing to tell readers.
            string[] touched = result.Stories + result.Pages + result.Renewed > 0 ? [Subject.Everything] : [];
            return (new EntryDraft("NewspaperImported", touched, new { site.Title, site.Address, result.Stories, result.Pages, result.Unpublished, result.Renewed }), result);
        }, cancel);

    // Whatever it is that cannot be cleared away now is swept up by a later import.
    private static async Task SweepAsync(NewsDesk desk, long run)
    {
        try
        {
            await WriteUnseenAsync(desk, context => WordPressStage.SweepAsync(context, row => row.Run == run, CancellationToken.None), CancellationToken.None);
        }
        catch (Exception fault) when (fault is DbException or IOException)
        {
            // Nobody sees it.
        }
    }

    // All is in; that the file or the database cannot be read once more changes nothing of it.
    private async Task<Settled<ImportResult>> ProvedAsync(NewsDesk desk, WordPressSite site, long run, Settled<ImportResult> adopted, CancellationToken cancel)
    {
        try
        {
            return adopted with { Result = adopted.Result with { Proof = await new WordPressProof(desk, site, run).CompareAsync(File, cancel) } };
        }
        catch (Exception fault) when (fault is System.Xml.XmlException or IOException or DbException or OperationCanceledException)
        {
            return adopted;
        }
    }

    /// <summary>Tells what would come in, and what would become something else on the way; keeps nothing.</summary>
    public Outcome<ImportResult> Rehearse()
    {
        var read = Read(File);
        if (read.Refusal is { } refusal) return refusal;
        var notes = new ImportNotes();
        int stories = 0, pages = 0, unpublished = 0;
        using var stream = System.IO.File.OpenRead(File);
        foreach (var item in WordPressFile.Items(stream))
        {
            var (staged, _) = WordPressStage.Make(read.Value, item, WordPressPictures.None);
            foreach (string line in staged.Lines) notes.Add(item, staged.Headline, line);
            if (!item.IsPublic) unpublished++;
            else if (item.IsPage) pages++;
            else stories++;
        }
        return new ImportResult(stories, pages, unpublished, 0, notes.All) { Found = read.Value.Counts };
    }

    private async Task<Refusal?> BringMediaAsync(NewsDesk desk, WordPressSite site, ImportNotes notes, Action<int, int>? tell, CancellationToken cancel)
    {
        if (Media is null || site.Attachments == 0) return null;
        if (Media != Download && !Directory.Exists(Media)) return new Refusal("no-folder", $"There is no folder {Media}.", "Name the folder with the old site's uploads, or say download.");
        using var errand = new Errand();
        IMediaSource files = Media == Download ? new MediaFetch(errand) : new MediaFolder(Media);
        try
        {
            return await new WordPressMedia(desk, site, files, notes).BringAsync(File, (done, _) => tell?.Invoke(done, All(site)), cancel);
        }
        catch (Exception fault) when (fault is System.Xml.XmlException or FileNotFoundException)
        {
            return FileChanged;
        }
    }

    private int All(WordPressSite site) => site.Posts + site.Pages + (Media is null ? 0 : site.Attachments);

    private async Task<Refusal?> StageAsync(NewsDesk desk, WordPressSite site, long run, string actor, Action<int, int>? tell, CancellationToken cancel)
    {
        var stage = new WordPressStage(desk, site, run, actor);
        int written = 0, all = site.Posts + site.Pages, before = All(site) - all;
        tell?.Invoke(before, All(site));
        try
        {
            await using var stream = System.IO.File.OpenRead(File);
            await stage.OpenAsync(cancel);
            var ready = WordPressFile.Batches(stream).ToAsyncEnumerable().AheadAsync(cancel).Select(stage.MakeAsync).AheadAsync(cancel);
            await foreach (var rows in ready)
            {
                await WriteUnseenAsync(desk, context => context.AddRangeAsync(rows, cancel), cancel);
                written += rows.OfType<ImportStageRow>().Count(row => row.Place < ImportStageRow.Files);
                tell?.Invoke(before + written, All(site));
            }
            return written == all ? null : FileChanged;
        }
        catch (Exception fault) when (fault is System.Xml.XmlException or FileNotFoundException)
        {
            return FileChanged;
        }
    }

    private static async Task WriteUnseenAsync(NewsDesk desk, Func<HouseContext, Task> write, CancellationToken cancel)
    {
        using var turn = await desk.Database.EnterWriterAsync(cancel);
        var connection = await desk.Database.RentAsync(cancel);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await using var context = desk.Database.NewContext(connection);
            await context.Database.UseTransactionAsync(transaction, cancel);
            await write(context);
            await context.SaveAndForgetAsync(cancel);
            await transaction.CommitAsync(CancellationToken.None);
        }
        finally
        {
            await desk.Database.Return(connection);
        }
    }
}

/// <summary>The edition that an import goes into: the first one, opened by what the export says where there is none.</summary>
internal static class ImportedEdition
{
    public static async Task<Outcome<EditionRow>> OpenAsync(NewsDesk desk, HouseContext context, WordPressSite site, CancellationToken cancel)
    {
        if (await context.Set<EditionRow>().OrderBy(row => row.Position).FirstOrDefaultAsync(cancel) is { } first) return first;
        var culture = Culture(site.Language);
        string title = Checks.Clean(site.Title) is { Length: > 0 } name ? name : "Our newspaper";
        var checks = new Checks();
        var row = new OpenEdition(culture.TwoLetterISOLanguageName, "", culture.Name, title, Checks.Clean(site.Tagline), culture.Parent.NativeName, site.TimeZone).Read(checks);
        if (checks.Fault is { } fault) return fault;
        row.Id = PublicId.Next(desk.Clock);
        context.Add(row);
        if (!await context.Set<HouseRow>().AnyAsync(cancel)) context.Add(new HouseRow { Id = 1, Name = row.Name });
        await DayBegins.SetNextAsync(desk, context, row);
        return row;
    }

    private static System.Globalization.CultureInfo Culture(string language)
    {
        try
        {
            return System.Globalization.CultureInfo.CreateSpecificCulture(language.Length > 0 ? language : "en");
        }
        catch (System.Globalization.CultureNotFoundException)
        {
            return System.Globalization.CultureInfo.GetCultureInfo("en-GB");
        }
    }
}
