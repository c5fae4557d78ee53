using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace StopPress.Newsroom.Stories;

/// <summary>A custom field that a story came with: what its writers, or a plug-in of the house that it comes from, noted. Kept and exported; no reader sees it.</summary>
public sealed class StoryFieldRow
{
    /// <summary>The story.</summary>
    public long StoryId { get; set; }

    /// <summary>Its place among the fields of the story, from 0; a name can come more than once.</summary>
    public int Position { get; set; }

    /// <summary>Its name.</summary>
    public required string Name { get; set; }

    /// <summary>Its value.</summary>
    public required string Value { get; set; }
}

internal sealed class StoryFieldTables : IEntityTypeConfiguration<StoryFieldRow>
{
    public void Configure(EntityTypeBuilder<StoryFieldRow> builder)
    {
        builder.ToTable("story_fields");
        builder.HasKey(row => new { row.StoryId, row.Position });
    }
}
