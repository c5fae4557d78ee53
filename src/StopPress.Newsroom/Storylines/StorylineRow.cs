using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Storylines;

/// <summary>A running story that many stories tell.</summary>
public sealed class StorylineRow
{
    /// <summary>Its id.</summary>
    public long Id { get; set; }

    /// <summary>When it was begun.</summary>
    public Instant BegunAt { get; set; }
}

internal sealed class StorylineTables : IEntityTypeConfiguration<StorylineRow>
{
    public void Configure(EntityTypeBuilder<StorylineRow> builder)
    {
        builder.ToTable("storylines");
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
