using System.Text;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store.Journal;
using StopPress.Store.Text;

namespace StopPress.Site.Search;

/// <summary>Offers what somebody may be about to type: names of tags, storylines and people, the end of a word that was begun, and headlines.</summary>
/// <param name="reads">The look at the house.</param>
/// <param name="index">The index.</param>
/// <param name="search">Who looks for headlines.</param>
/// <param name="names">The names of the edition's tags, staff and storylines.</param>
public sealed class SuggestionDesk(Reads reads, SearchIndex index, SearchDesk search, NameBook names)
{
    /// <summary>How many are offered at most: what fits above a phone's keyboard.</summary>
    public const int Most = 8;

    private const int MostNames = 4, MostWords = 3;

    // One letter begins too much; in scripts in which it is a word it is asked for once it is typed.
    private const int ShortestWord = 2;

    /// <summary>What is offered, the likeliest first.</summary>
    /// <param name="furniture">What stands on every page.</param>
    /// <param name="edition">The edition.</param>
    /// <param name="typed">What was typed so far, cleaned.</param>
    public async Task<IReadOnlyList<string>> OfAsync(Furniture furniture, Edition edition, string typed)
    {
        var words = WordCutter.Cut(typed);
        // Whoever puts words in quotation marks or takes some out knows what they want.
        if (words.Count == 0 || typed.AsSpan().ContainsAny("\"-")) return [];
        var offered = new List<string>(Named(words).Take(MostNames));
        var ended = await EndedAsync(edition, typed, words[^1]);
        offered.AddRange(ended);
        // Headlines hold whole words: where one is begun, that with its likeliest end is looked for.
        if (words[^1].IsUnspaced || words[^1].Folded.Length > ShortestWord) offered.AddRange(await HeadlinesAsync(furniture, edition, ended.FirstOrDefault(typed)));
        return [.. offered.Where(one => one != typed).Distinct(StringComparer.OrdinalIgnoreCase).Take(Most)];
    }

    // Names of which a word begins with what was typed; in scripts without spaces any letter may begin one.
    private IEnumerable<string> Named(IReadOnlyList<CutWord> words)
    {
        byte[] begun = Encoding.UTF8.GetBytes((words[0].IsUnspaced ? "" : " ") + string.Join(' ', words.Select(word => word.Folded)));
        return names.Names.Where(name => name.Folded.AsSpan().IndexOf(begun) >= 0).OrderBy(name => name.Name.Length).Select(name => name.Name);
    }

    private async Task<IReadOnlyList<string>> EndedAsync(Edition edition, string typed, CutWord last)
    {
        // A word is at its end when a space stands behind it.
        if (last.IsUnspaced || last.Folded.Length < ShortestWord || await index.EditionAsync(edition.Id) is not { } known) return [];
        int begins = typed.LastIndexOf(' ') + 1;
        return [.. (await index.BeginningWithAsync(known.Number, last.Folded, MostWords)).Select(word => typed[..begins] + word)];
    }

    private async Task<IEnumerable<string>> HeadlinesAsync(Furniture furniture, Edition edition, string typed)
    {
        var found = await search.FindAsync(furniture, edition, names, new SearchQuestion(typed), SearchWords.Read(typed));
        return (await StoryCards.ReadAsync(reads, edition, found.Hits.Take(Most).Select(hit => hit.StoryId))).Select(card => card.Headline);
    }
}
