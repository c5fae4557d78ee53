using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace StopPress.Tests.UnderFire;

/// <summary>A socket on which readers come in and that is held for the newspaper, as systemd holds one: whoever comes while none runs waits (sd_listen_fds(3)).</summary>
internal sealed class HeldSocket : IDisposable
{
    private const int SetFlags = 2;

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <summary>Opens it at a free port.</summary>
    public HeldSocket()
    {
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen(4096);
        // Without "close on exec", so that programs that are started from here have it too.
        if (SetDescriptorFlags((int)socket.Handle, SetFlags, 0) != 0) throw new IOException("The socket cannot be handed on.");
    }

    /// <summary>Its port.</summary>
    public int Port => ((IPEndPoint)socket.LocalEndPoint!).Port;

    /// <summary>What bash is told to start a program that has the socket as its third descriptor and knows that it is meant.</summary>
    public string[] HandOn(string[] command) =>
        ["-c", "exec 3<&\"$0\"; LISTEN_PID=$$ LISTEN_FDS=1 exec \"$@\"", socket.Handle.ToInt64().ToString(CultureInfo.InvariantCulture), .. command];

    /// <summary>Closes it.</summary>
    public void Dispose() => socket.Dispose();

    [DllImport("libc", EntryPoint = "fcntl")]
    private static extern int SetDescriptorFlags(int descriptor, int what, int flags);
}
