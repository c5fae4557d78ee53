namespace StopPress.Newsroom.Documents;

/// <summary>What renderers ask about a line of text.</summary>
internal static class InlineText
{
    /// <summary>Whether there is nothing to read: no text, or only white space and breaks.</summary>
    public static bool IsBlank(Sequence<Inline> text)
    {
        foreach (var inline in text)
        {
            if (inline is TextRun run && !string.IsNullOrWhiteSpace(run.Text))
                return false;
        }
        return true;
    }

    /// <summary>Text without marks, as the whole of a line.</summary>
    public static Sequence<Inline> Plain(string? text) =>
        CleanText.Label(text) is { } label ? [new TextRun(label, Marks.None)] : [];

    /// <summary>The words alone; a line break is <paramref name="lineBreak"/>.</summary>
    public static string Words(Sequence<Inline> text, string lineBreak)
    {
        if (text is [TextRun only])
            return only.Text;
        return string.Concat(text.Select(inline => inline is TextRun run ? run.Text : lineBreak));
    }

    /// <summary>Them as a label of one line, or null when they say nothing; beside a line break there is one space, as in HTML.</summary>
    public static string? Label(Sequence<Inline> text) => CleanText.Label(string.Join(' ', Words(text, " ").Split(' ', StringSplitOptions.RemoveEmptyEntries)));
}
