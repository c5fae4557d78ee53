using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Sections;

/// <summary>Calls a section something else in an edition. With another slug its address changes and those of all sections below it; the earlier ones lead to the new ones.</summary>
/// <param name="Section">The section's public id.</param>
/// <param name="Edition">The edition's language.</param>
/// <param name="Name">The new name.</param>
/// <param name="Slug">The last part of its address; null leaves the address as it is.</param>
/// <param name="Description">A sentence or two about it; null leaves what was said.</param>
public sealed record RenameSection(string Section, string Edition, string Name, string? Slug = null, string? Description = null)
{
    /// <summary>Does it; the result is the section's address.</summary>
    public async Task<Outcome<Settled<string>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        long id = checks.Id("section", Section);
        string name = checks.Line("name", Name, NewName.LongestName, required: true);
        string? description = Description is null ? null : checks.Line("description", Description, NewName.LongestDescription);
        string? slug = Slug is null ? null : checks.Slug(Slug);
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<string>(actor, async context =>
        {
            if (!await context.Set<SectionRow>().AnyAsync(row => row.Id == id, cancel)) return new Refusal("unknown-section", $"There is no section with the id \"{Section}\".");
            var found = await context.FindEditionAsync(Edition);
            if (found.Refusal is { } unknown) return unknown;
            string subject = Subject.Section(id);
            var own = await context.Set<LocalNameRow>().FirstOrDefaultAsync(row => row.Subject == subject && row.EditionId == found.Value.Id, cancel);
            if (own is null) return new Refusal("unnamed", $"The section has no name in the edition {Edition}.", "Name it there first.");
            if (slug is not null && !AddressBook.EndsWith(own.Path, slug) && await SectionAddresses.MoveAsync(context, found.Value, own, slug, cancel) is { } refusal) return refusal;
            (own.Name, own.Description) = (name, description ?? own.Description);
            return (new EntryDraft("SectionRenamed", [Subject.Sections], new { Section, Edition, name, own.Path }), own.Path);
        }, cancel);
    }
}
