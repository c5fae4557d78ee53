using System.Text;

namespace StopPress.Newsroom.Import;

/// <summary>Something in an export, with all that is in it.</summary>
/// <param name="Kind">What the vocabulary that its name belongs to is called, such as <c>wp</c>, <c>content</c> or <c>excerpt</c>; empty for RSS itself.</param>
/// <param name="Name">Its name in it.</param>
internal sealed record ExportElement(string Kind, string Name)
{
    /// <summary>Its attributes, by their names without prefix.</summary>
    public Dictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);

    /// <summary>What is inside it.</summary>
    public List<ExportElement> Inside { get; } = [];

    /// <summary>Its text, put together where it is cut in pieces.</summary>
    public string Text { get; set; } = "";

    /// <summary>The trimmed text of the first thing of a name inside it; empty where there is none.</summary>
    public string Said(string name)
    {
        foreach (var one in Inside)
        {
            if (one.Name == name) return one.Text.Trim();
        }
        return "";
    }

    /// <summary>All things of a name inside it.</summary>
    public IEnumerable<ExportElement> All(string name) => Inside.Where(one => one.Name == name);
}

/// <summary>The text of an element: nearly always one piece, which is not copied then.</summary>
internal struct ExportText
{
    private string? only;
    private StringBuilder? pieces;

    /// <summary>Adds a piece of it.</summary>
    public void Add(string piece)
    {
        if (string.IsNullOrEmpty(only)) only = piece;
        else (pieces ??= new StringBuilder(only)).Append(piece);
    }

    /// <inheritdoc/>
    public override readonly string ToString() => pieces?.ToString() ?? only ?? "";
}
