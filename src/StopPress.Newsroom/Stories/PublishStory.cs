using StopPress.Newsroom.Drafts;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>Lets the newest revision of a text out. When this is answered, readers have it.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Edition">The edition's language.</param>
/// <param name="Draft">The draft's version that was looked at: what is written in it goes out. Refused when somebody has written in it since. Null leaves the draft.</param>
public sealed record PublishStory(string Story, string Edition, long? Draft = null)
{
    /// <summary>Does it; the result is the text's address.</summary>
    public Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<string>(actor, async context =>
        {
            var found = await context.FindTextAsync(Story, Edition);
            if (found.Refusal is { } unknown) return unknown;
            var copy = found.Value;
            if (Draft is not null)
            {
                if (Publication.MayGoOut(desk, copy.Story) is { } kept) return kept;
                var filed = await OpenDraft.FileAsync(desk, context, copy, actor, Draft);
                if (filed.Refusal is { } unseen) return unseen;
                copy = filed.Value;
            }
            var published = await Publication.PublishAsync(desk, context, copy, cancel);
            return published.Refusal is { } refusal ? refusal : (published.Value, copy.Text.Path!);
        }, cancel);
}
