using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using StopPress.Site.Themes;
using StopPress.Store.Text;

namespace StopPress.Site.Search;

/// <summary>Shows what was looked for where it stands: marks it in a line, and cuts the passage out of a text in which most of it stands.</summary>
/// <param name="clauses">What was looked for.</param>
/// <param name="stemmer">The edition's stemmer.</param>
public sealed class Highlighter(IReadOnlyList<SearchClause> clauses, Stemmer stemmer)
{
    // Two lines on a page; a letter of Thai or Chinese says more than one of English, and half as many do.
    private const int Length = 220, LengthUnspaced = 130;

    // What stands farther down is found, and not shown: a story is a tenth as long.
    private const int LongestShown = 30_000;

    // Words before what was found, so that it stands in a sentence; and how far off a space may be at which the passage is cut.
    private const int Lead = 60, Space = 25;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly SearchClause[] wanted = [.. clauses.Where(clause => !clause.IsExcluded)];
    private readonly Dictionary<string, string> stems = new(StringComparer.Ordinal);

    /// <summary>A line with what was looked for marked.</summary>
    public Markup Mark(string line) => new(Marked(line, 0, line.Length, Spans(line)));

    /// <summary>The passage of a text in which most of what was looked for stands; null where nothing does.</summary>
    public Markup? Excerpt(string text)
    {
        var (paragraph, spans) = Best(text);
        if (spans.Count == 0) return null;
        int length = paragraph.EnumerateRunes().Take(Length).Count(Letters.IsUnspaced) > Length / 4 ? LengthUnspaced : Length;
        int start = 0, end = paragraph.Length;
        if (paragraph.Length > length)
        {
            start = Math.Max(0, Densest(spans, length) - Lead);
            end = Math.Min(paragraph.Length, start + length);
            start = Math.Max(0, Math.Min(start, end - length));
            if (start > 0 && paragraph.IndexOf(' ', start, Space) is > 0 and var next) start = next + 1;
            if (end < paragraph.Length && paragraph.LastIndexOf(' ', end - 1, Space) is > 0 and var last) end = last;
        }
        (start, end) = Whole(paragraph, start, end);
        return new Markup((start > 0 ? "… " : "") + Marked(paragraph, start, end, spans) + (end < paragraph.Length ? " …" : ""));
    }

    // The paragraph in which most different things stand that were looked for.
    private (string Paragraph, List<Span> Spans) Best(string text)
    {
        (string Paragraph, List<Span> Spans, int Count) best = ("", [], 0);
        foreach (string paragraph in text[..Math.Min(text.Length, LongestShown)].Split('\n'))
        {
            var spans = Spans(paragraph);
            int count = spans.Select(span => span.Clause).Distinct().Count();
            if (count > best.Count) best = (paragraph, spans, count);
            if (best.Count == wanted.Length) break;
        }
        return (best.Paragraph, best.Spans);
    }

    // Where the passage begins that shows most of it.
    private static int Densest(List<Span> spans, int length) =>
        spans[Enumerable.Range(0, spans.Count).MaxBy(first => spans.Skip(first).TakeWhile(span => span.End - spans[first].Start < length - Lead).Select(span => span.Clause).Distinct().Count())].Start;

    /// <summary>Where words begin and end that were looked for, in order and none within another.</summary>
    private List<Span> Spans(string text)
    {
        var words = WordCutter.Cut(text);
        var found = new List<Span>();
        for (var i = 0; i < words.Count; i++)
        {
            for (var clause = 0; clause < wanted.Length; clause++)
            {
                if (!wanted[clause].IsExact) Add(found, Loosely(text, words[i], wanted[clause]) ? new Span(words[i].Start, words[i].End, clause) : null);
                else if (wanted[clause].Words is [{ IsUnspaced: true } run]) found.AddRange(Inside(text, words[i], run.Folded, clause));
                else Add(found, Together(words, i, wanted[clause]) is { } last ? new Span(words[i].Start, last, clause) : null);
            }
        }
        var apart = new List<Span>();
        foreach (var span in found.OrderBy(span => span.Start).ThenByDescending(span => span.End))
        {
            if (apart.Count == 0 || span.Start >= apart[^1].End) apart.Add(span);
        }
        return apart;
    }

    private static void Add(List<Span> found, Span? span)
    {
        if (span is { } one) found.Add(one);
    }

    private bool Loosely(string text, CutWord word, SearchClause clause)
    {
        if (word.IsUnspaced) return false;
        if (word.Folded == clause.Words[0].Folded) return true;
        if (clause.StemIn(stemmer) is not { } wantedStem) return false;
        if (!stems.TryGetValue(word.Folded, out string? stem)) stems[word.Folded] = stem = stemmer.Of(text, word) ?? word.Folded;
        return stem == wantedStem;
    }

    // The end of the last of several words that stand together from a place on; the first may be the end of a run, the last the beginning of one.
    private static int? Together(List<CutWord> words, int first, SearchClause clause)
    {
        var wanted = clause.Words;
        if (first + wanted.Count > words.Count) return null;
        for (var i = 0; i < wanted.Count; i++)
        {
            var (here, there) = (words[first + i].Folded, wanted[i].Folded);
            bool fits = wanted[i].IsUnspaced && i == 0 ? here.EndsWith(there, StringComparison.Ordinal) : wanted[i].IsUnspaced && i == wanted.Count - 1 ? here.StartsWith(there, StringComparison.Ordinal) : here == there;
            if (!fits) return null;
        }
        return words[first + wanted.Count - 1].End;
    }

    // Each place in a run of letters at which others stand; told in the letters of the text.
    private static IEnumerable<Span> Inside(string text, CutWord run, string wanted, int clause)
    {
        if (!run.IsUnspaced || run.Folded.IndexOf(wanted, StringComparison.Ordinal) is not (>= 0 and var at)) yield break;
        var places = Places(text, run);
        for (; at >= 0; at = run.Folded.IndexOf(wanted, at + wanted.Length, StringComparison.Ordinal))
        {
            yield return new Span(places[at], places[at + wanted.Length], clause);
        }
    }

    // For each letter of what is folded the place in the text that it came from.
    private static int[] Places(string text, CutWord run)
    {
        var places = new List<int>();
        for (int i = run.Start; i < run.End;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(i), out var letter, out int length);
            if (Letters.IsOfAWord(letter)) places.AddRange(Enumerable.Repeat(i, Letters.Folded(letter).Length));
            i += length;
        }
        return [.. places, run.End];
    }

    // No mark cuts a letter from what is written on it; the passage begins and ends with whole graphemes.
    private static string Marked(string text, int start, int end, List<Span> spans)
    {
        var html = new StringBuilder();
        var edges = new List<int> { start };
        while (edges[^1] < end) edges.Add(edges[^1] + StringInfo.GetNextTextElementLength(text.AsSpan(edges[^1])));
        int at = start;
        foreach (var span in spans.Where(span => span.Start >= start && span.End <= end))
        {
            int first = edges.BinarySearch(span.Start), last = edges.BinarySearch(span.End);
            int from = edges[first < 0 ? ~first - 1 : first], until = edges[last < 0 ? ~last : last];
            if (from < at) continue;
            html.Append(Encoder.Encode(text[at..from])).Append("<mark>").Append(Encoder.Encode(text[from..until])).Append("</mark>");
            at = until;
        }
        return html.Append(Encoder.Encode(text[at..end])).ToString();
    }

    // Moves both ends outwards to where one grapheme ends and the next begins.
    private static (int Start, int End) Whole(string text, int start, int end)
    {
        // A letter that is written on no other begins one; from there on all are counted.
        int edge = Math.Max(0, start - Lead);
        while (edge > 0 && !char.IsAsciiLetterOrDigit(text[edge]) && CharUnicodeInfo.GetUnicodeCategory(text[edge]) != UnicodeCategory.OtherLetter) edge--;
        int from = edge;
        while (edge < end && edge < text.Length)
        {
            if (edge <= start) from = edge;
            edge += StringInfo.GetNextTextElementLength(text.AsSpan(edge));
        }
        return (from, edge);
    }

    private readonly record struct Span(int Start, int End, int Clause);
}
