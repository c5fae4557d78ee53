using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace StopPress.Tests.Support;

/// <summary>A mail server on this machine that keeps what it takes, and misbehaves as a test wants it to.</summary>
internal sealed class PostOffice : IAsyncDisposable
{
    public const string User = "courier", Password = "tide&lantern pass-word";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closed = new();
    private readonly ConcurrentBag<Task> visits = [];
    private readonly Task receiving;

    public PostOffice()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        Certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        listener.Start();
        receiving = ReceiveAsync();
    }

    public X509Certificate2 Certificate { get; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Encrypted from the first byte.</summary>
    public bool Tls { get; set; }

    public bool OffersStartTls { get; set; } = true;

    /// <summary>Whether it wants the user and the password.</summary>
    public bool AsksWho { get; set; } = true;

    public string Greeting { get; set; } = "220 post.example ESMTP";

    /// <summary>Never says a word.</summary>
    public bool IsSilent { get; set; }

    /// <summary>What it says to a sender.</summary>
    public string ToSender { get; set; } = "250 ok";

    /// <summary>What it says to a recipient's address.</summary>
    public Func<string, string> ToRecipient { get; set; } = _ => "250 ok";

    /// <summary>What it says at the end of a letter; null breaks the connection off without a word.</summary>
    public Func<string?> AtEnd { get; set; } = () => "250 taken";

    /// <summary>Goes away in the middle of a letter.</summary>
    public bool LeavesInLetter { get; set; }

    /// <summary>Whom it waits for at the end of a letter, before it says anything.</summary>
    public Task Before { get; set; } = Task.CompletedTask;

    /// <summary>The letters that came whole, whether it said that it took them or not, as they came over the line.</summary>
    public ConcurrentQueue<string> Letters { get; } = [];

    /// <summary>How many visitors came.</summary>
    public int Visits => visits.Count;

    /// <summary>What came over the line that was not encrypted, or after.</summary>
    public ConcurrentQueue<string> Heard { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync();
        listener.Stop();
        await receiving;
        await Task.WhenAll(visits);
        Certificate.Dispose();
        closed.Dispose();
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                var visitor = await listener.AcceptTcpClientAsync(closed.Token);
                visits.Add(Task.Run(() => ServeAsync(visitor)));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private async Task ServeAsync(TcpClient visitor)
    {
        using (visitor)
        {
            try
            {
                Stream line = visitor.GetStream();
                if (IsSilent) await Task.Delay(Timeout.Infinite, closed.Token);
                if (Tls) line = await SecureAsync(line);
                await TalkAsync(line);
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException or AuthenticationException or SocketException)
            {
                // The visitor has gone.
            }
        }
    }

    private async Task<Stream> SecureAsync(Stream line)
    {
        var secure = new SslStream(line);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, closed.Token);
        return secure;
    }

    private async Task TalkAsync(Stream line)
    {
        await SayAsync(line, Greeting);
        var isSecure = line is SslStream;
        while (await HearAsync(line) is { } heard)
        {
            Heard.Enqueue(heard);
            string verb = heard.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "STARTTLS")
            {
                await SayAsync(line, "220 go on");
                (line, isSecure) = (await SecureAsync(line), true);
            }
            else if (verb == "DATA")
            {
                if (!await TakeAsync(line)) return;
            }
            else
            {
                await SayAsync(line, Answer(verb, heard, isSecure));
                if (verb == "QUIT") return;
            }
        }
    }

    private string Answer(string verb, string heard, bool isSecure) => verb switch
    {
        "EHLO" => string.Join("\r\n", new[] { "250-post.example", isSecure || !OffersStartTls ? null : "250-STARTTLS", AsksWho ? "250-AUTH PLAIN" : null, "250 8BITMIME" }.OfType<string>()),
        "AUTH" => Encoding.UTF8.GetString(Convert.FromBase64String(heard.Split(' ')[2])) == $"\0{User}\0{Password}" ? "235 welcome" : "535 5.7.8 wrong",
        "MAIL" => ToSender,
        "RCPT" => ToRecipient(heard),
        "QUIT" => "221 bye",
        _ => "250 ok",
    };

    private async Task<bool> TakeAsync(Stream line)
    {
        await SayAsync(line, "354 go on");
        var letter = new StringBuilder();
        while (await HearAsync(line) is { } heard && heard != ".")
        {
            if (LeavesInLetter) return false;
            letter.Append(heard).Append('\n');
        }
        Letters.Enqueue(letter.ToString());
        await Before.WaitAsync(closed.Token);
        if (AtEnd() is not { } answer) return false;
        await SayAsync(line, answer);
        return true;
    }

    private async Task SayAsync(Stream line, string words) => await line.WriteAsync(Encoding.UTF8.GetBytes(words + "\r\n"), closed.Token);

    // A byte at a time: what comes after STARTTLS must not have been read before.
    private async Task<string?> HearAsync(Stream line)
    {
        var heard = new List<byte>();
        byte[] one = new byte[1];
        while (await line.ReadAsync(one, closed.Token) == 1)
        {
            if (one[0] == '\n') return Encoding.UTF8.GetString([.. heard]).TrimEnd('\r');
            heard.Add(one[0]);
        }
        return null;
    }
}
