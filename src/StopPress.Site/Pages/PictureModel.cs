using System.Globalization;
using StopPress.Newsroom.Media;

namespace StopPress.Site.Pages;

/// <summary>A picture.</summary>
/// <param name="Src">The address of its middle rendition, a JPEG.</param>
/// <param name="Srcset">All JPEG renditions with their widths.</param>
/// <param name="Webp">All WebP renditions with their widths.</param>
/// <param name="Avif">All AVIF renditions with their widths.</param>
/// <param name="Width">Width of the largest, in pixels.</param>
/// <param name="Height">Height of the largest, in pixels.</param>
/// <param name="Colour">Its average colour.</param>
/// <param name="Tone">The classes of the style that give it about that colour until it has come, such as <c>r1 g2 b4</c>.</param>
/// <param name="Alt">What it shows.</param>
/// <param name="Caption">The caption, or empty.</param>
/// <param name="Credit">Who made it.</param>
public sealed record PictureModel(
    string Src, string Srcset, string Webp, string Avif, int Width, int Height, string Colour, string Tone, string Alt, string Caption, string Credit);

/// <summary>Makes pictures as templates get them.</summary>
public static class PictureModels
{
    // The rendition that browsers without srcset get: wide enough for a column, small enough for a phone.
    private const int MiddleWidth = 960;

    // Six steps a channel, 0 to 255: the page's policy allows no colour of its own to a picture, but eighteen rules of the style make 216.
    private const int Step = 51;

    /// <summary>A picture, cut as it stands on the page.</summary>
    public static PictureModel Of(Picture picture, Crop crop)
    {
        var original = picture.Original;
        var largest = Rendition.Of(original, crop, RenditionFormat.Jpeg)[^1];
        return new(
            Addresses.OfRendition(original, Middle(original, crop)),
            Set(original, crop, RenditionFormat.Jpeg), Set(original, crop, RenditionFormat.Webp), Set(original, crop, RenditionFormat.Avif),
            largest.Width, largest.Height, picture.Colour, Tone(picture.Colour), picture.Alt, picture.Caption, original.Credit);
    }

    /// <summary>The rendition for whoever takes one size: a JPEG as wide as a column.</summary>
    internal static Rendition Middle(Original original, Crop crop) => Rendition.Of(original, crop, RenditionFormat.Jpeg).MinBy(rendition => Math.Abs(rendition.Width - MiddleWidth))!;

    private static string Set(Original original, Crop crop, RenditionFormat format) => string.Join(
        ", ", Rendition.Of(original, crop, format).Select(rendition => FormattableString.Invariant($"{Addresses.OfRendition(original, rendition)} {rendition.Width}w")));

    private static string Tone(string colour) => FormattableString.Invariant($"r{Level(colour, 1)} g{Level(colour, 3)} b{Level(colour, 5)}");

    private static int Level(string colour, int at) => (int)Math.Round(int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / (double)Step);
}
