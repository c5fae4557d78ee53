using System.Text;

namespace StopPress.Newsroom.Documents;

/// <summary>Collects runs and breaks into the one canonical form: neighbours with equal marks are one run, in NFC, none is empty.</summary>
/// <param name="collapse">Whether white space is HTML's: any number of spaces is one, and none stands at the ends of a line.</param>
internal sealed class InlineBuilder(bool collapse = false)
{
    private readonly List<Inline> done = [];
    private readonly StringBuilder text = new();
    private Marks marks;

    /// <summary>Whether nothing has been said yet.</summary>
    public bool IsEmpty => done.Count == 0 && text.Length == 0;

    /// <summary>Whether the last thing was a line break.</summary>
    public bool EndsInBreak => text.Length == 0 && done is [.., HardBreak];

    public void Append(string words, Marks under)
    {
        var clean = CleanText.Clean(words, keepLines: false).AsSpan();
        if (collapse && AtSpace())
            clean = clean.TrimStart(' ');
        // Marks around nothing must not cut a run: joining it again each time would take quadratic time.
        if (clean.Length == 0)
            return;
        if (under != marks)
            CloseRun();
        marks = under;
        if (!collapse)
            text.Append(clean);
        else
            AppendCollapsed(clean);
    }

    /// <summary>A line break; where white space is HTML's, one at the very start means nothing.</summary>
    public void Break()
    {
        if (collapse)
            TrimEnd();
        if (collapse && IsEmpty)
            return;
        CloseRun();
        done.Add(HardBreak.Instance);
    }

    /// <summary>Everything so far; the builder is empty afterwards.</summary>
    public Sequence<Inline> Take()
    {
        if (collapse)
            TrimEnd();
        CloseRun();
        while (collapse && done is [.., HardBreak])
            done.RemoveAt(done.Count - 1);
        var all = Sequence.Of<Inline>(done);
        done.Clear();
        return all;
    }

    private void AppendCollapsed(ReadOnlySpan<char> clean)
    {
        if (text.Length > 0 && text[^1] == ' ')
            clean = clean.TrimStart(' ');
        for (int at = clean.IndexOf("  ", StringComparison.Ordinal); at >= 0; at = clean.IndexOf("  ", StringComparison.Ordinal))
        {
            text.Append(clean[..(at + 1)]);
            clean = clean[at..].TrimStart(' ');
        }
        text.Append(clean);
    }

    private bool AtSpace() =>
        text.Length > 0 ? text[^1] == ' ' : done.Count == 0 || done[^1] is HardBreak || (done[^1] is TextRun run && run.Text[^1] == ' ');

    private void TrimEnd()
    {
        if (text.Length > 0 && text[^1] == ' ')
            text.Length--;
        if (text.Length > 0 || done is not [.., TextRun { Text: [.., ' '] } last])
            return;
        done.RemoveAt(done.Count - 1);
        if (last.Text.Length > 1)
            done.Add(last with { Text = last.Text[..^1] });
    }

    private void CloseRun()
    {
        if (text.Length == 0)
            return;
        var words = text.ToString();
        text.Clear();
        if (done is [.., TextRun last] && last.Marks == marks)
        {
            words = last.Text + words;
            done.RemoveAt(done.Count - 1);
        }
        done.Add(new TextRun(Nfc.Of(words), marks));
    }
}
