using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Media;

/// <summary>How one of the media came in: by whom, under which name, and for whom; and the words by which it is found.</summary>
public sealed class MediaArrivalRow
{
    /// <summary>What came in.</summary>
    public long MediaId { get; set; }

    /// <summary>Who brought it, as the journal names them; empty where nobody remembers.</summary>
    public required string AddedBy { get; set; }

    /// <summary>What the file was called on the machine that it came from; empty where nobody said.</summary>
    public required string FileName { get; set; }

    /// <summary>Whether it is for the whole house; else it came with a text that somebody was writing.</summary>
    public bool ForDesk { get; set; }

    /// <summary>All words of it in which people look, folded.</summary>
    public required string Sought { get; set; }
}

/// <summary>What a picture was made of before it was replaced, with what was said of that original.</summary>
public sealed class EarlierOriginalRow
{
    /// <summary>Its id.</summary>
    public long Id { get; set; }

    /// <summary>The picture.</summary>
    public long MediaId { get; set; }

    /// <summary>When it was replaced.</summary>
    public Instant At { get; set; }

    /// <summary>Who replaced it.</summary>
    public required string Actor { get; set; }

    /// <summary>The original, as the blob store names it.</summary>
    public required string Blob { get; set; }

    /// <summary>Its media type.</summary>
    public required string MimeType { get; set; }

    /// <summary>How long it is.</summary>
    public long Bytes { get; set; }

    /// <summary>Its width the right way up, in pixels.</summary>
    public int Width { get; set; }

    /// <summary>Its height the right way up, in pixels.</summary>
    public int Height { get; set; }

    /// <summary>Its average colour as <c>#rrggbb</c>.</summary>
    public required string Colour { get; set; }

    /// <summary>Its focal point, from the left.</summary>
    public int FocalX { get; set; }

    /// <summary>Its focal point, from the top.</summary>
    public int FocalY { get; set; }

    /// <summary>Who was named beside it.</summary>
    public required string Credit { get; set; }

    /// <summary>Who made it.</summary>
    public required string Creator { get; set; }

    /// <summary>Whose it is.</summary>
    public required string Copyright { get; set; }

    /// <summary>When it was taken.</summary>
    public required string Taken { get; set; }

    /// <summary>What its file was called.</summary>
    public required string FileName { get; set; }
}

internal sealed class ArrivalTables : IEntityTypeConfiguration<MediaArrivalRow>, IEntityTypeConfiguration<EarlierOriginalRow>
{
    public void Configure(EntityTypeBuilder<MediaArrivalRow> builder)
    {
        builder.ToTable("media_arrivals");
        builder.HasKey(row => row.MediaId);
        builder.Property(row => row.MediaId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<EarlierOriginalRow> builder)
    {
        builder.ToTable("earlier_originals");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.MediaId).HasDatabaseName("earlier_originals_by_media");
    }
}
