using StopPress.Newsroom.Documents;

namespace StopPress.Newsroom.Stories;

/// <summary>Decides whether a new version says something else to a reader, or only says it better spelled.</summary>
/// <remarks>
/// Where it is in doubt it says yes: a text that is marked as updated for little is an honest one. What it lets pass is what an editor calls a slip:
/// a word spelled better, a short word forgotten or doubled, a comma. It knows no dictionary, so two words that differ like a word and its slip (trial,
/// trail) are one to it. Pictures and the addresses of links are no text, and are not looked at.
/// </remarks>
public static class ReaderChange
{
    // A word of one or two letters (of, in, to) is forgotten or doubled by a slip, and so is one of three; two of three, or one of more letters, say
    // something.
    private const int ShortWord = 2, PlainWord = 4, Change = 2;

    // Whoever mends so many words in one paragraph has written it again.
    private const int ManyWords = 12;

    // Letters in scripts that write without spaces, from where on another word stands there; a Chinese word has two.
    private const int OtherWord = 2, OtherHanWord = 2;

    /// <summary>
    /// Whether a reader would call it a change: another number, sign, currency, name or question anywhere, a paragraph more or less, another word,
    /// words in another order.
    /// </summary>
    public static bool IsOne(RevisionRow before, RevisionRow after)
    {
        string[] old = Paragraphs(before), now = Paragraphs(after);
        return old.Length != now.Length || old.Zip(now).Any(pair => Differ(ReaderWord.Of(pair.First), ReaderWord.Of(pair.Second)));
    }

    private static string[] Paragraphs(RevisionRow revision) =>
    [
        revision.Kicker, revision.Headline, revision.Standfirst, revision.Dateline,
        .. PlainText.Render(ProseMirrorJson.Read(revision.Body).Value).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
    ];

    private static bool Differ(List<ReaderWord> before, List<ReaderWord> after)
    {
        var (old, now) = Middles(before, after);
        if (old.Count + now.Count == 0) return false;
        var gone = Without(old, now);
        var come = Without(now, old);
        if (gone.Count + come.Count == 0) return true;
        if (gone.Concat(come).Any(word => word.IsFact)) return true;
        var spaced = gone.Where(word => !word.IsUnspaced).ToList();
        if (spaced.Count > ManyWords) return true;
        var slips = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in spaced)
        {
            if (come.Find(word.IsSlipOf) is not { } spelled) continue;
            gone.Remove(word);
            come.Remove(spelled);
            slips[word.Letters] = spelled.Letters;
        }
        // One word in another's place is another thing said, however short: rose by five, rose to five.
        if (gone.Exists(word => !word.IsUnspaced) && come.Exists(word => !word.IsUnspaced)) return true;
        if (gone.Concat(come).Any(word => word.IsName) || AreMoved(old, now, gone, come, slips)) return true;
        return Math.Max(Weight(gone), Weight(come)) >= Change || Math.Max(Letters(gone), Letters(come)) >= 1;
    }

    // Whether what both have in common stands in another order, slips taken for what they were meant to be.
    private static bool AreMoved(List<ReaderWord> old, List<ReaderWord> now, List<ReaderWord> gone, List<ReaderWord> come, Dictionary<string, string> slips)
    {
        var before = Without(old, gone).Select(word => slips.GetValueOrDefault(word.Letters, word.Letters));
        return !before.SequenceEqual(Without(now, come).Select(word => word.Letters));
    }

    // What is left of both between what they have in common at the beginning and at the end.
    private static (List<ReaderWord> Old, List<ReaderWord> Now) Middles(List<ReaderWord> before, List<ReaderWord> after)
    {
        int first = before.Zip(after).TakeWhile(pair => pair.First.Letters == pair.Second.Letters).Count();
        int last = Enumerable.Reverse(before).Zip(Enumerable.Reverse(after)).TakeWhile(pair => pair.First.Letters == pair.Second.Letters).Count();
        last = Math.Min(last, Math.Min(before.Count, after.Count) - first);
        return (before[first..^last], after[first..^last]);
    }

    private static List<ReaderWord> Without(List<ReaderWord> words, List<ReaderWord> others)
    {
        var left = others.CountBy(word => word.Letters, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return [.. words.Where(word => (left[word.Letters] = left.GetValueOrDefault(word.Letters) - 1) < 0)];
    }

    private static bool IsPlain(ReaderWord word) => !word.IsUnspaced && word.Letters.Length > ShortWord;

    private static int Weight(List<ReaderWord> words) => words.Where(IsPlain).Sum(word => word.Letters.Length < PlainWord ? 1 : Change);

    // How many words the letters without spaces come to.
    private static int Letters(List<ReaderWord> letters) =>
        (letters.Where(letter => letter.IsUnspaced && !letter.IsHan).Sum(letter => letter.Letters.Length) / OtherWord) + (letters.Count(letter => letter.IsHan) / OtherHanWord);
}
