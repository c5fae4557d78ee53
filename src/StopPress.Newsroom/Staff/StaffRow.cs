using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace StopPress.Newsroom.Staff;

/// <summary>Somebody who works for the newspaper and can stand in a byline.</summary>
public sealed class StaffRow
{
    /// <summary>Its id.</summary>
    public long Id { get; set; }

    /// <summary>The address at the house, or null.</summary>
    public string? Email { get; set; }
}

internal sealed class StaffTables : IEntityTypeConfiguration<StaffRow>
{
    public void Configure(EntityTypeBuilder<StaffRow> builder)
    {
        builder.ToTable("staff");
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
