namespace StopPress.Demo.Pictures;

/// <summary>Pictures of trade and of the world beyond the bay.</summary>
internal static class WorldScenes
{
    /// <summary>A loaded ship under way.</summary>
    public static void ContainerShip(Easel e)
    {
        e.Wash(0, 0, 1200, 520, 0x2F6690, 0x8FBCCB, 0xF3DFC0);
        Sky.Cumulus(e, 900, 470, 620, 190, 0xFFF3E2, 0xA9C2CC);
        Sky.Cumulus(e, 220, 480, 460, 120, 0xFFF3E2, 0xB4C9CE);
        Sky.Streaks(e, 60, 200, 7, 560, new Ink(255, 246, 232, 130));
        e.Wash(0, 500, 1200, 300, 0x3A7390, 0x17486A, 0x0C2C48);
        Water.Ripples(e, 504, 600, 10, 90, new Ink(214, 232, 236, 130));
        Boats.Container(e, 610, 596, 1000, 0x1F3246, [0xC8402F, 0xE98A2E, 0x2F8A8A, 0xE2C14A, 0x8A3A4A, 0x3F6FA6, 0xD9D3C4], 0xF6EEDD);
        Water.Swell(e, 610, 8, 100, 0xD9EAEC, 0x1F5676);
        e.Poly(0xF6FBF8, 1040, 608, 1072, 580, 1080, 590, 1098, 566, 1108, 584, 1130, 572, 1136, 592, 1160, 590, 1200, 610);
        Water.Ripples(e, 598, 630, 7, 100, new Ink(240, 248, 246, 190), 60, 1170);
        Water.Swell(e, 680, 18, 190, 0xB9D4DA, 0x163F5E);
        Water.Swell(e, 750, 28, 280, 0xC9DEE2, 0x0E2E4A);
        Sky.Gulls(e, 330, 210, 260, 6, 24, 0xFFFAF0);
    }

    /// <summary>Cranes over the outer harbour.</summary>
    public static void PortCranes(Easel e)
    {
        e.Wash(0, 0, 1200, 640, 0xF2A93B, 0xF8CC6A, 0xFCE9B4);
        Sky.Sun(e, 330, 380, 62, 0xFFFBE8, 0xFFE9A0);
        Sky.Streaks(e, 80, 330, 11, 520, new Ink(255, 240, 196, 170));
        Land.Ridge(e, 520, 14, 640, 0xD99A4A, 0xE9BC74);
        Crane(e, 940, 600, 0.72f, 0xA8604A);
        Crane(e, 700, 610, 0.9f, 0x8A4440);
        Crane(e, 360, 630, 1.18f, 0x6A2A34);
        e.Fill(e.Polygon(-20, 620, 1220, 590, 1220, 700, -20, 700), 0x8A6A54, 0x5E463E);
        Stack(e, 690, 622, 4, 3);
        Stack(e, 960, 616, 5, 4);
        for (var row = 0; row < 4; row++)
        {
            for (var i = 0; i < 6 - row; i++)
            {
                var (x, y) = (60 + (i * 34f) + (row * 17), 660 - (row * 26f));
                e.Disc(x, y, 16, 0x55545E);
                e.Disc(x, y, 11, 0x3A3A46);
                e.Disc(x - 2, y - 2, 6, 0x26262F);
            }
        }
        e.Rect(40, 676, 230, 8, 0x7A4E34);
        Ink hair = 0x2A1C1C;
        People.Figure(e, 330, 684, 96, Pose.Point, new Dress(0xF2742B, 0x33343F, 0x9A5F3E, hair));
        People.Figure(e, 560, 680, -92, Pose.Walk, new Dress(0xF2742B, 0x33343F, 0xB97A54, hair));
        e.Rect(-20, 690, 1240, 26, 0x3E2C2C);
        e.Wash(0, 714, 1200, 86, 0xB5784A, 0x4A2E3A);
        Water.Ripples(e, 720, 800, 9, 130, new Ink(255, 220, 140, 150));
        Water.Glitter(e, 330, 718, 800, 60, 120, 50, new Ink(255, 240, 180, 220));
        Sky.Gulls(e, 840, 130, 260, 6, 22, 0x6A2A34);
    }

    /// <summary>Flags before a conference hall.</summary>
    public static void Summit(Easel e)
    {
        e.Wash(0, 0, 1200, 650, 0x1F5AA8, 0x6FA6DC, 0xD3E6F2);
        Sky.Cumulus(e, 950, 380, 460, 140, 0xFFFFFF, 0xB4D0E8);
        var glass = e.Polygon(90, 640, 90, 330, 320, 250, 880, 250, 1110, 330, 1110, 640);
        e.Fill(glass, 0xA8CBE4, 0x4A7EB0);
        using (e.Within(glass))
        {
            for (var x = 90f; x < 1120; x += 51)
                e.Line(x, 230, x, 640, 3, new Ink(240, 248, 255, 150));
            for (var y = 290f; y < 640; y += 58)
                e.Line(80, y, 1120, y, 3, new Ink(240, 248, 255, 150));
            e.Poly(new Ink(255, 255, 255, 60), 240, 230, 460, 230, 260, 640, 60, 640);
            e.Poly(new Ink(255, 255, 255, 46), 700, 230, 790, 230, 600, 640, 520, 640);
        }
        e.Poly(0xF4F6F4, 50, 342, 310, 232, 890, 232, 1150, 342, 1150, 326, 900, 212, 300, 212, 50, 326);
        e.Rect(500, 520, 200, 120, 0x24466E);
        foreach (var x in (ReadOnlySpan<float>)[548, 598, 648])
            e.Rect(x, 520, 4, 120, 0xD3E6F2);
        e.Fill(e.Polygon(-20, 630, 1220, 630, 1220, 840, -20, 840), 0xD9DCDC, 0xA9B2BA);
        for (var i = 0; i < 3; i++)
            e.Rect(0, 640 + (i * 16), 1200, 8, i % 2 == 0 ? (Ink)0xEDEFEC : 0xC3C9CC);
        e.Fill(e.Polygon(520, 636, 680, 636, 820, 840, 380, 840), 0xB02E3A, 0x8A1F2E);
        for (var i = 0; i < 9; i++)
            Flag(e, 60 + (i * 130f), 700 + (i % 2 * 6), 470, i);
        Ink dark = 0x1C2A42;
        foreach (var (x, y, h, pose) in (ReadOnlySpan<(float, float, float, Pose)>)[(566, 712, 118, Pose.Walk), (616, 716, 122, Pose.Walk), (668, 712, -116, Pose.Stand)])
        {
            e.Oval(x + 10, y + 2, 30, 6, new Ink(70, 10, 24, 110));
            People.Figure(e, x, y, h, pose, new Dress(dark, dark.Light(0.08f), 0xB97A54, 0x2A2020));
        }
    }

    /// <summary>Towers in summer haze.</summary>
    public static void Skyline(Easel e)
    {
        e.Wash(0, 0, 1200, 800, 0xE9C6A8, 0xF4D9B4, 0xF8E6C6);
        Sky.Sun(e, 840, 210, 74, 0xFFFDF0, 0xFFF0CC);
        ReadOnlySpan<(float Foot, int Top, int Low, int Min, int Max)> layers = [(560, 0xE3BFA6, 0xF0D3B4, 150, 330), (620, 0xCFA096, 0xE6BFA4, 140, 390), (690, 0xB07C80, 0xD3A092, 120, 380)];
        for (var layer = 0; layer < 3; layer++)
        {
            var (foot, top, low, min, max) = layers[layer];
            for (var x = -30f; x < 1220;)
            {
                var (w, h) = (e.Chance.Between(40, 88) + (layer * 12), e.Chance.Between(min, max) * (0.6f + (0.4f * MathF.Sin((x / 240) + layer + 1))));
                Tower(e, x, foot, w, Math.Max(80, h), top, low, layer);
                x += w + e.Chance.Between(-6, 16);
            }
            e.Wash(0, foot - 190, 1200, 210, new Ink(248, 226, 192, 0), new Ink(248, 226, 192, 150));
        }
        e.Wash(0, 660, 1200, 140, 0xD9AE92, 0xB5847A);
        e.Fill(e.Polygon(-20, 700, 1220, 676, 1220, 716, -20, 744), 0x7A4E5C, 0x6A4252);
        for (var x = 40f; x < 1220; x += 150)
            e.Fill(e.Polygon(x - 10, 730 - (x * 0.02f), x + 10, 730 - (x * 0.02f), x + 14, 820, x - 14, 820), 0x6A4252);
        for (var i = 0; i < 12; i++)
            e.Round(30 + (i * 104), 690 - (i * 2.1f), 26, 11, 4, e.Chance.Pick(0xF8E6C6, 0xC9544A, 0x4A3848, 0xE9A24E));
        Land.Grove(e, -40, 1240, 806, 90, 0x6A4E52, 0x4A3440);
    }

    /// <summary>Panels on the roofs near the quay.</summary>
    public static void SolarRoofs(Easel e)
    {
        e.Wash(0, 0, 1200, 420, 0x3F9FDC, 0xA4D6EC, 0xF2F3DC);
        Sky.Sun(e, 960, 130, 60, 0xFFFDEC, 0xFFF3B8);
        Sky.Rays(e, 960, 130, 700, 1.2f, 3.3f, 8, new Ink(255, 250, 214, 70));
        Sky.Cumulus(e, 250, 330, 420, 110, 0xFFFFFF, 0xC6E2EE);
        e.Wash(0, 350, 1200, 90, 0x2F8FB8, 0x5CB0C4);
        Water.Ripples(e, 354, 420, 8, 70, new Ink(240, 250, 250, 150));
        Boats.Trawler(e, 330, 384, 90, 0xC9483A, 0xFFF3DA, 0xFFFBEE, 0x35586A);
        Boats.Trawler(e, 470, 380, -76, 0x2F6E9A, 0xFFF3DA, 0xFFFBEE, 0x35586A);
        Land.Grove(e, -40, 1240, 470, 60, 0x4F8A5E, 0x3A7050);
        e.Rect(0, 464, 1200, 340, 0x3A7050);
        Pitched(e, 760, 500, 0.6f, 0xB5523B);
        Pitched(e, 250, 530, 0.72f, 0xC9674A);
        Pitched(e, 1060, 600, 0.95f, 0xC05A3E);
        Pitched(e, 520, 660, 1.15f, 0xB5523B);
        Pitched(e, 40, 790, 1.3f, 0xC9674A);
        Pitched(e, 960, 860, 1.5f, 0xB04A34);
    }

    private static void Crane(Easel e, float x, float y, float s, Ink ink)
    {
        using var place = e.Place(x, y, s, s);
        foreach (var leg in (ReadOnlySpan<float>)[-70, 70])
        {
            e.Line(leg, 0, leg * 0.86f, -250, 13, ink);
            e.Rect(leg - 22, -12, 44, 16, ink.Dark(0.3f));
        }
        e.Line(-66, -90, 66, -90, 10, ink);
        e.Line(-66, -90, 60, -250, 6, ink);
        e.Rect(-76, -262, 152, 18, ink);
        e.Line(-40, -262, 0, -420, 8, ink);
        e.Line(40, -262, 0, -420, 8, ink);
        e.Rect(-240, -276, 560, 16, ink);
        for (var i = 0; i < 14; i++)
            e.Line(-240 + (i * 40), i % 2 == 0 ? -260 : -276, -200 + (i * 40), i % 2 == 0 ? -276 : -260, 3, ink.Light(0.25f));
        e.Line(0, -420, 300, -276, 4, ink);
        e.Line(0, -420, 150, -276, 4, ink);
        e.Line(0, -420, -220, -276, 4, ink);
        e.Rect(-230, -296, 70, 34, ink.Dark(0.2f));
        e.Rect(150, -262, 30, 22, ink.Dark(0.35f));
        e.Line(158, -240, 158, -130, 2, ink.Dark(0.3f));
        e.Line(172, -240, 172, -130, 2, ink.Dark(0.3f));
        e.Rect(120, -132, 92, 40, 0xD9542E);
        for (var i = 1; i < 7; i++)
            e.Rect(120 + (i * 13), -132, 2, 40, new Ink(90, 24, 16, 130));
    }

    private static void Stack(Easel e, float x, float y, int columns, int tiers)
    {
        for (var i = 0; i < columns; i++)
        {
            var high = Math.Max(1, tiers - e.Chance.Below(2));
            for (var tier = 0; tier < high; tier++)
            {
                var ink = e.Chance.Pick(0xC8402F, 0x2F6E7A, 0xE2902E, 0x7A3040, 0x3F5A7A);
                e.Rect(x + (i * 54), y - (tier * 27), 52, 26, ink);
                e.Rect(x + (i * 54), y - (tier * 27) + 20, 52, 6, ink.Dark(0.3f));
                for (var rib = 1; rib < 6; rib++)
                    e.Rect(x + (i * 54) + (rib * 8.6f), y - (tier * 27), 1.6f, 26, ink.Dark(0.22f));
            }
        }
    }

    private static void Flag(Easel e, float x, float foot, float h, int design)
    {
        e.Oval(x + 6, foot + 2, 20, 5, new Ink(60, 70, 90, 110));
        e.Line(x, foot, x, foot - h, 6, 0xEDEFEC);
        e.Disc(x, foot - h, 7, 0xF2C14E);
        var (top, w, drop) = (foot - h + 12, 96f, 66f);
        var cloth = e.Outline();
        cloth.MoveTo(x, top);
        cloth.CubicTo(x + (w * 0.33f), top - 16, x + (w * 0.6f), top + 20, x + w, top + 2);
        cloth.LineTo(x + w, top + drop);
        cloth.CubicTo(x + (w * 0.6f), top + drop + 18, x + (w * 0.33f), top + drop - 18, x, top + drop);
        cloth.Close();
        using var inside = e.Within(cloth);
        ReadOnlySpan<int> a = [0x1F6A5A, 0xC9402F, 0xF2B02E, 0xE9DDB8, 0xF4F4F0, 0xE2702E, 0x6A2A6E, 0x1F8A9A, 0x2A5A8A];
        ReadOnlySpan<int> b = [0xF2A890, 0xF6E6C0, 0x1F4A8A, 0x7A2A6E, 0x1F7A5C, 0x123A5A, 0xF4F4F0, 0xF4F4F0, 0xE98A5A];
        e.Rect(x - 4, top - 24, w + 10, drop + 48, a[design]);
        switch (design % 5)
        {
            case 0: e.Rect(x, top + 18, w, 26, b[design]); break;
            case 1: e.Disc(x + 46, top + 34, 19, b[design]); break;
            case 2: e.Poly(b[design], x, top - 20, x + 52, top + 34, x, top + drop + 20); break;
            case 3: e.Rect(x + 26, top - 24, 16, drop + 48, b[design]); e.Rect(x, top + 24, w, 16, b[design]); break;
            default: e.Poly(b[design], x, top + drop, x, top + drop - 34, x + w, top - 20, x + w, top + 14); break;
        }
        e.WashAcross(x, top - 24, w * 0.36f, drop + 48, new Ink(255, 255, 255, 70), new Ink(0, 0, 30, 60));
        e.WashAcross(x + (w * 0.36f), top - 24, w * 0.64f, drop + 48, new Ink(0, 0, 30, 70), new Ink(255, 255, 255, 60));
    }

    private static void Tower(Easel e, float x, float foot, float w, float h, Ink top, Ink low, int layer)
    {
        e.Fill(e.Polygon(x, foot, x, foot - h, x + w, foot - h, x + w, foot), top, low);
        e.Fill(e.Polygon(x + (w * 0.7f), foot, x + (w * 0.7f), foot - h, x + w, foot - h, x + w, foot), top.Dark(0.12f), low);
        if (e.Chance.Hit(0.4f))
        {
            e.Rect(x + (w * 0.2f), foot - h - (w * 0.3f), w * 0.5f, w * 0.32f, top);
            e.Line(x + (w * 0.45f), foot - h, x + (w * 0.45f), foot - h - w, 2 + layer, top);
        }
        if (layer == 0)
            return;
        var pane = layer == 1 ? top.Light(0.25f) : top.Dark(0.16f);
        for (var y = foot - h + 14; y < foot - 10; y += 17)
            e.Rect(x + (w * 0.1f), y, w * 0.52f, 6, pane.Thin(0.55f));
    }

    private static void Pitched(Easel e, float x, float y, float s, Ink tile)
    {
        using var place = e.Place(x, y, s, s);
        e.Fill(e.Polygon(-210, 260, -210, -60, -130, -150, -50, -60, -50, 260), 0xFBF1DC, 0xE2CFAE);
        e.Fill(e.Polygon(-50, 260, -50, -56, 240, -56, 240, 260), 0xD9C39C, 0xB89C78);
        e.Rect(-150, -70, 40, 50, 0x4A7A92);
        e.Rect(-158, -78, 56, 8, 0xFFFFFF);
        foreach (var w in (ReadOnlySpan<float>)[0, 80, 160])
            e.Rect(w, -24, 40, 52, 0x4A7A92);
        e.Fill(e.Polygon(-136, -160, 170, -160, 262, -48, -40, -48), tile.Light(0.16f), tile.Dark(0.08f));
        e.Line(-136, -158, -222, -54, 13, tile.Dark(0.3f));
        e.Line(-136, -160, 172, -160, 8, tile.Light(0.3f));
        for (var row = 0; row < 2; row++)
        {
            for (var i = 0; i < 5; i++)
            {
                float Across(float column, float line) => -96 + (column * 52) + (line * 37);
                var (t, b) = (-150 + (row * 47f), -150 + (row * 47f) + 43);
                var panel = e.Polygon(Across(i, row), t, Across(i + 0.94f, row), t, Across(i + 0.94f, row + 0.92f), b, Across(i, row + 0.92f), b);
                e.FillAcross(panel, 0x3A6AB4, 0x12285E);
                e.Stroke(panel, 2.4f, 0xDCE8F2);
                e.Line(Across(i + 0.47f, row), t, Across(i + 0.47f, row + 0.92f), b, 1.2f, new Ink(190, 214, 240, 170));
                e.Line(Across(i, row + 0.46f), (t + b) / 2, Across(i + 0.94f, row + 0.46f), (t + b) / 2, 1.2f, new Ink(190, 214, 240, 170));
                if ((i + row) % 3 == 0)
                    e.Poly(new Ink(255, 255, 255, 90), Across(i + 0.5f, row), t, Across(i + 0.8f, row), t, Across(i + 0.4f, row + 0.92f), b, Across(i + 0.1f, row + 0.92f), b);
            }
        }
    }
}
