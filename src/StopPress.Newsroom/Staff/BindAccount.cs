using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Newsroom.Sections;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Staff;

/// <summary>Says in which sections somebody works: what looks at sections in <see cref="Rights"/> they have only there, and below. It counts from their next request on.</summary>
/// <param name="Account">The account's public id, or its e-mail address.</param>
/// <param name="Sections">The public ids of the sections; none binds them no longer.</param>
public sealed record BindAccount(string Account, IReadOnlyList<string> Sections)
{
    /// <summary>Does it.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        var sections = checks.Ids("section", Sections);
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await AccountDesk.FindAsync(context, Account, cancel);
            if (found.Refusal is { } unknown) return unknown;
            var account = found.Value;
            if (account.Role == Role.Administrator && sections.Count > 0) return new Refusal("is-administrator", $"{account.Name} runs the whole house.", "Give them another role first.");
            foreach (long section in sections)
            {
                if (!await context.Set<SectionRow>().AnyAsync(row => row.Id == section, cancel)) return new Refusal("unknown-section", $"There is no section with the id {PublicId.Text(section)}.");
            }
            await context.Set<AccountSectionRow>().Where(row => row.AccountId == account.Id).ExecuteDeleteAsync(cancel);
            context.AddRange(sections.Select(section => new AccountSectionRow { AccountId = account.Id, SectionId = section }));
            return (new EntryDraft("AccountBound", [], new { account = PublicId.Text(account.Id), sections = sections.Select(PublicId.Text) }), true);
        }, cancel);
    }
}
