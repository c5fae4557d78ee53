using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace StopPress.Site.Serving;

/// <summary>Opens the sockets on which readers come in.</summary>
public static class ListeningSocket
{
    /// <summary>How many bytes that have not left the machine may lie in its socket, beside what is on its way.</summary>
    /// <remarks>Left to itself, Linux lets four megabytes lie there for a reader who takes nothing (tcp_wmem).</remarks>
    public const int LongestUnsent = 32 * 1024;

    // Linux, netinet/tcp.h; accepted sockets take it over from the one that listens (tcp(7)).
    private const int NotSentLowWater = 25;

    /// <summary>Opens one.</summary>
    public static Socket Open(EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        if (OperatingSystem.IsLinux() && socket.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)
            socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, NotSentLowWater, BitConverter.GetBytes(LongestUnsent));
        return socket;
    }
}
