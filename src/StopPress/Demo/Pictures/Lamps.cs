using SkiaSharp;

namespace StopPress.Demo.Pictures;

/// <summary>Lights made by people.</summary>
internal static class Lamps
{
    /// <summary>A small burning light with its halo.</summary>
    public static void Light(Easel e, float x, float y, float r, Ink ink)
    {
        e.Glow(x, y, r * 7, r * 7, ink.Thin(0.5f));
        e.Disc(x, y, r, ink.Light(0.6f));
    }

    /// <summary>A street lamp on a post.</summary>
    public static void Post(Easel e, float x, float y, float h, Ink post, Ink light)
    {
        e.Line(x, y, x, y - h, h * 0.02f, post);
        e.Rect(x - (h * 0.03f), y - (h * 0.08f), h * 0.06f, h * 0.08f, post);
        e.Glow(x, y - (h * 1.05f), h * 0.5f, h * 0.5f, light.Thin(0.6f));
        e.Poly(light.Light(0.5f), x - (h * 0.03f), y - h, x - (h * 0.045f), y - (h * 1.09f), x + (h * 0.045f), y - (h * 1.09f), x + (h * 0.03f), y - h);
        e.Poly(post, x - (h * 0.055f), y - (h * 1.085f), x, y - (h * 1.14f), x + (h * 0.055f), y - (h * 1.085f));
    }

    /// <summary>A sagging string of bulbs.</summary>
    public static void Garland(Easel e, float x0, float y0, float x1, float y1, float sag, int count, float size, Ink wire, params ReadOnlySpan<int> inks)
    {
        var line = e.Outline();
        line.MoveTo(x0, y0);
        line.QuadTo((x0 + x1) / 2, ((y0 + y1) / 2) + (sag * 2), x1, y1);
        e.Stroke(line, Math.Max(0.8f, size * 0.18f), wire);
        for (var i = 1; i < count; i++)
        {
            var t = i / (float)count;
            var x = x0 + ((x1 - x0) * t);
            var y = y0 + ((y1 - y0) * t) + (sag * 4 * t * (1 - t));
            Light(e, x, y + (size * 0.8f), size, e.Chance.Pick(inks));
        }
    }

    /// <summary>A ribbed paper lantern.</summary>
    public static void Lantern(Easel e, float x, float y, float r, Ink ink)
    {
        e.Glow(x, y, r * 4.2f, r * 4.2f, ink.Thin(0.5f));
        var body = e.Outline();
        body.AddOval(new SKRect(x - r, y - (r * 0.82f), x + r, y + (r * 0.82f)));
        e.Fill(body, ink.Light(0.12f), ink.Dark(0.12f));
        e.Glow(x, y + (r * 0.2f), r * 0.9f, r * 0.8f, ink.Light(0.8f).Thin(0.75f));
        foreach (var rib in (ReadOnlySpan<float>)[0.35f, 0.72f])
            e.Ring(x, y, r * rib, r * 0.82f, r * 0.03f, ink.Dark(0.3f).Thin(0.5f));
        e.Rect(x - (r * 0.34f), y - (r * 0.95f), r * 0.68f, r * 0.16f, ink.Dark(0.6f));
        e.Rect(x - (r * 0.3f), y + (r * 0.78f), r * 0.6f, r * 0.14f, ink.Dark(0.55f));
        e.Line(x, y + (r * 0.9f), x, y + (r * 1.5f), r * 0.09f, ink.Dark(0.2f));
    }

    /// <summary>A sky lantern carried up by its flame.</summary>
    public static void SkyLantern(Easel e, float x, float y, float h, float turn, Ink ink)
    {
        e.Glow(x, y, h * 1.5f, h * 1.5f, ink.Thin(0.4f));
        using var place = e.Place(x, y, h / 100, h / 100, turn);
        var bag = e.Outline();
        bag.MoveTo(-24, 48);
        bag.CubicTo(-30, 10, -46, -28, -32, -44);
        bag.QuadTo(0, -58, 32, -44);
        bag.CubicTo(46, -28, 30, 10, 24, 48);
        bag.QuadTo(0, 54, -24, 48);
        bag.Close();
        e.Fill(bag, ink.Mix(0xB0452A, 0.5f), ink.Light(0.55f));
        using (e.Within(bag))
        {
            e.Glow(0, 48, 40, 60, 0xFFF1B8);
            e.Line(-9, -50, -7, 50, 1.2f, ink.Dark(0.35f).Thin(0.4f));
            e.Line(12, -50, 9, 50, 1.2f, ink.Dark(0.35f).Thin(0.4f));
        }
        e.Oval(0, 50, 8, 4, 0xFFF6D6);
    }

    /// <summary>A beam that widens and fades from a lamp.</summary>
    public static void Beam(Easel e, float x, float y, float x1, float y1, float spread, Ink ink)
    {
        var (dx, dy) = (x1 - x, y1 - y);
        var long1 = MathF.Sqrt((dx * dx) + (dy * dy));
        var (nx, ny) = (-dy / long1 * spread, dx / long1 * spread);
        e.FillAlong(e.Polygon(x, y, x1 + nx, y1 + ny, x1 - nx, y1 - ny), x, y, x1, y1, ink, ink.Thin(0));
    }

    /// <summary>The long shimmer that a light lays down on wet ground.</summary>
    public static void Shimmer(Easel e, float x, float y, float w, float length, Ink ink)
    {
        var path = e.Outline();
        for (var i = 0; i < 14; i++)
        {
            var t = i / 14f;
            var half = w * (0.6f + (0.6f * t)) * e.Chance.Between(0.4f, 1);
            var cx = x + e.Chance.Around(w * 0.4f);
            var cy = y + (length * t);
            path.AddOval(new SKRect(cx - half, cy, cx + half, cy + (length * e.Chance.Between(0.012f, 0.03f))));
        }
        e.Fill(path, ink, ink.Thin(0.1f));
    }
}
