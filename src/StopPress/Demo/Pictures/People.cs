namespace StopPress.Demo.Pictures;

/// <summary>How a figure holds itself.</summary>
internal enum Pose
{
    Stand,
    Walk,
    Run,
    Kick,
    Sit,
    Point,
    Carry,
    Wave,
    Stoop,
    Ride,
}

/// <summary>The clothes of a figure.</summary>
internal readonly record struct Dress(Ink Top, Ink Legs, Ink Skin, Ink Hair, bool Skirt = false, bool Brim = false)
{
    /// <summary>A figure against the light, in one ink.</summary>
    public static Dress Shade(Ink ink) => new(ink, ink, ink, ink);
}

/// <summary>Small figures, drawn from their joints.</summary>
internal static class People
{
    // Hip height, lean, then knee, foot, knee, foot, elbow, hand, elbow, hand; in heights of the figure, right and up from between the feet.
    private static readonly Dictionary<Pose, float[]> Joints = new()
    {
        [Pose.Stand] = [0.5f, 0, -0.035f, 0.27f, -0.05f, 0, 0.035f, 0.27f, 0.05f, 0, -0.125f, 0.64f, -0.12f, 0.47f, 0.125f, 0.64f, 0.12f, 0.47f],
        [Pose.Walk] = [0.5f, 0.015f, -0.03f, 0.26f, -0.15f, 0.03f, 0.08f, 0.28f, 0.12f, 0, -0.09f, 0.64f, -0.1f, 0.48f, 0.07f, 0.64f, 0.13f, 0.5f],
        [Pose.Run] = [0.5f, 0.07f, -0.06f, 0.28f, -0.25f, 0.2f, 0.15f, 0.36f, 0.12f, 0.1f, -0.13f, 0.68f, -0.04f, 0.58f, 0.16f, 0.66f, 0.25f, 0.74f],
        [Pose.Kick] = [0.5f, -0.05f, -0.04f, 0.27f, -0.06f, 0, 0.13f, 0.34f, 0.28f, 0.2f, -0.18f, 0.72f, -0.26f, 0.66f, 0.14f, 0.68f, 0.2f, 0.78f],
        [Pose.Sit] = [0.26f, 0.02f, 0.2f, 0.27f, 0.2f, 0, 0.17f, 0.27f, 0.16f, 0, 0.02f, 0.42f, 0.14f, 0.36f, 0.06f, 0.42f, 0.2f, 0.38f],
        [Pose.Point] = [0.5f, 0.01f, -0.035f, 0.27f, -0.06f, 0, 0.04f, 0.27f, 0.06f, 0, -0.12f, 0.64f, -0.08f, 0.5f, 0.18f, 0.78f, 0.32f, 0.84f],
        [Pose.Carry] = [0.5f, -0.01f, -0.03f, 0.26f, -0.09f, 0.01f, 0.06f, 0.28f, 0.08f, 0, 0.02f, 0.62f, 0.16f, 0.6f, 0.08f, 0.62f, 0.2f, 0.6f],
        [Pose.Wave] = [0.5f, 0, -0.035f, 0.27f, -0.05f, 0, 0.035f, 0.27f, 0.05f, 0, -0.16f, 0.86f, -0.2f, 1.04f, 0.16f, 0.86f, 0.2f, 1.05f],
        [Pose.Stoop] = [0.48f, 0.22f, -0.04f, 0.26f, -0.09f, 0, 0.06f, 0.27f, 0.05f, 0, 0.2f, 0.5f, 0.3f, 0.36f, 0.24f, 0.5f, 0.36f, 0.4f],
        [Pose.Ride] = [0.44f, 0.1f, 0.12f, 0.36f, 0.05f, 0.12f, 0.14f, 0.28f, 0.1f, 0.02f, 0.14f, 0.56f, 0.28f, 0.5f, 0.15f, 0.57f, 0.29f, 0.51f],
    };

    /// <summary>A figure whose feet stand at a point; a negative height faces left.</summary>
    public static void Figure(Easel e, float x, float y, float height, Pose pose, Dress d)
    {
        var h = MathF.Abs(height);
        using var place = e.Place(x, y, height < 0 ? -h : h, -h);
        var j = Joints[pose];
        var (hip, lean) = (j[0], j[1]);
        var (neckX, neckY) = (lean, hip + MathF.Sqrt(Math.Max(0.01f, (0.33f * 0.33f) - (lean * lean))));
        var back = d.Top.Dark(0.22f);
        Limb(e, 0.052f, back, neckX, neckY - 0.03f, j[10], j[11], j[12], j[13]);
        e.Disc(j[12], j[13], 0.024f, d.Skin);
        Limb(e, 0.075f, d.Legs.Dark(0.18f), -0.025f, hip, j[2], j[3], j[4], j[5] + 0.03f);
        Limb(e, 0.075f, d.Legs, 0.025f, hip, j[6], j[7], j[8], j[9] + 0.03f);
        Shoe(e, j[4], j[5], d.Legs.Dark(0.5f));
        Shoe(e, j[8], j[9], d.Legs.Dark(0.5f));
        Torso(e, hip, neckX, neckY, pose, d);
        Limb(e, 0.055f, d.Top.Dark(0.1f), neckX + (pose == Pose.Stand || pose == Pose.Wave ? 0.07f : 0.02f), neckY - 0.04f, j[14], j[15], j[16], j[17]);
        e.Disc(j[16], j[17], 0.024f, d.Skin);
        Head(e, neckX + (lean * 0.3f), neckY, d);
    }

    /// <summary>A figure against the light.</summary>
    public static void Shade(Easel e, float x, float y, float height, Pose pose, Ink ink) => Figure(e, x, y, height, pose, Dress.Shade(ink));

    /// <summary>Head and shoulders seen from behind.</summary>
    public static void Bust(Easel e, float x, float y, float w, Ink coat, Ink hair)
    {
        var path = e.Outline();
        path.MoveTo(x - (w * 0.5f), y);
        path.CubicTo(x - (w * 0.5f), y - (w * 0.42f), x - (w * 0.36f), y - (w * 0.5f), x - (w * 0.12f), y - (w * 0.56f));
        path.LineTo(x + (w * 0.12f), y - (w * 0.56f));
        path.CubicTo(x + (w * 0.36f), y - (w * 0.5f), x + (w * 0.5f), y - (w * 0.42f), x + (w * 0.5f), y);
        path.Close();
        e.Fill(path, coat);
        e.Rect(x - (w * 0.085f), y - (w * 0.68f), w * 0.17f, w * 0.16f, hair.Mix(coat, 0.3f));
        e.Oval(x, y - (w * 0.83f), w * 0.19f, w * 0.235f, hair);
    }

    /// <summary>Clothes picked by chance from a palette.</summary>
    public static Dress Clothes(Easel e, Ink skin, Ink hair, params ReadOnlySpan<int> inks) =>
        new(e.Chance.Pick(inks), e.Chance.Pick(inks).Dark(0.35f), skin.Dark(e.Chance.Between(0, 0.35f)), hair, e.Chance.Hit(0.3f));

    /// <summary>A bicycle and its rider.</summary>
    public static void Cyclist(Easel e, float x, float y, float height, Dress d, Ink frame)
    {
        var h = MathF.Abs(height);
        using (e.Place(x, y, height < 0 ? -h : h, -h))
        {
            foreach (var wheel in (ReadOnlySpan<float>)[-0.26f, 0.36f])
            {
                e.Ring(wheel, 0.19f, 0.18f, 0.18f, 0.022f, frame.Dark(0.45f));
                e.Line(wheel - 0.12f, 0.12f, wheel + 0.12f, 0.26f, 0.005f, frame.Dark(0.2f).Thin(0.6f));
                e.Line(wheel - 0.05f, 0.32f, wheel + 0.05f, 0.06f, 0.005f, frame.Dark(0.2f).Thin(0.6f));
            }
            var bars = e.Polygon(-0.26f, 0.19f, 0.07f, 0.17f, -0.06f, 0.46f);
            e.Stroke(bars, 0.022f, frame);
            e.Curve(0.022f, frame, -0.05f, 0.43f, 0.27f, 0.45f, 0.36f, 0.19f);
            e.Line(0.27f, 0.45f, 0.25f, 0.58f, 0.022f, frame);
            e.Line(0.07f, 0.17f, 0.27f, 0.44f, 0.022f, frame);
            e.Line(-0.12f, 0.49f, 0, 0.49f, 0.035f, frame.Dark(0.5f));
        }
        Figure(e, x - (height * 0.06f), y - (h * 0.1f), height * 0.96f, Pose.Ride, d);
    }

    private static void Torso(Easel e, float hip, float neckX, float neckY, Pose pose, Dress d)
    {
        var half = pose is Pose.Stand or Pose.Wave or Pose.Point ? 0.1f : 0.085f;
        var low = d.Skirt && pose != Pose.Sit && pose != Pose.Ride ? hip - 0.2f : hip - 0.05f;
        var flare = d.Skirt ? 0.1f : 0.075f;
        var path = e.Outline();
        path.MoveTo(-flare, low);
        path.CubicTo(-0.055f, hip + 0.06f, neckX - half, neckY - 0.16f, neckX - half, neckY - 0.05f);
        path.QuadTo(neckX - half, neckY, neckX - 0.03f, neckY + 0.015f);
        path.LineTo(neckX + 0.03f, neckY + 0.015f);
        path.QuadTo(neckX + half, neckY, neckX + half, neckY - 0.05f);
        path.CubicTo(neckX + half, neckY - 0.16f, 0.055f, hip + 0.06f, flare, low);
        path.Close();
        e.Fill(path, d.Top);
    }

    private static void Head(Easel e, float x, float neckY, Dress d)
    {
        e.Line(x, neckY - 0.01f, x, neckY + 0.06f, 0.045f, d.Skin.Dark(0.12f));
        e.Oval(x + 0.006f, neckY + 0.095f, 0.053f, 0.066f, d.Skin);
        var hair = e.Outline();
        hair.MoveTo(x - 0.045f, neckY + 0.055f);
        hair.CubicTo(x - 0.085f, neckY + 0.11f, x - 0.06f, neckY + 0.175f, x + 0.008f, neckY + 0.172f);
        hair.CubicTo(x + 0.045f, neckY + 0.17f, x + 0.062f, neckY + 0.15f, x + 0.06f, neckY + 0.125f);
        hair.CubicTo(x + 0.02f, neckY + 0.135f, x - 0.005f, neckY + 0.12f, x - 0.01f, neckY + 0.085f);
        hair.Close();
        e.Fill(hair, d.Hair);
        if (d.Brim)
        {
            e.Poly(d.Hair, x - 0.15f, neckY + 0.115f, x, neckY + 0.22f, x + 0.15f, neckY + 0.115f);
        }
    }

    private static void Limb(Easel e, float width, Ink ink, float x0, float y0, float x1, float y1, float x2, float y2)
    {
        var path = e.Outline();
        path.MoveTo(x0, y0);
        path.LineTo(x1, y1);
        path.LineTo(x2, y2);
        e.Stroke(path, width, ink);
    }

    private static void Shoe(Easel e, float x, float y, Ink ink) => e.Line(x, y + 0.012f, x + 0.05f, y + 0.012f, 0.026f, ink);
}
