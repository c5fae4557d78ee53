using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Newsroom.Editions;
using StopPress.Store;
using StopPress.Store.Journal;

namespace StopPress.Newsroom.House;

/// <summary>What a newspaper tells about itself, so that readers and search engines know whom they trust (schema.org: NewsMediaOrganization).</summary>
public enum Standard
{
    /// <summary>Who works here, and does what.</summary>
    Masthead,

    /// <summary>By which rules it works.</summary>
    Ethics,

    /// <summary>How it corrects what was wrong.</summary>
    Corrections,

    /// <summary>What it stands for.</summary>
    Principles,

    /// <summary>Who owns it, and what it lives on.</summary>
    Ownership,
}

/// <summary>Where something of it is told.</summary>
/// <param name="Standard">What is told.</param>
/// <param name="Address">A path of the newspaper, or a whole address with https.</param>
public sealed record StandardPage(Standard Standard, string Address)
{
    /// <summary>Reads those of all editions; what is said of the house is noted by whoever reads the house.</summary>
    internal static async Task<ILookup<long, StandardPage>> ReadAsync(Reads reads) => (await reads.ListAsync(
        "SELECT edition_id, standard, address FROM standards ORDER BY edition_id, standard",
        row => (Edition: row.GetInt64(0), Page: new StandardPage((Standard)row.GetInt32(1), row.GetString(2))))).ToLookup(one => one.Edition, one => one.Page);
}

/// <summary>Says where an edition tells about the newspaper; what is left out is named no longer.</summary>
/// <param name="Edition">The edition's language.</param>
/// <param name="Pages">Where each is told, once at most.</param>
public sealed record KeepStandards(string Edition, IReadOnlyList<StandardPage> Pages)
{
    /// <summary>Does it.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var checks = new Checks();
        var twice = Pages.GroupBy(page => page.Standard).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) checks.Refuse("said-twice", $"There are two addresses for {twice.Key.ToString().ToLowerInvariant()}.", "Keep one.");
        StandardPage[] read = [.. Pages.Select(page => page with { Address = HousePath.Target(checks, page.Address, desk.Host) })];
        if (checks.Fault is { } fault) return fault;
        return await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            var found = await context.FindEditionAsync(Edition);
            if (found.Refusal is { } unknown) return unknown;
            context.RemoveRange(await context.Set<StandardRow>().Where(row => row.EditionId == found.Value.Id).ToListAsync(cancel));
            await context.SaveChangesAsync(cancel);
            context.AddRange(read.Select(page => new StandardRow { EditionId = found.Value.Id, Standard = page.Standard, Address = page.Address }));
            return (new EntryDraft("StandardsKept", [Subject.House], new { Edition, pages = read.ToDictionary(page => page.Standard.ToString().ToLowerInvariant(), page => page.Address) }), true);
        }, cancel);
    }
}

/// <summary>Where an edition tells something about the newspaper.</summary>
public sealed class StandardRow
{
    /// <summary>The edition.</summary>
    public long EditionId { get; set; }

    /// <summary>What is told.</summary>
    public Standard Standard { get; set; }

    /// <summary>A path of the newspaper, or a whole address.</summary>
    public required string Address { get; set; }
}

internal sealed class StandardTables : IEntityTypeConfiguration<StandardRow>
{
    public void Configure(EntityTypeBuilder<StandardRow> builder)
    {
        builder.ToTable("standards");
        builder.HasKey(row => new { row.EditionId, row.Standard });
    }
}
