using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Store.Database;

namespace StopPress.Store.Journal;

/// <summary>One entry of the journal as the database keeps it.</summary>
public sealed class JournalRow
{
    /// <summary>Its place in commit order, from 1 without gaps.</summary>
    public long Sequence { get; set; }

    /// <summary>When it was written.</summary>
    public Instant At { get; set; }

    /// <summary>Who did it.</summary>
    public required string Actor { get; set; }

    /// <summary>What happened, in the past tense, such as <c>StoryPublished</c>.</summary>
    public required string Kind { get; set; }

    /// <summary>The subjects that it touched, before and after, separated by a space.</summary>
    public required string Subjects { get; set; }

    /// <summary>Details as JSON.</summary>
    public required string Payload { get; set; }

    /// <summary>The version of the payload's shape.</summary>
    public int Version { get; set; }
}

/// <summary>How far a follower has come; written in the same transaction as what the follower makes.</summary>
public sealed class CursorRow
{
    /// <summary>The follower's name.</summary>
    public required string Follower { get; set; }

    /// <summary>The last entry that it has dealt with.</summary>
    public long Sequence { get; set; }
}

/// <summary>An entry that a follower behind could not deal with, kept with the reason until somebody retries it.</summary>
public sealed class ParkedRow
{
    /// <summary>The follower's name.</summary>
    public required string Follower { get; set; }

    /// <summary>The entry.</summary>
    public long Sequence { get; set; }

    /// <summary>Why it failed, in words.</summary>
    public required string Reason { get; set; }

    /// <summary>When it was parked.</summary>
    public Instant At { get; set; }
}

internal sealed class JournalTables : IEntityTypeConfiguration<JournalRow>, IEntityTypeConfiguration<CursorRow>, IEntityTypeConfiguration<ParkedRow>
{
    public void Configure(EntityTypeBuilder<JournalRow> builder)
    {
        builder.ToTable("journal");
        builder.HasKey(row => row.Sequence);
        builder.Property(row => row.Sequence).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<CursorRow> builder)
    {
        builder.ToTable("cursors");
        builder.HasKey(row => row.Follower);
    }

    public void Configure(EntityTypeBuilder<ParkedRow> builder)
    {
        builder.ToTable("parked");
        builder.HasKey(row => new { row.Follower, row.Sequence });
    }
}
