using System.Text;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store.Database;
using StopPress.Store.Text;

namespace StopPress.Site.Search;

/// <summary>What a search came to.</summary>
/// <param name="Hits">The stories of this page, in order.</param>
/// <param name="Count">How many there are in all, where that is known.</param>
/// <param name="IsCutShort">Whether the archive was not looked through to its end, for want of time.</param>
public sealed record SearchResult(IReadOnlyList<IndexHit> Hits, int? Count, bool IsCutShort)
{
    /// <summary>The place before which older ones are found, in the order of their dates; null when there are none.</summary>
    public long? Older { get; init; }

    /// <summary>Whether there is a further page of the best.</summary>
    public bool HasNextPage { get; init; }

    /// <summary>Nothing.</summary>
    public static SearchResult Nothing { get; } = new([], 0, false);
}

/// <summary>
/// Looks for stories. Whatever is looked for, no more is done than fits a reader's patience: the archive is gone through from its newest bucket to older ones, and the
/// best are chosen among the newest few hundred that fit (docs/decisions/0031).
/// </summary>
/// <param name="index">The index.</param>
/// <param name="clock">What time it is.</param>
public sealed class SearchDesk(SearchIndex index, TimeProvider clock)
{
    /// <summary>How many stories stand on a page.</summary>
    public const int PageLength = 20;

    // Among so many of the newest the best are chosen, and among so many more that have it in their headline.
    private const int Candidates = 300, HeadlineCandidates = 100;

    // So many texts at once are looked through for phrases.
    private const int Batch = 100;

    // A page is asked to come within a tenth of a second; what is left of it goes into setting the page.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(60);

    // Whoever would get an empty page is rather kept waiting.
    private static readonly TimeSpan LongestPatience = TimeSpan.FromMilliseconds(66);

    // PostgreSQL gets a copy of the question for each bucket: of a long one for fewer buckets at once.
    private const int MostTerms = 1500;

    /// <summary>Carries a search out.</summary>
    /// <param name="furniture">What stands on every page.</param>
    /// <param name="edition">The edition.</param>
    /// <param name="names">The names of its tags and staff.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="clauses">The words of it.</param>
    public async Task<SearchResult> FindAsync(Furniture furniture, Edition edition, NameBook names, SearchQuestion question, IReadOnlyList<SearchClause> clauses)
    {
        if (await index.EditionAsync(edition.Id) is not { } known || (clauses.Count == 0 && !question.HasFilters)) return SearchResult.Nothing;
        var stemmer = Stemmer.For(edition.Language);
        var phrases = clauses.Where(clause => clause.NeedsText).Select(clause => new Phrase(clause, [.. names.Holding(clause, stemmer).Select(subject => Encoding.UTF8.GetBytes(SearchTerms.Under(subject)))]));
        var hunt = new Hunt(index, clock, Question(furniture, names, stemmer, question, clauses), [.. phrases], stemmer, clock.GetTimestamp(), LongestPatience);
        long from = question.From is { } first ? Math.Max(known.Oldest, IndexPlace.Of(known.Number, edition.StartOf(first))) : known.Oldest;
        long before = question.Until is { } last ? Math.Min(known.Newest + 1, IndexPlace.Of(known.Number, edition.StartOf(last.AddDays(1)))) : known.Newest + 1;
        if (question.Order == SearchOrder.Newest || clauses.All(clause => clause.IsExcluded))
        {
            var found = await hunt.NewestAsync(from, Math.Min(before, question.Before ?? long.MaxValue), PageLength + 1);
            bool more = found.Count > PageLength;
            var page = found.Take(PageLength).ToList();
            int? count = !more && !hunt.RanOut && question.Before is null ? page.Count : null;
            return new SearchResult(page, count, hunt.RanOut) { Older = more ? page[^1].Place : hunt.RanOut ? hunt.Reached : null };
        }
        return await BestAsync(hunt, from, before, question, clauses);
    }

    private static async Task<SearchResult> BestAsync(Hunt hunt, long from, long before, SearchQuestion question, IReadOnlyList<SearchClause> clauses)
    {
        var found = await hunt.NewestAsync(from, before, Candidates);
        bool isWhole = found.Count < Candidates && !hunt.RanOut;
        if (!isWhole)
        {
            var known = found.Select(hit => hit.Place).ToHashSet();
            found.AddRange((await hunt.InHeadlines().NewestAsync(from, before, HeadlineCandidates)).Where(hit => known.Add(hit.Place)));
        }
        var ranked = await hunt.RankAsync(found, [.. clauses.Where(clause => !clause.IsExcluded)]);
        int skip = (question.Page - 1) * PageLength;
        bool hasNext = ranked.Count > skip + PageLength && question.Page < SearchQuestion.MostPages;
        // Behind the last of the best there are others, which only the order of dates leads to.
        return new SearchResult([.. ranked.Skip(skip).Take(PageLength)], isWhole ? ranked.Count : null, hunt.RanOut || (!isWhole && !hasNext)) { HasNextPage = hasNext };
    }

    // What terms a story must have: of each clause those of the words themselves, or of a tag or a name that holds them; and what it is narrowed to.
    private static TermQuery Question(Furniture furniture, NameBook names, Stemmer stemmer, SearchQuestion question, IReadOnlyList<SearchClause> clauses)
    {
        var must = new List<IReadOnlyList<IReadOnlyList<string>>>();
        var mustNot = new List<string>();
        foreach (var clause in clauses)
        {
            var named = names.Holding(clause, stemmer).Select(SearchTerms.Under);
            if (!clause.IsExcluded) must.Add([.. clause.TermsIn(stemmer), .. named.Select(term => (string[])[term])]);
            else
            {
                mustNot.AddRange(named);
                if (!clause.NeedsText) mustNot.AddRange(clause.TermsIn(stemmer).SelectMany(term => term));
            }
        }
        // A section's stories are those of the sections below it as well, as they stand in the tree today.
        if (question.Section.Length > 0) must.Add([.. furniture.Sections.WithAllBelow("section:" + question.Section).Select(subject => (string[])[SearchTerms.Under(subject)])]);
        if (question.Author.Length > 0) must.Add([[SearchTerms.Under("staff:" + question.Author)]]);
        if (question.Storyline.Length > 0) must.Add([[SearchTerms.Under("storyline:" + question.Storyline)]]);
        if (must.Count == 0) must.Add([[SearchTerms.All]]);
        return new TermQuery(must, mustNot);
    }

    // Words that must stand together in a text, or in the name of a tag or of somebody.
    private sealed record Phrase(SearchClause Clause, IReadOnlyList<byte[]> Named)
    {
        public bool IsIn(byte[] text) => Clause.IsIn(text) || Named.Any(term => text.AsSpan().IndexOf(term) >= 0);
    }

    /// <summary>One search under way.</summary>
    private sealed class Hunt(SearchIndex index, TimeProvider clock, TermQuery query, IReadOnlyList<Phrase> phrases, Stemmer stemmer, long began, TimeSpan longest)
    {
        private readonly Dictionary<long, byte[]> texts = [];
        private TimeSpan halfBucket;

        /// <summary>Whether it was given up before the archive's end.</summary>
        public bool RanOut { get; private set; }

        /// <summary>The place down to which it came.</summary>
        public long Reached { get; private set; }

        /// <summary>The same search for what stands in headlines; others are found already, so nobody is kept waiting for these.</summary>
        public Hunt InHeadlines()
        {
            var must = query.Must.Select(set => (IReadOnlyList<IReadOnlyList<string>>)[.. set.Select(all => (IReadOnlyList<string>)[.. all.Select(InHeadline)])]);
            return new Hunt(index, clock, query with { Must = [.. must] }, phrases, stemmer, began, Patience);
        }

        /// <summary>The newest that fit, newest first.</summary>
        public async Task<List<IndexHit>> NewestAsync(long from, long before, int wanted)
        {
            var found = new List<IndexHit>();
            // Twice as many buckets each time: what is common is found in the newest, what is rare after a few steps.
            for (long buckets = 1, step; before > from && found.Count < wanted; buckets = Next(buckets, clock.GetElapsedTime(step)))
            {
                step = clock.GetTimestamp();
                long start = Math.Max(from, IndexPlace.StartOf(IndexPlace.BucketOf(before - 1) - buckets + 1));
                while (found.Count < wanted)
                {
                    int limit = phrases.Count == 0 ? wanted - found.Count : Batch;
                    var candidates = await index.NewestAsync(query, start, before, limit);
                    found.AddRange((await FittingAsync(candidates)).Take(wanted - found.Count));
                    if (candidates.Count < limit) break;
                    before = candidates[^1].Place;
                    if (IsOutOfTime(found, before)) return found;
                }
                before = found.Count < wanted ? start : before;
                halfBucket = clock.GetElapsedTime(step) / (2 * buckets);
                if (before > from && found.Count < wanted && IsOutOfTime(found, before)) return found;
            }
            return found;
        }

        /// <summary>Puts the best first.</summary>
        public async Task<List<IndexHit>> RankAsync(IReadOnlyList<IndexHit> hits, IReadOnlyList<SearchClause> clauses)
        {
            var now = Instant.Now(clock);
            var folded = await TextsAsync(hits);
            return [.. hits.Select(hit => (Hit: hit, Score: Ranking.Of(folded.GetValueOrDefault(hit.Place) ?? [], clauses, stemmer, IndexPlace.MomentOf(hit.Place), now)))
                .OrderByDescending(one => one.Score).ThenByDescending(one => one.Hit.Place).Select(one => one.Hit)];
        }

        // No more than fits the time that is left, as long as those of this step took.
        private long Next(long buckets, TimeSpan took)
        {
            double left = (longest - clock.GetElapsedTime(began)).Ticks / (double)Math.Max(1, took.Ticks);
            return (long)Math.Clamp(buckets * Math.Min(2, left), 1, Math.Max(1, MostTerms / query.Size));
        }

        private static string InHeadline(string term) => term[0] is '@' or '*' ? term : SearchTerms.Headline + term;

        private bool IsOutOfTime(List<IndexHit> found, long reached)
        {
            // A bucket that is begun is looked through: one that would go on beyond the time for more than half of it is not begun.
            if (clock.GetElapsedTime(began) + halfBucket < (found.Count > 0 ? Patience : longest)) return false;
            (RanOut, Reached) = (true, reached);
            return true;
        }

        // Terms tell that letters are there, not that they stand together.
        private async Task<IReadOnlyList<IndexHit>> FittingAsync(List<IndexHit> candidates)
        {
            if (phrases.Count == 0 || candidates.Count == 0) return candidates;
            var folded = await TextsAsync(candidates);
            var fitting = candidates.Where(hit => folded.TryGetValue(hit.Place, out byte[]? text) && phrases.All(phrase => phrase.IsIn(text) != phrase.Clause.IsExcluded)).ToList();
            // Only what is to be ranked is worth its memory.
            foreach (var hit in candidates.Except(fitting)) texts.Remove(hit.Place);
            return fitting;
        }

        private async Task<Dictionary<long, byte[]>> TextsAsync(IReadOnlyList<IndexHit> hits)
        {
            long[] missing = [.. hits.Select(hit => hit.Place).Where(place => !texts.ContainsKey(place))];
            foreach (var (place, text) in missing.Length == 0 ? [] : await index.FoldedAsync(missing)) texts[place] = text;
            return texts;
        }
    }
}
