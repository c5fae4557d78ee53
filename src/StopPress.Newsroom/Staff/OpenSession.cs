using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Staff;

/// <summary>Lets somebody in, in one browser, who has shown who they are.</summary>
/// <param name="Account">The account's id.</param>
/// <param name="Browser">What the browser says that it is.</param>
/// <param name="How">How they showed it: <c>passkey</c>, <c>password</c>, <c>code</c>, <c>recovery-code</c> or <c>link</c>.</param>
/// <param name="Language">The language in which the desk speaks to them there, or null.</param>
public sealed record OpenSession(long Account, string? Browser, string How, string? Language = null)
{
    private const int LongestBrowser = 300;

    // A browser that nobody used for a month is as likely lost as not.
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(30);

    /// <summary>Does it; the result is the token for the browser's cookie.</summary>
    public Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, CancellationToken cancel = default)
    {
        string browser = Checks.Clean(Browser);
        return desk.Journal.WriteAsync<string>(PublicId.Text(Account), async context =>
        {
            var found = await AccountDesk.FindAsync(context, PublicId.Text(Account), cancel);
            if (found.Refusal is { } unknown) return unknown;
            var now = Instant.Now(desk.Clock);
            await context.Set<SessionRow>().Where(row => row.EndsAt <= now).ExecuteDeleteAsync(cancel);
            string token = Token.New();
            context.Add(new SessionRow
            {
                Hash = Token.Hash(token),
                Id = PublicId.Next(desk.Clock),
                AccountId = Account,
                OpenedAt = now,
                EndsAt = now.Plus(Lasts),
                Language = Language,
                Browser = browser.Length > LongestBrowser ? browser[..LongestBrowser] : browser,
            });
            return (new EntryDraft("SignedIn", [], new { how = How, browser }), token);
        }, cancel);
    }
}

/// <summary>Signs somebody out: in one browser, or in every other than the one that asks.</summary>
/// <param name="Account">The account's id.</param>
/// <param name="Session">The session's public id; null for all.</param>
/// <param name="But">The public id of the session that stays, or null.</param>
public sealed record CloseSession(long Account, string? Session = null, string? But = null)
{
    /// <summary>Does it; the result is how many sessions were ended.</summary>
    public Task<Outcome<Settled<int>>> RunAsync(NewsDesk desk, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<int>(PublicId.Text(Account), async context =>
        {
            long one = 0, but = 0;
            if (Session is not null && !PublicId.TryRead(Session, out one)) return new Refusal("unknown-session", "There is no such session.");
            if (But is not null && !PublicId.TryRead(But, out but)) return new Refusal("unknown-session", "There is no such session.");
            int ended = await context.Set<SessionRow>().Where(row => row.AccountId == Account && (Session == null || row.Id == one) && row.Id != but).ExecuteDeleteAsync(cancel);
            if (ended == 0 && Session is not null) return new Refusal("unknown-session", "There is no such session; it may have ended already.");
            return (new EntryDraft("SignedOut", [], new { sessions = ended }), ended);
        }, cancel);
}
