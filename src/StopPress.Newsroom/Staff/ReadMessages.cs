using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Staff;

/// <summary>Notes that somebody has read a message, or all of theirs; or that they want to see it again as a new one.</summary>
/// <param name="Account">Whose messages: the account's public id, or its e-mail address.</param>
/// <param name="Message">The message's public id; null for all.</param>
/// <param name="Read">Whether it was read.</param>
public sealed record ReadMessages(string Account, string? Message = null, bool Read = true)
{
    /// <summary>Does it; the result is how many changed.</summary>
    public Task<Outcome<Settled<int>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<int>(actor, async context =>
        {
            var found = await AccountDesk.FindAsync(context, Account, cancel);
            if (found.Refusal is { } unknown) return unknown;
            long account = found.Value.Id, one = 0;
            if (Message is not null && !PublicId.TryRead(Message, out one)) return Unknown;
            var messages = context.Set<MessageRow>().Where(row => row.AccountId == account && (Message == null || row.Id == one));
            if (Message is not null && !await messages.AnyAsync(cancel)) return Unknown;
            var changed = await messages.Where(row => row.ReadAt == null == Read).ToListAsync(cancel);
            foreach (var message in changed) message.ReadAt = Read ? Instant.Now(desk.Clock) : null;
            return (new EntryDraft(Read ? "MessagesRead" : "MessageUnread", [], new { account = PublicId.Text(account), Message, changed = changed.Count }), changed.Count);
        }, cancel);

    private static Refusal Unknown => new("unknown-message", "There is no such message.", "It may be another one's.");
}
