using System.Globalization;
using StopPress.Store.Database;

namespace StopPress.Site.Search;

/// <summary>In which order stories are shown that were found.</summary>
public enum SearchOrder
{
    /// <summary>Those first in which what was looked for stands most and highest.</summary>
    Best,

    /// <summary>The newest first.</summary>
    Newest,
}

/// <summary>What somebody asks of the search page, as its address says it.</summary>
/// <param name="Typed">The words.</param>
/// <param name="Order">The order.</param>
/// <param name="Section">A section's public id, or empty.</param>
/// <param name="Author">A member of staff's, or empty.</param>
/// <param name="Storyline">A storyline's, or empty.</param>
/// <param name="From">The first day, or null.</param>
/// <param name="Until">The last day, or null.</param>
/// <param name="Page">Which page of the best, from 1.</param>
/// <param name="Before">The place in the index before which the newest are shown; null begins with the newest of all.</param>
public sealed record SearchQuestion(
    string Typed, SearchOrder Order = SearchOrder.Best, string Section = "", string Author = "", string Storyline = "", DateOnly? From = null, DateOnly? Until = null, int Page = 1, long? Before = null)
{
    /// <summary>How many pages of the best there are at most.</summary>
    public const int MostPages = 20;

    private const string Day = "yyyy-MM-dd";

    /// <summary>Whether anything was asked for.</summary>
    public bool IsEmpty => Typed.Length == 0 && !HasFilters;

    /// <summary>Whether it is narrowed by anything but words.</summary>
    public bool HasFilters => Section.Length + Author.Length + Storyline.Length > 0 || From is not null || Until is not null;

    /// <summary>Reads it; what makes no sense is left out.</summary>
    /// <param name="value">The value of a name in the address, or null.</param>
    public static SearchQuestion Read(Func<string, string?> value) => new(
        SearchWords.Clean(value("q")), value("by") == "newest" ? SearchOrder.Newest : SearchOrder.Best, Id(value("section")), Id(value("author")), Id(value("storyline")), DayOf(value("from")), DayOf(value("until")),
        int.TryParse(value("page"), NumberStyles.None, CultureInfo.InvariantCulture, out int page) ? Math.Clamp(page, 1, MostPages) : 1,
        long.TryParse(value("before"), NumberStyles.None, CultureInfo.InvariantCulture, out long before) ? before : null);

    /// <summary>The name of the first value that made no sense and was left out; null when all did.</summary>
    /// <param name="value">The value of a name in the address, or null: the same as it was read from.</param>
    public string? Misread(Func<string, string?> value) => new (string Name, bool IsRead)[]
    {
        ("by", value("by") is "best" or "newest"), ("section", Section.Length > 0), ("author", Author.Length > 0), ("storyline", Storyline.Length > 0), ("from", From is not null), ("until", Until is not null),
        ("page", value("page") == Page.ToString(CultureInfo.InvariantCulture)), ("before", Before is not null),
    }.FirstOrDefault(one => !one.IsRead && !string.IsNullOrEmpty(value(one.Name))).Name;

    /// <summary>The same as the end of an address.</summary>
    public string InAddress()
    {
        var said = new List<string>();
        Say("q", Typed);
        Say("by", Order == SearchOrder.Newest ? "newest" : "");
        Say("section", Section);
        Say("author", Author);
        Say("storyline", Storyline);
        Say("from", Iso(From));
        Say("until", Iso(Until));
        Say("page", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : "");
        Say("before", Before?.ToString(CultureInfo.InvariantCulture) ?? "");
        return said.Count == 0 ? "" : "?" + string.Join('&', said);

        void Say(string name, string what)
        {
            if (what.Length > 0) said.Add($"{name}={Uri.EscapeDataString(what)}");
        }
    }

    /// <summary>A day as forms write it, or nothing.</summary>
    public static string Iso(DateOnly? day) => day?.ToString(Day, CultureInfo.InvariantCulture) ?? "";

    private static string Id(string? text) => PublicId.TryRead(text, out _) ? text! : "";

    private static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1600 and < 3000 ? day : null;
}
