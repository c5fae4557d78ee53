using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Newsroom.ApiKeys;
using StopPress.Store;

namespace StopPress.Newsroom.House;

/// <summary>The publishing house itself; one row.</summary>
public sealed class HouseRow
{
    /// <summary>Always 1.</summary>
    public long Id { get; set; }

    /// <summary>The name of the house, as its imprint gives it.</summary>
    public required string Name { get; set; }

    /// <summary>Whether feeds tell stories whole; else their headlines and summaries.</summary>
    public bool FeedsAreWhole { get; set; } = true;

    /// <summary>The hub that is told which feeds have changed, or empty.</summary>
    public string Hub { get; set; } = "";

    /// <summary>To whom somebody turns who has found a way to break in, or empty.</summary>
    public string SecurityContact { get; set; } = "";

    /// <summary>Where it is written how the house deals with that, or empty.</summary>
    public string SecurityPolicy { get; set; } = "";

    /// <summary>Who may sell advertising, line by line, or empty.</summary>
    public string AdsTxt { get; set; } = "";

    /// <summary>Whom the read API answers.</summary>
    public ApiAccess ApiAccess { get; set; }

    /// <summary>How many requests a minute somebody without a key may make of it.</summary>
    public int ApiPerMinute { get; set; } = ApiDoor.UsualPerMinute;

    /// <summary>What acts say that change a house which is not there yet.</summary>
    internal static Refusal Missing { get; } = new("no-house", "The house has no name yet.", "Give it one first.");
}

internal sealed class HouseTables : IEntityTypeConfiguration<HouseRow>
{
    public void Configure(EntityTypeBuilder<HouseRow> builder)
    {
        builder.ToTable("house");
        builder.Property(row => row.Id).ValueGeneratedNever();
        // A release before this one names houses, too, and knows nothing of what came since.
        builder.Property(row => row.FeedsAreWhole).HasDefaultValue(true).ValueGeneratedNever();
        builder.Property(row => row.Hub).HasDefaultValue("").ValueGeneratedNever();
        builder.Property(row => row.SecurityContact).HasDefaultValue("").ValueGeneratedNever();
        builder.Property(row => row.SecurityPolicy).HasDefaultValue("").ValueGeneratedNever();
        builder.Property(row => row.AdsTxt).HasDefaultValue("").ValueGeneratedNever();
        builder.Property(row => row.ApiAccess).HasDefaultValue(ApiAccess.Everybody).ValueGeneratedNever();
        builder.Property(row => row.ApiPerMinute).HasDefaultValue(ApiDoor.UsualPerMinute).ValueGeneratedNever();
    }
}
