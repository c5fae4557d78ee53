using StopPress.Store;

namespace StopPress.Newsroom.Sections;

/// <summary>The tree of sections as acts read it: rows by their ids.</summary>
public static class SectionTrees
{
    /// <summary>Why nothing new comes under a section that was closed.</summary>
    internal static Refusal Closed => new("section-closed", "That section is closed, or one that it is part of.", "Open it again first, or choose another one.");

    /// <summary>The sections that one is part of, the nearest first.</summary>
    public static IEnumerable<SectionRow> Above(this IReadOnlyDictionary<long, SectionRow> all, long section)
    {
        for (var at = all.GetValueOrDefault(section)?.ParentId; at is { } one && all.TryGetValue(one, out var row); at = row.ParentId) yield return row;
    }

    /// <summary>The sections that are part of one, however deep.</summary>
    public static IEnumerable<SectionRow> Below(this IReadOnlyDictionary<long, SectionRow> all, long section) =>
        all.Values.Where(row => all.Above(row.Id).Any(one => one.Id == section));

    /// <summary>Whether a section is closed: itself, or one that it is part of.</summary>
    public static bool IsClosed(this IReadOnlyDictionary<long, SectionRow> all, long section) =>
        all.GetValueOrDefault(section)?.ClosedAt is not null || all.Above(section).Any(row => row.ClosedAt is not null);

    /// <summary>The sections directly below one, or at the top, in the order of the menu.</summary>
    public static IEnumerable<SectionRow> Beside(this IReadOnlyDictionary<long, SectionRow> all, long? parent) =>
        all.Values.Where(row => row.ParentId == parent).OrderBy(row => row.Position).ThenBy(row => row.Id);

    /// <summary>Every section in the order of the menu, each before those that are part of it.</summary>
    public static IEnumerable<SectionRow> InOrder(this IReadOnlyDictionary<long, SectionRow> all, long? parent = null) =>
        all.Beside(parent).SelectMany(row => all.InOrder(row.Id).Prepend(row));
}
