using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Media;

/// <summary>The words that go with a picture in one edition.</summary>
/// <param name="Edition">The edition's language.</param>
/// <param name="Alt">What it shows, for those who cannot see it.</param>
/// <param name="Caption">The caption, or empty.</param>
public sealed record PictureWords(string Edition, string Alt = "", string Caption = "");

/// <summary>What came of taking a picture in: its id, and what was read of it.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="MimeType">What it is.</param>
/// <param name="Width">Its width the right way up, in pixels.</param>
/// <param name="Height">Its height the right way up, in pixels.</param>
/// <param name="Colour">Its average colour.</param>
/// <param name="Credit">Who is named beside it.</param>
/// <param name="Creator">Who made it.</param>
/// <param name="Copyright">Whose it is.</param>
/// <param name="Caption">What the file says that it shows.</param>
/// <param name="Taken">When it was taken, on the clocks of the place.</param>
/// <param name="City">The city that it shows.</param>
/// <param name="Country">The country that it shows.</param>
/// <param name="Keywords">The words under which it is found.</param>
public sealed record AddedPicture(
    string Id, string MimeType, int Width, int Height, string Colour, string Credit, string Creator, string Copyright,
    string Caption, string Taken, string City, string Country, IReadOnlyList<string> Keywords);

/// <summary>Takes in a picture. What is not said about it is taken from the file's own IPTC, XMP and EXIF.</summary>
/// <param name="File">The file on this machine; null when the bytes are handed over beside the act.</param>
/// <param name="Credit">Who is to be named beside it, as it must be printed.</param>
/// <param name="Creator">Who made it.</param>
/// <param name="Copyright">Whose it is.</param>
/// <param name="Rights">On what terms it may be shown; for the desk alone.</param>
/// <param name="ExpiresAt">The hour from which on nobody may see it.</param>
/// <param name="Focal">The point that crops keep.</param>
/// <param name="City">The city that it shows.</param>
/// <param name="Country">The country that it shows.</param>
/// <param name="Keywords">The words under which it is found.</param>
/// <param name="Words">Its words in editions.</param>
/// <param name="FileName">What the file was called where it came from; null takes the name of the file on this machine.</param>
/// <param name="ForDesk">Whether it is for the whole house; else it is shown at the desk to whoever brought it and whoever sees a text that uses it.</param>
/// <remarks>No reader sees it before a text that readers have shows it, and never the original.</remarks>
public sealed record AddPicture(
    string? File = null, string? Credit = null, string? Creator = null, string? Copyright = null, string? Rights = null, DateTimeOffset? ExpiresAt = null,
    FocalPoint? Focal = null, string? City = null, string? Country = null, IReadOnlyList<string>? Keywords = null, IReadOnlyList<PictureWords>? Words = null,
    string? FileName = null, bool ForDesk = true)
{
    /// <summary>Does it with the file that is named.</summary>
    public Task<Outcome<Settled<AddedPicture>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        MediaIntake.WithFileAsync(File, content => RunAsync(desk, actor, content, cancel));

    /// <summary>Does it with bytes that are handed over.</summary>
    public async Task<Outcome<Settled<AddedPicture>>> RunAsync(NewsDesk desk, string actor, Stream content, CancellationToken cancel = default)
    {
        var checks = new Checks();
        var said = new MediaDescription(checks, Credit, Creator, Copyright, Rights, City, Country, Keywords);
        Focal?.Check(checks);
        if (checks.Fault is { } fault) return fault;
        var received = await MediaIntake.PictureAsync(desk, content, cancel);
        if (received.Refusal is { } refusal) return refusal;
        var row = Row(desk, received.Value, Focal);
        said.Put(row);
        return await WriteAsync(desk, actor, row, received.Value.Negative.Notes, cancel);
    }

    private async Task<Outcome<Settled<AddedPicture>>> WriteAsync(NewsDesk desk, string actor, MediaRow row, PictureNotes notes, CancellationToken cancel)
    {
        string id = PublicId.Text(row.Id);
        var written = await desk.Journal.WriteAsync<AddedPicture>(actor, async context =>
        {
            context.Add(row);
            if (await MediaDescription.PutWordsAsync(context, row.Id, await WordsAsync(context, notes, cancel), cancel) is { } wrong) return wrong;
            MediaArrival.Put(context, row, actor, FileName ?? File ?? "", ForDesk);
            if (ExpiresAt is { } hour) await PictureExpiry.SetAsync(desk, context, row, Instant.From(hour));
            string[] keywords = row.Keywords.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            return (new EntryDraft("PictureAdded", [Subject.Media(row.Id)], new { media = id, row.Credit }), new AddedPicture(
                id, row.MimeType, row.Width, row.Height, row.Colour, row.Credit, row.Creator, row.Copyright, notes.Caption, row.Taken, row.City, row.Country, keywords));
        }, cancel);
        if (written.Refusal is null) desk.Darkroom.Expect(row.Id);
        return written;
    }

    /// <summary>The row of a picture whose bytes are kept, with what its file says of it.</summary>
    internal static MediaRow Row(NewsDesk desk, ReceivedPicture received, FocalPoint? chosen = null)
    {
        var (focal, negative, notes) = (chosen ?? FocalPoint.Usual, received.Negative, received.Negative.Notes);
        return new MediaRow
        {
            Id = PublicId.Next(desk.Clock),
            Kind = MediaKind.Picture,
            Blob = received.Blob.ToString(),
            MimeType = received.MimeType,
            Bytes = received.Bytes,
            Width = negative.Width,
            Height = negative.Height,
            Colour = negative.Colour,
            FocalX = focal.X,
            FocalY = focal.Y,
            // Where the file names nobody to be credited, whoever made it is.
            Credit = notes.Credit.Length > 0 ? notes.Credit : notes.Creator,
            Creator = notes.Creator,
            Copyright = notes.Copyright,
            Taken = notes.Taken,
            City = notes.City,
            Country = notes.Country,
            Keywords = string.Join('\n', notes.Keywords),
            AddedAt = Instant.Now(desk.Clock),
        };
    }

    // A file's caption is in the language of whoever wrote it; it is taken to be the newspaper's own.
    private async Task<IReadOnlyList<PictureWords>> WordsAsync(HouseContext context, PictureNotes notes, CancellationToken cancel)
    {
        var words = Words ?? [];
        if (notes.Caption.Length == 0) return words;
        string? first = await context.Set<EditionRow>().OrderBy(row => row.Position).Select(row => row.Language).FirstOrDefaultAsync(cancel);
        if (first is null) return words;
        return words.Any(one => one.Edition == first)
            ? [.. words.Select(one => one.Edition == first && one.Caption.Length == 0 ? one with { Caption = notes.Caption } : one)]
            : [.. words, new PictureWords(first, "", notes.Caption)];
    }
}
