using System.Globalization;
using System.Text;
using StopPress.Newsroom.Documents;

namespace StopPress.Newsroom.Stories;

/// <summary>Decides whether a new version says something else to a reader, or only says it better spelled.</summary>
/// <remarks>
/// Where it is in doubt it says yes: a text that is marked as updated for little is an honest one. What it lets pass is what an editor calls a slip:
/// a word spelled better, a short word forgotten or doubled, a comma.
/// </remarks>
public static class ReaderChange
{
    // A short word (of, in, to) is forgotten or doubled by a slip; two that are longer, or one of four letters and more, say something.
    private const int ShortWord = 2, PlainWord = 4, Change = 2;

    // Two spellings of one word differ in one letter, of a long one in a third of them: Goverment, Government. Nobody misspells a longer word
    // than this; what is longer is no word, and to compare it letter by letter would take the machine's memory.
    private const int LettersPerSlip = 3, LongestWord = 64;

    // Whoever mends so many words in one paragraph has written it again.
    private const int ManyWords = 12;

    // Letters of a word in scripts that write without spaces, from where on another word stands there; a Chinese word has two.
    private const int OtherWord = 3, OtherHanWord = 2;

    // What turns a sentence into its opposite, however short. Beyond these languages such words are seen only when they are long enough.
    private static readonly HashSet<string> Negations =
        ["not", "no", "never", "nor", "nicht", "kein", "keine", "nie", "pas", "ne", "non", "لا", "لم", "لن", "ليس", "غير", "不", "没", "沒", "无", "無", "未", "非"];

    /// <summary>Whether a reader would call it a change: another number anywhere, a paragraph more or less, another word, words in another order.</summary>
    public static bool IsOne(RevisionRow before, RevisionRow after)
    {
        string[] old = Paragraphs(before), now = Paragraphs(after);
        return old.Length != now.Length || old.Zip(now).Any(pair => Differ(Words(pair.First), Words(pair.Second)));
    }

    private static string[] Paragraphs(RevisionRow revision) =>
        [revision.Headline, revision.Standfirst, .. PlainText.Render(ProseMirrorJson.Read(revision.Body).Value).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static bool Differ(List<string> before, List<string> after)
    {
        var (old, now) = Middles(before, after);
        if (old.Count + now.Count == 0) return false;
        var gone = Without(old, now);
        var come = Without(now, old);
        if (gone.Count + come.Count == 0) return true;
        if (gone.Concat(come).Any(word => word.Any(char.IsDigit) || Negates(word))) return true;
        var spaced = gone.Where(word => !IsUnspaced(word)).ToList();
        if (spaced.Count > ManyWords) return true;
        foreach (string word in spaced)
        {
            if (come.Find(other => IsSlip(word, other)) is not { } spelled) continue;
            gone.Remove(word);
            come.Remove(spelled);
        }
        return Math.Max(Weight(gone), Weight(come)) >= Change || Math.Max(Letters(gone), Letters(come)) >= 1;
    }

    // What is left of both between what they have in common at the beginning and at the end.
    private static (List<string> Old, List<string> Now) Middles(List<string> before, List<string> after)
    {
        int first = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        int last = Enumerable.Reverse(before).Zip(Enumerable.Reverse(after)).TakeWhile(pair => pair.First == pair.Second).Count();
        last = Math.Min(last, Math.Min(before.Count, after.Count) - first);
        return (before[first..^last], after[first..^last]);
    }

    private static List<string> Without(List<string> words, List<string> others)
    {
        var left = others.CountBy(word => word, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return [.. words.Where(word => (left[word] = left.GetValueOrDefault(word) - 1) < 0)];
    }

    private static int Weight(List<string> words) => words.Where(word => !IsUnspaced(word)).Sum(word => word.Length <= ShortWord ? 0 : word.Length < PlainWord ? 1 : Change);

    // How many words the letters without spaces come to.
    private static int Letters(List<string> letters) =>
        (letters.Where(letter => IsUnspaced(letter) && !IsHan(letter)).Sum(letter => letter.Length) / OtherWord) + (letters.Count(IsHan) / OtherHanWord);

    // English hangs its negation on the word: does, doesn't.
    private static bool Negates(string word) => Negations.Contains(word) || word.EndsWith("n't", StringComparison.Ordinal);

    // A slip hardly ever changes the first letter (Yannakoudakis and Fawthrop, "The rules of spelling errors", 1983), but another word often does:
    // million and billion, legal and illegal, increase and decrease.
    private static bool IsSlip(string word, string other)
    {
        int shorter = Math.Min(word.Length, other.Length);
        bool alike = !IsUnspaced(other) && shorter > ShortWord && Math.Max(word.Length, other.Length) <= LongestWord;
        return alike && (word[0] == other[0] || (word[0] == other[1] && word[1] == other[0])) && Distance(word, other) <= Math.Max(1, shorter / LettersPerSlip);
    }

    // How many letters must be put in, taken out, exchanged, or changed with the next one (Damerau and Levenshtein, optimal string alignment).
    private static int Distance(string word, string other)
    {
        int[,] steps = new int[word.Length + 1, other.Length + 1];
        for (var i = 0; i <= word.Length; i++) steps[i, 0] = i;
        for (var j = 0; j <= other.Length; j++) steps[0, j] = j;
        for (var i = 1; i <= word.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                steps[i, j] = Math.Min(Math.Min(steps[i - 1, j], steps[i, j - 1]) + 1, steps[i - 1, j - 1] + (word[i - 1] == other[j - 1] ? 0 : 1));
                bool crossed = i > 1 && j > 1 && word[i - 1] == other[j - 2] && word[i - 2] == other[j - 1];
                if (crossed) steps[i, j] = Math.Min(steps[i, j], steps[i - 2, j - 2] + 1);
            }
        }
        return steps[word.Length, other.Length];
    }

    // Runs of letters, marks and digits; a letter at a time, with its marks, where no spaces stand between words.
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var alone = false;
        // Two ways to write one Thai vowel look the same, and so do two apostrophes.
        string plain = text.Replace("\u0e4d\u0e32", "\u0e33", StringComparison.Ordinal).Replace('\u2019', '\'');
        foreach (var rune in plain.EnumerateRunes())
        {
            bool mark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark || (rune.Value == '\'' && word.Length > 0 && !alone);
            bool letter = Rune.IsLetterOrDigit(rune), unspaced = WordCount.IsUnspaced(rune.Value) && !Rune.IsDigit(rune);
            if (!mark && (unspaced || !letter || alone)) End();
            if (mark || letter) word.Append(Rune.ToLowerInvariant(rune).ToString());
            if (!mark) alone = unspaced;
        }
        End();
        return words;

        void End()
        {
            string ended = word.ToString().TrimEnd('\'');
            if (ended.Length > 0) words.Add(ended);
            word.Clear();
            alone = false;
        }
    }

    private static bool IsUnspaced(string word) => Rune.GetRuneAt(word, 0) is var first && WordCount.IsUnspaced(first.Value) && !Rune.IsDigit(first);

    private static bool IsHan(string word) => WordCount.IsHan(Rune.GetRuneAt(word, 0).Value);
}
