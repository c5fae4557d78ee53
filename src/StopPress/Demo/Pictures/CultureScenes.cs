namespace StopPress.Demo.Pictures;

/// <summary>Pictures of music, painting and the lanterns of the temple.</summary>
internal static class CultureScenes
{
    /// <summary>A concert on the promenade at dusk.</summary>
    public static void Bandstand(Easel e)
    {
        e.Wash(0, 0, 1200, 470, 0x6A6AB0, 0xC79AC0, 0xF6C9A6);
        Sky.Streaks(e, 60, 320, 10, 520, new Ink(255, 226, 214, 150));
        e.Wash(0, 420, 1200, 90, 0x8F8EC2, 0xB6A2C4);
        Water.Ripples(e, 424, 480, 8, 80, new Ink(255, 232, 220, 130));
        Land.Grove(e, -40, 330, 480, 150, 0x3F6A62, 0x5C8A70);
        Land.Grove(e, 880, 1240, 480, 170, 0x3F6A62, 0x5C8A70);
        e.Fill(e.Polygon(-20, 474, 1220, 474, 1220, 840, -20, 840), 0x8DB86A, 0x3F7A54);
        e.Oval(600, 560, 360, 44, new Ink(46, 92, 66, 120));
        Stage(e);
        Lamps.Garland(e, -20, 250, 420, 214, 40, 9, 6, 0x4A3A5E, 0xFFE29A, 0xFFF3CC);
        Lamps.Garland(e, 780, 214, 1220, 240, 40, 9, 6, 0x4A3A5E, 0xFFE29A, 0xFFF3CC);
        ReadOnlySpan<int> cloth = [0xE2694A, 0xF2C14E, 0x3F6FA6, 0xF4EEDD, 0x8A4A7E, 0x2F8A7A];
        for (var row = 0; row < 4; row++)
        {
            var (y, h) = (612 + (row * 56f), 62 + (row * 20f));
            for (var i = 0; i < 9 - row; i++)
            {
                var x = 70 + (i * 1080f / (8 - row)) + e.Chance.Around(40);
                if (row < 2 && i % 3 == 0)
                    e.Oval(x, y + 6, h * 0.9f, h * 0.16f, e.Chance.Pick(cloth).Dark(0.1f));
                People.Bust(e, x, y, h, e.Chance.Pick(cloth).Dark(0.1f + (row * 0.06f)), e.Chance.Pick(0x3A2620, 0x1E1618, 0x6B4630, 0x8A8480));
                if (e.Chance.Hit(0.5f))
                    People.Bust(e, x + (h * 0.8f), y + 4, h * 0.9f, e.Chance.Pick(cloth).Dark(0.1f + (row * 0.06f)), e.Chance.Pick(0x3A2620, 0x1E1618, 0x6B4630));
            }
        }
        Land.Grass(e, -20, 1220, 812, 10, 200, 44, 0x2F6648);
    }

    /// <summary>Paintings in the long room.</summary>
    public static void Gallery(Easel e)
    {
        e.Wash(0, 0, 1200, 590, 0xF4F1EA, 0xE6E0D4);
        e.Poly(0xDAD4C8, 0, 0, 1200, 0, 1010, 70, 190, 70);
        e.Poly(0xFFFFFF, 330, 8, 870, 8, 800, 50, 400, 50);
        foreach (var x in (ReadOnlySpan<float>)[210, 600, 990])
            e.FillAlong(e.Polygon(x - 60, 74, x + 60, 74, x + 200, 560, x - 200, 560), x, 74, x, 560, new Ink(255, 252, 240, 210), new Ink(255, 252, 240, 0));
        Painting(e, 70, 200, 270, 200, 0);
        Painting(e, 430, 140, 350, 300, 1);
        Painting(e, 870, 200, 260, 200, 2);
        e.Rect(0, 574, 1200, 18, 0xFBF8F2);
        var floor = e.Polygon(-20, 590, 1220, 590, 1220, 840, -20, 840);
        e.Fill(floor, 0xC99A66, 0x9A6A40);
        Walls.Boards(e, floor, 600, 240, 40, 1.6f, new Ink(96, 58, 34, 120));
        foreach (var (x, w) in (ReadOnlySpan<(float, float)>)[(205, 240), (605, 320), (1000, 230)])
            e.Oval(x, 630, w * 0.5f, 16, new Ink(255, 246, 226, 90));
        e.Round(480, 660, 250, 26, 8, 0x2F3E48);
        e.Rect(506, 684, 12, 52, 0x1E2A32);
        e.Rect(690, 684, 12, 52, 0x1E2A32);
        e.Oval(600, 740, 150, 10, new Ink(60, 34, 20, 110));
        Ink hair = 0x2A1E1C;
        foreach (var (x, y, h, pose, top, skirt) in (ReadOnlySpan<(float, float, float, Pose, int, bool)>)[(260, 740, 330, Pose.Stand, 0xC9483A, true), (350, 744, 346, Pose.Stand, 0x2F4E6A, false), (900, 720, -300, Pose.Point, 0xE2B23E, false)])
        {
            e.Oval(x + 20, y, h < 0 ? 70 : h * 0.22f, 11, new Ink(60, 34, 20, 120));
            People.Figure(e, x, y, h, pose, new Dress(top, 0x2C3038, 0xB97A54, hair, skirt));
        }
    }

    /// <summary>Lanterns above the path to the temple.</summary>
    public static void Lanterns(Easel e)
    {
        e.Wash(0, 0, 1200, 600, 0x1C1A4A, 0x5A2A6A, 0xC4527A, 0xF2A06A);
        Sky.Stars(e, 200, 50, 0xFFEFD0);
        Land.Ridge(e, 470, 26, 560, 0x5A2A5E, 0x8A3E66);
        Town.Pagoda(e, 300, 520, 280, 0x4A2250, 0x8A4A6E);
        Town.Temple(e, 600, 540, 400, 0x3A1740, 0xF2B24E, 0xFFC466);
        Land.Palm(e, 960, 550, 330, 0.06f, 0x24102E, 0x3A1C40);
        Land.Palm(e, 170, 560, 300, -0.06f, 0x24102E, 0x3A1C40);
        Land.Grove(e, -40, 400, 560, 90, 0x24102E, 0x321838);
        Land.Grove(e, 800, 1240, 560, 90, 0x24102E, 0x321838);
        e.Wash(0, 540, 1200, 260, 0x4A1E44, 0x1A0C26);
        e.Fill(e.Polygon(560, 540, 640, 540, 900, 840, 300, 840), 0xD98A5A, 0x8A4048);
        for (var i = 0; i < 7; i++)
            e.Line(556 - (i * i * 5f), 546 + (i * i * 6f), 644 + (i * i * 5f), 546 + (i * i * 6f), 1.5f + (i * 0.4f), new Ink(90, 36, 50, 130));
        People.Shade(e, 580, 610, 74, Pose.Walk, 0x2A1030);
        People.Shade(e, 622, 612, -70, Pose.Walk, 0x2A1030);
        People.Shade(e, 600, 690, 128, Pose.Stand, 0x220C28);
        People.Shade(e, 654, 694, -96, Pose.Walk, 0x220C28);
        ReadOnlySpan<int> inks = [0xF2653A, 0xF2A63A, 0xE8486A, 0xFFC85A];
        for (var row = 0; row < 5; row++)
        {
            var (y, r) = (392 - (row * row * 15f) - (row * 16), 9f + (row * row * 2.2f));
            var half = 130 + (row * row * 40f);
            e.Curve(1 + (row * 0.3f), 0x1A0C26, 600 - half, y - (r * 2.4f), 600, y - (r * 0.9f), 600 + half, y - (r * 2.4f));
            for (var i = 0; i < 7; i++)
            {
                var across = (i / 3f) - 1;
                Lamps.Lantern(e, 600 + (across * half), y + (r * 0.2f) - (across * across * r * 1.5f), r, inks[(i + row) % 4]);
            }
        }
        foreach (var (x, y) in (ReadOnlySpan<(float, float)>)[(470, 620), (730, 620), (430, 680), (770, 680), (370, 760), (830, 760)])
            Lamps.Light(e, x, y, (y - 520) * 0.045f, 0xFFB24E);
    }

    private static void Stage(Easel e)
    {
        Ink iron = 0xF4EEDD;
        e.Fill(e.Polygon(330, 500, 870, 500, 850, 572, 350, 572), 0xC8B8A6, 0x948A86);
        e.Poly(0x9A5A3E, 316, 484, 884, 484, 870, 506, 330, 506);
        e.Glow(600, 400, 300, 160, new Ink(255, 214, 140, 220));
        foreach (var x in (ReadOnlySpan<float>)[400, 500, 700, 800])
            e.Line(x, 290, x, 486, 6, 0xBDB2C0);
        Musicians(e);
        foreach (var x in (ReadOnlySpan<float>)[340, 450, 600, 750, 860])
        {
            e.Line(x, 286, x, 492, 9, iron);
            e.Curve(4, iron, x, 330, x + 12, 306, x + 36, 294);
            e.Curve(4, iron, x, 330, x - 12, 306, x - 36, 294);
        }
        for (var x = 340f; x < 862; x += 20)
            e.Line(x, 446, x, 490, 2.4f, iron);
        e.Rect(334, 442, 532, 6, iron);
        var roof = e.Outline();
        roof.MoveTo(300, 290);
        roof.CubicTo(380, 268, 500, 210, 560, 150);
        roof.LineTo(640, 150);
        roof.CubicTo(700, 210, 820, 268, 900, 290);
        roof.Close();
        e.FillAcross(roof, 0x4FA094, 0x1F5E66);
        foreach (var (a, b) in (ReadOnlySpan<(float, float)>)[(440, 575), (560, 592), (680, 612), (780, 628)])
            e.Line(a, 290, b, 150, 2, new Ink(16, 60, 70, 120));
        e.Rect(292, 284, 616, 14, iron);
        for (var x = 300f; x < 900; x += 24)
            e.Fill(e.Blob(x, 298, x + 24, 298, x + 12, 318), iron);
        e.Rect(560, 122, 80, 28, iron);
        e.Fill(e.Blob(550, 124, 576, 96, 600, 84, 624, 96, 650, 124), 0x2F7A7A);
        e.Line(600, 86, 600, 50, 3, iron);
        e.Poly(0xE2553D, 600, 50, 634, 60, 600, 70);
    }

    private static void Musicians(Easel e)
    {
        Ink hair = 0x241A20;
        for (var i = 0; i < 6; i++)
        {
            var x = 388 + (i * 82f) + (i > 2 ? 12 : 0);
            People.Figure(e, x, 488, i < 3 ? 112 : -112, Pose.Carry, new Dress(i % 2 == 0 ? 0x8A2E3A : 0x2C2A4A, 0x26243A, 0xC48A63, hair));
            if (i % 3 == 0)
            {
                e.Line(x + (i < 3 ? 10 : -10), 420, x + (i < 3 ? 44 : -44), 412, 5, 0xF2C14E);
                e.Disc(x + (i < 3 ? 46 : -46), 411, 9, 0xF2C14E);
            }
            else if (i % 3 == 1)
            {
                e.Oval(x + 16, 438, 16, 22, 0xB5622F);
                e.Line(x + 16, 430, x + 22, 374, 4, 0x4A2A1C);
            }
            else
            {
                e.Oval(x + 20, 460, 22, 24, 0xE2553D);
                e.Oval(x + 20, 440, 22, 6, 0xFFF6E0);
            }
        }
        People.Figure(e, 604, 486, -124, Pose.Wave, new Dress(0x1E1E2A, 0x1E1E2A, 0xC48A63, 0xB9B2AC));
    }

    private static void Painting(Easel e, float x, float y, float w, float h, int kind)
    {
        e.Rect(x - 6, y + 2, w + 30, h + 30, new Ink(120, 108, 96, 70));
        e.Rect(x - 16, y - 16, w + 32, h + 32, kind == 1 ? (Ink)0xB5843E : 0x3A2E2A);
        e.Rect(x - 8, y - 8, w + 16, h + 16, 0xFFFDF6);
        var canvas = e.Polygon(x, y, x + w, y, x + w, y + h, x, y + h);
        using var inside = e.Within(canvas);
        if (kind == 0)
        {
            e.Wash(x, y, w, h, 0xF2C9A0, 0xE2856A, 0x3A6E8A, 0x1F4A6A);
            e.Disc(x + (w * 0.7f), y + (h * 0.36f), w * 0.1f, 0xFFF0C4);
            Boats.Trawler(e, x + (w * 0.38f), y + (h * 0.66f), w * 0.46f, 0x7A2A30, 0xFFE3A8, 0xF4E6CC, 0x2A3A4A);
        }
        else if (kind == 1)
        {
            e.Wash(x, y, w, h, 0x7FB6C8, 0xD9E6D2, 0x2F8E9A, 0x124E6A);
            foreach (var (sx, sy, s) in (ReadOnlySpan<(float, float, float)>)[(0.24f, 0.56f, 0.26f), (0.74f, 0.58f, 0.3f), (0.5f, 0.78f, 0.5f)])
                Boats.Yacht(e, x + (w * sx), y + (h * sy), h * s * 1.3f, 6, 0xFFFBEE, 0xB5402E, 0x8FB0BC);
            for (var i = 0; i < 7; i++)
                e.Curve(5, new Ink(240, 250, 244, 150), x - 10, y + (h * (0.6f + (i * 0.06f))), x + (w * 0.3f), y + (h * (0.58f + (i * 0.06f))), x + (w * 0.6f), y + (h * (0.61f + (i * 0.06f))), x + w + 10, y + (h * (0.59f + (i * 0.06f))));
        }
        else
        {
            e.Wash(x, y, w, h, 0x20305E, 0x3A4E8A, 0x16244A);
            for (var i = 0; i < 4; i++)
                e.Fill(e.Blob(x - 20, y + (h * (0.5f + (i * 0.13f))), x + (w * 0.25f), y + (h * (0.42f + (i * 0.13f))), x + (w * 0.55f), y + (h * (0.52f + (i * 0.13f))), x + w + 20, y + (h * (0.44f + (i * 0.13f))), x + w + 20, y + h + 20, x - 20, y + h + 20), Ink.Between(0x4F7AB8, 0x0F1E48, i / 3f));
            e.Disc(x + (w * 0.3f), y + (h * 0.22f), w * 0.08f, 0xF6E6B4);
        }
    }
}
