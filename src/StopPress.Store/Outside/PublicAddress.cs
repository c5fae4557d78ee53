using System.Net;
using System.Net.Sockets;

namespace StopPress.Store.Outside;

/// <summary>Which network addresses belong to the whole internet, and not to a house, a machine or nobody (IANA's special-purpose registries, RFC 6890).</summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] Reserved =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            // Addresses in which others are wrapped could wrap one of a house; the rest of 2000::/3 is the internet's.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    private static readonly IPNetwork Internet = IPNetwork.Parse("2000::/3");

    /// <summary>Whether an address is one of them.</summary>
    public static bool Is(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (plain.AddressFamily == AddressFamily.InterNetwork || Internet.Contains(plain)) && !Reserved.Any(network => network.Contains(plain));
    }
}
