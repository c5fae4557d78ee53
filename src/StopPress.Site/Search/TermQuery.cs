namespace StopPress.Site.Search;

/// <summary>What the terms of a text must be: all of some sets, of each set at least one; and none of others.</summary>
/// <param name="Must">The sets, each one of alternatives, each alternative of terms that must all be there.</param>
/// <param name="MustNot">Terms that must not be there.</param>
public sealed record TermQuery(IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> Must, IReadOnlyList<string> MustNot)
{
    /// <summary>How many terms it names.</summary>
    public int Size => Must.Sum(set => set.Sum(one => one.Count)) + MustNot.Count;

    /// <summary>As FTS5 reads it.</summary>
    public string InFts5()
    {
        string must = string.Join(" AND ", Must.Select(set => $"({string.Join(" OR ", set.Select(all => $"({string.Join(" AND ", all.Select(Quoted))})"))})"));
        return MustNot.Count == 0 ? must : $"({must}) NOT ({string.Join(" OR ", MustNot.Select(Quoted))})";

        // No term holds a quotation mark: it is cut of letters and digits.
        static string Quoted(string term) => $"\"{term}\"";
    }

    /// <summary>As PostgreSQL reads it, for some buckets.</summary>
    public string InTsquery(IEnumerable<long> buckets) => string.Join(" | ", buckets.Select(bucket =>
    {
        string prefix = PrefixOf(bucket);
        string must = string.Join(" & ", Must.Select(set => $"({string.Join(" | ", set.Select(all => $"({string.Join(" & ", all.Select(Quoted))})"))})"));
        return $"({must}{string.Concat(MustNot.Select(term => $" & !{Quoted(term)}"))})";

        string Quoted(string term) => $"'{prefix}{term}'";
    }));

    /// <summary>What PostgreSQL's terms of a bucket begin with: so each bucket has lists of its own, and no list is longer than a bucket.</summary>
    public static string PrefixOf(long bucket) => $"{bucket:x}:";
}
