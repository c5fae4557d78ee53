using System.Text;
using HarfBuzzSharp;
using SkiaSharp;
using StopPress.Store.Text;

namespace StopPress.Site.LinkCards;

/// <summary>A run of signs of one fount that stands in a line, in ems.</summary>
/// <param name="Fount">The fount.</param>
/// <param name="Signs">The signs, as the fount numbers them.</param>
/// <param name="Places">Where each stands.</param>
/// <param name="Width">How far the run reaches.</param>
internal sealed record SetRun(Fount Fount, ushort[] Signs, SKPoint[] Places, float Width);

/// <summary>A line as it is set, in ems.</summary>
/// <param name="Runs">Its runs, from left to right.</param>
internal sealed record SetLine(IReadOnlyList<SetRun> Runs)
{
    /// <summary>How wide it is.</summary>
    public float Width => Runs.Sum(run => run.Width);
}

/// <summary>Sets lines of any script: each passage its own way, each sign in a fount that has it.</summary>
/// <param name="types">Where type is taken from.</param>
/// <param name="language">The language, by which some founts choose between forms of a sign.</param>
/// <param name="isRightToLeft">Which way the text runs.</param>
internal sealed class TypeSetter(TypeCase types, string language, bool isRightToLeft)
{
    private readonly Language tongue = new(language);

    /// <summary>Sets a line. What is in no fount is left out.</summary>
    public SetLine Set(string line)
    {
        var runs = new List<SetRun>();
        foreach (var passage in Directions.Of(line, isRightToLeft))
        {
            var parts = Parts(line, passage);
            // What comes first in a passage from right to left stands at its right.
            if (passage.IsRightToLeft) parts.Reverse();
            runs.AddRange(parts.Select(part => Shaped(line, part, passage.IsRightToLeft)));
        }
        return new SetLine(runs);
    }

    // Cut where the fount changes or the script does; spaces and marks that all scripts share stay with what stands before them.
    private List<Part> Parts(string line, Passage passage)
    {
        var parts = new List<Part>();
        int at = passage.Start;
        foreach (string grapheme in TypeCase.Graphemes(line.Substring(passage.Start, passage.Length)))
        {
            var last = parts.Count > 0 ? parts[^1] : null;
            var script = UnicodeFunctions.Default.GetScript(Rune.GetRuneAt(grapheme, 0).Value);
            bool shared = script.Equals(Script.Common) || script.Equals(Script.Inherited);
            var fount = shared && last is not null && last.Fount.Has(grapheme) ? last.Fount : types.For(grapheme);
            if (fount is not null)
            {
                if (last is not null && last.Start + last.Length == at && last.Fount == fount && (shared || last.Script is null || last.Script.Value.Equals(script)))
                {
                    parts[^1] = last with { Length = last.Length + grapheme.Length, Script = last.Script ?? (shared ? null : script) };
                }
                else
                {
                    parts.Add(new Part(at, grapheme.Length, fount, shared ? null : script));
                }
            }
            at += grapheme.Length;
        }
        return parts;
    }

    private SetRun Shaped(string line, Part part, bool back)
    {
        using var buffer = new HarfBuzzSharp.Buffer();
        buffer.AddUtf16(line.AsSpan(), part.Start, part.Length);
        buffer.GuessSegmentProperties();
        buffer.Direction = back ? Direction.RightToLeft : Direction.LeftToRight;
        if (part.Script is { } script) buffer.Script = script;
        buffer.Language = tongue;
        part.Fount.Shaper.Shape(buffer);
        float em = part.Fount.UnitsPerEm;
        var (infos, positions) = (buffer.GlyphInfos, buffer.GlyphPositions);
        var (signs, places) = (new ushort[infos.Length], new SKPoint[infos.Length]);
        float x = 0;
        for (var i = 0; i < infos.Length; i++)
        {
            signs[i] = (ushort)infos[i].Codepoint;
            // Down is more in Skia, and less in a fount.
            places[i] = new SKPoint(x + (positions[i].XOffset / em), -positions[i].YOffset / em);
            x += positions[i].XAdvance / em;
        }
        return new SetRun(part.Fount, signs, places, x);
    }

    private sealed record Part(int Start, int Length, Fount Fount, Script? Script);
}
