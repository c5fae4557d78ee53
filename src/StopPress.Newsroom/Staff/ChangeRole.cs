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
            // Who runs the house is bound to none of its sections.
            if (Role == Role.Administrator) await context.Set<AccountSectionRow>().Where(row => row.AccountId == found.Value.Id).ExecuteDeleteAsync(cancel);
            return (new EntryDraft("RoleChanged", [], new { account = PublicId.Text(found.Value.Id), role = Role.ToString() }), true);
        }, cancel);
    }
}

/// <summary>
/// Ends somebody's access, everywhere and at once, because they leave the newspaper; or lets them in again. Their stories and byline stay, and what they had still to
/// do with is handed on, now or later (<see cref="HandOnStories"/>).
/// </summary>
/// <param name="Account">The account's public id, or its e-mail address.</param>
/// <param name="Left">Whether they leave, or come back.</param>
/// <param name="To">To whom what is in their hands is given: the account's public id, or its e-mail address; null leaves it for later.</param>
public sealed record EndAccount(string Account, bool Left = true, string? To = null)
{
    /// <summary>Does it; the result is how many stories were handed on.</summary>
    public Task<Outcome<Settled<int>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<int>(actor, async context =>
        {
            var found = await AccountDesk.FindAsync(context, Account, cancel, gone: !Left);
            if (found.Refusal is { } unknown) return unknown;
            var account = found.Value;
            if (Left && await AccountDesk.IsLastAsync(context, account, cancel) is { } last) return last;
            if (!Left && To is not null) return new Refusal("comes-back", $"{account.Name} comes back, and hands nothing on.", "Leave out to whom.");
            string? to = null;
            IReadOnlyList<string> stories = [];
            if (To is not null)
            {
                var handed = await HandOnStories.RunAsync(desk, context, account, To, null, actor, cancel);
                if (handed.Refusal is { } refusal) return refusal;
                (to, stories) = (PublicId.Text(handed.Value.To), handed.Value.Stories);
            }
            account.LeftAt = Left ? Instant.Now(desk.Clock) : null;
            if (Left)
            {
                await context.Set<SessionRow>().Where(row => row.AccountId == account.Id).ExecuteDeleteAsync(cancel);
                // Those with which they let others look at a text, too: they may have kept one for themselves.
                await context.Set<LinkRow>().Where(row => row.AccountId == account.Id).ExecuteDeleteAsync(cancel);
            }
            return (to is null
                ? new EntryDraft(Left ? "AccountEnded" : "AccountRestored", [], new { account = PublicId.Text(account.Id) })
                : new EntryDraft("AccountEnded", [], new { account = PublicId.Text(account.Id), to, stories }), stories.Count);
        }, cancel);
}
