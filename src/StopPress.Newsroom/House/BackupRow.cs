using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Store.Database;

namespace StopPress.Newsroom.House;

/// <summary>A backup that is to be made, was made, or failed.</summary>
public sealed class BackupRow
{
    /// <summary>Its id.</summary>
    public long Id { get; set; }

    /// <summary>Who asked for it; the clock, where it is the nightly one.</summary>
    public required string Actor { get; set; }

    /// <summary>When it was asked for.</summary>
    public Instant WantedAt { get; set; }

    /// <summary>How often it was begun: a node may be killed in the middle of it.</summary>
    public int Tries { get; set; }

    /// <summary>When it was made, or failed; null until then.</summary>
    public Instant? EndedAt { get; set; }

    /// <summary>The file, as a full path on the machine that made it; null where there is none.</summary>
    public string? File { get; set; }

    /// <summary>How many bytes the file has.</summary>
    public long Bytes { get; set; }

    /// <summary>The last entry of the journal that is in it.</summary>
    public long Sequence { get; set; }

    /// <summary>How many originals were missing or damaged in the newspaper itself.</summary>
    public int Missing { get; set; }

    /// <summary>Why it failed, as the code of a refusal; null when it did not.</summary>
    public string? Code { get; set; }

    /// <summary>The same in words.</summary>
    public string? Reason { get; set; }
}

internal sealed class BackupTables : IEntityTypeConfiguration<BackupRow>
{
    public void Configure(EntityTypeBuilder<BackupRow> builder)
    {
        builder.ToTable("backups");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.EndedAt).HasDatabaseName("backups_by_end");
    }
}
