using SkiaSharp;

namespace StopPress.Demo.Pictures;

/// <summary>The sheet a picture is drawn on: 1200 by 800 units whatever its size in pixels, with the plain strokes and fills.</summary>
internal sealed class Easel : IDisposable
{
    public const float W = 1200;
    public const float H = 800;

    private readonly SKPaint paint = new() { IsAntialias = true };
    private readonly List<SKPath> paths = [];

    public Easel(SKSurface surface, int width, string key)
    {
        Surface = surface;
        Canvas = surface.Canvas;
        Scale = width / W;
        Chance = new Chance(key);
        Canvas.Scale(Scale);
    }

    public SKSurface Surface { get; }

    public SKCanvas Canvas { get; }

    public Chance Chance { get; }

    /// <summary>How many pixels one unit is wide.</summary>
    public float Scale { get; }

    public void Dispose()
    {
        paint.Dispose();
        foreach (var path in paths)
            path.Dispose();
    }

    /// <summary>A new outline, given back when the picture is finished.</summary>
    public SKPath Outline()
    {
        var path = new SKPath();
        paths.Add(path);
        return path;
    }

    public SKPath Polygon(params ReadOnlySpan<float> xy)
    {
        var path = Outline();
        path.MoveTo(xy[0], xy[1]);
        for (var i = 2; i + 1 < xy.Length; i += 2)
            path.LineTo(xy[i], xy[i + 1]);
        path.Close();
        return path;
    }

    /// <summary>A closed outline that runs smoothly through the points.</summary>
    public SKPath Blob(params ReadOnlySpan<float> xy)
    {
        var path = Outline();
        Thread(path, xy, true);
        path.Close();
        return path;
    }

    /// <summary>An open line that runs smoothly through the points.</summary>
    public SKPath Course(params ReadOnlySpan<float> xy)
    {
        var path = Outline();
        Thread(path, xy, false);
        return path;
    }

    public void Fill(SKPath path, Ink ink)
    {
        Ready(ink);
        Canvas.DrawPath(path, paint);
    }

    /// <summary>Fills an outline with one ink running into another from top to bottom.</summary>
    public void Fill(SKPath path, Ink top, Ink bottom)
    {
        var box = path.Bounds;
        Shaded(Gradient(0, box.Top, 0, box.Bottom, top, bottom), p => Canvas.DrawPath(path, p));
    }

    /// <summary>Fills an outline with one ink running into another from left to right.</summary>
    public void FillAcross(SKPath path, Ink left, Ink right)
    {
        var box = path.Bounds;
        Shaded(Gradient(box.Left, 0, box.Right, 0, left, right), p => Canvas.DrawPath(path, p));
    }

    public void Poly(Ink ink, params ReadOnlySpan<float> xy) => Fill(Polygon(xy), ink);

    public void Rect(float x, float y, float w, float h, Ink ink)
    {
        Ready(ink);
        Canvas.DrawRect(x, y, w, h, paint);
    }

    public void Round(float x, float y, float w, float h, float radius, Ink ink)
    {
        Ready(ink);
        Canvas.DrawRoundRect(x, y, w, h, radius, radius, paint);
    }

    public void Oval(float x, float y, float rx, float ry, Ink ink)
    {
        Ready(ink);
        Canvas.DrawOval(x, y, rx, ry, paint);
    }

    public void Disc(float x, float y, float r, Ink ink) => Oval(x, y, r, r, ink);

    public void Ring(float x, float y, float rx, float ry, float width, Ink ink)
    {
        Ready(ink, width);
        Canvas.DrawOval(x, y, rx, ry, paint);
    }

    public void Line(float x0, float y0, float x1, float y1, float width, Ink ink)
    {
        Ready(ink, width);
        Canvas.DrawLine(x0, y0, x1, y1, paint);
    }

    public void Stroke(SKPath path, float width, Ink ink)
    {
        Ready(ink, width);
        Canvas.DrawPath(path, paint);
    }

    /// <summary>A stroke that runs smoothly through the points.</summary>
    public void Curve(float width, Ink ink, params ReadOnlySpan<float> xy) => Stroke(Course(xy), width, ink);

    /// <summary>A rectangle in which one ink runs into another from top to bottom.</summary>
    public void Wash(float x, float y, float w, float h, params ReadOnlySpan<Ink> inks)
    {
        using var shader = Ramps.Down(y, y + h, inks);
        Shaded(shader, p => Canvas.DrawRect(x, y, w, h, p));
    }

    /// <summary>A rectangle in which one ink runs into another from left to right.</summary>
    public void WashAcross(float x, float y, float w, float h, Ink left, Ink right) =>
        Shaded(Gradient(x, 0, x + w, 0, left, right), p => Canvas.DrawRect(x, y, w, h, p));

    /// <summary>An outline filled along a slanting run from one point to another.</summary>
    public void FillAlong(SKPath path, float x0, float y0, float x1, float y1, Ink from, Ink to) =>
        Shaded(Gradient(x0, y0, x1, y1, from, to), p => Canvas.DrawPath(path, p));

    /// <summary>A round haze of light around a point.</summary>
    public void Glow(float x, float y, float rx, float ry, Ink ink) => Shaded(Ramps.Halo(x, y, rx, ry, ink), p => Canvas.DrawRect(x - rx, y - ry, rx * 2, ry * 2, p));

    /// <summary>Moves the origin until the returned mark is disposed of; a negative width faces the other way.</summary>
    public SKAutoCanvasRestore Place(float x, float y, float across, float down, float turn = 0)
    {
        var mark = new SKAutoCanvasRestore(Canvas);
        Canvas.Translate(x, y);
        if (turn != 0)
            Canvas.RotateDegrees(turn);
        Canvas.Scale(across, down);
        return mark;
    }

    /// <summary>Keeps to the inside of an outline until the returned mark is disposed of.</summary>
    public SKAutoCanvasRestore Within(SKPath path)
    {
        var mark = new SKAutoCanvasRestore(Canvas);
        Canvas.ClipPath(path, SKClipOperation.Intersect, true);
        return mark;
    }

    private static SKShader Gradient(float x0, float y0, float x1, float y1, Ink from, Ink to) => Ramps.Along(x0, y0, x1, y1, from, to);

    private static void Thread(SKPath path, ReadOnlySpan<float> xy, bool closed)
    {
        var count = xy.Length / 2;
        path.MoveTo(xy[0], xy[1]);
        for (var i = 0; i < (closed ? count : count - 1); i++)
        {
            var (a, b, c, d) = closed
                ? ((i + count - 1) % count, i, (i + 1) % count, (i + 2) % count)
                : (Math.Max(i - 1, 0), i, i + 1, Math.Min(i + 2, count - 1));
            path.CubicTo(
                xy[2 * b] + ((xy[2 * c] - xy[2 * a]) / 6), xy[(2 * b) + 1] + ((xy[(2 * c) + 1] - xy[(2 * a) + 1]) / 6),
                xy[2 * c] - ((xy[2 * d] - xy[2 * b]) / 6), xy[(2 * c) + 1] - ((xy[(2 * d) + 1] - xy[(2 * b) + 1]) / 6),
                xy[2 * c], xy[(2 * c) + 1]);
        }
    }

    private void Ready(Ink ink, float width = 0)
    {
        paint.Color = ink;
        paint.Style = width > 0 ? SKPaintStyle.Stroke : SKPaintStyle.Fill;
        paint.StrokeWidth = width;
        paint.StrokeCap = SKStrokeCap.Round;
        paint.StrokeJoin = SKStrokeJoin.Round;
    }

    private void Shaded(SKShader shader, Action<SKPaint> draw)
    {
        using (shader)
        {
            Ready(0xFFFFFF);
            paint.Shader = shader;
            draw(paint);
            paint.Shader = null;
        }
    }
}
