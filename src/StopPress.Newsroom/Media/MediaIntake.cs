using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Blobs;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Media;

/// <summary>What pictures and files go through at the door.</summary>
internal static class MediaIntake
{
    private const string Pictures = "Save it as JPEG, PNG or WebP.";

    /// <summary>Opens a file on this machine for an act.</summary>
    public static async Task<Outcome<Settled<T>>> WithFileAsync<T>(string? file, Func<Stream, Task<Outcome<Settled<T>>>> act)
    {
        if (string.IsNullOrWhiteSpace(file)) return new Refusal("no-file", "No file is named.", "Name one on this machine.");
        FileStream content;
        try
        {
            content = new FileStream(file, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return new Refusal("unreadable", $"The file {file} cannot be read: {fault.Message}");
        }
        await using (content) return await act(content);
    }

    /// <summary>Receives a picture, looks at it, and keeps its bytes.</summary>
    public static async Task<Outcome<ReceivedPicture>> PictureAsync(NewsDesk desk, Stream content, CancellationToken cancel)
    {
        using var incoming = await desk.Blobs.ReceiveAsync(content, desk.Darkroom.Limits.PictureBytes, cancel);
        if (incoming is null) return TooLarge("picture", desk.Darkroom.Limits.PictureBytes);
        var format = await FormatAsync(incoming, isPicture: true, cancel);
        return format.Refusal is { } refusal ? refusal : await LookAsync(desk, incoming, format.Value, cancel);
    }

    /// <summary>Receives a picture, a sound or a document, and keeps its bytes; the row of it is for the library.</summary>
    /// <param name="desk">What acts work with.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="name">What a sound or a document is called in its address.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<Outcome<MediaRow>> AnyAsync(NewsDesk desk, Stream content, string name, CancellationToken cancel)
    {
        var limits = desk.Darkroom.Limits;
        using var incoming = await desk.Blobs.ReceiveAsync(content, Math.Max(limits.FileBytes, limits.PictureBytes), cancel);
        if (incoming is null) return TooLarge("file", limits.FileBytes);
        bool isPicture = MediaFormats.Loader(await FormatAsync(incoming, cancel)) is not null;
        var format = await FormatAsync(incoming, isPicture, cancel);
        if (format.Refusal is { } refusal) return refusal;
        if (incoming.Length > (isPicture ? limits.PictureBytes : limits.FileBytes)) return TooLarge(isPicture ? "picture" : "file", isPicture ? limits.PictureBytes : limits.FileBytes);
        if (!isPicture) return AddFile.Keep(desk, incoming, format.Value, name);
        var picture = await LookAsync(desk, incoming, format.Value, cancel);
        return picture.Refusal is { } unreadable ? unreadable : AddPicture.Row(desk, picture.Value);
    }

    private static async Task<Outcome<ReceivedPicture>> LookAsync(NewsDesk desk, IncomingBlob incoming, MediaFormat format, CancellationToken cancel)
    {
        var looked = await desk.Darkroom.LookAsync(incoming.File, format, cancel);
        if (looked.Refusal is { } unreadable) return unreadable;
        // The bytes come first: rows must never name a blob that is not there. A blob without a row harms nobody.
        incoming.Keep();
        return new ReceivedPicture(incoming.Name, MediaFormats.Names(format).MimeType, incoming.Length, looked.Value);
    }

    /// <summary>What has come in, by its first bytes; refused when it is not wanted.</summary>
    public static async Task<Outcome<MediaFormat>> FormatAsync(IncomingBlob incoming, bool isPicture, CancellationToken cancel)
    {
        byte[] head = await HeadAsync(incoming, cancel);
        var format = MediaFormats.Of(head);
        bool shows = MediaFormats.Loader(format) is not null;
        if (format != MediaFormat.Unknown && shows == isPicture) return format;
        if (isPicture)
        {
            return format == MediaFormat.Unknown
                ? new Refusal("not-a-picture", $"Pictures are JPEG, PNG, WebP, GIF, TIFF or AVIF; this is {MediaFormats.Guess(head)}.", Pictures)
                : new Refusal("not-a-picture", $"This is a file of the type {MediaFormats.Names(format).MimeType}, not a picture.", "Take it in with AddFile.");
        }
        return shows
            ? new Refusal("wrong-file", "This is a picture.", "Take it in with AddPicture.")
            : new Refusal("wrong-file", $"Files are MP3, M4A, Ogg, WAV or PDF; this is {MediaFormats.Guess(head)}.", "Save it as one of them.");
    }

    private static async Task<MediaFormat> FormatAsync(IncomingBlob incoming, CancellationToken cancel) => MediaFormats.Of(await HeadAsync(incoming, cancel));

    private static async Task<byte[]> HeadAsync(IncomingBlob incoming, CancellationToken cancel)
    {
        byte[] head = new byte[MediaFormats.HeadLength];
        await using var file = File.OpenRead(incoming.File);
        return head[..await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel)];
    }

    /// <summary>That there are too many bytes.</summary>
    public static Refusal TooLarge(string what, long most) => new("too-large", $"The {what} is larger than {most / (1024 * 1024)} MB, which is the most.", "Make it smaller.");
}

/// <summary>A picture whose bytes are kept, and of which no row tells yet.</summary>
/// <param name="Blob">Its bytes.</param>
/// <param name="MimeType">What they are.</param>
/// <param name="Bytes">How many there are.</param>
/// <param name="Negative">What was seen of it.</param>
internal sealed record ReceivedPicture(BlobName Blob, string MimeType, long Bytes, Negative Negative);
