namespace StopPress.Demo.Pictures;

/// <summary>Pictures of the old harbour, its wall and its fleet.</summary>
internal static class HarbourScenes
{
    /// <summary>A winter sea breaks over the wall.</summary>
    public static void WallInStorm(Easel e)
    {
        e.Wash(0, 0, 1200, 500, 0x223039, 0x4E636A, 0xA9B3A6);
        e.Fill(Sky.Ceiling(e, 215, 34, 50), 0x18232B, 0x36474F);
        e.Fill(Sky.Ceiling(e, 110, 30, -40), 0x121B22, 0x1F2C34);
        e.Rect(0, 480, 1200, 320, 0x44606A);
        Land.Ridge(e, 452, 12, 540, 0x66797B, 0x7F8F8B);
        Water.Swell(e, 480, 16, 140, 0xB4C2BC, 0x587076);
        Water.Swell(e, 512, 26, 190, 0xC6D0C9, 0x44606A);
        Water.Plume(e, 470, 560, 420, 430, 0.16f, 0xEDF0E6);
        Water.Plume(e, 850, 540, 300, 250, 0.22f, 0xDDE4DC);
        Beacon(e, 214, 500);
        var wall = e.Polygon(120, 640, 150, 500, 300, 496, 1240, 440, 1240, 840, 120, 840);
        e.Fill(wall, 0x4C4F50, 0x1D2125);
        Walls.Courses(e, wall, 44, 120, 2.2f, 0x15191D);
        e.Poly(0x747A78, 150, 500, 300, 496, 1240, 440, 1240, 462, 300, 512, 146, 516);
        Water.Plume(e, 560, 520, 360, 190, 0.3f, 0xF7F6EC);
        Water.Plume(e, 300, 560, 220, 170, -0.1f, 0xE6EBE4);
        Falls(e);
        Water.Swell(e, 690, 46, 300, 0xD5DDD6, 0x2C4650);
        Water.Swell(e, 760, 52, 380, 0xE3E8E0, 0x1E343E);
        Sky.Rain(e, 260, -0.42f, 46, 1.4f, new Ink(235, 240, 235, 70));
    }

    /// <summary>Engineers measure the breach at low water.</summary>
    public static void Engineers(Easel e)
    {
        e.Wash(0, 0, 1200, 420, 0xE9DDBF, 0xF6ECD2);
        Sky.Streaks(e, 40, 260, 9, 420, 0xFFF8E6);
        e.Wash(0, 330, 1200, 270, 0x9DB3A8, 0x7C9A93, 0x6E8C86);
        Water.Ripples(e, 335, 480, 14, 90, 0xDCE5D6);
        var left = e.Polygon(-20, 250, 420, 250, 436, 300, 410, 330, 452, 372, 440, 430, 492, 470, 480, 560, -20, 560);
        var right = e.Polygon(1220, 250, 800, 250, 812, 296, 776, 340, 790, 400, 742, 430, 750, 500, 716, 560, 1220, 560);
        foreach (var wall in (ReadOnlySpan<SkiaSharp.SKPath>)[left, right])
        {
            e.Fill(wall, 0xB59A73, 0x6E5A46);
            Walls.Patches(e, wall, 44, 84, 22, new Ink(240, 214, 164, 70));
            Walls.Patches(e, wall, 44, 84, 16, new Ink(60, 44, 38, 60));
            Walls.Courses(e, wall, 44, 84, 2.4f, 0x57463A);
        }
        e.Poly(0x4E4034, 420, 250, 436, 300, 410, 330, 452, 372, 440, 430, 492, 470, 480, 560, 440, 560, 452, 480, 404, 440, 414, 380, 376, 334, 398, 300, 384, 250);
        e.Rect(-20, 232, 446, 26, 0xD8C49A);
        e.Rect(796, 232, 440, 26, 0xD8C49A);
        e.Fill(e.Blob(-60, 560, 300, 536, 620, 548, 900, 532, 1280, 560, 1280, 900, -60, 900), 0xA98D63, 0x6B5741);
        Land.Rocks(e, 430, 800, 556, 70, 22, 62, 0x7A6650, 0xC7AD80);
        foreach (var (x, y, w) in (ReadOnlySpan<(float, float, float)>)[(260, 700, 190), (880, 740, 240), (620, 770, 120)])
        {
            e.Oval(x, y, w, w * 0.1f, 0xC8CBB2);
            e.Oval(x + 14, y + 4, w * 0.8f, w * 0.06f, 0xE6E3C9);
        }
        Staff(e, 560, 560);
        Engineer(e, 530, 640, 230, Pose.Carry);
        Engineer(e, 860, 690, -268, Pose.Point);
        Tripod(e, 742, 700);
        Engineer(e, 236, 668, 250, Pose.Stoop);
        Engineer(e, 1010, 660, -246, Pose.Stand);
    }

    /// <summary>First light over boats at their moorings.</summary>
    public static void Dawn(Easel e)
    {
        e.Wash(0, 0, 1200, 470, 0x3F4F7A, 0xB7708A, 0xF2905E, 0xFFD08A);
        Sky.Streaks(e, 60, 300, 14, 620, new Ink(255, 190, 140, 120));
        Sky.Streaks(e, 30, 220, 8, 700, new Ink(84, 70, 120, 120));
        Sky.Sun(e, 760, 424, 44, 0xFFF3D2, 0xFFC070);
        Land.Ridge(e, 420, 22, 480, 0x8C5A7C, 0xC97A72);
        Land.Ridge(e, 448, 12, 480, 0x5D3F68, 0x8F5568);
        Town.Row(e, -20, 400, 472, 40, 96, [0x4A345C, 0x553B60, 0x41305A], [0x352850, 0x3B2B54], 0x6E4A6C, 0xFFD58A, 0.25f);
        Town.Spire(e, 250, 474, 150, 0x443258, 0x342750);
        e.Rect(-20, 466, 440, 12, 0x2C2347);
        Boats.Trawler(e, 560, 474, 120, 0x3A2A52, 0xD06A5A, 0x6A4668, 0xFFC98A);
        Boats.Trawler(e, 1010, 476, -150, 0x33264C, 0xE08A5C, 0x5D3F62, 0xFFC98A);
        Water.Mirror(e, 474, 800, 9, 1.15f);
        e.Wash(0, 474, 1200, 326, new Ink(58, 60, 110, 20), new Ink(36, 44, 92, 190));
        Water.Glitter(e, 760, 480, 800, 26, 170, 150, new Ink(255, 226, 160, 220));
        Water.Ripples(e, 500, 800, 22, 150, new Ink(255, 176, 120, 60));
        Boats.Skiff(e, 300, 700, 250, 0x241C3E, 0xF08A5A);
        e.Line(402, 664, 470, 800, 2, 0x241C3E);
        Sky.Gulls(e, 420, 210, 220, 6, 20, 0x33264C);
    }

    /// <summary>The fleet moored side by side.</summary>
    public static void Fleet(Easel e)
    {
        e.Wash(0, 0, 1200, 420, 0xBFE3E0, 0xEFF3DC);
        Sky.Cumulus(e, 250, 330, 520, 170, 0xFFFDF2, 0xBFD8D6);
        Sky.Cumulus(e, 930, 320, 440, 120, 0xFFFDF2, 0xC3DAD6);
        Land.Ridge(e, 332, 22, 420, 0x7FB09E, 0xA3C8B0);
        Town.Row(e, 640, 1220, 402, 42, 86, [0xF3E4C3, 0xEBC9A0, 0xDDEAD8], [0xC96A4B, 0xA9553F], 0x6C8A8C, 0xF3E4C3, 0.1f);
        e.Rect(600, 396, 640, 16, 0x9A8A70);
        e.Wash(0, 406, 1200, 394, 0x4FB3AE, 0x157A86, 0x0C5A6C);
        Water.Ripples(e, 412, 800, 26, 130, new Ink(200, 240, 226, 120));
        ReadOnlySpan<(int Hull, int Trim)> paints = [(0xE2553D, 0xFFF3DA), (0x2C6FA6, 0xFFD35C), (0xF2B53B, 0x2B5A73), (0x2F8F6B, 0xFFF3DA), (0xF4EEDD, 0xE2553D), (0x7A4B8C, 0xFFD35C)];
        for (var i = 0; i < 6; i++)
        {
            var (x, y, size) = (i % 2 == 0 ? 1000f - (i * 146) : 1066f - (i * 146), 470f + (i * 46), 330f + (i * 42));
            e.Oval(x, y + 4, size * 0.54f, size * 0.05f, new Ink(6, 54, 70, 150));
            Boats.Trawler(e, x, y, size, paints[i].Hull, paints[i].Trim, 0xFBF4E0, 0x35586A);
            Water.Ripples(e, y + 2, y + 40, 5, 70, new Ink(190, 236, 224, 140), x - (size * 0.55f), x + (size * 0.5f));
        }
        e.Curve(3, 0x5B4A3A, 0, 640, 60, 690, 110, 716);
        Sky.Gulls(e, 500, 130, 330, 7, 22, 0x4B6A70);
    }

    private static void Beacon(Easel e, float x, float y)
    {
        e.Poly(0x2A3136, x - 26, y, x - 18, y - 130, x + 18, y - 130, x + 26, y);
        e.Rect(x - 26, y - 138, 52, 10, 0x1B2125);
        e.Rect(x - 13, y - 168, 26, 30, 0xFFE29A);
        e.Poly(0x1B2125, x - 20, y - 168, x, y - 190, x + 20, y - 168);
        e.Glow(x, y - 154, 130, 130, 0xFFCB66);
    }

    private static void Falls(Easel e)
    {
        var path = e.Outline();
        for (var x = 330f; x < 1180; x += e.Chance.Between(14, 60))
        {
            var (top, length, half) = (520 - ((x - 300) * 0.06f), e.Chance.Between(30, 190), e.Chance.Between(2, 9));
            path.MoveTo(x - half, top);
            path.QuadTo(x - (half * 0.6f), top + (length * 0.7f), x + 4, top + length);
            path.QuadTo(x + half, top + (length * 0.6f), x + half, top);
            path.Close();
        }
        e.Fill(path, new Ink(240, 243, 235, 230), new Ink(220, 230, 228, 60));
    }

    private static void Engineer(Easel e, float x, float y, float height, Pose pose)
    {
        var (h, side) = (MathF.Abs(height), MathF.Sign(height));
        e.Oval(x, y, h * 0.2f, h * 0.028f, new Ink(60, 44, 34, 120));
        People.Figure(e, x, y, height, pose, new Dress(0xF26A1B, 0x2E4152, 0xB97A54, 0x3A2A24));
        var lean = pose == Pose.Stoop ? 0.285f : 0.01f;
        var head = y - (h * (pose == Pose.Stoop ? 0.855f : 0.955f));
        e.Oval(x + (side * h * lean), head, h * 0.075f, h * 0.058f, 0xF7D23E);
        e.Line(x + (side * h * (lean - 0.085f)), head + (h * 0.03f), x + (side * h * (lean + 0.1f)), head + (h * 0.03f), h * 0.022f, 0xD9AE22);
        if (pose == Pose.Stoop)
            return;
        e.Line(x - (h * 0.07f), y - (h * 0.62f), x + (h * 0.08f), y - (h * 0.62f), h * 0.026f, 0xFFF2B0);
    }

    private static void Staff(Easel e, float x, float foot)
    {
        for (var i = 0; i < 9; i++)
            e.Rect(x, foot + 60 - (i * 34), 12, 34, i % 2 == 0 ? 0xC9372C : 0xFFF6E2);
    }

    private static void Tripod(Easel e, float x, float foot)
    {
        e.Line(x, foot - 168, x - 52, foot, 6, 0x6B4A2B);
        e.Line(x, foot - 168, x + 52, foot - 4, 6, 0x8A6238);
        e.Line(x, foot - 168, x + 4, foot + 14, 6, 0x56391F);
        e.Round(x - 26, foot - 204, 52, 36, 8, 0x2F6F7A);
        e.Round(x - 40, foot - 194, 18, 14, 4, 0x1F4A54);
    }
}
