namespace StopPress.Newsroom.Documents.FromHtml;

/// <summary>Collects what an import could not take over as it was: each line once, with how often.</summary>
internal sealed class ImportReport
{
    // Nobody reads more about one story, and a hostile one could have a million.
    private const int MaxLines = 100;

    // An address or a text is quoted so far: enough to find it in the old page.
    private const int MaxQuoted = 120;

    private readonly Dictionary<string, int> counts = [];
    private readonly List<string> order = [];
    private int more;

    public void Add(string line)
    {
        if (counts.TryGetValue(line, out var count))
        {
            counts[line] = count + 1;
        }
        else if (order.Count == MaxLines)
        {
            more++;
        }
        else
        {
            counts[line] = 1;
            order.Add(line);
        }
    }

    /// <summary>A line about something with an address or with words, which are quoted as far as they help.</summary>
    public void Add(string line, string? about) => Add(string.IsNullOrWhiteSpace(about) ? line + "." : $"{line}: {Quoted(about)}");

    public IReadOnlyList<string> Lines()
    {
        var lines = order.Select(line => counts[line] == 1 ? line : $"{line} ({counts[line]} times)");
        return more == 0 ? [.. lines] : [.. lines, $"And {more} more."];
    }

    private static string Quoted(string text)
    {
        var cut = text.Length <= MaxQuoted ? text : text[..(char.IsHighSurrogate(text[MaxQuoted - 1]) ? MaxQuoted - 1 : MaxQuoted)];
        var line = CleanText.Label(cut) ?? "";
        return cut.Length < text.Length ? line + "…" : line;
    }
}
