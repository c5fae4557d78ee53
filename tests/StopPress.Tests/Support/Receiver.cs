using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StopPress.Store.Settings;

namespace StopPress.Tests.Support;

/// <summary>What came at a receiver of webhooks.</summary>
internal sealed record Received(string Path, byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Id => Headers["webhook-id"];

    public JsonElement Says { get; } = Body.Length > 0 && Body[0] == '{' ? JsonDocument.Parse(Body).RootElement : default;

    public string Event => Says.GetProperty("event").GetString()!;

    public string Text => Encoding.UTF8.GetString(Body);
}

/// <summary>A house on this machine that takes webhooks, and misbehaves as a test wants it to.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication house;
    private readonly ConcurrentQueue<Received> came = new();

    private Receiver(WebApplication house) => this.house = house;

    /// <summary>The machine's own network, which a newspaper of the tests may call.</summary>
    public static WayOut Here { get; } = new([IPNetwork.Parse("127.0.0.0/8")]);

    /// <summary>What it answers.</summary>
    public Func<HttpContext, Received, Task> Answer { get; set; } = (context, _) => context.Response.WriteAsync("taken");

    public string Address => house.Urls.First() + "/stoppress";

    /// <summary>All that came, in its order.</summary>
    public IReadOnlyList<Received> Came => [.. came];

    /// <summary>What came at a path.</summary>
    public IReadOnlyList<Received> At(string path) => [.. came.Where(one => one.Path == path)];

    public static async Task<Receiver> OpenAsync(int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var house = builder.Build();
        var receiver = new Receiver(house);
        house.Run(receiver.TakeAsync);
        await house.StartAsync();
        return receiver;
    }

    /// <summary>Waits until so many have come.</summary>
    public async Task<IReadOnlyList<Received>> WaitAsync(int count)
    {
        await Eventually.HoldsAsync(() => came.Count >= count, $"{count} webhooks", TimeSpan.FromSeconds(30));
        return Came;
    }

    /// <summary>Whether what came is signed with a secret, as a receiver's programmer checks it: after the documents, not with the newspaper's own code.</summary>
    public static bool IsSigned(Received one, string secret, string label = "sig1")
    {
        string digest = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(one.Body))}:";
        if (one.Headers["content-digest"] != digest) return false;
        string input = one.Headers["signature-input"].Split(", ").Single(part => part.StartsWith(label + "=", StringComparison.Ordinal))[(label.Length + 1)..];
        string signature = one.Headers["signature"].Split(", ").Single(part => part.StartsWith(label + "=:", StringComparison.Ordinal))[(label.Length + 2)..^1];
        var text = new StringBuilder();
        foreach (string name in input[1..input.IndexOf(')', StringComparison.Ordinal)].Split(' ').Select(name => name.Trim('"')))
        {
            string value = name switch { "@method" => "POST", "@target-uri" => $"http://{one.Headers["host"]}{one.Path}", _ => one.Headers[name] };
            text.Append('"').Append(name).Append("\": ").Append(value).Append('\n');
        }
        text.Append("\"@signature-params\": ").Append(input);
        byte[] expected = HMACSHA256.HashData(Encoding.ASCII.GetBytes(secret), Encoding.UTF8.GetBytes(text.ToString()));
        return CryptographicOperations.FixedTimeEquals(expected, Convert.FromBase64String(signature));
    }

    public async ValueTask DisposeAsync()
    {
        await house.StopAsync(new CancellationToken(canceled: true));
        await house.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var one = new Received(context.Request.Path + context.Request.QueryString, body.ToArray(), context.Request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()));
        came.Enqueue(one);
        await Answer(context, one);
    }
}
