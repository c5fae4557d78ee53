using SkiaSharp;

namespace StopPress.Demo.Pictures;

/// <summary>Buildings.</summary>
internal static class Town
{
    /// <summary>A row of gabled and flat-fronted houses along a street or quay.</summary>
    public static void Row(Easel e, float left, float right, float y, float low, float high, ReadOnlySpan<int> walls, ReadOnlySpan<int> roofs, Ink glass, Ink lit, float odds)
    {
        var x = left;
        while (x < right)
        {
            var h = e.Chance.Between(low, high);
            var w = Math.Min(e.Chance.Between(0.75f, 1.35f) * (low + high) * 0.4f, Math.Max(right - x, 12));
            House(e, x, y, w, h, e.Chance.Pick(walls), e.Chance.Pick(roofs), glass, lit, odds);
            x += w * 0.985f;
        }
    }

    /// <summary>One house: a front with a lit and a shaded side, a roof, a chimney and windows.</summary>
    public static void House(Easel e, float x, float y, float w, float h, Ink wall, Ink roof, Ink glass, Ink lit, float odds)
    {
        var gable = e.Chance.Hit(0.45f);
        var rise = gable ? w * 0.42f : h * 0.2f;
        var eaves = y - h + (rise * 0.6f);
        if (e.Chance.Hit(0.6f))
            e.Rect(x + (w * e.Chance.Between(0.15f, 0.7f)), eaves - (rise * 0.95f), w * 0.09f, rise, roof.Dark(0.3f));
        if (gable)
        {
            e.Poly(wall, x, y, x, eaves, x + (w / 2), eaves - rise, x + w, eaves, x + w, y);
            e.Poly(roof, x - (w * 0.03f), eaves + (w * 0.03f), x + (w / 2), eaves - rise - (w * 0.05f), x + (w * 1.03f), eaves + (w * 0.03f), x + w, eaves + (w * 0.06f), x + (w / 2), eaves - rise + (w * 0.04f), x, eaves + (w * 0.06f));
        }
        else
        {
            e.Rect(x, eaves, w, y - eaves, wall);
            e.Poly(roof, x - (w * 0.03f), eaves, x + (w * 0.08f), eaves - (rise * 0.7f), x + (w * 0.92f), eaves - (rise * 0.7f), x + (w * 1.03f), eaves);
            e.Rect(x, eaves, w, h * 0.025f, wall.Dark(0.35f));
        }
        e.Rect(x + (w * 0.86f), eaves + (h * 0.03f), w * 0.14f, y - eaves - (h * 0.03f), wall.Dark(0.4f).Thin(0.3f));
        Openings(e, x, y, w, eaves, wall, glass, lit, odds);
    }

    /// <summary>A block of flats or offices with a grid of windows.</summary>
    public static void Block(Easel e, float x, float y, float w, float h, Ink top, Ink bottom, Ink pane, float odds, float size = 9)
    {
        e.Fill(e.Polygon(x, y, x, y - h, x + w, y - h, x + w, y), top, bottom);
        e.Rect(x + (w * 0.78f), y - h, w * 0.22f, h, top.Dark(0.5f).Thin(0.22f));
        Panes(e, x + (size * 0.6f), y - h + (size * 0.9f), w - (size * 0.8f), h - (size * 1.4f), size, pane, odds);
    }

    /// <summary>Small windows in rows, of which a share is lit.</summary>
    public static void Panes(Easel e, float x, float y, float w, float h, float size, Ink pane, float odds)
    {
        var (full, half) = (e.Outline(), e.Outline());
        for (var py = y; py + (size * 0.7f) < y + h; py += size * 1.35f)
        {
            for (var px = x; px + (size * 0.6f) < x + w; px += size)
            {
                if (e.Chance.Hit(odds))
                    (e.Chance.Hit(0.6f) ? full : half).AddRect(new SKRect(px, py, px + (size * 0.55f), py + (size * 0.75f)));
            }
        }
        e.Fill(full, pane);
        e.Fill(half, pane.Thin(0.5f));
    }

    /// <summary>A lighthouse with bands, gallery and lantern; returns the height of the lamp.</summary>
    public static float Lighthouse(Easel e, float x, float y, float h, Ink wall, Ink band, Ink metal, Ink lamp)
    {
        var (foot, head) = (h * 0.105f, h * 0.062f);
        var tower = e.Polygon(x - foot, y, x - head, y - (h * 0.8f), x + head, y - (h * 0.8f), x + foot, y);
        e.Fill(tower, wall);
        using (e.Within(tower))
        {
            e.Rect(x - foot, y - (h * 0.62f), foot * 2, h * 0.16f, band);
            e.Rect(x - foot, y - (h * 0.28f), foot * 2, h * 0.16f, band);
            e.FillAcross(e.Polygon(x - (foot * 0.2f), y, x - (foot * 0.2f), y - h, x + foot, y - h, x + foot, y), metal.Thin(0), metal.Thin(0.75f));
            e.Rect(x - (h * 0.014f), y - (h * 0.72f), h * 0.022f, h * 0.04f, metal);
            e.Rect(x - (h * 0.014f), y - (h * 0.4f), h * 0.022f, h * 0.04f, metal);
            e.Rect(x - (h * 0.02f), y - (h * 0.07f), h * 0.04f, h * 0.07f, metal);
        }
        e.Rect(x - (head * 1.5f), y - (h * 0.82f), head * 3, h * 0.022f, metal);
        for (var i = -3; i <= 3; i++)
            e.Line(x + (i * head * 0.48f), y - (h * 0.82f), x + (i * head * 0.48f), y - (h * 0.855f), h * 0.004f, metal);
        e.Line(x - (head * 1.5f), y - (h * 0.855f), x + (head * 1.5f), y - (h * 0.855f), h * 0.005f, metal);
        e.Rect(x - (head * 0.78f), y - (h * 0.92f), head * 1.56f, h * 0.1f, lamp);
        foreach (var bar in (ReadOnlySpan<float>)[-0.78f, -0.26f, 0.26f, 0.78f])
            e.Line(x + (head * bar), y - (h * 0.92f), x + (head * bar), y - (h * 0.82f), h * 0.005f, metal);
        var dome = e.Outline();
        dome.MoveTo(x - (head * 0.95f), y - (h * 0.92f));
        dome.QuadTo(x - (head * 0.6f), y - (h * 0.985f), x, y - (h * 0.99f));
        dome.QuadTo(x + (head * 0.6f), y - (h * 0.985f), x + (head * 0.95f), y - (h * 0.92f));
        dome.Close();
        e.Fill(dome, metal);
        e.Line(x, y - (h * 0.98f), x, y - (h * 1.03f), h * 0.006f, metal);
        return y - (h * 0.87f);
    }

    /// <summary>A church tower with a pointed spire.</summary>
    public static void Spire(Easel e, float x, float y, float h, Ink wall, Ink roof)
    {
        var w = h * 0.17f;
        e.Rect(x - (w / 2), y - (h * 0.62f), w, h * 0.62f, wall);
        e.Rect(x + (w * 0.2f), y - (h * 0.62f), w * 0.3f, h * 0.62f, wall.Dark(0.25f));
        e.Poly(roof, x - (w * 0.58f), y - (h * 0.62f), x, y - h, x + (w * 0.58f), y - (h * 0.62f));
        e.Round(x - (w * 0.12f), y - (h * 0.55f), w * 0.2f, h * 0.09f, w * 0.1f, roof.Dark(0.4f));
    }

    /// <summary>A Thai temple hall seen at its gable: tiers of swept roofs with horned tips.</summary>
    public static void Temple(Easel e, float x, float y, float h, Ink ink, Ink trim, Ink glow)
    {
        e.Rect(x - (h * 0.36f), y - (h * 0.08f), h * 0.72f, h * 0.08f, ink);
        e.Fill(e.Polygon(x - (h * 0.3f), y - (h * 0.08f), x - (h * 0.3f), y - (h * 0.36f), x + (h * 0.3f), y - (h * 0.36f), x + (h * 0.3f), y - (h * 0.08f)), ink.Mix(glow, 0.35f), glow);
        for (var i = 0; i < 6; i++)
            e.Rect(x - (h * 0.31f) + (i * h * 0.116f), y - (h * 0.38f), h * 0.036f, h * 0.32f, ink);
        foreach (var (half, low, peak) in (ReadOnlySpan<(float, float, float)>)[(0.5f, 0.33f, 0.66f), (0.37f, 0.42f, 0.82f), (0.25f, 0.54f, 0.97f)])
        {
            var roof = e.Outline();
            roof.MoveTo(x - (h * half), y - (h * low));
            roof.QuadTo(x - (h * half * 0.3f), y - (h * (low + ((peak - low) * 0.32f))), x, y - (h * peak));
            roof.QuadTo(x + (h * half * 0.3f), y - (h * (low + ((peak - low) * 0.32f))), x + (h * half), y - (h * low));
            roof.Close();
            e.Fill(roof, ink.Mix(trim, 0.22f), ink);
            e.Stroke(roof, h * 0.013f, trim);
            foreach (var side in (ReadOnlySpan<float>)[-1, 1])
                e.Curve(h * 0.013f, trim, x + (side * h * half), y - (h * low), x + (side * h * (half + 0.03f)), y - (h * (low + 0.03f)), x + (side * h * (half + 0.035f)), y - (h * (low + 0.08f)));
        }
        e.Curve(h * 0.015f, trim, x, y - (h * 0.97f), x - (h * 0.012f), y - (h * 1.03f), x + (h * 0.018f), y - (h * 1.1f));
    }

    /// <summary>A bell-shaped pagoda.</summary>
    public static void Pagoda(Easel e, float x, float y, float h, Ink ink, Ink light)
    {
        var bell = e.Outline();
        bell.MoveTo(x - (h * 0.26f), y);
        bell.LineTo(x - (h * 0.24f), y - (h * 0.12f));
        bell.LineTo(x - (h * 0.19f), y - (h * 0.14f));
        bell.CubicTo(x - (h * 0.19f), y - (h * 0.36f), x - (h * 0.08f), y - (h * 0.42f), x - (h * 0.05f), y - (h * 0.5f));
        bell.QuadTo(x - (h * 0.018f), y - (h * 0.75f), x, y - h);
        bell.QuadTo(x + (h * 0.018f), y - (h * 0.75f), x + (h * 0.05f), y - (h * 0.5f));
        bell.CubicTo(x + (h * 0.08f), y - (h * 0.42f), x + (h * 0.19f), y - (h * 0.36f), x + (h * 0.19f), y - (h * 0.14f));
        bell.LineTo(x + (h * 0.24f), y - (h * 0.12f));
        bell.LineTo(x + (h * 0.26f), y);
        bell.Close();
        e.FillAcross(bell, light, ink);
        foreach (var ring in (ReadOnlySpan<float>)[0.12f, 0.44f, 0.5f, 0.55f, 0.6f])
            e.Line(x - (h * (0.2f - (ring * 0.27f))), y - (h * ring), x + (h * (0.2f - (ring * 0.27f))), y - (h * ring), h * 0.007f, ink.Dark(0.3f));
    }

    private static void Openings(Easel e, float x, float y, float w, float eaves, Ink wall, Ink glass, Ink lit, float odds)
    {
        var floors = Math.Max(1, (int)((y - eaves) / (w * 0.46f)));
        var bay = (y - eaves) / floors;
        var columns = w > 70 ? 3 : 2;
        for (var floor = 0; floor < floors; floor++)
        {
            for (var column = 0; column < columns; column++)
            {
                var (pw, ph) = (w * 0.36f / columns, bay * 0.5f);
                var px = x + (w * (column + 0.5f) / columns) - (pw / 2);
                var py = eaves + (floor * bay) + (bay * 0.26f);
                if (floor == floors - 1 && column == 0)
                {
                    e.Rect(px - (pw * 0.1f), y - (bay * 0.68f), pw * 1.2f, bay * 0.68f, wall.Dark(0.6f));
                    continue;
                }
                e.Rect(px - (pw * 0.12f), py - (pw * 0.12f), pw * 1.24f, ph + (pw * 0.24f), wall.Light(0.35f).Thin(0.7f));
                e.Rect(px, py, pw, ph, e.Chance.Hit(odds) ? lit : glass);
                e.Line(px, py + (ph / 2), px + pw, py + (ph / 2), pw * 0.08f, wall.Light(0.35f).Thin(0.7f));
            }
        }
    }
}
