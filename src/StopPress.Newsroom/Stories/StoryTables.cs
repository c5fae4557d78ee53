using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace StopPress.Newsroom.Stories;

internal sealed class StoryTables :
    IEntityTypeConfiguration<StoryRow>, IEntityTypeConfiguration<StoryTextRow>, IEntityTypeConfiguration<RevisionRow>,
    IEntityTypeConfiguration<BylineRow>, IEntityTypeConfiguration<FilingRow>, IEntityTypeConfiguration<RelatedRow>,
    IEntityTypeConfiguration<ListingRow>, IEntityTypeConfiguration<KillReasonRow>, IEntityTypeConfiguration<CorrectionRow>
{
    public void Configure(EntityTypeBuilder<StoryRow> builder)
    {
        builder.ToTable("stories");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.Source).HasDatabaseName("stories_by_source");
        builder.HasIndex(row => row.HeldAt).HasDatabaseName("stories_held").HasFilter("held_at IS NOT NULL");
        builder.HasIndex(row => row.DueAt).HasDatabaseName("stories_due").HasFilter("due_at IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<StoryTextRow> builder)
    {
        builder.ToTable("story_texts");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.StoryId, row.EditionId }).IsUnique().HasDatabaseName("story_texts_by_story");
        builder.HasIndex(row => row.LatestRevisionId).HasDatabaseName("story_texts_unpublished").HasFilter("pub_status = 0");
        builder.HasIndex(row => row.FirstPublishedAt).HasDatabaseName("story_texts_by_first_published");
    }

    public void Configure(EntityTypeBuilder<RevisionRow> builder)
    {
        builder.ToTable("revisions");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.TextId, row.Number }).IsUnique().HasDatabaseName("revisions_by_text");
        // A release before this one keeps revisions, too, and knows of no kinds.
        builder.Property(row => row.Kind).HasDefaultValue(RevisionKind.Edited).ValueGeneratedNever();
        builder.Property(row => row.SearchHeadline).HasDefaultValue("").ValueGeneratedNever();
        builder.Property(row => row.SocialHeadline).HasDefaultValue("").ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<BylineRow> builder)
    {
        builder.ToTable("bylines");
        builder.HasKey(row => new { row.StoryId, row.Position });
    }

    public void Configure(EntityTypeBuilder<FilingRow> builder)
    {
        builder.ToTable("filings");
        builder.HasKey(row => new { row.StoryId, row.Subject });
        builder.HasIndex(row => row.Subject).HasDatabaseName("filings_by_subject");
    }

    public void Configure(EntityTypeBuilder<RelatedRow> builder)
    {
        builder.ToTable("related_stories");
        builder.HasKey(row => new { row.StoryId, row.RelatedId });
    }

    public void Configure(EntityTypeBuilder<ListingRow> builder)
    {
        builder.ToTable("listings");
        builder.HasKey(row => new { row.EditionId, row.List, row.ListedAt, row.StoryId });
        builder.HasIndex(row => row.StoryId).HasDatabaseName("listings_by_story");
    }

    public void Configure(EntityTypeBuilder<KillReasonRow> builder)
    {
        builder.ToTable("kill_reasons");
        builder.HasKey(row => new { row.StoryId, row.EditionId });
    }

    public void Configure(EntityTypeBuilder<CorrectionRow> builder)
    {
        builder.ToTable("corrections");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.EditionId, row.At, row.Id }).HasDatabaseName("corrections_by_edition");
        builder.HasIndex(row => row.TextId).HasDatabaseName("corrections_by_text");
    }
}
