namespace StopPress.Newsroom.Documents;

/// <summary>A stretch of text inside a block, or a line break.</summary>
public abstract record Inline
{
    private protected Inline()
    {
    }
}

/// <summary>Text under one set of marks. Neighbours with the same marks are always one run.</summary>
/// <param name="Text">The words, in NFC, never empty.</param>
/// <param name="Marks">What is marked about them.</param>
public sealed record TextRun(string Text, Marks Marks) : Inline;

/// <summary>A line break that the writer asked for inside a paragraph.</summary>
public sealed record HardBreak : Inline
{
    /// <summary>The one line break: it carries nothing.</summary>
    public static readonly HardBreak Instance = new();
}

/// <summary>The marks that are on or off.</summary>
[Flags]
public enum MarkSet
{
    /// <summary>Plain text.</summary>
    None = 0,

    /// <summary>Important: set bold.</summary>
    Strong = 1,

    /// <summary>Stressed, a title or a foreign word: set italic.</summary>
    Emphasis = 2,

    /// <summary>No longer valid: struck through.</summary>
    Strike = 4,

    /// <summary>Something a computer reads or writes.</summary>
    Code = 8,

    /// <summary>Set below the line.</summary>
    Subscript = 16,

    /// <summary>Set above the line.</summary>
    Superscript = 32,

    /// <summary>A note to the desk: written in the text, and never let out (<see cref="ForReaders"/>).</summary>
    Note = 64,
}

/// <summary>All that is marked about a run of text.</summary>
/// <param name="Set">The marks that are on.</param>
/// <param name="Link">Where the text leads, or null.</param>
/// <param name="Language">The language of the passage where it differs from the text around it, or null.</param>
public readonly record struct Marks(MarkSet Set, Href? Link = null, PassageLanguage? Language = null)
{
    /// <summary>Plain text.</summary>
    public static Marks None => default;

    /// <summary>These marks and one more.</summary>
    public Marks With(MarkSet mark) => this with { Set = Set | mark };
}
