using System.Globalization;
using System.Text;
using StopPress.Store.Text;

namespace StopPress.Site.LinkCards;

/// <summary>Lines of one size.</summary>
/// <param name="Lines">The lines, the first above.</param>
/// <param name="Size">The size of type in pixels: an em.</param>
/// <param name="Leading">From one line to the next, in ems.</param>
internal sealed record SetBlock(IReadOnlyList<SetLine> Lines, float Size, float Leading)
{
    /// <summary>How high it is.</summary>
    public float Height => Lines.Count * Size * Leading;
}

/// <summary>Decides how large the words of a card are, and where its lines end.</summary>
internal static class CardLayout
{
    // Nobody reads more of a headline on a card; and what is longer by far must not keep the setter busy.
    private const int LongestText = 400;

    // In pixels of the card. A headline is as large as it can be in four lines; below the middle sizes it may have a fifth.
    private static readonly float[] HeadlineSizes = [128, 116, 104, 96, 88, 80, 72, 66, 60, 55, 50, 46, 42];
    private static readonly float[] FootSizes = [40, 36, 32, 28, 24];
    private const float LargeType = 55;
    private const int FewLines = 4, MostLines = 5;

    // From line to line in ems, as the style of the theme has it for headlines: scripts with tall marks need more.
    private const float UsualLeading = 1.14f, TallLeading = 1.45f, ArabicLeading = 1.4f, SquareLeading = 1.3f;

    // Arabic letters are low: as large as others they look small.
    private const float ArabicSize = 1.1f;

    /// <summary>Words as large as they can be; null when nothing can be set of them.</summary>
    public static SetBlock? Headline(LinkCard card, string words, TypeCase types, float width, float height) => Legible(words, types) is { } text ? Fitted(card, types, text, HeadlineSizes, width, height) : null;

    /// <summary>What stands at the foot, in one line; null when nothing can be set of it.</summary>
    public static SetBlock? Foot(LinkCard card, TypeCase types, float width, float height) => Legible(card.Foot, types) is { } text ? Fitted(card, types, text, FootSizes, width, height, 1) : null;

    // Marks alone say nothing, such as the ellipsis of a headline of signs that no font has.
    private static string? Legible(string words, TypeCase types) =>
        types.Settable(Graphemes.Shortened(words, LongestText)) is { } text && text.EnumerateRunes().Any(letter => !Rune.IsPunctuation(letter) && !Rune.IsWhiteSpace(letter) && Rune.GetUnicodeCategory(letter) != UnicodeCategory.Format) ? text : null;

    private static SetBlock Fitted(LinkCard card, TypeCase types, string text, float[] sizes, float width, float height, int most = MostLines)
    {
        var setter = new TypeSetter(types, card.Language, card.IsRightToLeft);
        var lines = new Lines(text, card.Language, setter);
        float leading = LeadingOf(text);
        if (leading == ArabicLeading) sizes = [.. sizes.Select(size => size * ArabicSize)];
        foreach (float size in sizes)
        {
            int count = lines.Count(width / size);
            // A word is cut only where no size would leave it whole.
            bool fits = lines.Longest <= width / size && count <= (size > LargeType ? Math.Min(most, FewLines) : most) && count * size * leading <= height;
            if (fits) return new SetBlock([.. lines.Balanced(width / size).Select(setter.Set)], size, leading);
        }
        int room = Math.Clamp((int)(height / (sizes[^1] * leading)), 1, most);
        return new SetBlock([.. lines.Shortened(width / sizes[^1], room).Select(setter.Set)], sizes[^1], leading);
    }

    private static float LeadingOf(string text)
    {
        float leading = UsualLeading;
        foreach (var letter in text.EnumerateRunes()) leading = Math.Max(leading, LeadingOf(letter.Value));
        return leading;
    }

    private static float LeadingOf(int letter) => letter switch
    {
        < 0x0600 => UsualLeading,
        < 0x0900 or (>= 0xfb50 and <= 0xfdff) => ArabicLeading,
        // From Devanagari over Thai, Tibetan and Burmese to Khmer.
        <= 0x109f or (>= 0x1780 and <= 0x17ff) => TallLeading,
        >= 0x3040 and <= 0xd7ff or >= 0x20000 => SquareLeading,
        _ => UsualLeading,
    };
}
