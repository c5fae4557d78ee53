namespace StopPress.Site.Press;

/// <summary>A page as it comes from the press: its own text in fragments, and between them the names of the pieces that it shares with others.</summary>
/// <param name="Path">Its address.</param>
/// <param name="Status">The HTTP status that it answers with.</param>
/// <param name="Parts">What it is made of, in order.</param>
/// <param name="Policy">Its Content-Security-Policy.</param>
public sealed record Sheet(string Path, int Status, IReadOnlyList<SheetPart> Parts, string Policy)
{
    /// <summary>Its media type, with its encoding.</summary>
    public string MimeType { get; init; } = MarkedText.Html;

    /// <summary>The pieces that it shows, each once.</summary>
    public IReadOnlyList<string> Pieces { get; } = [.. Parts.Where(part => part.Piece is not null).Select(part => part.Piece!).Distinct()];

    /// <summary>Those among them that are made for one thing each: there may be as many as stories.</summary>
    public IEnumerable<string> KeyedPieces => Pieces.Where(IsKeyed);

    /// <summary>Whether a piece is made for one thing, which stands in its name behind the edition.</summary>
    public static bool IsKeyed(string piece) => piece.AsSpan().Count(' ') == 2;
}

/// <summary>A part of a sheet: text of its own, or the place of a piece.</summary>
/// <param name="Own">The text, or null.</param>
/// <param name="Piece">The name of the piece, or null.</param>
public readonly record struct SheetPart(Fragment? Own, string? Piece);

/// <summary>A sheet with its pieces, all of the same moment: ready to be joined.</summary>
/// <param name="Sheet">The sheet.</param>
/// <param name="Fragments">Every part as a fragment, in order.</param>
/// <param name="Keys">Every subject that the page and its pieces have read.</param>
public sealed record Assembly(Sheet Sheet, IReadOnlyList<Fragment> Fragments, IReadOnlyCollection<string> Keys)
{
    /// <summary>The pieces among them.</summary>
    internal PieceSlot[] Pieces { get; init; } = [];

    /// <summary>Joins it.</summary>
    public PressedPage Join() => new(Sheet.Status, Fragments, Keys, Sheet.Policy) { MimeType = Sheet.MimeType };
}

/// <summary>What making a page came to: a page, or an address to go to instead, or the page that is shown instead.</summary>
/// <param name="Text">The page with markers where its pieces stand; null when there is none.</param>
/// <param name="MovedTo">The address to go to instead, or null.</param>
/// <param name="Instead">The address of the page that is shown in its place, such as the one that says "not found"; or null.</param>
public sealed record Made(MarkedText? Text, string? MovedTo = null, string? Instead = null);

/// <summary>What a page says, with markers where pieces stand.</summary>
/// <param name="Status">The HTTP status of the page.</param>
/// <param name="Text">The text; a piece's place is <see cref="Marker"/> + its name + <see cref="Marker"/>.</param>
/// <param name="Marker">What no text of a page can hold.</param>
/// <param name="Policy">The page's Content-Security-Policy.</param>
public sealed record MarkedText(int Status, string Text, string Marker, string Policy)
{
    /// <summary>The media type of nearly all of them.</summary>
    public const string Html = "text/html; charset=utf-8";

    /// <summary>Its media type, with its encoding.</summary>
    public string MimeType { get; init; } = Html;
}
