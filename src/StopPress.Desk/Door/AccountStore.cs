using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Staff;
using StopPress.Store.Database;

namespace StopPress.Desk.Door;

/// <summary>Where the framework's sign-in finds accounts. It only reads: accounts change by acts, which the journal tells.</summary>
/// <param name="desk">The newsroom.</param>
internal sealed class AccountStore(NewsDesk desk) : IUserPasskeyStore<AccountRow>, IUserAuthenticatorKeyStore<AccountRow>, IUserSecurityStampStore<AccountRow>
{
    private const string ByActs = "Accounts change by acts.";

    public Task<AccountRow?> FindByIdAsync(string userId, CancellationToken cancellationToken) => PublicId.TryRead(userId, out long id)
        ? desk.Database.LookAsync(context => context.Set<AccountRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == id && row.LeftAt == null, cancellationToken), cancellationToken)
        : Task.FromResult<AccountRow?>(null);

    public Task<AccountRow?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => desk.Database.FindByEmailAsync(normalizedUserName, cancellationToken);

    public Task<string> GetUserIdAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult(PublicId.Text(user.Id));

    public Task<string?> GetUserNameAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Email);

    public Task<string?> GetNormalizedUserNameAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.FoldedEmail);

    public Task<string?> GetAuthenticatorKeyAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult(user.AuthenticatorKey);

    public Task<string?> GetSecurityStampAsync(AccountRow user, CancellationToken cancellationToken) => Task.FromResult<string?>(PublicId.Text(user.Id));

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(AccountRow user, CancellationToken cancellationToken) =>
        [.. (await desk.Database.LookAsync(context => context.Set<PasskeyRow>().AsNoTracking().Where(row => row.AccountId == user.Id).ToListAsync(cancellationToken), cancellationToken)).Select(KeptPasskey.Read)];

    public async Task<AccountRow?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken)
    {
        string id = KeptPasskey.IdOf(credentialId);
        return await desk.Database.LookAsync(context => (
            from key in context.Set<PasskeyRow>()
            join account in context.Set<AccountRow>().AsNoTracking() on key.AccountId equals account.Id
            where key.Id == id && account.LeftAt == null
            select account).FirstOrDefaultAsync(cancellationToken), cancellationToken);
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(AccountRow user, byte[] credentialId, CancellationToken cancellationToken) =>
        (await GetPasskeysAsync(user, cancellationToken)).FirstOrDefault(key => key.CredentialId.AsSpan().SequenceEqual(credentialId));

    public Task AddOrUpdatePasskeyAsync(AccountRow user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw new NotSupportedException(ByActs);

    public Task RemovePasskeyAsync(AccountRow user, byte[] credentialId, CancellationToken cancellationToken) => throw new NotSupportedException(ByActs);

    public Task SetAuthenticatorKeyAsync(AccountRow user, string key, CancellationToken cancellationToken) => throw new NotSupportedException(ByActs);

    public Task SetSecurityStampAsync(AccountRow user, string stamp, CancellationToken cancellationToken) => throw new NotSupportedException(ByActs);

    public Task SetUserNameAsync(AccountRow user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException(ByActs);

    public Task SetNormalizedUserNameAsync(AccountRow user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException(ByActs);

    public Task<IdentityResult> CreateAsync(AccountRow user, CancellationToken cancellationToken) => throw new NotSupportedException(ByActs);

    public Task<IdentityResult> UpdateAsync(AccountRow user, CancellationToken cancellationToken) => throw new NotSupportedException(ByActs);

    public Task<IdentityResult> DeleteAsync(AccountRow user, CancellationToken cancellationToken) => throw new NotSupportedException(ByActs);

    public void Dispose()
    {
    }
}

/// <summary>A passkey as the framework needs it, from what the house keeps of it and back.</summary>
internal static class KeptPasskey
{
    private sealed record Kept(byte[] PublicKey, long At, uint SignCount, string[]? Transports, bool UserVerified, bool BackupEligible, bool BackedUp, byte[] Attestation, byte[] ClientData);

    public static string IdOf(byte[] credentialId) => System.Buffers.Text.Base64Url.EncodeToString(credentialId);

    public static UserPasskeyInfo Read(PasskeyRow row)
    {
        var kept = JsonSerializer.Deserialize<Kept>(row.Credential)!;
        return new UserPasskeyInfo(
            System.Buffers.Text.Base64Url.DecodeFromChars(row.Id), kept.PublicKey, DateTimeOffset.FromUnixTimeSeconds(kept.At), kept.SignCount, kept.Transports,
            kept.UserVerified, kept.BackupEligible, kept.BackedUp, kept.Attestation, kept.ClientData)
        { Name = row.Name };
    }

    public static string Write(UserPasskeyInfo key) => JsonSerializer.Serialize(new Kept(
        key.PublicKey, key.CreatedAt.ToUnixTimeSeconds(), key.SignCount, key.Transports, key.IsUserVerified, key.IsBackupEligible, key.IsBackedUp, key.AttestationObject, key.ClientDataJson));
}
