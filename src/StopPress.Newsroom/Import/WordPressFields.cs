using StopPress.Newsroom.Documents;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;

namespace StopPress.Newsroom.Import;

/// <summary>Which custom fields of a post say something that is known here, and which are only WordPress's own bookkeeping.</summary>
internal static class WordPressFields
{
    /// <summary>The headline for search engines, by the names that plug-ins give it.</summary>
    public static readonly IReadOnlyList<string> SearchTitle = ["_yoast_wpseo_title", "rank_math_title", "_aioseo_title", "_aioseop_title"];

    /// <summary>The summary for search engines, likewise.</summary>
    public static readonly IReadOnlyList<string> SearchDescription = ["_yoast_wpseo_metadesc", "rank_math_description", "_aioseo_description", "_aioseop_description"];

    /// <summary>An earlier last part of the address.</summary>
    public const string OldSlug = "_wp_old_slug";

    // Who has it open, what was fetched, what is in the item beside: nothing that anybody wrote.
    private static readonly HashSet<string> Bookkeeping = ["_edit_last", "_edit_lock", "_encloseme", "_pingme", "_publicize_pending", "_thumbnail_id", "footnotes", OldSlug];

    // Whatever holds a whole page is no field.
    private const int LongestName = 255;

    /// <summary>The first of some fields in which somebody has written words: what a plug-in puts together (<c>%%title%%</c>) was not written.</summary>
    public static string Written(WordPressItem item, IReadOnlyList<string> names) =>
        names.Select(item.Field).FirstOrDefault(value => value.Length > 0 && !value.Contains("%%", StringComparison.Ordinal) && !value.Contains("%title", StringComparison.Ordinal)) ?? "";

    /// <summary>The fields of a post that are kept with its story.</summary>
    public static IEnumerable<StoryFieldRow> Rows(WordPressItem item, long storyId) => item.Fields
        .Where(field => !Bookkeeping.Contains(field.Name) && !field.Name.StartsWith("_oembed_", StringComparison.Ordinal) && Checks.Clean(field.Name).Length is > 0 and <= LongestName)
        .Select((field, place) => new StoryFieldRow { StoryId = storyId, Position = place, Name = Checks.Clean(field.Name), Value = CleanText.Lines(field.Value) });
}
