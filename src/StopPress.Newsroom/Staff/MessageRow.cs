using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Staff;

/// <summary>What a message is about.</summary>
public enum MessageKind
{
    /// <summary>Somebody was given a story to work on.</summary>
    Assigned = 0,

    /// <summary>Their story came back, with a word.</summary>
    SentBack = 1,

    /// <summary>A story of theirs goes out soon, and as it stands it would not, or not as it should.</summary>
    WouldFail = 2,

    /// <summary>Somebody was named in a remark.</summary>
    Mentioned = 3,

    /// <summary>They were handed what somebody had to do with who has left; the note says how many stories, and whose.</summary>
    HandedOn = 4,

    /// <summary>The nightly backup failed; the note says why, as the code of a refusal and in words.</summary>
    BackupFailed = 5,

    /// <summary>A story that they had to do with was killed.</summary>
    Killed = 6,

    /// <summary>A webhook was paused, since its receiver takes nothing; the note says which.</summary>
    WebhookPaused = 7,
}

/// <summary>What the desk tells one person about a story.</summary>
public sealed class MessageRow
{
    /// <summary>Its id; a later one is greater.</summary>
    public long Id { get; set; }

    /// <summary>Whom it is for.</summary>
    public long AccountId { get; set; }

    /// <summary>When it was written.</summary>
    public Instant At { get; set; }

    /// <summary>What it is about.</summary>
    public MessageKind Kind { get; set; }

    /// <summary>The story; 0 when the message is about several.</summary>
    public long StoryId { get; set; }

    /// <summary>The edition whose text is meant; 0 likewise.</summary>
    public long EditionId { get; set; }

    /// <summary>Who caused it.</summary>
    public required string Actor { get; set; }

    /// <summary>What they wrote with it, or the codes of what is missing; may be empty.</summary>
    public required string Note { get; set; }

    /// <summary>When it was read, or null.</summary>
    public Instant? ReadAt { get; set; }
}

internal sealed class MessageTables : IEntityTypeConfiguration<MessageRow>
{
    public void Configure(EntityTypeBuilder<MessageRow> builder)
    {
        builder.ToTable("messages");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.AccountId, row.Id }).HasDatabaseName("messages_by_account");
    }
}
