using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace StopPress.Store.Outside;

/// <summary>What is taken to an address of another house.</summary>
/// <param name="Address">The address, with https; with http only inside the networks of the house.</param>
/// <param name="MimeType">What it is.</param>
/// <param name="Body">The bytes.</param>
/// <param name="Headers">What is said beside it.</param>
public sealed record Parcel(Uri Address, string MimeType, byte[] Body, IReadOnlyList<(string Name, string Value)> Headers);

/// <summary>What came of a way to another house.</summary>
/// <param name="Status">The status that was answered, or null when nobody answered.</param>
/// <param name="Said">The beginning of what was said, on one line; may be empty.</param>
/// <param name="Later">For how long the other house asks to be left alone, or null.</param>
/// <param name="Fault">Why nobody answered, or null when somebody did.</param>
public sealed record CourierReport(int? Status, string Said, TimeSpan? Later, Refusal? Fault)
{
    /// <summary>Whether it was taken.</summary>
    public bool IsTaken => Status is >= 200 and < 300;
}

/// <summary>
/// Takes small things to other houses: one try, within a time limit, and no further than to the address that was named, wherever the answer points. Inside the house's own
/// network only what the machine's settings allow is called, whatever a name leads to.
/// </summary>
/// <param name="inside">The networks of the house that may be called, too, and without encryption.</param>
public sealed class Courier(IReadOnlyList<IPNetwork> inside) : IDisposable
{
    // Of an answer so much is read, and so much is told.
    private const int MostRead = 4096, MostTold = 200;
    private const int HeadersKilobytes = 16;

    // A name's way is looked up anew as often.
    private static readonly TimeSpan LineLasts = TimeSpan.FromMinutes(1);

    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        ConnectCallback = (context, cancel) => ConnectAsync(inside, context, cancel),
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        MaxResponseHeadersLength = HeadersKilobytes,
        PooledConnectionLifetime = LineLasts,
        // What whoever gives up has left behind is closed at once, not read to its end.
        MaxResponseDrainSize = 0,
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>How long a way may take, there and back.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether anything inside the house may be called.</summary>
    public bool GoesInside => inside.Count > 0;

    /// <summary>Whether the machine's settings let an address be called that names no host but a network address; others are looked at when they are called.</summary>
    public bool MayCall(IPAddress address, bool isSecure) => MayCall(inside, address, isSecure);

    /// <summary>Takes something there.</summary>
    public async Task<CourierReport> TakeAsync(Parcel parcel, CancellationToken cancel = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            using var request = RequestOf(parcel);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return new CourierReport((int)answer.StatusCode, await BeginningAsync(answer, patience.Token), LaterOf(answer), null);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Nobody("receiver-slow", "The receiver did not answer in time.", "It is tried again by itself. A receiver answers first, and works afterwards.");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SocketException)
        {
            return FaultOf(fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static HttpRequestMessage RequestOf(Parcel parcel)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, parcel.Address) { Content = new ByteArrayContent(parcel.Body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(parcel.MimeType);
        request.Headers.UserAgent.ParseAdd("StopPress/1");
        foreach (var (name, value) in parcel.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content.Headers.TryAddWithoutValidation(name, value);
        }
        return request;
    }

    // The status is the answer; how its words end changes nothing.
    private static async Task<string> BeginningAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        byte[] read = new byte[MostRead];
        var length = 0;
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(cancel);
            while (length < read.Length && await body.ReadAsync(read.AsMemory(length), cancel) is > 0 and var more) length += more;
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or OperationCanceledException)
        {
        }
        return OneLine(Encoding.UTF8.GetString(read, 0, length));
    }

    /// <summary>The beginning of a text on one line, without what cannot be printed.</summary>
    internal static string OneLine(string text)
    {
        var line = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (line.Length >= MostTold) break;
            if (Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.OtherNotAssigned) line.Append(line.Length > 0 && line[^1] != ' ' ? " " : "");
            else line.Append(rune.ToString());
        }
        return line.ToString().TrimEnd();
    }

    private static TimeSpan? LaterOf(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - (answer.Headers.Date ?? date),
        _ => null,
    };

    private static CourierReport FaultOf(Exception fault)
    {
        for (Exception? one = fault; one is not null; one = one.InnerException)
        {
            if (one is NotOursException) return Nobody("receiver-inside", "The receiver is inside a network of the house, or nowhere on the internet.", "Whoever runs the machine can allow it with the setting \"inside-networks\".");
            if (one is AuthenticationException) return Nobody("receiver-certificate", "The certificate that the receiver shows is not valid.", "Look at the address; nothing was said to it.");
            if (one is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery }) return Nobody("receiver-not-found", "No receiver is found under this name.", "Look at the address.");
        }
        return Nobody("receiver-unreachable", "The receiver takes no connection, or broke it off.", "It is tried again by itself.");
    }

    private static CourierReport Nobody(string code, string message, string help) => new(null, "", null, new Refusal(code, message, help));

    private static bool MayCall(IReadOnlyList<IPNetwork> inside, IPAddress address, bool isSecure)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return inside.Any(network => network.Contains(plain)) || (isSecure && PublicAddress.Is(plain));
    }

    private static async ValueTask<Stream> ConnectAsync(IReadOnlyList<IPNetwork> inside, SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        bool isSecure = context.InitialRequestMessage.RequestUri?.Scheme == Uri.UriSchemeHttps;
        return new NetworkStream(await GuardedCall.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, address => MayCall(inside, address, isSecure), cancel), ownsSocket: true);
    }
}
