using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Media;

/// <summary>A picture of the newspaper, with its original.</summary>
public sealed class MediaRow
{
    /// <summary>Its id.</summary>
    public long Id { get; set; }

    /// <summary>The original, as the blob store names it.</summary>
    public required string Blob { get; set; }

    /// <summary>Its media type, such as <c>image/jpeg</c>.</summary>
    public required string MimeType { get; set; }

    /// <summary>Width of the original, in pixels.</summary>
    public int Width { get; set; }

    /// <summary>Height of the original, in pixels.</summary>
    public int Height { get; set; }

    /// <summary>Its average colour as <c>#rrggbb</c>.</summary>
    public required string Colour { get; set; }

    /// <summary>Who made it, as it must be printed.</summary>
    public required string Credit { get; set; }

    /// <summary>When it came in.</summary>
    public Instant AddedAt { get; set; }
}

/// <summary>The words that go with a picture in one edition.</summary>
public sealed class MediaTextRow
{
    /// <summary>The picture.</summary>
    public long MediaId { get; set; }

    /// <summary>The edition.</summary>
    public long EditionId { get; set; }

    /// <summary>What it shows, for those who cannot see it.</summary>
    public required string Alt { get; set; }

    /// <summary>The caption, or empty.</summary>
    public required string Caption { get; set; }
}

/// <summary>A picture at one size, ready to be served.</summary>
public sealed class RenditionRow
{
    /// <summary>The picture.</summary>
    public long MediaId { get; set; }

    /// <summary>Width in pixels.</summary>
    public int Width { get; set; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; set; }

    /// <summary>Its media type.</summary>
    public required string MimeType { get; set; }

    /// <summary>The bytes, as the blob store names them.</summary>
    public required string Blob { get; set; }
}

internal sealed class MediaTables :
    IEntityTypeConfiguration<MediaRow>, IEntityTypeConfiguration<MediaTextRow>, IEntityTypeConfiguration<RenditionRow>
{
    public void Configure(EntityTypeBuilder<MediaRow> builder)
    {
        builder.ToTable("media");
        builder.Property(row => row.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<MediaTextRow> builder)
    {
        builder.ToTable("media_texts");
        builder.HasKey(row => new { row.MediaId, row.EditionId });
    }

    public void Configure(EntityTypeBuilder<RenditionRow> builder)
    {
        builder.ToTable("renditions");
        builder.HasKey(row => new { row.MediaId, row.Width, row.MimeType });
        builder.HasIndex(row => row.Blob).HasDatabaseName("renditions_by_blob");
    }
}
