using SkiaSharp;

namespace StopPress.Demo.Pictures;

/// <summary>The graphics desk's own: a map and a chart.</summary>
internal static class GraphicScenes
{
    /// <summary>The bay with its soundings, its three lights and the course around them.</summary>
    public static void Map(Easel e)
    {
        e.Rect(0, 0, 1200, 800, 0xBFE0E2);
        SKPath Coast(float d) => e.Blob(
            -200, -200, 1400, -200, 1400, 300 - (d * 0.6f), 1080, 214 + d, 960, 150 + d, 830, 176 + d, 700 - (d * 0.2f), 128 + d, 560 + (d * 0.1f), 150 + d,
            420 + d, 240 + (d * 0.5f), 330 + d, 330, 350 + d, 430 - (d * 0.1f), 270 + d, 520, 290 + d, 640, 200 + d, 740 + d, 140 + d, 1000, -300, 1000);
        foreach (var (depth, ink) in (ReadOnlySpan<(float, int)>)[(190, 0xCBE7E4), (120, 0xD8EEE8), (60, 0xE6F4EC)])
        {
            var shelf = Coast(depth);
            e.Fill(shelf, ink);
            e.Stroke(shelf, 1.4f, 0x8FBFC4);
        }
        var land = Coast(0);
        e.Fill(land, 0xF3E6C4);
        e.Stroke(land, 4, 0x3A5A66);
        using (e.Within(land))
            Inland(e);
        e.Curve(5, 0x3A5A66, 470, 206, 520, 240, 560, 236);
        e.Curve(5, 0x3A5A66, 640, 140, 634, 200, 600, 226);
        Island(e, 930, 560);
        Course(e);
        foreach (var (x, y) in (ReadOnlySpan<(float, float)>)[(330, 600), (1060, 236), (936, 540)])
            Light(e, x, y);
        foreach (var (digits, x, y) in (ReadOnlySpan<(string, float, float)>)[("4", 470, 330), ("7", 570, 400), ("12", 700, 500), ("18", 640, 600), ("9", 900, 330), ("15", 1080, 440), ("23", 880, 730), ("6", 446, 520), ("11", 520, 740), ("27", 1110, 690)])
            Numerals.Write(e, digits, x, y, 19, 0x4F8A96, 0.1f);
        Compass(e, 1080, 110);
        Scale(e);
        e.Stroke(e.Polygon(16, 16, 1184, 16, 1184, 784, 16, 784), 3, 0x3A5A66);
        e.Stroke(e.Polygon(24, 24, 1176, 24, 1176, 776, 24, 776), 1, 0x3A5A66);
    }

    /// <summary>Rents over two years: one line climbs at its end, the other hardly.</summary>
    public static void Chart(Easel e)
    {
        e.Rect(0, 0, 1200, 800, 0xFBF6EA);
        Ink axis = 0x4A4A4A, red = 0xC2352B, slate = 0x8A98A0;
        for (var i = 0; i < 6; i++)
        {
            var y = 680 - (i * 108f);
            e.Line(150, y, 1130, y, i == 0 ? 3 : 1.4f, i == 0 ? axis : (Ink)0xD9CFBC);
            var label = i == 0 ? "0" : $"{i * 200}";
            Numerals.Write(e, label, 128 - Numerals.Width(label, 26), y + 12, 26, 0x6A6458, 0.11f);
        }
        e.Rect(860, 140, 270, 540, new Ink(194, 53, 43, 20));
        for (var y = 146f; y < 680; y += 18)
            e.Line(860, y, 860, y + 8, 2, 0x8A7A6A);
        for (var i = 0; i <= 24; i++)
            e.Line(150 + (i * 40.8f), 680, 150 + (i * 40.8f), i % 6 == 0 ? 698 : 688, 2, axis);
        Span<float> high = stackalloc float[50];
        Span<float> low = stackalloc float[50];
        for (var i = 0; i < 25; i++)
        {
            var late = Math.Max(0, i - 17f) / 7;
            (high[2 * i], low[2 * i]) = (150 + (i * 40.8f), 150 + (i * 40.8f));
            high[(2 * i) + 1] = 428 - (i * 1.6f) + (7 * MathF.Sin(i * 1.3f)) - (236 * MathF.Pow(late, 0.8f));
            low[(2 * i) + 1] = 486 - (i * 1.1f) + (6 * MathF.Sin((i * 1.1f) + 2)) - (14 * late);
        }
        var area = e.Course(high);
        area.LineTo(1129.2f, 680);
        area.LineTo(150, 680);
        area.Close();
        e.Fill(area, new Ink(194, 53, 43, 64), new Ink(194, 53, 43, 8));
        e.Curve(7, slate, low);
        e.Curve(9, red, high);
        foreach (var (x, y, ink) in (ReadOnlySpan<(float, float, Ink)>)[(high[^2], high[^1], red), (low[^2], low[^1], slate)])
        {
            e.Disc(x, y, 13, 0xFBF6EA);
            e.Disc(x, y, 9, ink);
        }
        e.Rect(60, 56, 84, 12, red);
        House(e, 1060, 92, red);
    }

    private static void Inland(Easel e)
    {
        e.Fill(e.Blob(-40, -40, 260, -60, 330, 60, 200, 160, 60, 180, -60, 120), 0xDCDDAA);
        e.Fill(e.Blob(900, -60, 1260, -60, 1260, 120, 1120, 130, 980, 60), 0xDCDDAA);
        e.Curve(15, 0x9CCBD2, 150, -20, 240, 80, 250, 190, 330, 260, 410, 262, 440, 300);
        e.Curve(9, 0x9CCBD2, 40, 240, 120, 220, 200, 250, 262, 230);
        for (var i = 0; i < 60; i++)
        {
            var (x, y) = (e.Chance.Between(60, 260), e.Chance.Between(430, 640));
            e.Line(x, y, x + 14, y, 1.6f, 0x7FA06A);
            e.Line(x + 7, y, x + 7, y - 8, 1.6f, 0x7FA06A);
            e.Line(x + 7, y, x + 12, y - 6, 1.4f, 0x7FA06A);
        }
        for (var i = 0; i < 46; i++)
        {
            var (x, y) = (e.Chance.Between(420, 760), e.Chance.Between(56, 156));
            e.Rect(x, y, e.Chance.Between(12, 26), e.Chance.Between(9, 18), 0xD9906A);
        }
        e.Curve(4, 0xFFFDF2, -20, 330, 160, 310, 300, 210, 440, 130, 620, 100, 860, 90, 1220, 180);
        e.Curve(6, 0x3A3A42, -20, 60, 150, 130, 330, 150, 470, 108);
        for (var i = 0; i < 18; i++)
        {
            var t = i / 17f;
            var (x, y) = (-20 + (t * 490), 60 + (92 * MathF.Sin(t * 2.5f)) - (t * t * 6));
            e.Line(x, y - 7, x - 2, y + 7, 2.4f, 0x3A3A42);
        }
        e.Rect(462, 98, 18, 18, 0x3A3A42);
    }

    private static void Island(Easel e, float x, float y)
    {
        foreach (var (r, ink) in (ReadOnlySpan<(float, int)>)[(92, 0xCBE7E4), (62, 0xE6F4EC), (34, 0xF3E6C4)])
            e.Fill(e.Blob(x - r, y, x - (r * 0.4f), y - (r * 0.7f), x + (r * 0.6f), y - (r * 0.6f), x + r, y + (r * 0.1f), x + (r * 0.3f), y + (r * 0.7f), x - (r * 0.6f), y + (r * 0.6f)), ink);
        e.Stroke(e.Blob(x - 34, y, x - 13.6f, y - 23.8f, x + 20.4f, y - 20.4f, x + 34, y + 3.4f, x + 10.2f, y + 23.8f, x - 20.4f, y + 20.4f), 4, 0x3A5A66);
    }

    private static void Course(Easel e)
    {
        var path = e.Course(590, 250, 700, 300, 860, 280, 980, 262, 1010, 310, 930, 400, 850, 480, 830, 580, 760, 650, 520, 680, 410, 640, 396, 560, 480, 400, 572, 250);
        using var measure = new SKPathMeasure(path);
        for (var at = 0f; at < measure.Length; at += 25)
        {
            if (measure.GetPosition(at, out var a) && measure.GetPosition(Math.Min(measure.Length, at + 14), out var b))
                e.Line(a.X, a.Y, b.X, b.Y, 5, 0xC2352B);
        }
        e.Disc(581, 250, 10, 0xC2352B);
        e.Poly(0xC2352B, 382, 596, 412, 592, 394, 566);
        e.Poly(0xC2352B, 660, 652, 664, 682, 634, 672);
        e.Poly(0xC2352B, 892, 404, 916, 424, 884, 440);
    }

    private static void Light(Easel e, float x, float y)
    {
        e.Disc(x, y, 26, new Ink(242, 176, 46, 90));
        e.Poly(0x3A5A66, x - 9, y + 18, x - 5, y - 14, x + 5, y - 14, x + 9, y + 18);
        e.Disc(x, y - 17, 7, 0xF2A02E);
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
            e.Poly(0xF2B02E, x + (side * 8), y - 17, x + (side * 36), y - 28, x + (side * 36), y - 6);
    }

    private static void Compass(Easel e, float x, float y)
    {
        e.Disc(x, y, 62, new Ink(255, 253, 242, 200));
        e.Ring(x, y, 62, 62, 2.4f, 0x3A5A66);
        for (var i = 0; i < 8; i++)
        {
            using var place = e.Place(x, y, 1, 1, i * 45);
            var r = i % 2 == 0 ? 56f : 34f;
            e.Poly(i == 0 ? (Ink)0xC2352B : 0x3A5A66, 0, -r, 9, -9, 0, 0);
            e.Poly(0xFFFDF2, 0, -r, -9, -9, 0, 0);
            e.Stroke(e.Polygon(0, -r, 9, -9, 0, 0, -9, -9), 1.2f, 0x3A5A66);
        }
    }

    private static void Scale(Easel e)
    {
        for (var i = 0; i < 4; i++)
            e.Rect(52 + (i * 46), 742, 46, 9, i % 2 == 0 ? (Ink)0x3A5A66 : 0xFFFDF2);
        e.Stroke(e.Polygon(52, 742, 236, 742, 236, 751, 52, 751), 1.6f, 0x3A5A66);
        Numerals.Write(e, "0", 46, 732, 17, 0x3A5A66, 0.12f);
        Numerals.Write(e, "2", 138, 732, 17, 0x3A5A66, 0.12f);
        Numerals.Write(e, "4", 230, 732, 17, 0x3A5A66, 0.12f);
    }

    private static void House(Easel e, float x, float y, Ink ink)
    {
        e.Poly(ink, x - 46, y, x, y - 42, x + 46, y);
        e.Rect(x - 34, y - 2, 68, 44, ink);
        e.Rect(x - 9, y + 12, 18, 30, 0xFBF6EA);
    }
}
