using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Newsroom.House;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Staff;

/// <summary>A mail to somebody at the newspaper that waits to be sent, or that was refused for good. What the server has taken is deleted.</summary>
public sealed class LetterRow
{
    /// <summary>Its id, by which mail programs know it.</summary>
    public long Id { get; set; }

    /// <summary>Whom it is for.</summary>
    public long AccountId { get; set; }

    /// <summary>The message that it brings, or null.</summary>
    public long? MessageId { get; set; }

    /// <summary>The token of the link that it brings, sealed; or null.</summary>
    public string? SealedLink { get; set; }

    /// <summary>When it was written.</summary>
    public Instant WrittenAt { get; set; }

    /// <summary>When it is tried next.</summary>
    public Instant DueAt { get; set; }

    /// <summary>How often it was tried in vain.</summary>
    public int Tries { get; set; }

    /// <summary>When it was given up, or null.</summary>
    public Instant? FailedAt { get; set; }

    /// <summary>Why it was not taken, as the code of a refusal; null before the first try.</summary>
    public string? Code { get; set; }

    /// <summary>The same in words.</summary>
    public string? Reason { get; set; }

    /// <summary>What the server said to it; may be empty.</summary>
    public string? Said { get; set; }

    internal static LetterRow New(NewsDesk desk, long account, long? message = null, string? sealedLink = null)
    {
        var now = Instant.Now(desk.Clock);
        return new LetterRow { Id = PublicId.Next(desk.Clock), AccountId = account, MessageId = message, SealedLink = sealedLink, WrittenAt = now, DueAt = now };
    }
}

internal sealed class LetterTables : IEntityTypeConfiguration<LetterRow>
{
    public void Configure(EntityTypeBuilder<LetterRow> builder)
    {
        builder.ToTable("letters");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.DueAt).HasDatabaseName("letters_by_hour").HasFilter("failed_at IS NULL");
    }
}
