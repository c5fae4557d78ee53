using System.Collections.Concurrent;
using SkiaSharp;

namespace StopPress.Demo.Pictures;

/// <summary>The pictures of the demonstration newspaper, drawn afresh from their keys: the same key gives the same bytes.</summary>
public static class DemoPictures
{
    // What a reader on a phone waits for: 25 kB at 480 pixels, 160 kB at 1600; finely drawn pictures are pressed harder to keep to it.
    private const int BytesForEachColumn = 120;
    private const int BytesSpared = 33_000;
    private const int Quality = 76;
    private const int LeastQuality = 60;
    private const int ColourWidth = 1600;

    private static readonly ConcurrentDictionary<string, string> Colours = new(StringComparer.Ordinal);

    /// <summary>The keys of all pictures.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. Portfolio.Scenes.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Draws a picture, three wide to two high, and returns it as a JPEG file.</summary>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    /// <param name="width">Its width in pixels, from 60 to 4800; the demonstration uses 480, 960 and 1600.</param>
    /// <exception cref="KeyNotFoundException">There is no picture of that key.</exception>
    public static byte[] Draw(string key, int width) => Renditions(key, width)[0];

    /// <summary>Draws a picture once, at the largest of the widths, and scales it down to the others.</summary>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    /// <param name="widths">Widths in pixels, from 60 to 4800.</param>
    /// <returns>A JPEG file for each width, in their order.</returns>
    /// <exception cref="KeyNotFoundException">There is no picture of that key.</exception>
    public static IReadOnlyList<byte[]> Renditions(string key, params ReadOnlySpan<int> widths)
    {
        var widest = 0;
        foreach (var width in widths)
            widest = Math.Max(widest, width);
        using var surface = Paint(key, widest);
        if (widest == ColourWidth)
            Colours.TryAdd(key, Average(surface));
        var files = new byte[widths.Length][];
        for (var i = 0; i < widths.Length; i++)
        {
            using var smaller = widths[i] == widest ? null : Smaller(surface, widest, widths[i]);
            files[i] = Encoded(smaller ?? surface, (widths[i] * BytesForEachColumn) - BytesSpared);
        }
        return files;
    }

    /// <summary>The average colour of a picture, to stand in its place until it has come, written #rrggbb.</summary>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    /// <exception cref="KeyNotFoundException">There is no picture of that key.</exception>
    public static string Colour(string key) => Colours.GetOrAdd(key, unknown =>
    {
        using var surface = Paint(unknown, ColourWidth);
        return Average(surface);
    });

    /// <summary>The height of a picture of some width.</summary>
    public static int Height(int width) => (int)MathF.Round(width * 2 / 3f);

    private static SKSurface Paint(string key, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 60);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 4800);
        var scene = Portfolio.Scenes[key];
        var surface = Sheet(width);
        using var easel = new Easel(surface, width, key);
        scene(easel);
        return surface;
    }

    // Halves while that is enough, so that no pixel of the large picture is passed over.
    private static SKSurface Smaller(SKSurface surface, int from, int width)
    {
        if (width * 2 < from)
        {
            using var half = Smaller(surface, from, (from + 1) / 2);
            return Smaller(half, (from + 1) / 2, width);
        }
        var small = Sheet(width);
        using var image = surface.Snapshot();
        small.Canvas.DrawImage(image, new SKRect(0, 0, width, Height(width)), new SKSamplingOptions(SKFilterMode.Linear));
        return small;
    }

    private static byte[] Encoded(SKSurface surface, int limit)
    {
        using var pixels = surface.PeekPixels();
        for (var quality = Quality; ; quality -= 8)
        {
            using var file = pixels.Encode(new SKJpegEncoderOptions(quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore))
                ?? throw new InvalidOperationException("A picture could not be written as a JPEG file.");
            if (file.Size <= limit || quality <= LeastQuality)
                return file.ToArray();
        }
    }

    private static SKSurface Sheet(int width) => SKSurface.Create(new SKImageInfo(width, Height(width), SKColorType.Bgra8888, SKAlphaType.Opaque))
        ?? throw new InvalidOperationException($"There is no memory for a picture of {width} pixels.");

    private static string Average(SKSurface surface)
    {
        // Every seventh pixel of each row, which is not a divisor of its length: 240 thousand of the 1.7 million.
        const int Step = 7 * 4;
        using var pixels = surface.PeekPixels();
        var (red, green, blue, count) = (0L, 0L, 0L, 0L);
        var bytes = pixels.GetPixelSpan();
        for (var at = 0; at < bytes.Length; at += Step, count++)
            (blue, green, red) = (blue + bytes[at], green + bytes[at + 1], red + bytes[at + 2]);
        return $"#{red / count:x2}{green / count:x2}{blue / count:x2}";
    }
}
