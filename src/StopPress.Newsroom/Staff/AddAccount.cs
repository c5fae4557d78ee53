using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Staff;

/// <summary>Lets somebody come to the desk: the result is a one-time link with which they choose how to sign in.</summary>
/// <param name="Email">Their e-mail address.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">What they are at the newspaper.</param>
/// <param name="Staff">Who they are in bylines, as the public id of a member of staff, or null.</param>
/// <param name="InBylines">Whether they are to stand in bylines under their name: as whoever of the staff has it and no account, or else as somebody new.</param>
public sealed record AddAccount(string Email, string Name, Role Role, string? Staff = null, bool InBylines = false)
{
    /// <summary>Does it; the result is the link's token.</summary>
    public async Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        string email = checks.Email(Email);
        string name = checks.Line("name", Name, AccountDesk.LongestName, required: true);
        long? staff = Staff is null ? null : checks.Id("staff", Staff);
        if (!Enum.IsDefined(Role)) checks.Refuse("unknown-role", $"There is no role {Role}.");
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<string>(actor, async context =>
        {
            if (await AccountDesk.IsTakenAsync(context, email, cancel) is { } taken) return taken;
            if (staff is { } id && !await context.Set<StaffRow>().AnyAsync(row => row.Id == id, cancel)) return new Refusal("unknown-staff", $"There is no staff with the id \"{Staff}\".");
            var account = AccountDesk.New(desk, email, name, Role);
            account.StaffId = staff;
            if (InBylines && staff is null && await NameAsync(desk, context, account, cancel) is { } unnamed) return unnamed;
            context.Add(account);
            string token = AccountDesk.Invite(desk, context, account.Id);
            return (new EntryDraft("AccountAdded", [], new { account = PublicId.Text(account.Id), email, name, role = Role.ToString() }), token);
        }, cancel);
    }

    private static async Task<Refusal?> NameAsync(NewsDesk desk, HouseContext context, AccountRow account, CancellationToken cancel)
    {
        var known = await context.Set<LocalNameRow>().AsNoTracking().Where(row => row.Subject.StartsWith("staff:") && row.Name == account.Name).Select(row => row.Subject).ToListAsync(cancel);
        long[] ids = [.. known.Select(Subject.IdOf).Distinct()];
        long?[] taken = await context.Set<AccountRow>().Where(row => row.StaffId != null).Select(row => row.StaffId).ToArrayAsync(cancel);
        if (ids.Where(id => !taken.Contains(id)).ToList() is [var alone])
        {
            account.StaffId = alone;
            return null;
        }
        var edition = await context.Set<EditionRow>().OrderBy(row => row.Position).FirstAsync(cancel);
        // Two of one name need two addresses.
        string? slug = ids.Length == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{account.Name} {ids.Length + 1}");
        var added = await AddStaff.PutAsync(desk, context, account.Email, [new NewName(edition.Language, account.Name, slug)], cancel);
        account.StaffId = added.Refusal is null ? added.Value : null;
        return added.Refusal;
    }
}

/// <summary>Gives somebody a new one-time link, as when phone and password are lost. Links given before stop working.</summary>
/// <param name="Account">The account's public id, or its e-mail address.</param>
public sealed record RenewLink(string Account)
{
    /// <summary>Does it; the result is the link's token.</summary>
    public Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<string>(actor, async context =>
        {
            var found = await AccountDesk.FindAsync(context, Account, cancel);
            if (found.Refusal is { } unknown) return unknown;
            await context.Set<LinkRow>().Where(row => row.Kind == LinkKind.Invitation && row.AccountId == found.Value.Id).ExecuteDeleteAsync(cancel);
            string token = AccountDesk.Invite(desk, context, found.Value.Id);
            return (new EntryDraft("LinkRenewed", [], new { account = PublicId.Text(found.Value.Id) }), token);
        }, cancel);
}
