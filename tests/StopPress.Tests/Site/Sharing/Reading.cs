using System.Net;
using System.Text;
using System.Text.Json;
using StopPress.Store.Settings;
using StopPress.Tests.Support;

namespace StopPress.Tests.Site.Sharing;

/// <summary>Readers somewhere in the world, each with a browser that keeps what it is given.</summary>
internal sealed class Reading : IDisposable
{
    /// <summary>What the browser of a reader calls itself.</summary>
    public const string Phone = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";

    private readonly HttpClient line;

    public Reading(Uri address) => line = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = address };

    /// <summary>A newspaper that believes whoever asks from this machine, so that readers can come from anywhere.</summary>
    public static Task<Paper> OpenAsync(House house, TimeProvider? clock = null) =>
        Paper.OpenAsync(house.Folder, house.Connection, clock ?? TimeProvider.System, null, door: FrontDoor.Usual with { TrustedProxies = [IPNetwork.Parse("127.0.0.0/8")] });

    /// <summary>Sends what a page of the newspaper would, as a reader's browser does.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="from">The reader's own address; empty for this machine's.</param>
    /// <param name="mark">What the browser was given for this address.</param>
    /// <param name="json">Whether a script sends it.</param>
    /// <param name="site">What the browser says of the page that it is on; null for nothing.</param>
    /// <param name="origin">Whose page it is on; null for nothing.</param>
    /// <param name="method">How it is asked.</param>
    /// <param name="body">What is sent with it.</param>
    /// <param name="browser">What the browser calls itself; null for nothing.</param>
    /// <param name="purpose">What a browser says for which only makes ready what might be read; null for nothing.</param>
    public async Task<Answered> SendAsync(
        string address, string from = "203.0.113.7", string? mark = null, bool json = false, string? site = "same-origin", string? origin = null, HttpMethod? method = null, byte[]? body = null,
        string? browser = null, string? purpose = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, address);
        if (from.Length > 0) request.Headers.Add("X-Forwarded-For", from);
        if (mark is not null) request.Headers.Add("Cookie", mark);
        if (json) request.Headers.Add("Accept", "application/json");
        if (site is not null) request.Headers.Add("Sec-Fetch-Site", site);
        if (origin is not null) request.Headers.Add("Origin", origin);
        if (request.Method == HttpMethod.Get) request.Headers.Add("Sec-Fetch-Mode", "navigate");
        if (browser is not null) request.Headers.TryAddWithoutValidation("User-Agent", browser);
        if (purpose is not null) request.Headers.Add("Sec-Purpose", purpose);
        if (body is not null) request.Content = new ByteArrayContent(body);
        using var answer = await line.SendAsync(request);
        string? cookie = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.First() : null;
        return new Answered((int)answer.StatusCode, answer.Headers.Location?.OriginalString, cookie, Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()), answer.Headers.ToString());
    }

    /// <summary>Likes a story as a script does; how many do, by the answer.</summary>
    public async Task<long> LikeAsync(string story, string from) => (await SendAsync($"/-/like/{story}", from, json: true)).Likes;

    /// <summary>Tells that a story was read, as the program's own script does, from as many networks as are asked for.</summary>
    public async Task ReadAsync(string story, int readers, string language = "en")
    {
        for (var reader = 0; reader < readers; reader++) Assert.Equal(204, (await SendAsync($"/-/read/{story}?in={language}", $"198.{reader / 200}.{reader % 200}.1", json: true, browser: Phone)).Status);
    }

    public void Dispose() => line.Dispose();
}

/// <summary>What a reader was answered.</summary>
internal sealed record Answered(int Status, string? Location, string? Cookie, string Text, string Headers)
{
    /// <summary>What the browser sends along from now on.</summary>
    public string? Mark => Cookie?.Split(';')[0];

    /// <summary>How many like the story.</summary>
    public long Likes => JsonDocument.Parse(Text).RootElement.GetProperty("likes").GetInt64();
}
