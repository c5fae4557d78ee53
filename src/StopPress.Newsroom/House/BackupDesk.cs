using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Deadlines;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.House;

/// <summary>How it stands with the backups.</summary>
/// <param name="Last">The last one that was made, or null.</param>
/// <param name="Failure">The one that failed since, or null.</param>
/// <param name="Next">When the next one falls due, or null where none does by itself.</param>
public sealed record KeptBackups(BackupRow? Last, BackupRow? Failure, Instant? Next);

/// <summary>Writes down which backups are to be made and were made, and tells administrators of those that failed.</summary>
public static class BackupDesk
{
    // Over a year somebody can see how they grew.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(400);

    /// <summary>Another node has ended it.</summary>
    public static Refusal EndedAlready { get; } = new("backup-ended", "Another node has made this backup.");

    /// <summary>How it stands with them.</summary>
    public static Task<KeptBackups> BackupsAsync(this NewsDesk desk, CancellationToken cancel = default) => desk.Database.LookAsync(async context =>
    {
        var ended = context.Set<BackupRow>().AsNoTracking().Where(row => row.EndedAt != null).OrderByDescending(row => row.EndedAt).ThenByDescending(row => row.Id);
        var last = await ended.FirstOrDefaultAsync(row => row.Code == null, cancel);
        var newest = await ended.FirstOrDefaultAsync(cancel);
        var next = await context.Set<DeadlineRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Kind == NightlyBackup.Kind, cancel);
        return new KeptBackups(last, newest?.Code is null ? null : newest, next?.DueAt);
    }, cancel);

    /// <summary>The backup that is to be made next, or null.</summary>
    public static Task<BackupRow?> NextBackupAsync(this NewsDesk desk, CancellationToken cancel = default) => desk.Database.LookAsync(
        context => context.Set<BackupRow>().AsNoTracking().Where(row => row.EndedAt == null).OrderBy(row => row.Id).FirstOrDefaultAsync(cancel), cancel);

    /// <summary>Notes that one is begun.</summary>
    public static async Task<Refusal?> BeginBackupAsync(this NewsDesk desk, BackupRow backup, CancellationToken cancel = default) => (await desk.Journal.KeepUnseenAsync<int>(
        async context => await context.Set<BackupRow>().Where(row => row.Id == backup.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.Tries, row => row.Tries + 1), cancel), cancel)).Refusal;

    /// <summary>Notes that one was made; one that nobody had written down before, too.</summary>
    public static Task<Outcome<Settled<bool>>> BackupMadeAsync(this NewsDesk desk, BackupRow made, CancellationToken cancel = default) => desk.Journal.WriteAsync<bool>(made.Actor, async context =>
    {
        if (!await EndAsync(desk, context, made, cancel)) return EndedAlready;
        return (new EntryDraft("BackupMade", [], new { made.File, made.Bytes, made.Sequence, made.Missing }), true);
    }, cancel);

    /// <summary>Notes that one failed, and tells the administrators.</summary>
    public static Task<Outcome<Settled<bool>>> BackupFailedAsync(this NewsDesk desk, BackupRow failed, Refusal why, CancellationToken cancel = default) => desk.Journal.WriteAsync<bool>(failed.Actor, async context =>
    {
        (failed.Code, failed.Reason) = (why.Code, $"{why.Message} {why.Help}".Trim());
        if (!await EndAsync(desk, context, failed, cancel)) return EndedAlready;
        var administrators = await context.Set<AccountRow>().AsNoTracking().Where(row => row.Role == Role.Administrator && row.LeftAt == null).Select(row => row.Id).ToListAsync(cancel);
        foreach (long one in administrators)
        {
            // Who has not read of last night's is not told every night anew.
            if (await context.Set<MessageRow>().AnyAsync(row => row.AccountId == one && row.Kind == MessageKind.BackupFailed && row.ReadAt == null, cancel)) continue;
            await MessageDesk.TellOfManyAsync(desk, context, MessageKind.BackupFailed, one, DeadlineClerk.Actor, $"{failed.Code} {failed.Reason}", cancel);
        }
        return (new EntryDraft("BackupFailed", [], new { failed.Code, failed.Reason }), true);
    }, cancel);

    private static async Task<bool> EndAsync(NewsDesk desk, HouseContext context, BackupRow ended, CancellationToken cancel)
    {
        if (await context.Set<BackupRow>().AnyAsync(row => row.Id == ended.Id && row.EndedAt != null, cancel)) return false;
        var now = Instant.Now(desk.Clock);
        var forgotten = now.Plus(-Remembered);
        await context.Set<BackupRow>().Where(row => row.Id == ended.Id || row.EndedAt < forgotten).ExecuteDeleteAsync(cancel);
        ended.EndedAt = now;
        context.Add(ended);
        return true;
    }
}
