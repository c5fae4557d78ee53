using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Sections;

/// <summary>
/// Closes a section, or opens it again. A closed one leaves the menu, the front and the list of the section that it is part of, and nothing new is
/// filed under it or below it. Its page and its stories stay where they are: they are the archive, and what others link to.
/// </summary>
/// <param name="Section">The section's public id.</param>
/// <param name="Closed">Whether it is closed; false opens it again.</param>
public sealed record CloseSection(string Section, bool Closed = true)
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var row = PublicId.TryRead(Section ?? "", out long id) ? await context.Set<SectionRow>().FirstOrDefaultAsync(one => one.Id == id, cancel) : null;
            if (row is null) return new Refusal("unknown-section", $"There is no section with the id \"{Section}\".");
            if (row.ClosedAt is not null == Closed) return Closed ? new Refusal("closed", "The section is closed already.") : new Refusal("is-open", "The section is open.");
            row.ClosedAt = Closed ? Instant.Now(desk.Clock) : null;
            return (new EntryDraft(Closed ? "SectionClosed" : "SectionReopened", [Subject.Sections], new { Section }), true);
        }, cancel);
}
