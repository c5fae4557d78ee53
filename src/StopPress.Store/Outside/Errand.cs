using System.Net;
using System.Net.Sockets;

namespace StopPress.Store.Outside;

/// <summary>Fetches files of other houses, one at a time and politely. Nothing inside the house's own network is ever called, whatever an address says.</summary>
/// <remarks>The guard looks at the network address that is really called, after names are resolved and at each step of a redirect (OWASP, server-side request forgery).</remarks>
public sealed class Errand : IDisposable
{
    /// <summary>The code of the refusal that says that nobody was there.</summary>
    public const string Unreachable = "unreachable";

    private const int MostSteps = 5, MostTries = 3;

    // Between two files: an old site on a shared host must stay open for its readers.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly HttpClient client;
    private readonly Func<IPAddress, bool> mayBeCalled;
    private readonly Func<TimeSpan, CancellationToken, Task> wait;
    private bool isFirst = true;

    /// <summary>Somebody who fetches.</summary>
    public Errand() : this(PublicAddress.Is, Task.Delay)
    {
    }

    /// <summary>Somebody who fetches under a rule and a clock of one's own.</summary>
    /// <param name="mayBeCalled">Whether a network address may be called.</param>
    /// <param name="wait">Waits, for politeness.</param>
    public Errand(Func<IPAddress, bool> mayBeCalled, Func<TimeSpan, CancellationToken, Task> wait)
    {
        (this.mayBeCalled, this.wait) = (mayBeCalled, wait);
        client = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync, UseProxy = false, UseCookies = false, MaxAutomaticRedirections = MostSteps, ConnectTimeout = Patience, MaxResponseHeadersLength = 64 })
        {
            Timeout = Patience,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("StopPress/1 (a newspaper that fetches its own pictures)");
    }

    /// <summary>Begins to fetch what is at an address.</summary>
    /// <param name="address">The address, with http or https.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The bytes as they come, which stop with an <see cref="FellSilentException"/> when the other house does not end what it began; or why there are none.</returns>
    public async Task<Outcome<Stream>> FetchAsync(string address, CancellationToken cancel = default)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps) return new Refusal("wrong-address", $"{address} is no address of the web.");
        if (!isFirst) await wait(Pause, cancel);
        isFirst = false;
        for (var tries = 1; ; tries++)
        {
            var (answer, fault) = await AskAsync(uri, cancel);
            if (answer is null) return new Refusal(Unreachable, $"{address} cannot be fetched: {fault}");
            if (answer.IsSuccessStatusCode) return new FetchedBytes(answer, await answer.Content.ReadAsStreamAsync(cancel), Patience);
            var later = WaitOf(answer);
            var status = answer.StatusCode;
            answer.Dispose();
            if (status is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) || tries == MostTries) return new Refusal("not-fetched", $"{address} cannot be fetched: the other house answers {(int)status}.");
            await wait(later, cancel);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<(HttpResponseMessage? Answer, string Fault)> AskAsync(Uri uri, CancellationToken cancel)
    {
        try
        {
            return (await client.GetAsync(uri, HttpCompletionOption.ResponseHeadersRead, cancel), "");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (null, "the other house does not answer.");
        }
        catch (HttpRequestException fault)
        {
            return (null, fault.InnerException is NotOursException ? "it is inside the newspaper's own network." : fault.Message);
        }
    }

    private static TimeSpan WaitOf(HttpResponseMessage answer)
    {
        var asked = answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(5);
        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked > LongestWait ? LongestWait : asked;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel) =>
        new NetworkStream(await GuardedCall.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, mayBeCalled, cancel), ownsSocket: true);
}

/// <summary>The bytes of an answer, which end the answer with them; each piece must come within some time.</summary>
internal sealed class FetchedBytes(HttpResponseMessage answer, Stream bytes, TimeSpan patience) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            return await bytes.ReadAsync(buffer, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FellSilentException(null);
        }
        catch (IOException fault)
        {
            throw new FellSilentException(fault);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) answer.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>The other house has not ended what it began to send.</summary>
public sealed class FellSilentException(Exception? fault) : IOException("The other house stopped in the middle of the file.", fault);
