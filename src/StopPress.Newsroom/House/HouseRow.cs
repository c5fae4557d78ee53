using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace StopPress.Newsroom.House;

/// <summary>The publishing house itself; one row.</summary>
public sealed class HouseRow
{
    /// <summary>Always 1.</summary>
    public long Id { get; set; }

    /// <summary>The name of the house, as its imprint gives it.</summary>
    public required string Name { get; set; }

    /// <summary>Whether feeds tell stories whole; else their headlines and summaries.</summary>
    public bool FeedsAreWhole { get; set; } = true;
}

internal sealed class HouseTables : IEntityTypeConfiguration<HouseRow>
{
    public void Configure(EntityTypeBuilder<HouseRow> builder)
    {
        builder.ToTable("house");
        builder.Property(row => row.Id).ValueGeneratedNever();
        // A release before this one names houses, too, and knows of no feeds.
        builder.Property(row => row.FeedsAreWhole).HasDefaultValue(true).ValueGeneratedNever();
    }
}
