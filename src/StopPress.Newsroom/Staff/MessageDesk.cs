using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Staff;

/// <summary>What the desk tells people about stories.</summary>
public static class MessageDesk
{
    /// <summary>How many somebody has not read.</summary>
    public static Task<int> UnreadAsync(this HouseDatabase database, long account, CancellationToken cancel = default) =>
        database.LookAsync(context => context.Set<MessageRow>().CountAsync(row => row.AccountId == account && row.ReadAt == null, cancel), cancel);

    /// <summary>Tells somebody who is still here, in the transaction of an act; whoever did it needs no telling.</summary>
    internal static Task TellAsync(NewsDesk desk, HouseContext context, MessageKind kind, long? account, StoryRow story, long edition, string actor, string note, CancellationToken cancel) =>
        TellAsync(desk, context, kind, account, (story.Id, edition), actor, note, cancel);

    /// <summary>The same of several stories at once, in one message.</summary>
    internal static Task TellOfManyAsync(NewsDesk desk, HouseContext context, MessageKind kind, long account, string actor, string note, CancellationToken cancel) =>
        TellAsync(desk, context, kind, account, (0, 0), actor, note, cancel);

    private static async Task TellAsync(NewsDesk desk, HouseContext context, MessageKind kind, long? account, (long Story, long Edition) about, string actor, string note, CancellationToken cancel)
    {
        if (account is not { } id || PublicId.Text(id) == actor || await context.Set<AccountRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.LeftAt == null, cancel) is not { } told) return;
        var message = new MessageRow { Id = PublicId.Next(desk.Clock), AccountId = id, At = Instant.Now(desk.Clock), Kind = kind, StoryId = about.Story, EditionId = about.Edition, Actor = actor, Note = note };
        context.Add(message);
        if (told.MailSince is not null && await context.Set<MailServerRow>().AnyAsync(cancel)) context.Add(LetterRow.New(desk, id, message.Id));
    }
}
