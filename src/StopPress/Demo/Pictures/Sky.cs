using SkiaSharp;

namespace StopPress.Demo.Pictures;

/// <summary>Brushes for the sky: light, clouds, stars, rain and birds.</summary>
internal static class Sky
{
    /// <summary>The sun with its halo.</summary>
    public static void Sun(Easel e, float x, float y, float r, Ink ink, Ink halo)
    {
        e.Glow(x, y, r * 7, r * 5, halo.Thin(0.55f));
        e.Glow(x, y, r * 2.6f, r * 2.6f, halo.Thin(0.6f));
        e.Disc(x, y, r, ink);
    }

    /// <summary>Long thin clouds, thickest in the middle, lying one above another.</summary>
    public static void Streaks(Easel e, float top, float bottom, int count, float length, Ink ink, float left = -200, float right = 1400)
    {
        var path = e.Outline();
        for (var i = 0; i < count; i++)
        {
            var depth = e.Chance.Next();
            var y = top + ((bottom - top) * depth);
            var reach = length * e.Chance.Between(0.35f, 1.1f) * (1.15f - (0.6f * depth));
            var thick = reach * e.Chance.Between(0.025f, 0.055f);
            var x = e.Chance.Between(left, right);
            path.AddPath(Streak(e, x, y, reach, thick));
        }
        e.Fill(path, ink);
    }

    /// <summary>One long cloud with a billowing top and a flatter underside.</summary>
    public static SKPath Streak(Easel e, float x, float y, float reach, float thick)
    {
        var c = e.Chance;
        Span<float> xy = stackalloc float[20];
        for (var i = 0; i < 6; i++)
        {
            var t = i / 5f;
            var body = MathF.Sin(t * MathF.PI);
            xy[2 * i] = x - (reach / 2) + (reach * t);
            xy[(2 * i) + 1] = y - (thick * body * c.Between(0.5f, 1.3f));
        }
        for (var i = 0; i < 4; i++)
        {
            var t = (4 - i) / 5f;
            xy[12 + (2 * i)] = x - (reach / 2) + (reach * (t + c.Around(0.06f)));
            xy[13 + (2 * i)] = y + (thick * MathF.Sin(t * MathF.PI) * c.Between(0.05f, 0.55f));
        }
        return e.Blob(xy);
    }

    /// <summary>A heap of cloud standing on a flat base, lit from above and fading into the sky below.</summary>
    public static void Cumulus(Easel e, float x, float y, float w, float h, Ink light, Ink shade)
    {
        e.Fill(Heap(e, x, y, w, h, 13), light, light.Mix(shade, 0.55f).Thin(0.75f));
        e.Fill(Heap(e, x + (w * 0.06f), y, w * 0.82f, h * 0.62f, 10), shade.Thin(0.55f), shade.Thin(0));
        e.Fill(Heap(e, x - (w * 0.12f), y, w * 0.5f, h * 0.4f, 8), light.Thin(0.6f), light.Thin(0));
    }

    /// <summary>The outline of a heap of cloud.</summary>
    public static SKPath Heap(Easel e, float x, float y, float w, float h, int lumps)
    {
        var path = e.Outline();
        for (var i = 0; i < lumps; i++)
        {
            var t = (i + 0.5f + e.Chance.Around(0.3f)) / lumps;
            var arch = MathF.Pow(MathF.Sin(t * MathF.PI), 0.8f);
            var r = h * (0.16f + (0.2f * arch)) * e.Chance.Between(0.8f, 1.25f);
            var rise = Math.Max(0, (h * arch * e.Chance.Between(0.72f, 1f)) - r);
            var cx = x + (w * (t - 0.5f));
            path.AddRoundRect(new SKRect(cx - (r * 1.25f), y - rise - r, cx + (r * 1.25f), y + (r * 0.1f)), r, r);
        }
        return path;
    }

    /// <summary>A dark ceiling of cloud whose ragged underside hangs at a height.</summary>
    public static SKPath Ceiling(Easel e, float y, float rough, float tilt = 0)
    {
        const int Count = 15;
        Span<float> xy = stackalloc float[(Count * 2) + 4];
        for (var i = 0; i < Count; i++)
        {
            xy[2 * i] = -140 + (i * 1480f / (Count - 1));
            xy[(2 * i) + 1] = y + (tilt * i / Count) + (rough * MathF.Sin((i * 1.7f) + e.Chance.Between(0, 2.4f))) + e.Chance.Around(rough);
        }
        (xy[^4], xy[^3], xy[^2], xy[^1]) = (1500, -500, -300, -500);
        return e.Blob(xy);
    }

    public static void Stars(Easel e, float bottom, int count, Ink ink)
    {
        for (var i = 0; i < count; i++)
        {
            var height = MathF.Pow(e.Chance.Next(), 1.4f);
            var size = e.Chance.Hit(0.06f) ? 2.2f : e.Chance.Between(0.7f, 1.4f);
            e.Disc(e.Chance.Between(0, 1200), height * bottom, size, ink.Thin(e.Chance.Between(0.25f, 0.95f) * (1 - (0.7f * height))));
        }
    }

    /// <summary>A slanting sheet of rain.</summary>
    public static void Rain(Easel e, int count, float slant, float length, float width, Ink ink, float top = -40, float bottom = 800)
    {
        var path = e.Outline();
        for (var i = 0; i < count; i++)
        {
            var x = e.Chance.Between(-150, 1350);
            var y = e.Chance.Between(top, bottom);
            var l = length * e.Chance.Between(0.5f, 1.2f);
            path.MoveTo(x, y);
            path.LineTo(x + (slant * l), y + l);
        }
        e.Stroke(path, width, ink);
    }

    /// <summary>A fan of light or shadow spreading from a point.</summary>
    public static void Rays(Easel e, float x, float y, float reach, float from, float to, int count, Ink ink)
    {
        for (var i = 0; i < count; i++)
        {
            var a = from + ((to - from) * (i + e.Chance.Between(0.1f, 0.9f)) / count);
            var half = e.Chance.Between(0.015f, 0.05f);
            var path = e.Polygon(
                x, y, x + (reach * MathF.Cos(a - half)), y + (reach * MathF.Sin(a - half)),
                x + (reach * MathF.Cos(a + half)), y + (reach * MathF.Sin(a + half)));
            e.FillAlong(path, x, y, x + (reach * MathF.Cos(a)), y + (reach * MathF.Sin(a)), ink, ink.Thin(0));
        }
    }

    /// <summary>Gulls on the wing around a point.</summary>
    public static void Gulls(Easel e, float x, float y, float spread, int count, float size, Ink ink)
    {
        for (var i = 0; i < count; i++)
            Gull(e, x + e.Chance.Around(spread), y + e.Chance.Around(spread * 0.5f), size * e.Chance.Between(0.55f, 1.15f), e.Chance.Around(20), ink);
    }

    /// <summary>One bird on the wing.</summary>
    public static void Gull(Easel e, float x, float y, float size, float turn, Ink ink)
    {
        using var place = e.Place(x, y, size, size, turn);
        var lift = e.Chance.Between(0.16f, 0.5f);
        var path = e.Outline();
        path.MoveTo(-1, -lift * 0.6f);
        path.QuadTo(-0.5f, -lift * 1.5f, 0, 0);
        path.QuadTo(0.42f, -lift * 1.7f, 1, -lift * 0.75f);
        path.QuadTo(0.45f, -lift * 1.2f, 0.1f, 0.13f);
        path.QuadTo(0, 0.2f, -0.12f, 0.13f);
        path.QuadTo(-0.5f, -lift, -1, -lift * 0.6f);
        path.Close();
        e.Fill(path, ink);
    }
}
