using System.Net;
using Microsoft.EntityFrameworkCore;
using StopPress.Newsroom.Staff;
using StopPress.Store;
using StopPress.Store.Journal;
using StopPress.Store.Outside;

namespace StopPress.Newsroom.House;

/// <summary>Says which server takes the house's mail, and as whom it is sent.</summary>
/// <param name="Host">The server's name or address.</param>
/// <param name="Port">Its port.</param>
/// <param name="Security">How the way there is secured.</param>
/// <param name="SenderAddress">The address that mail comes from.</param>
/// <param name="SenderName">Whom it comes from, in words.</param>
/// <param name="UserName">The name to sign in with; empty when the server asks for none.</param>
/// <param name="Password">The password that goes with it. Empty keeps the one there is, as long as it goes to the same server and name.</param>
public sealed record KeepMailServer(string Host, int Port, MailSecurity Security, string SenderAddress, string SenderName = "", string UserName = "", string? Password = null)
{
    // RFC 1035, section 2.3.4; RFC 4616 and RFC 5321 leave names and passwords open.
    private const int LongestHost = 253, LongestName = 200;

    /// <summary>Does it. The password is in no entry.</summary>
    public async Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default)
    {
        var row = new MailServerRow { Id = 1, Host = "", UserName = "", SenderName = "", SenderAddress = "" };
        if (Read(row) is { } fault) return fault;
        // A seal may need a new key, which is written before the act begins.
        if (!string.IsNullOrEmpty(Password)) row.SealedPassword = desk.Seals.Seal(MailDesk.Purpose, Password);
        return await desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            if (await context.Set<MailServerRow>().FirstOrDefaultAsync(cancel) is { } before)
            {
                bool isSame = (before.Host, before.Port, before.Security, before.UserName) == (row.Host, row.Port, row.Security, row.UserName);
                if (before.SealedPassword is not null && row.SealedPassword is null && row.UserName.Length > 0)
                {
                    // Whoever can change where mail goes must not learn the password by it.
                    if (!isSame) return new Refusal("password-again", "The password is for another server, port or name than these.", "Type it again.");
                    row.SealedPassword = before.SealedPassword;
                }
                context.Remove(before);
                await context.SaveChangesAsync(cancel);
            }
            context.Add(row);
            return (new EntryDraft("MailServerKept", [], new { row.Host, row.Port, security = row.Security.ToString(), row.UserName, password = row.SealedPassword is not null, row.SenderName, row.SenderAddress }), true);
        }, cancel);
    }

    /// <summary>Where it is; never with the password.</summary>
    public override string ToString() => $"{nameof(KeepMailServer)} {Host}:{Port}";

    private Refusal? Read(MailServerRow row)
    {
        var checks = new Checks();
        if (new[] { Host, SenderAddress, SenderName, UserName, Password }.Any(field => field?.Any(char.IsControl) == true)) checks.Refuse("line-break", "A field holds a line break, or another sign that cannot be printed.", "Type it again on one line.");
        row.Host = checks.Line("name of the server", Host, LongestHost, required: true).TrimEnd('.');
        if (row.Host.Length > 0 && Uri.CheckHostName(row.Host) == UriHostNameType.Unknown) checks.Refuse("wrong-host", $"\"{row.Host}\" is no name of a server.", "It looks like smtp.example.com, without https:// and without a port.");
        if (Port is < 1 or > IPEndPoint.MaxPort) checks.Refuse("wrong-port", $"There is no port {Port}.", "It is 465 or 587 as a rule.");
        if (!Enum.IsDefined(Security)) checks.Refuse("wrong-security", $"The way cannot be secured by {Security}.");
        if (Security == MailSecurity.None && row.Host.Length > 0 && !IsHere(row.Host)) checks.Refuse("mail-not-local", $"{row.Host} is not this machine, and without encryption mail goes to no other.", "Choose TLS or STARTTLS.");
        row.UserName = checks.Line("user name", UserName, LongestName);
        if (Password?.Length > LongestName) checks.Refuse("too-long", $"The password has {Password.Length} letters; {LongestName} are the most.");
        if (!string.IsNullOrEmpty(Password) && row.UserName.Length == 0) checks.Refuse("no-user-name", "There is a password, but no user name.", "Write the user name, or leave both empty.");
        row.SenderName = checks.Line("sender's name", SenderName, LongestName);
        row.SenderAddress = checks.Email(SenderAddress);
        (row.Port, row.Security) = (Port, Security);
        return checks.Fault;
    }

    private static bool IsHere(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

/// <summary>The house sends no mail any more; its password is forgotten, and what waited to be sent is not.</summary>
public sealed record RemoveMailServer
{
    /// <summary>Does it.</summary>
    public Task<Outcome<Settled<bool>>> RunAsync(NewsDesk desk, string actor, CancellationToken cancel = default) =>
        desk.Journal.WriteAsync<bool>(actor, async context =>
        {
            if (await context.Set<MailServerRow>().ExecuteDeleteAsync(cancel) == 0) return MailDesk.NoServer;
            await context.Set<LetterRow>().ExecuteDeleteAsync(cancel);
            return (new EntryDraft("MailServerRemoved", []), true);
        }, cancel);
}
