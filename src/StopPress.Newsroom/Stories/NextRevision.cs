using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.Editions;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Stories;

/// <summary>Keeps a new revision of a text, in the transaction of an act.</summary>
internal static class NextRevision
{
    /// <summary>Makes a revision the text's newest one, which the text's draft follows; or the refusal, when somebody has kept another one since.</summary>
    /// <param name="context">The transaction.</param>
    /// <param name="copy">The text.</param>
    /// <param name="words">What is written.</param>
    /// <param name="revision">The same as a row.</param>
    /// <param name="basedOn">The number of the revision that was edited; null does not look.</param>
    public static async Task<Refusal?> KeepAsync(HouseContext context, TextCopy copy, StoryWords words, RevisionRow revision, int? basedOn)
    {
        var latest = copy.Latest!;
        if (basedOn is { } number && number != latest.Number)
        {
            return new Refusal("edited-meanwhile", $"{latest.Actor} has kept revision {latest.Number} since you began with revision {number}.", "Look at that one first, and put your words into it.");
        }
        if (await BodyReferences.MissingAsync(context, revision) is { } missing) return missing;
        Put(context, copy, words, revision);
        return await OpenDraft.FollowAsync(context, copy, latest, revision);
    }

    /// <summary>Makes a revision the text's newest one.</summary>
    /// <param name="context">The transaction.</param>
    /// <param name="copy">The text.</param>
    /// <param name="words">What is written.</param>
    /// <param name="revision">The same as a row.</param>
    public static void Put(HouseContext context, TextCopy copy, StoryWords words, RevisionRow revision)
    {
        var text = copy.Text;
        var latest = copy.Latest!;
        (revision.TextId, revision.Number) = (text.Id, latest.Number + 1);
        context.Add(revision);
        text.LatestRevisionId = revision.Id;
        // A slug that somebody asked for stays; one made of the headline follows it until the text is out.
        bool asked = !string.IsNullOrWhiteSpace(words.UrlSlug);
        bool follows = text.Path is null && (text.UrlSlug == UrlSlug.Of(latest.Headline) || text.UrlSlug == PublicId.Text(text.StoryId));
        if ((asked || follows) && words.Slug() is { Length: > 0 } slug) text.UrlSlug = slug;
    }
}
