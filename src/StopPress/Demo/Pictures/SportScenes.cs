namespace StopPress.Demo.Pictures;

/// <summary>Pictures of the games of the town: sails, football, swimming, cycling.</summary>
internal static class SportScenes
{
    /// <summary>The fleet heels away from the start.</summary>
    public static void Regatta(Easel e)
    {
        e.Wash(0, 0, 1200, 420, 0x1F7CC4, 0x7FC2E6, 0xDDF0F0);
        Sky.Cumulus(e, 180, 390, 560, 150, 0xFFFFFF, 0xBFDCEC);
        Sky.Cumulus(e, 1000, 396, 500, 110, 0xFFFFFF, 0xBFDCEC);
        Land.Ridge(e, 392, 14, 424, 0x5E9AAE, 0x8FBEC4);
        e.Wash(0, 416, 1200, 384, 0x2E8CC8, 0x0F5A9C, 0x083A70);
        Water.Ripples(e, 420, 640, 14, 90, new Ink(214, 240, 250, 120));
        foreach (var (x, y, h) in (ReadOnlySpan<(float, float, float)>)[(80, 444, 96), (230, 450, 110), (420, 446, 100), (1010, 452, 116), (1130, 446, 100)])
            Boats.Yacht(e, x, y, h, 9, 0xFFFFFF, 0x274A6E, 0xA9C6DC);
        Yacht(e, 330, 540, 260, 0xFFFFFF, 0xD9433A, null);
        Yacht(e, 930, 560, 300, 0xFFFFFF, 0x1F3A5C, 0xF2B02E);
        Water.Swell(e, 600, 14, 140, 0xB9E0F2, 0x1668AA);
        Yacht(e, 610, 700, 560, 0xFFFFFF, 0x0F2F54, 0xE2402F);
        Yacht(e, 170, 730, 430, 0xFFFFFF, 0xF2B02E, null);
        Water.Swell(e, 720, 22, 210, 0xCFEAF6, 0x0F4F8E);
        Water.Swell(e, 774, 26, 260, 0xDDF1F8, 0x0A3C74);
        Buoy(e, 1060, 720, 0.7f, 0xF2792E);
        Sky.Gulls(e, 760, 120, 260, 5, 20, 0xFFFFFF);
    }

    /// <summary>The ground under its floodlights.</summary>
    public static void Floodlights(Easel e)
    {
        e.Wash(0, 0, 1200, 460, 0x070B1E, 0x121C3E, 0x274060);
        Stand(e);
        e.Wash(0, 440, 1200, 360, 0x2F8A3C, 0x1E6E34, 0x155A2C);
        for (var i = 0; i < 7; i += 2)
        {
            var (a, b) = (440 + (i * i * 7.4f), 440 + ((i + 1) * (i + 1) * 7.4f));
            e.Rect(0, a, 1200, b - a, new Ink(120, 214, 100, 46));
        }
        Ink chalk = new(244, 255, 236, 220);
        e.Line(-20, 452, 1220, 452, 3, chalk);
        e.Line(600, 452, 600, 800, 4, chalk);
        e.Ring(600, 610, 230, 78, 4, chalk);
        e.Stroke(e.Polygon(-20, 512, 200, 512, 110, 720, -20, 720), 4, chalk);
        e.Stroke(e.Polygon(1220, 512, 1000, 512, 1090, 720, 1220, 720), 4, chalk);
        foreach (var (x, y, h, to) in (ReadOnlySpan<(float, float, float, float)>)[(150, 430, 330, 420), (1050, 430, 330, 780), (24, 560, 520, 300), (1176, 560, 520, 900)])
            Mast(e, x, y, h, to);
        Players(e);
        Net(e);
        e.Glow(600, 640, 700, 240, new Ink(230, 255, 200, 40));
    }

    /// <summary>Swimmers round the halfway mark.</summary>
    public static void Swimmers(Easel e)
    {
        e.Wash(0, 0, 1200, 200, 0xF6E0B6, 0xFCEFD2);
        Land.Ridge(e, 168, 16, 210, 0x9BB8AC, 0xC4CFB4);
        for (var i = 0; i < 11; i++)
            e.Line(90 + (i * 22), 168, 90 + (i * 22), 202, 2.4f, 0x5E6E6C);
        e.Rect(70, 160, 260, 8, 0x5E6E6C);
        e.Rect(90, 136, 50, 26, 0x5E6E6C);
        e.Poly(0x5E6E6C, 82, 138, 115, 116, 148, 138);
        e.Wash(0, 198, 1200, 602, 0x7FCFC0, 0x1F9E9E, 0x0A6676);
        Water.Ripples(e, 204, 800, 40, 190, new Ink(226, 250, 238, 130));
        Water.Ripples(e, 300, 800, 14, 260, new Ink(6, 74, 90, 80));
        ReadOnlySpan<int> caps = [0xF2D13A, 0xE8447A, 0xFFFFFF, 0x7A4AC0, 0xF2D13A, 0x9ADB4A, 0xE8447A, 0xFFFFFF, 0x7A4AC0];
        ReadOnlySpan<(float X, float Y, float S)> places = [(980, 268, 0.42f), (860, 286, 0.48f), (700, 282, 0.46f), (560, 318, 0.6f), (1090, 330, 0.6f), (300, 400, 0.85f), (960, 440, 0.95f)];
        for (var i = 0; i < places.Length; i++)
            Swimmer(e, places[i].X, places[i].Y, places[i].S, caps[i]);
        Water.Ripples(e, 556, 620, 10, 150, new Ink(240, 255, 246, 190), 470, 840);
        Buoy(e, 640, 590, 2.5f, 0xF26A1B);
        Water.Ripples(e, 570, 614, 8, 120, new Ink(240, 255, 246, 220), 480, 800);
        Swimmer(e, 300, 620, 1.5f, 0xE8447A);
        Swimmer(e, 960, 690, 1.9f, 0xF2D13A);
        Swimmer(e, 480, 770, 2.1f, 0xFFFFFF);
    }

    /// <summary>The cycle lane on the coast road.</summary>
    public static void BicycleLane(Easel e)
    {
        e.Wash(0, 0, 1200, 330, 0x6FB4C8, 0xD5E6D6, 0xF6E6C2);
        Sky.Streaks(e, 50, 240, 9, 460, 0xFFFBEE);
        e.Wash(0, 318, 1200, 482, 0x2F8EA0, 0x5CB4B0, 0xB9986C);
        Water.Ripples(e, 322, 500, 14, 90, new Ink(226, 246, 236, 140));
        Land.Ridge(e, 308, 20, 322, 0x6B9A98, 0x93B8AC);
        Boats.Yacht(e, 230, 372, 78, 4, 0xFFFDF4, 0x35505E, 0x9FBCC0);
        e.Fill(e.Polygon(690, 330, 1220, 300, 1220, 840, 1220, 840, 1000, 600), 0x7FA05C, 0x4A7446);
        Land.Palm(e, 1130, 560, 380, -0.12f, 0x2C5A44, 0x4F8A58);
        Land.Palm(e, 930, 420, 190, -0.1f, 0x3A6A50, 0x5F9A62);
        Land.Palm(e, 820, 366, 104, -0.1f, 0x4A7A5C, 0x6FA86E);
        e.Fill(e.Polygon(648, 326, 700, 326, 1290, 840, 250, 840), 0x5A6068, 0x4A4E58);
        e.Fill(e.Polygon(640, 326, 664, 326, 640, 840, -40, 840), 0xD9603C, 0xC04A2E);
        e.Poly(0xFFFAEC, 662, 326, 666, 326, 668, 840, 632, 840);
        e.Poly(0xFFFAEC, 640, 326, 642, 326, -12, 840, -50, 840);
        for (var i = 0; i < 6; i++)
        {
            var (a, b) = (336 + (i * i * 15f), 336 + ((i + 0.5f) * (i + 0.5f) * 15f));
            e.Poly(0xFFFAEC, 684 + ((a - 326) * 0.42f), a, 687 + ((a - 326) * 0.44f), a, 687 + ((b - 326) * 0.44f), b, 684 + ((b - 326) * 0.42f), b);
        }
        Wall(e);
        Symbol(e, 420, 700, 1.5f);
        Ink hair = 0x2E2420;
        foreach (var (x, y, h, top, frame) in (ReadOnlySpan<(float, float, float, int, int)>)[(640, 372, 50, 0x33424E, 0x2A2E34), (606, 430, 96, 0xF2F0E0, 0x2E5E8A), (520, 560, 220, 0xF2C23A, 0x1F4A5E)])
        {
            e.Oval(x + (h * 0.05f), y, h * 0.5f, h * 0.05f, new Ink(70, 26, 22, 110));
            People.Cyclist(e, x, y, h, new Dress(top, 0x2C3A4A, 0xB97A54, hair), frame);
        }
    }

    private static void Yacht(Easel e, float x, float y, float h, Ink sail, Ink hull, Ink? balloon)
    {
        e.Oval(x, y + (h * 0.02f), h * 0.36f, h * 0.026f, new Ink(6, 40, 80, 130));
        Boats.Yacht(e, x, y, h, 11, sail, hull, 0x9DBAD4, balloon);
        Water.Ripples(e, y - 4, y + (h * 0.05f), 6, h * 0.18f, new Ink(236, 248, 252, 200), x - (h * 0.34f), x + (h * 0.3f));
    }

    private static void Buoy(Easel e, float x, float y, float s, Ink ink)
    {
        using var place = e.Place(x, y, s, s);
        e.Fill(e.Blob(-50, 0, 0, -4, 50, 0, 34, 44, -34, 44), ink.Dark(0.3f).Thin(0.5f), ink.Thin(0));
        var body = e.Outline();
        body.MoveTo(-52, 4);
        body.LineTo(-22, -122);
        body.QuadTo(0, -138, 22, -122);
        body.LineTo(52, 4);
        body.QuadTo(0, 18, -52, 4);
        body.Close();
        e.FillAcross(body, ink.Light(0.3f), ink.Dark(0.35f));
        using (e.Within(body))
        {
            e.Poly(new Ink(255, 250, 236, 235), -60, -66, 60, -66, 60, -40, -60, -40);
            e.Poly(ink.Dark(0.6f).Thin(0.25f), 10, -140, 60, -140, 60, 20, 26, 20);
        }
        e.Ring(0, -136, 9, 9, 4, ink.Dark(0.5f));
    }

    private static void Swimmer(Easel e, float x, float y, float s, Ink cap)
    {
        using var place = e.Place(x, y, s, s);
        Ink skin = 0xB97048;
        e.Oval(-10, 10, 78, 12, new Ink(6, 84, 96, 110));
        e.Fill(e.Blob(-66, 2, -30, -8, 6, -8, 22, 2, 0, 9, -40, 9), skin.Dark(0.2f), skin.Dark(0.4f));
        e.Curve(11, skin, -2, -6, 14, -40, 42, -36);
        e.Curve(8, skin, 42, -36, 58, -18, 66, 2);
        e.Oval(26, -6, 15, 14, skin.Dark(0.1f));
        var hood = e.Outline();
        hood.MoveTo(10, -4);
        hood.CubicTo(8, -30, 44, -30, 42, -8);
        hood.QuadTo(26, -14, 10, -4);
        hood.Close();
        e.Fill(hood, cap, cap.Dark(0.15f));
        foreach (var (sx, sy, r) in (ReadOnlySpan<(float, float, float)>)[(66, 0, 9), (76, -8, 5), (58, -2, 6), (-70, -2, 8), (-80, -10, 5), (-62, -8, 5), (-88, 0, 4)])
            e.Disc(sx, sy, r, new Ink(250, 255, 250, 230));
        e.Curve(5, new Ink(250, 255, 250, 210), -96, 8, -50, 12, 0, 10, 50, 10, 84, 6);
    }

    private static void Stand(Easel e)
    {
        e.Fill(e.Polygon(-20, 330, 1220, 330, 1220, 446, -20, 446), 0x1A2440, 0x263452);
        for (var row = 0; row < 6; row++)
        {
            for (var i = 0; i < 110; i++)
            {
                if (e.Chance.Hit(0.72f))
                    e.Disc(6 + (i * 11) + e.Chance.Around(3), 352 + (row * 14), 4.4f, e.Chance.Pick(0xC9D2DC, 0xD9433A, 0x8A94A8, 0xE9C46A, 0x5C6A88).Dark(0.32f - (row * 0.04f)));
            }
        }
        e.Poly(0x0E152C, -20, 292, 1220, 292, 1220, 326, -20, 334);
        e.Rect(-20, 288, 1240, 8, 0x3A4C70);
        for (var x = 60f; x < 1200; x += 180)
            e.Rect(x, 296, 5, 146, 0x0E152C);
        e.Rect(-20, 432, 1240, 18, 0xE9EEF0);
        for (var i = 0; i < 12; i++)
            e.Rect(-20 + (i * 104), 432, 60, 18, e.Chance.Pick(0xD9433A, 0x1F6E9A, 0xE9B12E, 0x2F8A5C));
    }

    private static void Mast(Easel e, float x, float y, float h, float to)
    {
        var top = y - h;
        e.FillAlong(e.Polygon(x - 24, top, x + 24, top, to + 330, 800, to - 330, 800), x, top, to, 800, new Ink(230, 244, 255, 95), new Ink(230, 244, 255, 0));
        e.Line(x - (h * 0.02f), y, x, top, h * 0.013f, 0x5C6C88);
        e.Line(x + (h * 0.02f), y, x, top, h * 0.013f, 0x5C6C88);
        for (var i = 1; i < 9; i++)
            e.Line(x - (h * 0.02f * (1 - (i / 9f))), y - (h * i / 9f), x + (h * 0.02f * (1 - (i / 9f))), y - (h * (i + 0.6f) / 9f), 2, 0x5C6C88);
        var (w, r) = (h * 0.19f, h * 0.016f);
        e.Rect(x - (w / 2), top - (h * 0.06f), w, h * 0.11f, 0x26324E);
        e.Glow(x, top, h * 0.42f, h * 0.36f, new Ink(224, 240, 255, 210));
        for (var i = 0; i < 12; i++)
            e.Disc(x - (w * 0.4f) + (i % 4 * w * 0.267f), top - (h * 0.042f) + (i / 4 * h * 0.036f), r, 0xFFFFFF);
    }

    private static void Players(Easel e)
    {
        Ink hair = 0x241A18;
        foreach (var (x, y, h, pose, home) in (ReadOnlySpan<(float, float, float, Pose, bool)>)[
            (330, 510, 74, Pose.Run, true), (480, 490, -66, Pose.Run, false), (760, 500, 70, Pose.Stand, true), (890, 530, -80, Pose.Run, false),
            (250, 660, 128, Pose.Run, false), (640, 600, 104, Pose.Run, true), (540, 700, 160, Pose.Kick, true), (760, 690, -150, Pose.Run, false), (980, 640, -116, Pose.Run, true)])
        {
            e.Oval(x - 10, y + 2, MathF.Abs(h) * 0.3f, MathF.Abs(h) * 0.045f, new Ink(6, 40, 18, 120));
            e.Oval(x + 14, y + 2, MathF.Abs(h) * 0.3f, MathF.Abs(h) * 0.04f, new Ink(6, 40, 18, 80));
            People.Figure(e, x, y, h, pose, new Dress(home ? 0xE2402F : 0xF4F6F0, home ? 0xF4F6F0 : 0x1F3A6E, 0xB97A54, hair));
        }
        e.Disc(606, 676, 12, 0xFFFFFF);
        e.Disc(609, 679, 5, 0x2A3038);
    }

    private static void Net(Easel e)
    {
        Ink post = 0xFFFFFF;
        for (var i = 0; i < 6; i++)
        {
            e.Line(1104 + (i * 22), 520 + (i * 4), 1120 + (i * 20), 640 + (i * 10), 1.2f, post.Thin(0.5f));
            e.Line(1100, 536 + (i * 20), 1220, 560 + (i * 22), 1.2f, post.Thin(0.5f));
        }
        e.Line(1100, 520, 1100, 640, 7, post);
        e.Line(1100, 520, 1220, 548, 7, post);
    }

    private static void Wall(Easel e)
    {
        e.Fill(e.Polygon(636, 318, 641, 330, -60, 846, -60, 560), 0xE9D3A8, 0xB9986C);
        e.Poly(0xF7E9C8, 636, 316, 638, 320, -60, 574, -60, 544);
    }

    private static void Symbol(Easel e, float x, float y, float s)
    {
        using var place = e.Place(x, y, s, s * 0.5f);
        Ink white = 0xFFFAEC;
        e.Ring(-52, 20, 34, 34, 7, white);
        e.Ring(52, 20, 34, 34, 7, white);
        e.Stroke(e.Polygon(-52, 20, -22, -34, 32, -34, 4, 20), 7, white);
        e.Line(-22, -34, 4, 20, 7, white);
        e.Line(52, 20, 26, -52, 7, white);
        e.Line(26, -52, 44, -56, 7, white);
        e.Line(-36, -44, -10, -44, 7, white);
    }
}
