namespace StopPress.Demo.Pictures;

/// <summary>Pictures of what the town runs: council, school, library, hospital.</summary>
internal static class CivicScenes
{
    /// <summary>The panelled chamber before a debate.</summary>
    public static void Chamber(Easel e)
    {
        e.Wash(0, 0, 1200, 560, 0x7A4A2C, 0x5A331F);
        for (var i = 0; i < 9; i++)
        {
            e.Rect(20 + (i * 133), 250, 100, 250, new Ink(46, 24, 14, 90));
            e.Rect(26 + (i * 133), 256, 88, 238, new Ink(150, 96, 56, 80));
        }
        e.Rect(0, 226, 1200, 14, 0xA8713F);
        foreach (var x in (ReadOnlySpan<float>)[150, 330, 870, 1050])
            Walls.Arched(e, x, 222, 88, 190, 0x4A2A1A, 0xF6E6B4, 0x8A5A34);
        e.Fill(e.Polygon(470, 520, 470, 70, 600, 20, 730, 70, 730, 520), 0x6A3E24, 0x482716);
        e.Stroke(e.Polygon(470, 520, 470, 70, 600, 20, 730, 70, 730, 520), 8, 0xB07A44);
        Arms(e, 600, 150);
        Chair(e, 600, 440, 1.25f);
        e.Fill(e.Polygon(440, 440, 760, 440, 780, 540, 420, 540), 0x8A5630, 0x5C351D);
        e.Rect(430, 432, 340, 12, 0xC08A50);
        e.Fill(e.Polygon(-20, 540, 1220, 540, 1220, 840, -20, 840), 0x2F5244, 0x16302A);
        foreach (var x in (ReadOnlySpan<float>)[150, 330, 870, 1050])
            e.FillAlong(e.Polygon(x - 40, 40, x + 40, 40, x + 150, 640, x - 10, 640), x, 40, x + 80, 640, new Ink(255, 236, 170, 100), new Ink(255, 236, 170, 0));
        for (var row = 0; row < 3; row++)
        {
            var (y, s, count) = (596f + (row * 92), 0.62f + (row * 0.24f), 7 - row);
            for (var i = 0; i < count; i++)
            {
                var x = 600 + ((i - ((count - 1) / 2f)) * 196 * s * 1.1f);
                if (MathF.Abs(x - 600) < 50 * s)
                    continue;
                Desk(e, x, y, s);
            }
        }
        e.Fill(e.Polygon(560, 545, 640, 545, 700, 840, 500, 840), 0x9E3030, 0x6E1D24);
    }

    /// <summary>The council building on Market Square.</summary>
    public static void Building(Easel e)
    {
        e.Wash(0, 0, 1200, 680, 0x4E9CB8, 0xA8D2CC, 0xF2EBCF);
        Town.Row(e, -20, 240, 664, 90, 150, [0xE2C79A, 0xD9B58A, 0xEBD9B4], [0xB5614A, 0x8E5040], 0x5C7A84, 0xEBD9B4, 0);
        Town.Row(e, 980, 1220, 664, 90, 150, [0xE2C79A, 0xD9B58A, 0xEBD9B4], [0xB5614A, 0x8E5040], 0x5C7A84, 0xEBD9B4, 0);
        Sky.Cumulus(e, 190, 420, 480, 170, 0xFFFAEC, 0xB8D4D0);
        Sky.Cumulus(e, 1060, 380, 380, 120, 0xFFFAEC, 0xB8D4D0);
        Ink stone = 0xEBD3A0, shade = 0xBE9A66;
        var body = e.Polygon(170, 640, 170, 330, 1030, 330, 1030, 640);
        e.Fill(body, stone, 0xD9B880);
        Walls.Courses(e, body, 31, 96, 1.2f, new Ink(150, 112, 66, 90));
        e.Rect(150, 314, 900, 24, 0xF5E4BC);
        e.Rect(150, 336, 900, 6, shade);
        for (var x = 176f; x < 1020; x += 26)
            e.Round(x, 292, 12, 24, 4, 0xF0DBAC);
        e.Rect(160, 286, 880, 8, 0xF5E4BC);
        e.Poly(stone.Dark(0.12f), 430, 330, 600, 236, 770, 330);
        e.Stroke(e.Polygon(430, 330, 600, 240, 770, 330), 9, 0xF7E9C6);
        Tower(e, stone, shade);
        foreach (var x in (ReadOnlySpan<float>)[232, 318, 404, 796, 882, 968])
        {
            Walls.Arched(e, x, 470, 46, 100, 0xF7E9C6, 0x4A6C78, 0xDCE6DC);
            Walls.Arched(e, x, 612, 46, 100, 0xF7E9C6, 0x4A6C78, 0xDCE6DC);
        }
        foreach (var x in (ReadOnlySpan<float>)[532, 600, 668])
            e.Fill(Walls.Arch(e, x - 24, 626, 48, 140), 0x53381F, 0x352314);
        for (var i = 0; i < 4; i++)
        {
            e.FillAcross(e.Polygon(489 + (i * 68), 626, 492 + (i * 68), 344, 512 + (i * 68), 344, 515 + (i * 68), 626), 0xFFF4D4, 0xC9A670);
            e.Rect(484 + (i * 68), 340, 36, 10, 0xF7E9C6);
        }
        for (var i = 0; i < 4; i++)
            e.Rect(450 - (i * 16), 624 + (i * 10), 300 + (i * 32), 11, i % 2 == 0 ? (Ink)0xF2DFB2 : 0xD2B078);
        e.Poly(new Ink(70, 60, 80, 90), 860, 342, 1030, 342, 1030, 640, 980, 640);
        e.Fill(e.Polygon(-20, 660, 1220, 660, 1220, 840, -20, 840), 0xD8C4A0, 0xA88E70);
        Walls.Boards(e, e.Polygon(-20, 664, 1220, 664, 1220, 840, -20, 840), 600, 560, 30, 1.6f, new Ink(120, 94, 70, 100));
        Land.Tree(e, 70, 690, 300, 0x3F7A5A, 0x6FA66C, 0x5A4030);
        Land.Tree(e, 1140, 690, 280, 0x3F7A5A, 0x6FA66C, 0x5A4030);
        Ink hair = 0x33241E;
        foreach (var (x, y, h, pose, top) in (ReadOnlySpan<(float, float, float, Pose, int)>)[(300, 730, 96, Pose.Walk, 0xC6493A), (340, 734, 92, Pose.Walk, 0x2F6170), (820, 720, -94, Pose.Walk, 0xF2B53B), (560, 680, 78, Pose.Stand, 0x444C6E), (590, 680, -76, Pose.Point, 0x8E3B4A)])
        {
            e.Poly(new Ink(60, 46, 50, 90), x - 10, y, x + 10, y, x + MathF.Abs(h), y + 18, x + MathF.Abs(h) - 20, y + 20);
            People.Figure(e, x, y, h, pose, new Dress(top, 0x2C3540, 0xB97A54, hair));
        }
    }

    /// <summary>The painted lines of a school yard.</summary>
    public static void SchoolYard(Easel e)
    {
        e.Wash(0, 0, 1200, 330, 0x8CC6DE, 0xE4F0E0);
        Sky.Cumulus(e, 300, 240, 380, 110, 0xFFFFFF, 0xC6DDE4);
        Land.Grove(e, -40, 1240, 364, 170, 0x4E8A5E, 0x6FA66C);
        var hall = e.Polygon(120, 360, 120, 190, 1080, 190, 1080, 360);
        e.Fill(hall, 0xC9674A, 0xAE5038);
        Walls.Courses(e, hall, 11, 24, 0.8f, new Ink(110, 44, 32, 110));
        e.Poly(0x57606E, 96, 194, 150, 128, 1050, 128, 1104, 194);
        e.Rect(100, 190, 1000, 9, 0xFFF4DC);
        for (var i = 0; i < 9; i++)
        {
            if (i == 4)
                continue;
            e.Rect(156 + (i * 102), 228, 72, 76, 0xFFF4DC);
            e.Rect(162 + (i * 102), 234, 60, 64, 0x4F8298);
            e.Rect(190 + (i * 102), 234, 4, 64, 0xFFF4DC);
            e.Poly(new Ink(255, 255, 255, 60), 166 + (i * 102), 296, 196 + (i * 102), 236, 210 + (i * 102), 236, 180 + (i * 102), 296);
        }
        e.Rect(556, 222, 88, 138, 0x2E6E8A);
        e.Rect(598, 222, 4, 138, 0xFFF4DC);
        e.Rect(586, 76, 28, 60, 0xFFF4DC);
        e.Poly(0x2E6E8A, 578, 80, 600, 44, 622, 80);
        e.Disc(600, 108, 9, 0xE9B12E);
        e.Fill(e.Polygon(-20, 356, 1220, 356, 1220, 840, -20, 840), 0x8FA0A8, 0x6C7F8C);
        Court(e);
        Hopscotch(e);
        Children(e);
        Land.Tree(e, 60, 420, 300, 0x3F7A4E, 0x7BB06A, 0x5F4632);
    }

    /// <summary>Readers under the lamps of the library.</summary>
    public static void Library(Easel e)
    {
        e.Wash(0, 0, 1200, 800, 0x3A2430, 0x5A3638);
        ReadOnlySpan<int> spines = [0x9E3B38, 0xC98A3C, 0x3F6A5E, 0x2F4A68, 0xD9C39A, 0x7A4A5E, 0x5C7A4A, 0xB5623C];
        foreach (var left in (ReadOnlySpan<float>)[-30, 290, 612, 932])
            Shelves(e, left, spines);
        e.Glow(600, 420, 800, 300, new Ink(255, 190, 100, 70));
        Walls.Clock(e, 600, 66, 40, 0x8A5A34, 0xFFF3D6, 0x33221C, 7, 40);
        e.Fill(e.Polygon(-20, 540, 1220, 540, 1220, 840, -20, 840), 0x4A2C26, 0x2A1818);
        for (var i = 0; i < 4; i++)
            Reader(e, 130 + (i * 310), 560, 190, i);
        LongTable(e, 548, 596, 60, 0.8f);
        foreach (var x in (ReadOnlySpan<float>)[280, 600, 910])
            GreenLamp(e, x, 550, 0.8f);
        for (var i = 0; i < 3; i++)
            People.Bust(e, 190 + (i * 410), 720, 200, Ink.Between(0x7A3B3A, 0x2F4A58, i / 2f), 0x2A1A1A);
        LongTable(e, 690, 780, -30, 1.2f);
        foreach (var x in (ReadOnlySpan<float>)[60, 392, 806, 1140])
            GreenLamp(e, x, 700, 1.2f);
        foreach (var (x, y) in (ReadOnlySpan<(float, float)>)[(196, 716), (606, 726), (1010, 716)])
            OpenBook(e, x, y, 1.3f);
    }

    /// <summary>The hospital with its windows lit.</summary>
    public static void Hospital(Easel e)
    {
        e.Wash(0, 0, 1200, 660, 0x071C2C, 0x0E3648, 0x2A6472);
        Sky.Stars(e, 260, 80, 0xE9F4F0);
        e.Glow(180, 130, 150, 150, new Ink(220, 240, 236, 120));
        e.Disc(180, 130, 44, 0xF2F4E4);
        e.Disc(200, 118, 40, 0x0D2A3C);
        Town.Block(e, 40, 640, 260, 300, 0x123A4C, 0x0C2838, 0xF6D98C, 0.3f, 22);
        Town.Block(e, 860, 640, 320, 250, 0x123A4C, 0x0C2838, 0xF6D98C, 0.35f, 22);
        e.Fill(e.Polygon(280, 650, 280, 170, 880, 170, 880, 650), 0x1F5568, 0x143C4C);
        e.Rect(270, 158, 620, 16, 0x3A7A88);
        for (var floor = 0; floor < 6; floor++)
        {
            for (var i = 0; i < 10; i++)
            {
                var lit = e.Chance.Hit(0.56f);
                e.Rect(306 + (i * 56), 204 + (floor * 62), 40, 36, lit ? e.Chance.Pick(0xFFE6A0, 0xFFD77A, 0xDFF2E6) : 0x0F3040);
                if (lit && e.Chance.Hit(0.4f))
                    e.Rect(306 + (i * 56), 204 + (floor * 62), 40, 13, new Ink(30, 90, 104, 140));
                if (lit && e.Chance.Hit(0.22f))
                    People.Bust(e, 326 + (i * 56), 240 + (floor * 62), 22, 0x1A4A5C, 0x12303E);
            }
        }
        e.Glow(580, 100, 150, 120, new Ink(120, 240, 200, 110));
        e.Round(540, 60, 80, 80, 10, 0x1F9E7E);
        e.Rect(572, 72, 16, 56, 0xF6FFF8);
        e.Rect(552, 92, 56, 16, 0xF6FFF8);
        e.Rect(430, 566, 300, 18, 0xDFF2E6);
        e.Fill(e.Polygon(440, 584, 720, 584, 740, 660, 420, 660), 0xFFEEB8, 0xF6D078);
        foreach (var x in (ReadOnlySpan<float>)[470, 540, 610, 680])
            e.Rect(x, 584, 5, 76, 0x1A4A5C);
        e.Wash(0, 650, 1200, 150, 0x16404E, 0x081C28);
        e.FillAlong(e.Polygon(430, 660, 730, 660, 860, 800, 320, 800), 0, 660, 0, 800, new Ink(255, 226, 150, 150), new Ink(255, 226, 150, 0));
        Ambulance(e, 800, 720);
        People.Figure(e, 520, 672, 92, Pose.Walk, new Dress(0x2FA08C, 0x2A7A70, 0xC48A63, 0x1E1E22));
        People.Figure(e, 660, 676, -94, Pose.Stand, new Dress(0xF2F6F0, 0x24424E, 0x8E5B3E, 0x1E1E22));
        Land.Palm(e, 110, 700, 240, 0.08f, 0x06202A, 0x0C3440);
        Lamps.Post(e, 262, 700, 150, 0x06202A, 0xFFE6A0);
    }

    private static void Arms(Easel e, float x, float y)
    {
        var shield = e.Outline();
        shield.MoveTo(x - 58, y - 62);
        shield.LineTo(x + 58, y - 62);
        shield.LineTo(x + 58, y);
        shield.QuadTo(x + 50, y + 56, x, y + 84);
        shield.QuadTo(x - 50, y + 56, x - 58, y);
        shield.Close();
        e.Fill(shield, 0x1F5A6E, 0x174656);
        e.Stroke(shield, 7, 0xE2B45A);
        using var inside = e.Within(shield);
        e.Curve(7, 0xF4E6C4, x - 70, y + 34, x - 40, y + 24, x - 14, y + 34, x + 14, y + 24, x + 44, y + 34, x + 70, y + 26);
        e.Curve(7, 0xF4E6C4, x - 70, y + 54, x - 40, y + 44, x - 14, y + 54, x + 14, y + 44, x + 44, y + 54, x + 70, y + 46);
        e.Fill(e.Blob(x - 34, y - 6, x, y - 2, x + 36, y - 10, x + 24, y + 16, x - 24, y + 16), 0xE2B45A);
        e.Line(x, y - 4, x, y - 50, 4, 0xE2B45A);
        e.Poly(0xF4E6C4, x + 4, y - 48, x + 34, y - 14, x + 4, y - 14);
    }

    private static void Chair(Easel e, float x, float y, float s)
    {
        using var place = e.Place(x, y, s, s);
        e.Fill(Walls.Arch(e, -56, 10, 112, 180), 0x9A6234, 0x6A3E20);
        e.Fill(Walls.Arch(e, -42, 10, 84, 160), 0xB03A36, 0x7E2228);
        e.Disc(0, -172, 11, 0xE2B45A);
    }

    private static void Desk(Easel e, float x, float y, float s)
    {
        using var place = e.Place(x, y, s, s);
        People.Bust(e, 0, 12, 92, Ink.Between(0x2C3A4E, 0x5A2E3A, e.Chance.Next()), e.Chance.Pick(0x2A1A16, 0x4A3326, 0x8A8078, 0x1F1614));
        e.Fill(e.Polygon(-92, -10, 92, -10, 92, 62, -92, 62), 0xA0653A, 0x6E4022);
        e.Rect(-98, -18, 196, 13, 0xC98E54);
        e.Rect(-80, 6, 160, 44, new Ink(60, 30, 16, 70));
        e.Poly(0xF6EEDC, 20, -20, 60, -20, 66, -8, 22, -8);
        e.Line(-50, -14, -62, -48, 3, 0x2A2A2E);
    }

    private static void Tower(Easel e, Ink stone, Ink shade)
    {
        var tower = e.Polygon(540, 260, 540, 70, 660, 70, 660, 260);
        e.Fill(tower, 0xF2DDAE, 0xDFC08A);
        e.Rect(632, 70, 28, 190, new Ink(120, 86, 60, 70));
        e.Rect(528, 60, 144, 14, 0xF7E9C6);
        Walls.Clock(e, 600, 132, 40, shade, 0xFFFAEC, 0x2A3038, 10, 9);
        foreach (var x in (ReadOnlySpan<float>)[566, 600, 634])
            e.Fill(Walls.Arch(e, x - 9, 240, 18, 48), 0x6B5138);
        var dome = e.Outline();
        dome.MoveTo(540, 60);
        dome.CubicTo(540, 4, 580, -12, 600, -14);
        dome.CubicTo(620, -12, 660, 4, 660, 60);
        dome.Close();
        e.FillAcross(dome, 0x7FB5A4, 0x3E7E78);
        e.Poly(stone.Dark(0.1f), 430, 330, 600, 236, 770, 330);
        e.Stroke(e.Polygon(430, 330, 600, 240, 770, 330), 9, 0xF7E9C6);
        e.Disc(600, 292, 22, shade);
    }

    private static void Court(Easel e)
    {
        e.Poly(0xC9704E, 620, 440, 1080, 440, 1330, 780, 640, 780);
        e.Stroke(e.Polygon(640, 452, 1060, 452, 1280, 764, 660, 764), 6, 0xFFF8E6);
        e.Ring(900, 590, 108, 48, 6, 0xFFF8E6);
        e.Line(652, 590, 1160, 590, 6, 0xFFF8E6);
        e.Line(1120, 300, 1120, 520, 8, 0x33424E);
        e.Poly(0xFFF8E6, 1062, 280, 1130, 268, 1130, 340, 1062, 346);
        e.Ring(1070, 352, 24, 8, 5, 0xE9552F);
    }

    private static void Hopscotch(Easel e)
    {
        ReadOnlySpan<(float Across, string Number)> squares = [(0, "1"), (0, "2"), (-0.5f, "3"), (0.5f, "4"), (0, "5"), (-0.5f, "6"), (0.5f, "7"), (0, "8")];
        ReadOnlySpan<float> rows = [780, 700, 630, 630, 568, 512, 512, 462];
        ReadOnlySpan<int> inks = [0xF2B53B, 0xFFF8E6, 0xE2694A, 0x5FB0A8];
        for (var i = 0; i < 8; i++)
        {
            var y = rows[i];
            var s = (y - 300) / 480;
            var (w, h, x) = (118 * s, 64 * s, 340 + (squares[i].Across * 118 * s));
            e.Rect(x - (w / 2), y - h, w, h, ((Ink)inks[i % 4]).Thin(0.92f));
            e.Stroke(e.Polygon(x - (w / 2), y - h, x + (w / 2), y - h, x + (w / 2), y, x - (w / 2), y), 4 * s, 0xFFFDF4);
            Numerals.Write(e, squares[i].Number, x - (Numerals.Width(squares[i].Number, h * 0.6f) / 2), y - (h * 0.2f), h * 0.6f, 0x37444E);
        }
    }

    private static void Children(Easel e)
    {
        Ink hair = 0x2A1C18;
        foreach (var (x, y, h, pose, top, legs) in (ReadOnlySpan<(float, float, float, Pose, int, int)>)[
            (340, 640, 118, Pose.Wave, 0xF2C13A, 0x2E4E7A), (470, 560, -96, Pose.Run, 0xE8604A, 0x2E4E7A), (800, 620, 118, Pose.Run, 0xF2C13A, 0x2E4E7A),
            (960, 560, -102, Pose.Kick, 0x3FA08A, 0x2E4E7A), (180, 470, 84, Pose.Stand, 0x3FA08A, 0x2E4E7A), (220, 474, -80, Pose.Stand, 0xE8604A, 0x2E4E7A), (560, 400, 70, Pose.Walk, 0xF4F1E6, 0x4A3A3A)])
        {
            e.Oval(x + 8, y + 2, MathF.Abs(h) * 0.22f, MathF.Abs(h) * 0.05f, new Ink(40, 52, 66, 100));
            People.Figure(e, x, y, h, pose, new Dress(top, legs, 0xC48A63, hair, e.Chance.Hit(0.2f)));
        }
        e.Disc(880, 552, 13, 0xF28A2E);
    }

    private static void Shelves(Easel e, float left, ReadOnlySpan<int> spines)
    {
        e.Rect(left, 120, 300, 440, 0x2A1716);
        for (var shelf = 0; shelf < 5; shelf++)
        {
            var foot = 206 + (shelf * 86);
            for (var x = left + 12; x < left + 276;)
            {
                var (w, h) = (e.Chance.Between(9, 22), e.Chance.Between(52, 72));
                if (e.Chance.Hit(0.9f))
                {
                    var ink = e.Chance.Pick(spines).Dark(0.18f);
                    e.Rect(x, foot - h, w - 1.5f, h, ink);
                    e.Rect(x, foot - (h * 0.8f), w - 1.5f, 4, ink.Light(0.4f));
                }
                x += w;
            }
            e.Rect(left, foot, 300, 9, 0x8A5634);
        }
        e.Rect(left, 110, 300, 14, 0x9A6440);
        e.Rect(left, 110, 11, 450, 0x7A4A2E);
        e.Rect(left + 289, 110, 11, 450, 0x7A4A2E);
    }

    private static void Reader(Easel e, float x, float y, float w, int i)
    {
        ReadOnlySpan<int> coats = [0x3F6A5E, 0xB5623C, 0x44587A, 0x8A3F52];
        ReadOnlySpan<int> hairs = [0x2A1A18, 0xB9AFA4, 0x4A2E20, 0x1E1416];
        People.Bust(e, x, y, w, coats[i], hairs[i]);
        e.Oval(x, y - (w * 0.77f), w * 0.15f, w * 0.19f, 0xD29A6E);
        e.Fill(e.Blob(x - (w * 0.17f), y - (w * 0.78f), x - (w * 0.1f), y - (w * 1.02f), x + (w * 0.1f), y - (w * 1.02f), x + (w * 0.17f), y - (w * 0.78f), x + (w * 0.08f), y - (w * 0.9f), x - (w * 0.08f), y - (w * 0.9f)), hairs[i]);
        e.Line(x - (w * 0.08f), y - (w * 0.75f), x - (w * 0.03f), y - (w * 0.745f), 2.6f, 0x4A2A20);
        e.Line(x + (w * 0.03f), y - (w * 0.745f), x + (w * 0.08f), y - (w * 0.75f), 2.6f, 0x4A2A20);
        OpenBook(e, x, y - 12, 0.9f);
    }

    private static void LongTable(Easel e, float top, float foot, float inset, float s)
    {
        e.Fill(e.Polygon(inset, top, 1200 - inset, top, 1220, foot - 14, -20, foot - 14), 0xB87A46, 0x8A5430);
        e.Rect(-20, foot - 14, 1240, 22 * s, 0x5E361F);
    }

    private static void GreenLamp(Easel e, float x, float y, float s)
    {
        e.Glow(x, y - (34 * s), 190 * s, 120 * s, new Ink(255, 226, 140, 170));
        e.Oval(x, y + (14 * s), 120 * s, 15 * s, new Ink(255, 236, 170, 110));
        using var place = e.Place(x, y, s, s);
        e.Rect(-3, -62, 6, 70, 0xC99A3E);
        e.Oval(0, 10, 26, 6, 0xA87C2E);
        var shade = e.Outline();
        shade.MoveTo(-52, -50);
        shade.QuadTo(-46, -86, 0, -88);
        shade.QuadTo(46, -86, 52, -50);
        shade.Close();
        e.Fill(shade, 0x3FA878, 0x1F7A56);
        e.Oval(0, -50, 48, 6, 0xFFF6CC);
    }

    private static void OpenBook(Easel e, float x, float y, float s)
    {
        using var place = e.Place(x, y, s, s);
        e.Fill(e.Blob(-46, -10, -20, -18, 0, -8, -2, 10, -24, 2, -50, 10), 0xFFF8E4);
        e.Fill(e.Blob(46, -10, 20, -18, 0, -8, 2, 10, 24, 2, 50, 10), 0xEEDFBE);
        e.Line(0, -8, 0, 9, 1.6f, 0x9A7A54);
    }

    private static void Ambulance(Easel e, float x, float y)
    {
        e.Oval(x + 130, y + 6, 150, 12, new Ink(4, 14, 20, 160));
        var body = e.Outline();
        body.MoveTo(x, y - 20);
        body.LineTo(x, y - 130);
        body.LineTo(x + 180, y - 130);
        body.LineTo(x + 220, y - 78);
        body.QuadTo(x + 262, y - 72, x + 264, y - 50);
        body.LineTo(x + 264, y - 20);
        body.Close();
        e.Fill(body, 0xF4F7F0, 0xB8CCCC);
        using (e.Within(body))
            e.Rect(x, y - 66, 270, 18, 0x1F9E7E);
        e.Poly(0x1A4454, x + 176, y - 118, x + 184, y - 118, x + 212, y - 78, x + 176, y - 78);
        e.Rect(x + 66, y - 114, 10, 34, 0x1F9E7E);
        e.Rect(x + 54, y - 102, 34, 10, 0x1F9E7E);
        e.Glow(x + 150, y - 140, 90, 70, new Ink(90, 170, 255, 200));
        e.Round(x + 134, y - 142, 34, 14, 5, 0x7FC4FF);
        foreach (var wheel in (ReadOnlySpan<float>)[54, 208])
        {
            e.Disc(x + wheel, y - 18, 24, 0x0A161E);
            e.Disc(x + wheel, y - 18, 10, 0x9AB0B4);
        }
        e.Disc(x + 260, y - 46, 6, 0xFFF2C0);
    }
}
