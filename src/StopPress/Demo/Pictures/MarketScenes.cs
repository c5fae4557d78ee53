namespace StopPress.Demo.Pictures;

/// <summary>Pictures of the night market, its stalls and the terraces above the promenade.</summary>
internal static class MarketScenes
{
    /// <summary>Lit stalls along the quay after dark.</summary>
    public static void NightMarket(Easel e)
    {
        e.Wash(0, 0, 1200, 470, 0x160F2E, 0x3A1F4F, 0x74355A);
        Sky.Stars(e, 200, 50, 0xFFE9C4);
        Town.Row(e, -20, 1220, 440, 120, 230, [0x241840, 0x2B1C48, 0x1F1538], [0x170F2B, 0x1B1230], 0x33234F, 0xFFC46B, 0.22f);
        e.Wash(0, 430, 1200, 370, 0x6B2F45, 0x2A1530);
        ReadOnlySpan<(int One, int Other)> cloths = [(0xE2483D, 0xFFF0D0), (0x1F8A84, 0xFFE3A8), (0xF29A2E, 0xFFF3D8), (0xC63F6E, 0xFFE8CC)];
        for (var i = 0; i < 5; i++)
            Stall(e, 30 + (i * 240), 512, 196, 0.86f, cloths[i % 4].One, cloths[i % 4].Other);
        e.Glow(600, 480, 700, 150, new Ink(255, 170, 80, 70));
        Crowd(e, 560, 110, 13, 0x1E1030);
        Stall(e, -110, 700, 330, 1.5f, 0xF29A2E, 0xFFF3D8);
        Stall(e, 960, 700, 340, 1.5f, 0x1F8A84, 0xFFE3A8);
        Crowd(e, 690, 190, 8, 0x140A24);
        foreach (var x in (ReadOnlySpan<float>)[120, 420, 620, 860, 1080])
            Lamps.Shimmer(e, x, 704, 60, 90, new Ink(255, 190, 100, 90));
        Lamps.Garland(e, -20, 150, 620, 120, 50, 12, 7, 0x120A22, 0xFFD27A, 0xFFB347, 0xFFE9B0);
        Lamps.Garland(e, 580, 116, 1220, 170, 54, 12, 7, 0x120A22, 0xFFD27A, 0xFFB347, 0xFFE9B0);
        foreach (var (x, y, r, ink) in (ReadOnlySpan<(float, float, float, int)>)[(250, 250, 34, 0xE8503C), (560, 216, 28, 0xF2A03A), (900, 246, 36, 0xE8503C)])
            Lamps.Lantern(e, x, y, r, ink);
    }

    /// <summary>A bowl is filled at a noodle stall.</summary>
    public static void Noodles(Easel e)
    {
        e.Wash(0, 0, 1200, 800, 0x0E3A3E, 0x135056, 0x0B2C33);
        e.Glow(600, 330, 760, 420, new Ink(255, 190, 90, 110));
        e.Rect(90, 96, 16, 560, 0x5A2F22);
        e.Rect(1094, 96, 16, 560, 0x5A2F22);
        Walls.Awning(e, 60, -30, 1080, 150, 12, 0xD9432F, 0xFFF1D6, 0.05f);
        for (var shelf = 0; shelf < 2; shelf++)
        {
            e.Rect(120, 268 + (shelf * 96), 270, 10, 0x6E3C28);
            for (var i = 0; i < 8; i++)
                Bowl(e, 146 + (i * 31), 268 + (shelf * 96), 13, e.Chance.Pick(0xF4EAD2, 0x2F86A0, 0xE9B44C));
        }
        Lamps.Lantern(e, 1000, 250, 52, 0xF2A03A);
        Lamps.Lantern(e, 206, 196, 34, 0xF2A03A);
        Cook(e);
        Pot(e);
        e.Wash(0, 560, 1200, 34, 0xC98A4E, 0x8E5730);
        e.Fill(e.Polygon(0, 592, 1200, 592, 1200, 730, 0, 730), 0xA8402E, 0x6E241F);
        for (var i = 0; i < 13; i++)
            e.Rect(i * 96, 592, 3, 138, new Ink(60, 16, 16, 130));
        foreach (var x in (ReadOnlySpan<float>)[150, 300, 930, 1060])
        {
            Bowl(e, x, 574, 52, 0xF7EED8);
            e.Oval(x, 528, 46, 9, 0xC9782E);
            e.Curve(4, 0xF6DFA2, x - 34, 526, x - 14, 520, x + 4, 528, x + 26, 520, x + 38, 527);
            e.Oval(x - 10, 524, 11, 4, 0x4F8A3A);
            e.Oval(x + 18, 528, 9, 4, 0xE2553D);
        }
        e.Round(560, 520, 30, 46, 6, 0xC8402E);
        e.Round(600, 512, 26, 54, 6, 0xE9B44C);
        e.Wash(0, 730, 1200, 70, 0x0A242A, 0x07181D);
        foreach (var x in (ReadOnlySpan<float>)[180, 440, 740, 1010])
            Stool(e, x, 690);
    }

    /// <summary>Fruit stacked in baskets.</summary>
    public static void Fruit(Easel e)
    {
        e.Wash(0, 0, 1200, 800, 0x2E5B4C, 0x1D4238);
        e.Glow(600, 300, 800, 400, new Ink(255, 226, 150, 90));
        for (var i = 0; i < 7; i++)
            Bananas(e, 110 + (i * 164), 150 + (i % 2 * 14));
        e.Rect(0, 128, 1200, 8, 0x4A2F1E);
        for (var row = 0; row < 3; row++)
        {
            var y = 330 + (row * 176);
            e.Fill(e.Polygon(-20, y + 8, 1220, y + 8, 1220, y + 190, -20, y + 190), 0x7A4B2B, 0x4C2C1A);
            for (var column = 0; column < 4; column++)
                Basket(e, 20 + (column * 302) - (row % 2 * 90), y, 270, ((row * 4) + column) switch
                {
                    0 => 3,
                    1 => 0,
                    2 => 1,
                    3 => 4,
                    4 => 2,
                    5 => 4,
                    6 => 3,
                    7 => 0,
                    8 => 0,
                    9 => 1,
                    10 => 2,
                    _ => 4,
                });
            if (row > 0)
                Basket(e, 20 + (4 * 302) - (row % 2 * 90), y, 270, 1);
        }
        Walls.Awning(e, 0, -40, 1200, 104, 16, 0xF2B632, 0xFFF6DE, 0.02f);
        e.Line(946, 70, 946, 176, 4, 0x2B3A38);
        Walls.Clock(e, 946, 206, 36, 0xC9432F, 0xFFFAEA, 0x24302E, 4, 10);
        e.Line(946, 246, 902, 290, 2, 0x2B3A38);
        e.Line(946, 246, 990, 290, 2, 0x2B3A38);
        e.Fill(e.Blob(886, 288, 1006, 288, 976, 316, 916, 316), 0xC9D2CC, 0x87948F);
    }

    /// <summary>Tables laid on a terrace over the sea.</summary>
    public static void Terrace(Easel e)
    {
        e.Wash(0, 0, 1200, 380, 0x9BD0D8, 0xF4F0DC);
        Sky.Cumulus(e, 820, 336, 460, 100, 0xFFFDF4, 0xCFE2DE);
        e.Wash(0, 360, 1200, 200, 0x3E9DAE, 0x6FC0BC);
        Water.Ripples(e, 366, 540, 16, 90, new Ink(240, 252, 244, 140));
        Boats.Yacht(e, 470, 404, 90, -5, 0xFFFDF4, 0x3A5866, 0xA8C4C6);
        Boats.Yacht(e, 590, 392, 54, -5, 0xFFFDF4, 0x3A5866, 0xA8C4C6);
        Land.Ridge(e, 350, 16, 366, 0x7DAFA8, 0xA4CBBE);
        e.Fill(e.Polygon(-20, 560, 1220, 560, 1220, 840, -20, 840), 0xE9C9A2, 0xC88D66);
        var floor = e.Polygon(-20, 560, 1220, 560, 1220, 840, -20, 840);
        Walls.Boards(e, floor, 600, 300, 34, 2, new Ink(150, 90, 60, 110));
        foreach (var y in (ReadOnlySpan<float>)[588, 630, 690, 770])
            e.Line(-20, y, 1220, y, 2, new Ink(150, 90, 60, 90));
        e.Rect(-20, 470, 1240, 14, 0xFFF8E8);
        for (var x = 0f; x < 1210; x += 34)
            e.Fill(e.Blob(x + 4, 484, x + 16, 484, x + 20, 520, x + 14, 556, x + 6, 556, x, 520), 0xFFF8E8, 0xD8C8AE);
        e.Rect(-20, 552, 1240, 18, 0xEFE0C4);
        foreach (var (x, y, s, ink) in (ReadOnlySpan<(float, float, float, int)>)[(330, 620, 0.8f, 0xF7E7C0), (770, 630, 0.86f, 0xF7E7C0), (1090, 730, 1.25f, 0xE2734C), (150, 740, 1.3f, 0xE2734C), (600, 780, 1.4f, 0xF7E7C0)])
            Table(e, x, y, s, ink);
        Bougainvillea(e);
    }

    private static void Stall(Easel e, float x, float y, float w, float size, Ink one, Ink other)
    {
        var top = y - (170 * size);
        e.WashAcross(x, top, w, y - top, 0xB5602E, 0xE29A4A);
        e.Glow(x + (w / 2), top + (50 * size), w * 0.7f, 110 * size, new Ink(255, 226, 150, 220));
        People.Bust(e, x + (w * 0.36f), y - (54 * size), 56 * size, 0x7A2B3C, 0x2A1220);
        e.Rect(x, y - (62 * size), w, 62 * size, one.Dark(0.45f));
        e.Rect(x - 4, y - (68 * size), w + 8, 10 * size, 0x6B3A22);
        for (var i = 0; i < 7; i++)
        {
            var r = w * 0.055f;
            e.Oval(x + (w * (0.1f + (i * 0.135f))), y - (72 * size), r, r * 0.8f, e.Chance.Pick(0xF2B632, 0xE2553D, 0x7DA93C, 0xFFE3A8));
        }
        e.Rect(x, top, 6 * size, y - top, 0x2A1220);
        e.Rect(x + w - (6 * size), top, 6 * size, y - top, 0x2A1220);
        Lamps.Light(e, x + (w * 0.5f), top + (40 * size), 7 * size, 0xFFD27A);
        Walls.Awning(e, x, top - (34 * size), w, 50 * size, 8, one, other);
    }

    private static void Crowd(Easel e, float y, float height, int count, Ink dark)
    {
        for (var i = 0; i < count; i++)
        {
            var x = 60 + (1080f * (i + e.Chance.Between(0.1f, 0.9f)) / count);
            var dress = People.Clothes(e, 0x8A5038, 0x1C0E1E, 0x7B2F4A, 0x2F5E6E, 0xB5622F, 0x4A3470, 0x93405A);
            var shade = new Dress(dress.Top.Mix(dark, 0.5f), dress.Legs.Mix(dark, 0.6f), dress.Skin.Mix(dark, 0.4f), dress.Hair, dress.Skirt);
            e.Oval(x, y + 2, height * 0.16f, height * 0.03f, new Ink(14, 6, 24, 130));
            People.Figure(e, x, y + e.Chance.Around(14), height * e.Chance.Between(0.9f, 1.06f) * (e.Chance.Hit(0.5f) ? 1 : -1), e.Chance.Hit(0.55f) ? Pose.Walk : Pose.Stand, shade);
        }
    }

    private static void Bowl(Easel e, float x, float y, float r, Ink ink)
    {
        var bowl = e.Outline();
        bowl.MoveTo(x - r, y - (r * 0.86f));
        bowl.CubicTo(x - (r * 0.9f), y - (r * 0.2f), x - (r * 0.5f), y, x - (r * 0.4f), y);
        bowl.LineTo(x + (r * 0.4f), y);
        bowl.CubicTo(x + (r * 0.5f), y, x + (r * 0.9f), y - (r * 0.2f), x + r, y - (r * 0.86f));
        bowl.Close();
        e.FillAcross(bowl, ink.Light(0.2f), ink.Dark(0.25f));
        e.Oval(x, y - (r * 0.88f), r, r * 0.2f, ink.Dark(0.1f));
        if (r > 30)
            e.Curve(r * 0.06f, 0x2F86A0, x - (r * 0.9f), y - (r * 0.6f), x, y - (r * 0.48f), x + (r * 0.9f), y - (r * 0.6f));
    }

    private static void Cook(Easel e)
    {
        e.Disc(566, 236, 46, 0x2B1A18);
        People.Bust(e, 566, 590, 300, 0xF3E4C6, 0x2B1A18);
        e.Fill(e.Blob(488, 350, 496, 268, 566, 236, 640, 268, 650, 350, 646, 420, 610, 432, 526, 432, 492, 420), 0x2B1A18);
        e.Rect(540, 390, 52, 56, 0xB8744C);
        e.Fill(e.Blob(500, 400, 476, 340, 506, 268, 566, 254, 626, 268, 656, 340, 632, 400, 600, 412, 532, 412), 0xD99A6C, 0xB8744C);
        e.Fill(e.Blob(502, 356, 496, 282, 530, 250, 570, 244, 612, 250, 640, 290, 636, 352, 626, 316, 590, 300, 530, 304, 510, 322), 0x2B1A18);
        e.Poly(0xC8402E, 494, 318, 498, 292, 640, 292, 642, 318);
        e.Curve(5, 0x3A1E18, 532, 340, 546, 336, 556, 341);
        e.Curve(5, 0x3A1E18, 586, 341, 598, 336, 610, 340);
        e.Curve(4, 0x9A5238, 556, 376, 572, 384, 590, 376);
        e.Disc(490, 366, 6, 0xF2C14E);
        e.Disc(644, 366, 6, 0xF2C14E);
        e.Poly(0xB83A2C, 470, 600, 492, 440, 530, 430, 560, 470, 592, 430, 630, 440, 654, 600);
        e.Curve(46, 0xF3E4C6, 670, 470, 730, 520, 770, 468);
        e.Disc(778, 456, 22, 0xC98A5E);
        e.Line(786, 450, 810, 340, 8, 0x9AA3A2);
    }

    private static void Pot(Easel e)
    {
        var pot = e.Outline();
        pot.MoveTo(680, 400);
        pot.LineTo(690, 548);
        pot.QuadTo(694, 572, 726, 572);
        pot.LineTo(874, 572);
        pot.QuadTo(906, 572, 910, 548);
        pot.LineTo(920, 400);
        pot.Close();
        e.FillAcross(pot, 0xD9E0DC, 0x5D7074);
        e.Oval(800, 400, 122, 24, 0x4A5C60);
        e.Oval(800, 402, 110, 18, 0xB8702C);
        e.Oval(776, 400, 36, 6, 0xE2A650);
        e.Ring(800, 400, 122, 24, 6, 0xE6ECE6);
        e.Line(812, 336, 820, 392, 8, 0x9AA3A2);
        foreach (var (x, s) in (ReadOnlySpan<(float, float)>)[(740, 1), (800, 1.25f), (862, 0.9f)])
        {
            for (var i = 0; i < 3; i++)
                e.Curve(22 - (i * 5), new Ink(255, 246, 226, (byte)(34 + (i * 16))), x, 392, x + (30 * s), 330, x - (26 * s), 262, x + (34 * s), 186, x - (6 * s), 118);
        }
    }

    private static void Stool(Easel e, float x, float y)
    {
        e.Line(x - 40, y + 10, x - 54, y + 120, 10, 0x8A2A26);
        e.Line(x + 40, y + 10, x + 54, y + 120, 10, 0x8A2A26);
        e.Round(x - 62, y, 124, 20, 8, 0xE9553F);
        e.Rect(x - 50, y + 58, 100, 8, 0x8A2A26);
    }

    private static void Bananas(Easel e, float x, float y)
    {
        e.Line(x, y - 20, x, y, 8, 0x4F5A2A);
        for (var i = 0; i < 7; i++)
        {
            var lean = (i - 3) * 17f;
            e.Curve(15, Ink.Between(0xE0A92E, 0xFFDF5E, i / 6f), x + (lean * 0.3f), y, x + lean, y + 40, x + (lean * 1.05f), y + 82);
            e.Disc(x + (lean * 1.05f), y + 87, 4.5f, 0x5B4420);
        }
    }

    private static void Basket(Easel e, float x, float y, float w, int kind)
    {
        var (ink, r) = kind switch { 0 => ((Ink)0xA9C24A, 45f), 1 => ((Ink)0xF08A24, 27f), 2 => ((Ink)0xD93A63, 32f), 3 => ((Ink)0xF5B62E, 34f), _ => ((Ink)0x6B2A4C, 25f) };
        var rows = kind == 0 ? 2 : 3;
        e.Fill(e.Polygon(x, y - 10, x + w, y - 10, x + w, y + 40, x, y + 40), 0x3A2214);
        for (var row = rows - 1; row >= 0; row--)
        {
            var count = (int)(w / (r * 1.72f)) - row;
            for (var i = 0; i < count; i++)
                Piece(e, x + (w / 2) + ((i - ((count - 1) / 2f)) * r * 1.72f), y + 10 - (row * r * 1.15f), r, ink, kind);
        }
        var side = e.Polygon(x - 10, y + 14, x + w + 10, y + 14, x + w - 8, y + 116, x + 8, y + 116);
        e.Fill(side, 0xD9A45E, 0x94602F);
        Walls.Courses(e, side, 24, 54, 2.4f, new Ink(96, 56, 26, 90));
        e.Round(x - 14, y + 6, w + 28, 16, 8, 0xE9BC7A);
    }

    private static void Piece(Easel e, float x, float y, float r, Ink ink, int kind)
    {
        var shade = ink.Mix(0xFFF2C0, e.Chance.Between(0, 0.16f)).Dark(e.Chance.Between(0, 0.1f));
        if (kind == 0)
            e.Fill(e.Blob(x, y - (r * 1.12f), x + (r * 0.7f), y - (r * 0.56f), x + r, y + (r * 0.3f), x, y + r, x - r, y + (r * 0.3f), x - (r * 0.7f), y - (r * 0.56f)), shade.Light(0.22f), shade.Dark(0.3f));
        else if (kind == 3)
            e.Fill(e.Blob(x - (r * 1.1f), y + (r * 0.2f), x - (r * 0.4f), y - (r * 0.8f), x + (r * 0.7f), y - (r * 0.7f), x + (r * 1.05f), y + (r * 0.3f), x, y + (r * 0.9f)), shade.Light(0.2f), shade.Mix(0xD9542E, 0.5f));
        else
        {
            e.Disc(x, y, r, shade.Dark(0.24f));
            e.Disc(x - (r * 0.08f), y - (r * 0.1f), r * 0.86f, shade);
        }
        e.Oval(x - (r * 0.34f), y - (r * 0.42f), r * 0.2f, r * 0.13f, shade.Light(0.7f).Thin(0.8f));
        if (kind == 2)
        {
            for (var i = -1; i < 2; i++)
                e.Poly(0x8FBF4A, x + (i * r * 0.55f) - 5, y - (r * 0.2f), x + (i * r * 0.75f), y - (r * 0.95f), x + (i * r * 0.55f) + 5, y - (r * 0.2f));
        }
        else if (kind == 4)
            e.Poly(0x7D9A4A, x - (r * 0.5f), y - (r * 0.7f), x, y - (r * 1.1f), x + (r * 0.5f), y - (r * 0.7f), x, y - (r * 0.5f));
    }

    private static void Table(Easel e, float x, float y, float s, Ink shade)
    {
        using var place = e.Place(x, y, s, s);
        e.Oval(14, 4, 128, 16, new Ink(96, 54, 36, 90));
        Walls.Parasol(e, 0, -10, 300, 270, shade, shade.Dark(0.28f), 0x8A5A3C);
        foreach (var side in (ReadOnlySpan<float>)[-1, 1])
        {
            e.Line(side * 92, -42, side * 96, 4, 6, 0x6E4630);
            e.Line(side * 66, -42, side * 62, 0, 6, 0x6E4630);
            e.Rect(Math.Min(side * 60, side * 100), -48, 40, 9, 0x8A5A3C);
            e.Line(side * 98, -46, side * 106, -104, 7, 0x8A5A3C);
        }
        e.Fill(e.Polygon(-58, -76, 58, -76, 50, -4, -50, -4), 0xFFFFFF, 0xD9D6CC);
        for (var i = 0; i < 4; i++)
            e.Poly(new Ink(120, 130, 136, 60), -40 + (i * 24), -70, -34 + (i * 24), -70, -36 + (i * 22), -6);
        e.Oval(0, -76, 62, 11, 0xFFFFFF);
        e.Oval(-26, -79, 15, 4, 0xC9DDE0);
        e.Oval(28, -78, 15, 4, 0xC9DDE0);
        e.Rect(-6, -98, 11, 20, 0x3E8E96);
        e.Disc(-1, -104, 8, 0xE8607A);
        e.Round(-36, -92, 12, 12, 3, 0xFFF6E0);
    }

    private static void Bougainvillea(Easel e)
    {
        for (var i = 0; i < 170; i++)
        {
            var t = e.Chance.Next();
            var (x, y) = (-20 + (t * 520), 18 + (MathF.Pow(1 - t, 1.6f) * 190 * e.Chance.Next()) + e.Chance.Around(16));
            e.Oval(x, y, e.Chance.Between(10, 22), e.Chance.Between(7, 14), i < 70 ? (Ink)0x3F7A52 : e.Chance.Pick(0xD93A78, 0xF0609A, 0xB82C66));
        }
    }
}
