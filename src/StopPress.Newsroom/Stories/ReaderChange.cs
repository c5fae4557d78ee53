using StopPress.Newsroom.Documents;

namespace StopPress.Newsroom.Stories;

/// <summary>Decides whether a new version says something else to a reader, or only says it better spelled.</summary>
public static class ReaderChange
{
    // A corrected slip changes a word or two; from here on something else is said.
    private const int FewWords = 5;

    /// <summary>Whether a reader would call it a change: other words in the headline, another number anywhere, a paragraph more or less, or several other words.</summary>
    public static bool IsOne(RevisionRow before, RevisionRow after)
    {
        if (!Words(before.Headline).SequenceEqual(Words(after.Headline))) return true;
        string[] old = Paragraphs(before), now = Paragraphs(after);
        if (old.Length != now.Length) return true;
        if (!Numbers(before.Standfirst, old).SequenceEqual(Numbers(after.Standfirst, now))) return true;
        return Different(Words(string.Join('\n', old.Prepend(before.Standfirst))), Words(string.Join('\n', now.Prepend(after.Standfirst)))) >= FewWords;
    }

    private static string[] Paragraphs(RevisionRow revision) => PlainText.Render(ProseMirrorJson.Read(revision.Body).Value)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<string> Numbers(string standfirst, string[] paragraphs) =>
        paragraphs.Prepend(standfirst).SelectMany(Words).Where(word => word.Any(char.IsDigit));

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            bool inside = i < text.Length && (char.IsLetterOrDigit(text[i]) || char.GetUnicodeCategory(text[i]) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark);
            if (inside && start < 0) start = i;
            if (!inside && start >= 0)
            {
                words.Add(text[start..i].ToLowerInvariant());
                start = -1;
            }
        }
        return words;
    }

    // How many words stand in one and not in the other, each counted as often as it stands there; the larger of the two.
    private static int Different(List<string> before, List<string> after)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string word in before) counts[word] = counts.GetValueOrDefault(word) - 1;
        foreach (string word in after) counts[word] = counts.GetValueOrDefault(word) + 1;
        return Math.Max(counts.Values.Where(count => count > 0).Sum(), -counts.Values.Where(count => count < 0).Sum());
    }
}
