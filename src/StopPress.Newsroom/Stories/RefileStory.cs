using System.Text.RegularExpressions;
using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>Mends a slip that changes no meaning in a text that readers have. They have the better words at once, and are told of no update.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Edition">The edition's language.</param>
/// <param name="Words">The text with the slip mended; null when the draft says it.</param>
/// <param name="BasedOn">The number of the revision that was edited; when somebody has kept another one since, the act is refused. Null does not look.</param>
/// <param name="Draft">The draft's version that was looked at, in place of words. Refused when somebody has written in it since.</param>
public sealed partial record RefileStory(string Story, string Edition, StoryWords? Words = null, int? BasedOn = null, long? Draft = null)
{
    /// <summary>Does it; the result is the text's address.</summary>
    public async Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        var written = Words?.Read(checks, desk, actor);
        if ((Words is null) == (Draft is null)) checks.Refuse(Words is null ? "something-missing" : "said-twice", "The slip is mended in words, or in a draft.", "Refile one of them.");
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<string>(actor, async context =>
        {
            var found = await context.FindTextAsync(Story, Edition);
            if (found.Refusal is { } unknown) return unknown;
            var text = found.Value.Text;
            var before = found.Value.Latest!;
            if (Publication.MayReplace(desk, found.Value) is { } kept) return kept;
            if (text.PublishedRevisionId != before.Id)
            {
                return new Refusal(
                    "edited-meanwhile", $"{before.Actor} has kept revision {before.Number}, which readers do not have yet; it would go out with this.",
                    "Mend the slip in that revision and publish it, or take its changes back first.");
            }
            string slug = text.UrlSlug;
            var copy = found.Value;
            if (written is not null)
            {
                if (await NextRevision.KeepAsync(context, copy, Words!, written, BasedOn) is { } meanwhile) return meanwhile;
                copy = copy with { Latest = written };
            }
            else
            {
                var filed = await OpenDraft.FileAsync(desk, context, copy, actor, Draft);
                if (filed.Refusal is { } unseen) return unseen;
                copy = filed.Value;
            }
            var revision = copy.Latest!;
            if (revision.Id != before.Id) revision.Kind = RevisionKind.Refiled;
            if (text.UrlSlug == slug && AreSame(before, revision)) return new Refusal("nothing-new", "Readers have these words already.");
            if (ReaderChange.IsOne(before, revision)) return new Refusal("changes-meaning", "A reader would call this a change, not a slip.", "Publish it as an update, or correct the story.");
            var touched = await Publication.LetOutAsync(desk, context, copy, before, revision, cancel);
            if (touched.Refusal is { } refusal) return refusal;
            return (new EntryDraft("StoryRefiled", touched.Value, new { Story, Edition, revision = revision.Number, text.Path }), text.Path!);
        }, cancel);
    }

    private static bool AreSame(RevisionRow before, RevisionRow after) => before.HasFieldsOf(after) && WithoutIds(before.Body) == WithoutIds(after.Body);

    // Whoever sends a body without ids gets new ones; bodies are written canonically, and a quotation mark in their words is escaped.
    private static string WithoutIds(string body) => Id().Replace(body, "");

    [GeneratedRegex("\"id\":\"[^\"]*\",?")]
    private static partial Regex Id();
}
