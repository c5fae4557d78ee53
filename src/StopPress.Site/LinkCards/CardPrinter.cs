using SkiaSharp;

namespace StopPress.Site.LinkCards;

/// <summary>Prints cards: paper, a short rule in the house's colour, the headline under it, and the nameplate at the foot under a hairline.</summary>
internal static class CardPrinter
{
    // Pixels of the card. Sites cut a few off the edges, so nothing stands near them.
    private const float Margin = 72, Top = 72, RuleWidth = 112, RuleHeight = 10, BelowRule = 32, Hairline = 2, FootRoom = 104, AboveFoot = 26;

    // Where the letters of a line stand in it, in ems from the top of a line of no leading: about the height of capitals under their marks.
    private const float Baseline = 0.8f;

    // Letters of a nameplate stand in the middle of the room at the foot.
    private const float MiddleOfLetters = 0.35f;

    /// <summary>The card as a PNG.</summary>
    public static byte[] Print(LinkCard card, TypeCase types)
    {
        using var surface = SKSurface.Create(new SKImageInfo(LinkCard.Width, LinkCard.Height, SKColorType.Rgba8888, SKAlphaType.Opaque))
            ?? throw new InvalidOperationException("There is no memory for a card.");
        var canvas = surface.Canvas;
        canvas.Clear(SKColor.Parse(card.Colours.Paper));
        const float Across = LinkCard.Width - (2 * Margin);
        float line = LinkCard.Height - FootRoom - Hairline;
        float top = Top + RuleHeight + BelowRule;
        float room = line - AboveFoot - top;
        var foot = CardLayout.Foot(card, types, Across, FootRoom);
        var headline = CardLayout.Headline(card, card.Headline, types, Across, room);
        // Where it cannot be set, the nameplate takes its place.
        if (headline is null) (headline, foot) = (CardLayout.Headline(card, card.Foot, types, Across, room), null);
        Fill(canvas, card.Colours.Accent, card.IsRightToLeft ? LinkCard.Width - Margin - RuleWidth : Margin, Top, RuleWidth, RuleHeight);
        if (foot is not null) Fill(canvas, card.Colours.Rule, Margin, line, Across, Hairline);
        if (headline is not null) Draw(canvas, card, headline, top);
        if (foot is not null) Draw(canvas, card, foot, line + Hairline + (FootRoom / 2) + (MiddleOfLetters * foot.Size) - BaselineOf(foot));
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    private static void Fill(SKCanvas canvas, string colour, float x, float y, float width, float height)
    {
        using var paint = new SKPaint { Color = SKColor.Parse(colour) };
        canvas.DrawRect(x, y, width, height, paint);
    }

    private static float BaselineOf(SetBlock block) => block.Size * (Baseline + ((block.Leading - 1) / 2));

    private static void Draw(SKCanvas canvas, LinkCard card, SetBlock block, float top)
    {
        using var paint = new SKPaint { Color = SKColor.Parse(card.Colours.Ink), IsAntialias = true };
        float y = top + BaselineOf(block);
        foreach (var line in block.Lines)
        {
            float x = card.IsRightToLeft ? LinkCard.Width - Margin - (line.Width * block.Size) : Margin;
            foreach (var run in line.Runs)
            {
                Draw(canvas, run, block.Size, x, y, paint);
                x += run.Width * block.Size;
            }
            y += block.Size * block.Leading;
        }
    }

    private static void Draw(SKCanvas canvas, SetRun run, float size, float x, float y, SKPaint paint)
    {
        if (run.Signs.Length == 0) return;
        using var font = new SKFont(run.Fount.Typeface, size) { Subpixel = true, Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.None };
        using var text = new SKTextBlobBuilder();
        text.AddPositionedRun(run.Signs, font, run.Places.Select(place => new SKPoint(place.X * size, place.Y * size)).ToArray());
        using var blob = text.Build();
        if (blob is not null) canvas.DrawText(blob, x, y, paint);
    }
}
