using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Blobs;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Media;

/// <summary>Gives the house its logo, in place of an earlier one: a PNG, JPEG or WebP. Icons and all that stands on pages are made of it.</summary>
/// <param name="File">The file on this machine; null when the bytes are handed over beside the act.</param>
public sealed record SetLogo(string? File = null)
{
    /// <summary>The largest file.</summary>
    public const long MostBytes = 10 * 1024 * 1024;

    // What the smallest icon of a telephone is made of, and a line of letters that can be read.
    private const int LeastLong = 180;
    private const int LeastShort = 32;

    /// <summary>Does it with the file that is named.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        MediaIntake.WithFileAsync(File, content => RunAsync(desk, actor, content, cancel));

    /// <summary>Does it with bytes that are handed over.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, Stream content, CancellationToken cancel = default)
    {
        using var incoming = await desk.Blobs.ReceiveAsync(content, MostBytes, cancel);
        if (incoming is null) return MediaIntake.TooLarge("logo", MostBytes);
        var format = await FormatAsync(incoming, cancel);
        if (format.Refusal is { } refusal) return refusal;
        var looked = await desk.Darkroom.LookAtLogoAsync(incoming.File, format.Value, cancel);
        if (looked.Refusal is { } unreadable) return unreadable;
        var (negative, ink) = looked.Value;
        if (Math.Max(negative.Width, negative.Height) < LeastLong || Math.Min(negative.Width, negative.Height) < LeastShort)
        {
            return new Refusal("wrong-size", $"The logo of {negative.Width} by {negative.Height} pixels is too small to make icons of.", $"Its longer side needs {LeastLong} pixels and its shorter one {LeastShort}; 512 and more look better.");
        }
        incoming.Keep();
        return await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var row = await context.Set<LogoRow>().FirstOrDefaultAsync(cancel);
            if (row is null) context.Add(row = new LogoRow { Id = 1, Blob = "", Ink = "" });
            (row.Blob, row.Width, row.Height, row.Ink) = (incoming.Name.ToString(), negative.Width, negative.Height, ink);
            return (new EntryDraft("LogoSet", [Subject.House], new { row.Width, row.Height }), true);
        }, cancel);
    }

    private static async Task<Outcome<MediaFormat>> FormatAsync(IncomingBlob incoming, CancellationToken cancel)
    {
        byte[] head = new byte[MediaFormats.HeadLength];
        int length;
        await using (var file = System.IO.File.OpenRead(incoming.File)) length = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel);
        var format = MediaFormats.Of(head.AsSpan(0, length));
        if (format is MediaFormat.Png or MediaFormat.Jpeg or MediaFormat.Webp) return format;
        string guess = format == MediaFormat.Unknown ? MediaFormats.Guess(head.AsSpan(0, length)) : $"a file of the type {MediaFormats.Names(format).MimeType}";
        return guess.Contains("SVG", StringComparison.Ordinal)
            ? new Refusal("svg", "An SVG drawing can carry programs that would run in the browsers of readers, so it is not taken.", "Export it as PNG, 1000 pixels wide or more, with a transparent ground.")
            : new Refusal("wrong-logo", $"A logo is a PNG, JPEG or WebP; this is {guess}.", "Save it as PNG.");
    }
}

/// <summary>Takes the logo away; pages show the house's name again.</summary>
public sealed record RemoveLogo
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            if (await context.Set<LogoRow>().FirstOrDefaultAsync(cancel) is not { } row) return new Refusal("no-logo", "The house has no logo.");
            context.Remove(row);
            return (new EntryDraft("LogoRemoved", [Subject.House], new { row.Width, row.Height }), true);
        }, cancel);
}

/// <summary>The house's logo; one row, or none.</summary>
public sealed class LogoRow
{
    /// <summary>Always 1.</summary>
    public long Id { get; set; }

    /// <summary>The picture as it came, as the blob store names it.</summary>
    public required string Blob { get; set; }

    /// <summary>Its width in pixels.</summary>
    public int Width { get; set; }

    /// <summary>Its height in pixels.</summary>
    public int Height { get; set; }

    /// <summary>See <see cref="Logo.Ink"/>.</summary>
    public required string Ink { get; set; }
}

internal sealed class LogoTables : IEntityTypeConfiguration<LogoRow>
{
    public void Configure(EntityTypeBuilder<LogoRow> builder)
    {
        builder.ToTable("logo");
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
