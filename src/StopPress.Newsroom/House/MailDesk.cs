using Microsoft.EntityFrameworkCore;
using StopPress.Store;
using StopPress.Store.Outside;

namespace StopPress.Newsroom.House;

/// <summary>Finds the server that takes the house's mail.</summary>
public static class MailDesk
{
    internal const string Purpose = "mail";

    /// <summary>The house has no mail server.</summary>
    public static Refusal NoServer { get; } = new("no-mail-server", "The house sends no mail.", "Say first which server takes it.");

    private static readonly Refusal Lost = new("mail-password-lost", "The password of the mail server cannot be read any more.", "Type it again.");

    /// <summary>Whether the house sends mail.</summary>
    public static Task<bool> SendsMailAsync(this NewsDesk desk, CancellationToken cancel = default) =>
        desk.Database.LookAsync(context => context.Set<MailServerRow>().AnyAsync(cancel), cancel);

    /// <summary>The server, ready to be used.</summary>
    public static async Task<Outcome<MailServer>> FindMailServerAsync(this NewsDesk desk, CancellationToken cancel = default)
    {
        if (await desk.Database.LookAsync(context => context.Set<MailServerRow>().AsNoTracking().FirstOrDefaultAsync(cancel), cancel) is not { } row) return NoServer;
        string? password = row.SealedPassword is { } sealedPassword ? desk.Seals.Open(Purpose, sealedPassword) : null;
        if (row.SealedPassword is not null && password is null) return Lost;
        return new MailServer(row.Host, row.Port, row.Security, row.UserName, password, row.SenderName, row.SenderAddress);
    }
}
