using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Store.Database;

namespace StopPress.Newsroom.ApiKeys;

/// <summary>A key to the read API that the house has given somebody. The key itself is nowhere.</summary>
public sealed class ApiKeyRow
{
    /// <summary>Its id.</summary>
    public long Id { get; set; }

    /// <summary>Who has it, or what for.</summary>
    public required string Name { get; set; }

    /// <summary>The hash by which it is known again.</summary>
    public required string Hash { get; set; }

    /// <summary>How many requests a minute it is good for.</summary>
    public int PerMinute { get; set; }

    /// <summary>When it was given.</summary>
    public Instant GivenAt { get; set; }

    /// <summary>By whom.</summary>
    public required string GivenBy { get; set; }
}

internal sealed class ApiKeyTables : IEntityTypeConfiguration<ApiKeyRow>
{
    public void Configure(EntityTypeBuilder<ApiKeyRow> builder)
    {
        builder.ToTable("api_keys");
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
