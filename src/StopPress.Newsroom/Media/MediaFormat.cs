using System.Text;

namespace StopPress.Newsroom.Media;

/// <summary>What a file is, told by its first bytes and never by its name.</summary>
internal enum MediaFormat
{
    Unknown,
    Jpeg,
    Png,
    Webp,
    Gif,
    Tiff,
    Avif,
    Heic,
    Mp3,
    M4a,
    Ogg,
    Wav,
    Pdf,
}

/// <summary>Tells formats apart.</summary>
internal static class MediaFormats
{
    /// <summary>How many bytes are enough to tell.</summary>
    public const int HeadLength = 64;

    /// <summary>The format of a file that begins so.</summary>
    public static MediaFormat Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return MediaFormat.Jpeg;
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])) return MediaFormat.Png;
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) return MediaFormat.Gif;
        if (head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8)) return MediaFormat.Tiff;
        if (head.StartsWith("%PDF-"u8)) return MediaFormat.Pdf;
        if (head.StartsWith("OggS"u8)) return MediaFormat.Ogg;
        if (head.Length >= 12 && head.StartsWith("RIFF"u8)) return head[8..].StartsWith("WEBP"u8) ? MediaFormat.Webp : head[8..].StartsWith("WAVE"u8) ? MediaFormat.Wav : MediaFormat.Unknown;
        if (head.Length >= 12 && head[4..].StartsWith("ftyp"u8)) return OfBrand(head);
        // A frame of MPEG audio, layer III: eleven bits set, then the version and the layer (ISO/IEC 11172-3, 2.4.2.3).
        bool frame = head.Length > 3 && head[0] == 0xFF && (head[1] & 0xE6) == 0xE2 && (head[2] & 0xF0) != 0xF0;
        return head.StartsWith("ID3"u8) || frame ? MediaFormat.Mp3 : MediaFormat.Unknown;
    }

    /// <summary>What a picture in this format is opened with, and with nothing else; null for what is no picture.</summary>
    public static string? Loader(MediaFormat format) => format switch
    {
        MediaFormat.Jpeg => "VipsForeignLoadJpegFile",
        MediaFormat.Png => "VipsForeignLoadPngFile",
        MediaFormat.Webp => "VipsForeignLoadWebpFile",
        MediaFormat.Gif => "VipsForeignLoadNsgifFile",
        MediaFormat.Tiff => "VipsForeignLoadTiffFile",
        MediaFormat.Avif or MediaFormat.Heic => "VipsForeignLoadHeifFile",
        _ => null,
    };

    /// <summary>Media type and file name extension.</summary>
    public static (string MimeType, string Extension) Names(MediaFormat format) => format switch
    {
        MediaFormat.Jpeg => ("image/jpeg", "jpg"),
        MediaFormat.Png => ("image/png", "png"),
        MediaFormat.Webp => ("image/webp", "webp"),
        MediaFormat.Gif => ("image/gif", "gif"),
        MediaFormat.Tiff => ("image/tiff", "tif"),
        MediaFormat.Avif => ("image/avif", "avif"),
        MediaFormat.Heic => ("image/heic", "heic"),
        MediaFormat.Mp3 => ("audio/mpeg", "mp3"),
        MediaFormat.M4a => ("audio/mp4", "m4a"),
        MediaFormat.Ogg => ("audio/ogg", "ogg"),
        MediaFormat.Wav => ("audio/wav", "wav"),
        MediaFormat.Pdf => ("application/pdf", "pdf"),
        _ => ("application/octet-stream", "bin"),
    };

    /// <summary>The format of a media type, or <see cref="MediaFormat.Unknown"/>.</summary>
    public static MediaFormat Named(string mimeType) => Enum.GetValues<MediaFormat>().FirstOrDefault(format => format != MediaFormat.Unknown && Names(format).MimeType == mimeType);

    /// <summary>What the file probably is, in words, where it is nothing that the newspaper shows.</summary>
    public static string Guess(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty) return "an empty file";
        if (head.StartsWith("\0\0\0\x0CjP"u8) || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51])) return "a JPEG 2000 picture";
        if (head.StartsWith("8BPS"u8)) return "a Photoshop document";
        if (head.StartsWith("BM"u8)) return "a Windows bitmap";
        if (head.StartsWith("PK"u8)) return "a ZIP archive or an office document";
        if (head.StartsWith((ReadOnlySpan<byte>)[0, 1, 0, 0]) || head.StartsWith("OTTO"u8)) return "a font";
        string text = Encoding.Latin1.GetString(head).TrimStart('\u00ef', '\u00bb', '\u00bf', ' ', '\t', '\r', '\n');
        return text.StartsWith("<svg", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) ? "an SVG drawing or another XML file" : "not one of them";
    }

    // The main brand, then those that the file is compatible with (ISO/IEC 14496-12, 4.3; HEIF: ISO/IEC 23008-12, annex B).
    private static MediaFormat OfBrand(ReadOnlySpan<byte> head)
    {
        int end = Math.Min(head.Length, Math.Max(16, (head[2] << 8) + head[3]));
        for (var at = 8; at + 4 <= end; at += at == 8 ? 8 : 4)
        {
            var brand = head.Slice(at, 4);
            if (brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8)) return MediaFormat.Avif;
            if (brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8)) return MediaFormat.Heic;
            if (brand.StartsWith("M4A"u8) || brand.StartsWith("M4B"u8)) return MediaFormat.M4a;
        }
        return MediaFormat.Unknown;
    }
}
