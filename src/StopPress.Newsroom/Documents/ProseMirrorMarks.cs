namespace StopPress.Newsroom.Documents;

/// <summary>What the simple marks are called in ProseMirror JSON, in the order in which they are written.</summary>
internal static class ProseMirrorMarks
{
    public static readonly IReadOnlyList<(MarkSet Mark, string Name)> Names =
    [
        (MarkSet.Strong, "strong"),
        (MarkSet.Emphasis, "em"),
        (MarkSet.Strike, "strike"),
        (MarkSet.Code, "code"),
        (MarkSet.Subscript, "subscript"),
        (MarkSet.Superscript, "superscript"),
        (MarkSet.Note, "note"),
    ];
}
