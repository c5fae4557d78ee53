using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Outside;

namespace StopPress.Newsroom.Staff;

/// <summary>A letter, and whom it is for; what it needs in order to be written.</summary>
/// <param name="Row">The letter.</param>
/// <param name="Account">Whom it is for.</param>
/// <param name="Language">The language of the desk that they chose or signed in with last; null when neither is known.</param>
/// <param name="HouseLanguage">The language of the first edition.</param>
public sealed record DueLetter(LetterRow Row, AccountRow Account, string? Language, string HouseLanguage);

/// <summary>A letter that was given up.</summary>
/// <param name="To">Whom it was for.</param>
/// <param name="At">When it was given up.</param>
/// <param name="Why">Why it was.</param>
/// <param name="Said">What the server said; may be empty.</param>
public sealed record FailedLetter(string To, Instant At, Refusal Why, string Said);

/// <summary>What waits after a try in vain.</summary>
/// <param name="Count">How many letters.</param>
/// <param name="Why">Why the one that is tried last does.</param>
/// <param name="Said">What the server said to that one; may be empty.</param>
public sealed record WaitingLetters(int Count, Refusal Why, string Said);

/// <summary>Keeps the letters that wait to be sent.</summary>
public static class LetterDesk
{
    internal const string Purpose = "link";

    // RFC 5321, section 4.5.4.1: a server tries for four or five days; what a desk has to say is old after two.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    // What failed is told for as long as somebody may wonder about it.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);
    private const int MostFailures = 20;

    /// <summary>Whether a letter is due.</summary>
    public static Task<bool> HasDueAsync(NewsDesk desk, CancellationToken cancel) => desk.Database.LookAsync(context => Due(context, desk).AnyAsync(cancel), cancel);

    /// <summary>The next letter that is due and is still to be sent, or null. Those that are to be sent no more are deleted on the way: to somebody who has left, wants none, or has read it; and links that are over.</summary>
    public static async Task<DueLetter?> NextAsync(NewsDesk desk, CancellationToken cancel)
    {
        while (await desk.Database.LookAsync(context => ReadNextAsync(context, desk, cancel), cancel) is var (row, letter) && row is not null)
        {
            if (letter is not null) return letter;
            await DropAsync(desk, row.Id, cancel);
        }
        return null;
    }

    /// <summary>The token of the link that a letter brings; null when it cannot be read any more.</summary>
    public static string? LinkOf(NewsDesk desk, LetterRow row) => row.SealedLink is { } sealedLink ? desk.Seals.Open(Purpose, sealedLink) : null;

    /// <summary>A letter was taken, or is to be sent no more.</summary>
    public static Task DropAsync(NewsDesk desk, long letter, CancellationToken cancel) =>
        KeepAsync(desk, context => context.Set<LetterRow>().Where(row => row.Id == letter).ExecuteDeleteAsync(cancel), cancel);

    /// <summary>A letter was not taken: it is put off, or given up; and all that are due with it, when none of them would be taken.</summary>
    public static Task PutOffAsync(NewsDesk desk, long? letter, MailFault fault, CancellationToken cancel) => KeepAsync(desk, async context =>
    {
        var now = Instant.Now(desk.Clock);
        var rows = await (fault.Wait == MailWait.ForServer ? Due(context, desk) : context.Set<LetterRow>().Where(row => row.Id == letter)).ToListAsync(cancel);
        foreach (var row in rows)
        {
            var pause = FirstPause * Math.Pow(2, Math.Min(row.Tries++, 10));
            (row.Code, row.Reason, row.Said) = (fault.Why.Code, $"{fault.Why.Message} {fault.Why.Help}".Trim(), fault.Said);
            if (fault.Wait == MailWait.InVain || row.WrittenAt.Plus(Longest) <= now) row.FailedAt = now;
            else row.DueAt = now.Plus(pause < LongestPause ? pause : LongestPause);
        }
        var forgotten = now.Plus(-Remembered);
        await context.Set<LetterRow>().Where(row => row.FailedAt < forgotten).ExecuteDeleteAsync(cancel);
        return rows.Count;
    }, cancel);

    /// <summary>The letters that wait after a try in vain, or null.</summary>
    public static Task<WaitingLetters?> WaitingAsync(NewsDesk desk) => desk.Database.LookAsync(async context =>
    {
        var waiting = context.Set<LetterRow>().Where(row => row.FailedAt == null && row.Code != null);
        var last = await waiting.OrderByDescending(row => row.DueAt).FirstOrDefaultAsync();
        return last is null ? null : new WaitingLetters(await waiting.CountAsync(), new Refusal(last.Code!, last.Reason!), last.Said ?? "");
    });

    /// <summary>The letters that were given up, the newest first.</summary>
    public static Task<List<FailedLetter>> FailedAsync(NewsDesk desk) => desk.Database.LookAsync(async context =>
        (await (from row in context.Set<LetterRow>()
                join account in context.Set<AccountRow>() on row.AccountId equals account.Id
                where row.FailedAt != null
                orderby row.FailedAt descending
                select new { row, account }).Take(MostFailures).ToListAsync())
        .ConvertAll(one => new FailedLetter(one.account.Name, one.row.FailedAt!.Value, new Refusal(one.row.Code!, one.row.Reason!), one.row.Said ?? "")));

    private static IQueryable<LetterRow> Due(HouseContext context, NewsDesk desk)
    {
        var now = Instant.Now(desk.Clock);
        return context.Set<LetterRow>().Where(row => row.FailedAt == null && row.DueAt <= now);
    }

    private static async Task<(LetterRow?, DueLetter?)> ReadNextAsync(HouseContext context, NewsDesk desk, CancellationToken cancel)
    {
        if (await Due(context, desk).AsNoTracking().OrderBy(row => row.DueAt).ThenBy(row => row.Id).FirstOrDefaultAsync(cancel) is not { } row) return (null, null);
        var account = await context.Set<AccountRow>().AsNoTracking().FirstOrDefaultAsync(one => one.Id == row.AccountId && one.LeftAt == null, cancel);
        bool isWanted = row.SealedLink is not null
            ? row.WrittenAt.Plus(AskForLink.Lasts) > Instant.Now(desk.Clock)
            : account?.MailSince is not null && await context.Set<MessageRow>().AnyAsync(message => message.Id == row.MessageId && message.ReadAt == null, cancel);
        if (account is null || !isWanted) return (row, null);
        string? language = account.Language
            ?? await context.Set<SessionRow>().Where(session => session.AccountId == account.Id).OrderByDescending(session => session.OpenedAt).Select(session => session.Language).FirstOrDefaultAsync(cancel);
        string first = await context.Set<EditionRow>().OrderBy(edition => edition.Position).ThenBy(edition => edition.Id).Select(edition => edition.Language).FirstAsync(cancel);
        return (row, new DueLetter(row, account, language, first));
    }

    // Nothing is answered to anybody, so what broke is met by whoever sends.
    private static async Task KeepAsync(NewsDesk desk, Func<HouseContext, Task<int>> write, CancellationToken cancel)
    {
        var kept = await desk.Journal.KeepUnseenAsync<int>(async context => await write(context), cancel);
        if (kept.Refusal is { } refusal) throw new IOException($"{refusal.Code}: {refusal.Message}");
    }
}
