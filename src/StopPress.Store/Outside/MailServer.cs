namespace StopPress.Store.Outside;

/// <summary>How the way to a mail server is secured.</summary>
public enum MailSecurity
{
    /// <summary>Encrypted from the first byte, at port 465 as a rule (RFC 8314).</summary>
    Tls = 0,

    /// <summary>Encrypted before anything is said, at port 587 as a rule (RFC 3207); a server that does not offer it gets nothing.</summary>
    StartTls = 1,

    /// <summary>Not encrypted: only to a server on this machine.</summary>
    None = 2,
}

/// <summary>The server that takes mail, and as whom it is sent.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">The port at which it takes mail.</param>
/// <param name="Security">How the way there is secured.</param>
/// <param name="UserName">The name to sign in with; empty when the server asks for none.</param>
/// <param name="Password">The password that goes with it, or null.</param>
/// <param name="SenderName">Whom mail comes from, in words; may be empty.</param>
/// <param name="SenderAddress">The address that mail comes from.</param>
public sealed record MailServer(string Host, int Port, MailSecurity Security, string UserName, string? Password, string SenderName, string SenderAddress)
{
    /// <summary>Where it is; never with the password, which a log would keep.</summary>
    public override string ToString() => $"{Host}:{Port}";
}

/// <summary>One mail to one person, in plain text.</summary>
/// <param name="Id">What it is known by: the same for the same letter, so that a mail program drops one that comes twice.</param>
/// <param name="ToName">The person's name.</param>
/// <param name="ToAddress">Their address.</param>
/// <param name="Subject">What it is about, on one line.</param>
/// <param name="Text">The text.</param>
/// <param name="Language">The language of the text as a BCP 47 tag.</param>
/// <param name="At">When it was written.</param>
public sealed record Letter(string Id, string ToName, string ToAddress, string Subject, string Text, string Language, DateTimeOffset At);

/// <summary>What a letter that was not taken has to wait for.</summary>
public enum MailWait
{
    /// <summary>The server, or what the house says of it: no other letter would go either.</summary>
    ForServer,

    /// <summary>Another try: this letter was put off.</summary>
    ForAnotherTry,

    /// <summary>Nothing: this letter is refused for good.</summary>
    InVain,
}

/// <summary>Why a letter was not taken.</summary>
/// <param name="Why">What came out, in plain words.</param>
/// <param name="Wait">What it has to wait for.</param>
/// <param name="Said">What the server said, on one line; empty when it was not a mail server's answer.</param>
public sealed record MailFault(Refusal Why, MailWait Wait, string Said = "");
