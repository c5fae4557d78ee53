using System.Net;
using System.Net.Sockets;

namespace StopPress.Store.Outside;

/// <summary>Calls other machines: the network address that is really called is looked at, after the name is resolved.</summary>
internal static class GuardedCall
{
    /// <summary>Connects to the first address of a name that may be called and answers. Throws <see cref="NotOursException"/> when none may be.</summary>
    public static async Task<Socket> ConnectAsync(string host, int port, Func<IPAddress, bool> mayBeCalled, CancellationToken cancel)
    {
        // The machine's own resolver does not always listen to who gives up.
        var found = await Dns.GetHostAddressesAsync(host, cancel).WaitAsync(cancel);
        var addresses = found.Where(mayBeCalled).ToArray();
        if (addresses.Length == 0) throw new NotOursException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancel);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>No address of the server may be called.</summary>
internal sealed class NotOursException() : IOException("No address of the server may be called.");
