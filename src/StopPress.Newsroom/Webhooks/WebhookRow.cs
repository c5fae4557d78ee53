using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Webhooks;

/// <summary>An address of another house that is told of what happens to stories that readers have.</summary>
public sealed class WebhookRow
{
    /// <summary>Its id.</summary>
    public long Id { get; set; }

    /// <summary>What the desk calls it.</summary>
    public required string Name { get; set; }

    /// <summary>The address, in ASCII.</summary>
    public required string Address { get; set; }

    /// <summary>The names of the events that it is told, separated by a space.</summary>
    public required string Events { get; set; }

    /// <summary>The languages of the editions that it is told of, separated by a space; empty for all.</summary>
    public required string Editions { get; set; }

    /// <summary>The secret with which what goes there is signed, sealed.</summary>
    public required string SealedKey { get; set; }

    /// <summary>How many keys it has had.</summary>
    public int KeyNumber { get; set; }

    /// <summary>The secret before this one, sealed; or null.</summary>
    public string? SealedEarlierKey { get; set; }

    /// <summary>Until when the earlier secret signs, too.</summary>
    public Instant? EarlierUntil { get; set; }

    /// <summary>When it was set up.</summary>
    public Instant AddedAt { get; set; }

    /// <summary>The last entry of the journal that it is told nothing of.</summary>
    public long Since { get; set; }

    /// <summary>When it was paused, or null.</summary>
    public Instant? PausedAt { get; set; }

    /// <summary>Why it was paused by itself, as the code of a refusal; null when somebody did it, or it is not.</summary>
    public string? Code { get; set; }

    /// <summary>The same in words.</summary>
    public string? Reason { get; set; }

    /// <summary>Since when nothing was taken, or null.</summary>
    public Instant? FailingSince { get; set; }

    /// <summary>Until when nothing is sent, since nobody answered; or null.</summary>
    public Instant? RestsUntil { get; set; }
}

/// <summary>One event that one webhook is told, and what came of it. The receiver knows it by its id, which is made of what never changes.</summary>
public sealed class WebhookDeliveryRow
{
    /// <summary>The webhook.</summary>
    public long WebhookId { get; set; }

    /// <summary>The entry of the journal.</summary>
    public long Sequence { get; set; }

    /// <summary>When it happened.</summary>
    public Instant At { get; set; }

    /// <summary>The event's name.</summary>
    public required string Event { get; set; }

    /// <summary>The story, or null when it is about none.</summary>
    public long? StoryId { get; set; }

    /// <summary>The languages of the editions that it is about, separated by a space; may be empty.</summary>
    public required string Editions { get; set; }

    /// <summary>When it is tried next.</summary>
    public Instant DueAt { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Tries { get; set; }

    /// <summary>When it was tried last, or null.</summary>
    public Instant? TriedAt { get; set; }

    /// <summary>When the receiver took it, or null.</summary>
    public Instant? DeliveredAt { get; set; }

    /// <summary>When it was given up, or null.</summary>
    public Instant? FailedAt { get; set; }

    /// <summary>The status that the receiver answered last, or null.</summary>
    public int? Status { get; set; }

    /// <summary>Why it was not taken, as the code of a refusal; or null.</summary>
    public string? Code { get; set; }

    /// <summary>The same in words.</summary>
    public string? Reason { get; set; }

    /// <summary>The beginning of what the receiver said; may be empty.</summary>
    public string? Said { get; set; }

    /// <summary>The id by which the receiver knows it. The instant is in it because a newspaper that comes back from a backup counts its entries on from there.</summary>
    public string Name => $"{PublicId.Text(WebhookId)}-{Sequence}-{At.Microseconds}";
}

internal sealed class WebhookTables : IEntityTypeConfiguration<WebhookRow>, IEntityTypeConfiguration<WebhookDeliveryRow>
{
    public void Configure(EntityTypeBuilder<WebhookRow> builder)
    {
        builder.ToTable("webhooks");
        builder.Property(row => row.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<WebhookDeliveryRow> builder)
    {
        builder.ToTable("webhook_deliveries");
        builder.HasKey(row => new { row.WebhookId, row.Sequence });
        builder.Ignore(row => row.Name);
        builder.HasIndex(row => new { row.WebhookId, row.DueAt }).HasDatabaseName("webhook_deliveries_waiting").HasFilter("delivered_at IS NULL AND failed_at IS NULL");
        builder.HasIndex(row => row.At).HasDatabaseName("webhook_deliveries_by_hour");
    }
}
