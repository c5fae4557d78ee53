using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.House;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.Editions;

/// <summary>What something is to be called in an edition.</summary>
/// <param name="Edition">The edition's language.</param>
/// <param name="Name">The name, or a storyline's title.</param>
/// <param name="Slug">The last part of its address; null makes one of the name.</param>
/// <param name="Title">A person's job, or null.</param>
/// <param name="Description">A sentence or two about it, or null.</param>
public sealed record NewName(string Edition, string Name, string? Slug = null, string? Title = null, string? Description = null)
{
    internal const int LongestName = 200;
    internal const int LongestDescription = 2000;

    /// <summary>Gives something this name, in the transaction of an act.</summary>
    /// <param name="context">The transaction.</param>
    /// <param name="subject">What is named.</param>
    /// <param name="below">The address that its own begins with, in an edition; or the refusal.</param>
    /// <param name="cancel">Gives up.</param>
    internal async Task<Refusal?> GiveAsync(HouseContext context, string subject, Func<EditionRow, Task<Outcome<string>>> below, CancellationToken cancel)
    {
        var checks = new Checks();
        string name = checks.Line("name", Name, LongestName, required: true);
        string title = checks.Line("title", Title, LongestName);
        string description = checks.Line("description", Description, LongestDescription);
        string slug = UrlSlug.Of(Checks.Clean(Slug ?? name));
        if (slug.Length == 0) slug = PublicId.Text(Subject.IdOf(subject));
        if (checks.Fault is { } fault) return fault;
        var found = await context.FindEditionAsync(Edition);
        if (found.Refusal is { } unknown) return unknown;
        var edition = found.Value;
        var home = await below(edition);
        if (home.Refusal is { } wrong) return wrong;
        if (Subject.KindOf(subject) == "section" && await AddressBook.MaySectionStandAsync(context, edition, home.Value, slug, cancel) is { } reserved) return reserved;
        string path = $"{home.Value}{slug}/";
        var row = context.Set<LocalNameRow>().Local.FirstOrDefault(one => one.Subject == subject && one.EditionId == edition.Id)
            ?? await context.Set<LocalNameRow>().FirstOrDefaultAsync(one => one.Subject == subject && one.EditionId == edition.Id, cancel);
        if (await AddressBook.GiveExactlyAsync(context, edition, subject, path, cancel) is { } taken) return taken;
        if (row is null) context.Add(row = new LocalNameRow { Subject = subject, EditionId = edition.Id, Name = name, Title = title, Description = description, Path = path });
        if (row.Path != path) await AddressBook.RetireAsync(context, row.Path, cancel);
        (row.Name, row.Title, row.Description, row.Path) = (name, title, description, path);
        return null;
    }
}

/// <summary>Names a section, storyline, tag or member of staff in an edition, or calls it something else there. An address that it leaves leads to the new one.</summary>
/// <remarks>A section that has a name in the edition is renamed with <see cref="Sections.RenameSection"/>, since those below it move along.</remarks>
/// <param name="Subject">What is named, such as <c>section:…</c>.</param>
/// <param name="Name">What it is to be called.</param>
public sealed record NameInEdition(string Subject, NewName Name)
{
    /// <summary>Does it.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        string subject = Subject ?? "";
        string kind = House.Subject.KindOf(subject);
        if (kind is not ("section" or "storyline" or "tag" or "staff") || !PublicId.TryRead(subject.AsSpan(Math.Min(kind.Length + 1, subject.Length)), out long id))
        {
            return new Refusal("unknown-subject", $"\"{Subject}\" is nothing that can be named.", "Sections, storylines, tags and staff have names, such as section:… with the id.");
        }
        return await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            if (!await Places.ExistsAsync(context, kind, id, cancel)) return new Refusal("unknown-subject", $"There is no {Subject}.");
            if (kind == "section" && await IsNamedAsync(context, subject, cancel)) return new Refusal("section-named", $"The section has a name in the edition {Name.Edition} already.", "Rename it: then the sections below it move along.");
            if (await Name.GiveAsync(context, subject, edition => Places.BelowAsync(context, subject, edition, cancel), cancel) is { } refusal) return refusal;
            string touched = kind == "section" ? House.Subject.Sections : subject;
            return (new EntryDraft("NameGiven", [touched], new { subject, Name.Edition, Name.Name }), true);
        }, cancel);
    }

    private Task<bool> IsNamedAsync(HouseContext context, string subject, CancellationToken cancel) =>
        context.Set<LocalNameRow>().AnyAsync(row => row.Subject == subject && context.Set<EditionRow>().Any(edition => edition.Id == row.EditionId && edition.Language == Name.Edition), cancel);
}
