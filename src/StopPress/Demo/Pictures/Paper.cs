using SkiaSharp;

namespace StopPress.Demo.Pictures;

/// <summary>The paper under the picture: its grain, the speckle of the airbrush and the darkening towards the corners.</summary>
internal static class Paper
{
    private const int Side = 256;

    private static readonly Lazy<SKImage> GrainTile = new(() => Tile("grain", (noise, pixel) =>
    {
        var depth = (byte)Math.Min(26, Math.Abs(noise) * 24);
        var tone = noise > 0 ? depth : (byte)0;
        return new SKColor(tone, tone, tone, depth);
    }));

    private static readonly Lazy<SKImage> SpeckleTile = new(() => Tile("speckle", (noise, pixel) =>
    {
        var cover = (byte)Math.Clamp(128 + (noise * 190), 0, 255);
        return new SKColor(cover, cover, cover, cover);
    }));

    /// <summary>Lays the grain of the paper over the whole picture.</summary>
    public static void Grain(Easel e)
    {
        using var place = new SKAutoCanvasRestore(e.Canvas);
        e.Canvas.ResetMatrix();
        using var shader = GrainTile.Value.ToShader(SKShaderTileMode.Repeat, SKShaderTileMode.Repeat);
        using var paint = new SKPaint { Shader = shader };
        e.Canvas.DrawPaint(paint);
    }

    /// <summary>Darkens the corners.</summary>
    public static void Vignette(Easel e, Ink ink, float strength)
    {
        using var place = e.Place(600, 400, 1, 0.72f);
        SKColor[] colours = [ink.Thin(0), ink.Thin(0), ink.Thin(strength)];
        using var shader = SKShader.CreateRadialGradient(new(0, 0), 840, colours, [0, 0.55f, 1], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader };
        e.Canvas.DrawRect(-600, -560, 1200, 1120, paint);
    }

    /// <summary>The speckle as a repeating shader in the units of a picture drawn at this scale.</summary>
    public static SKShader Speckle(float scale) => SpeckleTile.Value.ToShader(
        SKShaderTileMode.Repeat, SKShaderTileMode.Repeat, SKSamplingOptions.Default, SKMatrix.CreateScale(1.6f, 1.6f));

    private static SKImage Tile(string seed, Func<float, int, SKColor> tone)
    {
        var chance = new Chance(seed);
        var raw = new float[Side * Side];
        for (var i = 0; i < raw.Length; i++)
            raw[i] = chance.Around(1) + chance.Around(1);
        using var bitmap = new SKBitmap(new SKImageInfo(Side, Side, SKColorType.Rgba8888, SKAlphaType.Premul));
        var pixels = new byte[Side * Side * 4];
        for (var i = 0; i < raw.Length; i++)
        {
            var (x, y) = (i % Side, i / Side);
            var right = raw[(y * Side) + ((x + 1) % Side)];
            var below = raw[((y + 1) % Side * Side) + x];
            var colour = tone((raw[i] + (0.6f * right) + (0.6f * below)) * 0.9f, i);
            (pixels[4 * i], pixels[(4 * i) + 1], pixels[(4 * i) + 2], pixels[(4 * i) + 3]) = (colour.Red, colour.Green, colour.Blue, colour.Alpha);
        }
        System.Runtime.InteropServices.Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
        return SKImage.FromBitmap(bitmap);
    }
}
