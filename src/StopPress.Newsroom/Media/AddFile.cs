using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Blobs;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Media;

/// <summary>Takes in a sound or a document, to be linked from texts: MP3, M4A, Ogg, WAV, PDF. Readers get it as it came, once a text that they have links it.</summary>
/// <param name="Name">What it is called in its address.</param>
/// <param name="File">The file on this machine; null when the bytes are handed over beside the act.</param>
/// <param name="Credit">Who made it.</param>
/// <param name="Copyright">Whose it is.</param>
/// <param name="Rights">On what terms it may be shown; for the desk alone.</param>
/// <param name="ExpiresAt">The hour from which on nobody may have it.</param>
public sealed record AddFile(
    string Name, string? File = null, string? Credit = null, string? Copyright = null, string? Rights = null, DateTimeOffset? ExpiresAt = null)
{
    private const int LongestName = 200;

    /// <summary>Does it with the file that is named; the result is the address to link to.</summary>
    public Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        MediaIntake.WithFileAsync(File, content => RunAsync(desk, actor, content, cancel));

    /// <summary>Does it with bytes that are handed over; the result is the address to link to.</summary>
    public async Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, Stream content, CancellationToken cancel = default)
    {
        var checks = new Checks();
        string name = checks.Line("name", Name, LongestName, required: true);
        var said = new MediaDescription(checks, Credit, null, Copyright, Rights, null, null, null);
        if (checks.Fault is { } fault) return fault;
        using var incoming = await desk.Blobs.ReceiveAsync(content, desk.Darkroom.Limits.FileBytes, cancel);
        if (incoming is null) return MediaIntake.TooLarge("file", desk.Darkroom.Limits.FileBytes);
        var format = await MediaIntake.FormatAsync(incoming, isPicture: false, cancel);
        if (format.Refusal is { } refusal) return refusal;
        var row = Keep(desk, incoming, format.Value, name);
        said.Put(row);
        return await desk.Journal.WriteAsync<string>(actor, async context =>
        {
            context.Add(row);
            MediaArrival.Put(context, row, actor, File ?? Name, forDesk: true);
            if (ExpiresAt is { } hour) await PictureExpiry.SetAsync(desk, context, row, Instant.From(hour));
            string id = PublicId.Text(row.Id);
            return (new EntryDraft("FileAdded", [Subject.Media(row.Id)], new { media = id, row.Name }), Address(row.Id, row.Name));
        }, cancel);
    }

    /// <summary>The address of a sound or a document.</summary>
    internal static string Address(long id, string name) => $"/-/media/{PublicId.Text(id)}/{name}";

    /// <summary>Keeps the bytes of a sound or a document, and makes its row.</summary>
    internal static MediaRow Keep(NewsDesk desk, IncomingBlob incoming, MediaFormat format, string name)
    {
        // The bytes come first, as with pictures.
        incoming.Keep();
        return new MediaRow
        {
            Id = PublicId.Next(desk.Clock),
            Kind = format == MediaFormat.Pdf ? MediaKind.Document : MediaKind.Sound,
            Blob = incoming.Name.ToString(),
            MimeType = MediaFormats.Names(format).MimeType,
            Name = $"{(UrlSlug.Of(name) is { Length: > 0 } slug ? slug : "file")}.{MediaFormats.Names(format).Extension}",
            Bytes = incoming.Length,
            Colour = "",
            Credit = "",
            AddedAt = Instant.Now(desk.Clock),
        };
    }
}
