using System.Collections.Concurrent;
using System.Net.Sockets;

namespace StopPress.Tests.UnderFire;

/// <summary>A line between one node and PostgreSQL that can be cut and mended, while other nodes keep theirs.</summary>
internal sealed class CutLine : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("stoppress-line-").FullName;
    private readonly string server;
    private readonly ConcurrentBag<Socket> ends = [];
    private readonly Socket door = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;
    private volatile bool cut;

    /// <summary>A line to the server whose socket is in a folder.</summary>
    public CutLine(string serverFolder)
    {
        server = Path.Combine(serverFolder, ".s.PGSQL.5432");
        door.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, ".s.PGSQL.5432")));
        door.Listen();
        accepting = AcceptAsync();
    }

    /// <summary>A connection string by way of this line.</summary>
    public string By(string connection, string serverFolder) => connection.Replace(serverFolder, folder, StringComparison.Ordinal);

    /// <summary>Cuts it.</summary>
    public void Cut()
    {
        cut = true;
        while (ends.TryTake(out var end)) end.Dispose();
    }

    /// <summary>Mends it.</summary>
    public void Mend() => cut = false;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        door.Dispose();
        await accepting;
        Cut();
        Directory.Delete(folder, recursive: true);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await door.AcceptAsync(stop.Token);
                if (cut)
                {
                    near.Dispose();
                    continue;
                }
                var far = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await far.ConnectAsync(new UnixDomainSocketEndPoint(server));
                ends.Add(near);
                ends.Add(far);
                _ = PumpAsync(near, far);
                _ = PumpAsync(far, near);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        try
        {
            byte[] buffer = new byte[16 * 1024];
            while (await from.ReceiveAsync(buffer) is > 0 and var count)
            {
                for (var sent = 0; sent < count;) sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
            }
            to.Shutdown(SocketShutdown.Both);
        }
        catch (Exception fault) when (fault is ObjectDisposedException or SocketException)
        {
            // The line was cut, or one side hung up.
        }
    }
}
