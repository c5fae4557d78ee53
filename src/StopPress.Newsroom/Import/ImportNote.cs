namespace StopPress.Newsroom.Import;

/// <summary>Something that became something else on its way in, or was left out.</summary>
/// <param name="Kind">What it was of: <c>post</c>, <c>page</c>, <c>attachment</c>, <c>category</c> …, as WordPress calls it.</param>
/// <param name="Id">Its number or slug there, or empty.</param>
/// <param name="Title">What it is called, or empty.</param>
/// <param name="Text">What it was and what was done, in plain words.</param>
public sealed record ImportNote(string Kind, string Id, string Title, string Text)
{
    /// <summary>The note as a line.</summary>
    public override string ToString() => Title.Length == 0 ? Text : $"{Kind} {Id} \"{Title}\": {Text}";
}

/// <summary>Collects the notes of an import.</summary>
internal sealed class ImportNotes
{
    // A report that is longer is read by nobody, and a hostile export could fill the memory with it.
    private const int Most = 100_000;
    private readonly List<ImportNote> notes = [];
    private int more;

    /// <summary>All of them.</summary>
    public IReadOnlyList<ImportNote> All => more == 0 ? notes : [.. notes, new ImportNote("", "", "", $"And {more} more.")];

    /// <summary>Notes something of a post or page.</summary>
    public void Add(WordPressItem item, string headline, string text) => Add(item.Kind, item.Id, headline, text);

    /// <summary>Notes something.</summary>
    public void Add(string kind, string id, string title, string text)
    {
        if (notes.Count < Most) notes.Add(new ImportNote(kind, id, title, text));
        else more++;
    }

    /// <summary>Notes something of the whole.</summary>
    public void Add(string text) => Add("", "", "", text);
}
