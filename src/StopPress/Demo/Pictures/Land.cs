using SkiaSharp;

namespace StopPress.Demo.Pictures;

/// <summary>Brushes for the land: ridges, trees, grass and rocks.</summary>
internal static class Land
{
    /// <summary>A range of hills whose foot fades into haze.</summary>
    public static void Ridge(Easel e, float crest, float swing, float foot, Ink top, Ink bottom, float detail = 0.25f) =>
        e.Fill(Range(e, crest, swing, foot, detail), top, bottom);

    /// <summary>The outline of a range of hills.</summary>
    public static SKPath Range(Easel e, float crest, float swing, float foot, float detail = 0.25f)
    {
        var (a, b, c, d) = (e.Chance.Between(0, 6), e.Chance.Between(0, 6), e.Chance.Between(0, 6), e.Chance.Between(0, 6));
        var path = e.Outline();
        path.MoveTo(-20, foot);
        for (var x = -20f; x <= 1220; x += 10)
        {
            var broad = (0.6f * MathF.Sin((x / 210) + a)) + (0.4f * MathF.Sin((x / 93) + b));
            var fine = (0.6f * MathF.Sin((x / 31) + c)) + (0.4f * MathF.Sin((x / 13) + d));
            path.LineTo(x, crest - (swing * (broad + (detail * fine))));
        }
        path.LineTo(1220, foot);
        path.Close();
        return path;
    }

    /// <summary>A broad-leaved tree: clumps of leaf, lit from one side.</summary>
    public static void Tree(Easel e, float x, float y, float h, Ink leaf, Ink light, Ink trunk, float side = -1)
    {
        var c = e.Chance;
        e.Poly(trunk, x - (h * 0.035f), y, x - (h * 0.018f), y - (h * 0.5f), x + (h * 0.02f), y - (h * 0.5f), x + (h * 0.04f), y);
        e.Line(x, y - (h * 0.35f), x + (h * 0.14f), y - (h * 0.58f), h * 0.02f, trunk);
        e.Line(x, y - (h * 0.3f), x - (h * 0.15f), y - (h * 0.52f), h * 0.02f, trunk);
        var (dark, lit) = (e.Outline(), e.Outline());
        for (var i = 0; i < 26; i++)
        {
            var angle = c.Between(0, MathF.Tau);
            var reach = MathF.Sqrt(c.Next()) * 0.3f * h;
            var (px, py, r) = (x + (reach * 1.15f * MathF.Cos(angle)), y - (h * 0.67f) + (reach * 0.85f * MathF.Sin(angle)), h * c.Between(0.055f, 0.115f));
            dark.AddCircle(px, py, r);
            if (((px - x) * side) - (py - (y - (h * 0.67f))) > h * 0.02f)
                lit.AddCircle(px + (side * r * 0.25f), py - (r * 0.3f), r * c.Between(0.45f, 0.75f));
        }
        e.Fill(dark, leaf);
        e.Fill(lit, light);
    }

    /// <summary>A row of trees seen from afar, as one ragged mass.</summary>
    public static void Grove(Easel e, float left, float right, float y, float h, Ink top, Ink bottom)
    {
        var path = e.Outline();
        path.AddRect(new SKRect(left, y - (h * 0.35f), right, y));
        for (var x = left; x < right; x += h * 0.22f)
        {
            var r = h * e.Chance.Between(0.16f, 0.34f);
            path.AddOval(new SKRect(x - r, y - (h * e.Chance.Between(0.55f, 1f)), x + r, y));
        }
        e.Fill(path, top, bottom);
    }

    /// <summary>A palm with a leaning trunk and drooping fronds.</summary>
    public static void Palm(Easel e, float x, float y, float h, float lean, Ink ink, Ink light)
    {
        var (tx, ty) = (x + (lean * h), y - h);
        var trunk = e.Outline();
        trunk.MoveTo(x - (h * 0.022f), y);
        trunk.QuadTo(x + (lean * h * 0.15f), y - (h * 0.55f), tx - (h * 0.008f), ty);
        trunk.LineTo(tx + (h * 0.01f), ty);
        trunk.QuadTo(x + (lean * h * 0.15f) + (h * 0.03f), y - (h * 0.5f), x + (h * 0.026f), y);
        trunk.Close();
        e.Fill(trunk, ink);
        for (var i = 0; i < 11; i++)
        {
            var a = (MathF.PI * 1.12f * i / 10) - 0.19f + e.Chance.Around(0.12f);
            var reach = h * e.Chance.Between(0.32f, 0.44f);
            Frond(e, tx, ty, -MathF.Cos(a) * reach, -MathF.Sin(a) * reach * 0.5f, reach * e.Chance.Between(0.3f, 0.62f), i % 3 == 1 ? light : ink);
        }
        for (var i = 0; i < 4; i++)
            e.Disc(tx + e.Chance.Around(h * 0.03f), ty + (h * e.Chance.Between(0, 0.03f)), h * 0.014f, ink);
    }

    /// <summary>Blades of grass or reed standing along a line.</summary>
    public static void Grass(Easel e, float left, float right, float y, float spread, int count, float height, Ink ink, float wind = 0.3f)
    {
        var path = e.Outline();
        for (var i = 0; i < count; i++)
        {
            var (x, foot, h) = (e.Chance.Between(left, right), y + e.Chance.Between(0, spread), height * e.Chance.Between(0.45f, 1.1f));
            var (tip, half) = (x + (h * (wind + e.Chance.Around(0.35f))), Math.Max(0.8f, h * 0.022f));
            path.MoveTo(x - half, foot);
            path.QuadTo(x, foot - (h * 0.6f), tip, foot - h);
            path.QuadTo(x + (half * 2), foot - (h * 0.5f), x + half, foot);
            path.Close();
        }
        e.Fill(path, ink);
    }

    /// <summary>Boulders heaped along a line, each with a lit face.</summary>
    public static void Rocks(Easel e, float left, float right, float y, float spread, int count, float size, Ink ink, Ink light)
    {
        for (var i = 0; i < count; i++)
        {
            var t = i / (float)count;
            Rock(e, e.Chance.Between(left, right), y + (spread * t), size * e.Chance.Between(0.5f, 1.15f) * (0.6f + (0.4f * t)), ink.Mix(light, e.Chance.Between(0, 0.2f)), light);
        }
    }

    /// <summary>One boulder.</summary>
    public static void Rock(Easel e, float x, float y, float s, Ink ink, Ink light)
    {
        var c = e.Chance;
        var (l, m, r, peak) = (c.Between(0.5f, 0.65f), c.Around(0.25f), c.Between(0.5f, 0.65f), c.Between(0.5f, 0.8f));
        e.Poly(ink, x - (l * s), y, x - (l * 0.9f * s), y - (s * 0.3f), x + ((m - 0.22f) * s), y - (s * peak), x + ((m + 0.2f) * s), y - (s * peak * 0.92f), x + (r * s), y - (s * 0.25f), x + (r * s), y);
        e.Poly(light, x - (l * 0.9f * s), y - (s * 0.3f), x + ((m - 0.22f) * s), y - (s * peak), x + ((m + 0.2f) * s), y - (s * peak * 0.92f), x + (m * 0.5f * s), y - (s * 0.36f));
    }

    private static void Frond(Easel e, float x, float y, float dx, float dy, float droop, Ink ink)
    {
        const int Leaves = 9;
        (float X, float Y) Spine(float t) => (x + (2 * (1 - t) * t * 0.55f * dx) + (t * t * dx), y + (2 * (1 - t) * t * 1.5f * dy) + (t * t * (dy + droop)));
        var path = e.Outline();
        path.MoveTo(x, y);
        path.QuadTo(x + (dx * 0.55f), y + (dy * 1.5f), x + dx, y + dy + droop);
        for (var i = Leaves - 1; i >= 0; i--)
        {
            var (root, back) = (Spine((i + 0.55f) / Leaves), Spine((i + 0.1f) / Leaves));
            var length = MathF.Abs(dx) * 0.2f * MathF.Sin(((i / (float)Leaves) * 2.3f) + 0.5f);
            path.LineTo(root.X + (dx * 0.06f), root.Y + (length * 0.9f) + (droop * 0.1f));
            path.LineTo(back.X, back.Y + (MathF.Abs(dx) * 0.025f));
        }
        path.Close();
        e.Fill(path, ink);
    }
}
