using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;

namespace StopPress.Site.Serving;

/// <summary>Who may speak for readers.</summary>
public static class TrustedProxies
{
    /// <summary>
    /// What is believed of a request: whoever asks is known by what trusted proxies say, the nearest first. All else about the address is the setting
    /// <c>public-address</c>.
    /// </summary>
    /// <param name="networks">The networks of the proxies.</param>
    public static ForwardedHeadersOptions Believed(IEnumerable<System.Net.IPNetwork> networks)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks) options.KnownIPNetworks.Add(network);
        return options;
    }
}
