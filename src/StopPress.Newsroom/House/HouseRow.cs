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
}

internal sealed class HouseTables : IEntityTypeConfiguration<HouseRow>
{
    public void Configure(EntityTypeBuilder<HouseRow> builder)
    {
        builder.ToTable("house");
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
