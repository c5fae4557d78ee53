using System.Text;
using StopPress.Store.Text;

namespace StopPress.Site.Search;

/// <summary>
/// What the index knows of a text: words as they are looked for, their stems, letters one by one and by twos where no spaces stand between words, and what the
/// story is filed under. Terms of each kind begin with a mark of their own, which no word holds.
/// </summary>
public static class SearchTerms
{
    /// <summary>In every text, so that there is something from which others are taken out.</summary>
    public const string All = "*";

    /// <summary>Before a stem.</summary>
    public const char Stem = '~';

    /// <summary>Before what stands in the headline.</summary>
    public const char Headline = '^';

    // Before what the story is filed under.
    private const char Filed = '@';

    /// <summary>What else than letters and digits the terms are made of, for whoever cuts them apart again.</summary>
    public const string Marks = "*~^@";

    /// <summary>The term of a section, a storyline, a tag or a member of staff.</summary>
    public static string Under(string subject) => Filed + subject.Replace(":", "", StringComparison.Ordinal);

    /// <summary>Adds the terms of a passage.</summary>
    public static void Add(HashSet<string> terms, string text, IEnumerable<CutWord> words, Stemmer stemmer)
    {
        foreach (var word in words)
        {
            if (word.IsUnspaced) terms.UnionWith(Grams(word.Folded));
            else
            {
                terms.Add(word.Folded);
                if (stemmer.Of(text, word) is { } stem) terms.Add(Stem + stem);
            }
        }
    }

    /// <summary>The letters of a run, one by one and by twos: any part of it can be put together of these.</summary>
    public static IEnumerable<string> Grams(string run)
    {
        var before = default(Rune?);
        foreach (var letter in run.EnumerateRunes())
        {
            yield return letter.ToString();
            if (before is { } first) yield return first.ToString() + letter;
            before = letter;
        }
    }

    /// <summary>Some of the letters by twos that a run is sure to hold; the letter where it is only one.</summary>
    /// <param name="run">The run.</param>
    /// <param name="most">How many at most, from all over the run: the text is looked at in the end.</param>
    public static IReadOnlyList<string> Some(string run, int most)
    {
        string[] pairs = [.. Grams(run).Where((_, place) => place > 0 && place % 2 == 0).Distinct()];
        if (pairs.Length == 0) return [run];
        return pairs.Length <= most ? pairs : [.. Enumerable.Range(0, most).Select(place => pairs[place * pairs.Length / most])];
    }

    /// <summary>A passage as it is looked through for phrases: its words folded, with one space before and behind each.</summary>
    public static string Folded(IReadOnlyList<CutWord> words) => words.Count == 0 ? " " : $" {string.Join(' ', words.Select(word => word.Folded))} ";
}
