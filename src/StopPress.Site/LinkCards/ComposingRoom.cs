namespace StopPress.Site.LinkCards;

/// <summary>Where cards are set: one at a time, and the newest of them are kept in memory.</summary>
/// <remarks>A card can be set again at any time, in some hundredths of a second, and whoever asks for one keeps it for ever.</remarks>
public sealed class ComposingRoom : IDisposable
{
    // Some two to four hundred cards: those of a day, for the machines of all networks at once.
    private const long MostBytes = 16 * 1024 * 1024;

    private readonly Lazy<TypeCase> types;
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly Lock keeping = new();
    private readonly Dictionary<string, LinkedListNode<(string Stamp, byte[] Bytes)>> kept = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Stamp, byte[] Bytes)> newest = [];
    private long bytes;
    private long made;

    /// <summary>Opens it with the fonts of the program and the machine.</summary>
    public ComposingRoom() => types = new Lazy<TypeCase>(TypeCase.OfTheMachine);

    /// <summary>How many cards were set here since it was opened.</summary>
    public long Made => Interlocked.Read(ref made);

    /// <summary>The places of those texts that cannot be set on this machine, since it has no font with their letters.</summary>
    public static IReadOnlySet<int> Unsettable(IEnumerable<string> texts)
    {
        using var here = TypeCase.OfTheMachine();
        return texts.Select((text, place) => (Place: place, IsSettable: here.Settable(text) is not null)).Where(one => !one.IsSettable).Select(one => one.Place).ToHashSet();
    }

    /// <summary>A card's bytes; however many ask for it at once, it is set once.</summary>
    public async Task<byte[]> MakeAsync(LinkCard card, CancellationToken cancel = default)
    {
        if (Kept(card) is { } ready) return ready;
        await turn.WaitAsync(cancel);
        try
        {
            if (Kept(card) is { } meanwhile) return meanwhile;
            // On a thread of its own: the pool's threads serve readers.
            byte[] png = await Task.Factory.StartNew(() => CardPrinter.Print(card, types.Value), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            Interlocked.Increment(ref made);
            Keep(card, png);
            return png;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        turn.Wait();
        if (types.IsValueCreated) types.Value.Dispose();
        turn.Dispose();
    }

    private byte[]? Kept(LinkCard card)
    {
        lock (keeping)
        {
            if (!kept.TryGetValue(card.Stamp, out var node)) return null;
            newest.Remove(node);
            newest.AddFirst(node);
            return node.Value.Bytes;
        }
    }

    private void Keep(LinkCard card, byte[] png)
    {
        lock (keeping)
        {
            kept[card.Stamp] = newest.AddFirst((card.Stamp, png));
            bytes += png.Length;
            while (bytes > MostBytes && newest.Last is { } oldest)
            {
                newest.RemoveLast();
                kept.Remove(oldest.Value.Stamp);
                bytes -= oldest.Value.Bytes.Length;
            }
        }
    }
}
