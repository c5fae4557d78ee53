using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Staff;

/// <summary>Uses up a one-time link: whoever has it chooses a password with it, or shows a passkey, and is let in.</summary>
/// <param name="Link">The link's token.</param>
/// <param name="PasswordHash">The hash of the password that was chosen, or null.</param>
/// <param name="Passkey">The passkey that was made, or null.</param>
public sealed record UseLink(string Link, string? PasswordHash, NewPasskey? Passkey = null)
{
    /// <summary>Does it; the result is the account's id. What let the person in before stops working, for it may be in wrong hands.</summary>
    public Task<Outcome<Settled<long>>> RunAsync(NewsDesk desk, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<long>("link", async context =>
        {
            if (await AccountDesk.WorkingAsync(context, Link, Instant.Now(desk.Clock), cancel) is not { AccountId: { } id } link) return AccountDesk.DeadLink;
            var account = await context.Set<AccountRow>().FirstOrDefaultAsync(row => row.Id == id && row.LeftAt == null, cancel);
            if (account is null) return AccountDesk.DeadLink;
            await context.Set<LinkRow>().Where(row => row.AccountId == id && row.Kind == LinkKind.Reset).ExecuteDeleteAsync(cancel);
            if (link.Kind == LinkKind.Reset) return await ResetAsync(context, desk, account, cancel);
            context.Remove(link);
            await context.Set<PasskeyRow>().Where(row => row.AccountId == id).ExecuteDeleteAsync(cancel);
            await context.Set<RecoveryCodeRow>().Where(row => row.AccountId == id).ExecuteDeleteAsync(cancel);
            await context.Set<SessionRow>().Where(row => row.AccountId == id).ExecuteDeleteAsync(cancel);
            (account.PasswordHash, account.AuthenticatorKey, account.AuthenticatorSince, account.LastCode) = (PasswordHash, null, null, null);
            Passkey?.AddTo(context, desk, id);
            return (new EntryDraft("LinkUsed", [], new { account = PublicId.Text(id), password = PasswordHash is not null, passkey = Passkey is not null }), id);
        }, cancel);

    // It came by mail, and whoever reads somebody's mail must not get past the codes; passkeys stay, for they cannot be guessed.
    private async Task<Outcome<(EntryDraft, long)>> ResetAsync(HouseContext context, NewsDesk desk, AccountRow account, CancellationToken cancel)
    {
        if (account.AuthenticatorSince is not null && PasswordHash is null) return new Refusal("password-only", "A code is asked for with this account's password, so this link sets a password only.", "Choose a password.");
        await context.Set<SessionRow>().Where(row => row.AccountId == account.Id).ExecuteDeleteAsync(cancel);
        account.PasswordHash = PasswordHash ?? account.PasswordHash;
        Passkey?.AddTo(context, desk, account.Id);
        return (new EntryDraft("LinkUsed", [], new { account = PublicId.Text(account.Id), password = PasswordHash is not null, passkey = Passkey is not null, reset = true }), account.Id);
    }
}

/// <summary>A passkey as the browser made it.</summary>
/// <param name="Id">The credential's id in base64url.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Credential">All that is needed to check a signature with it, as JSON.</param>
public sealed record NewPasskey(string Id, string Name, string Credential)
{
    internal void AddTo(HouseContext context, NewsDesk desk, long account) =>
        context.Add(new PasskeyRow { Id = Id, AccountId = account, Name = Checks.Clean(Name), Credential = Credential, AddedAt = Instant.Now(desk.Clock) });
}

/// <summary>Changes how somebody who is signed in shows who they are.</summary>
/// <param name="Account">The account's id.</param>
/// <param name="Change">What happened, as the journal says it.</param>
/// <param name="Apply">Changes the account; a refusal keeps everything as it was.</param>
public sealed record ChangeCredentials(long Account, string Change, Func<HouseContext, AccountRow, Task<Refusal?>> Apply)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(PublicId.Text(Account), async context =>
        {
            var found = await AccountDesk.FindAsync(context, PublicId.Text(Account), cancel);
            if (found.Refusal is { } unknown) return unknown;
            if (await Apply(context, found.Value) is { } refusal) return refusal;
            return (new EntryDraft(Change, [], new { account = PublicId.Text(Account) }), true);
        }, cancel);

    /// <summary>Another password; every other browser is signed out.</summary>
    /// <param name="signedIn">Who asks.</param>
    /// <param name="hash">The hash of the new password.</param>
    public static ChangeCredentials Password(Colleague signedIn, string hash) => new(signedIn.Account.Id, "PasswordChanged", async (context, account) =>
    {
        account.PasswordHash = hash;
        await context.Set<SessionRow>().Where(row => row.AccountId == account.Id && row.Id != signedIn.Session.Id).ExecuteDeleteAsync();
        return null;
    });

    /// <summary>One passkey more.</summary>
    public static ChangeCredentials AddPasskey(NewsDesk desk, long account, NewPasskey passkey) => new(account, "PasskeyAdded", async (context, row) =>
    {
        if (await context.Set<PasskeyRow>().AnyAsync(other => other.Id == passkey.Id)) return new Refusal("passkey-known", "This passkey is known already.");
        passkey.AddTo(context, desk, row.Id);
        return null;
    });

    /// <summary>One passkey less; whoever has no password keeps the last.</summary>
    public static ChangeCredentials DropPasskey(long account, string passkey) => new(account, "PasskeyDropped", async (context, row) =>
    {
        var own = await context.Set<PasskeyRow>().Where(other => other.AccountId == account).ToListAsync();
        if (own.Find(one => one.Id == passkey) is not { } dropped) return new Refusal("unknown-passkey", "There is no such passkey.");
        if (own.Count == 1 && row.PasswordHash is null) return new Refusal("last-key", "It is the only way in that this account has.", "Set a password or add another passkey first.");
        context.Remove(dropped);
        return null;
    });

    /// <summary>The counter of a passkey that was used.</summary>
    public static ChangeCredentials UsePasskey(long account, string passkey, string credential) => new(account, "PasskeyUsed", async (context, _) =>
    {
        if (await context.Set<PasskeyRow>().FirstOrDefaultAsync(row => row.Id == passkey && row.AccountId == account) is not { } used) return new Refusal("unknown-passkey", "There is no such passkey.");
        used.Credential = credential;
        return null;
    });

    /// <summary>From now on a code is asked for with the password; and the codes for whoever loses the app.</summary>
    /// <param name="desk">The newsroom.</param>
    /// <param name="account">The account's id.</param>
    /// <param name="key">The key that the app was given.</param>
    /// <param name="recoveryCodes">The codes for whoever loses the app.</param>
    public static ChangeCredentials AddAuthenticator(NewsDesk desk, long account, string key, IReadOnlyList<string> recoveryCodes) => new(account, "AuthenticatorAdded", async (context, row) =>
    {
        (row.AuthenticatorKey, row.AuthenticatorSince) = (key, Instant.Now(desk.Clock));
        await context.Set<RecoveryCodeRow>().Where(code => code.AccountId == account).ExecuteDeleteAsync();
        foreach (string code in recoveryCodes) context.Add(new RecoveryCodeRow { AccountId = account, Hash = Token.Hash(code) });
        return null;
    });

    /// <summary>No code is asked for any more.</summary>
    public static ChangeCredentials DropAuthenticator(long account) => new(account, "AuthenticatorDropped", async (context, row) =>
    {
        (row.AuthenticatorKey, row.AuthenticatorSince, row.LastCode) = (null, null, null);
        await context.Set<RecoveryCodeRow>().Where(code => code.AccountId == account).ExecuteDeleteAsync();
        return null;
    });

    /// <summary>A code of the app was taken: it lets nobody in again.</summary>
    public static ChangeCredentials UseCode(long account, string code) => new(account, "CodeUsed", (_, row) =>
    {
        if (row.LastCode == code) return Task.FromResult<Refusal?>(new Refusal("code-used", "This code was used already.", "Wait for the next one."));
        row.LastCode = code;
        return Task.FromResult<Refusal?>(null);
    });

    /// <summary>A recovery code was taken: it is used up.</summary>
    public static ChangeCredentials UseRecoveryCode(long account, string code) => new(account, "RecoveryCodeUsed", async (context, _) =>
    {
        string hash = Token.Hash(code);
        return await context.Set<RecoveryCodeRow>().Where(row => row.AccountId == account && row.Hash == hash).ExecuteDeleteAsync() == 0
            ? new Refusal("wrong-code", "This is none of the recovery codes, or it was used.")
            : null;
    });
}
