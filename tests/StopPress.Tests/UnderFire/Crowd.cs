using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;
using StopPress.Tests.Support;

namespace StopPress.Tests.UnderFire;

/// <summary>
/// Readers who read without a pause: some keep their connection, as browsers do, others come anew each time; they ask for ready pages, for one that must be looked
/// for, and send forms. Whatever is not answered is noted.
/// </summary>
internal sealed class Crowd : IDisposable
{
    private const int Readers = 6;

    private readonly bool knocks;
    private readonly HttpClient browser;
    private readonly CancellationTokenSource enough = new();
    private readonly Task[] reading;
    private int read;
    private long slowest;

    /// <summary>Lets them begin.</summary>
    /// <param name="port">Where the newspaper is.</param>
    /// <param name="path">A story.</param>
    /// <param name="knocks">Whether they all keep their connections, and knock again where nobody listens: then there is no systemd that holds the socket.</param>
    public Crowd(int port, string path, bool knocks = false)
    {
        this.knocks = knocks;
        browser = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(60) };
        reading = [.. Enumerable.Range(0, Readers).Select(one => Task.Run(() => ReadAsync(one, path, comesAnew: !knocks && one % 2 == 1)))];
    }

    /// <summary>How many answers they have had.</summary>
    public int Read => Volatile.Read(ref read);

    /// <summary>What was not answered.</summary>
    public ConcurrentQueue<string> Failures { get; } = [];

    /// <summary>The longest that one had to wait.</summary>
    public TimeSpan Slowest => TimeSpan.FromTicks(Volatile.Read(ref slowest));

    /// <summary>Returns when they have had so many answers.</summary>
    public Task HasReadAsync(int answers) => Eventually.HoldsAsync(() => Read >= answers || !Failures.IsEmpty, $"{answers} answers", TimeSpan.FromSeconds(60));

    /// <summary>Lets them finish what they have begun.</summary>
    public async Task EndAsync()
    {
        await enough.CancelAsync();
        await Task.WhenAll(reading);
    }

    /// <summary>Sends them away.</summary>
    public void Dispose()
    {
        enough.Cancel();
        browser.Dispose();
        enough.Dispose();
    }

    private async Task ReadAsync(int one, string path, bool comesAnew)
    {
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            // A form on a connection that is about to be closed may not be sent twice by a browser, so it comes on one of its own.
            bool sends = comesAnew && i % 3 == 0;
            string address = sends ? "/-/desk/sign-in" : (i + one) % 3 == 0 ? $"/nowhere/{one}/{i}/" : i % 2 == 0 ? path : "/";
            using var request = new HttpRequestMessage(sends ? HttpMethod.Post : HttpMethod.Get, address);
            request.Headers.ConnectionClose = comesAnew;
            if (sends) request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["email"] = "nobody@example.org" });
            var began = Stopwatch.StartNew();
            try
            {
                using var answer = await browser.SendAsync(request);
                if ((int)answer.StatusCode >= 500) Failures.Enqueue($"{request.Method} {address}: {(int)answer.StatusCode}");
                Interlocked.Increment(ref read);
            }
            catch (HttpRequestException fault) when (knocks && fault.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
            {
                await Task.Delay(20);
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or IOException)
            {
                Failures.Enqueue($"{request.Method} {address}{(comesAnew ? " (anew)" : "")}: {fault.Message} {fault.InnerException?.Message}");
            }
            if (began.Elapsed.Ticks > Slowest.Ticks) Volatile.Write(ref slowest, began.Elapsed.Ticks);
        }
    }
}
