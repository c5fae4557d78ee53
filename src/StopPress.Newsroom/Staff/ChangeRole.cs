using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Staff;

/// <summary>Makes somebody something else at the newspaper; it counts from their next request on.</summary>
/// <param name="Account">The account's public id, or its e-mail address.</param>
/// <param name="Role">What they are from now on.</param>
public sealed record ChangeRole(string Account, Role Role)
{
    /// <summary>Does it.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        if (!Enum.IsDefined(Role)) return new Refusal("unknown-role", $"There is no role {Role}.");
        return await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await AccountDesk.FindAsync(context, Account, cancel);
            if (found.Refusal is { } unknown) return unknown;
            if (Role != Role.Administrator && await AccountDesk.IsLastAsync(context, found.Value, cancel) is { } last) return last;
            found.Value.Role = Role;
            return (new EntryDraft("RoleChanged", [], new { account = PublicId.Text(found.Value.Id), role = Role.ToString() }), true);
        }, cancel);
    }
}

/// <summary>Ends somebody's access, everywhere and at once, because they leave the newspaper; or lets them in again. Their stories and byline stay.</summary>
/// <param name="Account">The account's public id, or its e-mail address.</param>
/// <param name="Left">Whether they leave, or come back.</param>
public sealed record EndAccount(string Account, bool Left = true)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await AccountDesk.FindAsync(context, Account, cancel, gone: !Left);
            if (found.Refusal is { } unknown) return unknown;
            var account = found.Value;
            if (Left && await AccountDesk.IsLastAsync(context, account, cancel) is { } last) return last;
            account.LeftAt = Left ? Instant.Now(desk.Clock) : null;
            if (Left)
            {
                await context.Set<SessionRow>().Where(row => row.AccountId == account.Id).ExecuteDeleteAsync(cancel);
                await context.Set<LinkRow>().Where(row => row.AccountId == account.Id).ExecuteDeleteAsync(cancel);
            }
            return (new EntryDraft(Left ? "AccountEnded" : "AccountRestored", [], new { account = PublicId.Text(account.Id) }), true);
        }, cancel);
}
