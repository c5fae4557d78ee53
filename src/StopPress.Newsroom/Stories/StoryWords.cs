using StopPress.Newsroom.Documents;
using StopPress.Newsroom.House;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Stories;

/// <summary>All that is written in one version of a text.</summary>
/// <param name="Headline">The headline; empty while nobody has written it.</param>
/// <param name="Body">The document, as ProseMirror JSON.</param>
/// <param name="Kicker">The label above the headline, or null.</param>
/// <param name="Standfirst">The summary below it, or null.</param>
/// <param name="Dateline">Where it was filed from, or null.</param>
/// <param name="UrlSlug">The last part of its address; null makes one of the headline.</param>
/// <param name="SearchHeadline">The headline that search engines and the browser's tab show, or null for the headline.</param>
/// <param name="SocialHeadline">The headline on the card of a link to it that somebody passes on, or null for the headline.</param>
public sealed record StoryWords(
    string? Headline, string Body, string? Kicker = null, string? Standfirst = null, string? Dateline = null, string? UrlSlug = null,
    string? SearchHeadline = null, string? SocialHeadline = null)
{
    private const int LongestLabel = 200;
    private const int LongestHeadline = 500;
    private const int LongestStandfirst = 2000;

    /// <summary>Reads them as the next revision of a text.</summary>
    internal RevisionRow Read(Checks checks, NewsDesk desk, string actor)
    {
        var body = ProseMirrorJson.Read(Body ?? "");
        if (body.Refusal is { } fault) checks.Refuse(fault.Code, fault.Message, fault.Help);
        return new RevisionRow
        {
            Id = PublicId.Next(desk.Clock),
            At = Instant.Now(desk.Clock),
            Actor = actor,
            Kicker = checks.Line("kicker", Kicker, LongestLabel),
            Headline = checks.Line("headline", Headline, LongestHeadline),
            Standfirst = checks.Line("standfirst", Standfirst, LongestStandfirst),
            Dateline = checks.Line("dateline", Dateline, LongestLabel),
            SearchHeadline = checks.Line("search headline", SearchHeadline, LongestHeadline),
            SocialHeadline = checks.Line("social headline", SocialHeadline, LongestHeadline),
            Body = body.Refusal is null ? ProseMirrorJson.Write(body.Value) : "",
        };
    }

    /// <summary>The slug that was asked for, or one made of the headline; empty when there is no letter in either.</summary>
    internal string Slug() => Editions.UrlSlug.Of(Checks.Clean(string.IsNullOrWhiteSpace(UrlSlug) ? Headline : UrlSlug));
}
