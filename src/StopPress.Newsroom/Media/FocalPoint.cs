using StopPress.Newsroom.House;

namespace StopPress.Newsroom.Media;

/// <summary>The point of a picture that every crop keeps.</summary>
/// <param name="X">From the left, in thousandths of the width.</param>
/// <param name="Y">From the top, in thousandths of the height.</param>
public sealed record FocalPoint(int X, int Y)
{
    private const int Whole = 1000;

    /// <summary>Where faces mostly are: in the middle, a little above it (portraits and groups are framed so).</summary>
    public static FocalPoint Usual { get; } = new(500, 400);

    internal void Check(Checks checks)
    {
        if (X is < 0 or > Whole || Y is < 0 or > Whole) checks.Refuse("wrong-focal-point", $"The point {X}, {Y} is outside the picture.", $"Give thousandths of its width and height, from 0 to {Whole}.");
    }
}
