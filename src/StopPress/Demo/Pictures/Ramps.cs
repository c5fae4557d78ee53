using System.Runtime.InteropServices;
using SkiaSharp;

namespace StopPress.Demo.Pictures;

/// <summary>Inks that run into one another, kept as small images: on a plain processor those are laid down ten times as fast as computed gradients.</summary>
internal static class Ramps
{
    // As many steps as a channel has values.
    private const int Steps = 256;

    // Enough for a soft edge when it is enlarged smoothly.
    private const int Side = 64;

    private static readonly float[] Falloff = Cover();

    /// <summary>Inks one below another, evenly spaced.</summary>
    public static SKShader Down(float top, float bottom, params ReadOnlySpan<Ink> inks) =>
        Shader(Line(inks), 1, Steps, SKSamplingOptions.Default, SKMatrix.CreateScaleTranslation(1, (bottom - top) / Steps, 0, top));

    /// <summary>One ink running into another from left to right.</summary>
    public static SKShader Across(float left, float right, Ink from, Ink to) =>
        Shader(Line([from, to]), Steps, 1, SKSamplingOptions.Default, SKMatrix.CreateScaleTranslation((right - left) / Steps, 1, left, 0));

    /// <summary>One ink running into another from point to point, along whichever edge of the paper that lies nearer to: a slanting run costs ten times as much.</summary>
    public static SKShader Along(float x0, float y0, float x1, float y1, Ink from, Ink to) =>
        MathF.Abs(y1 - y0) >= MathF.Abs(x1 - x0) ? Down(y0, y1, from, to) : Across(x0, x1, from, to);

    /// <summary>A round patch of ink that thins out to nothing at its edge.</summary>
    public static SKShader Halo(float x, float y, float rx, float ry, Ink ink)
    {
        var pixels = new uint[Side * Side];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = Pixel(ink.Thin(Falloff[i]));
        return Shader(pixels, Side, Side, new SKSamplingOptions(SKFilterMode.Linear), SKMatrix.CreateScaleTranslation(2 * rx / Side, 2 * ry / Side, x - rx, y - ry));
    }

    private static uint[] Line(ReadOnlySpan<Ink> inks)
    {
        var pixels = new uint[Steps];
        for (var i = 0; i < Steps; i++)
        {
            var at = i * (inks.Length - 1) / (Steps - 1f);
            var first = Math.Min((int)at, inks.Length - 2);
            pixels[i] = Pixel(inks[first].Mix(inks[first + 1], at - first));
        }
        return pixels;
    }

    private static float[] Cover()
    {
        var cover = new float[Side * Side];
        for (var i = 0; i < cover.Length; i++)
        {
            var (x, y) = (((i % Side) + 0.5f) / Side * 2 - 1, ((i / Side) + 0.5f) / Side * 2 - 1);
            var far = MathF.Sqrt((x * x) + (y * y));
            cover[i] = far >= 1 ? 0 : far > 0.4f ? 0.36f * (1 - far) / 0.6f : 1 - (far * 1.6f);
        }
        return cover;
    }

    private static uint Pixel(Ink ink) =>
        ((uint)ink.A << 24) | ((uint)(ink.R * ink.A / 255) << 16) | ((uint)(ink.G * ink.A / 255) << 8) | (uint)(ink.B * ink.A / 255);

    private static SKShader Shader(uint[] pixels, int width, int height, SKSamplingOptions sampling, SKMatrix matrix)
    {
        using var image = SKImage.FromPixelCopy(new SKImageInfo(width, height, SKColorType.Bgra8888, SKAlphaType.Premul), MemoryMarshal.AsBytes<uint>(pixels));
        return image.ToShader(SKShaderTileMode.Clamp, SKShaderTileMode.Clamp, sampling, matrix);
    }
}
