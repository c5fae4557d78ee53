using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Storylines;

/// <summary>Closes a storyline that has come to its end, or opens it again. Its page says so; its stories stay, and no further one is filed under it.</summary>
/// <param name="Storyline">The storyline's public id.</param>
/// <param name="Closed">Whether it is closed; false opens it again.</param>
public sealed record CloseStoryline(string Storyline, bool Closed = true)
{
    internal static Refusal IsClosed => new("storyline-closed", "That storyline is closed.", "Open it again first, or choose another one.");

    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var row = PublicId.TryRead(Storyline ?? "", out long id) ? await context.Set<StorylineRow>().FirstOrDefaultAsync(one => one.Id == id, cancel) : null;
            if (row is null) return new Refusal("unknown-storyline", $"There is no storyline with the id \"{Storyline}\".");
            if (row.ClosedAt is not null == Closed) return Closed ? new Refusal("closed", "The storyline is closed already.") : new Refusal("is-open", "The storyline is open.");
            row.ClosedAt = Closed ? Instant.Now(desk.Clock) : null;
            return (new EntryDraft(Closed ? "StorylineClosed" : "StorylineReopened", [Subject.Storyline(id)], new { Storyline }), true);
        }, cancel);
}
