using System.Text;
using StopPress.Store.Text;

namespace StopPress.Site.Search;

/// <summary>One thing that somebody looks for: a word in any of its forms, or words that stand together as they are.</summary>
/// <param name="Text">It, as it was typed.</param>
/// <param name="Words">Its words.</param>
/// <param name="IsExact">Whether it must be found as it is: it was in quotation marks, or is more than one word, or of a script without spaces.</param>
/// <param name="IsExcluded">Whether it must not be found.</param>
public sealed record SearchClause(string Text, IReadOnlyList<CutWord> Words, bool IsExact, bool IsExcluded)
{
    // Of so many letters by twos hardly any other run is made; the text is looked at in the end.
    private const int MostPairs = 12;

    private byte[]? pattern;

    /// <summary>Whether the terms alone cannot tell that it is there: it is several words, or more than two letters of a run.</summary>
    public bool NeedsText => IsExact && (Words.Count > 1 || (Words[0].IsUnspaced && Words[0].Folded.EnumerateRunes().Count() > 2));

    /// <summary>As it stands in a text that is folded, between one space and another where it is whole words.</summary>
    public byte[] Pattern => pattern ??= Encoding.UTF8.GetBytes(
        (Words[0].IsUnspaced ? "" : " ") + string.Join(' ', Words.Select(word => word.Folded)) + (Words[^1].IsUnspaced ? "" : " "));

    /// <summary>What its one word has in common with its other forms; null where it must be found as it is.</summary>
    public string? StemIn(Stemmer stemmer) => IsExact ? null : stemmer.Of(Text, Words[0]) ?? Words[0].Folded;

    /// <summary>The terms that a text has in which it is found, as alternatives.</summary>
    public IEnumerable<IReadOnlyList<string>> TermsIn(Stemmer stemmer)
    {
        if (!IsExact)
        {
            // What is its own stem is in the index once, as a word.
            string stem = StemIn(stemmer)!;
            foreach (string term in new[] { Words[0].Folded, stem, SearchTerms.Stem + stem }.Distinct()) yield return [term];
        }
        else yield return [.. Words.SelectMany(word => word.IsUnspaced ? SearchTerms.Some(word.Folded, MostPairs) : [word.Folded]).Distinct().Take(MostPairs)];
    }

    /// <summary>Whether it stands in a passage.</summary>
    /// <param name="folded">The passage, folded, in UTF-8.</param>
    public bool IsIn(ReadOnlySpan<byte> folded) => folded.IndexOf(Pattern) >= 0;
}

/// <summary>Takes what somebody typed apart.</summary>
public static class SearchWords
{
    /// <summary>What is longer is cut off: nobody types as much.</summary>
    public const int LongestQuery = 300;

    /// <summary>So many words are looked for; more only narrow what is found.</summary>
    public const int MostClauses = 12;

    private const string Quotes = "\"\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d\uff02";
    private const string Minuses = "-\u2010\u2011\u2012\u2013\u2212\uff0d";

    /// <summary>What was typed, as it can be shown again: no control characters, no halves of a pair, not too long.</summary>
    public static string Clean(string? typed)
    {
        var clean = new StringBuilder();
        foreach (var letter in (typed ?? "").AsSpan(0, Math.Min(typed?.Length ?? 0, LongestQuery * 4)).EnumerateRunes())
        {
            if (letter.Value is 0xfffd or 0xfffe or 0xffff) continue;
            if (clean.Length >= LongestQuery) break;
            clean.Append(Rune.IsControl(letter) || Rune.IsWhiteSpace(letter) ? " " : letter.ToString());
        }
        return string.Join(' ', clean.ToString().Normalize(NormalizationForm.FormC).Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The clauses of what was typed; what holds no letter is none.</summary>
    /// <param name="typed">What was typed, cleaned.</param>
    public static List<SearchClause> Read(string typed)
    {
        var clauses = new List<SearchClause>();
        var seen = new HashSet<(string, bool, bool)>();
        for (var i = 0; i < typed.Length && clauses.Count < MostClauses;)
        {
            bool excluded = Minuses.Contains(typed[i], StringComparison.Ordinal);
            if (excluded) i++;
            if (i >= typed.Length) break;
            bool quoted = Quotes.Contains(typed[i], StringComparison.Ordinal);
            int start = quoted ? i + 1 : i;
            int end = typed.AsSpan(start).IndexOfAny(quoted ? Quotes : " " + Quotes);
            end = end < 0 ? typed.Length : start + end;
            string text = typed[start..end];
            i = quoted || (end < typed.Length && typed[end] == ' ') ? end + 1 : Math.Max(end, start + 1);
            var words = WordCutter.Cut(text);
            if (words.Count == 0) continue;
            bool exact = quoted || words.Count > 1 || words[0].IsUnspaced;
            if (seen.Add((string.Join(' ', words.Select(word => word.Folded)), exact, excluded))) clauses.Add(new SearchClause(text, words, exact, excluded));
        }
        return clauses;
    }
}
