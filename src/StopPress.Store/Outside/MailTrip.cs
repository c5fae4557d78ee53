using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace StopPress.Store.Outside;

/// <summary>How far a trip to a mail server has come.</summary>
internal enum MailStage
{
    /// <summary>On the way to the server.</summary>
    Way,

    /// <summary>The server greets, and the way is secured.</summary>
    Greeting,

    /// <summary>The house says who it is.</summary>
    SignIn,

    /// <summary>The letter is handed over.</summary>
    Letter,
}

/// <summary>One trip to a mail server: how far it came, and what a fault on it means in plain words.</summary>
/// <param name="server">The server.</param>
/// <param name="authorities">Authorities that count beside those that the machine knows.</param>
internal sealed class MailTrip(MailServer server, X509Certificate2Collection authorities)
{
    private const int LongestAnswer = 200;

    private string? untrusted;

    public MailServer Server => server;

    public MailStage Stage { get; set; }

    private string Place => $"{server.Host}, port {server.Port},";

    public MailFault TooSlow => OfServer("mail-slow", $"{Place} did not answer in time.", "Look at name and port; a firewall may be in the way. Or the server is busy: try again.");

    /// <summary>Whether the server's certificate is one; remembers why not.</summary>
    public bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        untrusted = null;
        if (errors == SslPolicyErrors.None || (errors == SslPolicyErrors.RemoteCertificateChainErrors && IsOfAuthority(certificate, chain))) return true;
        untrusted = errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) || certificate is null ? "It shows none."
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? "It was made out to another name."
            : chain?.ChainStatus.Any(status => status.Status.HasFlag(X509ChainStatusFlags.NotTimeValid)) == true ? "It is not valid at this time."
            : "No authority that this machine knows has signed it.";
        return false;
    }

    /// <summary>What a fault means; null when it is nothing that a mail server does.</summary>
    public MailFault? FaultOf(Exception fault) => fault switch
    {
        NotOursException when server.Security == MailSecurity.None => OfServer("mail-not-local", $"{server.Host} is not this machine, and without encryption mail goes to no other.", "Choose TLS or STARTTLS."),
        NotOursException => OfServer("mail-not-found", $"{server.Host} is at no address where a mail server can be.", "Look at the name."),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery } =>
            OfServer("mail-not-found", $"No server is found under the name {server.Host}.", "Look at the name: it is in your provider's help."),
        SocketException when Stage == MailStage.Way => OfServer("mail-unreachable", $"{Place} takes no connection.", "Look at the port: 465 with TLS from the start, 587 with STARTTLS as a rule. A firewall may be in the way."),
        SslHandshakeException when untrusted is not null => OfServer("mail-wrong-certificate", $"The certificate that {Place} shows is not valid. {untrusted}", "Write the server's name as your provider does; nothing was said to it."),
        SslHandshakeException => OfServer("mail-not-mail", $"{Place} does not begin with TLS.", "With STARTTLS the port is 587 as a rule, with TLS from the start 465."),
        NotSupportedException when Stage == MailStage.Greeting => OfServer("mail-no-starttls", $"{Place} offers no encryption.", "Choose TLS from the start, with port 465 as a rule."),
        NotSupportedException when Stage == MailStage.SignIn => OfServer("mail-no-sign-in", $"{Place} takes no user name and password.", "Leave both empty, or look at the port."),
        NotSupportedException or MimeKit.ParseException => InVain("mail-recipient-refused", $"{server.Host} cannot send to this address.", "Look at the address."),
        AuthenticationException { InnerException: SmtpCommandException { StatusCode: < (SmtpStatusCode)500 } later } => new MailFault(Later, MailWait.ForServer, Line(later.Message)),
        AuthenticationException => OfServer("mail-wrong-password", $"{server.Host} does not take this user name and password.", "Type both again. Some providers want a password of its own for programs.", fault.Message),
        SmtpCommandException told => OfAnswer(told),
        SmtpProtocolException or IOException or SocketException or ServiceNotConnectedException => BrokeOff(fault),
        _ => null,
    };

    private MailFault OfAnswer(SmtpCommandException told)
    {
        bool forGood = (int)told.StatusCode >= 500;
        return told.ErrorCode switch
        {
            SmtpErrorCode.RecipientNotAccepted when forGood => InVain("mail-recipient-refused", $"{server.Host} does not take mail for this address.", "Look at the address.", told.Message),
            SmtpErrorCode.SenderNotAccepted when forGood => OfServer("mail-sender-refused", $"{server.Host} does not let this house send as {server.SenderAddress}.", "Choose an address that belongs to the user name.", told.Message),
            SmtpErrorCode.MessageNotAccepted when forGood => InVain("mail-refused", $"{server.Host} refused the mail.", "What it said tells why.", told.Message),
            SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted => new MailFault(Later, MailWait.ForAnotherTry, Line(told.Message)),
            _ when Stage == MailStage.Greeting || forGood => OfServer("mail-refused", $"{server.Host} does not take mail from here.", "What it said tells why.", told.Message),
            _ => new MailFault(Later, MailWait.ForServer, Line(told.Message)),
        };
    }

    private MailFault BrokeOff(Exception fault) => Stage == MailStage.Greeting && fault is SmtpProtocolException
        ? OfServer("mail-not-mail", $"{Place} does not answer as a mail server does.", "Look at the port and at how the way is secured: TLS from the start with 465 as a rule, STARTTLS with 587.")
        : OfServer("mail-broke-off", $"{Place} broke the connection off.", "Try again; if it happens each time, look at the port and at how the way is secured.");

    private Refusal Later => new("mail-later", $"{server.Host} does not take the mail just now.", "Try again later; messages are tried again by themselves.");

    private static MailFault OfServer(string code, string message, string help, string said = "") => new(new Refusal(code, message, help), MailWait.ForServer, Line(said));

    private static MailFault InVain(string code, string message, string help, string said = "") => new(new Refusal(code, message, help), MailWait.InVain, Line(said));

    private bool IsOfAuthority(X509Certificate? certificate, X509Chain? seen)
    {
        if (authorities.Count == 0 || certificate is null) return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var element in seen?.ChainElements ?? Enumerable.Empty<X509ChainElement>()) chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        using var own = new X509Certificate2(certificate);
        return chain.Build(own);
    }

    // What a server says is shown to people: one line, of a length that can be read.
    private static string Line(string said)
    {
        string line = string.Concat(said.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        return line.Length <= LongestAnswer ? line : line[..LongestAnswer] + "…";
    }
}
