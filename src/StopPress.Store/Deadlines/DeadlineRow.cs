using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Store.Database;

namespace StopPress.Store.Deadlines;

/// <summary>Something that must happen at an hour.</summary>
public sealed class DeadlineRow
{
    /// <summary>Its id.</summary>
    public long Id { get; set; }

    /// <summary>The hour.</summary>
    public Instant DueAt { get; set; }

    /// <summary>Which kind of act falls due, such as <c>publish</c>.</summary>
    public required string Kind { get; set; }

    /// <summary>What it is about, as a subject of the journal.</summary>
    public required string Subject { get; set; }

    /// <summary>Details as JSON.</summary>
    public required string Payload { get; set; }
}

/// <summary>Who may act alone just now, among the nodes of one newspaper.</summary>
public sealed class LeaseRow
{
    /// <summary>What is leased.</summary>
    public required string Name { get; set; }

    /// <summary>The node that holds it.</summary>
    public required string Holder { get; set; }

    /// <summary>Until when, unless renewed.</summary>
    public Instant Until { get; set; }
}

internal sealed class DeadlineTables : IEntityTypeConfiguration<DeadlineRow>, IEntityTypeConfiguration<LeaseRow>
{
    public void Configure(EntityTypeBuilder<DeadlineRow> builder)
    {
        builder.ToTable("deadlines");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.DueAt).HasDatabaseName("deadlines_by_hour");
        builder.HasIndex(row => new { row.Subject, row.Kind }).HasDatabaseName("deadlines_by_subject");
    }

    public void Configure(EntityTypeBuilder<LeaseRow> builder)
    {
        builder.ToTable("leases");
        builder.HasKey(row => row.Name);
    }
}
