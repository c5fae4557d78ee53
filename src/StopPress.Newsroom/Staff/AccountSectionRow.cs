using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace StopPress.Newsroom.Staff;

/// <summary>A section to which an account is bound: what looks at sections in <see cref="Rights"/>, they have there and below it.</summary>
public sealed class AccountSectionRow
{
    /// <summary>Who is bound.</summary>
    public long AccountId { get; set; }

    /// <summary>The section.</summary>
    public long SectionId { get; set; }
}

internal sealed class AccountSectionTables : IEntityTypeConfiguration<AccountSectionRow>
{
    public void Configure(EntityTypeBuilder<AccountSectionRow> builder)
    {
        builder.ToTable("account_sections");
        builder.HasKey(row => new { row.AccountId, row.SectionId });
    }
}
