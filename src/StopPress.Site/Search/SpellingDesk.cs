using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store.Text;

namespace StopPress.Site.Search;

/// <summary>Guesses what somebody meant who found nothing: for each word that no story holds, the nearest one of a headline.</summary>
/// <param name="index">The index, which knows the words.</param>
/// <param name="search">Who looks whether it would find anything.</param>
public sealed class SpellingDesk(SearchIndex index, SearchDesk search)
{
    // So many words of a language begin with one letter and are about as long, in the headlines of twenty years.
    private const int MostWords = 20_000;

    // Whoever has more words wrong is not helped by guesses.
    private const int MostWrong = 3;

    private const int Shortest = 4, Long = 8;

    /// <summary>The words that were meant, as they would be typed; null when nothing near would find anything.</summary>
    public async Task<string?> MeantAsync(Furniture furniture, Edition edition, NameBook names, SearchQuestion question, IReadOnlyList<SearchClause> clauses)
    {
        if (await index.EditionAsync(edition.Id) is not { } known) return null;
        string typed = question.Typed;
        var tried = 0;
        foreach (var clause in clauses.Where(clause => !clause.IsExact && !clause.IsExcluded && clause.Words[0].Folded.Length >= Shortest))
        {
            var alone = question with { Typed = clause.Text, Page = 1, Before = null };
            if ((await search.FindAsync(furniture, edition, names, alone with { Order = SearchOrder.Newest }, [clause])).Hits.Count > 0) continue;
            if (++tried > MostWrong || await NearestAsync(known.Number, clause.Words[0].Folded) is not { } nearest) return null;
            typed = typed.Replace(clause.Text, nearest, StringComparison.Ordinal);
        }
        if (tried == 0) return null;
        var meant = await search.FindAsync(furniture, edition, names, question with { Typed = typed, Page = 1, Before = null }, SearchWords.Read(typed));
        return meant.Hits.Count > 0 ? typed : null;
    }

    private async Task<string?> NearestAsync(int edition, string word)
    {
        int allowed = word.Length >= Long ? 2 : 1;
        return (await index.LikeAsync(edition, word, allowed, MostWords))
            .Select(known => (known.Word, known.Seen, Distance: Spelling.Distance(word, known.Word)))
            .Where(guess => guess.Distance <= allowed)
            .OrderBy(guess => guess.Distance).ThenByDescending(guess => guess.Seen).ThenBy(guess => guess.Word, StringComparer.Ordinal)
            .Select(guess => guess.Word).FirstOrDefault();
    }
}
