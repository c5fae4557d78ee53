using SkiaSharp;

namespace StopPress.Demo.Pictures;

/// <summary>Boats and ships.</summary>
internal static class Boats
{
    /// <summary>A small fishing boat with a wheelhouse forward; its water line lies at the point. A negative length faces left.</summary>
    public static void Trawler(Easel e, float x, float y, float length, Ink hull, Ink trim, Ink house, Ink glass)
    {
        using var place = e.Place(x, y, length / 100, MathF.Abs(length) / 100);
        Rig(e, hull.Dark(0.55f));
        e.Fill(e.Polygon(8, -30, 9, -49, 27, -49, 30, -30, 30, -14, 6, -14), house, house.Dark(0.16f));
        e.Rect(6, -51.5f, 25, 3, trim);
        e.Poly(house.Dark(0.3f), 8, -30, 9, -49, 13, -49, 13, -16, 6, -16);
        foreach (var w in (ReadOnlySpan<float>)[14.5f, 20, 25])
            e.Rect(w, -45, 3.8f, 6.5f, glass);
        e.Rect(16, -34, 5, 16, house.Dark(0.35f));
        var body = Hull(e);
        e.Fill(body, hull.Light(0.06f), hull.Dark(0.3f));
        using (e.Within(body))
        {
            e.Curve(2.6f, trim, -50, -16.5f, -20, -13, 10, -14, 34, -20, 52, -28);
            e.Rect(-60, -4, 120, 8, hull.Dark(0.6f));
            e.Rect(-60, -5, 120, 1.3f, trim.Thin(0.7f));
            e.FillAcross(e.Polygon(-60, -40, 0, -40, -10, 4, -60, 4), hull.Dark(0.7f).Thin(0.35f), hull.Dark(0.7f).Thin(0));
        }
        foreach (var t in (ReadOnlySpan<float>)[-33, -12, 9])
            e.Ring(t, -7.5f, 2.6f, 2.9f, 1.8f, hull.Dark(0.75f));
        e.Fill(e.Blob(-40, -14, -37, -20, -28, -22, -20, -19, -16, -14), trim.Mix(hull, 0.4f).Dark(0.25f));
        e.Disc(-8, -16, 3, trim);
        e.Disc(-3, -15.5f, 2.6f, house);
    }

    /// <summary>A yacht under sail.</summary>
    public static void Yacht(Easel e, float x, float y, float h, float heel, Ink sail, Ink hull, Ink shade, Ink? balloon = null)
    {
        using var place = e.Place(x, y, h / 100, MathF.Abs(h) / 100, heel);
        var body = e.Outline();
        body.MoveTo(-24, -6);
        body.QuadTo(4, -4, 33, -8.5f);
        body.QuadTo(20, 4, -4, 4);
        body.QuadTo(-18, 4, -24, -6);
        body.Close();
        if (balloon is { } ink)
            Spinnaker(e, ink, sail);
        e.Line(4, -6, 4, -101, 0.9f, shade.Dark(0.3f));
        var main = e.Outline();
        main.MoveTo(3, -99);
        main.CubicTo(-12, -70, -22, -36, -23, -11);
        main.QuadTo(-8, -9, 3, -11);
        main.Close();
        e.FillAcross(main, sail.Mix(shade, 0.3f), sail);
        var jib = e.Outline();
        jib.MoveTo(5, -90);
        jib.CubicTo(8, -56, 17, -24, 31, -11);
        jib.QuadTo(16, -7, 3, -13);
        jib.QuadTo(9, -50, 5, -90);
        jib.Close();
        e.FillAcross(jib, sail.Mix(shade, 0.15f), sail.Mix(shade, 0.5f));
        foreach (var (s, l) in (ReadOnlySpan<(float, float)>)[(-30, 18), (-52, 12), (-74, 6.5f)])
            e.Curve(0.5f, shade.Thin(0.6f), 2.5f, s - 2, -l * 0.6f, s, -l + 2, s + 2);
        e.Fill(body, hull, hull.Dark(0.3f));
        e.Curve(0.8f, sail.Thin(0.8f), -22, -4, 4, -2, 30, -7);
        foreach (var crew in (ReadOnlySpan<float>)[-17, -10])
        {
            e.Disc(crew, -9, 2.6f, shade.Dark(0.45f));
            e.Disc(crew + 0.5f, -12.8f, 1.5f, shade.Dark(0.6f));
        }
    }

    /// <summary>A long slim boat with an upswept bow.</summary>
    public static void Longtail(Easel e, float x, float y, float length, Ink hull, Ink trim)
    {
        using var place = e.Place(x, y, length / 100, MathF.Abs(length) / 100);
        var body = e.Outline();
        body.MoveTo(-50, -7);
        body.CubicTo(-20, -4, 20, -4, 38, -10);
        body.QuadTo(47, -14, 53, -25);
        body.QuadTo(50, -6, 36, 0);
        body.LineTo(-44, 0);
        body.QuadTo(-49, -2, -50, -7);
        body.Close();
        e.Fill(body, hull, hull.Dark(0.35f));
        e.Curve(1.3f, trim, -49, -6.4f, -10, -4.4f, 20, -5, 38, -10, 52, -24);
        e.Line(50, -19, 49, -13, 1.6f, trim.Light(0.3f));
        e.Line(-44, -9, -66, 1, 0.8f, hull.Dark(0.6f));
    }

    /// <summary>An open rowing boat.</summary>
    public static void Skiff(Easel e, float x, float y, float length, Ink hull, Ink trim)
    {
        using var place = e.Place(x, y, length / 100, MathF.Abs(length) / 100);
        e.Oval(0, -13, 46, 4, hull.Dark(0.6f));
        var body = e.Outline();
        body.MoveTo(-50, -14);
        body.QuadTo(0, -8, 52, -17);
        body.QuadTo(44, 0, 30, 0);
        body.LineTo(-38, 0);
        body.QuadTo(-48, -3, -50, -14);
        body.Close();
        e.Fill(body, hull, hull.Dark(0.35f));
        e.Curve(1.8f, trim, -50, -14, 0, -10, 52, -17);
    }

    /// <summary>Hull, accommodation and stacked containers of a ship seen from the side.</summary>
    public static void Container(Easel e, float x, float y, float length, Ink hull, ReadOnlySpan<int> boxes, Ink house)
    {
        using var place = e.Place(x, y, length / 400, MathF.Abs(length) / 400);
        for (var bay = 0; bay < 12; bay++)
        {
            var left = -168 + (bay * 28.5f) + (bay >= 3 ? 24 : 0);
            var tiers = bay is 0 or 11 ? 3 : 4 + e.Chance.Below(3);
            for (var tier = 0; tier < tiers; tier++)
            {
                var ink = e.Chance.Pick(boxes);
                e.Rect(left, -46 - (tier * 9.2f), 25.6f, 8.6f, ink);
                e.Rect(left, -46 - (tier * 9.2f) + 6.4f, 25.6f, 2.2f, ink.Dark(0.25f));
                e.Rect(left + 12.4f, -46 - (tier * 9.2f), 0.8f, 8.6f, ink.Dark(0.3f));
            }
        }
        Bridge(e, house, hull);
        var body = e.Outline();
        body.MoveTo(-196, -40);
        body.LineTo(176, -38);
        body.QuadTo(190, -46, 204, -48);
        body.QuadTo(194, -20, 184, 0);
        body.LineTo(-184, 0);
        body.QuadTo(-192, -14, -196, -40);
        body.Close();
        e.Fill(body, hull.Light(0.08f), hull.Dark(0.25f));
        using (e.Within(body))
        {
            e.Rect(-220, -8, 440, 10, hull.Mix(0x8E2F2A, 0.75f).Dark(0.2f));
            e.Rect(-220, -33, 440, 1.4f, hull.Light(0.5f).Thin(0.6f));
            e.FillAcross(e.Polygon(60, -60, 220, -60, 220, 10, 120, 10), hull.Dark(0.6f).Thin(0), hull.Dark(0.6f).Thin(0.5f));
        }
    }

    private static void Bridge(Easel e, Ink house, Ink hull)
    {
        e.Fill(e.Polygon(-86, -40, -86, -118, -60, -118, -60, -40), house, house.Dark(0.2f));
        e.Rect(-90, -120, 34, 7, house.Light(0.3f));
        e.Rect(-88, -117, 30, 3, hull.Dark(0.5f));
        for (var deck = 0; deck < 6; deck++)
        {
            e.Rect(-86, -104 + (deck * 10.5f), 26, 0.9f, house.Dark(0.35f));
            for (var port = 0; port < 5; port++)
                e.Rect(-84 + (port * 5), -101 + (deck * 10.5f), 2.2f, 3, hull.Dark(0.4f));
        }
        e.Line(-73, -120, -73, -140, 1.3f, house.Dark(0.3f));
        e.Line(-79, -131, -67, -131, 0.9f, house.Dark(0.3f));
    }

    private static SKPath Hull(Easel e)
    {
        var body = e.Outline();
        body.MoveTo(-50, -17);
        body.CubicTo(-20, -13, 10, -13, 34, -20);
        body.QuadTo(46, -24, 54, -30);
        body.QuadTo(47, -10, 38, 0);
        body.LineTo(-45, 0);
        body.QuadTo(-50, -8, -50, -17);
        body.Close();
        return body;
    }

    private static void Rig(Easel e, Ink ink)
    {
        e.Line(2, -14, 2, -86, 1.7f, ink);
        e.Line(2, -30, -36, -64, 1.2f, ink);
        e.Line(2, -84, -36, -64, 0.4f, ink);
        e.Line(2, -84, 50, -27, 0.4f, ink);
        e.Line(2, -70, -47, -17, 0.4f, ink);
        e.Line(-36, -64, -40, -18, 0.4f, ink);
        e.Line(-5, -74, 9, -74, 0.9f, ink);
        e.Line(24, -51, 24, -64, 0.7f, ink);
        e.Line(-46, -16, -46, -34, 1.3f, ink);
    }

    private static void Spinnaker(Easel e, Ink ink, Ink stripe)
    {
        var belly = e.Outline();
        belly.MoveTo(6, -95);
        belly.CubicTo(34, -96, 62, -66, 58, -30);
        belly.CubicTo(44, -22, 26, -18, 14, -20);
        belly.CubicTo(26, -46, 22, -74, 6, -95);
        belly.Close();
        e.FillAcross(belly, ink.Dark(0.2f), ink.Light(0.08f));
        using var inside = e.Within(belly);
        e.Curve(7, stripe.Thin(0.9f), 0, -74, 28, -76, 64, -56);
        e.Curve(5, ink.Dark(0.35f), 0, -54, 30, -56, 66, -40);
    }
}
