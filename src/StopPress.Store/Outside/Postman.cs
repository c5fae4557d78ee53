using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace StopPress.Store.Outside;

/// <summary>Takes letters to a mail server, one at a time, and says truly what came out.</summary>
/// <remarks>A server is spoken to only after it has greeted as a mail server does, so nothing else is ever told anything.</remarks>
public sealed class Postman
{
    // Twenty seconds are longer than any server takes that is well; RFC 5321, section 4.5.3.2, would wait five minutes for each answer.
    private static readonly TimeSpan LongestTrip = TimeSpan.FromSeconds(20);

    /// <summary>How long a trip may take in all, from the look for the server's address to its last word.</summary>
    public TimeSpan Patience { get; set; } = LongestTrip;

    /// <summary>Authorities whose certificates count beside those that the machine knows.</summary>
    public X509Certificate2Collection Authorities { get; } = [];

    /// <summary>Takes a letter to a server. Null: the server has taken it.</summary>
    public async Task<MailFault?> SendAsync(MailServer server, Letter letter, CancellationToken cancel = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        var trip = new MailTrip(server, Authorities);
        try
        {
            await GoAsync(trip, Mail(server, letter), patience.Token);
            return null;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return trip.TooSlow;
        }
        catch (Exception fault) when (trip.FaultOf(fault) is { } told)
        {
            return told;
        }
    }

    private static async Task GoAsync(MailTrip trip, MimeMessage mail, CancellationToken cancel)
    {
        var server = trip.Server;
        using var socket = await ConnectAsync(server, cancel);
        // Whether a certificate was revoked is asked of servers that firewalls often keep from being reached.
        using var client = new SmtpClient { CheckCertificateRevocation = false, ServerCertificateValidationCallback = trip.IsTrusted };
        trip.Stage = MailStage.Greeting;
        await client.ConnectAsync(socket, server.Host, server.Port, server.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.StartTls => SecureSocketOptions.StartTls,
            _ => SecureSocketOptions.None,
        }, cancel);
        trip.Stage = MailStage.SignIn;
        if (server.UserName.Length > 0) await client.AuthenticateAsync(server.UserName, server.Password ?? "", cancel);
        trip.Stage = MailStage.Letter;
        await client.SendAsync(mail, cancel);
        try
        {
            await client.DisconnectAsync(quit: true, cancel);
        }
        catch (Exception fault) when (fault is IOException or SocketException or SmtpProtocolException or SmtpCommandException or OperationCanceledException)
        {
            // The letter was taken; how the server says goodbye changes nothing.
        }
    }

    private static Task<Socket> ConnectAsync(MailServer server, CancellationToken cancel) =>
        GuardedCall.ConnectAsync(server.Host, server.Port, server.Security == MailSecurity.None ? IPAddress.IsLoopback : MayBeCalled, cancel);

    // A mail server may well stand in the house's own network; never at an address that a cloud's machines ask about themselves, or at many at once.
    private static bool MayBeCalled(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        byte[] bytes = plain.GetAddressBytes();
        return plain.AddressFamily == AddressFamily.InterNetworkV6
            ? !plain.IsIPv6LinkLocal && !plain.IsIPv6Multicast && !plain.Equals(IPAddress.IPv6Any)
            : bytes is not ([0, ..] or [169, 254, ..]) && bytes[0] < 224;
    }

    private static MimeMessage Mail(MailServer server, Letter letter)
    {
        var mail = new MimeMessage
        {
            Date = letter.At,
            Subject = letter.Subject,
            MessageId = $"{letter.Id}@{DomainOf(server.SenderAddress)}",
            Body = new TextPart("plain") { Text = letter.Text },
        };
        mail.From.Add(new MailboxAddress(server.SenderName, server.SenderAddress));
        mail.To.Add(new MailboxAddress(letter.ToName, letter.ToAddress));
        // RFC 3834: no machine answers what a machine has sent.
        mail.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        mail.Headers.Add(HeaderId.ContentLanguage, letter.Language);
        return mail;
    }

    private static string DomainOf(string address) => MailboxAddress.EncodeAddrspec(address)[(address.LastIndexOf('@') + 1)..];
}
