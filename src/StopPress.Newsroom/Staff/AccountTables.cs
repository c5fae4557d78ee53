using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace StopPress.Newsroom.Staff;

internal sealed class AccountTables :
    IEntityTypeConfiguration<AccountRow>, IEntityTypeConfiguration<PasskeyRow>, IEntityTypeConfiguration<RecoveryCodeRow>, IEntityTypeConfiguration<SessionRow>,
    IEntityTypeConfiguration<LinkRow>, IEntityTypeConfiguration<SealRow>
{
    public void Configure(EntityTypeBuilder<AccountRow> builder)
    {
        builder.ToTable("accounts");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.FoldedEmail).IsUnique().HasDatabaseName("accounts_by_email");
    }

    public void Configure(EntityTypeBuilder<PasskeyRow> builder)
    {
        builder.ToTable("passkeys");
        builder.HasIndex(row => row.AccountId).HasDatabaseName("passkeys_by_account");
    }

    public void Configure(EntityTypeBuilder<RecoveryCodeRow> builder)
    {
        builder.ToTable("recovery_codes");
        builder.HasKey(row => new { row.AccountId, row.Hash });
    }

    public void Configure(EntityTypeBuilder<SessionRow> builder)
    {
        builder.ToTable("sessions");
        builder.HasKey(row => row.Hash);
        builder.HasIndex(row => row.AccountId).HasDatabaseName("sessions_by_account");
    }

    public void Configure(EntityTypeBuilder<LinkRow> builder)
    {
        builder.ToTable("links");
        builder.HasKey(row => row.Hash);
    }

    public void Configure(EntityTypeBuilder<SealRow> builder)
    {
        builder.ToTable("seals");
        builder.HasKey(row => row.Name);
    }
}
