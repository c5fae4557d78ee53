using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>Lets the newest revision of a text out. When this is answered, readers have it.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Edition">The edition's language.</param>
public sealed record PublishStory(string Story, string Edition)
{
    /// <summary>Does it; the result is the text's address.</summary>
    public Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<string>(actor, async context =>
        {
            var found = await context.FindTextAsync(Story, Edition);
            if (found.Refusal is { } unknown) return unknown;
            var published = await Publication.PublishAsync(desk, context, found.Value, cancel);
            return published.Refusal is { } refusal ? refusal : (published.Value, found.Value.Text.Path!);
        }, cancel);
}
