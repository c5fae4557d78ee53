using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StopPress.Store.Outside;

namespace StopPress.Newsroom.House;

/// <summary>The server that takes the house's mail; one row, or none while the house sends no mail.</summary>
public sealed class MailServerRow
{
    /// <summary>Always 1.</summary>
    public long Id { get; set; }

    /// <summary>Its name or address.</summary>
    public required string Host { get; set; }

    /// <summary>Its port.</summary>
    public int Port { get; set; }

    /// <summary>How the way there is secured.</summary>
    public MailSecurity Security { get; set; }

    /// <summary>The name to sign in with; empty when there is none.</summary>
    public required string UserName { get; set; }

    /// <summary>The password, sealed; or null.</summary>
    public string? SealedPassword { get; set; }

    /// <summary>Whom mail comes from, in words; may be empty.</summary>
    public required string SenderName { get; set; }

    /// <summary>The address that mail comes from.</summary>
    public required string SenderAddress { get; set; }
}

internal sealed class MailTables : IEntityTypeConfiguration<MailServerRow>
{
    public void Configure(EntityTypeBuilder<MailServerRow> builder)
    {
        builder.ToTable("mail_server");
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
