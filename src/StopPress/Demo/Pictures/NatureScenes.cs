using SkiaSharp;

namespace StopPress.Demo.Pictures;

/// <summary>Pictures of the marsh, the mangrove, the salt and the river.</summary>
internal static class NatureScenes
{
    /// <summary>Green water between the roots of mangroves.</summary>
    public static void Mangrove(Easel e)
    {
        e.Wash(0, 0, 1200, 460, 0x8FBF6A, 0xDDE9A6, 0xF6F3C8);
        e.Glow(600, 330, 420, 300, 0xFFFBD8);
        Land.Grove(e, -40, 1240, 420, 150, 0x8DB86A, 0xB9D28A);
        Land.Grove(e, -40, 470, 424, 270, 0x5F9A58, 0x86B266);
        Land.Grove(e, 730, 1240, 424, 270, 0x5F9A58, 0x86B266);
        e.Wash(0, 416, 1200, 384, 0xDDE8A4, 0x6FA070, 0x1F5E50);
        Water.Mirror(e, 418, 800, 8, 1.3f);
        e.Wash(0, 416, 1200, 384, new Ink(190, 214, 130, 60), new Ink(18, 74, 64, 225));
        foreach (var (x, y, h, side) in (ReadOnlySpan<(float, float, float, int)>)[(400, 452, 200, 1), (806, 456, 214, -1), (296, 500, 300, 1), (920, 506, 316, -1)])
            Roots(e, x, y, h, side, 0x3F5A34, 0x4C8A4A, 0x7FB05C);
        Water.Ripples(e, 430, 800, 22, 130, new Ink(240, 246, 190, 110));
        Egret(e, 640, 520, 92, 0xFFFDF2);
        foreach (var (x, y, h, side) in (ReadOnlySpan<(float, float, float, int)>)[(120, 620, 480, 1), (1100, 640, 520, -1)])
            Roots(e, x, y, h, side, 0x22382A, 0x22603E, 0x3F8A50);
        Canopy(e, 0x0F3A2C, 0x2B6E44);
        Water.Ripples(e, 640, 800, 9, 170, new Ink(226, 240, 180, 100));
    }

    /// <summary>Waders at the top of the tide.</summary>
    public static void Saltmarsh(Easel e)
    {
        e.Wash(0, 0, 1200, 430, 0xA9B9C9, 0xE3D3CE, 0xF9E3C6);
        Sky.Streaks(e, 60, 330, 12, 620, new Ink(255, 248, 236, 170));
        Sky.Sun(e, 300, 330, 34, 0xFFFBEC, 0xFFEFC8);
        Land.Ridge(e, 404, 9, 440, 0xA7A9B2, 0xC9BDB8);
        e.Wash(0, 420, 1200, 380, 0xEFD9C4, 0xC3C2C6, 0x8898A8);
        foreach (var (x, y, w) in (ReadOnlySpan<(float, float, float)>)[(950, 440, 380), (160, 458, 260), (620, 476, 170), (1120, 530, 230), (90, 560, 190)])
        {
            e.Fill(e.Blob(x - w, y + 4, x - (w * 0.4f), y - (w * 0.05f), x + (w * 0.3f), y - (w * 0.04f), x + w, y + 4, x + (w * 0.4f), y + (w * 0.05f), x - (w * 0.5f), y + (w * 0.05f)), 0x9C8F6C, 0x6E6B58);
            Land.Grass(e, x - (w * 0.8f), x + (w * 0.8f), y, w * 0.03f, 70, w * 0.12f, 0x8A8458);
        }
        Water.Glitter(e, 300, 424, 800, 20, 150, 90, new Ink(255, 250, 226, 200));
        Water.Ripples(e, 430, 800, 22, 120, new Ink(255, 248, 236, 110));
        for (var i = 0; i < 70; i++)
        {
            var t = e.Chance.Next();
            Sky.Gull(e, 560 + (t * 560) + e.Chance.Around(40), 280 - (160 * MathF.Sin(t * 2.6f)) + e.Chance.Around(50), e.Chance.Between(7, 17), e.Chance.Around(24), 0x55606E);
        }
        for (var i = 0; i < 15; i++)
        {
            var t = MathF.Pow(i / 14f, 1.5f);
            Wader(e, 180 + (e.Chance.Next() * 860), 490 + (t * 180), 56 + (t * 120), e.Chance.Hit(0.55f) ? 1 : -1, e.Chance.Hit(0.55f));
        }
        Land.Grass(e, -20, 480, 812, 14, 150, 190, 0x6E6A42, 0.25f);
        Land.Grass(e, -20, 340, 812, 14, 80, 240, 0x47492F, 0.25f);
        Land.Grass(e, 820, 1220, 812, 14, 120, 150, 0x6E6A42, -0.2f);
        Land.Grass(e, 1000, 1220, 812, 14, 50, 210, 0x47492F, -0.2f);
    }

    /// <summary>A brown river over its banks.</summary>
    public static void Flood(Easel e)
    {
        e.Wash(0, 0, 1200, 300, 0x8C9AA0, 0xC4C6BC, 0xDAD3BC);
        e.Fill(Sky.Ceiling(e, 96, 22, 30), 0x6B7A82, 0x98A3A4);
        Land.Ridge(e, 250, 26, 320, 0x8A968A, 0xA9AC98);
        Land.Ridge(e, 284, 12, 330, 0x6F7D64, 0x8E936F);
        e.Wash(0, 300, 1200, 500, 0xBFA777, 0xA17C4C, 0x6E4E30);
        foreach (var (x, y, h) in (ReadOnlySpan<(float, float, float)>)[(120, 330, 60), (210, 340, 70), (330, 336, 60), (860, 336, 66), (960, 344, 74), (1100, 338, 64), (1040, 400, 110), (400, 392, 100)])
            Drowned(e, x, y, h);
        Poles(e);
        Roof(e, 190, 470, 190, 0xA9553C, 0xE2D3B0);
        Roof(e, 430, 520, 150, 0x7A6A5C, 0xD9C8A4);
        Roof(e, 880, 500, 200, 0x8E4A38, 0xE2D3B0);
        Roof(e, 1080, 600, 230, 0x5E6A6A, 0xD9C8A4);
        Drowned(e, 60, 640, 260);
        Drowned(e, 700, 450, 130);
        Water.Ripples(e, 306, 800, 30, 170, new Ink(236, 214, 164, 120));
        Water.Ripples(e, 420, 800, 14, 220, new Ink(84, 56, 34, 90));
        Boats.Longtail(e, 560, 690, 270, 0x4A2F24, 0xD9433A);
        People.Shade(e, 500, 676, 96, Pose.Stand, 0x33241E);
        People.Figure(e, 590, 680, 74, Pose.Sit, new Dress(0xF28A2E, 0x33241E, 0x8A5A3C, 0x33241E, Brim: true));
        e.Line(486, 624, 440, 742, 4, 0x33241E);
        Water.Ripples(e, 684, 712, 5, 70, new Ink(244, 226, 184, 190), 410, 720);
    }

    /// <summary>Shallow pools that hold the sky, and heaps of salt.</summary>
    public static void SaltPans(Easel e)
    {
        e.Wash(0, 0, 1200, 330, 0x58A8D0, 0xB6DCE4, 0xEFF1E4);
        Sky.Cumulus(e, 240, 296, 480, 150, 0xFFFFFF, 0xC6DCE6);
        Sky.Cumulus(e, 930, 300, 560, 190, 0xFFFFFF, 0xC6DCE6);
        Land.Ridge(e, 310, 8, 334, 0x7FA69C, 0x9DBDAA);
        e.Wash(0, 326, 1200, 474, 0xC9AE8C, 0x9A7250);
        ReadOnlySpan<int> tints = [0xCFE8EC, 0xF0C9C4, 0xB9DDE6, 0xE9B0AE, 0xDFF0EE, 0x9CCBDC];
        ReadOnlySpan<float> rows = [336, 356, 386, 432, 506, 620, 860];
        for (var row = 0; row < 6; row++)
        {
            for (var i = -7; i < 8; i++)
                Pan(e, i, rows[row] + 2 + row, rows[row + 1] - 2 - row, e.Chance.Pick(tints));
        }
        foreach (var (y, s) in (ReadOnlySpan<(float, float)>)[(386, 0.2f), (433, 0.36f), (508, 0.62f)])
        {
            for (var i = -5; i < 6; i++)
                Heap(e, 600 + (i * 500 * s) + (40 * s), y + 2, 150 * s);
        }
        Heap(e, 190, 640, 220);
        Heap(e, 1010, 660, 260);
        Rake(e);
    }

    private static void Roots(Easel e, float x, float y, float h, int side, Ink bark, Ink leaf, Ink light)
    {
        var root = e.Outline();
        for (var i = 0; i < 9; i++)
        {
            var reach = h * (((i - 4) * 0.085f) + e.Chance.Around(0.03f)) + (side * h * 0.06f);
            var top = y - (h * e.Chance.Between(0.26f, 0.44f));
            root.MoveTo(x + (reach * 0.12f), top);
            root.CubicTo(x + (reach * 0.8f), top + (h * 0.02f), x + reach, y - (h * 0.2f), x + (reach * 1.08f), y + (h * e.Chance.Between(0, 0.05f)));
        }
        e.Stroke(root, Math.Max(2, h * 0.019f), bark);
        e.Curve(h * 0.05f, bark, x, y - (h * 0.3f), x + (side * h * 0.02f), y - (h * 0.55f), x - (side * h * 0.04f), y - (h * 0.8f));
        e.Curve(h * 0.025f, bark, x, y - (h * 0.5f), x + (side * h * 0.14f), y - (h * 0.66f), x + (side * h * 0.24f), y - (h * 0.76f));
        Leaves(e, x, y - (h * 0.84f), h * 0.62f, h * 0.3f, leaf, light, 44, h * 0.05f);
    }

    private static void Leaves(Easel e, float x, float y, float w, float h, Ink leaf, Ink light, int count, float size)
    {
        var (dark, lit) = (e.Outline(), e.Outline());
        for (var i = 0; i < count; i++)
        {
            var (px, py, r) = (x + e.Chance.Around(w * 0.6f), y + e.Chance.Around(h * 0.6f), size * e.Chance.Between(0.8f, 1.5f));
            dark.AddOval(new SKRect(px - (r * 1.7f), py - r, px + (r * 1.7f), py + r));
            if (py < y)
                lit.AddOval(new SKRect(px - (r * 0.9f), py - (r * 0.9f), px + (r * 0.7f), py - (r * 0.2f)));
        }
        e.Fill(dark, leaf);
        e.Fill(lit, light);
    }

    private static void Canopy(Easel e, Ink dark, Ink light)
    {
        Leaves(e, 60, 20, 620, 250, dark, light, 90, 26);
        Leaves(e, 1140, 20, 620, 260, dark, light, 90, 26);
        Leaves(e, 600, -30, 900, 120, dark, light, 80, 24);
    }

    private static void Egret(Easel e, float x, float y, float h, Ink ink)
    {
        using var place = e.Place(x, y, h / 100, h / 100);
        e.Line(-6, -34, -8, 0, 2.4f, 0x2B2E24);
        e.Line(4, -34, 6, 0, 2.4f, 0x2B2E24);
        e.Fill(e.Blob(-36, -32, -10, -52, 14, -54, 18, -42, 4, -30), ink, ink.Dark(0.12f));
        e.Curve(5, ink, 12, -48, 24, -62, 12, -78, 20, -92);
        e.Oval(23, -93, 6, 4, ink);
        e.Poly(0xE9A22E, 27, -95, 48, -90, 27, -91);
        e.Fill(e.Blob(-34, 6, 0, 4, 24, 8, 0, 22), ink.Thin(0.35f));
    }

    private static void Wader(Easel e, float x, float y, float h, int side, bool feeds)
    {
        e.Fill(e.Blob(x - (h * 0.24f), y + (h * 0.1f), x, y + (h * 0.06f), x + (h * 0.2f), y + (h * 0.12f), x, y + (h * 0.34f)), new Ink(60, 66, 80, 90));
        using var place = e.Place(x, y, side * h / 100, h / 100);
        e.Line(-5, -46, -7, 0, 2, 0xC4553A);
        e.Line(6, -46, 9, 0, 2, 0xC4553A);
        e.Fill(e.Blob(-36, -52, -14, -66, 14, -66, 24, -56, 12, -44, -12, -42), 0x3A414E, 0xE9E4DA);
        e.Poly(0x262B36, -44, -54, -10, -64, 8, -56, -14, -50);
        if (feeds)
        {
            e.Curve(7, 0x3A414E, 20, -58, 32, -50, 36, -34);
            e.Disc(37, -31, 6, 0x262B36);
            e.Curve(2, 0xC4553A, 38, -28, 42, -14, 41, 2);
        }
        else
        {
            e.Curve(7, 0x3A414E, 18, -60, 26, -74, 25, -88);
            e.Disc(27, -90, 6.5f, 0x262B36);
            e.Curve(2, 0xC4553A, 32, -90, 46, -86, 58, -80);
        }
    }

    private static void Drowned(Easel e, float x, float y, float h)
    {
        e.Fill(e.Blob(x - (h * 0.36f), y + (h * 0.02f), x, y, x + (h * 0.36f), y + (h * 0.02f), x + (h * 0.2f), y + (h * 0.36f), x - (h * 0.2f), y + (h * 0.36f)), new Ink(62, 62, 36, 100), new Ink(62, 62, 36, 0));
        Land.Tree(e, x, y, h, 0x4A6640, 0x75904F, 0x3F3226);
    }

    private static void Poles(Easel e)
    {
        for (var i = 0; i < 6; i++)
        {
            var (x, h) = (1160 - (i * 120f) + (i * i * 4), 190 - (i * 26f));
            var y = 470 - (i * 25f);
            e.Line(x, y, x, y - h, 5 - (i * 0.6f), 0x4A3A2E);
            e.Line(x - (h * 0.12f), y - (h * 0.9f), x + (h * 0.12f), y - (h * 0.9f), 4 - (i * 0.5f), 0x4A3A2E);
            if (i == 5)
                continue;
            var (nx, nh, ny) = (1160 - ((i + 1) * 120f) + ((i + 1) * (i + 1) * 4), 190 - ((i + 1) * 26f), 470 - ((i + 1) * 25f));
            e.Curve(1.4f, 0x4A3A2E, x, y - (h * 0.9f), (x + nx) / 2, ((y - (h * 0.9f) + ny - (nh * 0.9f)) / 2) + 12, nx, ny - (nh * 0.9f));
        }
    }

    private static void Roof(Easel e, float x, float y, float w, Ink tile, Ink wall)
    {
        e.Fill(e.Polygon(x - (w * 0.42f), y, x + (w * 0.42f), y, x + (w * 0.36f), y + (w * 0.4f), x - (w * 0.36f), y + (w * 0.4f)), new Ink(70, 44, 30, 130), new Ink(70, 44, 30, 0));
        e.Poly(wall, x - (w * 0.42f), y, x - (w * 0.42f), y - (w * 0.14f), x - (w * 0.22f), y - (w * 0.34f), x - (w * 0.02f), y - (w * 0.14f), x - (w * 0.02f), y);
        e.Rect(x - (w * 0.02f), y - (w * 0.14f), w * 0.44f, w * 0.14f, wall.Dark(0.25f));
        e.Fill(e.Polygon(x - (w * 0.24f), y - (w * 0.38f), x + (w * 0.3f), y - (w * 0.38f), x + (w * 0.48f), y - (w * 0.1f), x - (w * 0.01f), y - (w * 0.1f)), tile.Light(0.12f), tile.Dark(0.12f));
        e.Line(x - (w * 0.22f), y - (w * 0.37f), x - (w * 0.47f), y - (w * 0.1f), w * 0.04f, tile.Dark(0.3f));
        e.Rect(x - (w * 0.27f), y - (w * 0.16f), w * 0.1f, w * 0.08f, tile.Dark(0.5f));
    }

    private static void Pan(Easel e, int i, float top, float bottom, Ink tint)
    {
        static float Across(float lane, float y) => 600 + (lane * (y - 300) * 0.62f);
        var path = e.Polygon(Across(i + 0.04f, top), top, Across(i + 0.96f, top), top, Across(i + 0.96f, bottom), bottom, Across(i + 0.04f, bottom), bottom);
        if (path.Bounds.Right < 0 || path.Bounds.Left > 1200)
            return;
        e.Fill(path, tint, tint.Mix(0x5FA6CC, 0.42f));
        var h = bottom - top;
        if (h < 20)
            return;
        using var inside = e.Within(path);
        var cloud = e.Chance.Between(0, 1);
        e.Oval(Across(i + cloud, bottom), bottom - (h * 0.3f), h * 1.1f, h * 0.2f, new Ink(255, 255, 255, 130));
        e.Oval(Across(i + cloud + 0.2f, bottom), bottom - (h * 0.12f), h * 0.8f, h * 0.1f, new Ink(255, 255, 255, 110));
        e.Rect(path.Bounds.Left, top, path.Bounds.Width, h * 0.05f, new Ink(96, 70, 60, 110));
    }

    private static void Heap(Easel e, float x, float y, float w)
    {
        e.Fill(e.Blob(x - (w * 0.45f), y, x, y - (w * 0.03f), x + (w * 0.5f), y, x + (w * 0.2f), y + (w * 0.3f), x - (w * 0.16f), y + (w * 0.3f)), new Ink(255, 255, 255, 120), new Ink(255, 255, 255, 0));
        var cone = e.Outline();
        cone.MoveTo(x - (w * 0.5f), y);
        cone.QuadTo(x - (w * 0.16f), y - (w * 0.2f), x - (w * 0.04f), y - (w * 0.46f));
        cone.QuadTo(x, y - (w * 0.5f), x + (w * 0.05f), y - (w * 0.45f));
        cone.QuadTo(x + (w * 0.2f), y - (w * 0.18f), x + (w * 0.5f), y);
        cone.QuadTo(x, y + (w * 0.06f), x - (w * 0.5f), y);
        cone.Close();
        e.Fill(cone, 0xFFFFFF, 0xF1F1EC);
        var dark = e.Outline();
        dark.MoveTo(x + (w * 0.01f), y - (w * 0.48f));
        dark.QuadTo(x + (w * 0.06f), y - (w * 0.2f), x - (w * 0.02f), y + (w * 0.025f));
        dark.QuadTo(x + (w * 0.3f), y + (w * 0.02f), x + (w * 0.5f), y);
        dark.QuadTo(x + (w * 0.2f), y - (w * 0.18f), x + (w * 0.05f), y - (w * 0.45f));
        dark.Close();
        e.Fill(dark, 0xB9CBD8);
    }

    private static void Rake(Easel e)
    {
        e.Fill(e.Blob(560, 706, 620, 700, 660, 708, 640, 790, 590, 790), new Ink(60, 60, 80, 90), new Ink(60, 60, 80, 0));
        People.Figure(e, 610, 704, -230, Pose.Carry, new Dress(0x2F6E9A, 0x4A3A44, 0x9A5F3E, 0xE9C98A, Brim: true));
        e.Line(650, 520, 470, 690, 6, 0x7A4A2C);
        e.Line(430, 672, 506, 708, 9, 0x5E3820);
        e.Fill(e.Blob(380, 694, 430, 676, 500, 704, 470, 722, 400, 716), 0xFFFFFF, 0xD3DEE2);
    }
}
