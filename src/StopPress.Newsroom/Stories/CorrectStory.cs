using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>
/// Corrects a text that readers have, and tells them what was wrong: on the story, and among the edition's corrections. Whatever the desk has
/// written since the last publication goes out with it. What was told is never changed; a wrong correction is corrected again.
/// </summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Edition">The edition's language.</param>
/// <param name="Correction">What readers are told.</param>
/// <param name="Words">What is written now; null when the newest revision says it already.</param>
/// <param name="BasedOn">The number of the revision that was edited; when somebody has kept another one since, the act is refused. Null does not look.</param>
/// <param name="Draft">The draft's version that was looked at: what is written in it goes out, in place of words. Refused when somebody has written in it since. Null leaves the draft.</param>
public sealed record CorrectStory(string Story, string Edition, string Correction, StoryWords? Words = null, int? BasedOn = null, long? Draft = null)
{
    private const int LongestCorrection = 2000;

    /// <summary>Does it; the result is the text's address.</summary>
    public async Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        string says = checks.Line("correction", Correction, LongestCorrection, required: true);
        var revision = Words?.Read(checks, desk, actor);
        if (Words is not null && Draft is not null) checks.Refuse("said-twice", "There are words, and a draft.", "Correct it with one of them.");
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<string>(actor, async context =>
        {
            var found = await context.FindTextAsync(Story, Edition);
            if (found.Refusal is { } unknown) return unknown;
            var copy = found.Value;
            var (story, text, edition) = copy;
            if (Publication.MayReplace(desk, copy) is { } kept) return kept;
            if (revision is not null && await NextRevision.KeepAsync(context, copy, Words!, revision, BasedOn) is { } meanwhile) return meanwhile;
            if (Draft is not null)
            {
                var filed = await OpenDraft.FileAsync(desk, context, copy, actor, Draft);
                if (filed.Refusal is { } unseen) return unseen;
                copy = filed.Value;
            }
            var latest = revision ?? copy.Latest!;
            if (latest.Id != found.Value.Latest!.Id) latest.Kind = RevisionKind.Corrected;
            var touched = new List<string> { Subject.Story(story.Id) };
            if (text.PublishedRevisionId != latest.Id)
            {
                var before = await context.RevisionAsync(text.PublishedRevisionId!.Value);
                var letOut = await Publication.LetOutAsync(desk, context, copy with { Latest = latest }, before, latest, cancel);
                if (letOut.Refusal is { } refusal) return refusal;
                touched = letOut.Value;
            }
            var now = Instant.Now(desk.Clock);
            text.UpdatedAt = now;
            context.Add(new CorrectionRow { Id = PublicId.Next(desk.Clock), TextId = text.Id, EditionId = edition.Id, At = now, Actor = actor, Says = says });
            touched.Add(Subject.Corrections(edition.Language));
            return (new EntryDraft("StoryCorrected", touched, new { Story, Edition, correction = says, revision = latest.Number, text.Path }), text.Path!);
        }, cancel);
    }
}
