using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Sections;
using StopPress.Newsroom.Staff;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.House;

/// <summary>Makes a newspaper of an empty house: its name, first edition and sections, and its owner's account. The link that allows it works once.</summary>
/// <param name="Link">The one-time link's token.</param>
/// <param name="Edition">The first edition; its name is the newspaper's.</param>
/// <param name="Sections">What the sections are called, in the order of the menu.</param>
/// <param name="Owner">Who owns it.</param>
/// <param name="Email">The owner's e-mail address.</param>
public sealed record SetUpNewspaper(string Link, OpenEdition Edition, IReadOnlyList<string> Sections, string Owner, string Email)
{
    /// <summary>Does it; the result is a one-time link with which the owner chooses how to sign in.</summary>
    public async Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, CancellationToken cancel = default)
    {
        var checks = new Checks();
        var says = Edition.Read(checks);
        string email = checks.Email(Email);
        string owner = checks.Line("name", Owner, AccountDesk.LongestName, required: true);
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<string>("set-up", async context =>
        {
            if (await AccountDesk.WorkingAsync(context, Link, Instant.Now(desk.Clock), cancel) is not { Kind: LinkKind.SetUp } link) return AccountDesk.DeadLink;
            if (await context.Set<AccountRow>().AnyAsync(cancel)) return AccountDesk.DeadLink;
            context.Remove(link);
            var edition = await context.Set<EditionRow>().OrderBy(row => row.Position).FirstAsync(cancel);
            // What is written already, as by an import, is in the language that the edition was opened with.
            if (!await context.Set<StoryTextRow>().AnyAsync(cancel)) edition.Language = says.Language;
            else if (edition.Language != says.Language) return new Refusal("language-fixed", $"There are stories in the edition {edition.Language} already.", "Keep its language, and open another edition later.");
            await OpenEdition.SayAsync(desk, context, edition, says);
            await context.SaveChangesAsync(cancel);
            (await context.Set<HouseRow>().FirstAsync(cancel)).Name = says.Name;
            if (await OpenSectionsAsync(desk, context, edition, cancel) is { } refusal) return refusal;
            var staff = await AddStaff.PutAsync(desk, context, email, [new NewName(edition.Language, owner)], cancel);
            if (staff.Refusal is { } unnamed) return unnamed;
            var account = AccountDesk.New(desk, email, owner, Role.Administrator);
            account.StaffId = staff.Value;
            context.Add(account);
            string token = AccountDesk.Invite(desk, context, account.Id);
            return (new EntryDraft("NewspaperSetUp", [Subject.Everything], new { says.Name, says.Language, owner = PublicId.Text(account.Id) }), token);
        }, cancel);
    }

    /// <summary>Makes the link, in place of an earlier one; null when the newspaper has accounts already.</summary>
    public static async Task<Outcome<string?>> LinkAsync(NewsDesk desk, CancellationToken cancel = default)
    {
        // Whoever finds an old log must not find a link that works.
        var lasts = TimeSpan.FromDays(2);
        try
        {
            if (await desk.Database.LookAsync(context => context.Set<AccountRow>().AnyAsync(cancel), cancel)) return (string?)null;
        }
        catch (Exception fault) when (desk.Database.RefusalOf(fault) is not null)
        {
            return desk.Database.RefusalOf(fault)!;
        }
        var made = await desk.Journal.WriteAsync<string>("set-up", async context =>
        {
            await context.Set<LinkRow>().Where(row => row.Kind == LinkKind.SetUp).ExecuteDeleteAsync(cancel);
            string token = Token.New();
            context.Add(new LinkRow { Hash = Token.Hash(token), Kind = LinkKind.SetUp, EndsAt = Instant.From(desk.Clock.GetUtcNow() + lasts) });
            return (new EntryDraft("SetUpOffered", []), token);
        }, cancel);
        return made.Refusal is { } refusal ? refusal : made.Value.Result;
    }

    private async Task<Refusal?> OpenSectionsAsync(NewsDesk desk, HouseContext context, EditionRow edition, CancellationToken cancel)
    {
        int position = await context.Set<SectionRow>().CountAsync(row => row.ParentId == null, cancel);
        foreach (string name in Sections.Select(name => name.Trim()).Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var section = new SectionRow { Id = PublicId.Next(desk.Clock), Position = position++, InMenu = true };
            if (await OpenSection.AddAsync(context, section, [new NewName(edition.Language, name)], cancel) is { } refusal) return refusal;
        }
        return null;
    }
}
