using System.Globalization;
using MetadataExtractor;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Iptc;
using MetadataExtractor.Formats.Photoshop;
using MetadataExtractor.Formats.Xmp;
using MetadataExtractor.IO;
using StopPress.Newsroom.House;
using MetadataFolder = MetadataExtractor.Directory;

namespace StopPress.Newsroom.Media;

/// <summary>What a picture's file says about itself in IPTC, XMP and EXIF. Where it was taken is read as words only; coordinates are never read.</summary>
/// <param name="Caption">What it shows.</param>
/// <param name="Creator">Who made it.</param>
/// <param name="Credit">Who is to be named.</param>
/// <param name="Copyright">Whose it is.</param>
/// <param name="Taken">When it was taken, on the clocks of the place, in ISO 8601.</param>
/// <param name="City">The city.</param>
/// <param name="Country">The country.</param>
/// <param name="Keywords">The words under which it is found.</param>
internal sealed record PictureNotes(
    string Caption, string Creator, string Credit, string Copyright, string Taken, string City, string Country, IReadOnlyList<string> Keywords)
{
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";
    private const string Photoshop = "http://ns.adobe.com/photoshop/1.0/";
    private const string XmpBasic = "http://ns.adobe.com/xap/1.0/";

    // As long as the columns of the acts; a caption of an agency has some six hundred letters.
    private const int LongestLine = 1000;
    private const int MostKeywords = 100;

    // A block of notes is some kilobytes; what is larger holds previews, or means harm.
    private const int LargestBlock = 4 * 1024 * 1024;

    // The Photoshop block begins with its name when it comes out of a JPEG; from a TIFF it is IPTC alone.
    private const string PhotoshopName = "Photoshop 3.0\0";

    /// <summary>Nothing is said.</summary>
    public static PictureNotes None { get; } = new("", "", "", "", "", "", "", []);

    /// <summary>Reads the blocks that a picture came with; what is broken in them says nothing. XMP is believed first, then IPTC, then EXIF (IPTC Photo Metadata 2023, mapping guidelines).</summary>
    public static PictureNotes Read(byte[]? xmp, byte[]? iptc, byte[]? exif)
    {
        var x = Folders(xmp, bytes => [new XmpReader().Extract(bytes)]).OfType<XmpDirectory>().FirstOrDefault();
        var i = Folders(iptc, ReadIptc).OfType<IptcDirectory>().FirstOrDefault();
        var e = Folders(exif, ReadExif);
        var main = e.OfType<ExifIfd0Directory>().FirstOrDefault();
        var sub = e.OfType<ExifSubIfdDirectory>().FirstOrDefault();
        return new PictureNotes(
            First(Xmp(x, DublinCore, "description"), Text(i, IptcDirectory.TagCaption), Text(main, ExifDirectoryBase.TagImageDescription)),
            First(Xmp(x, DublinCore, "creator"), Text(i, IptcDirectory.TagByLine), Text(main, ExifDirectoryBase.TagArtist)),
            First(Xmp(x, Photoshop, "Credit"), Text(i, IptcDirectory.TagCredit)),
            First(Xmp(x, DublinCore, "rights"), Text(i, IptcDirectory.TagCopyrightNotice), Text(main, ExifDirectoryBase.TagCopyright)),
            First(Day(Xmp(x, Photoshop, "DateCreated")), Day(Text(sub, ExifDirectoryBase.TagDateTimeOriginal)), Day(Text(i, IptcDirectory.TagDateCreated)), Day(Xmp(x, XmpBasic, "CreateDate"))),
            First(Xmp(x, Photoshop, "City"), Text(i, IptcDirectory.TagCity)),
            First(Xmp(x, Photoshop, "Country"), Text(i, IptcDirectory.TagCountryOrPrimaryLocationName)),
            [.. XmpList(x, DublinCore, "subject").Concat(i?.GetStringArray(IptcDirectory.TagKeywords) ?? []).Select(Line).Where(word => word.Length > 0).Distinct().Take(MostKeywords)]);
    }

    private static IReadOnlyList<MetadataFolder> Folders(byte[]? block, Func<byte[], IReadOnlyList<MetadataFolder>> read)
    {
        if (block is null || block.Length is 0 or > LargestBlock) return [];
        try
        {
            return read(block);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            // Notes are the work of a hundred programs and of forgers. A picture whose notes cannot be read is still a picture.
            return [];
        }
    }

    private static IReadOnlyList<MetadataFolder> ReadIptc(byte[] block)
    {
        int start = block.AsSpan().StartsWith("Photoshop 3.0\0"u8) ? PhotoshopName.Length : 0;
        var reader = new SequentialByteArrayReader(block, start);
        return block[start] == 0x1C ? [new IptcReader().Extract(reader, block.Length)] : new PhotoshopReader().Extract(reader, block.Length - start);
    }

    private static IReadOnlyList<MetadataFolder> ReadExif(byte[] block)
    {
        byte[] tiff = block.AsSpan().StartsWith("Exif\0\0"u8) ? block[6..] : block;
        return new ExifReader().Extract(new ByteArrayReader(tiff));
    }

    private static string Text(MetadataFolder? folder, int tag) => Line(folder?.GetString(tag));

    private static string Xmp(XmpDirectory? folder, string schema, string name)
    {
        if (folder?.XmpMeta is not { } meta) return "";
        var property = meta.GetProperty(schema, name);
        // A list, or the same in several languages: the first is the one to show (XMP specification, part 1, 8.2.2.4).
        return property is null ? "" : property.Options.IsArray ? Line(meta.GetArrayItem(schema, name, 1)?.Value) : Line(property.Value);
    }

    private static IEnumerable<string> XmpList(XmpDirectory? folder, string schema, string name)
    {
        if (folder?.XmpMeta is not { } meta || meta.GetProperty(schema, name)?.Options.IsArray != true) yield break;
        int count = Math.Min(meta.CountArrayItems(schema, name), MostKeywords);
        for (var i = 1; i <= count; i++) yield return meta.GetArrayItem(schema, name, i)?.Value ?? "";
    }

    // EXIF writes 2026:03:01 10:22:00, IPTC 20260301, XMP ISO 8601; all are the clocks of the place.
    private static string Day(string text)
    {
        string[] forms = ["yyyy:MM:dd HH:mm:ss", "yyyyMMdd", "yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"];
        string local = text.Length > 19 ? text[..19] : text;
        if (!DateTime.TryParseExact(local, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) || day.Year < 1826) return "";
        return day.ToString(local.Length > 10 ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private static string First(params ReadOnlySpan<string> said)
    {
        foreach (string one in said)
        {
            if (one.Length > 0) return one;
        }
        return "";
    }

    private static string Line(string? text)
    {
        string line = Checks.Clean(text);
        return line.Length <= LongestLine ? line : line[..LongestLine];
    }
}
