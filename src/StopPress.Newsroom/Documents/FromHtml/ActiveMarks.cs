namespace StopPress.Newsroom.Documents.FromHtml;

/// <summary>The elements of HTML that are open around the text and mark it.</summary>
/// <remarks>
/// The standard's list of active formatting elements: an end tag takes its element out wherever it stands, so that <c>&lt;b&gt;&lt;i&gt;&lt;/b&gt;</c>
/// leaves the text italic.
/// </remarks>
internal sealed class ActiveMarks
{
    // Six marks, a link and a language are all that can be said about a text; more elements around it are a mistake or an attack.
    private const int MaxOpen = 64;

    private readonly List<Entry> open = [];
    private readonly Dictionary<string, int> ignored = [];

    private sealed record Entry(int Number, string Name, MarkSet Set, Href? Link, PassageLanguage? Language, bool IsBlock);

    /// <summary>What marks the text here.</summary>
    public Marks Current { get; private set; }

    /// <summary>How many elements were opened so far: the number of the next.</summary>
    public int Count { get; private set; }

    public void Start(string name, MarkSet set = MarkSet.None, Href? link = null, PassageLanguage? language = null, bool isBlock = false)
    {
        if (open.Count == MaxOpen)
        {
            ignored[name] = ignored.GetValueOrDefault(name) + 1;
            return;
        }
        var entry = new Entry(Count++, name, set, link, language, isBlock);
        open.Add(entry);
        Current = Under(Current, entry);
    }

    /// <summary>Ends the innermost element of a name whose number is at least <paramref name="from"/>; false when there is none.</summary>
    public bool End(string name, int from = 0)
    {
        if (ignored.GetValueOrDefault(name) > 0)
        {
            ignored[name]--;
            return true;
        }
        var at = open.FindLastIndex(entry => entry.Name == name);
        if (at < 0 || open[at].Number < from)
            return false;
        open.RemoveAt(at);
        Reckon();
        return true;
    }

    /// <summary>Whether a block of this name with a language of its own is open.</summary>
    public bool HasBlock(string name)
    {
        foreach (var entry in open)
        {
            if (entry.IsBlock && entry.Name == name)
                return true;
        }
        return false;
    }

    /// <summary>Ends every element from a number on; or of them only the blocks.</summary>
    public void EndFrom(int from, bool onlyBlocks)
    {
        if (open.RemoveAll(entry => entry.Number >= from && (!onlyBlocks || entry.IsBlock)) > 0)
            Reckon();
    }

    private void Reckon() => Current = open.Aggregate(Marks.None, Under);

    private static Marks Under(Marks marks, Entry entry) =>
        new(marks.Set | entry.Set, entry.Link ?? marks.Link, entry.Language ?? marks.Language);
}
