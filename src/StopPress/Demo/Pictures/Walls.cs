using SkiaSharp;

namespace StopPress.Demo.Pictures;

/// <summary>Brushes for what people build with and sit under: stone, boards, awnings, parasols.</summary>
internal static class Walls
{
    /// <summary>Courses of stone or brick inside an outline.</summary>
    public static void Courses(Easel e, SKPath wall, float course, float length, float width, Ink joint)
    {
        var box = wall.Bounds;
        var path = e.Outline();
        var row = 0;
        for (var y = box.Top; y < box.Bottom; y += course, row++)
        {
            path.MoveTo(box.Left, y);
            path.LineTo(box.Right, y);
            for (var x = box.Left - (row % 2 * length * 0.5f); x < box.Right; x += length * e.Chance.Between(0.8f, 1.2f))
            {
                path.MoveTo(x, y);
                path.LineTo(x, y + course);
            }
        }
        using var inside = e.Within(wall);
        e.Stroke(path, width, joint);
    }

    /// <summary>A few stones of another shade among the courses.</summary>
    public static void Patches(Easel e, SKPath wall, float course, float length, int count, Ink ink)
    {
        var box = wall.Bounds;
        using var inside = e.Within(wall);
        for (var i = 0; i < count; i++)
        {
            var row = e.Chance.Below(Math.Max(1, (int)(box.Height / course)));
            e.Rect(box.Left + (e.Chance.Next() * box.Width), box.Top + (row * course), length * e.Chance.Between(0.5f, 1.1f), course, ink);
        }
    }

    /// <summary>A striped awning with a scalloped edge.</summary>
    public static void Awning(Easel e, float x, float y, float w, float h, int stripes, Ink one, Ink other, float flare = 0.06f)
    {
        var step = w / stripes;
        var low = w * (1 + (2 * flare)) / stripes;
        for (var i = 0; i < stripes; i++)
        {
            var ink = i % 2 == 0 ? one : other;
            var (left, right) = (x - (w * flare) + (i * low), x - (w * flare) + ((i + 1) * low));
            var strip = e.Outline();
            strip.MoveTo(x + (i * step), y);
            strip.LineTo(x + ((i + 1) * step) + 0.5f, y);
            strip.LineTo(right + 0.5f, y + h);
            strip.CubicTo(right, y + h + (low * 0.5f), left, y + h + (low * 0.5f), left, y + h);
            strip.Close();
            e.Fill(strip, ink.Light(0.08f), ink.Dark(0.14f));
        }
        e.Poly(one.Dark(0.55f).Thin(0.28f), x - (w * flare), y + (h * 0.93f), x + (w * (1 + flare)), y + (h * 0.93f), x + (w * (1 + flare)), y + h, x - (w * flare), y + h);
    }

    /// <summary>A parasol on its pole seen from the side; the point is its foot.</summary>
    public static void Parasol(Easel e, float x, float y, float h, float w, Ink ink, Ink shade, Ink pole)
    {
        e.Line(x, y, x, y - h, w * 0.02f, pole);
        for (var i = 0; i < 4; i++)
        {
            var (a, b) = (x + (w * ((i / 4f) - 0.5f)), x + (w * (((i + 1) / 4f) - 0.5f)));
            var panel = e.Outline();
            panel.MoveTo(x, y - h);
            panel.QuadTo(a + ((x - a) * 0.35f), y - (h * 0.98f), a, y - (h * 0.74f));
            panel.QuadTo((a + b) / 2, y - (h * 0.78f), b, y - (h * 0.74f));
            panel.QuadTo(b + ((x - b) * 0.35f), y - (h * 0.98f), x, y - h);
            panel.Close();
            e.Fill(panel, ink.Mix(shade, i / 3.4f));
        }
        e.Line(x, y - h, x, y - (h * 1.04f), w * 0.025f, pole);
    }

    /// <summary>A window with a round head.</summary>
    public static void Arched(Easel e, float x, float y, float w, float h, Ink frame, Ink glass, Ink bars)
    {
        e.Fill(Arch(e, x - (w * 0.62f), y + (w * 0.08f), w * 1.24f, h + (w * 0.22f)), frame);
        e.Fill(Arch(e, x - (w * 0.5f), y, w, h), glass.Dark(0.15f), glass);
        e.Line(x, y, x, y - h, w * 0.06f, bars);
        for (var i = 1; i < 4; i++)
            e.Line(x - (w * 0.5f), y - (h * i * 0.22f), x + (w * 0.5f), y - (h * i * 0.22f), w * 0.05f, bars);
    }

    /// <summary>The outline of an opening with a round head; the point is the left end of its sill.</summary>
    public static SKPath Arch(Easel e, float x, float y, float w, float h)
    {
        var path = e.Outline();
        path.MoveTo(x, y);
        path.LineTo(x, y - h + (w / 2));
        path.ArcTo(new SKRect(x, y - h, x + w, y - h + w), 180, 180, false);
        path.LineTo(x + w, y);
        path.Close();
        return path;
    }

    /// <summary>Boards that run towards a point on the horizon.</summary>
    public static void Boards(Easel e, SKPath floor, float toX, float toY, int count, float width, Ink ink)
    {
        var path = e.Outline();
        for (var i = 0; i <= count; i++)
        {
            path.MoveTo(toX, toY);
            path.LineTo(-900 + (3000f * i / count), 900);
        }
        using var inside = e.Within(floor);
        e.Stroke(path, width, ink);
    }

    /// <summary>The face of a clock that shows an hour.</summary>
    public static void Clock(Easel e, float x, float y, float r, Ink rim, Ink face, Ink hands, float hour, float minute)
    {
        e.Disc(x, y, r * 1.14f, rim);
        e.Disc(x, y, r, face);
        for (var i = 0; i < 12; i++)
        {
            var (s, c) = MathF.SinCos(i * MathF.PI / 6);
            e.Line(x + (s * r * 0.8f), y - (c * r * 0.8f), x + (s * r * 0.92f), y - (c * r * 0.92f), r * 0.07f, hands);
        }
        var (hs, hc) = MathF.SinCos((hour + (minute / 60)) * MathF.PI / 6);
        var (ms, mc) = MathF.SinCos(minute * MathF.PI / 30);
        e.Line(x, y, x + (hs * r * 0.5f), y - (hc * r * 0.5f), r * 0.11f, hands);
        e.Line(x, y, x + (ms * r * 0.78f), y - (mc * r * 0.78f), r * 0.07f, hands);
    }
}
