using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace StopPress.Newsroom.Tags;

/// <summary>A topic that stories of any section can share.</summary>
public sealed class TagRow
{
    /// <summary>Its id.</summary>
    public long Id { get; set; }
}

internal sealed class TagTables : IEntityTypeConfiguration<TagRow>
{
    public void Configure(EntityTypeBuilder<TagRow> builder)
    {
        builder.ToTable("tags");
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
