using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Drafts;

/// <summary>What a colleague says about a passage of a text. It stands beside the text and never in it, so nothing of it can go out with the text.</summary>
public sealed class RemarkRow
{
    /// <summary>Its id.</summary>
    public long Id { get; set; }

    /// <summary>The text.</summary>
    public long TextId { get; set; }

    /// <summary>The remark that it answers, or null.</summary>
    public long? ParentId { get; set; }

    /// <summary>The id of the block, or the name of the field, in which the passage stood; empty for the text as a whole.</summary>
    public required string Place { get; set; }

    /// <summary>The words of the passage as they were; empty for the whole place.</summary>
    public required string Quote { get; set; }

    /// <summary>What is said.</summary>
    public required string Says { get; set; }

    /// <summary>Who says it.</summary>
    public required string Actor { get; set; }

    /// <summary>When.</summary>
    public Instant At { get; set; }

    /// <summary>Since when it is done with, or null; of an answer that is always null.</summary>
    public Instant? ResolvedAt { get; set; }

    /// <summary>Who said so, or empty.</summary>
    public string ResolvedBy { get; set; } = "";
}

internal sealed class RemarkTables : IEntityTypeConfiguration<RemarkRow>
{
    public void Configure(EntityTypeBuilder<RemarkRow> builder)
    {
        builder.ToTable("remarks");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.TextId).HasDatabaseName("remarks_by_text");
    }
}
