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

    /// <summary>When it was closed, or null: then it has come to its end, and nothing new is filed under it.</summary>
    public Instant? ClosedAt { get; set; }
}

/// <summary>A day on which a storyline took a turn.</summary>
public sealed class TurningPointRow
{
    /// <summary>Its id.</summary>
    public long Id { get; set; }

    /// <summary>The storyline.</summary>
    public long StorylineId { get; set; }

    /// <summary>The day, as yyyy-MM-dd: the same in every edition.</summary>
    public required string Day { get; set; }
}

/// <summary>What happened at a turning point, in one edition.</summary>
public sealed class TurningPointWordsRow
{
    /// <summary>The turning point.</summary>
    public long PointId { get; set; }

    /// <summary>The edition.</summary>
    public long EditionId { get; set; }

    /// <summary>What happened, in a sentence.</summary>
    public required string Says { get; set; }
}

internal sealed class StorylineTables : IEntityTypeConfiguration<StorylineRow>, IEntityTypeConfiguration<TurningPointRow>, IEntityTypeConfiguration<TurningPointWordsRow>
{
    public void Configure(EntityTypeBuilder<StorylineRow> builder)
    {
        builder.ToTable("storylines");
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
    public void Configure(EntityTypeBuilder<TurningPointRow> builder)
    {
        builder.ToTable("turning_points");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.StorylineId).HasDatabaseName("turning_points_by_storyline");
    }

    public void Configure(EntityTypeBuilder<TurningPointWordsRow> builder)
    {
        builder.ToTable("turning_point_words");
        builder.HasKey(row => new { row.PointId, row.EditionId });
    }
}
