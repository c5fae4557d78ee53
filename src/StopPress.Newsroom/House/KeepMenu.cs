using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Newsroom.Editions;
using StopPress.Newsroom.Stories;
using StopPress.Store;
using StopPress.Store.Database;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.House;

/// <summary>A link of a menu: to something of the newspaper, which is found wherever it moves, or to an address.</summary>
/// <param name="Subject">A section, storyline, tag, or one of the house's pages (<c>story:…</c>); or null.</param>
/// <param name="Address">A path of the newspaper or a whole address with https; or null.</param>
/// <param name="Name">What the menu calls it; needed with an address, else its own name stands there.</param>
public sealed record MenuLink(string? Subject = null, string? Address = null, string? Name = null);

/// <summary>Makes an edition's menu of chosen links, or of the tree of sections again.</summary>
/// <param name="Edition">The edition's language.</param>
/// <param name="Links">The links in their order; none leaves the menu to the tree.</param>
public sealed record KeepMenu(string Edition, IReadOnlyList<MenuLink>? Links = null)
{
    // More than three lines of a newspaper's width nobody reads.
    private const int Most = 30;

    private const int LongestName = 60;

    /// <summary>Does it.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        var links = Links ?? [];
        if (links.Count > Most) checks.Refuse("too-many", $"A menu has {Most} links at most; these are {links.Count}.", "Leave some out.");
        MenuLinkRow[] rows = [.. links.Take(Most).Select((link, place) => Read(checks, link, place, desk.Host))];
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await context.FindEditionAsync(Edition);
            if (found.Refusal is { } unknown) return unknown;
            foreach (var row in rows)
            {
                row.EditionId = found.Value.Id;
                if (row.Subject.Length > 0 && await MissingAsync(context, row, cancel) is { } missing) return missing;
            }
            context.RemoveRange(await context.Set<MenuLinkRow>().Where(row => row.EditionId == found.Value.Id).ToListAsync(cancel));
            await context.SaveChangesAsync(cancel);
            context.AddRange(rows);
            return (new EntryDraft("MenuKept", [Subject.Menus], new { Edition, links = rows.Select(row => new { row.Subject, row.Address, row.Name }) }), true);
        }, cancel);
    }

    private static MenuLinkRow Read(Checks checks, MenuLink link, int place, string host)
    {
        string subject = link.Subject ?? "";
        var row = new MenuLinkRow { Position = place, Subject = "", Address = "", Name = checks.Line("name in the menu", link.Name, LongestName, required: link.Address is not null) };
        if (link.Subject is null == link.Address is null) checks.Refuse("wrong-link", "A link of a menu leads either to something of the newspaper or to an address.", "Choose one of them.");
        else if (link.Address is not null) row.Address = HousePath.Target(checks, link.Address, host);
        else if (IdOf(subject) is null) checks.Refuse("unknown-subject", $"\"{HousePath.Short(subject)}\" is nothing that a menu can lead to.", "Choose a section, a storyline, a tag or a page.");
        else row.Subject = subject;
        return row;
    }

    private static long? IdOf(string subject)
    {
        string kind = Subject.KindOf(subject);
        return kind is "section" or "storyline" or "tag" or "story" && subject.Length > kind.Length && PublicId.TryRead(subject.AsSpan(kind.Length + 1), out long id) ? id : null;
    }

    private async Task<Refusal?> MissingAsync(HouseContext context, MenuLinkRow row, CancellationToken cancel)
    {
        string kind = Subject.KindOf(row.Subject);
        long id = Subject.IdOf(row.Subject);
        if (kind == "story")
        {
            var page = await context.Set<StoryRow>().FirstOrDefaultAsync(story => story.Id == id && story.Kind == StoryKind.Page, cancel);
            if (page is null) return new Refusal("unknown-subject", $"There is no page {row.Subject}.", "Choose one of the house's pages.");
            return await context.Set<StoryTextRow>().AnyAsync(text => text.StoryId == id && text.EditionId == row.EditionId, cancel) ? null : Unnamed(row);
        }
        if (!await Places.ExistsAsync(context, kind, id, cancel)) return new Refusal("unknown-subject", $"There is no {row.Subject}.");
        return await context.Set<LocalNameRow>().AnyAsync(name => name.Subject == row.Subject && name.EditionId == row.EditionId, cancel) ? null : Unnamed(row);
    }

    private Refusal Unnamed(MenuLinkRow row) => new("unnamed", $"{row.Subject} has no name in the edition {Edition}.", "Name it there first.");
}

/// <summary>A link of an edition's menu.</summary>
public sealed class MenuLinkRow
{
    /// <summary>The edition.</summary>
    public long EditionId { get; set; }

    /// <summary>Its place, from 0.</summary>
    public int Position { get; set; }

    /// <summary>What it leads to; empty where it leads to an address.</summary>
    public required string Subject { get; set; }

    /// <summary>The address that it leads to, or empty.</summary>
    public required string Address { get; set; }

    /// <summary>What the menu calls it; empty where that is the name of what it leads to.</summary>
    public required string Name { get; set; }
}

internal sealed class MenuTables : IEntityTypeConfiguration<MenuLinkRow>
{
    public void Configure(EntityTypeBuilder<MenuLinkRow> builder)
    {
        builder.ToTable("menu_links");
        builder.HasKey(row => new { row.EditionId, row.Position });
    }
}
