namespace StopPress.Demo.Pictures;

/// <summary>Pictures of the branch line.</summary>
internal static class RailScenes
{
    /// <summary>The little terminus by the sea.</summary>
    public static void Station(Easel e)
    {
        e.Wash(0, 0, 1200, 480, 0xA9CDB8, 0xE7EBCB, 0xF6EFD6);
        Sky.Cumulus(e, 880, 330, 460, 130, 0xFFFBEE, 0xCBDCC4);
        e.Wash(0, 440, 1200, 200, 0x5E9E9A, 0x86B9AC);
        Water.Ripples(e, 446, 600, 10, 80, new Ink(226, 242, 226, 130));
        var hall = e.Polygon(60, 620, 60, 300, 640, 300, 640, 620);
        e.Fill(hall, 0xB5523B, 0x8E3A2C);
        Walls.Patches(e, hall, 16, 34, 90, new Ink(220, 120, 84, 90));
        Walls.Courses(e, hall, 16, 34, 1, new Ink(90, 34, 26, 120));
        e.Poly(0x4A3B44, 30, 302, 96, 196, 604, 196, 670, 302);
        e.Rect(30, 296, 640, 12, 0xF3E6C8);
        foreach (var x in (ReadOnlySpan<float>)[150, 500])
        {
            e.Rect(x, 140, 46, 70, 0x9A4332);
            e.Rect(x - 6, 134, 58, 12, 0xC9694C);
        }
        var gable = e.Polygon(250, 310, 350, 168, 450, 310);
        e.Fill(gable, 0xC15F44, 0xA54834);
        e.Stroke(gable, 10, 0xF3E6C8);
        Walls.Clock(e, 350, 256, 34, 0x2F3F3A, 0xFFFAEA, 0x23302C, 8, 12);
        foreach (var x in (ReadOnlySpan<float>)[130, 218, 482, 570])
            Walls.Arched(e, x, 470, 46, 110, 0xF3E6C8, 0x5F7F7C, 0xF3E6C8);
        e.Fill(Walls.Arch(e, 305, 620, 90, 190), 0x3C2C26);
        e.Stroke(Walls.Arch(e, 305, 620, 90, 190), 9, 0xF3E6C8);
        Platform(e);
        Canopy(e);
        Lamps.Post(e, 1010, 622, 190, 0x2F4A42, 0xFFEFC0);
        Ink hair = 0x2F2320;
        People.Figure(e, 366, 640, 118, Pose.Stand, new Dress(0x2E5E6E, 0x263238, 0xC48A63, hair));
        People.Figure(e, 318, 636, 112, Pose.Wave, new Dress(0xE2A33C, 0x5A3B30, 0xD9A27C, hair, true));
        People.Figure(e, 560, 650, 122, Pose.Walk, new Dress(0xF1E8D4, 0x37474F, 0x8E5B3E, hair));
        e.Round(586, 616, 34, 34, 4, 0x7A4A2C);
        People.Figure(e, 830, 640, -116, Pose.Sit, new Dress(0x9C3B45, 0x33343F, 0xC48A63, hair));
    }

    /// <summary>The two-car train beside the water.</summary>
    public static void Train(Easel e)
    {
        e.Wash(0, 0, 1200, 430, 0x7FC4D6, 0xCFEAE2, 0xFBF1D4);
        Sky.Streaks(e, 60, 250, 10, 520, 0xFFFDF2);
        Land.Ridge(e, 330, 30, 420, 0x6FA7A4, 0xA9CFC2);
        Town.Row(e, -20, 330, 410, 40, 90, [0xF3E7CC, 0xEED0A8, 0xDCE4DA], [0xC9664A, 0x9F5644], 0x6C8A92, 0xF3E7CC, 0);
        Town.Spire(e, 176, 412, 150, 0xE8DCC2, 0x8A5A4A);
        Town.Lighthouse(e, 396, 418, 110, 0xFFFDF4, 0xD9534A, 0x40545C, 0xFFE9A8);
        e.Wash(0, 408, 1200, 260, 0x3FA3B4, 0x1E7C94);
        Water.Ripples(e, 412, 590, 18, 110, new Ink(214, 244, 238, 130));
        Boats.Yacht(e, 660, 452, 74, 5, 0xFFFDF4, 0x35505E, 0x9FBCC0);
        e.Fill(e.Polygon(-20, 640, 1220, 560, 1220, 840, -20, 840), 0xA79070, 0x6E5C4A);
        Land.Rocks(e, -20, 1220, 640, 60, 60, 34, 0x7E6E5C, 0xB9A88C);
        using (e.Place(0, 0, 1, 1, -2))
        {
            Track(e, 666);
            e.Rect(590, 560, 36, 84, 0x2B2A2E);
            Car(e, 84, 664, 516, true);
            Car(e, 612, 664, 516, false);
        }
        Land.Grass(e, 560, 1220, 800, 30, 150, 84, 0x5F8A4E, 0.2f);
        Land.Grass(e, 560, 1220, 812, 30, 100, 64, 0x3F6B46, 0.3f);
        e.Fill(e.Polygon(-20, 730, 640, 712, 690, 840, -20, 840), 0xE2D4B4, 0xBFA985);
        e.Poly(0xFFF8E4, -20, 722, 640, 704, 643, 714, -20, 733);
        Lamps.Post(e, 250, 786, 250, 0x2F4A52, 0xFFF0C4);
        e.Rect(330, 756, 150, 10, 0x7C573B);
        e.Rect(330, 726, 150, 10, 0x8C6546);
        e.Rect(342, 726, 7, 74, 0x3C4A44);
        e.Rect(462, 726, 7, 74, 0x3C4A44);
    }

    /// <summary>The iron bridge over the tidal river.</summary>
    public static void Bridge(Easel e)
    {
        e.Wash(0, 0, 1200, 470, 0xDCC9A0, 0xF6D99A, 0xFBE8BE);
        Sky.Streaks(e, 50, 300, 12, 520, new Ink(255, 246, 220, 190));
        Sky.Sun(e, 980, 290, 40, 0xFFFBE6, 0xFFE3A0);
        Land.Ridge(e, 400, 40, 500, 0x9FA27C, 0xCDBE8C);
        Land.Ridge(e, 446, 16, 500, 0x77865F, 0xA0A074);
        Land.Grove(e, -40, 260, 486, 60, 0x55683F, 0x7D8455);
        Land.Grove(e, 1000, 1260, 486, 76, 0x55683F, 0x7D8455);
        Ink iron = 0x3E2F2A;
        foreach (var x in (ReadOnlySpan<float>)[92, 346, 600, 854, 1108])
            e.Fill(e.Polygon(x - 17, 520, x - 13, 336, x + 13, 336, x + 17, 520), 0x8B7358, 0x4A3B30);
        for (var span = -1; span < 5; span++)
            Span(e, 92 + (span * 254), 338, 254, iron);
        e.Rect(-20, 330, 1240, 15, iron);
        using (e.Place(470, 330, 0.42f, 0.42f))
        {
            Car(e, 0, 0, 380, true);
            Car(e, 388, 0, 380, false);
        }
        Water.Mirror(e, 492, 800, 10, 1.1f);
        e.Wash(0, 492, 1200, 308, new Ink(190, 164, 110, 40), new Ink(78, 80, 60, 215));
        Water.Ripples(e, 500, 800, 26, 150, new Ink(255, 238, 190, 90));
        Water.Glitter(e, 980, 496, 800, 24, 130, 80, new Ink(255, 246, 210, 190));
        e.Fill(e.Blob(-60, 640, 120, 620, 330, 690, 420, 800, 300, 900, -60, 900), 0x7C6746, 0x574630);
        Land.Grass(e, -20, 330, 690, 110, 170, 96, 0x5E6B35, 0.35f);
        Land.Grass(e, -20, 240, 740, 80, 90, 120, 0x3F4D2A, 0.35f);
    }

    private static void Platform(Easel e)
    {
        e.Fill(e.Polygon(-20, 618, 1220, 560, 1220, 640, 700, 840, -20, 840), 0xD9C9A4, 0xB09C78);
        e.Poly(0xF8F0DA, 1220, 622, 1220, 632, 690, 840, 640, 840);
        e.Poly(0x6D5B49, 1220, 634, 1220, 700, 830, 840, 700, 840);
        e.Poly(0x8C7A62, 1220, 700, 1220, 840, 830, 840);
        foreach (var (a, b) in (ReadOnlySpan<(float, float)>)[(900, 700), (1010, 722)])
            e.Line(1220, b, a, 846, 7, 0x4E4A48);
        e.Rect(790, 600, 120, 10, 0x6B4A33);
        e.Rect(790, 572, 120, 10, 0x7C573B);
        e.Rect(800, 600, 8, 36, 0x3C4A44);
        e.Rect(892, 600, 8, 36, 0x3C4A44);
    }

    private static void Canopy(Easel e)
    {
        e.Poly(0x2F6B5C, 600, 410, 980, 440, 980, 462, 600, 440);
        e.Poly(0x45877A, 600, 384, 980, 428, 980, 444, 600, 414);
        for (var i = 0; i < 19; i++)
            e.Poly(0xF3E6C8, 600 + (i * 20), 438 + (i * 1.16f), 620 + (i * 20), 439.2f + (i * 1.16f), 610 + (i * 20), 458 + (i * 1.1f));
        foreach (var (x, top, foot) in (ReadOnlySpan<(float, float, float)>)[(690, 440, 640), (830, 452, 630), (960, 460, 620)])
        {
            e.Line(x, top, x, foot, 8, 0x2F6B5C);
            e.Line(x, top + 40, x - 34, top, 4, 0x2F6B5C);
            e.Line(x, top + 40, x + 34, top + 4, 4, 0x2F6B5C);
        }
        e.Line(760, 446, 760, 474, 4, 0x2F4A42);
        Walls.Clock(e, 760, 500, 26, 0x2F4A42, 0xFFFAEA, 0x23302C, 8, 12);
    }

    private static void Track(Easel e, float y)
    {
        for (var x = -40f; x < 1260; x += 42)
            e.Rect(x, y + 18, 26, 9, 0x57483B);
        e.Rect(-60, y + 12, 1340, 6, 0xC9BBA4);
        e.Rect(-60, y + 18, 1340, 3, 0x4A3F38);
    }

    private static void Car(Easel e, float x, float y, float w, bool cab)
    {
        var h = w * 0.29f;
        for (var i = 0; i < 4; i++)
            e.Disc(x + (w * (i < 2 ? 0.12f + (i * 0.1f) : 0.58f + (i * 0.1f))), y - 2, w * 0.03f, 0x2B2A2E);
        e.Rect(x + (w * 0.3f), y - (h * 0.16f), w * 0.4f, h * 0.14f, 0x3A3C42);
        var body = e.Outline();
        body.MoveTo(x + (cab ? w * 0.02f : 0), y - (h * 0.14f));
        body.CubicTo(x - (cab ? w * 0.005f : 0), y - (h * 0.4f), x + (cab ? w * 0.05f : 0), y - h, x + (cab ? w * 0.13f : 0), y - h);
        body.LineTo(x + (w * (cab ? 1 : 0.87f)), y - h);
        body.CubicTo(x + (w * (cab ? 1 : 0.95f)), y - h, x + (w * (cab ? 1 : 1.005f)), y - (h * 0.4f), x + (w * (cab ? 1 : 0.98f)), y - (h * 0.14f));
        body.Close();
        e.Fill(body, 0xFDF6E4, 0xDCE3DC);
        using (e.Within(body))
        {
            e.Rect(x, y - (h * 0.36f), w, h * 0.26f, 0x0F6E74);
            e.Rect(x, y - (h * 0.4f), w, h * 0.05f, 0xF5B82E);
            e.Rect(x, y - h, w, h * 0.1f, 0xC7D2CC);
            e.Rect(x + (cab ? -9 : w * 0.87f), y - h, w * 0.13f + 9, h, 0xF5B82E);
            e.Poly(0x1E3640, x + (cab ? w * 0.015f : w * 0.985f), y - (h * 0.48f), x + (cab ? w * 0.1f : w * 0.9f), y - (h * 0.48f), x + (cab ? w * 0.1f : w * 0.9f), y - (h * 0.84f), x + (cab ? w * 0.06f : w * 0.94f), y - (h * 0.84f));
            e.Round(x + (w * (cab ? 0.16f : 0.03f)), y - (h * 0.82f), w * 0.81f, h * 0.34f, h * 0.05f, 0x24444E);
            for (var i = 0; i < 8; i++)
                e.Poly(new Ink(150, 214, 214, 110), x + (w * (cab ? 0.18f : 0.05f)) + (i * w * 0.1f), y - (h * 0.82f), x + (w * (cab ? 0.21f : 0.08f)) + (i * w * 0.1f), y - (h * 0.82f), x + (w * (cab ? 0.18f : 0.05f)) + (i * w * 0.1f), y - (h * 0.48f), x + (w * (cab ? 0.15f : 0.02f)) + (i * w * 0.1f), y - (h * 0.48f));
            foreach (var door in (ReadOnlySpan<float>)[0.34f, 0.68f])
            {
                e.Rect(x + (w * door), y - (h * 0.86f), w * 0.075f, h * 0.72f, 0xF5B82E);
                e.Rect(x + (w * (door + 0.008f)), y - (h * 0.8f), w * 0.026f, h * 0.34f, 0x24444E);
                e.Rect(x + (w * (door + 0.041f)), y - (h * 0.8f), w * 0.026f, h * 0.34f, 0x24444E);
            }
        }
        e.Disc(x + (cab ? w * 0.025f : w * 0.975f), y - (h * 0.28f), w * 0.012f, 0xFFF7D6);
    }

    private static void Span(Easel e, float x, float y, float w, Ink ink)
    {
        var arch = e.Outline();
        arch.MoveTo(x, y);
        arch.QuadTo(x + (w / 2), y - (w * 0.62f), x + w, y);
        e.Stroke(arch, 11, ink);
        for (var i = 1; i < 8; i++)
        {
            var t = i / 8f;
            var rise = 2 * t * (1 - t) * w * 0.62f;
            e.Line(x + (w * t), y, x + (w * t), y - rise, 4, ink);
            var next = Math.Min(1, t + 0.125f);
            e.Line(x + (w * t), y - rise, x + (w * next), y, 2.4f, ink);
        }
    }
}
