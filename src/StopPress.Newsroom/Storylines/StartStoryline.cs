using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Storylines;

/// <summary>Starts a storyline.</summary>
/// <param name="Names">What it is called in each edition that has it.</param>
public sealed record StartStoryline(IReadOnlyList<NewName> Names)
{
    /// <summary>Does it; the result is the public id.</summary>
    public Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<string>(actor, async context =>
        {
            var row = new StorylineRow { Id = PublicId.Next(desk.Clock), BegunAt = Instant.Now(desk.Clock) };
            context.Add(row);
            if (await Places.NameAsync(context, Subject.Storyline(row.Id), Names, cancel) is { } refusal) return refusal;
            string id = PublicId.Text(row.Id);
            return (new EntryDraft("StorylineStarted", [Subject.Storylines], new { storyline = id, Names[0].Name }), id);
        }, cancel);
}
