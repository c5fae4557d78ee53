using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace StopPress.Newsroom.Import;

/// <summary>Lets the parts of a long work run beside one another: the next piece is made while the one before is used.</summary>
internal static class ReadAhead
{
    // One is used, and one waits while the next is made; more would only be held in memory.
    private const int Most = 2;

    /// <summary>The same pieces, of which the next one is made meanwhile. Throws what making them throws.</summary>
    public static async IAsyncEnumerable<T> AheadAsync<T>(this IAsyncEnumerable<T> pieces, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var ready = Channel.CreateBounded<T>(Most);
        var making = Task.Run(() => MakeAsync(pieces, ready.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var piece in ready.Reader.ReadAllAsync(cancel)) yield return piece;
            await making;
        }
        finally
        {
            await stop.CancelAsync();
            await making.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task MakeAsync<T>(IAsyncEnumerable<T> pieces, ChannelWriter<T> ready, CancellationToken stop)
    {
        try
        {
            await foreach (var piece in pieces.WithCancellation(stop)) await ready.WriteAsync(piece, stop);
        }
        finally
        {
            ready.Complete();
        }
    }
}
