using System.Globalization;
using StopPress.Store.Text;

namespace StopPress.Site.LinkCards;

/// <summary>Cuts a text into lines of about the same width.</summary>
/// <remarks>Words are measured once, in ems: a line's width is the sum of its words', which differs from what is set by less than the margin.</remarks>
internal sealed class Lines
{
    // Halvings of the range in which the narrowest width is looked for: to a five-hundredth of it.
    private const int Halvings = 9;

    // How much of a line must be full for it to end at a pause.
    private const float LongEnough = 0.6f;

    private readonly string text;
    private readonly string language;
    private readonly TypeSetter setter;
    private readonly List<Word> words = [];
    private readonly Dictionary<int, List<Word>> pieces = [];
    private readonly float space;

    /// <summary>Measures a text.</summary>
    public Lines(string text, string language, TypeSetter setter)
    {
        (this.text, this.language, this.setter) = (text, language, setter);
        space = setter.Set(" ").Width;
        var from = 0;
        foreach (int to in LineBreaks.Of(text, language))
        {
            words.Add(Measured(from, to));
            from = to;
        }
    }

    /// <summary>The width of the longest word, in ems.</summary>
    public float Longest => words.Count == 0 ? 0 : words.Max(word => word.Width);

    /// <summary>The text in as few lines of a width as it takes, all as narrow as so many lines can be.</summary>
    public List<string> Balanced(float width)
    {
        var wide = Cut(width);
        if (wide.Count < 2) return Texts(wide);
        var (narrow, enough) = (0f, width);
        for (var i = 0; i < Halvings; i++)
        {
            float middle = (narrow + enough) / 2;
            if (Longest <= middle && Cut(middle).Count == wide.Count) enough = middle;
            else narrow = middle;
        }
        return Texts(Cut(enough));
    }

    /// <summary>How many lines of a width it takes.</summary>
    public int Count(float width) => Cut(width).Count;

    /// <summary>The first lines of a text that is too long, with an ellipsis at the end of the last.</summary>
    public List<string> Shortened(float width, int most)
    {
        var lines = Texts(Cut(width));
        if (lines.Count <= most) return lines;
        lines.RemoveRange(most, lines.Count - most);
        lines[^1] = Ended(lines[^1], width);
        return lines;
    }

    // Behind the last word that leaves room for the ellipsis, or else behind the last sign.
    private string Ended(string line, float width)
    {
        var words = LineBreaks.Of(line, language).AsEnumerable().Reverse();
        var signs = StringInfo.ParseCombiningCharacters(line).Reverse();
        return words.Concat(signs).Select(end => Graphemes.Ended(line[..end])).First(ended => ended.Length == 1 || setter.Set(ended).Width <= width);
    }

    private List<string> Texts(List<(int From, int To)> lines) => [.. lines.Select(line => text[line.From..line.To].Trim())];

    private List<(int From, int To)> Cut(float width)
    {
        var lines = new List<(int From, int To)>();
        List<Word> all = [.. words.SelectMany(word => word.Width <= width ? [word] : InPieces(word))];
        for (var first = 0; first < all.Count;)
        {
            int last = LastOf(all, first, width);
            lines.Add((all[first].From, all[last].To));
            first = last + 1;
        }
        return lines;
    }

    // The last word that fits; but where words stand without spaces, the last before a space if that leaves the line long enough: there a sentence pauses.
    private static int LastOf(List<Word> all, int first, float width)
    {
        var (last, pause, reach) = (first, -1, all[first].Width);
        for (int next = first + 1; next < all.Count; next++)
        {
            if (all[last].Behind > 0 && reach >= width * LongEnough) pause = last;
            if (reach + all[last].Behind + all[next].Width > width) return pause >= 0 ? pause : last;
            reach += all[last].Behind + all[next].Width;
            last = next;
        }
        return last;
    }

    // A word that is wider than a line is cut between any two of its signs.
    private List<Word> InPieces(Word word)
    {
        if (pieces.TryGetValue(word.From, out var known)) return known;
        known = [];
        int at = word.From;
        foreach (string sign in TypeCase.Graphemes(text[word.From..word.To]))
        {
            known.Add(Measured(at, at + sign.Length));
            at += sign.Length;
        }
        pieces[word.From] = known;
        return known;
    }

    private Word Measured(int from, int to)
    {
        string whole = text[from..to];
        string bare = whole.TrimEnd();
        return new Word(from, to, bare.Length == 0 ? 0 : setter.Set(bare).Width, (whole.Length - bare.Length) * space);
    }

    private readonly record struct Word(int From, int To, float Width, float Behind);
}
