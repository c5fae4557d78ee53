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

    /// <summary>What has come in, by its first bytes; refused when it is not wanted.</summary>
    public static async Task<Outcome<MediaFormat>> FormatAsync(IncomingBlob incoming, bool isPicture, CancellationToken cancel)
    {
        byte[] head = new byte[MediaFormats.HeadLength];
        int length;
        await using (var file = File.OpenRead(incoming.File)) length = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel);
        var format = MediaFormats.Of(head.AsSpan(0, length));
        bool shows = MediaFormats.Loader(format) is not null;
        if (format != MediaFormat.Unknown && shows == isPicture) return format;
        if (isPicture)
        {
            return format == MediaFormat.Unknown
                ? new Refusal("not-a-picture", $"Pictures are JPEG, PNG, WebP, GIF, TIFF or AVIF; this is {MediaFormats.Guess(head.AsSpan(0, length))}.", Pictures)
                : new Refusal("not-a-picture", $"This is a file of the type {MediaFormats.Names(format).MimeType}, not a picture.", "Take it in with AddFile.");
        }
        return shows
            ? new Refusal("wrong-file", "This is a picture.", "Take it in with AddPicture.")
            : new Refusal("wrong-file", $"Files are MP3, M4A, Ogg, WAV or PDF; this is {MediaFormats.Guess(head.AsSpan(0, length))}.", "Save it as one of them.");
    }

    /// <summary>That there are too many bytes.</summary>
    public static Refusal TooLarge(string what, long most) => new("too-large", $"The {what} is larger than {most / (1024 * 1024)} MB, which is the most.", "Make it smaller.");
}
