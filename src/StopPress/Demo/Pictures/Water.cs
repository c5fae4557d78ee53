using SkiaSharp;

namespace StopPress.Demo.Pictures;

/// <summary>Brushes for water: ripples, the path of light, reflections and waves.</summary>
internal static class Water
{
    /// <summary>Short level strokes that grow larger towards the viewer.</summary>
    public static void Ripples(Easel e, float top, float bottom, int rows, float size, Ink ink, float left = -40, float right = 1240)
    {
        var path = e.Outline();
        for (var i = 0; i < rows; i++)
        {
            var t = MathF.Pow((i + e.Chance.Next()) / rows, 1.7f);
            var y = top + ((bottom - top) * t);
            var length = size * (0.16f + (0.84f * t));
            for (var x = left + e.Chance.Between(-length, length); x < right; x += length * e.Chance.Between(1.1f, 5.2f))
                Dash(path, x, y + e.Chance.Around(length * 0.06f), length * e.Chance.Between(0.3f, 1.25f), length * e.Chance.Between(0.025f, 0.05f));
        }
        e.Fill(path, ink);
    }

    /// <summary>The broken path that a light low over the water lays towards the viewer.</summary>
    public static void Glitter(Easel e, float x, float top, float bottom, float far, float near, int count, Ink ink)
    {
        var path = e.Outline();
        for (var i = 0; i < count; i++)
        {
            var t = MathF.Pow(i / (float)count, 1.5f);
            var half = far + ((near - far) * t);
            var length = (4 + (half * 0.75f)) * e.Chance.Between(0.3f, 1.2f);
            Dash(path, x + e.Chance.Around(half), top + ((bottom - top) * t), length, 0.9f + (t * 3.4f * e.Chance.Between(0.6f, 1.3f)));
        }
        e.Fill(path, ink);
    }

    /// <summary>Mirrors what stands above the water line in the water below it, swaying in level strips.</summary>
    public static void Mirror(Easel e, float line, float bottom, float sway, float stretch = 1)
    {
        var (top, end, width) = (Pixel(e, line), Pixel(e, bottom), Pixel(e, Easel.W));
        using var image = e.Surface.Snapshot(new SKRectI(0, 0, width, top));
        using var mark = new SKAutoCanvasRestore(e.Canvas);
        e.Canvas.ResetMatrix();
        var step = Math.Max(1, (int)MathF.Round(e.Scale * 1.6f));
        for (var y = top; y < end; y += step)
        {
            var t = (y - top) / (float)(end - top);
            var source = Math.Max(0, top - step - (int)((y - top) / stretch));
            var wave = MathF.Sin(62 * MathF.Sqrt(t + 0.01f)) + (0.6f * MathF.Sin((131 * MathF.Sqrt(t + 0.02f)) + 1));
            var shift = (int)(sway * e.Scale * (0.15f + t) * wave);
            e.Canvas.DrawImage(image, new SKRect(0, source, width, source + step), new SKRect(0, y, width, y + step));
            e.Canvas.DrawImage(image, new SKRect(0, source, width, source + step), new SKRect(shift, y, width + shift, y + step));
        }
    }

    /// <summary>A row of peaked waves from one side to the other, with the water below it.</summary>
    public static void Swell(Easel e, float y, float height, float length, Ink crest, Ink body, float depth = 160)
    {
        var path = Crests(e, y, height, length, out var ridge);
        path.LineTo(1400, y + depth);
        path.LineTo(-200, y + depth);
        path.Close();
        e.Fill(path, body, body.Dark(0.28f));
        e.Stroke(ridge, Math.Max(1.2f, height * 0.09f), crest);
    }

    /// <summary>A splash that breaks upwards: billows of spray, thin at their edge, with streaks and drops flung off by the wind.</summary>
    public static void Plume(Easel e, float x, float y, float w, float h, float lean, Ink ink)
    {
        e.Fill(Billows(e, x, y, w, h, lean, 60, 0.8f), ink.Thin(0.35f), ink.Thin(0.6f));
        Streaks(e, x, y, w, h, lean, ink);
        e.Fill(Billows(e, x, y, w * 0.82f, h * 0.8f, lean, 40, 0.9f), ink.Thin(0.75f), ink);
        e.Fill(Billows(e, x + (w * 0.05f), y, w * 0.6f, h * 0.5f, lean, 26, 0.8f), ink.Light(0.5f), ink.Light(0.3f));
        var drops = e.Outline();
        for (var i = 0; i < 110; i++)
        {
            var t = e.Chance.Next();
            var tip = h * MathF.Sin(t * MathF.PI) * e.Chance.Between(0.75f, 1.35f);
            drops.AddCircle(x + (w * (t - 0.5f) * 1.4f) + (lean * tip) + e.Chance.Around(w * 0.1f), y - tip, e.Chance.Between(0.8f, 4.6f));
        }
        e.Fill(drops, ink.Thin(0.85f));
    }

    /// <summary>A sheet of still or moving water shaded towards the viewer.</summary>
    public static void Sheet(Easel e, float top, float bottom, Ink far, Ink near, Ink ripple, float size = 120)
    {
        e.Wash(0, top, 1200, bottom - top, far, near);
        Ripples(e, top + 2, bottom, 30, size, ripple);
    }

    private static SKPath Billows(Easel e, float x, float y, float w, float h, float lean, int count, float size)
    {
        var path = e.Outline();
        for (var i = 0; i < count; i++)
        {
            var t = (i + 0.5f) / count;
            var arch = MathF.Pow(MathF.Sin(t * MathF.PI), 1.6f) * (0.72f + (0.28f * MathF.Sin(t * 19)));
            var up = h * arch * e.Chance.Between(0.15f, 1);
            var r = size * w * (0.035f + (0.05f * (1 - (up / h)))) * e.Chance.Between(0.6f, 1.25f);
            path.AddCircle(x + (w * (t - 0.5f)) + (lean * up), y - up, r);
            path.AddCircle(x + (w * (t - 0.5f) * 0.85f) + (lean * up * 0.5f), y - (up * 0.5f), r * 1.2f);
        }
        return path;
    }

    private static void Streaks(Easel e, float x, float y, float w, float h, float lean, Ink ink)
    {
        var path = e.Outline();
        for (var i = 0; i < 34; i++)
        {
            var t = e.Chance.Next();
            var tip = h * MathF.Sin(t * MathF.PI) * e.Chance.Between(0.6f, 1.15f);
            var (sx, tx, half) = (x + (w * (t - 0.5f) * 0.8f), x + (w * (t - 0.5f) * 1.25f) + (lean * tip), w * e.Chance.Between(0.006f, 0.018f));
            path.MoveTo(sx - half, y);
            path.QuadTo(sx - half, y - (tip * 0.7f), tx, y - tip);
            path.QuadTo(sx + (half * 2), y - (tip * 0.6f), sx + half, y);
            path.Close();
        }
        e.Fill(path, ink.Thin(0.6f));
    }

    private static SKPath Crests(Easel e, float y, float height, float length, out SKPath ridge)
    {
        var path = e.Outline();
        ridge = e.Outline();
        var x = -200 + e.Chance.Between(-length, 0);
        path.MoveTo(x, y);
        ridge.MoveTo(x, y);
        while (x < 1300)
        {
            var step = length * e.Chance.Between(0.7f, 1.35f);
            var rise = height * e.Chance.Between(0.55f, 1.1f);
            foreach (var p in (ReadOnlySpan<SKPath>)[path, ridge])
            {
                p.CubicTo(x + (step * 0.32f), y, x + (step * 0.5f), y - (rise * 0.6f), x + (step * 0.62f), y - rise);
                p.CubicTo(x + (step * 0.64f), y - (rise * 0.45f), x + (step * 0.82f), y, x + step, y);
            }
            x += step;
        }
        return path;
    }

    private static void Dash(SKPath path, float x, float y, float length, float thick)
    {
        path.MoveTo(x - (length / 2), y);
        path.QuadTo(x, y - thick, x + (length / 2), y);
        path.QuadTo(x, y + thick, x - (length / 2), y);
        path.Close();
    }

    private static int Pixel(Easel e, float units) => (int)MathF.Round(units * e.Scale);
}
