using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Media;

/// <summary>Puts another original in a picture's place, wherever it is used: the picture keeps its id and its words, and what it was made of is kept.</summary>
/// <param name="Picture">The picture's public id.</param>
/// <param name="File">The file on this machine; null when the bytes are handed over beside the act, or an earlier original is put back.</param>
/// <param name="Earlier">The id of one of its earlier originals, to be put back with its own credit and focal point; null takes a file.</param>
/// <param name="FileName">What the file was called where it came from.</param>
/// <param name="Credit">Who is to be named beside it; null leaves who is named now.</param>
/// <param name="Creator">Who made it; null leaves who is named now.</param>
/// <param name="Copyright">Whose it is; null leaves what is said now.</param>
/// <param name="Focal">The point that crops keep; null leaves it where the new picture has the old one's proportions.</param>
/// <remarks>Revisions name the picture and never change (docs/decisions/0022); renditions of the new original have addresses of their own, to which the old ones lead.</remarks>
public sealed record ReplacePicture(
    string Picture, string? File = null, string? Earlier = null, string? FileName = null,
    string? Credit = null, string? Creator = null, string? Copyright = null, FocalPoint? Focal = null)
{
    // What a camera and a retoucher round differently is still the same proportion.
    private const double Alike = 0.01;

    /// <summary>Does it with the file that is named, or with an earlier original; the result is the id under which the one before is kept.</summary>
    public Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        Earlier is null ? MediaIntake.WithFileAsync(File, content => RunAsync(desk, actor, content, cancel)) : PutBackAsync(desk, actor, cancel);

    /// <summary>Does it with bytes that are handed over; the result is the id under which the original before is kept.</summary>
    public async Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, Stream content, CancellationToken cancel = default)
    {
        var checks = new Checks();
        var said = new MediaDescription(checks, Credit, Creator, Copyright, null, null, null, null);
        Focal?.Check(checks);
        if (checks.Fault is { } fault) return fault;
        var received = await MediaIntake.PictureAsync(desk, content, cancel);
        if (received.Refusal is { } refusal) return refusal;
        var (blob, negative) = (received.Value.Blob.ToString(), received.Value.Negative);
        return await WriteAsync(desk, actor, blob, (row, arrival) =>
        {
            var focal = Focal ?? (IsAlike(row, negative) ? new FocalPoint(row.FocalX, row.FocalY) : FocalPoint.Usual);
            (row.Blob, row.MimeType, row.Bytes) = (blob, received.Value.MimeType, received.Value.Bytes);
            (row.Width, row.Height, row.Colour) = (negative.Width, negative.Height, negative.Colour);
            (row.FocalX, row.FocalY, row.Taken) = (focal.X, focal.Y, negative.Notes.Taken);
            arrival.FileName = MediaArrival.NameOf(FileName ?? File);
            said.Put(row);
        }, cancel);
    }

    private async Task<Outcome<Settled<string>>> PutBackAsync(NewsDesk desk, string actor, CancellationToken cancel)
    {
        var unknown = new Refusal("unknown-original", $"The picture has no earlier original with the id \"{Earlier}\".");
        if (!PublicId.TryRead(Earlier ?? "", out long id)) return unknown;
        PublicId.TryRead(Picture, out long media);
        var earlier = await desk.Database.LookAsync(context => context.Set<EarlierOriginalRow>().AsNoTracking().FirstOrDefaultAsync(one => one.Id == id && one.MediaId == media, cancel), cancel);
        // An earlier original never changes, so it may be read before the act has its turn.
        if (earlier is null) return unknown;
        return await WriteAsync(desk, actor, earlier.Blob, (row, arrival) =>
        {
            (row.Blob, row.MimeType, row.Bytes) = (earlier.Blob, earlier.MimeType, earlier.Bytes);
            (row.Width, row.Height, row.Colour) = (earlier.Width, earlier.Height, earlier.Colour);
            (row.FocalX, row.FocalY, row.Taken) = (earlier.FocalX, earlier.FocalY, earlier.Taken);
            (row.Credit, row.Creator, row.Copyright, arrival.FileName) = (earlier.Credit, earlier.Creator, earlier.Copyright, earlier.FileName);
        }, cancel);
    }

    private async Task<Outcome<Settled<string>>> WriteAsync(NewsDesk desk, string actor, string blob, Action<MediaRow, MediaArrivalRow> put, CancellationToken cancel)
    {
        long earlier = PublicId.Next(desk.Clock);
        var written = await desk.Journal.WriteAsync<string>(actor, async context =>
        {
            var found = await context.FindMediaAsync(Picture, cancel);
            if (found.Refusal is { } unknown) return unknown;
            var row = found.Value;
            if (row.Kind != MediaKind.Picture) return new Refusal("no-picture", "Only a picture can be replaced by another one.");
            if (row.Blob == blob) return new Refusal("same-picture", "This is the very file that the picture is made of already.", "Choose another one.");
            var arrival = await context.Set<MediaArrivalRow>().FirstAsync(one => one.MediaId == row.Id, cancel);
            context.Add(Kept(earlier, row, arrival, Instant.Now(desk.Clock), actor));
            put(row, arrival);
            await MediaArrival.RenewAsync(context, row, cancel);
            return (new EntryDraft("PictureReplaced", [Subject.Media(row.Id)], new { media = Picture, earlier = PublicId.Text(earlier), row.Credit }), PublicId.Text(earlier));
        }, cancel);
        if (written.Refusal is null) desk.Darkroom.Expect(Subject.IdOf(written.Value.Entry.Subjects[0]));
        return written;
    }

    private static EarlierOriginalRow Kept(long id, MediaRow row, MediaArrivalRow arrival, Instant at, string actor) => new()
    {
        Id = id,
        MediaId = row.Id,
        At = at,
        Actor = actor,
        Blob = row.Blob,
        MimeType = row.MimeType,
        Bytes = row.Bytes,
        Width = row.Width,
        Height = row.Height,
        Colour = row.Colour,
        FocalX = row.FocalX,
        FocalY = row.FocalY,
        Credit = row.Credit,
        Creator = row.Creator,
        Copyright = row.Copyright,
        Taken = row.Taken,
        FileName = arrival.FileName,
    };

    private static bool IsAlike(MediaRow row, Negative negative) =>
        Math.Abs(((double)row.Width / row.Height) - ((double)negative.Width / negative.Height)) <= Alike * row.Width / row.Height;
}
