using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Drafts;

/// <summary>What is written of a text since its newest revision. No reader has it, and the journal does not know of it.</summary>
public sealed class DraftRow
{
    /// <summary>The text.</summary>
    public long TextId { get; set; }

    /// <summary>How often a change was kept; it goes on when the draft is filed.</summary>
    public long Version { get; set; }

    /// <summary>The version at which it was last the same as the newest revision; when it is the present one, nothing is written since.</summary>
    public long FiledVersion { get; set; }

    /// <summary>The number of the revision that it goes on from: the text's newest.</summary>
    public int Revision { get; set; }

    /// <summary>When a change was last kept.</summary>
    public Instant At { get; set; }

    /// <summary>Whose change that was.</summary>
    public required string Actor { get; set; }

    /// <summary>The headline as it stands.</summary>
    public required string Headline { get; set; }

    /// <summary>The document as it stands, as ProseMirror JSON.</summary>
    public required string Body { get; set; }

    /// <summary>All that merging needs to remember, as JSON: the fields, and when and in which tab each part was last changed.</summary>
    public required string Memory { get; set; }
}

/// <summary>A picture or a file that a draft shows: nobody may call it unused, though no revision shows it yet.</summary>
public sealed class DraftMediaRow
{
    /// <summary>What is shown.</summary>
    public long MediaId { get; set; }

    /// <summary>The text whose draft shows it.</summary>
    public long TextId { get; set; }
}

internal sealed class DraftTables : IEntityTypeConfiguration<DraftRow>, IEntityTypeConfiguration<DraftMediaRow>
{
    public void Configure(EntityTypeBuilder<DraftRow> builder)
    {
        builder.ToTable("drafts");
        builder.HasKey(row => row.TextId);
        builder.Property(row => row.TextId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<DraftMediaRow> builder)
    {
        builder.ToTable("draft_media");
        builder.HasKey(row => new { row.MediaId, row.TextId });
        builder.HasIndex(row => row.TextId).HasDatabaseName("draft_media_by_text");
    }
}
