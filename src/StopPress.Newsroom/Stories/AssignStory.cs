using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Stories;

/// <summary>Says who is to work on a story, and for when; or that nobody is any more. Whoever is told to may see it and write in it as in their own.</summary>
/// <param name="Story">The story's public id.</param>
/// <param name="Account">Whose it is from now on: the account's public id, or its e-mail address; null takes it from whoever had it.</param>
/// <param name="Due">For when, or null.</param>
public sealed record AssignStory(string Story, string? Account, DateTimeOffset? Due = null)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await context.FindStoryAsync(Story, cancel);
            if (found.Refusal is { } unknown) return unknown;
            var story = found.Value;
            if (story.WorkStage == WorkStage.Spiked) return new Refusal("spiked", "The story was spiked.", "Take it back into work first.");
            Instant? due = Due is { } hour ? Instant.From(hour) : null;
            // An hour that was set before and has passed stays as it was.
            if (due is { } at && at != story.DueAt && at <= Instant.Now(desk.Clock)) return new Refusal("past", $"{at} is past.", "Choose a later hour.");
            AccountRow? account = null;
            if (Account is not null)
            {
                var person = await AccountDesk.FindAsync(context, Account, cancel);
                if (person.Refusal is { } nobody) return nobody;
                account = person.Value;
                if (!account.Role.May(Right.Write)) return new Refusal("may-not-write", $"{account.Name} writes no stories.", "Choose somebody who does, or give them another role.");
            }
            bool isNew = story.AssigneeId != account?.Id || story.DueAt != due;
            (story.AssigneeId, story.DueAt) = (account?.Id, due);
            if (isNew) await MessageDesk.TellAsync(desk, context, MessageKind.Assigned, account?.Id, story, story.OriginalEditionId, actor, due?.ToString() ?? "", cancel);
            return (new EntryDraft("StoryAssigned", [], new { Story, account = account is null ? null : PublicId.Text(account.Id), due = due?.ToString() }), true);
        }, cancel);
}
