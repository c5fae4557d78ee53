using System.Text;
using StopPress.Store.Journal;
using StopPress.Store.Text;

namespace StopPress.Site.Search;

/// <summary>Somebody or something that stories are filed under, by the name in an edition.</summary>
/// <param name="Subject">The subject.</param>
/// <param name="Name">The name.</param>
public sealed record BookedName(string Subject, string Name)
{
    /// <summary>The name, folded, in UTF-8.</summary>
    internal byte[] Folded { get; } = Encoding.UTF8.GetBytes(SearchTerms.Folded(WordCutter.Cut(Name)));
}

/// <summary>
/// The names of an edition's tags, staff and storylines. Stories are found by the names of their tags and of those who made them, though the index keeps whose
/// they are and not what these are called: so a new name holds for all stories at once.
/// </summary>
public sealed class NameBook
{
    // A word that more tags share says nothing.
    private const int MostFound = 200;

    private readonly Dictionary<string, List<string>> byTerm = new(StringComparer.Ordinal);

    private NameBook(long position, IReadOnlyList<BookedName> names, Stemmer stemmer)
    {
        (Position, Names) = (position, names);
        foreach (var name in names.Where(IsOfStories))
        {
            var terms = new HashSet<string>(StringComparer.Ordinal);
            SearchTerms.Add(terms, name.Name, WordCutter.Cut(name.Name), stemmer);
            foreach (string term in terms)
            {
                if (!byTerm.TryGetValue(term, out var found)) byTerm[term] = found = [];
                found.Add(name.Subject);
            }
        }
    }

    /// <summary>The last entry of the journal that it knows of.</summary>
    public long Position { get; }

    /// <summary>All names.</summary>
    public IReadOnlyList<BookedName> Names { get; }

    /// <summary>Reads the book of an edition.</summary>
    public static async Task<NameBook> ReadAsync(Reads reads, long edition, string language)
    {
        // Binary order: what begins with "tag:" lies before "tag;". Somebody without a name in the edition stands in its bylines under another one.
        var rows = await reads.ListAsync(
            """
            SELECT subject, name, edition_id FROM local_names WHERE (subject >= 'staff:' AND subject < 'staff;')
            OR (edition_id = @edition AND ((subject >= 'storyline:' AND subject < 'storyline;') OR (subject >= 'tag:' AND subject < 'tag;')))
            """,
            row => (Name: new BookedName(row.GetString(0), row.GetString(1)), Edition: row.GetInt64(2)), ("edition", edition));
        var names = rows.GroupBy(row => row.Name.Subject).Select(own => own.OrderBy(row => row.Edition != edition).ThenBy(row => row.Edition).First().Name)
            .OrderBy(name => name.Name, StringComparer.Ordinal).ThenBy(name => name.Subject, StringComparer.Ordinal).ToList();
        return new NameBook(reads.Position, names, Stemmer.For(language));
    }

    /// <summary>The tags and staff whose name holds what is looked for.</summary>
    public IReadOnlyList<string> Holding(SearchClause clause, Stemmer stemmer)
    {
        var found = clause.NeedsText
            ? Names.Where(name => IsOfStories(name) && clause.IsIn(name.Folded)).Select(name => name.Subject)
            : clause.TermsIn(stemmer).SelectMany(term => byTerm.GetValueOrDefault(term[0]) ?? []);
        return [.. found.Distinct().Take(MostFound)];
    }

    // A storyline is a story of its own: what stands in its title need not stand in its stories.
    private static bool IsOfStories(BookedName name) => !name.Subject.StartsWith("storyline:", StringComparison.Ordinal);
}
