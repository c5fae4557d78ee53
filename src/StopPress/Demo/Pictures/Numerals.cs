using SkiaSharp;

namespace StopPress.Demo.Pictures;

/// <summary>Figures drawn with a pen, so that no typeface has to be installed.</summary>
internal static class Numerals
{
    /// <summary>Writes a number; the point is the left end of its foot.</summary>
    public static void Write(Easel e, string digits, float x, float y, float h, Ink ink, float weight = 0.13f)
    {
        foreach (var digit in digits)
        {
            using (e.Place(x, y, h, h))
                e.Stroke(Shape(e, digit), weight, ink);
            x += h * (digit == '1' ? 0.46f : 0.7f);
        }
    }

    /// <summary>How wide a number is when it is written at a height.</summary>
    public static float Width(string digits, float h)
    {
        var width = 0f;
        foreach (var digit in digits)
            width += h * (digit == '1' ? 0.46f : 0.7f);
        return width - (h * 0.16f);
    }

    private static SKPath Shape(Easel e, char digit)
    {
        var path = e.Outline();
        path.AddPath(SKPath.ParseSvgPathData(digit switch
        {
            '0' => "M.27 -1C.02 -1 .02 0 .27 0C.52 0 .52 -1 .27 -1Z",
            '1' => "M.04 -.8L.24 -1L.24 0",
            '2' => "M.04 -.76C.06 -1.08 .5 -1.08 .5 -.72C.5 -.5 .18 -.28 .04 0L.52 0",
            '3' => "M.05 -.84C.12 -1.08 .5 -1.04 .49 -.76C.48 -.58 .34 -.54 .22 -.54C.36 -.54 .53 -.48 .53 -.27C.53 .06 .08 .08 .03 -.2",
            '4' => "M.4 0L.4 -1L.02 -.3L.54 -.3",
            '5' => "M.48 -1L.12 -1L.08 -.56C.22 -.7 .54 -.66 .53 -.32C.52 .06 .1 .08 .03 -.18",
            '6' => "M.46 -.9C.3 -1.12 .04 -.9 .04 -.36C.04 .12 .53 .1 .53 -.3C.53 -.7 .1 -.68 .05 -.34",
            '7' => "M.03 -1L.52 -1C.36 -.66 .22 -.34 .2 0",
            '8' => "M.27 -.54C.02 -.56 .02 -1 .27 -1C.52 -1 .52 -.56 .27 -.54C-.02 -.52 -.02 0 .27 0C.56 0 .56 -.52 .27 -.54Z",
            _ => "M.1 -.1C.24 .12 .5 .1 .5 -.64C.5 -1.12 .01 -1.1 .01 -.7C.01 -.3 .44 -.32 .49 -.66",
        }));
        return path;
    }
}
