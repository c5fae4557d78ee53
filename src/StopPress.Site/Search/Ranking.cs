using System.Text;
using StopPress.Store.Database;
using StopPress.Store.Text;

namespace StopPress.Site.Search;

/// <summary>How well a story answers what somebody looks for. It is worked out from the words alone, so both databases put the same story first.</summary>
internal static class Ranking
{
    // A word in the headline says what a story is about; in the standfirst nearly so. In the body it counts the more often it stands, but never as much.
    private const double InHeadline = 8, InSummary = 4, Beside = 3, InBody = 1, MostOfBody = 3;

    // All words side by side, as they were typed, are worth another headline.
    private const double TogetherInHeadline = 6, Together = 3;

    // Each time a story is twice as old it loses this much: a year is worth half a mention.
    private const double Age = 0.15;

    private const int HeadlineField = 0, SummaryField = 1, BesideField = 2, BodyField = 3;

    /// <summary>The score of a story.</summary>
    /// <param name="folded">Its words, folded.</param>
    /// <param name="clauses">What is looked for.</param>
    /// <param name="stemmer">The edition's stemmer.</param>
    /// <param name="at">When it went out.</param>
    /// <param name="now">What time it is.</param>
    public static double Of(ReadOnlySpan<byte> folded, IReadOnlyList<SearchClause> clauses, Stemmer stemmer, Instant at, Instant now)
    {
        byte[]? together = clauses.Count > 1 && clauses.All(clause => !clause.IsExact) ? Encoding.UTF8.GetBytes($" {string.Join(' ', clauses.Select(clause => clause.Words[0].Folded))} ") : null;
        double score = 0;
        var field = HeadlineField;
        foreach (var range in folded.Split((byte)'\n'))
        {
            var passage = folded[range];
            foreach (var clause in clauses) score += OfClause(field, Times(passage, clause, stemmer));
            if (together is not null && passage.IndexOf(together) >= 0) score += field == HeadlineField ? TogetherInHeadline : Together;
            if (field++ == BodyField) break;
        }
        double days = Math.Max(0, (now.Microseconds - at.Microseconds) / TimeSpan.MicrosecondsPerDay);
        return score - (Age * Math.Log2(1 + (days / 30)));
    }

    private static double OfClause(int field, int times) => times == 0 ? 0 : field switch
    {
        HeadlineField => InHeadline,
        SummaryField => InSummary,
        BesideField => Beside,
        _ => Math.Min(MostOfBody, InBody + Math.Log(times)),
    };

    // Other forms of a word begin as its stem does, nearly always.
    private static int Times(ReadOnlySpan<byte> passage, SearchClause clause, Stemmer stemmer) =>
        Math.Max(Count(passage, clause.Pattern), clause.StemIn(stemmer) is { } stem ? Count(passage, Encoding.UTF8.GetBytes(" " + stem)) : 0);

    private static int Count(ReadOnlySpan<byte> passage, ReadOnlySpan<byte> pattern)
    {
        var count = 0;
        for (int at; (at = passage.IndexOf(pattern)) >= 0; count++) passage = passage[(at + pattern.Length - 1)..];
        return count;
    }
}
