using System.Collections.Concurrent;
using SkiaSharp;

namespace StopPress.Demo.Pictures;

/// <summary>The pictures of the demonstration newspaper, drawn afresh from their keys: the same key gives the same bytes.</summary>
public static class DemoPictures
{
    private const int Quality = 78;

    private static readonly ConcurrentDictionary<string, string> Colours = new(StringComparer.Ordinal);

    /// <summary>The keys of all pictures.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. Portfolio.Scenes.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Draws a picture, three wide to two high, and returns it as a JPEG file.</summary>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    /// <param name="width">Its width in pixels, from 60 to 4800; the demonstration uses 480, 960 and 1600.</param>
    /// <exception cref="KeyNotFoundException">There is no picture of that key.</exception>
    public static byte[] Draw(string key, int width)
    {
        using var surface = Paint(key, width);
        using var pixels = surface.PeekPixels();
        using var data = pixels.Encode(new SKJpegEncoderOptions(Quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore))
            ?? throw new InvalidOperationException($"The picture {key} could not be written as a JPEG file.");
        return data.ToArray();
    }

    /// <summary>The average colour of a picture, to stand in its place until it has come, written #rrggbb.</summary>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    /// <exception cref="KeyNotFoundException">There is no picture of that key.</exception>
    public static string Colour(string key) => Colours.GetOrAdd(key, Average);

    private static SKSurface Paint(string key, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 60);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 4800);
        var scene = Portfolio.Scenes[key];
        var height = (int)MathF.Round(width * 2 / 3f);
        var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque))
            ?? throw new InvalidOperationException($"There is no memory for the picture {key} at {width} pixels.");
        using var easel = new Easel(surface, width, key);
        scene(easel);
        Paper.Grain(easel);
        return surface;
    }

    private static string Average(string key)
    {
        using var surface = Paint(key, 120);
        using var pixels = surface.PeekPixels();
        var (red, green, blue, count) = (0L, 0L, 0L, 0L);
        for (var y = 0; y < pixels.Height; y++)
        {
            for (var x = 0; x < pixels.Width; x++, count++)
            {
                var colour = pixels.GetPixelColor(x, y);
                (red, green, blue) = (red + colour.Red, green + colour.Green, blue + colour.Blue);
            }
        }
        return $"#{red / count:x2}{green / count:x2}{blue / count:x2}";
    }
}
