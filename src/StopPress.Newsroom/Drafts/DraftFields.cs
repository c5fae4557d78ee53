namespace StopPress.Newsroom.Drafts;

/// <summary>The fields of a text that are written beside its body; null where nothing is said of one.</summary>
/// <param name="Headline">The headline.</param>
/// <param name="Kicker">The label above it.</param>
/// <param name="Standfirst">The summary below it.</param>
/// <param name="Dateline">Where it was filed from.</param>
/// <param name="UrlSlug">The last part of its address; empty makes one of the headline.</param>
/// <param name="SearchHeadline">The headline for search engines; empty for the headline.</param>
/// <param name="SocialHeadline">The headline for whoever passes it on; empty for the headline.</param>
public sealed record DraftFields(
    string? Headline = null, string? Kicker = null, string? Standfirst = null, string? Dateline = null, string? UrlSlug = null, string? SearchHeadline = null, string? SocialHeadline = null)
{
    /// <summary>Those of which something is said, by name.</summary>
    internal IReadOnlyDictionary<string, string> ByName =>
        new[] { Headline, Kicker, Standfirst, Dateline, UrlSlug, SearchHeadline, SocialHeadline }.Zip(Draft.FieldNames).Where(pair => pair.First is not null).ToDictionary(pair => pair.Second, pair => pair.First!);

    /// <summary>These fields, by name; what is not there is left out.</summary>
    internal static DraftFields Of(IReadOnlyDictionary<string, string> fields) => new(
        fields.GetValueOrDefault("headline"), fields.GetValueOrDefault("kicker"), fields.GetValueOrDefault("standfirst"), fields.GetValueOrDefault("dateline"), fields.GetValueOrDefault("url_slug"),
        fields.GetValueOrDefault("search_headline"), fields.GetValueOrDefault("social_headline"));
}
