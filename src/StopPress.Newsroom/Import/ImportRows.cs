using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Import;

/// <summary>A post or page behind the curtain: made ready for the newspaper, and seen by nobody but the import that adopts it.</summary>
internal sealed class ImportStageRow
{
    /// <summary>The first place of pictures and files: where their addresses lead is known once all posts are in.</summary>
    public const int Files = 1 << 30;

    /// <summary>The run of an import that wrote it, by the microsecond in which it began; one that was stopped leaves its rows, which a later one sweeps up.</summary>
    public long Run { get; set; }

    /// <summary>Its place in the file.</summary>
    public int Place { get; set; }

    /// <summary>What it is of, such as <c>wordpress:https://example.org:17</c>; empty for a picture or a file.</summary>
    public required string Source { get; set; }

    /// <summary>A hash of all that the file says of it; empty for a picture or a file.</summary>
    public required string Fingerprint { get; set; }

    /// <summary>What is to be made of it, as <see cref="StagedItem.Write"/> writes it; empty when it is here just so. Of a picture or a file what the export says, as JSON.</summary>
    public required string Item { get; set; }

    /// <summary>The revision with its words, which is of no text until the import adopts it; null when it is here just so.</summary>
    public long? RevisionId { get; set; }

    /// <summary>A hash of the words that the file says, as <see cref="WordPressProof.OfSource"/> makes it; empty where they are to be compared one by one.</summary>
    public string Words { get; set; } = "";
}

/// <summary>What a story was made of when it came in, so that a later export brings only what has changed.</summary>
internal sealed class ImportedRow
{
    /// <summary>What it was made of, such as <c>wordpress:https://example.org:17</c>.</summary>
    public required string Source { get; set; }

    /// <summary>The story.</summary>
    public long StoryId { get; set; }

    /// <summary>A hash of all that the file said of it.</summary>
    public required string Fingerprint { get; set; }

    /// <summary>The revision that was made of it: with a newer one the story was edited here.</summary>
    public long RevisionId { get; set; }
}

/// <summary>A picture, a sound or a document of another house: its bytes are here, and it is made ready or in the library.</summary>
internal sealed class ImportMediaRow
{
    /// <summary>What it was made of, such as <c>wordpress:https://example.org:17</c>.</summary>
    public required string Source { get; set; }

    /// <summary>Its id in the library.</summary>
    public long MediaId { get; set; }

    /// <summary>The part of its old path by which bodies name it.</summary>
    public required string File { get; set; }

    /// <summary>The name in its address here; empty for a picture.</summary>
    public required string Name { get; set; }

    /// <summary>The number of the post that it was put into, or empty.</summary>
    public required string Parent { get; set; }

    /// <summary>Its place in the gallery of its post.</summary>
    public int Place { get; set; }

    /// <summary>Its bytes, as the blob store names them; empty when it is in the library, which knows them.</summary>
    public required string Blob { get; set; }

    /// <summary>What is to be made of it, as JSON; empty when it is in the library.</summary>
    public required string Staged { get; set; }

    /// <summary>When it was brought.</summary>
    public Instant At { get; set; }
}

internal sealed class ImportTables : IEntityTypeConfiguration<ImportStageRow>, IEntityTypeConfiguration<ImportedRow>, IEntityTypeConfiguration<ImportMediaRow>
{
    public void Configure(EntityTypeBuilder<ImportStageRow> builder)
    {
        builder.ToTable("import_stage");
        builder.HasKey(row => new { row.Run, row.Place });
        builder.HasIndex(row => new { row.Run, row.Source }).HasDatabaseName("import_stage_by_run");
        // A release before this one stages, too.
        builder.Property(row => row.Words).HasDefaultValue("").ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<ImportedRow> builder)
    {
        builder.ToTable("imported");
        builder.HasKey(row => row.Source);
    }

    public void Configure(EntityTypeBuilder<ImportMediaRow> builder)
    {
        builder.ToTable("import_media");
        builder.HasKey(row => row.Source);
        builder.HasIndex(row => row.File).HasDatabaseName("import_media_by_file");
        builder.HasIndex(row => row.Parent).HasDatabaseName("import_media_by_parent");
    }
}
