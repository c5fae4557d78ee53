using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using StopPress.Store.Database;

namespace StopPress.Store.Journal;

/// <summary>How far those have come who follow the journal by rows of their own: their cursor is written in the transaction of these rows.</summary>
public static class Cursors
{
    /// <summary>Whether there are entries that a follower has not dealt with.</summary>
    public static async Task<bool> IsBehindAsync(HouseContext context, string follower, CancellationToken cancel)
    {
        long cursor = await context.Set<CursorRow>().Where(row => row.Follower == follower).Select(row => row.Sequence).FirstOrDefaultAsync(cancel);
        return await context.Set<JournalRow>().AnyAsync(row => row.Sequence > cursor, cancel);
    }

    /// <summary>Takes the next entries in a transaction, in their order, and says that they are dealt with.</summary>
    /// <param name="context">A context in a transaction.</param>
    /// <param name="follower">The follower.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<IReadOnlyList<JournalEntry>> TakeAsync(HouseContext context, string follower, int most, CancellationToken cancel)
    {
        long cursor = await context.Set<CursorRow>().Where(row => row.Follower == follower).Select(row => row.Sequence).FirstOrDefaultAsync(cancel);
        var entries = await NewsJournal.ReadAsync(context.Database.GetDbConnection(), cursor, most, context.Database.CurrentTransaction!.GetDbTransaction());
        if (entries.Count > 0) await PutAsync(context, follower, entries[^1].Sequence, cancel);
        return entries;
    }

    /// <summary>Says how far a follower has come.</summary>
    public static async Task PutAsync(HouseContext context, string follower, long sequence, CancellationToken cancel)
    {
        if (await context.Set<CursorRow>().FirstOrDefaultAsync(row => row.Follower == follower, cancel) is { } cursor) cursor.Sequence = sequence;
        else context.Add(new CursorRow { Follower = follower, Sequence = sequence });
    }
}
