using SkiaSharp;

namespace StopPress.Demo.Pictures;

/// <summary>One printing ink: a colour and how thickly it lies on the paper.</summary>
internal readonly record struct Ink(byte R, byte G, byte B, byte A = 255)
{
    private static readonly Ink Black = new(10, 14, 28);
    private static readonly Ink White = new(255, 250, 240);

    public static implicit operator Ink(int rgb) => new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);

    public static implicit operator SKColor(Ink ink) => new(ink.R, ink.G, ink.B, ink.A);

    /// <summary>An ink between two others.</summary>
    public static Ink Between(Ink one, Ink other, float share) => one.Mix(other, share);

    /// <summary>The same ink laid on so that this share of it covers.</summary>
    public Ink Thin(float cover) => this with { A = (byte)Math.Clamp(A * cover, 0, 255) };

    public Ink Mix(Ink other, float share) => new(
        Blend(R, other.R, share), Blend(G, other.G, share), Blend(B, other.B, share), Blend(A, other.A, share));

    public Ink Dark(float share) => Mix(Black with { A = A }, share);

    public Ink Light(float share) => Mix(White with { A = A }, share);

    private static byte Blend(byte a, byte b, float share) => (byte)Math.Clamp(a + ((b - a) * share) + 0.5f, 0, 255);
}
