using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Staff;

/// <summary>Hands on what is in the hands of somebody who has left: one story, or all of them. Bylines stay as they are.</summary>
/// <param name="From">Who has left: the account's public id, or its e-mail address.</param>
/// <param name="To">Whose the stories are from now on, likewise.</param>
/// <param name="Story">The story's public id; null for all.</param>
public sealed record HandOnStories(string From, string To, string? Story = null)
{
    /// <summary>Does it; the result is how many stories were handed on.</summary>
    public Task<Outcome<Settled<int>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<int>(actor, async context =>
        {
            var found = await AccountDesk.FindAsync(context, From, cancel, gone: true);
            if (found.Refusal is { } unknown) return unknown;
            long? one = null;
            if (Story is not null)
            {
                var story = await context.FindStoryAsync(Story, cancel);
                if (story.Refusal is { } nothing) return nothing;
                one = story.Value.Id;
            }
            var handed = await RunAsync(desk, context, found.Value, To, one, actor, cancel);
            if (handed.Refusal is { } refusal) return refusal;
            return handed.Value.Stories.Count == 0
                ? new Refusal("nothing-left", one is null ? $"Nothing is left in the hands of {found.Value.Name}." : $"The story is not in the hands of {found.Value.Name}.", "Somebody else may have handed it on just now.")
                : (new EntryDraft("StoriesHandedOn", [], new { from = PublicId.Text(found.Value.Id), to = PublicId.Text(handed.Value.To), stories = handed.Value.Stories }), handed.Value.Stories.Count);
        }, cancel);

    /// <summary>The same within an act: who has the stories now, and which they are.</summary>
    internal static async Task<Outcome<(long To, IReadOnlyList<string> Stories)>> RunAsync(NewsDesk desk, HouseContext context, AccountRow from, string to, long? story, string actor, CancellationToken cancel)
    {
        var found = await AccountDesk.FindAsync(context, to, cancel);
        if (found.Refusal is { } nobody) return nobody;
        var colleague = found.Value;
        if (colleague.Id == from.Id) return new Refusal("same-account", $"{colleague.Name} is the one who leaves.", "Choose somebody else.");
        if (!colleague.Role.May(Right.Write)) return new Refusal("may-not-write", $"{colleague.Name} writes no stories.", "Choose somebody who does, or give them another role.");
        var stories = await context.InHandsOf(from.Id, Instant.Now(desk.Clock)).Where(row => story == null || row.Id == story).OrderBy(row => row.Id).ToListAsync(cancel);
        foreach (var row in stories)
        {
            if (row.OwnerId == from.Id) row.OwnerId = colleague.Id;
            if (row.AssigneeId == from.Id) row.AssigneeId = colleague.Id;
        }
        if (stories.Count > 0) await MessageDesk.TellOfManyAsync(desk, context, MessageKind.HandedOn, colleague.Id, actor, $"{stories.Count} {from.Name}", cancel);
        return (colleague.Id, [.. stories.Select(row => PublicId.Text(row.Id))]);
    }
}
