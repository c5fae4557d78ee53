using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Media;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Outside;

namespace StopPress.Newsroom.Import;

/// <summary>Where the files of another house come from.</summary>
internal interface IMediaSource
{
    /// <summary>Opens the file that lay at an address; refused, in words that name it, where it cannot be had.</summary>
    Task<Outcome<Stream>> OpenAsync(string address, CancellationToken cancel);
}

/// <summary>One of the media as it will stand in the library.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Alt">What it shows, for those who cannot see it.</param>
/// <param name="Caption">Its caption.</param>
/// <param name="FileName">What the file was called.</param>
internal sealed record StagedMedia(MediaRow Row, string Alt, string Caption, string FileName);

/// <summary>Brings the bytes of the old site's pictures, sounds and documents, one after another. What is here stays here, so that a stopped run goes on where it was.</summary>
internal sealed class WordPressMedia(NewsDesk desk, WordPressSite site, IMediaSource files, ImportNotes notes)
{
    // Whoever has not come back to adopt by then begins anew.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(30);

    /// <summary>Brings them.</summary>
    /// <param name="file">The export.</param>
    /// <param name="tell">Is told how many are brought, and of how many.</param>
    /// <param name="cancel">Gives up between two files.</param>
    /// <returns>What broke beneath the newspaper, so that it went no further; or null.</returns>
    public async Task<Refusal?> BringAsync(string file, Action<int, int>? tell, CancellationToken cancel)
    {
        var stopped = Instant.Now(desk.Clock).Plus(-Abandoned);
        var swept = await desk.Journal.KeepUnseenAsync<int>(async context => await context.Set<ImportMediaRow>().Where(row => row.Staged != "" && row.At < stopped).ExecuteDeleteAsync(cancel), cancel);
        if (swept.Refusal is { } broken) return broken;
        await using var stream = File.OpenRead(file);
        int done = 0;
        foreach (var attachment in WordPressFile.Attachments(stream))
        {
            cancel.ThrowIfCancellationRequested();
            if (!await IsHereAsync(attachment, cancel) && await BringAsync(attachment, cancel) is { } refusal)
            {
                // It would break the next file, too.
                if (Breakdown.IsOne(refusal)) return refusal;
                notes.Add(WordPressAttachment.Kind, attachment.Id, Title(attachment), $"It did not come in: {refusal.Message}");
            }
            tell?.Invoke(++done, site.Attachments);
        }
        return null;
    }

    private Task<bool> IsHereAsync(WordPressAttachment attachment, CancellationToken cancel) => desk.Database.ReadAsync(async (connection, snapshot) =>
        (await connection.ListAsync(snapshot, "SELECT 1 FROM import_media WHERE source = @source", row => row.GetInt32(0), ("source", site.Sources + attachment.Id))).Count > 0, cancel);

    private async Task<Refusal?> BringAsync(WordPressAttachment attachment, CancellationToken cancel)
    {
        var opened = await files.OpenAsync(attachment.Address, cancel);
        if (opened.Refusal is { } missing) return missing;
        string name = Path.GetFileNameWithoutExtension(WordPressPictures.FileOf(attachment.Address));
        var taken = await TakeAsync(opened.Value, name, cancel);
        if (taken.Refusal is { } refusal) return refusal;
        var row = taken.Value;
        var staged = new StagedMedia(row, Checks.Clean(attachment.Alt), WordPressStage.PlainOf(attachment.Caption), MediaArrival.NameOf(WordPressPictures.FileOf(attachment.Address)));
        var kept = await desk.Journal.KeepUnseenAsync<ImportMediaRow>(context => Task.FromResult<Outcome<ImportMediaRow>>(context.Add(new ImportMediaRow
        {
            Source = site.Sources + attachment.Id,
            MediaId = row.Id,
            File = WordPressPictures.FileOf(attachment.Address),
            Name = row.Name,
            Parent = attachment.Parent,
            Place = attachment.Place,
            Blob = row.Blob,
            Staged = JsonSerializer.Serialize(staged),
            At = Instant.Now(desk.Clock),
        }).Entity), cancel);
        return kept.Refusal;
    }

    private async Task<Outcome<MediaRow>> TakeAsync(Stream content, string name, CancellationToken cancel)
    {
        await using (content)
        {
            try
            {
                return await MediaIntake.AnyAsync(desk, content, name, cancel);
            }
            catch (FellSilentException fault)
            {
                return new Refusal("fell-silent", fault.Message);
            }
            catch (Exception fault) when (Breakdown.RefusalOf(fault) is not null)
            {
                return Breakdown.RefusalOf(fault)!;
            }
        }
    }

    private static string Title(WordPressAttachment attachment) => Checks.Clean(attachment.Title) is { Length: > 0 } title ? title : attachment.Address;
}

/// <summary>Puts the media that an import has brought into the library.</summary>
internal sealed class WordPressMediaCopy(NewsDesk desk, WordPressSite site, EditionRow edition, string actor)
{
    private const int Batch = 200;

    /// <summary>Puts them there, in the transaction of an act; the answer is how many of the site's are in the library then.</summary>
    public async Task<int> AdoptAsync(HouseContext context, CancellationToken cancel)
    {
        string prefix = site.Sources;
        while (await context.Set<ImportMediaRow>().Where(row => row.Source.StartsWith(prefix) && row.Staged != "").OrderBy(row => row.Source).Take(Batch).ToListAsync(cancel) is { Count: > 0 } batch)
        {
            foreach (var row in batch) Adopt(context, row);
            context.ChangeTracker.DetectChanges();
            await context.SaveChangesAsync(cancel);
            context.ChangeTracker.Clear();
        }
        return await context.Set<ImportMediaRow>().CountAsync(row => row.Source.StartsWith(prefix), cancel);
    }

    private void Adopt(HouseContext context, ImportMediaRow row)
    {
        var staged = JsonSerializer.Deserialize<StagedMedia>(row.Staged)!;
        (row.Staged, row.Blob) = ("", "");
        staged.Row.AddedAt = Instant.Now(desk.Clock);
        context.Add(staged.Row);
        if (staged.Row.Kind == MediaKind.Picture && staged.Alt.Length + staged.Caption.Length > 0)
        {
            context.Add(new MediaTextRow { MediaId = staged.Row.Id, EditionId = edition.Id, Alt = staged.Alt, Caption = staged.Caption });
        }
        MediaArrival.Put(context, staged.Row, actor, staged.FileName, forDesk: true);
    }
}
