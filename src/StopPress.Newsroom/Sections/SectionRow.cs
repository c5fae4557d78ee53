using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Sections;

/// <summary>A department of the newspaper, such as Local or Sport; sections form a tree.</summary>
public sealed class SectionRow
{
    /// <summary>Its id.</summary>
    public long Id { get; set; }

    /// <summary>The section that it is part of, or null.</summary>
    public long? ParentId { get; set; }

    /// <summary>Its place among its siblings.</summary>
    public int Position { get; set; }

    /// <summary>Whether it stands in the menu and has a block on the front.</summary>
    public bool InMenu { get; set; }

    /// <summary>When it was closed, or null: then it is in no menu and nothing new is filed under it; its page stays.</summary>
    public Instant? ClosedAt { get; set; }
}

internal sealed class SectionTables : IEntityTypeConfiguration<SectionRow>
{
    public void Configure(EntityTypeBuilder<SectionRow> builder)
    {
        builder.ToTable("sections");
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
