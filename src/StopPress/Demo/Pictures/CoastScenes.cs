namespace StopPress.Demo.Pictures;

/// <summary>Pictures of the shore: the light, the pier, the beach and the weather that comes in.</summary>
internal static class CoastScenes
{
    /// <summary>The harbour light sweeps the bay.</summary>
    public static void Lighthouse(Easel e)
    {
        e.Wash(0, 0, 1200, 560, 0x0A1436, 0x14275A, 0x2C4C86);
        Sky.Stars(e, 420, 170, 0xFFF6DC);
        Sky.Streaks(e, 330, 500, 7, 620, new Ink(90, 120, 180, 60));
        e.Wash(0, 540, 1200, 260, 0x254777, 0x0C1B40);
        Land.Ridge(e, 536, 10, 548, 0x152852, 0x152852);
        const float LampX = 826, LampY = 151;
        Lamps.Beam(e, LampX, LampY, -200, 300, 190, new Ink(255, 232, 160, 235));
        Lamps.Beam(e, LampX, LampY, 1500, 60, 90, new Ink(255, 232, 160, 150));
        var head = e.Blob(1240, 470, 1060, 450, 900, 486, 760, 500, 690, 560, 600, 640, 560, 720, 480, 860, 1240, 900);
        e.Fill(head, 0x1A2444, 0x090F22);
        e.Glow(LampX, LampY, 280, 280, new Ink(255, 216, 120, 190));
        Town.Lighthouse(e, LampX, 520, 424, 0xE9E4D4, 0xC0463C, 0x16203C, 0xFFEFB0);
        e.Glow(LampX, LampY, 90, 90, 0xFFD878);
        Town.House(e, 880, 500, 110, 74, 0x3C4A70, 0x1B2546, 0x16203C, 0xFFD27A, 1);
        Water.Glitter(e, 260, 556, 800, 60, 210, 90, new Ink(255, 226, 150, 130));
        Water.Ripples(e, 552, 800, 22, 130, new Ink(120, 160, 214, 80), -40, 620);
        Land.Rocks(e, 440, 760, 700, 110, 26, 84, 0x0D152C, 0x2B3C66);
        Water.Ripples(e, 690, 800, 8, 90, new Ink(214, 226, 240, 120), 380, 640);
    }

    /// <summary>The pier against the setting sun.</summary>
    public static void Pier(Easel e)
    {
        e.Wash(0, 0, 1200, 500, 0x5B2A6B, 0xC43E70, 0xF8784F, 0xFFC15E);
        Sky.Streaks(e, 60, 340, 16, 560, new Ink(255, 150, 96, 130));
        Sky.Streaks(e, 20, 180, 9, 640, new Ink(70, 30, 96, 110));
        Sky.Sun(e, 400, 470, 96, 0xFFE9A8, 0xFF9A50);
        e.Wash(0, 500, 1200, 300, 0xF28A52, 0x9C2F66, 0x3A1650);
        Water.Glitter(e, 400, 503, 800, 90, 210, 190, new Ink(255, 224, 140, 230));
        Water.Ripples(e, 506, 800, 24, 140, new Ink(255, 150, 90, 80));
        Ink dark = 0x2A1036;
        for (var i = 0; i < 18; i++)
        {
            var x = 470 + (i * 44f) + (i * i * 0.4f);
            e.Line(x, 430, x - 2, 560 + (i * 6), 5 + (i * 0.3f), dark);
            if (i % 2 == 0)
                e.Line(x, 446, x + 46, 540 + (i * 6), 2, dark);
        }
        e.Poly(dark, 440, 420, 1240, 396, 1240, 432, 440, 434);
        Pavilion(e, 500, 420, 1, dark);
        Pavilion(e, 1010, 402, 1.5f, dark);
        for (var x = 600f; x < 900; x += 74)
            Lamps.Post(e, x, 416, 74, dark, 0xFFC86A);
        e.Line(560, 398, 1200, 372, 2.4f, dark);
        foreach (var (x, pose) in (ReadOnlySpan<(float, Pose)>)[(640, Pose.Stand), (664, Pose.Stand), (726, Pose.Walk), (790, Pose.Point), (846, Pose.Walk)])
            People.Shade(e, x, 416, 46, pose, dark);
        Sky.Gulls(e, 300, 250, 240, 8, 22, dark);
        e.Fill(e.Blob(-80, 790, 200, 752, 520, 772, 900, 790, 1300, 770, 1300, 900, -80, 900), 0x2A1036, 0x1C0A28);
    }

    /// <summary>A squall comes in over the sea.</summary>
    public static void StormFront(Easel e)
    {
        e.Wash(0, 0, 1200, 560, 0x8FA7A0, 0xE9D79A, 0xF7E8B2);
        Sky.Cumulus(e, 1080, 500, 420, 130, 0xFFF6D8, 0xC9C09A);
        e.FillAcross(e.Polygon(-40, 200, 560, 200, 380, 570, -40, 570), new Ink(40, 54, 62, 240), new Ink(60, 78, 84, 150));
        e.Fill(Sky.Ceiling(e, 330, 26, 90), 0x26343C, 0x5C6E6E);
        e.Fill(Sky.Ceiling(e, 268, 30, 70), 0x1F2C36, 0x42545A);
        e.Fill(Sky.Ceiling(e, 180, 34, 60), 0x17222C, 0x2F3F48);
        e.Fill(Sky.Ceiling(e, 84, 28, 30), 0x0F1820, 0x1C2932);
        Sky.Rain(e, 240, -0.3f, 70, 2, new Ink(26, 38, 46, 70), 300, 520);
        Bolt(e, 250, 300);
        e.Wash(0, 540, 1200, 260, 0x7C8C76, 0x33505A, 0x142A36);
        e.WashAcross(500, 540, 700, 60, new Ink(250, 226, 140, 0), new Ink(250, 226, 140, 230));
        Water.Swell(e, 590, 10, 90, 0xD8CE96, 0x4F6E70);
        Water.Swell(e, 650, 22, 170, 0xB9BFA0, 0x345660);
        Boats.Trawler(e, 800, 650, 150, 0x8E2F2A, 0xF2E2B0, 0xF2E8CC, 0x22343E);
        Water.Swell(e, 690, 30, 250, 0xA9B8A8, 0x264650);
        Water.Swell(e, 764, 42, 340, 0x8FA6A0, 0x183440);
        Sky.Gulls(e, 900, 480, 200, 5, 20, 0xFBF4DC);
    }

    /// <summary>The beach at noon, from above.</summary>
    public static void Umbrellas(Easel e)
    {
        e.Wash(0, 0, 1200, 800, 0xF4DCA8, 0xEBC98C);
        var wet = e.Blob(-80, 300, 160, 262, 380, 306, 620, 258, 860, 296, 1060, 248, 1300, 280, 1300, -200, -80, -200);
        e.Fill(wet, 0xCDA873);
        e.Fill(e.Blob(-80, 268, 170, 232, 390, 276, 610, 226, 850, 262, 1060, 214, 1300, 248, 1300, -200, -80, -200), 0xFFFBEA);
        e.Fill(e.Blob(-80, 246, 180, 214, 380, 254, 620, 206, 850, 240, 1070, 192, 1300, 226, 1300, -200, -80, -200), 0x0E7FA0, 0x53CFC4);
        e.Curve(9, new Ink(255, 252, 236, 190), -60, 172, 140, 150, 330, 184, 560, 140, 800, 168, 1000, 128, 1260, 150);
        e.Curve(5, new Ink(255, 252, 236, 120), -60, 96, 200, 80, 420, 106, 700, 70, 960, 90, 1260, 66);
        Swimmers(e);
        ReadOnlySpan<int> inks = [0xE4472F, 0xF6A21E, 0x1E6F8E, 0xF06C8A, 0x2F9C84, 0xFFF6E0];
        for (var row = 0; row < 3; row++)
        {
            for (var column = 0; column < 5; column++)
            {
                var x = 90 + (column * 256) + (row % 2 * 110) + e.Chance.Around(30);
                var y = 390 + (row * 160) + e.Chance.Around(26);
                Towel(e, x + 84, y + 22, e.Chance.Around(26), e.Chance.Pick(inks));
                Top(e, x, y, 62 + e.Chance.Between(0, 16), e.Chance.Pick(inks[..5]), 0xFFF6E0);
            }
        }
    }

    private static void Pavilion(Easel e, float x, float y, float size, Ink ink)
    {
        using var place = e.Place(x, y, size, size);
        e.Rect(-58, -52, 116, 54, ink);
        e.Poly(ink, -72, -50, -46, -78, 46, -78, 72, -50);
        e.Fill(e.Blob(-34, -76, -28, -106, 0, -122, 28, -106, 34, -76), ink);
        e.Line(0, -120, 0, -154, 2.4f, ink);
        e.Poly(ink, 0, -154, 24, -147, 0, -140);
        for (var i = 0; i < 5; i++)
            e.Round(-48 + (i * 21), -42, 12, 28, 6, 0xFFB55E);
    }

    private static void Bolt(Easel e, float x, float y)
    {
        e.Glow(x, y + 120, 220, 260, new Ink(220, 230, 210, 120));
        e.Poly(0xFFF8DC, x, y, x - 30, y + 90, x - 8, y + 84, x - 46, y + 170, x - 20, y + 162, x - 62, y + 252, x + 4, y + 140, x - 14, y + 146, x + 22, y + 66, x + 2, y + 74, x + 20, y);
    }

    private static void Top(Easel e, float x, float y, float r, Ink one, Ink other)
    {
        e.Oval(x + (r * 0.5f), y + (r * 0.44f), r, r * 0.94f, new Ink(120, 82, 40, 110));
        var turn = e.Chance.Between(0, 0.7f);
        for (var i = 0; i < 8; i++)
        {
            var (a, b) = (turn + (i * MathF.PI / 4), turn + ((i + 1) * MathF.PI / 4));
            var m = (a + b) / 2;
            var panel = e.Outline();
            panel.MoveTo(x, y);
            panel.LineTo(x + (r * MathF.Cos(a)), y + (r * MathF.Sin(a)));
            panel.QuadTo(x + (r * 0.98f * MathF.Cos(m)), y + (r * 0.98f * MathF.Sin(m)), x + (r * MathF.Cos(b)), y + (r * MathF.Sin(b)));
            panel.Close();
            var shade = 0.14f * (1 + MathF.Cos(m - 0.8f));
            e.Fill(panel, (i % 2 == 0 ? one : other).Dark(shade));
        }
        e.Disc(x, y, r * 0.07f, 0xFFF6E0);
    }

    private static void Towel(Easel e, float x, float y, float turn, Ink ink)
    {
        using var place = e.Place(x, y, 1, 1, turn);
        e.Rect(-21, -37, 46, 82, new Ink(120, 82, 40, 80));
        e.Rect(-24, -42, 46, 82, ink);
        e.Rect(-24, -30, 46, 9, ink.Light(0.7f));
        e.Rect(-24, 18, 46, 9, ink.Light(0.7f));
        if (e.Chance.Hit(0.45f))
        {
            Ink skin = 0xA9683F;
            e.Round(-9, -18, 18, 34, 8, ink.Dark(0.5f));
            e.Line(-5, 14, -6, 36, 6, skin);
            e.Line(5, 14, 7, 35, 6, skin);
            e.Line(-10, -13, -15, 8, 5, skin);
            e.Line(10, -13, 15, 6, 5, skin);
            e.Disc(0, -26, 8, 0x3B2418);
        }
    }

    private static void Swimmers(Easel e)
    {
        foreach (var (x, y) in (ReadOnlySpan<(float, float)>)[(210, 120), (560, 100), (610, 112), (940, 60), (820, 190)])
        {
            e.Ring(x, y, 22, 13, 2, new Ink(255, 255, 245, 150));
            e.Disc(x, y, 7, 0x4A2C1C);
            e.Line(x - 15, y - 5, x - 5, y + 2, 4, 0xC58A5C);
            e.Line(x + 15, y - 5, x + 5, y + 2, 4, 0xC58A5C);
        }
    }
}
