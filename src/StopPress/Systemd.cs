using System.Net.Sockets;
using System.Text;

namespace StopPress;

/// <summary>Speaks with systemd where it has started the newspaper: says when it is open and when it closes (sd_notify(3)).</summary>
internal static class Systemd
{
    /// <summary>Whether the sockets on which readers come in are systemd's, so that nobody is turned away while the newspaper is started again (sd_listen_fds(3)).</summary>
    public static bool HandsSocketsOn =>
        Environment.GetEnvironmentVariable("LISTEN_PID") == Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)
        && int.TryParse(Environment.GetEnvironmentVariable("LISTEN_FDS"), out int sockets) && sockets > 0;

    /// <summary>The newspaper is open.</summary>
    public static void SayOpen() => Say("READY=1");

    /// <summary>The newspaper closes; whoever has asked is still answered.</summary>
    public static void SayClosing() => Say("STOPPING=1");

    private static void Say(string words)
    {
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 0 } path) return;
        // A name that begins with @ is none of a file (unix(7)).
        var place = new UnixDomainSocketEndPoint(path[0] == '@' ? "\0" + path[1..] : path);
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.SendTo(Encoding.ASCII.GetBytes(words), place);
    }
}
