using System.Globalization;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;
using NetVips;
using StopPress.Store;

namespace StopPress.Newsroom.Media;

/// <summary>Reads originals and makes renditions of them. What comes out depends on what goes in and on nothing else.</summary>
/// <remarks>The one place that uses libvips. It can open nothing but the formats that the newspaper takes, each by its own loader.</remarks>
internal static partial class Enlarger
{
    // Height is bounded by what is asked; libvips wants a number all the same (VIPS_MAX_COORD).
    private const int AnyHeight = 10_000_000;

    // A picture of so few pixels has the average colour of the large one, and JPEG is read at an eighth for it.
    private const int ColourWidth = 64;

    // Beside each other at 960 pixels these three look alike: 41, 22 and 19 kB of a picture of flowers in sunlight. WebP's effort 2 takes a
    // tenth of 6's time for a twentieth more bytes; AVIF's 1 a tenth of 4's, and is still smaller than WebP.
    private const int JpegQuality = 78;
    private const int WebpQuality = 76;
    private const int WebpEffort = 2;
    private const int AvifQuality = 55;
    private const int AvifEffort = 1;

    // The longest panoramas are ten times as wide as high; what is longer is a line on a telephone, or a column without end.
    private const int Narrowest = 20;

    // Four colours of eight bits.
    private const int BytesOfPixel = 4;

    private const Enums.ForeignKeep Credits = Enums.ForeignKeep.Exif | Enums.ForeignKeep.Xmp;

    private static readonly double[] White = [255, 255, 255];

    // Everything that a picture is made of; whatever else was read with it could tell more than is meant for readers.
    private static readonly HashSet<string> Plain =
        ["width", "height", "bands", "format", "coding", "interpretation", "xoffset", "yoffset", "xres", "yres", "filename", "vips-loader", "vips-sequential"];

    static Enlarger()
    {
        // Nothing is looked at twice, so nothing is worth remembering; one picture is one thread's work, and how many are made at once is decided here.
        Cache.Max = 0;
        NetVips.NetVips.Concurrency = 1;
        // What libvips warns of is in the pictures, not in the newspaper: a truncated one warns a hundred times.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, static (_, _, _) => { });
        Operation.Block("VipsForeignLoad", true);
        foreach (string loader in new[] { "Jpeg", "Png", "Webp", "Nsgif", "Tiff", "Heif" }) Operation.Block("VipsForeignLoad" + loader, false);
    }

    /// <summary>Looks at an original: what it is in pixels, its colour, and what it says; or why it cannot be shown.</summary>
    public static Outcome<Negative> Look(string file, MediaFormat format, PictureLimits limits)
    {
        try
        {
            if (Image.FindLoad(file) != MediaFormats.Loader(format)) return Broken(format);
            using var header = Image.NewFromFile(file, access: Enums.Access.Sequential);
            bool turned = header.Contains("orientation") && header.Get("orientation") is int and >= 5 and <= 8;
            var (width, height) = turned ? (header.Height, header.Width) : (header.Width, header.Height);
            if (TooLarge(header, format, limits) is { } refusal) return refusal;
            bool isTooTall = (long)height * Math.Min(width, 1920) / width > Rendition.LongestSide;
            if (isTooTall || Math.Max(width, height) > (long)Narrowest * Math.Min(width, height)) return new Refusal("wrong-size", $"The picture of {width} by {height} pixels is too narrow to be shown.", "Cut it to a part.");
            var notes = PictureNotes.Read(Block(header, "xmp-data"), Block(header, "iptc-data"), Block(header, "exif-data"));
            return new Negative(width, height, Colour(file), notes);
        }
        catch (VipsException)
        {
            return Broken(format);
        }
    }

    /// <summary>A picture scaled so that a crop has its largest width, cut to it, in eight bits of sRGB on white, with nothing in it but its pixels and the credit.</summary>
    public static Image Master(string file, Original original, Crop crop, int width)
    {
        var (across, _) = Rendition.Part(original, crop);
        double scale = (double)width / across;
        int wide = Math.Max(width, (int)Math.Round(original.Width * scale));
        int high = Math.Max(1, (int)Math.Round(original.Height * scale));
        using var scaled = Image.Thumbnail(file, wide, high, size: Enums.Size.Force, outputProfile: "srgb");
        using var opaque = scaled.HasAlpha() ? scaled.Flatten(background: White) : scaled.Copy();
        var (x, y, w, h) = Window(original, crop, wide, high, width);
        using var cut = opaque.ExtractArea(x, y, w, h);
        using var held = cut.CopyMemory();
        return held.Mutate(image => Mark(image, held, original));
    }

    /// <summary>One rendition's bytes, from the picture at its largest.</summary>
    public static byte[] Print(Image master, Rendition rendition)
    {
        using var sized = master.Width == rendition.Width && master.Height == rendition.Height
            ? master.Copy()
            : master.ThumbnailImage(rendition.Width, height: rendition.Height, size: Enums.Size.Force);
        return rendition.Format switch
        {
            RenditionFormat.Avif => sized.HeifsaveBuffer(q: AvifQuality, effort: AvifEffort, compression: Enums.ForeignHeifCompression.Av1, bitdepth: 8, keep: Credits),
            RenditionFormat.Webp => sized.WebpsaveBuffer(q: WebpQuality, effort: WebpEffort, keep: Credits),
            _ => sized.JpegsaveBuffer(q: JpegQuality, optimizeCoding: true, keep: Credits),
        };
    }

    /// <summary>Gives back to the system what reading a large picture took; the allocator would keep it for the next one on the same thread, which never comes.</summary>
    public static void GiveBack()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _ = TrimHeaps(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Only glibc keeps heaps by thread (malloc_trim(3)).
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    private static extern int TrimHeaps(nuint keep);

    // Where the crop lies in the scaled picture: around the focal point, as far as the edges let it.
    private static (int X, int Y, int Width, int Height) Window(Original original, Crop crop, int wide, int high, int width)
    {
        if (crop == Crop.Whole) return (0, 0, wide, high);
        var (across, down) = Rendition.Part(original, crop);
        int height = Math.Min(high, Math.Max(1, (int)Math.Round((double)width * down / across)));
        return (Side(wide, width, original.Focal.X), Side(high, height, original.Focal.Y), width, height);
    }

    private static int Side(int whole, int part, int focal) => Math.Clamp((int)Math.Round((whole * focal / 1000.0) - (part / 2.0)), 0, whole - part);

    private static Refusal? TooLarge(Image header, MediaFormat format, PictureLimits limits)
    {
        // A TIFF can be one strip, which libvips reads whole; sixteen bits and more are worked on as floating-point numbers, in four times the room.
        bool whole = format is MediaFormat.Webp or MediaFormat.Avif or MediaFormat.Heic or MediaFormat.Gif or MediaFormat.Tiff || header.Contains("interlaced")
            || header.Bands * BytesOf(header.Format) > BytesOfPixel;
        long most = whole ? limits.PixelsAtOnce : limits.Pixels;
        long pixels = (long)header.Width * header.Height;
        return pixels <= most ? null : new Refusal(
            "too-many-pixels", $"The picture of {header.Width} by {header.Height} has {pixels / 1_000_000} megapixels; {most / 1_000_000} are the most{(whole ? " for a file of its kind" : "")}.",
            whole && pixels <= limits.Pixels ? "Save it as a plain JPEG (not progressive), or make it smaller." : "Make it smaller.");
    }

    private static int BytesOf(Enums.BandFormat format) => format switch
    {
        Enums.BandFormat.Uchar or Enums.BandFormat.Char => 1,
        Enums.BandFormat.Ushort or Enums.BandFormat.Short => 2,
        _ => 4,
    };

    private static Refusal Broken(MediaFormat format) => format == MediaFormat.Heic
        ? new Refusal("heic", "This is a HEIC picture, as telephones keep them, and this machine cannot read it.", "Export it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible).")
        : new Refusal("broken-picture", $"The file says that it is a {MediaFormats.Names(format).Extension.ToUpperInvariant()} picture, but it cannot be read.", "Open it in another program and save it anew, or ask for it once more.");

    private static byte[]? Block(Image image, string name) => image.Contains(name) ? image.Get(name) as byte[] : null;

    private static string Colour(string file)
    {
        using var small = Image.Thumbnail(file, ColourWidth, height: AnyHeight, size: Enums.Size.Down, outputProfile: "srgb");
        using var opaque = small.HasAlpha() ? small.Flatten(background: White) : small.Copy();
        using var stats = opaque.Stats();
        // A row for each band after that of all; the mean is the fifth column (vips_stats).
        int[] mean = [.. Enumerable.Range(1, 3).Select(band => (int)Math.Clamp(Math.Round(stats.Getpoint(4, Math.Min(band, opaque.Bands))[0]), 0, 255))];
        return string.Create(CultureInfo.InvariantCulture, $"#{mean[0]:x2}{mean[1]:x2}{mean[2]:x2}");
    }

    private static void Mark(MutableImage image, Image read, Original original)
    {
        foreach (string field in read.GetFields().Where(field => !Plain.Contains(field))) image.Remove(field);
        if (original.Creator.Length + original.Credit.Length + original.Copyright.Length == 0) return;
        image.Set(GValue.BlobType, "xmp-data", Encoding.UTF8.GetBytes(Xmp(original)));
        // EXIF is ASCII; a name that is not stands in the XMP alone, rather than as question marks.
        Exif("Artist", original.Creator.Length > 0 ? original.Creator : original.Credit);
        Exif("Copyright", original.Copyright);

        void Exif(string tag, string value)
        {
            if (value.Length > 0 && Ascii.IsValid(value)) image.Set(GValue.GStrType, "exif-ifd0-" + tag, value);
        }
    }

    private static string Xmp(Original original)
    {
        var text = new StringBuilder("""
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">
            """);
        Add(original.Creator, "dc:creator><rdf:Seq><rdf:li>", "</rdf:li></rdf:Seq></dc:creator>");
        Add(original.Copyright, "dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">", "</rdf:li></rdf:Alt></dc:rights>");
        Add(original.Credit, "photoshop:Credit>", "</photoshop:Credit>");
        return text.Append("</rdf:Description></rdf:RDF></x:xmpmeta>").ToString();

        void Add(string value, string open, string close)
        {
            if (value.Length > 0) text.Append('<').Append(open).Append(SecurityElement.Escape(value)).Append(close);
        }
    }
}
