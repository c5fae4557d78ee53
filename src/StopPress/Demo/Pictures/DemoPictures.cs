using SkiaSharp;

namespace StopPress.Demo.Pictures;

/// <summary>The pictures of the demonstration newspaper, painted afresh from their keys: the same key gives the same bytes.</summary>
public static class DemoPictures
{
    // As a camera would hand them in: fine enough that nobody sees the JPEG, small enough to be drawn and read before a newcomer looks.
    private const int Quality = 88;

    // Each is painted three wide to two high, and large enough that what is left of it is a photograph's size.
    private const int PaintedWidth = 1800;

    // Photographers turn the camera and choose the frame. Those that are not named here stay three to two.
    private static readonly Dictionary<string, (int Wide, int High, float From)> Frames = new(StringComparer.Ordinal)
    {
        ["lighthouse-night"] = (4, 5, .6f),
        ["council-building"] = (4, 5, .5f),
        ["temple-lanterns"] = (4, 5, .5f),
        ["concert-bandstand"] = (4, 3, .5f),
        ["noodle-stall"] = (4, 3, .5f),
        ["fruit-stall"] = (4, 3, .5f),
        ["school-yard"] = (4, 3, .5f),
        ["library-reading"] = (4, 3, .5f),
        ["harbour-dawn"] = (16, 9, .5f),
        ["storm-front"] = (16, 9, .5f),
        ["city-skyline"] = (16, 9, .5f),
        ["railway-bridge"] = (16, 9, .5f),
        ["salt-pans"] = (16, 9, .5f),
    };

    /// <summary>The keys of all pictures.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. Portfolio.Scenes.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Draws a picture and returns it as a JPEG file, in the proportions that its photographer chose.</summary>
    /// <param name="key">One of <see cref="Keys"/>.</param>
    /// <param name="width">How wide it is painted before it is cut, in pixels, from 60 to 4800.</param>
    /// <exception cref="KeyNotFoundException">There is no picture of that key.</exception>
    public static byte[] Original(string key, int width = PaintedWidth)
    {
        using var surface = Paint(key, width);
        using var whole = surface.Snapshot();
        using var cut = whole.Subset(Frame(key, whole.Width, whole.Height));
        using var pixels = cut.PeekPixels();
        using var file = pixels.Encode(new SKJpegEncoderOptions(Quality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore))
            ?? throw new InvalidOperationException("A picture could not be written as a JPEG file.");
        return file.ToArray();
    }

    private static SKRectI Frame(string key, int width, int height)
    {
        if (!Frames.TryGetValue(key, out var frame)) return new SKRectI(0, 0, width, height);
        int wide = Math.Min(width, height * frame.Wide / frame.High);
        int high = Math.Min(height, wide * frame.High / frame.Wide);
        var (left, top) = ((int)((width - wide) * frame.From), (int)((height - high) * frame.From));
        return new SKRectI(left, top, left + wide, top + high);
    }

    private static int Height(int width) => (int)MathF.Round(width * 2 / 3f);

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

    private static SKSurface Sheet(int width) => SKSurface.Create(new SKImageInfo(width, Height(width), SKColorType.Bgra8888, SKAlphaType.Opaque))
        ?? throw new InvalidOperationException($"There is no memory for a picture of {width} pixels.");
}
