using System.Runtime.InteropServices;

namespace StopPress.Store.Text;

/// <summary>A passage of a line that runs one way.</summary>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="Length">How long it is.</param>
/// <param name="IsRightToLeft">Which way it runs.</param>
public readonly record struct Passage(int Start, int Length, bool IsRightToLeft);

/// <summary>Which way the passages of a line run (Unicode, UAX #9): Arabic and Hebrew from right to left, and what stands among them in its own way.</summary>
public static class Directions
{
    /// <summary>The passages of a line as they stand beside each other, from left to right.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isRightToLeft">Which way the text runs that it is a line of.</param>
    public static List<Passage> Of(string line, bool isRightToLeft)
    {
        if (line.Length == 0) return [];
        if (Icu.Present is not { } icu) return [new Passage(0, line.Length, isRightToLeft)];
        var pinned = GCHandle.Alloc(line, GCHandleType.Pinned);
        nint directions = icu.OpenDirections();
        try
        {
            var error = 0;
            icu.SetText(directions, pinned.AddrOfPinnedObject(), line.Length, (byte)(isRightToLeft ? 1 : 0), 0, ref error);
            int count = icu.CountRuns(directions, ref error);
            Icu.Check(error);
            var passages = new List<Passage>(count);
            for (var run = 0; run < count; run++)
            {
                bool back = icu.RunAt(directions, run, out int start, out int length) == 1;
                passages.Add(new Passage(start, length, back));
            }
            return passages;
        }
        finally
        {
            icu.CloseDirections(directions);
            pinned.Free();
        }
    }
}
