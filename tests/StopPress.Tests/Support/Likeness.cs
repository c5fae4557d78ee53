using NetVips;
using SkiaSharp;

namespace StopPress.Tests.Support;

/// <summary>What a picture looks like from afar: the average colours of a grid over it.</summary>
internal sealed class Likeness
{
    private const int Grid = 12;

    private readonly double[] cells;

    private Likeness(int width, int height, double[] cells) => (Width, Height, this.cells) = (width, height, cells);

    public int Width { get; }

    public int Height { get; }

    /// <summary>Of a file as Skia reads it, the right way up, on white; null for a format that it does not know.</summary>
    public static Likeness? BySkia(byte[] file)
    {
        using var codec = SKCodec.Create(new MemoryStream(file));
        if (codec is null) return null;
        using var srgb = SKColorSpace.CreateSrgb();
        using var read = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul, srgb));
        if (codec.GetPixels(read.Info, read.GetPixels()) is not (SKCodecResult.Success or SKCodecResult.IncompleteInput)) return null;
        bool turned = codec.EncodedOrigin >= SKEncodedOrigin.LeftTop;
        var (width, height) = turned ? (read.Height, read.Width) : (read.Width, read.Height);
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, srgb));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.SetMatrix(Upright(codec.EncodedOrigin, read.Width, read.Height));
        surface.Canvas.DrawBitmap(read, 0, 0);
        using var pixels = surface.PeekPixels();
        return Of(width, height, pixels.GetPixelSpan(), 4);
    }

    /// <summary>Of a rendition as the newspaper's own library reads it: eight bits of sRGB without a profile.</summary>
    public static Likeness OfRendition(byte[] file)
    {
        using var image = Image.NewFromBuffer(file);
        Assert.Equal((3, Enums.Interpretation.Srgb), (image.Bands, image.Interpretation));
        return Of(image.Width, image.Height, image.WriteToMemory<byte>(), 3);
    }

    /// <summary>How far two are apart: the mean difference of a channel, of 255.</summary>
    public double From(Likeness other) => cells.Zip(other.cells, (one, two) => Math.Abs(one - two)).Average();

    /// <summary>How far the upper part of two is apart.</summary>
    public double FromAbove(Likeness other, double part) =>
        cells.Zip(other.cells, (one, two) => Math.Abs(one - two)).Take((int)(Grid * part) * Grid * 3).Average();

    private static Likeness Of(int width, int height, ReadOnlySpan<byte> pixels, int bands)
    {
        double[] sums = new double[Grid * Grid * 3];
        double[] counts = new double[Grid * Grid];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                int cell = (y * Grid / height * Grid) + (x * Grid / width);
                int at = ((y * width) + x) * bands;
                counts[cell]++;
                for (var band = 0; band < 3; band++) sums[(cell * 3) + band] += pixels[at + band];
            }
        }
        return new Likeness(width, height, [.. sums.Select((sum, i) => counts[i / 3] == 0 ? 0 : sum / counts[i / 3])]);
    }

    // How the stored rows and columns lie to the eye (EXIF 2.32, orientation).
    private static SKMatrix Upright(SKEncodedOrigin origin, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, width, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, height, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, height, -1, 0, width, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, width, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
