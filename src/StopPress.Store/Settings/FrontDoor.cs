using System.Net;

namespace StopPress.Store.Settings;

/// <summary>How this machine lets readers in: who may speak for them, how many come at once, and how much.</summary>
/// <param name="TrustedProxies">The addresses of proxies that say truly, in <c>X-Forwarded-For</c>, who asks. From anywhere else it is not believed.</param>
/// <param name="Connections">The most connections at once; one more is closed.</param>
/// <param name="RequestsPerSecond">How many requests a second one address may make of what does not lie ready.</param>
/// <param name="PictureMegabytes">The largest file of a picture, in MB.</param>
/// <param name="Caches">Where caches in front are told what has changed.</param>
public sealed record FrontDoor(IReadOnlyList<IPNetwork> TrustedProxies, int Connections, int RequestsPerSecond, int PictureMegabytes, IReadOnlyList<Uri> Caches)
{
    // Some 20 kB each in the program: 200 MB when all of them are there.
    private const int DefaultConnections = 10_000;

    // A browser asks for a page and thirty pictures; a room of fifty people behind one address for thirty times that in ten seconds.
    private const int DefaultRequests = 100;

    // Newsroom/Media/PictureLimits says why.
    private const int DefaultPicture = 100;

    /// <summary>As it is when nobody says otherwise.</summary>
    public static FrontDoor Usual { get; } = new([], DefaultConnections, DefaultRequests, DefaultPicture, []);

    /// <summary>Reads it.</summary>
    internal static FrontDoor From(SettingsReader reader)
    {
        string proxies = reader.Text("trusted-proxies", "", "addresses or networks of proxies that say truly who asks, separated by ;", WrongNetworks);
        int connections = reader.Number("connections", DefaultConnections, 10, 1_000_000, "the most connections at once");
        int requests = reader.Number("requests-per-second", DefaultRequests, 0, 100_000, "how much one address may ask for that does not lie ready; 0: as much as it likes");
        int picture = reader.Number("picture-megabytes", DefaultPicture, 1, 1000, "the largest file of a picture, in MB");
        string[] caches = Cut(reader.Text("caches", "", "where caches in front are told what has changed, separated by ;", value => Wrong(value, IsCache, "must be like http://127.0.0.1:6082")));
        return new FrontDoor(NetworksOf(proxies), connections, requests, picture, [.. caches.Select(cache => new Uri(cache))]);
    }

    /// <summary>What is wrong with a list of addresses and networks; null when nothing is.</summary>
    internal static string? WrongNetworks(string value) => Wrong(value, text => NetworkOf(text) is not null, "must be addresses or networks such as 127.0.0.1;10.0.0.0/8");

    /// <summary>The networks of a list in which nothing is wrong.</summary>
    internal static IReadOnlyList<IPNetwork> NetworksOf(string value) => [.. Cut(value).Select(one => NetworkOf(one)!.Value)];

    private static string[] Cut(string value) => value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string? Wrong(string value, Func<string, bool> isRight, string words) =>
        Cut(value).FirstOrDefault(one => !isRight(one)) is { } wrong ? $"{words}, not \"{wrong}\"" : null;

    private static bool IsCache(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "http" or "https", PathAndQuery: "/", UserInfo: "" };

    private static IPNetwork? NetworkOf(string text)
    {
        if (IPNetwork.TryParse(text, out var network)) return network;
        return IPAddress.TryParse(text, out var one) && text.Contains(one.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? '.' : ':', StringComparison.Ordinal)
            ? new IPNetwork(one, one.GetAddressBytes().Length * 8)
            : null;
    }
}
