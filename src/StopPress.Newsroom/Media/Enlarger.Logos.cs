using NetVips;
using StopPress.Store;

namespace StopPress.Newsroom.Media;

/// <summary>What is made of the house's logo.</summary>
internal static partial class Enlarger
{
    // Where a fifth of a picture is see-through, the paper is part of it.
    private const double MostlyOpaque = 0.9;

    // Between black and white; what is neither dark nor light is seen on both papers.
    private const double DarkBelow = 100, LightAbove = 190;

    // The theme's own papers.
    private static readonly double[] LightPaper = [0xff, 0xfd, 0xf9], DarkPaper = [0x1d, 0x1c, 0x1a];

    /// <summary>Looks at a logo: what it is in pixels, and which ink it is drawn in, as <see cref="Logo.Ink"/> has it; or why it cannot be shown.</summary>
    public static Outcome<(Negative Negative, string Ink)> LookAtLogo(string file, MediaFormat format, PictureLimits limits)
    {
        var looked = Look(file, format, limits);
        if (looked.Refusal is { } refusal) return refusal;
        try
        {
            return (looked.Value, InkOf(file));
        }
        catch (VipsException)
        {
            return Broken(format);
        }
    }

    private static string InkOf(string file)
    {
        using var read = Image.Thumbnail(file, ColourWidth * 2, height: AnyHeight, size: Enums.Size.Down, outputProfile: "srgb");
        // It is looked at twice, and a file can be read once.
        using var small = read.CopyMemory();
        if (!small.HasAlpha()) return "";
        using var alpha = small[small.Bands - 1];
        double cover = alpha.Avg();
        if (cover / byte.MaxValue is > MostlyOpaque or < 0.001) return "";
        using var drawing = small.ExtractBand(0, n: small.Bands - 1);
        using var grey = drawing.Colourspace(Enums.Interpretation.Bw);
        using var seen = grey * alpha;
        double tone = seen.Avg() / cover;
        return tone < DarkBelow ? Logo.DarkInk : tone > LightAbove ? Logo.LightInk : "";
    }

    /// <summary>The bytes of a file that is made of a logo: always PNG, since nothing else shows the paper in every browser.</summary>
    public static byte[] Print(string original, Logo logo, LogoFile file)
    {
        int free = file.Width * file.Margin / 100;
        var (width, height) = logo.SizeOf(file);
        // A square icon may enlarge a small logo; a page never does.
        using var scaled = file.IsSquare
            ? Image.Thumbnail(original, file.Width - (2 * free), height: file.Height - (2 * free), size: Enums.Size.Both, outputProfile: "srgb")
            : Image.Thumbnail(original, width, height: height, size: Enums.Size.Force, outputProfile: "srgb");
        using var coloured = scaled.Colourspace(Enums.Interpretation.Srgb);
        using var clear = coloured.HasAlpha() ? coloured.Copy() : coloured.Bandjoin(byte.MaxValue);
        using var placed = file.IsSquare ? Centred(clear, scaled.HasAlpha(), file.Width) : clear.Copy();
        using var printed = file.OnPaper ? placed.Flatten(background: logo.Ink == Logo.LightInk ? DarkPaper : LightPaper) : placed.Copy();
        return printed.PngsaveBuffer(compression: 9, keep: Enums.ForeignKeep.None);
    }

    // Around a logo that has its own ground that ground goes on; else nothing.
    private static Image Centred(Image clear, bool isClear, int side)
    {
        double[] ground = isClear ? [0, 0, 0, 0] : clear.Getpoint(0, 0);
        return clear.Gravity(Enums.CompassDirection.Centre, side, side, extend: Enums.Extend.Background, background: ground);
    }
}
