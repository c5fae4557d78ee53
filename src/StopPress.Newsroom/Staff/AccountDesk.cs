using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Staff;

/// <summary>Finds accounts, and what the acts on them share.</summary>
public static class AccountDesk
{
    internal const int LongestName = 200;

    // An invitation is read on the day or the next; over a long weekend it still works.
    private static readonly TimeSpan InvitationLasts = TimeSpan.FromDays(4);

    /// <summary>An e-mail address as accounts are found by it.</summary>
    public static string Fold(string? email) => Checks.Clean(email).ToLowerInvariant();

    /// <summary>Reads an account that still works here, or null.</summary>
    public static Task<AccountRow?> FindByEmailAsync(this HouseDatabase database, string? email, CancellationToken cancel = default)
    {
        string folded = Fold(email);
        return database.LookAsync(context => context.Set<AccountRow>().AsNoTracking().FirstOrDefaultAsync(row => row.FoldedEmail == folded && row.LeftAt == null, cancel), cancel);
    }

    /// <summary>Who is signed in with a token, or null.</summary>
    public static async Task<Colleague?> FindSessionAsync(this HouseDatabase database, string? token, Instant now, CancellationToken cancel = default) =>
        (await database.FindSessionsAsync([Token.Hash(token)], now, cancel)).Values.FirstOrDefault();

    /// <summary>Who is signed in, by the hashes of their sessions' tokens.</summary>
    public static Task<IReadOnlyDictionary<string, Colleague>> FindSessionsAsync(this HouseDatabase database, IReadOnlyList<string> hashes, Instant now, CancellationToken cancel = default) =>
        database.LookAsync<IReadOnlyDictionary<string, Colleague>>(async context =>
        {
            var found = await (
                from session in context.Set<SessionRow>().AsNoTracking()
                join account in context.Set<AccountRow>().AsNoTracking() on session.AccountId equals account.Id
                where hashes.Contains(session.Hash) && session.EndsAt > now && account.LeftAt == null
                select new { account, session }).ToListAsync(cancel);
            var bound = found.Count == 0 ? null : await SectionReach.OfAsync(context, [.. found.Select(one => one.account.Id).Distinct()], cancel);
            return found.ToDictionary(one => one.session.Hash, one => new Colleague(one.account, one.session, bound!.GetValueOrDefault(one.account.Id)));
        }, cancel);

    /// <summary>Somebody who does not ask, and is told: what they may see is looked at as if they came, in no browser.</summary>
    public static Task<Colleague> AsColleagueAsync(this HouseDatabase database, AccountRow account, CancellationToken cancel = default) => database.LookAsync(
        async context => new Colleague(account, new SessionRow { Hash = "", Browser = "" }, (await SectionReach.OfAsync(context, [account.Id], cancel)).GetValueOrDefault(account.Id)), cancel);

    /// <summary>What a one-time link is for, and for whom; or null when it does not work, or does no longer.</summary>
    public static Task<(LinkRow Link, AccountRow? Account)?> FindLinkAsync(this HouseDatabase database, string? token, Instant now, CancellationToken cancel = default) =>
        database.LookAsync<(LinkRow, AccountRow?)?>(async context =>
        {
            if (await WorkingAsync(context, token, now, cancel) is not { } link) return null;
            var account = link.AccountId is { } id ? await context.Set<AccountRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.LeftAt == null, cancel) : null;
            return link.AccountId is null || account is not null ? (link, account) : null;
        }, cancel);

    /// <summary>Of a link that was used, is too old, or never was.</summary>
    public static Refusal DeadLink => new("dead-link", "This link does not work, or does no longer.", "Ask for a new one.");

    internal static Task<LinkRow?> WorkingAsync(HouseContext context, string? token, Instant now, CancellationToken cancel)
    {
        string hash = Token.Hash(token);
        return context.Set<LinkRow>().FirstOrDefaultAsync(row => row.Hash == hash && row.EndsAt > now, cancel);
    }

    /// <summary>The account that acts under a name of the journal, or null when that is none of the desk.</summary>
    internal static async Task<long?> IdOfAsync(HouseContext context, string actor, CancellationToken cancel) =>
        PublicId.TryRead(actor, out long id) && await context.Set<AccountRow>().AnyAsync(row => row.Id == id, cancel) ? id : null;

    internal static AccountRow New(NewsDesk desk, string email, string name, Role role) => new()
    {
        Id = PublicId.Next(desk.Clock),
        Email = email,
        FoldedEmail = Fold(email),
        Name = name,
        Role = role,
        AddedAt = Instant.Now(desk.Clock),
    };

    internal static string Invite(NewsDesk desk, HouseContext context, long account)
    {
        string token = Token.New();
        context.Add(new LinkRow { Hash = Token.Hash(token), Kind = LinkKind.Invitation, AccountId = account, EndsAt = Instant.From(desk.Clock.GetUtcNow() + InvitationLasts) });
        return token;
    }

    internal static async Task<Refusal?> IsTakenAsync(HouseContext context, string email, CancellationToken cancel)
    {
        string folded = Fold(email);
        return await context.Set<AccountRow>().AnyAsync(row => row.FoldedEmail == folded, cancel)
            ? new Refusal("email-taken", $"There is an account for {email} already.", "Give that one a new link, or choose another address.")
            : null;
    }

    internal static async Task<Outcome<AccountRow>> FindAsync(HouseContext context, string? account, CancellationToken cancel, bool gone = false)
    {
        string folded = Fold(account);
        var found = PublicId.TryRead(account ?? "", out long id)
            ? await context.Set<AccountRow>().FirstOrDefaultAsync(row => row.Id == id, cancel)
            : await context.Set<AccountRow>().FirstOrDefaultAsync(row => row.FoldedEmail == folded, cancel);
        if (found is null) return new Refusal("unknown-account", $"There is no account \"{account}\".");
        if (gone && found.LeftAt is null) return new Refusal("is-here", $"{found.Name} works here.");
        return gone || found.LeftAt is null ? found : new Refusal("has-left", $"{found.Name} has left the newspaper.", "Take them back first.");
    }

    // Somebody must be able to let others in.
    internal static async Task<Refusal?> IsLastAsync(HouseContext context, AccountRow account, CancellationToken cancel) =>
        account.Role == Role.Administrator && !await context.Set<AccountRow>().AnyAsync(row => row.Role == Role.Administrator && row.LeftAt == null && row.Id != account.Id, cancel)
            ? new Refusal("last-administrator", $"{account.Name} is the only administrator.", "Make somebody else one first.")
            : null;
}

/// <summary>Somebody at the desk, in one browser.</summary>
/// <param name="Account">Who it is.</param>
/// <param name="Session">In which browser.</param>
/// <param name="Sections">The sections that they are bound to and those below them, as filings name them; null for somebody who is bound to none.</param>
public sealed record Colleague(AccountRow Account, SessionRow Session, IReadOnlyList<string>? Sections)
{
    /// <summary>The name under which acts are written in the journal.</summary>
    public string Actor => PublicId.Text(Account.Id);

    /// <summary>Whether they may do something; where the right looks at sections, in stories that it reaches (<see cref="StoryBoard.ReachesAsync"/>).</summary>
    public bool May(Right right) => Account.Role.May(right) && (Sections is null || right.Reaches() != Reach.House);
}
