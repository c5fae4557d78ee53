using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Import;

/// <summary>Brings a WordPress newspaper in: authors, categories, tags, posts and pages, each at the address that it always had.</summary>
/// <param name="File">The export file on this machine.</param>
/// <remarks>
/// Rows are written in batches that no reader sees, and adopted in one act. What an earlier run has brought in is left as it is, so an import
/// that was stopped can be run again.
/// </remarks>
public sealed record ImportWordPress(string File)
{
    private const int Batch = 100;

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
    /// <param name="tell">Is told how many posts and pages are written, and of how many.</param>
    public async Task<Outcome<Settled<ImportResult>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default, Action<int, int>? tell = null)
    {
        var read = Read(File);
        if (read.Refusal is { } refusal) return refusal;
        var site = read.Value;
        if (await ImportedEdition.OpenAsync(desk, site, actor, cancel) is { } closed) return closed;
        var copy = new WordPressCopy(desk, site, actor);
        int written = 0;
        tell?.Invoke(written, site.Items.Count);
        foreach (var items in site.Items.Chunk(Batch))
        {
            await WriteUnseenAsync(desk, context => copy.WriteAsync(context, items, cancel), cancel);
            tell?.Invoke(written += items.Length, site.Items.Count);
        }
        return await desk.Journal.WriteAsync<ImportResult>(actor, async context =>
        {
            var result = await copy.AdoptAsync(context, cancel);
            // Nothing new, nothing to tell readers.
            string[] touched = result.Stories + result.Pages > 0 ? [Subject.Everything] : [];
            return (new EntryDraft("NewspaperImported", touched, new { site.Title, site.Address, result.Stories, result.Pages, result.Unpublished }), result);
        }, cancel);
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
            await context.SaveChangesAsync(cancel);
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
    public static async Task<Refusal?> OpenAsync(NewsDesk desk, WordPressSite site, string actor, CancellationToken cancel)
    {
        bool open = await desk.Database.ReadAsync(async (connection, snapshot) => await connection.ScalarAsync(snapshot, "SELECT id FROM editions LIMIT 1") is not null, cancel);
        if (open) return null;
        var culture = Culture(site.Language);
        string title = Checks.Clean(site.Title) is { Length: > 0 } name ? name : "Our newspaper";
        string zone = TimeZoneInfo.Local.HasIanaId ? TimeZoneInfo.Local.Id : "Etc/UTC";
        var house = await new SetUpHouse(title).RunAsync(desk, actor, cancel);
        if (house.Refusal is { } refusal) return refusal;
        return (await new OpenEdition(
            culture.TwoLetterISOLanguageName, "", culture.Name, title, Checks.Clean(site.Tagline), culture.Parent.NativeName, zone).RunAsync(desk, actor, cancel)).Refusal;
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
