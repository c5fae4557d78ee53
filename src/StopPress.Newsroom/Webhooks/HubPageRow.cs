using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Store.Database;

namespace StopPress.Newsroom.Webhooks;

/// <summary>A page whose feeds have changed, and of which the hub has not been told yet.</summary>
public sealed class HubPageRow
{
    /// <summary>The page's address.</summary>
    public required string Path { get; set; }

    /// <summary>The last entry of the journal that changed it.</summary>
    public long Sequence { get; set; }

    /// <summary>When the hub is told next.</summary>
    public Instant DueAt { get; set; }

    /// <summary>How often it was told in vain.</summary>
    public int Tries { get; set; }

    /// <summary>Why it did not listen, as the code of a refusal; or null.</summary>
    public string? Code { get; set; }

    /// <summary>The same in words.</summary>
    public string? Reason { get; set; }

    /// <summary>The beginning of what it said; may be empty.</summary>
    public string? Said { get; set; }
}

internal sealed class HubTables : IEntityTypeConfiguration<HubPageRow>
{
    public void Configure(EntityTypeBuilder<HubPageRow> builder)
    {
        builder.ToTable("hub_pages");
        builder.HasKey(row => row.Path);
        builder.HasIndex(row => row.DueAt).HasDatabaseName("hub_pages_by_hour");
    }
}
