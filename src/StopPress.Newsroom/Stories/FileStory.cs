using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>Files a new story with its original text. No reader sees it before it is published.</summary>
/// <param name="Edition">The language of the edition that the text is in.</param>
/// <param name="Words">What is written.</param>
/// <param name="Slugline">The desk's own name for it; null takes the headline.</param>
/// <param name="Filing">What it belongs to, or null.</param>
/// <param name="Kind">Story, or page of the house.</param>
/// <param name="EmbargoedUntil">The hour before which nothing of it may leave the house, or null.</param>
public sealed record FileStory(
    string Edition, StoryWords Words, string? Slugline = null, StoryFiling? Filing = null, StoryKind Kind = StoryKind.Story, DateTimeOffset? EmbargoedUntil = null)
{
    internal const int LongestSlugline = 200;

    /// <summary>Does it; the result is the story's public id.</summary>
    public async Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        var revision = Words.Read(checks, desk, actor);
        string slugline = checks.Line("slugline", Slugline ?? (revision.Headline.Length > LongestSlugline ? revision.Headline[..LongestSlugline] : revision.Headline), LongestSlugline);
        if (!Enum.IsDefined(Kind)) checks.Refuse("unknown-kind", $"There is no kind {Kind}.", "It is story or page.");
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<string>(actor, async context =>
        {
            var edition = await context.FindEditionAsync(Edition);
            if (edition.Refusal is { } unknown) return unknown;
            Instant? hour = EmbargoedUntil is { } moment ? Instant.From(moment) : null;
            if (hour is { } until && Embargo.IsPast(desk, until) is { } past) return past;
            if (await BodyReferences.MissingAsync(context, revision) is { } missing) return missing;
            var story = new StoryRow
            {
                Id = PublicId.Next(desk.Clock),
                Kind = Kind,
                OriginalEditionId = edition.Value.Id,
                Slugline = slugline,
                FiledAt = Instant.Now(desk.Clock),
                OwnerId = await AccountDesk.IdOfAsync(context, actor, cancel),
            };
            context.Add(story);
            if (hour is not null) await Embargo.SetAsync(desk, context, story, hour);
            if (Filing is not null && await SectionReach.MayFileAsync(context, actor, story, Filing, cancel) is { } outside) return outside;
            if (Filing is not null && await Filing.ApplyAsync(context, story, cancel) is { } refusal) return refusal;
            TextDesk.Add(context, desk, story, edition.Value, revision, Words.Slug());
            string id = PublicId.Text(story.Id);
            return (new EntryDraft("StoryFiled", [], new { story = id, Edition, slugline }), id);
        }, cancel);
    }
}
