using System.Globalization;

namespace StopPress.Newsroom.Media;

/// <summary>Which part of a picture a rendition shows.</summary>
public enum Crop
{
    /// <summary>All of it.</summary>
    Whole,

    /// <summary>Three wide to two high, as cards and leads stand.</summary>
    Card,

    /// <summary>1200 wide to 630 high, as other sites show a link (Open Graph).</summary>
    Social,

    /// <summary>Sixteen wide to nine high, one of three that search engines choose from.</summary>
    Wide,

    /// <summary>Four wide to three high, the second of them.</summary>
    Standard,

    /// <summary>As wide as high, the third.</summary>
    Square,
}

/// <summary>How a rendition is written.</summary>
public enum RenditionFormat
{
    /// <summary>JPEG, which everything reads.</summary>
    Jpeg,

    /// <summary>WebP, which every browser since 2020 reads.</summary>
    Webp,

    /// <summary>AVIF, the smallest, and the slowest to make.</summary>
    Avif,
}

/// <summary>One size and format of a picture.</summary>
/// <param name="Crop">Which part it shows.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Format">How it is written.</param>
public sealed record Rendition(Crop Crop, int Width, int Height, RenditionFormat Format)
{
    // From a small phone's column to a laptop's whole window on a fine screen; each about half as many pixels again as the one before.
    private static readonly int[] Widths = [320, 640, 960, 1280, 1920];

    // What machines fetch to show beside a link is as wide as they show it (Open Graph; Google's guide for articles).
    private const int LinkWidth = 1200;

    // Each crop's ratio, and what the names of its renditions begin with.
    private static readonly Dictionary<Crop, (string Name, long Wide, long High)> Cuts = new()
    {
        [Crop.Card] = ("card", 3, 2),
        [Crop.Social] = ("social", LinkWidth, 630),
        [Crop.Wide] = ("wide", 16, 9),
        [Crop.Standard] = ("standard", 4, 3),
        [Crop.Square] = ("square", 1, 1),
    };

    /// <summary>The longest side that every format can be written in (WebP: 14 bits).</summary>
    public const int LongestSide = 16_383;

    /// <summary>The crops that are made ahead of readers, who see them. What only search engines fetch is made when one does.</summary>
    public static IReadOnlyList<Crop> Crops { get; } = [Crop.Whole, Crop.Card, Crop.Social];

    /// <summary>The formats, in the order in which they are made.</summary>
    public static IReadOnlyList<RenditionFormat> Formats { get; } = Enum.GetValues<RenditionFormat>();

    /// <summary>Every rendition of a crop in a format, the smallest first: those widths that the picture fills, its own closing the list.</summary>
    /// <remarks>These are all there are. Any other width would be a way to fill the disk.</remarks>
    public static IReadOnlyList<Rendition> Of(Original original, Crop crop, RenditionFormat format)
    {
        var (across, down) = Part(original, crop);
        // Machines read JPEG.
        if (crop is not (Crop.Whole or Crop.Card)) return format == RenditionFormat.Jpeg ? [Sized(crop, Math.Min(across, LinkWidth), across, down, format)] : [];
        var widths = Widths.Where(width => width < across).ToList();
        if (across <= Widths[^1]) widths.Add(across);
        return [.. widths.Select(width => Sized(crop, width, across, down, format))];
    }

    /// <summary>The rendition of a name such as <c>card640.webp</c>, or null when this picture has none of it.</summary>
    public static Rendition? Find(Original original, string name)
    {
        int dot = name.IndexOf('.');
        if (dot < 0 || FormatOf(name[(dot + 1)..]) is not { } format) return null;
        var crop = Cuts.FirstOrDefault(cut => name.StartsWith(cut.Value.Name, StringComparison.Ordinal)).Key;
        return Of(original, crop, format).FirstOrDefault(one => one.Name == name);
    }

    /// <summary>What it is called within its picture: crop, width and format.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{(Crop == Crop.Whole ? "" : Cuts[Crop].Name)}{Width}.{Extension}");

    /// <summary>Its media type.</summary>
    public string MimeType => Format switch { RenditionFormat.Avif => "image/avif", RenditionFormat.Webp => "image/webp", _ => "image/jpeg" };

    private string Extension => Format switch { RenditionFormat.Avif => "avif", RenditionFormat.Webp => "webp", _ => "jpg" };

    /// <summary>The size of the part of the original that a crop shows, in the original's pixels.</summary>
    internal static (int Width, int Height) Part(Original original, Crop crop)
    {
        if (crop == Crop.Whole) return (original.Width, original.Height);
        var (_, wide, high) = Cuts[crop];
        return original.Width * high > original.Height * wide
            ? ((int)Math.Max(1, original.Height * wide / high), original.Height)
            : (original.Width, (int)Math.Max(1, original.Width * high / wide));
    }

    private static RenditionFormat? FormatOf(string extension) => extension switch
    {
        "jpg" => RenditionFormat.Jpeg,
        "webp" => RenditionFormat.Webp,
        "avif" => RenditionFormat.Avif,
        _ => null,
    };

    private static Rendition Sized(Crop crop, int width, int across, int down, RenditionFormat format) =>
        new(crop, width, (int)Math.Max(1, Math.Round((double)width * down / across)), format);
}
