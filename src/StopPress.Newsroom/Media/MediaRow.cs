using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Media;

/// <summary>What one of the media is to the reader.</summary>
public enum MediaKind
{
    /// <summary>A photograph or drawing.</summary>
    Picture = 0,

    /// <summary>Something to hear.</summary>
    Sound = 1,

    /// <summary>A paper to read, as it was handed in.</summary>
    Document = 2,
}

/// <summary>A picture, a sound or a document of the newspaper, with its original.</summary>
public sealed class MediaRow
{
    /// <summary>Its id.</summary>
    public long Id { get; set; }

    /// <summary>Picture, sound or document.</summary>
    public MediaKind Kind { get; set; }

    /// <summary>The original, as the blob store names it.</summary>
    public required string Blob { get; set; }

    /// <summary>Its media type, such as <c>image/jpeg</c>.</summary>
    public required string MimeType { get; set; }

    /// <summary>The name in the address of a sound or a document; empty for a picture.</summary>
    public string Name { get; set; } = "";

    /// <summary>How long the original is.</summary>
    public long Bytes { get; set; }

    /// <summary>Width of the picture the right way up, in pixels; 0 for what is no picture.</summary>
    public int Width { get; set; }

    /// <summary>Height of the picture the right way up, in pixels; 0 for what is no picture.</summary>
    public int Height { get; set; }

    /// <summary>Its average colour as <c>#rrggbb</c>.</summary>
    public required string Colour { get; set; }

    /// <summary>Where what matters is, from the left, in thousandths of the width.</summary>
    public int FocalX { get; set; } = FocalPoint.Usual.X;

    /// <summary>Where what matters is, from the top, in thousandths of the height.</summary>
    public int FocalY { get; set; } = FocalPoint.Usual.Y;

    /// <summary>Who is to be named beside it, as it must be printed.</summary>
    public required string Credit { get; set; }

    /// <summary>Who made it, or empty.</summary>
    public string Creator { get; set; } = "";

    /// <summary>Whose it is, or empty.</summary>
    public string Copyright { get; set; } = "";

    /// <summary>On what terms the newspaper may show it, for the desk's eyes; or empty.</summary>
    public string Rights { get; set; } = "";

    /// <summary>When it was taken, on the clocks of the place, as ISO 8601 writes it; or empty.</summary>
    public string Taken { get; set; } = "";

    /// <summary>The city that it shows, or empty.</summary>
    public string City { get; set; } = "";

    /// <summary>The country that it shows, or empty.</summary>
    public string Country { get; set; } = "";

    /// <summary>Words under which it is found, a line each.</summary>
    public string Keywords { get; set; } = "";

    /// <summary>The hour from which on nobody may see it, or null.</summary>
    public Instant? ExpiresAt { get; set; }

    /// <summary>Whether that hour has come. Pages read this and never a clock.</summary>
    public bool Expired { get; set; }

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

/// <summary>That a text uses one of the media, kept by <see cref="MediaUses"/>.</summary>
public sealed class MediaUseRow
{
    /// <summary>What is used.</summary>
    public long MediaId { get; set; }

    /// <summary>The text that uses it: its newest or its published revision, or its story's head.</summary>
    public long TextId { get; set; }

    /// <summary>Whether readers have it by this text just now.</summary>
    public bool Shown { get; set; }
}

internal sealed class MediaTables :
    IEntityTypeConfiguration<MediaRow>, IEntityTypeConfiguration<MediaTextRow>, IEntityTypeConfiguration<MediaUseRow>
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

    public void Configure(EntityTypeBuilder<MediaUseRow> builder)
    {
        builder.ToTable("media_uses");
        builder.HasKey(row => new { row.MediaId, row.TextId });
        builder.HasIndex(row => row.TextId).HasDatabaseName("media_uses_by_text");
    }
}
